"""Lines: nothing is wider than its room, no mark stands where none may, and no sign is lost."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.typeset import ELLIPSES, Setting, balance, break_lines, fit

TEXTS = st.text(st.sampled_from("計畫109年度廉政 abc，。、「」（）(2019-2022);W"), max_size=90)


def measure(text: str) -> float:
    """Chinese takes ten, Latin five."""
    return sum(5 if sign < "\u2000" else 10 for sign in text)


def unspaced(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(TEXTS, st.integers(40, 400))
def test_no_line_is_wider_than_its_room_and_no_sign_is_lost(text, width):
    for lines in (break_lines(text, width, measure), balance(text, width, measure)):
        assert all(measure(line) <= width for line in lines)
        assert unspaced("".join(lines)) == unspaced(text)


@given(TEXTS)
def test_the_last_setting_cuts_what_does_not_fit(text):
    block = fit(text, 60, (Setting(10, 1), Setting(8, 2)), lambda size: measure)
    assert len(block.lines) <= 2 and all(measure(line) <= 60 for line in block.lines)
    if unspaced("".join(block.lines)) != unspaced(text):
        assert block.lines[-1].endswith(ELLIPSES)


def test_a_cut_line_ends_with_a_whole_word():
    def cut(text, width):
        return fit(text, width, (Setting(10, 1),), lambda size: measure).lines

    assert cut("indicators of integrity", 90) == ("indicators of...",)
    assert cut("廉政工作計畫與指標", 70) == ("廉政工作計…",)
    assert cut("indicators", 30) == ("ind...",)


def test_a_line_neither_starts_with_a_closing_mark_nor_ends_with_an_opening_one():
    text = "承諾，花費，「做到」（與否）都，要說。"
    for width in range(40, 200, 10):
        for line in break_lines(text, width, measure):
            assert line[0] not in "，。」）" and line[-1] not in "「（"


def test_a_word_stays_whole_where_it_can():
    lines = break_lines("performance indicators of 2026", 70, measure)
    assert lines == ("performance", "indicators of", "2026")
    assert break_lines("indicators", 30, measure) == ("indica", "tors")


def test_lines_end_at_clauses_where_that_takes_no_more_of_them():
    assert balance("執行結果，本站尚未收錄", 90, measure) == ("執行結果，", "本站尚未收錄")
    text = "Mid-term Plan (2019 to 2022; ROC 108 to 111)"
    assert balance(text, 190, measure) == ("Mid-term Plan", "(2019 to 2022; ROC 108 to 111)")


def test_without_clauses_lines_are_of_about_the_same_length():
    lines = balance("甲乙丙丁戊己庚辛壬癸子丑", 110, measure)
    assert [len(line) for line in lines] == [6, 6]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_is_no_line(text):
    assert break_lines(text, 100, measure) == ()
