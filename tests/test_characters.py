"""Which bytes are text, and which characters are what they seem."""

import unicodedata

import pytest

from generator.characters import STAND_IN, check_text, check_value, decode, normalise
from generator.problems import Place, Problem

SAMPLE = "目標：廉政\n作法：公務機密維護\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (SAMPLE.encode("utf-8-sig"), "檔案是 UTF-8 BOM"),
        (SAMPLE.encode("utf-16"), "檔案是 UTF-16"),
        (b"\xfe\xff" + SAMPLE.encode("utf-16-be"), "檔案是 UTF-16"),
        ("name: plain ascii text".encode("utf-16-le"), "不是 UTF-8，可能是 UTF-16"),
        (SAMPLE.encode("utf-32"), "檔案是 UTF-32"),
        (SAMPLE.encode("big5"), "不是 UTF-8，可能是 Big5"),
        ("简体计划".encode("gb18030"), "不是 UTF-8，可能是 "),
        (b"\xff" * 3, "不是 UTF-8"),
        (b"\xed\xa0\x80", "不是 UTF-8"),  # a surrogate, which UTF-8 has none of
    ],
)
def test_other_encodings_are_refused_with_a_guess(data, said):
    problem = decode(data, "f")
    assert isinstance(problem, Problem)
    assert problem.rule == "encoding"
    assert problem.found[0].startswith(said)


def test_a_wrong_byte_is_placed_by_characters_not_bytes():
    problem = decode("第一行\n廉政".encode() + b"\xa4", "f")
    assert isinstance(problem, Problem)
    assert problem.place == Place("f", 2, 3)


def test_utf8_is_read_as_it_stands():
    assert decode(SAMPLE.encode(), "f") == SAMPLE


def refused() -> list[int]:
    """Every code point that reads as nothing, as direction, or as another character."""
    ranges = [
        (0x00, 0x08), (0x0B, 0x0C), (0x0E, 0x1F), (0x7F, 0x9F), (0x200B, 0x200F), (0x2028, 0x202E),
        (0x2060, 0x206F), (0x2E80, 0x2FDF), (0xE000, 0xE0FF), (0xF8F0, 0xF8FF), (0xFDD0, 0xFDEF),
        (0xFE00, 0xFE0F), (0xFFF0, 0xFFFF), (0x1FFFE, 0x1FFFF), (0xE0000, 0xE01FF),
        (0xF0000, 0xF0010), (0x10FFF0, 0x10FFFF),
    ]  # fmt: skip
    alone = [0x09, 0x0D, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x3164, 0xFEFF, 0xFFA0]
    return alone + [code for first, last in ranges for code in range(first, last + 1)]


def test_every_character_of_the_refused_classes_is_refused():
    missed = [f"U+{code:04X}" for code in refused() if not check_text(f"廉{chr(code)}明", "f")[1]]
    assert missed == []


def test_every_control_and_format_character_is_refused_but_line_feeds():
    codes = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    odd = [letter for letter in codes if unicodedata.category(letter) in {"Cc", "Zl", "Zp"}]
    assert [f"U+{ord(c):04X}" for c in odd if not check_text(f"廉{c}明", "f")[1]] == ["U+000A"]


@pytest.mark.parametrize("text", ["100﹪", "（一）、１２３％", "全　形", "é ñ", "a\r\nb\n", "🏛"])
def test_printed_forms_are_left_alone(text):
    assert check_text(text, "f") == (text, [])


def test_a_refused_character_is_named_and_placed():
    text, problems = check_text("第一行\n廉\u202e明\u200b", "f")
    assert [problem.place for problem in problems] == [Place("f", 2, 2), Place("f", 2, 4)]
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in problems[0].found[0]
    assert text == f"第一行\n廉{STAND_IN}明{STAND_IN}"


def test_replacing_keeps_every_place():
    text = "a\tb\u2028c\rd\x00e" + "o\u0301\u0302\u0303"
    assert len(check_text(text, "f")[0]) == len(text)


def test_marks_stacked_on_one_letter_are_refused():
    assert check_text("e\u0301", "f")[1] == []
    assert [p.rule for p in check_text("e\u0301\u0302\u0303\u0304", "f")[1]] == ["character"]


def test_a_flood_of_refused_characters_is_counted():
    problems = check_text("\u200b" * 500, "f")[1]
    assert len(problems) == 21
    assert "480" in problems[-1].found[0]


def test_a_value_is_checked_at_its_own_place():
    place = Place("f", 7, 9)
    text, problems = check_value("a\u202eb\u202ec\x00", place)
    assert text == f"a{STAND_IN}b{STAND_IN}c{STAND_IN}"
    assert [problem.place for problem in problems] == [place, place]


@pytest.mark.parametrize(
    ("text", "normal", "count"),
    [
        ("廉政", "廉政", 0),
        ("\uf9a2政\ufa08", "廉政行", 2),  # CJK compatibility ideographs, as in the Chiayi copy
        ("e\u0301e\u0301", "éé", 2),
        ("100﹪１２", "100﹪１２", 0),
    ],
)
def test_nfc_mends_and_counts(text, normal, count):
    assert normalise(text) == (normal, count)
