"""Printed figures and item numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.numerals import Refused, parse_figure, western_number


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("58,696", "58696", None),
        ("130 案", "130", "案"),
        ("1 件數", "1", "件數"),
        ("40.7%", "40.7", "%"),
        ("100 ﹪", "100", "%"),
        ("１３０案", "130", "案"),
        ("0", "0", None),
    ],
)
def test_a_printed_figure_keeps_its_form_and_gives_value_and_unit(printed, value, unit):
    figure = parse_figure(printed)
    assert (figure.printed, figure.value, figure.unit) == (printed, Decimal(value), unit)


@pytest.mark.parametrize(
    "printed",
    [
        "1_000",
        "1e3",
        "٣",
        "-5",
        "+5",
        ".5",
        "5.",
        "1,00",
        "12,34",
        "²",
        "①",
        "",
        "案",
        ".nan",
        "0x10",
        "1 000",
    ],
)
def test_what_no_document_prints_is_refused(printed):
    with pytest.raises(Refused):
        parse_figure(printed)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_every_decimal_is_read_back_exactly(value):
    assert parse_figure(f"{value:,}").value == value
    assert parse_figure(str(value)).value == value


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    try:
        figure = parse_figure(text)
    except Refused:
        return
    assert figure.value >= 0


@pytest.mark.parametrize(
    ("printed", "western"),
    [
        ("壹", "1"), ("捌", "8"), ("十", "10"), ("十二", "12"), ("二十", "20"), ("二十三", "23"),
        ("5(1)", "5-1"), ("5（1）", "5-1"), ("貳-二(一)", "2-2-1"), ("三-3", "3-3"),
        ("32020200505", "32020200505"), ("1.", "1"), ("（3）", "3"),
    ],
)  # fmt: skip
def test_item_numbers_become_western(printed, western):
    assert western_number(printed) == western


@pytest.mark.parametrize("printed", ["", "甲", "1a", "../2", "十一十", "1 2"])
def test_what_is_no_item_number_is_refused(printed):
    with pytest.raises(Refused):
        western_number(printed)
