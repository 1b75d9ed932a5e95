"""How each language writes numbers, money, years and months."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.fields import Text
from generator.language import Language
from generator.numerals import parse_figure
from generator.periods import parse_period, parse_schedule
from generator.source import load_site

SITE = load_site(Path(__file__).resolve().parent.parent / "data")
ZH, EN = (Language(code, SITE.strings, SITE.vocabulary) for code in ("zh", "en"))


@pytest.mark.parametrize(
    ("ntd", "zh", "en"),
    [
        ("58696000", "約 5,870 萬元", "NT$58.7 million"),
        ("1651000", "約 165 萬元", "NT$1.65 million"),
        ("50000", "5 萬元", "NT$50,000"),
        ("579000", "57.9 萬元", "NT$579,000"),
        ("1234567890", "約 12.3 億元", "NT$1,230 million"),
        ("1000000", "100 萬元", "NT$1 million"),
    ],
)
def test_money_in_a_readers_unit_says_when_it_is_rounded(ntd, zh, en):
    assert ZH.money(Decimal(ntd)) == zh
    assert EN.money(Decimal(ntd)) == en


def test_money_as_printed():
    assert ZH.printed_money(Decimal(58_696_000), "千元") == "58,696 千元"
    assert EN.printed_money(Decimal(58_696_000), "千元") == "NT$58,696,000"


def test_a_total_of_many_digits_is_written_in_full():
    whole = 999_999_999_999_999_000_000_000_000_001_000
    total = Decimal(whole)
    assert EN.number(total) == f"{whole:,}"
    assert EN.printed_money(total, "千元") == f"NT${whole:,}"
    assert ZH.printed_money(total, "千元") == f"{whole // 1000:,} 千元"
    assert ZH.money(total) == f"約 {10**25:,} 億元"
    assert EN.money(total) == f"NT${10**27:,} million"
    assert EN.percent(total) == f"{whole * 100:,}.0%"


@given(st.decimals(min_value=0, max_value=10**9, places=4))
def test_a_number_loses_no_digit(value):
    assert Decimal(EN.number(value).replace(",", "")) == value


def test_a_share_is_rounded_half_up_to_one_place():
    assert EN.percent(Decimal("0.98255")) == "98.3%"
    assert EN.percent(Decimal("0.00250")) == "0.3%"


@pytest.mark.parametrize(
    ("printed", "zh", "en"),
    [("130 案", "130 案", "130 cases"), ("1 案", "1 案", "1 case"), ("40.7%", "40.7%", "40.7%"),
     ("100﹪", "100%", "100%")],
)  # fmt: skip
def test_a_figure_with_its_unit(printed, zh, en):
    figure = parse_figure(printed)
    assert (ZH.figure(figure), EN.figure(figure)) == (zh, en)


def test_both_calendars_are_shown():
    years = parse_period("108至111年度")
    assert ZH.period(years) == "民國 108 至 111 年（2019–2022）"
    assert EN.period(years) == "2019–2022 (ROC 108–111)"
    assert ZH.day(dt.date(2026, 11, 21)) == "115 年 11 月 21 日（2026-11-21）"
    assert EN.day(dt.date(2026, 11, 21)) == "21 November 2026"


@pytest.mark.parametrize(
    ("printed", "zh", "en"),
    [("109.01-12", "1 月－12 月", "Jan–Dec"), ("109.10-10", "10 月", "Oct")],
)
def test_months(printed, zh, en):
    schedule = parse_schedule(printed)
    assert (ZH.months(schedule), EN.months(schedule)) == (zh, en)


def test_missing_english_is_never_silently_chinese():
    text = Text(zh="目標")
    assert ZH.has(text) and not EN.has(text)
    assert EN.plain(text) == "目標"


def test_a_year_that_stands_by_itself_says_what_it_is():
    assert (ZH.plan_year(2026), EN.plan_year(2026)) == ("115 年度", "Year 2026")


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (23, "23rd")]
)
def test_a_place_in_a_ranking_is_an_ordinal_in_english(number, said):
    assert (ZH.ordinal(Decimal(number)), EN.ordinal(Decimal(number))) == (str(number), said)


def test_a_day_of_a_known_year_has_its_month_and_day():
    day = dt.date(2026, 11, 21)
    assert (ZH.month_day(day), EN.month_day(day)) == ("11 月 21 日", "21 Nov")
