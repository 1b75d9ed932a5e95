"""The drawing of a declared trajectory: words on the marks, clear of lines and of each other."""

import datetime as dt
from decimal import Decimal

from generator.labelling import ABOVE_LEFT, BELOW_RIGHT, Sheet, Wish
from generator.trajectory import HEIGHT, WIDTHS, draw_trajectory


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _draw(**changes):
    given = {
        "year": 2026,
        "points": [(_day("2026-06-30"), Decimal(20)), (_day("2026-12-31"), Decimal(40))],
        "stages": [(_day("2026-06-30"), Decimal(20))],
        "values": [(_day("2026-06-30"), Decimal(12)), (_day("2026-10-31"), Decimal(21))],
        "target": Decimal(40),
        "stepped": True,
        "as_of": _day("2026-11-21"),
        "words": {
            "way": ["應有"],
            "stages": ["20"],
            "values": ["12", "實績 21"],
            "target": ["目標 40 件"],
            "as-of": ["判斷日 11 月 21 日"],
        },
    }
    return draw_trajectory(**given | changes)


def test_the_as_of_line_the_target_the_stages_and_the_values_have_words():
    words = {label.words for label in _draw().labels}
    assert words == {"應有", "20", "12", "實績 21", "目標 40 件", "判斷日 11 月 21 日"}


def test_a_stepped_line_holds_its_figure_until_the_next_stage():
    assert _draw().path == "M49.5 54.0 L100.0 54.0 L100.0 20.0"


def test_a_straight_line_does_not():
    assert _draw(stepped=False).path == "M49.5 54.0 L100.0 20.0"


def test_another_years_as_of_date_has_no_line_and_no_words():
    drawing = _draw(as_of=_day("2027-02-01"))
    assert drawing.as_of_x is None
    assert not any("判斷日" in label.words for label in drawing.labels)


def test_nothing_above_zero_is_not_drawn():
    assert _draw(points=[(_day("2026-06-30"), Decimal(0))], values=[], target=None) is None


def _sheet(*lines):
    return Sheet(lines, (), WIDTHS, HEIGHT)


def _at(x, y):
    return Decimal(x), Decimal(y)


def test_words_take_the_side_where_no_line_runs():
    point = _at(50, 50)
    places = ((point, ABOVE_LEFT), (point, BELOW_RIGHT))
    (placed,) = _sheet().place([Wish("21", places)])
    assert placed.side == ABOVE_LEFT
    over = (_at(0, 45), _at(50, 45))
    (placed,) = _sheet(over).place([Wish("21", places)])
    assert placed.side == BELOW_RIGHT


def test_words_without_room_are_left_out_unless_they_are_needed():
    place = ((_at(50, 50), ABOVE_LEFT),)
    first = Wish("實績 21", place)
    assert len(_sheet().place([first, Wish("應有 20", place, needed=False)])) == 1
    assert len(_sheet().place([first, Wish("應有 20", place)])) == 2


def test_words_that_a_line_crosses_on_a_phone_stand_on_wider_pages_only():
    place = ((_at(50, 50), ABOVE_LEFT),)
    near = (_at(44, 0), _at(44, 100))  # two rem beside the mark on a phone, more elsewhere
    (placed,) = _sheet(near).place([Wish("實績 21", place, needed=False)])
    assert placed.roomy
