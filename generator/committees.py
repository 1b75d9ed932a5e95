"""A committee that supervises an integrity plan: who sits on it, its meetings, what it resolved.

Frozen records, as the committee's office publishes them. Seats have no names: a seat is told by the
public office that holds it. Knows no plan and no file.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.fields import Day, FileName, Folder, Hash, Line, Number, Record, Text, Whole
from generator.numerals import western_number
from generator.reports import Url
from generator.translations import NOTHING_TRANSLATED, Coverage

AgendaKind = Literal["follow-up", "report", "special-report", "proposal", "motion"]
# In the order of a meeting: 歷次決議追蹤, 業務報告, 專題報告, 提案, 臨時動議.
AGENDA: tuple[AgendaKind, ...] = ("follow-up", "report", "special-report", "proposal", "motion")
MeetingState = Literal["planned", "held", "cancelled"]
# 繼續列管, 解除列管
ResolutionState = Literal["tracked", "closed"]
PlanName = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}/[0-9]{4}(?:-[0-9]{4})?$", strict=True)
]


class Concern(Record):
    """A plan (`kinmen/2020`) or one item of it: one of `goal`, `measure` (`壹-3`), `kpi`, `work` (a
    work item) and `finding` (its rule, with `-2` for the rule's second); none: the whole plan."""

    plan: PlanName
    goal: Number | None = None
    measure: Number | None = None
    kpi: Number | None = None
    work: Number | None = None
    finding: Line | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """Everything it names, as written; one at most in data that holds."""
        names = (self.goal, self.measure, self.kpi, self.work, self.finding)
        return tuple(name for name in names if name)

    @property
    def address(self) -> str:
        """The plan's: `agencies/kinmen/2020/`."""
        return f"agencies/{self.plan}/"

    @property
    def item(self) -> str | None:
        """The id of what it is about: `g1`, `g1-3`, `5-1`, `w9`, `finding-…`; `None`: the plan."""
        if self.finding:
            return f"finding-{self.finding}"
        if self.kpi:
            return western_number(self.kpi)
        if self.work:
            return f"w{western_number(self.work)}"
        number = self.goal or self.measure
        return f"g{western_number(number)}" if number else None


class Basis(Record):
    """What the committee rests on: the text, and where it can be read."""

    text: Text
    url: Url | None = None


class Seats(Record):
    """Who sits on the committee, by seat. `members`: how many, the chair among them; `external`: how
    many of them are not of the government; `term`: for how long."""

    chair: Text | None = None
    deputy: Text | None = None
    members: Whole | None = None
    external: Whole | None = None
    note: Text | None = None
    term: Text | None = None
    secretariat: Text | None = None


class MeetingRule(Record):
    """How often it meets, in the words of its rule. `months`: at most so many between two meetings;
    `per_year`: at least so many in a calendar year."""

    text: Text
    months: Annotated[Whole, Field(ge=1)] | None = None
    per_year: Annotated[Whole, Field(ge=1)] | None = None


class Correction(Record):
    """What was published and had to be changed or taken back all the same: the name of its file,
    `meetings/2026-08-14` or `resolutions/3-2`, from which day on, and why."""

    date: Day
    record: Annotated[
        str,
        StringConstraints(
            pattern=r"^(?:meetings/[0-9]{4}-[0-9]{2}-[0-9]{2}|resolutions/[a-z0-9-]{1,40})$",
            strict=True,
        ),
    ]
    why: Text


class Committee(Record):
    """committee.yml. `offices`: whose plans it supervises; `stated`: where a plan speaks of it;
    `corrections`: what of its published record was changed or taken back, and why."""

    name: Text
    offices: Annotated[tuple[Folder, ...], Field(min_length=1)]
    about: Text | None = None
    basis: tuple[Basis, ...] = ()
    seats: Seats | None = None
    rule: MeetingRule | None = None
    stated: tuple[Concern, ...] = ()
    corrections: tuple[Correction, ...] = ()


class Paper(Record):
    """A document: `url` where it stands elsewhere, `file` where it stands in the committee's
    `papers/` and so on the site; one of them in data that holds. Its hash shows that it is still the
    same."""

    title: Text
    url: Url | None = None
    file: FileName | None = None
    sha256: Hash


class AgendaItem(Record):
    """One item of an agenda, with its papers."""

    kind: AgendaKind
    text: Text
    papers: tuple[Paper, ...] = ()


class Meeting(Record):
    """meetings/<day>.yml. `number`: as counted by the committee; `why`: of one that was cancelled."""

    number: Whole
    state: MeetingState
    place: Text | None = None
    why: Text | None = None
    agenda: tuple[AgendaItem, ...] = ()
    papers: tuple[Paper, ...] = ()
    minutes: Paper | None = None

    @property
    def every_paper(self) -> tuple[tuple[tuple[str | int, ...], Paper], ...]:
        """Its papers, those of its agenda and its minutes, each with its place in the file."""
        found: list[tuple[tuple[str | int, ...], Paper]] = [
            (("papers", i), paper) for i, paper in enumerate(self.papers)
        ]
        for i, item in enumerate(self.agenda):
            found += [(("agenda", i, "papers", j), one) for j, one in enumerate(item.papers)]
        if self.minutes:
            found.append((("minutes",), self.minutes))
        return tuple(found)


class Note(Record):
    """What was said of a resolution at a later meeting."""

    meeting: Day
    text: Text


class Resolution(Record):
    """resolutions/<id>.yml. `meeting`: that resolved it; `lead` and `supporting`: the offices that do
    it; `decided`: the meeting that took it off the list, and its words."""

    meeting: Day
    text: Text
    lead: Text
    supporting: tuple[Text, ...] = ()
    deadline: Day | None = None
    concerns: tuple[Concern, ...] = ()
    state: ResolutionState
    notes: tuple[Note, ...] = ()
    decided: Note | None = None


@dataclass(frozen=True)
class PaperFile:
    """A file in a committee's `papers/` that a meeting names: its size in bytes, its SHA-256 in hex
    and the day from which it is shown, none where it always is."""

    name: str
    size: int
    sha256: str
    since: dt.date | None = None


@dataclass(frozen=True)
class MeetingEntry:
    """A meeting and its day, which its file is named for."""

    day: dt.date
    meeting: Meeting


@dataclass(frozen=True)
class ResolutionEntry:
    """A resolution and its id, which its file is named for and which stays."""

    id: str
    resolution: Resolution


@dataclass(frozen=True)
class CommitteeEntry:
    """A committee by the name of its folder, with its meetings, the oldest first, its resolutions, the
    papers that stand beside them, by name, and how much of it is in English."""

    id: str
    committee: Committee
    meetings: tuple[MeetingEntry, ...] = ()
    resolutions: tuple[ResolutionEntry, ...] = ()
    papers: tuple[PaperFile, ...] = ()
    translation: Coverage = NOTHING_TRANSLATED

    @property
    def address(self) -> str:
        """`committees/demo/`."""
        return f"committees/{self.id}/"

    @property
    def plans(self) -> tuple[str, ...]:
        """The addresses of the plans that it or its resolutions name, each once."""
        concerns = [*self.committee.stated]
        concerns += (one for entry in self.resolutions for one in entry.resolution.concerns)
        return tuple(sorted({concern.address for concern in concerns}))
