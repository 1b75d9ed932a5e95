"""ROC years, plan periods, month ranges."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.numerals import Refused
from generator.periods import Month, parse_period, parse_schedule


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("109", 2020, 2020),
        ("109年", 2020, 2020),
        ("109年度", 2020, 2020),
        ("108-111", 2019, 2022),
        ("108至111年度", 2019, 2022),
        ("１０９", 2020, 2020),
    ],
)
def test_a_period_is_read_in_every_printed_form(printed, first, last):
    period = parse_period(printed)
    assert (period.first_year, period.last_year, period.printed) == (first, last, printed)


@pytest.mark.parametrize("printed", ["2020", "0", "201", "111-108", "109.5", "", "一百零九年"])
def test_what_is_no_roc_period_is_refused(printed):
    with pytest.raises(Refused):
        parse_period(printed)


def test_a_period_is_over_only_after_its_last_day():
    period = parse_period("109")
    assert not period.is_over(dt.date(2020, 12, 31))
    assert period.is_over(dt.date(2021, 1, 1))


def test_month_ranges_cross_years_and_may_stay_open():
    assert parse_schedule("109.03-06").last == Month(2020, 6)
    assert parse_schedule("109.10-10").first == parse_schedule("109.10-10").last
    assert parse_schedule("109.11-110.02").last == Month(2021, 2)
    assert parse_schedule("109.03-").last is None


@pytest.mark.parametrize(
    "printed",
    [
        "109.10",
        "109.1",
        "109.13-14",
        "109.00-12",
        "109.06-03",
        "109",
        "109.1-12",
        "經常處理公文",
        "辦理",
        "109.01-12經常辦理",
        "3月",
    ],
)
def test_a_bare_month_or_an_impossible_range_is_refused(printed):
    with pytest.raises(Refused):
        parse_schedule(printed)


@given(st.integers(1, 200), st.integers(1, 12), st.integers(1, 12))
def test_every_range_is_read_back(year, first, last):
    if first > last or year < 10:
        return
    schedule = parse_schedule(f"{year}.{first:02}-{last:02}")
    assert schedule.first == Month(year + 1911, first)
    assert schedule.last == Month(year + 1911, last)


@pytest.mark.parametrize(
    "printed", ["經常辦理", "經常性辦理", "隨時辦理", "視實際需要辦理", " 全年 "]
)
def test_words_in_place_of_months_are_a_schedule_without_months(printed):
    schedule = parse_schedule(printed)
    assert (schedule.printed, schedule.first, schedule.last) == (printed, None, None)
