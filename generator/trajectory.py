"""A declared trajectory and the values beside it, drawn over one year with words on the marks.

Knows days and figures and the words it is given; does not know plans or languages. Lines stand in a
box 100 by 100 that is stretched to the page; marks and words are set at shares of it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from generator.labelling import (
    ABOVE,
    ABOVE_LEFT,
    ABOVE_RIGHT,
    BELOW,
    BELOW_LEFT,
    BELOW_RIGHT,
    LEFT,
    RIGHT,
    Placed,
    Point,
    Sheet,
    Side,
    Wish,
)
from generator.numerals import round_to

Values = Sequence[tuple[dt.date, Decimal]]

# The drawing's height, and its widths on a phone, a tablet, beside a column and alone, in rem.
HEIGHT = Decimal(15)
WIDTHS = (Decimal("14.4"), Decimal(22), Decimal(32), Decimal(41))
# Shares of the height: the as-of line's words, the top of the figures, the base line.
_NOTE, _TOP, _BASE = Decimal(3), Decimal(20), Decimal(88)
_SIDES = (ABOVE_LEFT, BELOW_RIGHT, ABOVE_RIGHT, BELOW_LEFT, ABOVE, BELOW, LEFT, RIGHT)


@dataclass(frozen=True)
class Dot:
    """A mark at a share of the width and of the height."""

    x: str
    y: str


@dataclass(frozen=True)
class Label:
    """Words at a mark: shares of the width and height, steps from there in em, the fixed end."""

    x: str
    y: str
    dx: str
    dy: str
    anchor: str
    words: str
    kind: str


@dataclass(frozen=True)
class Drawing:
    """Paths in a box 100 by 100, marks and words at shares of it; `None` where there is none."""

    path: str
    held: str
    stages: tuple[Dot, ...]
    values: tuple[Dot, ...]
    target_y: str | None
    as_of_x: str | None
    labels: tuple[Label, ...]


def _share(value: Decimal) -> str:
    return str(round_to(value, 1))


def _path(points: Sequence[Point]) -> str:
    return "M" + " L".join(f"{_share(x)} {_share(y)}" for x, y in points) if points else ""


def _corners(points: Sequence[Point], *, stepped: bool) -> tuple[Point, ...]:
    """The line through the points; a stepped one holds its figure until the next."""
    corners = list(points[:1])
    for (_, before), (right, height) in pairwise(points):
        corners += [(right, before)] if stepped else []
        corners.append((right, height))
    return tuple(corners)


@dataclass(frozen=True)
class _Scale:
    """Days across one year, figures up from zero."""

    year: int
    largest: Decimal

    def x(self, day: dt.date) -> Decimal:
        first, last = dt.date(self.year, 1, 1), dt.date(self.year, 12, 31)
        return Decimal((min(max(day, first), last) - first).days) / (last - first).days * 100

    def y(self, figure: Decimal) -> Decimal:
        return _BASE - figure / self.largest * (_BASE - _TOP)

    def points(self, values: Values) -> list[Point]:
        return [(self.x(day), self.y(value)) for day, value in values]


def draw_trajectory(
    *,
    year: int,
    points: Values,
    stages: Values,
    values: Values,
    target: Decimal | None,
    stepped: bool,
    as_of: dt.date,
    words: Mapping[str, Sequence[str]],
) -> Drawing | None:
    """The way that `points` declare, its `stages` that are told, the values, the target.

    `words`: `stages` and `values` with one text each, `target`, `as-of` and
    `way` (the name of the declared line) with one text.
    """
    figures = [figure for _, figure in (*points, *values)] + ([target] if target else [])
    scale = _Scale(year, max(figures, default=Decimal(0)))
    if not points or scale.largest <= 0:
        return None
    way = _corners(scale.points(points), stepped=stepped)
    held, told = scale.points(values), scale.points(stages)
    aim = scale.y(target) if target else None
    now = scale.x(as_of) if as_of.year == year else None
    lines = [way, tuple(held)]
    lines += [((Decimal(0), aim), (Decimal(100), aim))] if aim is not None else []
    lines += [((now, _NOTE), (now, _BASE))] if now is not None else []
    lines.append(((Decimal(0), _BASE), (Decimal(100), _BASE)))
    wishes = [
        *_note(now, words["as-of"]),
        *(Wish(text, _around(p), "of-held") for p, text in zip(held, words["values"], strict=True)),
        *_target(aim, words["target"]),
        *_stages(told, words["stages"]),
        *_name(way, words["way"]),
    ]
    sheet = Sheet(tuple(lines), (*held, *told), WIDTHS, HEIGHT)
    return Drawing(
        path=_path(way),
        held=_path(held),
        stages=tuple(Dot(_share(x), _share(y)) for x, y in told),
        values=tuple(Dot(_share(x), _share(y)) for x, y in held),
        target_y=None if aim is None else _share(aim),
        as_of_x=None if now is None else _share(now),
        labels=tuple(_label(one) for one in sheet.place(wishes)),
    )


def _around(point: Point) -> tuple[tuple[Point, Side], ...]:
    return tuple((point, side) for side in _SIDES)


def _stages(points: Sequence[Point], words: Sequence[str]) -> list[Wish]:
    """The words of the stages, the last first. The table has those that find no room."""
    pairs = list(zip(points, words, strict=True))[::-1]
    return [Wish(text, _around(point), "of-way", needed=False) for point, text in pairs]


def _name(way: Sequence[Point], words: Sequence[str]) -> list[Wish]:
    """What the declared line is, somewhere along it."""
    shares = (Decimal("0.5"), Decimal("0.25"), Decimal("0.75"))
    along = [
        (x + (right - x) * share, y + (low - y) * share)
        for (x, y), (right, low) in pairwise(way)
        for share in shares
    ]
    places = tuple(place for point in (*along, *way[-1:]) for place in _around(point)[:6])
    return [Wish(text, places, "of-way", room=Decimal("0.8")) for text in words]


def _note(now: Decimal | None, words: Sequence[str]) -> list[Wish]:
    """The words of the as-of line, beside its upper end."""
    if now is None:
        return []
    at = (now, _NOTE)
    return [Wish(text, ((at, LEFT), (at, RIGHT)), "of-now") for text in words]


def _target(aim: Decimal | None, words: Sequence[str]) -> list[Wish]:
    """The words of the target's line, on it at one of its ends."""
    if aim is None:
        return []
    left, right = (
        Side("start", Decimal(0), Decimal("-0.5")),
        Side("end", Decimal(0), Decimal("-0.5")),
    )
    low = Decimal("1.25")
    ends = (
        ((Decimal(0), aim), left),
        ((Decimal(100), aim), right),
        ((Decimal(0), aim), Side("start", Decimal(0), low)),
        ((Decimal(100), aim), Side("end", Decimal(0), low)),
    )
    return [Wish(text, ends, "of-aim") for text in words]


def _label(one: Placed) -> Label:
    return Label(
        x=_share(one.at[0]),
        y=_share(one.at[1]),
        dx=str(one.side.dx),
        dy=str(one.side.dy),
        anchor=one.side.anchor,
        words=one.words,
        kind=f"{one.kind} roomy" if one.roomy else one.kind,
    )
