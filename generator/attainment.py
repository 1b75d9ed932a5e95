"""Arithmetic of results: formulas, rounding, attainment, pace, scoring tables.

Exact decimals and the working that shows them. Knows no report, no clock and no state.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from generator.indicators import Calculation, Direction, Rounding, Scoring, Sum, Trajectory
from generator.numerals import Figure, round_to

# Ours, where a government publishes no threshold of its own (domain.md, section 4).
NEAR = Decimal("0.90")
ON_PACE, WATCH = Decimal("0.90"), Decimal("0.70")
# Below this target one more or less is a large share, so nothing is nearly met.
SMALL_TARGET = Decimal(10)

_MODES = {"up": ROUND_CEILING, "down": ROUND_FLOOR, "half-up": ROUND_HALF_UP}
_BRACKETS = {"up": ("⌈", "⌉"), "down": ("⌊", "⌋"), "half-up": ("[", "]")}
_SHOWN = 4  # decimal places of a ratio in an expression
_LONGEST = 8  # a figure can be printed with as many (numerals)


def show(value: Decimal) -> str:
    """A value in full: `1,180`, `66.5`; no trailing zeros. What never ends has four places."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_LONGEST:
        value = round_to(value, _SHOWN)
    text = format(value, ",f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def equals(value: Decimal) -> str:
    """`= 0.75`, or `≈ 0.6667` to four places, halves up, where the value has more."""
    rounded = round_to(value, _SHOWN)
    return f"{'=' if rounded == value else '≈'} {show(rounded)}"


def as_printed(figure: Figure) -> str:
    """A figure as it enters an expression: the number, with its percent sign."""
    return f"{show(figure.value)}{'%' if figure.unit == '%' else ''}"


def round_value(value: Decimal, rounding: Rounding | None) -> Decimal:
    """`value` by a named mode to a place; up and down are toward plus and minus infinity."""
    if rounding is None:
        return value
    return round_to(value, rounding.places, _MODES[rounding.mode])


def show_rounding(inner: str, rounding: Rounding | None) -> str:
    """`inner` in the brackets of its rounding: ⌈up⌉, ⌊down⌋, [half up]."""
    if rounding is None:
        return inner
    left, right = _BRACKETS[rounding.mode]
    return f"{left}{inner}{right}"


def attain(actual: Decimal, target: Decimal, direction: Direction) -> Decimal | None:
    """Attainment: `actual ÷ target` (higher), `(target − actual) ÷ target + 1` (lower).

    Not clamped. `None` for a zero target, a range, or where the direction is not stated.
    """
    if target == 0 or direction.value not in ("higher", "lower"):
        return None
    if direction.value == "higher":
        return actual / target
    return (target - actual) / target + 1


def show_attainment(actual: Decimal, target: Decimal, direction: Direction) -> str:
    """The substituted formula with its result: `45 ÷ 50 = 0.9`."""
    value = attain(actual, target, direction)
    if value is None:
        return ""
    if direction.value == "higher":
        return f"{show(actual)} ÷ {show(target)} {equals(value)}"
    return f"({show(target)} − {show(actual)}) ÷ {show(target)} + 1 {equals(value)}"


def clamp(value: Decimal) -> Decimal:
    """Attainment as it is weighted: 0 to 1."""
    return min(max(value, Decimal(0)), Decimal(1))


def reaches(actual: Decimal, target: Decimal, direction: Direction) -> bool:
    """Whether `actual` stands at the target or on its better side."""
    return actual <= target if direction.value == "lower" else actual >= target


@dataclass(frozen=True)
class Computed:
    """A formula's value with the components set in; `None` where the document gives no value
    (a denominator of zero)."""

    value: Decimal | None
    expression: str


def _sum(terms: Sum, components: Mapping[str, Decimal]) -> Decimal:
    return sum(
        (coefficient.value * components[name] for name, coefficient in terms.items()), Decimal(0)
    )


def _show_sum(terms: Sum, components: Mapping[str, Decimal]) -> str:
    parts = [
        show(components[name]) + (f" × {show(c.value)}" if c.value != 1 else "")
        for name, c in terms.items()
    ]
    alone = len(parts) == 1 and "×" not in parts[0]  # 4 ÷ 0.5 × 8 would be read from the left
    return parts[0] if alone else f"({' + '.join(parts)})"


def needed(calculation: Calculation) -> frozenset[str]:
    """The components a formula cannot do without."""
    return frozenset({*calculation.numerator, *(calculation.denominator or {})})


def compute(
    calculation: Calculation, components: Mapping[str, Decimal], rounding: Rounding | None
) -> Computed | None:
    """The formula over reported components, or `None` where one it needs is absent."""
    if not needed(calculation) <= components.keys():
        return None
    numerator, factor = _sum(calculation.numerator, components), calculation.factor.value
    below, instead = calculation.denominator, calculation.instead
    if (
        instead
        and {*instead.when, *instead.below, *instead.denominator} <= components.keys()
        and _sum(instead.when, components) < _sum(instead.below, components)
    ):
        below = instead.denominator
    inner = _show_sum(calculation.numerator, components)
    exact = numerator
    if below is not None:
        divisor = _sum(below, components)
        inner += f" ÷ {_show_sum(below, components)}"
        if divisor == 0:
            return Computed(None, inner)
        exact = numerator / divisor
    exact *= factor
    if factor != 1:
        inner += f" × {show(factor)}"
    if rounding is None:
        return Computed(exact, f"{inner} {equals(exact)}")
    value = round_value(exact, rounding)
    return Computed(value, f"{show_rounding(inner, rounding)} = {show(value)}")


def rate_of(whole: Decimal, rate: Figure, rounding: Rounding) -> Computed:
    """A share of a whole, rounded: ceil(10 % × 587) = 59. `rate` may be printed in percent."""
    share = rate.value / 100 if rate.unit == "%" else rate.value
    value = round_value(share * whole, rounding)
    inner = f"{as_printed(rate)} × {show(whole)}"
    return Computed(value, f"{show_rounding(inner, rounding)} = {show(value)}")


def on_trajectory(trajectory: Trajectory, day: dt.date, year: int) -> Computed | None:
    """What should stand on `day`: the last stage of that year, or the line between two points.

    `None` before the first point, where nothing is declared yet.
    """
    points = [p for p in trajectory.points if p.on.year == year or trajectory.kind == "line"]
    before = [p for p in points if p.on <= day]
    if not before:
        return None
    last = before[-1]
    after = next((p for p in points if p.on > day), None)
    if trajectory.kind == "points" or after is None or last.on == day:
        return Computed(last.figure.value, f"{last.on}: {show(last.figure.value)}")
    gone, whole = (day - last.on).days, (after.on - last.on).days
    start, rise = last.figure.value, after.figure.value - last.figure.value
    value = start + rise * gone / whole
    working = f"{show(start)} + {show(rise)} × {gone} ÷ {whole} {equals(value)}"
    return Computed(value, f"{day}: {working}")


def pace_ratio(actual: Decimal, expected: Decimal, direction: Direction) -> Decimal | None:
    """`actual ÷ trajectory`, the other way round where lower is better; `None`: nothing to divide by."""
    top, bottom = (expected, actual) if direction.value == "lower" else (actual, expected)
    return None if bottom == 0 else top / bottom


@dataclass(frozen=True)
class Points:
    """What a scoring table says for one year: points, the full mark, and whether it says anything."""

    points: Decimal | None
    full: Decimal
    said: bool


def score(scoring: Scoring, *, reached: int | None, year: int) -> Points:
    """Points in `year` (Gregorian) for a target reached in `reached`.

    A case the table does not cover, and a row that names no year, give `said=False`: the document
    does not say.
    """
    full = max(row.points.value for row in scoring.rows)
    for row in scoring.rows:
        if row.reached == reached and row.years is not None and year in row.years:
            return Points(row.points.value, full, True)
    return Points(None, full, False)
