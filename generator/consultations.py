"""Consultations: what an office asks the public, what was said, what was decided and why.

One file each, since one may concern several plans. Frozen records; knows no plan and no file.
"""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.contact import Email
from generator.fields import Day, Folder, Number, Record, RocYear, Text, Whole
from generator.numerals import western_number
from generator.reports import Url

# An office's folder and its plan's: `demo/2025-2026`.
PlanName = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9][a-z0-9-]{0,39}/[a-z0-9][a-z0-9-]{0,39}$", strict=True
    ),
]  # fmt: skip
# What became of a point: taken (採納), partly taken (部分採納), not taken (未採納).
Outcome = Literal["taken", "partly", "not"]


class Concerned(Record):
    """A plan that it is about. `number`: its place among the plan's consultations, which is its
    address on the plan's page (`#c1`) and stays."""

    plan: PlanName
    number: Number

    @property
    def anchor(self) -> str:
        """`c1`."""
        return f"c{western_number(self.number)}"


class Meeting(Record):
    """A meeting where one can speak."""

    day: Day
    place: Text


class Ways(Record):
    """How to answer: a form's address, an e-mail address of the office, a postal address, meetings."""

    form: Url | None = None
    email: Email | None = None
    post: Text | None = None
    meetings: tuple[Meeting, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is a way at all."""
        return bool(self.form or self.email or self.post or self.meetings)


class Theme(Record):
    """What a group of answers was about. `count`: how many they were, or `withheld` where they were
    so few that a person could be told: then no count stands in the file. `said`: their points, in
    short and in words that name nobody."""

    theme: Text
    count: Whole | None = None
    withheld: bool = False
    said: tuple[Text, ...] = ()


class Answers(Record):
    """What came in. Each answer is counted under one theme; `total`: of all, where it is told."""

    total: Whole | None = None
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]


class ChangeMade(Record):
    """A change of a plan that was made because of it: one that the plan records under its
    `amendments`, named by its day, item, field and year."""

    plan: PlanName
    date: Day
    kpi: Number | None = None
    measure: Number | None = None
    line: Number | None = None
    field: Literal[
        "target", "formula", "direction", "rule", "reckoning", "trajectory", "weight", "deadline",
        "amount", "standing", "item",
    ]  # fmt: skip
    year: RocYear | None = None

    @property
    def item(self) -> str:
        """The id of the changed item: `5-1`, `g1-3`, `b2`."""
        if self.kpi:
            return western_number(self.kpi)
        if self.measure:
            return f"g{western_number(self.measure)}"
        return f"b{western_number(self.line)}" if self.line else ""

    def is_of(self, date: dt.date, item: str, field: str, year: int | None) -> bool:
        """Whether it names the change of this day, item, field and year."""
        same = (self.date, self.item, self.field) == (date, item, field)
        return same and self.year in (None, year)


class Decision(Record):
    """A point that was made, what became of it, why, and what was changed."""

    point: Text
    outcome: Outcome
    why: Text
    changes: tuple[ChangeMade, ...] = ()


class Consultation(Record):
    """A consultation of one office, about at least one plan.

    `question`: as the office asks it; `plain`: the same in plain words; `can_change`,
    `cannot_change`: what is open, and what is settled already. `announced`: from when it was known,
    else from `opens`; `closes`: the last day to answer. `answer_due`: when the office said it would
    tell its decision; `answered`: when it did, with `decided` in short and `decisions` point by
    point; `by`: who decided.
    """

    office: Folder
    plans: Annotated[tuple[Concerned, ...], Field(min_length=1)]
    title: Text
    question: Text
    plain: Text
    can_change: tuple[Text, ...] = ()
    cannot_change: tuple[Text, ...] = ()
    announced: Day | None = None
    opens: Day
    closes: Day
    ways: Ways
    answer_due: Day | None = None
    answers: Answers | None = None
    answered: Day | None = None
    by: Text | None = None
    decided: Text | None = None
    decisions: tuple[Decision, ...] = ()
