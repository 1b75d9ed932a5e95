"""What a plan is: frozen records, as printed.

Numbers of items stay as printed; `id` is the address made from them. Knows nothing of files,
languages on screen, sums or findings.
"""

import datetime as dt
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr

from generator.fields import (
    Code,
    Day,
    Days,
    Folder,
    Hash,
    Line,
    Months,
    Number,
    Printed,
    Record,
    RocYear,
    Slug,
    Text,
    Whole,
    Years,
)
from generator.indicators import Kpi, Scoring
from generator.numerals import western_number


class Source(Record):
    """A document a plan was transcribed from. `basis` says whether we saw it or a text copy;
    `fictional` data has no document, and so no hash.

    `normalised_characters`: how many characters of the copy NFC changed on transcribing.
    """

    id: Line
    title: Text
    format: Text
    sha256: Hash | None = None
    basis: Literal["copy", "original", "fictional"]
    normalised_characters: Whole = 0
    note: Text | None = None


class Change(Record):
    """One change of a plan's record on this site."""

    date: Day
    what: Text


class Summary(Record):
    """A long passage in our own words, with the first and last printed words of the passage."""

    heading: Text
    text: Text
    starts: Line
    ends: Line


class StatedTarget(Record):
    """A countable target that stands in an item's text and not in a KPI table.

    `text` is the printed phrase. `zero`: nothing of the kind may happen; `product`: a thing to
    deliver by the end of the item's schedule; `at-least`: a least count, in `figure`.
    """

    kind: Literal["zero", "product", "at-least"]
    text: Text
    figure: Printed | None = None


class PerformanceItem(Record):
    """提列績效對應項目. `inferred`: which measure it stands beside is our reading of the layout."""

    text: Text
    inferred: bool = False


class Measure(Record):
    """具體作法, 實施要領: one numbered thing to do. `estimate` is in the plan's money unit."""

    number: Number
    text: Text
    schedule: Months | None = None
    estimate: Printed | None = None
    category: Line | None = None
    performance_items: tuple[PerformanceItem, ...] = ()
    targets: tuple[StatedTarget, ...] = ()
    _goal: str = PrivateAttr(default="")

    @property
    def id(self) -> str:
        """`g7-3`: the address within the plan's page."""
        return f"{self._goal}-{western_number(self.number)}"


class Goal(Record):
    """計畫目標 (`goal`) or 關鍵策略目標 (`strategic-goal`).

    `heading` is the programme's name (計畫名稱) where the document prints one beside the goal;
    `details` are the printed paragraphs under it; `budget_line` the number of the budget line
    that its programme stands under. `themes` are this site's own grouping (vocabulary.yml).
    """

    number: Number
    kind: Literal["goal", "strategic-goal"] = "goal"
    heading: Text | None = None
    text: Text
    details: tuple[Text, ...] = ()
    budget_line: Number | None = None
    themes: tuple[Slug, ...] = ()
    measures: tuple[Measure, ...] = ()

    def model_post_init(self, _context: Any, /) -> None:
        for measure in self.measures:
            measure._goal = self.id

    @property
    def id(self) -> str:
        """`g7`."""
        return f"g{western_number(self.number)}"


class Point(Record):
    """A numbered point of a priority, a work item or a note."""

    number: Number | None = None
    text: Text
    targets: tuple[StatedTarget, ...] = ()


class Priority(Record):
    """重點 (`priority`) or 年度施政目標 (`yearly-goal`). `goal`: the goal of the same printed number."""

    number: Number
    kind: Literal["priority", "yearly-goal"] = "priority"
    text: Text
    points: tuple[Point, ...] = ()
    goal: Number | None = None

    @property
    def id(self) -> str:
        """`p3` or `y3`."""
        return f"{'y' if self.kind == 'yearly-goal' else 'p'}{western_number(self.number)}"


class Strategy(Record):
    """A strategy with 原則 (principle), 方向 (direction) and 進程 (process).

    `goals`: numbers of the goals that carry it on, which is our reading.
    """

    number: Number
    text: Text
    principle: Text | None = None
    direction: Text | None = None
    process: Text | None = None
    goals: tuple[Number, ...] = ()

    @property
    def id(self) -> str:
        """`s6`."""
        return f"s{western_number(self.number)}"


class WorkItem(Record):
    """重要施政計畫項目. 實施內容 is either numbered `points` or one unnumbered `content`."""

    number: Number
    text: Text
    content: Text | None = None
    points: tuple[Point, ...] = ()
    budget_line: Number | None = None

    @property
    def id(self) -> str:
        """`w9`."""
        return f"w{western_number(self.number)}"

    def point_id(self, point: Point) -> str:
        """`w9-1`."""
        return f"{self.id}-{western_number(point.number or '0')}"


class BudgetLine(Record):
    """One printed amount. `group` is the printed 類 above `name`.

    `printed_in`: keys of `Plan.sections` whose tables print it; `printed_with`: the number of the
    work item in whose row it stands; `parent`: the number of the line it is part of.
    """

    number: Number
    group: Text | None = None
    name: Text
    amount: Printed
    parent: Number | None = None
    printed_in: tuple[Line, ...] = ()
    printed_with: Number | None = None

    @property
    def id(self) -> str:
        """`b32020200505` or, without a printed code, `b2`."""
        return f"b{western_number(self.number)}"


BudgetPart = Literal["paid", "payable", "saved", "controlled"]


class Execution(Record):
    """The government's own formula of budget execution: which parts it adds up over the amount.

    Parts: 實支數 `paid`, 應付數 `payable`, 節餘數 `saved`, 控留數 `controlled`. Offices define it
    differently, so a plan without this field gets no rate.
    """

    text: Text
    parts: Annotated[tuple[BudgetPart, ...], Field(min_length=1)]


class Calendar(Record):
    """The reporting calendar an office accepted: figures as of a day are due on another.

    `dues` is written `as-of day: due day`, in order.
    """

    accepted: Day
    source: Text
    dues: Days


class Amendment(Record):
    """A change of what the plan promised, recorded with its reason.

    `revision`: the office changed the plan; `correction`: this site had it wrong. One of `kpi`,
    `measure` (`壹-3`) and `line` names the item, or `report` a published report that had to be
    taken back (`field` `report`, a correction alone). `field` `item`: this site had an item that the
    document does not have (a correction alone; what an office gives up stays, as `standing`). `field` `standing`: the item was withdrawn or
    merged (`new`), into `successor`. `old` and `new` are as printed.
    """

    date: Day
    kind: Literal["revision", "correction"] = "revision"
    kpi: Number | None = None
    measure: Number | None = None
    line: Number | None = None
    report: Line | None = None
    field: Literal[
        "target", "formula", "direction", "rule", "reckoning", "trajectory", "weight", "deadline",
        "amount", "standing", "item", "report",
    ]  # fmt: skip
    year: RocYear | None = None
    old: Line | None = None
    new: Line | None = None
    why: Text | None = None
    decided_by: Text | None = None
    successor: Number | None = None

    @property
    def item(self) -> str:
        """The id of the changed item: `5-1`, `g1-3`, `b2`, or a report's name."""
        if self.kpi:
            return western_number(self.kpi)
        if self.measure:
            return f"g{western_number(self.measure)}"
        return f"b{western_number(self.line)}" if self.line else self.report or ""


class Note(Record):
    """A printed note (備註) or a rule of the form (填表說明)."""

    kind: Literal["note", "form-rule"]
    number: Number
    text: Text
    points: tuple[Point, ...] = ()

    @property
    def id(self) -> str:
        """`n2` or `f2`."""
        return f"{'n' if self.kind == 'note' else 'f'}{western_number(self.number)}"


Section = Literal[
    "priorities", "strategies", "goals", "kpis", "work_items", "budget", "notes", "form_rules"
]


class Plan(Record):
    """One published plan, as printed. `form`: the official form it was made on, e.g. `109`.

    `sections` says where in the document each kind of item stands; `formerly`: earlier names of
    its folder.
    """

    kind: Line
    title: Text
    period: Years
    form: Code | None = None
    money_unit: Line | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    changes: Annotated[tuple[Change, ...], Field(min_length=1)]
    sections: dict[Section, Text] = Field(default_factory=dict)
    summaries: tuple[Summary, ...] = ()
    priorities: tuple[Priority, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    goals: tuple[Goal, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    scoring: tuple[Scoring, ...] = ()
    work_items: tuple[WorkItem, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    budget_total: Printed | None = None
    execution: Execution | None = None
    notes: tuple[Note, ...] = ()
    calendar: Calendar | None = None
    amendments: tuple[Amendment, ...] = ()
    formerly: tuple[Folder, ...] = ()

    @property
    def measures(self) -> tuple[tuple[Goal, Measure], ...]:
        """Every measure with its goal, in printed order."""
        return tuple((goal, measure) for goal in self.goals for measure in goal.measures)

    @property
    def changed(self) -> dt.date:
        """The day this record last changed on this site."""
        return max(change.date for change in self.changes)
