"""What a key performance indicator is: targets of every kind, formula, trajectory, scoring.

Frozen records, as printed. Knows no report and judges nothing.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from generator.fields import (
    PRINTED_SCHEMA,
    Day,
    Line,
    Number,
    Printed,
    Record,
    RocYear,
    Slug,
    Text,
    Whole,
    refuse,
)
from generator.numerals import parse_figure, western_number

Places = Annotated[Whole, Field(le=8)]
Sum = Annotated[dict[Slug, Printed], Field(min_length=1)]
_KINDS = {"zh": "text", "low": "range", "conditions": None, "rate": "derived", "by": "milestone"}
_TARGETS_SCHEMA = {
    "type": "object",
    "additionalProperties": {"anyOf": [PRINTED_SCHEMA, {"type": "object"}]},
}


def _years(value: object) -> object:
    """`{112: 130 案}` -> a tuple of rows, so that the record stays frozen and ordered.

    A mapping is told by its keys: a text (`zh`), a range (`low`), `conditions`, a derived target
    (`rate`) or a milestone (`by`).
    """
    if not isinstance(value, dict):
        raise refuse(("逐年目標值，例如 112: 130 案", "targets by year, e.g. 112: 130 案"), value)
    return tuple(_row(year, printed) for year, printed in value.items())


def _row(year: str, printed: object) -> dict[str, object]:
    if not isinstance(printed, dict):
        return {"year": year, "figure": printed}
    kind = next((kind for key, kind in _KINDS.items() if key in printed), "text")
    return {"year": year, **printed} if kind is None else {"year": year, kind: printed}


class Direction(Record):
    """Which way is better. `inferred`: the document does not say it and this is our reading."""

    value: Literal["higher", "lower", "range", "none"]
    inferred: bool = False


class Rounding(Record):
    """How a result is rounded. `places_inferred`: the document names no place; ours is shown."""

    mode: Literal["up", "down", "half-up"]
    places: Places
    places_inferred: bool = False


class Component(Record):
    """A part of a formula that a report gives a figure for."""

    name: Text
    unit: Line | None = None


class Instead(Record):
    """Another denominator where one sum is below another."""

    when: Sum
    below: Sum
    denominator: Sum


class Calculation(Record):
    """A formula as data: (Σ coefficient × component) ÷ (Σ …) × factor; no denominator, no division."""

    numerator: Sum
    denominator: Sum | None = None
    factor: Printed = parse_figure("1")
    instead: Instead | None = None


class Range(Record):
    """A target that is met between two figures, both included."""

    low: Printed
    high: Printed


class Condition(Record):
    """One of several conditions of a target, by the name that a report answers under."""

    id: Slug
    text: Text
    comparison: Literal["at-least", "at-most", "exactly"]
    figure: Printed


class Derived(Record):
    """A target computed from another figure: `rate` of a component, or of the parent's value.

    The rate is set anew each year, so it is data. Source: the yearly draw of property
    declarations, ceil(10 %) of declarants, of which ceil(2 %) are compared.
    """

    rate: Printed
    of: Slug
    rounding: Rounding


class Milestone(Record):
    """Something to be reached by a day."""

    by: Day
    text: Text


class YearTarget(Record):
    """A KPI's target for one year (Gregorian): exactly one of its kinds is set."""

    year: RocYear
    figure: Printed | None = None
    text: Text | None = None
    range: Range | None = None
    conditions: tuple[Condition, ...] = ()
    derived: Derived | None = None
    milestone: Milestone | None = None

    @property
    def printed(self) -> str:
        """The target as the document prints it."""
        if self.figure:
            return self.figure.printed
        if self.range:
            return f"{self.range.low.printed}–{self.range.high.printed}"
        if self.milestone:
            return self.milestone.text.zh
        if self.derived:
            return self.derived.rate.printed
        if self.conditions:
            return "；".join(condition.text.zh for condition in self.conditions)
        return self.text.zh if self.text else ""

    @property
    def end(self) -> dt.date:
        """The last day of the target's year."""
        return dt.date(self.year, 12, 31)


def _points(value: object) -> object:
    if not isinstance(value, dict):
        raise refuse(
            ("日期與數字，例如 2026-06-30: 20", "days with figures, e.g. 2026-06-30: 20"), value
        )
    return tuple({"on": on, "figure": figure} for on, figure in value.items())


class TrajectoryPoint(Record):
    """What should stand on a day."""

    on: Day
    figure: Printed


class Trajectory(Record):
    """A declared way to the target: stages (`points`) or a straight line between them (`line`)."""

    kind: Literal["points", "line"]
    points: Annotated[
        tuple[TrajectoryPoint, ...],
        BeforeValidator(_points),
        Field(min_length=1),
        PlainSerializer(lambda points: {str(one.on): one.figure.printed for one in points}),
        WithJsonSchema({"type": "object", "additionalProperties": PRINTED_SCHEMA}),
    ]


def _by_year(targets: tuple[YearTarget, ...]) -> dict[str, object]:
    """What `_years` read."""
    return dict(map(_said, targets))


def _said(target: YearTarget) -> tuple[str, object]:
    row = target.model_dump(exclude_defaults=True)
    year = row.pop("year")
    return year, row if target.conditions else next(iter(row.values()), None)


class Kpi(Record):
    """A key performance indicator (績效指標). `formula` is the printed 衡量標準.

    `unit` is the unit of the targets where it is not printed beside them; `parent` the number of
    the KPI this one is nested in; `law_bound`: the law sets the target, so nearly is not met;
    `over_100`: a percentage that can pass 100; `frequency` `year-end`: its figure exists only then,
    so only the last due day of a year asks for it.
    """

    goal: Number
    number: Number
    parent: Number | None = None
    name: Text
    kind: Literal["count", "rate", "amount", "rank", "milestone", "text"]
    unit: Line | None = None
    evaluation: Text | None = None
    formula: Text | None = None
    formula_note: Text | None = None
    components: dict[Slug, Component] = Field(default_factory=dict)
    calculation: Calculation | None = None
    rounding: Rounding | None = None
    direction: Direction = Direction(value="none")
    accumulation: Literal["cumulative", "point"] | None = None
    law_bound: bool = False
    over_100: bool = False
    frequency: Literal["every-due", "year-end"] = "every-due"
    weight: Printed | None = None
    scope: Line | None = None
    common: bool | None = None
    baseline: Printed | None = None
    targets: Annotated[
        tuple[YearTarget, ...],
        BeforeValidator(_years),
        PlainSerializer(_by_year),
        WithJsonSchema(_TARGETS_SCHEMA),
    ] = ()
    trajectory: Trajectory | None = None

    @property
    def id(self) -> str:
        """`5-1` for 5(1); also the last part of its address."""
        return western_number(self.number)

    @property
    def goal_id(self) -> str:
        """`g5`."""
        return f"g{western_number(self.goal)}"

    @property
    def parent_id(self) -> str | None:
        """The id of the KPI this one is nested in."""
        return western_number(self.parent) if self.parent else None

    @property
    def target_unit(self) -> str | None:
        """The unit of its figures: its own, or the one printed beside the targets."""
        return self.unit or next((t.figure.unit for t in self.targets if t.figure), None)


class ScoringRow(Record):
    """Target reached in `reached` -> `points` in each of `years` (`None`: the document names none)."""

    text: Text
    reached: RocYear
    points: Printed
    years: tuple[RocYear, ...] | None = None


class Scoring(Record):
    """A published scoring table of one KPI."""

    kpi: Number
    rows: tuple[ScoringRow, ...]
