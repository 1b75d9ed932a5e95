"""The first two clocks: is a target reached, and is the way to it kept.

Each verdict names the rule of the status specification it follows and the arithmetic set in.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from generator.aims import Aim
from generator.attainment import (
    NEAR,
    ON_PACE,
    SMALL_TARGET,
    WATCH,
    attain,
    clamp,
    equals,
    on_trajectory,
    pace_ratio,
    reaches,
    show,
    show_attainment,
)
from generator.fields import Due
from generator.indicators import Condition, Kpi
from generator.observations import Observation


@dataclass(frozen=True)
class Verdict:
    """A state, the rule of the specification that gives it, and its arithmetic.

    `attainment` is not clamped; `credit` is what counts in a weighted roll-up, 0 to 1, `None`
    where nothing can be counted. `days`: of a day that is overdue; `due`: what the calendar asks.
    """

    code: str
    rule: str
    expression: str = ""
    attainment: Decimal | None = None
    credit: Decimal | None = None
    days: int | None = None
    due: Due | None = None


def _met(reached: bool, basis: str, expression: str = "") -> Verdict:
    """Met or not, with nothing between."""
    code = "met" if reached else "missed"
    return Verdict(code, f"{code}-{basis}", expression, credit=Decimal(int(reached)))


def _sign(actual: Decimal, target: Decimal) -> str:
    return "<" if actual < target else ">" if actual > target else "="


def _compare(actual: Decimal, target: Decimal) -> str:
    return f"{show(actual)} {_sign(actual, target)} {show(target)}"


def _holds(condition: Condition, value: Decimal) -> bool:
    target = condition.figure.value
    if condition.comparison == "at-least":
        return value >= target
    return value <= target if condition.comparison == "at-most" else value == target


def _conditions(conditions: tuple[Condition, ...], seen: Observation) -> Verdict | None:
    """Every condition must hold; an answer that is absent leaves the whole open."""
    answers = seen.said.conditions
    if any(condition.id not in answers for condition in conditions):
        return None
    held = [_holds(condition, answers[condition.id].value) for condition in conditions]
    working = "; ".join(_compare(answers[c.id].value, c.figure.value) for c in conditions)
    return _met(all(held), "conditions", f"{working} → {sum(held)} / {len(held)}")


def is_bound(seen: Observation) -> bool:
    """Whether the value is only known to be at least, or at most, its figure."""
    return seen.value is not None and seen.said.qualifier in ("at-least", "at-most")


def show_bound(seen: Observation) -> str:
    """`≥ 45`."""
    sign = "≥" if seen.said.qualifier == "at-least" else "≤"
    return f"{sign} {show(seen.value or Decimal(0))}"


def _left_open(kpi: Kpi, seen: Observation, code: str) -> bool:
    """Whether a bound does not decide: at least 45 reaches 40 for certain, at most 45 does not."""
    if not is_bound(seen):
        return False
    as_good_or_better = (seen.said.qualifier == "at-least") != (kpi.direction.value == "lower")
    return code not in (("met", "on-pace") if as_good_or_better else ("missed", "behind"))


def judge(kpi: Kpi, aim: Aim, seen: Observation) -> Verdict | None:
    """The value against the target as if the period were over; `None` where it cannot be judged.

    Source of the bands: domain.md, section 4. Where direction is not stated only a range, a
    milestone, conditions or the body's own judgement can be met.
    """
    verdict = _compared(kpi, aim, seen)
    return None if verdict and _left_open(kpi, seen, verdict.code) else verdict


def _compared(kpi: Kpi, aim: Aim, seen: Observation) -> Verdict | None:
    """The comparison that the target's kind asks for."""
    target = aim.target
    if target.conditions:
        return _conditions(target.conditions, seen)
    if target.milestone:
        reached, by = seen.said.on, target.milestone.by
        if reached is None:
            late = seen.as_of > by or seen.said.final
            return _met(False, "milestone", f"– > {by}") if late else None
        return _met(reached <= by, "milestone", f"{reached} {'≤' if reached <= by else '>'} {by}")
    if target.text:
        return None if seen.said.achieved is None else _met(seen.said.achieved, "judged")
    if seen.value is None:
        return None
    if target.range:
        low, high = target.range.low.value, target.range.high.value
        if is_bound(seen):
            return _bound_in_range(seen, low, high)
        inside = f"{show(low)} ≤ {show(seen.value)} ≤ {show(high)}"
        below = _compare(seen.value, low if seen.value < low else high)
        held = low <= seen.value <= high
        return _met(held, "range", inside if held else below)
    if aim.value is None or kpi.direction.value not in ("higher", "lower"):
        return None
    return _against(kpi, aim.value, seen.value)


def _bound_in_range(seen: Observation, low: Decimal, high: Decimal) -> Verdict | None:
    """A bound decides only where it lies beyond the range."""
    value = seen.value or Decimal(0)
    beyond = value > high if seen.said.qualifier == "at-least" else value < low
    edge = high if value > high else low
    return _met(False, "range", _compare(value, edge)) if beyond else None


def _against(kpi: Kpi, target: Decimal, actual: Decimal) -> Verdict:
    """One figure against one figure, the direction known."""
    reached = reaches(actual, target, kpi.direction)
    if target == 0 or kpi.kind == "rank":
        basis = "rank" if kpi.kind == "rank" else "zero"
        return _met(reached, basis, _compare(actual, target))
    a = attain(actual, target, kpi.direction) or Decimal(0)
    working = show_attainment(actual, target, kpi.direction)
    if kpi.law_bound:
        verdict = _met(
            reached, "law-bound" if not reached else "attainment", f"{working} {_at_one(a)}"
        )
        return Verdict(
            verdict.code, verdict.rule, verdict.expression, attainment=a, credit=verdict.credit
        )
    if reached:
        return Verdict("met", "met-attainment", f"{working} {_at_one(a)}", a, clamp(a))
    if target < SMALL_TARGET:
        return Verdict("missed", "missed-small", f"{working} < 1", a, clamp(a))
    if a >= NEAR:
        return Verdict("near", "near-attainment", f"{working}; {show(NEAR)} ≤ a < 1", a, clamp(a))
    return Verdict("missed", "missed-attainment", f"{working} < {show(NEAR)}", a, clamp(a))


def _at_one(a: Decimal) -> str:
    return "≥ 1" if a >= 1 else "< 1"


def result(kpi: Kpi, aim: Aim, seen: Observation, as_of: dt.date) -> Verdict | None:
    """The result clock: final values after the period, an early close, or nothing yet."""
    over = as_of > aim.target.end
    judged = judge(kpi, aim, seen)
    if over:
        happened = aim.target.milestone is not None and seen.said.on is not None
        if not (seen.settled or happened):
            if seen.as_of >= aim.target.end:
                return Verdict("final-value-not-reported", "final-value-preliminary")
            return Verdict(
                "final-value-not-reported", "final-value-not-reported",
                f"{seen.as_of} < {aim.target.end}",
            )  # fmt: skip
        return judged or _unjudged(kpi, aim, seen)
    if judged is None or judged.code != "met":
        return None
    if judged.rule == "met-milestone":
        return judged  # what was done by its day stays done
    closes = (kpi.accumulation, kpi.direction.value, kpi.kind) == ("cumulative", "higher", "count")
    certain = seen.said.qualifier != "preliminary"
    if closes and certain and judged.rule == "met-attainment":
        return Verdict("met", "met-early", judged.expression, judged.attainment, judged.credit)
    return Verdict("meeting-for-now", "meeting-for-now", judged.expression, judged.attainment)


def _unjudged(kpi: Kpi, aim: Aim, seen: Observation) -> Verdict:
    """A final value that nothing can be said of, and why."""
    if seen.undefined and seen.computed:
        return Verdict("not-measurable", "not-measurable-formula", seen.computed.expression)
    if is_bound(seen):
        return Verdict("reported", "not-judged-bound", show_bound(seen))
    unstated = kpi.direction.value not in ("higher", "lower")
    if seen.value is not None and aim.value is not None and unstated:
        return Verdict(
            "direction-not-stated", "direction-not-stated", _compare(seen.value, aim.value)
        )
    return Verdict("reported", "reported-not-judged")


@dataclass(frozen=True)
class Pace:
    """The pace clock: what should have stood on the value's as-of day, and the ratio to it."""

    verdict: Verdict
    expected: Decimal
    ratio: Decimal | None


def pace(kpi: Kpi, aim: Aim, seen: Observation) -> Pace | None:
    """The value against the declared trajectory on the value's own day, never against the calendar.

    `None` where no trajectory is declared for that day, the direction is not stated, or the value
    is a bound that does not decide.
    """
    if (
        kpi.trajectory is None
        or seen.value is None
        or kpi.direction.value not in ("higher", "lower")
    ):
        return None
    expected = on_trajectory(kpi.trajectory, seen.as_of, aim.target.year)
    if expected is None or expected.value is None:
        return None
    ratio = pace_ratio(seen.value, expected.value, kpi.direction)
    lower = kpi.direction.value == "lower"
    top, bottom = (expected.value, seen.value) if lower else (seen.value, expected.value)
    if ratio is None:
        verdict = Verdict("on-pace", "on-pace", f"{expected.expression}; {_compare(top, bottom)}")
        return None if _left_open(kpi, seen, verdict.code) else Pace(verdict, expected.value, None)
    working = f"{expected.expression}; {show(top)} ÷ {show(bottom)} {equals(ratio)}"
    if ratio >= ON_PACE:
        verdict = Verdict("on-pace", "on-pace", f"{working} ≥ {show(ON_PACE)}")
    elif ratio >= WATCH:
        verdict = Verdict("watch", "watch", f"{working}; {show(WATCH)} ≤ r < {show(ON_PACE)}")
    else:
        verdict = Verdict("behind", "behind", f"{working} < {show(WATCH)}")
    return None if _left_open(kpi, seen, verdict.code) else Pace(verdict, expected.value, ratio)
