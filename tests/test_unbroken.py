"""Dates in a page's text do not break at a line's end; nothing else in the page is touched."""

import pytest

from generator.unbroken import keep_days


def test_a_date_in_both_calendars_may_break_between_them_and_nowhere_else():
    assert keep_days("<p>截至 115 年 6 月 30 日（2026-06-30）</p>", "zh") == (
        '<p>截至 <span class="day">115 年 6 月 30 日</span>'
        '<span class="day">（2026-06-30）</span></p>'
    )


def test_an_english_date_is_one_piece():
    assert keep_days("as of 3 May 2026.", "en") == 'as of <span class="day">3 May 2026</span>.'


@pytest.mark.parametrize("code", ["zh", "en"])
def test_a_date_of_digits_is_one_piece_but_not_a_part_of_a_name(code):
    assert keep_days("2026-06-30", code) == '<span class="day">2026-06-30</span>'
    assert keep_days("2026-06-30-self", code) == "2026-06-30-self"


@pytest.mark.parametrize(
    "html",
    [
        '<a title="115 年 6 月 30 日" href="#2026-06-30">x</a>',
        "<title>115 年 6 月 30 日</title>",
        "<script>115 年 6 月 30 日</script>",
        "<svg><text>115 年 6 月 30 日</text></svg>",
        "<code>2026-06-30</code>",
        "<p>109.01-12，共 115 年</p>",
    ],
)
def test_what_is_no_text_of_a_line_is_left_alone(html):
    assert keep_days(html, "zh") == html
