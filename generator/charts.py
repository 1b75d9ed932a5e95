"""Derived values to drawing geometry: bars and month strips as SVG numbers.

Widths are SVG attributes, since the site's policy forbids `style=`. Bars start at zero.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generator.periods import Schedule


def bar_width(value: Decimal, largest: Decimal) -> str:
    """Width of a bar in a box 100 wide, where `largest` fills it: `62.0`. Nothing is 0."""
    if largest <= 0:
        return "0"
    return str((value / largest * 100).quantize(Decimal("0.1"), ROUND_HALF_UP))


@dataclass(frozen=True)
class MonthCell:
    """One month of a strip: its left edge in a box 120 wide, and whether the schedule covers it."""

    x: int
    on: bool


def month_strip(schedule: Schedule, year: int) -> tuple[MonthCell, ...]:
    """Twelve cells of `year`; an open end runs to December."""
    first = (schedule.first.year, schedule.first.month)
    last = (schedule.last.year, schedule.last.month) if schedule.last else (9999, 12)
    return tuple(
        MonthCell(x=(month - 1) * 10, on=first <= (year, month) <= last) for month in range(1, 13)
    )


@dataclass(frozen=True)
class TargetBar:
    """One year's target as a hollow bar: height in a box 100 high."""

    x: int
    top: str
    height: str


def target_bars(values: tuple[Decimal | None, ...]) -> tuple[TargetBar | None, ...]:
    """Bars side by side, 100 apart; `None` (no figure for that year) leaves a gap, never a zero."""
    largest = max((value for value in values if value is not None), default=Decimal(0))
    return tuple(
        None
        if value is None
        else TargetBar(
            x=index * 100,
            top=str(100 - Decimal(bar_width(value, largest))),
            height=bar_width(value, largest),
        )
        for index, value in enumerate(values)
    )
