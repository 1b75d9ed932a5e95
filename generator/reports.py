"""What a report is: one dated file of achieved figures, never edited after publication.

Its file name gives the day it was reported and its stage. Frozen records; judges nothing.
"""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.fields import Day, Line, Number, Printed, Record, RocYear, Slug, Text
from generator.numerals import western_number

Stage = Literal["self", "first-review", "second-review", "approved"]
# In the order of the review: 自評, 初核, 複核, 核定. A later stage outweighs an earlier one.
STAGES: tuple[Stage, ...] = ("self", "first-review", "second-review", "approved")
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$", strict=True)]


class Evidence(Record):
    """Something that shows a value: a document, a page."""

    title: Text
    url: Url | None = None


class Link(Record):
    """A press article or an audit report: a link beside values, never a value."""

    kind: Literal["press", "audit"]
    title: Text
    url: Url


class Standing(Record):
    """Why there is no value: it does not apply, the law withholds it (`ground`), or it cannot be
    measured."""

    kind: Literal["not-applicable", "withheld-by-law", "not-measurable"]
    reason: Text
    ground: Text | None = None
    date: Day | None = None


class Cell(Record):
    """One part of a breakdown: its count, or `withheld`, and then no count stands in the file."""

    name: Text
    figure: Printed | None = None
    withheld: bool = False


class Breakdown(Record):
    """A count divided over units, months or kinds; the parts are all there are, and add up to it.

    `sensitive`: the count is of cases (檢舉, 懲處 …), so that small parts are withheld; `false` for
    trainings and the like. `ground`: what withholds them.
    """

    by: Literal["unit", "month", "kind"]
    cells: Annotated[tuple[Cell, ...], Field(min_length=2)]
    sensitive: bool = True
    ground: Text | None = None


class KpiValue(Record):
    """What one report says of one KPI.

    `year` is the target's year (default: the year of the as-of day). A figure is `value`, or
    follows from `components`; `breakdown` divides a count; `conditions` answer a target of several conditions; a milestone is
    reached `on` a day; a text target is `achieved` or not, as the reporting body judges.
    """

    kpi: Number
    year: RocYear | None = None
    value: Printed | None = None
    components: dict[Slug, Printed] = Field(default_factory=dict)
    breakdown: Breakdown | None = None
    conditions: dict[Slug, Printed] = Field(default_factory=dict)
    on: Day | None = None
    text: Text | None = None
    achieved: bool | None = None
    qualifier: Literal["about", "at-least", "at-most", "preliminary"] | None = None
    final: bool = False
    note: Text | None = None
    evidence: tuple[Evidence, ...] = ()
    reason: Text | None = None
    response: Text | None = None
    standing: Standing | None = None

    @property
    def kpi_id(self) -> str:
        """`5-1`."""
        return western_number(self.kpi)


class Output(Record):
    """Something counted in 辦理情形."""

    name: Text
    figure: Printed


MeasureState = Literal[
    "not-started",
    "under-way",
    "done",
    "standing-duty",
    "carried-over",
    "stopped",
    "withheld-by-law",
]


class MeasureReport(Record):
    """What one report says of one measure (`壹-3`). `spent` is in the plan's money unit."""

    measure: Number
    state: MeasureState
    text: Text | None = None
    outputs: tuple[Output, ...] = ()
    spent: Printed | None = None
    reason: Text | None = None
    response: Text | None = None
    ground: Text | None = None

    @property
    def measure_id(self) -> str:
        """`g1-3`."""
        return f"g{western_number(self.measure)}"


class BudgetReport(Record):
    """What one report says of one budget line, in the plan's money unit, each part as far as known."""

    line: Number
    paid: Printed | None = None
    payable: Printed | None = None
    saved: Printed | None = None
    controlled: Printed | None = None
    final: bool = False
    note: Text | None = None

    @property
    def line_id(self) -> str:
        """`b2`."""
        return f"b{western_number(self.line)}"


class Report(Record):
    """One report. `corrects` names the report (file name without `.yml`) it puts right, with `why`."""

    as_of: Day
    body: Text
    source: Text | None = None
    corrects: Line | None = None
    why: Text | None = None
    kpis: tuple[KpiValue, ...] = ()
    measures: tuple[MeasureReport, ...] = ()
    budget: tuple[BudgetReport, ...] = ()
    links: tuple[Link, ...] = ()


_NAME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})-(?P<stage>self|first-review|second-review|approved)"
    r"(?:-(?P<order>[2-9]|[1-9][0-9]))?"
)


@dataclass(frozen=True)
class ReportEntry:
    """A report with what its file name says. `order` tells reports of one day and stage apart."""

    id: str
    reported: dt.date
    stage: Stage
    order: int
    report: Report

    @property
    def rank(self) -> tuple[dt.date, int, int]:
        """Sorts reports as they came in."""
        return (self.reported, STAGES.index(self.stage), self.order)


def parse_report_name(name: str) -> tuple[dt.date, Stage, int] | None:
    """`2025-07-12-self-2` -> day, stage, order (1 where none stands); `None` for another name."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        day = dt.date.fromisoformat(match["day"])
    except ValueError:
        return None
    stage = next(stage for stage in STAGES if stage == match["stage"])
    return day, stage, int(match["order"] or 1)
