"""Where words stand beside the marks of a drawing, so that they cover neither lines nor each other.

A drawing is a box 100 by 100 that the browser stretches; its words are not stretched. So a place is
tried at several widths, and the one that disturbs least over all of them is taken. Lengths are rem.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

Point = tuple[Decimal, Decimal]
Anchor = Literal["start", "middle", "end"]

EM = Decimal("0.8")
_CJK = "\u2e80"
_WIDE, _NARROW, _THIN = Decimal(1), Decimal("0.6"), Decimal("0.3")
_TALL, _DEEP = Decimal("0.9"), Decimal("0.25")  # above and below the base line, in em
_DOT = Decimal("0.35")
_MARGIN = Decimal("0.9")  # words may run this far into the frame around a drawing
# What is worst: words out of the box, words over words, words over a mark, words over a line.
_OUTSIDE, _OVER_WORDS, _OVER_MARK, _OVER_LINE = 1000, 100, 20, 10


@dataclass(frozen=True)
class Side:
    """Where words stand seen from their mark: the end that is fixed, and the way to it in em."""

    anchor: Anchor
    dx: Decimal
    dy: Decimal


ABOVE_LEFT = Side("end", Decimal("-0.5"), Decimal("-0.55"))
ABOVE_RIGHT = Side("start", Decimal("0.5"), Decimal("-0.55"))
BELOW_RIGHT = Side("start", Decimal("0.5"), Decimal("1.25"))
BELOW_LEFT = Side("end", Decimal("-0.5"), Decimal("1.25"))
ABOVE = Side("middle", Decimal(0), Decimal("-0.8"))
BELOW = Side("middle", Decimal(0), Decimal("1.5"))
LEFT = Side("end", Decimal("-0.8"), Decimal("0.35"))
RIGHT = Side("start", Decimal("0.8"), Decimal("0.35"))


@dataclass(frozen=True)
class Wish:
    """Words and the places they may have, the best first; `needed` ones stand in any case.

    `room`: how far, in rem, lines should keep from them.
    """

    words: str
    places: tuple[tuple[Point, Side], ...]
    kind: str = ""
    needed: bool = True
    room: Decimal = Decimal(0)


@dataclass(frozen=True)
class Placed:
    """Words at a point of the box, with the way from it to their fixed end.

    `roomy`: they find a place of their own on wider pages only.
    """

    words: str
    at: Point
    side: Side
    kind: str
    roomy: bool = False


@dataclass(frozen=True)
class _Box:
    left: Decimal
    top: Decimal
    right: Decimal
    bottom: Decimal

    def meets(self, other: "_Box") -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def crossed(self, start: Point, end: Point) -> bool:
        """Whether a straight line runs through the box (Liang and Barsky's clipping)."""
        if max(start[0], end[0]) <= self.left or min(start[0], end[0]) >= self.right:
            return False
        (x, y), first, last = start, Decimal(0), Decimal(1)
        dx, dy = end[0] - x, end[1] - y
        edges = (
            *((-dx, x - self.left), (dx, self.right - x)),
            *((-dy, y - self.top), (dy, self.bottom - y)),
        )
        for way, room in edges:
            if way == 0:
                if room <= 0:
                    return False
                continue
            if way < 0:
                first = max(first, room / way)
            else:
                last = min(last, room / way)
        return first < last


def width_of(words: str) -> Decimal:
    """About how wide words are, in rem."""
    em = sum(
        (_WIDE if sign >= _CJK else _THIN if sign in " ,." else _NARROW for sign in words),
        Decimal(0),
    )
    return em * EM


def _box(words: str, at: Point, side: Side) -> _Box:
    width, x, base = width_of(words), at[0] + side.dx * EM, at[1] + side.dy * EM
    left = x - {"start": Decimal(0), "middle": width / 2, "end": width}[side.anchor]
    return _Box(left, base - _TALL * EM, left + width, base + _DEEP * EM)


@dataclass(frozen=True)
class _Drawn:
    """Lines and marks at one width."""

    width: Decimal
    lines: tuple[tuple[Point, Point], ...]
    marks: tuple[_Box, ...]


@dataclass(frozen=True)
class Sheet:
    """What is drawn already: lines and marks, the widths to try and the height."""

    lines: tuple[tuple[Point, ...], ...]
    marks: tuple[Point, ...]
    widths: tuple[Decimal, ...]
    height: Decimal

    def _scaled(self, point: Point, width: Decimal) -> Point:
        return point[0] * width / 100, point[1] * self.height / 100

    def _at(self, width: Decimal) -> "_Drawn":
        """What is drawn, at one width."""
        lines = [[self._scaled(point, width) for point in line] for line in self.lines]
        marks = (self._scaled(mark, width) for mark in self.marks)
        return _Drawn(
            width,
            tuple(pair for line in lines for pair in pairwise(line)),
            tuple(_Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in marks),
        )

    def _best(
        self, wish: Wish, others: Sequence[Placed], drawn: Sequence["_Drawn"]
    ) -> tuple[int, tuple[Point, Side]]:
        """The first place that disturbs least over some widths, and how much it does."""
        least, best = None, wish.places[0]
        taken = [
            [_box(one.words, self._scaled(one.at, page.width), one.side) for one in others]
            for page in drawn
        ]
        for place in wish.places:
            cost = sum(
                self._cost(page, wish, place, boxes)
                for page, boxes in zip(drawn, taken, strict=True)
            )
            if least is None or cost < least:
                least, best = cost, place
            if cost == 0:
                break
        return least or 0, best

    def _cost(
        self, page: "_Drawn", wish: Wish, place: tuple[Point, Side], taken: Sequence[_Box]
    ) -> int:
        box = _box(wish.words, self._scaled(place[0], page.width), place[1])
        across = box.left >= -_MARGIN and box.right <= page.width + _MARGIN
        outside = not across or box.top < 0 or box.bottom > self.height
        near = _Box(box.left, box.top - wish.room, box.right, box.bottom + wish.room)
        return (
            _OUTSIDE * outside
            + _OVER_WORDS * sum(box.meets(one) for one in taken)
            + _OVER_MARK * sum(box.meets(one) for one in page.marks)
            + _OVER_LINE * sum(near.crossed(a, b) for a, b in page.lines)
        )

    def place(self, wishes: Sequence[Wish]) -> tuple[Placed, ...]:
        """Words one after another, each where it disturbs least.

        One that is not needed stands on wider pages only where the narrowest has no room for it,
        and nowhere where it would lie on other words.
        """
        placed: list[Placed] = []
        pages = [self._at(width) for width in self.widths]
        for wish in wishes:
            cost, (at, side) = self._best(wish, placed, pages)
            roomy = not wish.needed and cost >= _OVER_LINE
            if roomy:
                cost, (at, side) = self._best(wish, placed, pages[1:])
            if wish.needed or cost < _OVER_WORDS:
                placed.append(Placed(wish.words, at, side, wish.kind, roomy))
        return tuple(placed)
