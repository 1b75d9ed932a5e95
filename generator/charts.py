"""Derived values to drawing geometry: bars, strips and columns as SVG numbers.

Widths are SVG attributes, since the site's policy forbids `style=`. Bars start at zero. What is
absent has no mark; it is never drawn as zero.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from generator.numerals import round_to
from generator.periods import Schedule

BULLET_WIDTH, BULLET_TARGET = Decimal(200), Decimal(140)


def two_places(value: Decimal, places: int = 2) -> Decimal:
    """`value` rounded half up, two places unless told."""
    return round_to(value, places)


def _svg(value: Decimal) -> str:
    return str(round_to(value, 1))


def bar_width(value: Decimal, largest: Decimal) -> str:
    """Width of a bar in a box 100 wide, where `largest` fills it: `62.0`. Nothing is 0."""
    if largest <= 0:
        return "0"
    return _svg(value / largest * 100)


@dataclass(frozen=True)
class MonthCell:
    """One month of a strip: its left edge in a box 120 wide, and whether the schedule covers it."""

    x: int
    on: bool


def month_strip(schedule: Schedule, year: int) -> tuple[MonthCell, ...]:
    """Twelve cells of `year`; an open end runs to December. No months, no cells."""
    if schedule.first is None:
        return ()
    first = (schedule.first.year, schedule.first.month)
    last = (schedule.last.year, schedule.last.month) if schedule.last else (9999, 12)
    return tuple(
        MonthCell(x=(month - 1) * 10, on=first <= (year, month) <= last) for month in range(1, 13)
    )


def month_mark(day: dt.date, year: int) -> str | None:
    """Where a day stands in the strip of `year`, or `None` outside it."""
    if day.year != year:
        return None
    return _svg(Decimal(day.timetuple().tm_yday) / Decimal(366) * 120)


@dataclass(frozen=True)
class TargetBar:
    """One year's column: the target's line and, where a value is held, its bar, in a box 100 high."""

    x: int
    top: str
    height: str
    actual_top: str | None = None
    actual_height: str | None = None


def target_bars(
    values: tuple[Decimal | None, ...], actuals: tuple[Decimal | None, ...] = ()
) -> tuple[TargetBar | None, ...]:
    """Columns side by side, 100 apart; `None` (no figure for that year) leaves a gap, never a zero."""
    held = actuals or (None,) * len(values)
    known = [value for value in (*values, *held) if value is not None]
    largest = max(known, default=Decimal(0))
    bars: list[TargetBar | None] = []
    for index, (value, actual) in enumerate(zip(values, held, strict=True)):
        if value is None:
            bars.append(None)
            continue
        height = Decimal(bar_width(value, largest))
        reached = None if actual is None else Decimal(bar_width(actual, largest))
        bars.append(
            TargetBar(
                x=index * 100,
                top=_svg(100 - height),
                height=_svg(height),
                actual_top=None if reached is None else _svg(100 - reached),
                actual_height=None if reached is None else _svg(reached),
            )
        )
    return tuple(bars)


@dataclass(frozen=True)
class Bullet:
    """A bar in a box 200 wide whose target stands at 140 in every row.

    `width` is `None` where no value is held; `over`: the value passes the box and the bar is cut.
    `band` is the low end of a range, drawn up to the target's line.
    """

    width: str | None
    over: bool
    band: str | None


def bullet(actual: Decimal | None, low: Decimal, high: Decimal) -> Bullet | None:
    """A value against a target (`low` = `high`) or a range; `None` where the target is zero."""
    if high <= 0:
        return None
    scale = BULLET_TARGET / high
    band = _svg(low * scale) if low != high else None
    if actual is None:
        return Bullet(None, False, band)
    width = actual * scale
    return Bullet(_svg(min(width, BULLET_WIDTH)), width > BULLET_WIDTH, band)
