"""What changed in a plan between two days: each change once, and nothing else.

Compares what was known of the plan at the end of either day. Reports, questions and recorded
changes are known from the day they bear, so that a correction counts from when it was made; the
plan itself is the version of that day, where its history reaches back so far.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from generator.answers import Asked, Told, known_questions
from generator.audit import Finding, audit_plan, tell_apart
from generator.ledger import Entry, Version, draw_ledger
from generator.model import Plan
from generator.observations import Book, keep_book
from generator.plan_progress import MeasureProgress, PlanProgress, assess_plan
from generator.progress import Progress, dues_of
from generator.reports import ReportEntry
from generator.results import Verdict
from generator.vocabulary import Vocabulary

Kind = Literal[
    "state", "report", "correction", "target", "promise", "finding-come", "finding-gone",
    "question", "answer", "answer-overdue", "deadline",
]  # fmt: skip
# In the order in which a meeting takes them.
KINDS: tuple[Kind, ...] = (
    *("state", "deadline", "report", "correction", "target", "promise"),
    *("finding-come", "finding-gone", "question", "answer", "answer-overdue"),
)
# What the earlier day is: of the last meeting, or of the last report but one.
Mark = Literal["meeting", "report"]
# What can have a last day: the reporting calendar, the months of measures, milestones, the plan.
Term = Literal["report", "schedule", "milestone", "period"]


@dataclass(frozen=True)
class Flip:
    """A KPI's year or a measure that stands at another state. `before`, `after`: where it stood and
    stands, with the arithmetic; `report`: the one that made it so, `None` where none did, and the
    calendar or a change of the plan has the word."""

    item: str
    before: Progress | MeasureProgress
    after: Progress | MeasureProgress
    report: ReportEntry | None

    @property
    def year(self) -> int | None:
        """The year of the target it is about (Gregorian), where there is one."""
        return self.after.year if isinstance(self.after, Progress) else None


@dataclass(frozen=True)
class Deadline:
    """A last day that is over. `items`: ids of what should have been ready by then; of a day for
    reporting, what is still not reported. `as_of`: the day that the figures asked for stand for."""

    term: Term
    day: dt.date
    items: tuple[str, ...] = ()
    as_of: dt.date | None = None


@dataclass(frozen=True)
class Change:
    """One change. `key` tells it from all others of its kind, whatever the two days are."""

    kind: Kind
    key: str
    what: Flip | Deadline | ReportEntry | Entry | Finding | Told


@dataclass(frozen=True)
class Known:
    """What was known of a plan at the end of a day."""

    day: dt.date
    plan: Plan
    progress: PlanProgress
    ledger: tuple[Entry, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Told, ...]


@dataclass(frozen=True)
class Start:
    """The earlier of two days, and what it is."""

    mark: Mark
    day: dt.date


@dataclass(frozen=True)
class Since:
    """What changed between two days, in the order of `KINDS`. `mark`: what the earlier day is."""

    before: Known
    after: Known
    changes: tuple[Change, ...]
    mark: Mark = "report"

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        """The changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)


def known_on(
    day: dt.date,
    *,
    versions: Sequence[Version],
    reports: Sequence[ReportEntry],
    asked: Asked,
    vocabulary: Vocabulary,
) -> Known:
    """What was known at the end of `day`. `versions`: the plan over time, oldest first and at least
    one; of a day before the first, the first is the best that is known."""
    held = [version for version in versions if version.date <= day] or versions[:1]
    plan = held[-1].plan
    return Known(
        day=day,
        plan=plan,
        progress=assess_plan(plan, keep_book(plan, reports, day), day),
        ledger=draw_ledger(plan, held, day),
        findings=audit_plan(plan, vocabulary),
        questions=known_questions(asked, day),
    )


def compare_days(before: Known, after: Known, mark: Mark = "report") -> Since:
    """What is known on the later day and was not on the earlier one."""
    found = [
        *_flips(before, after),
        *_deadlines(before, after),
        *_reports(before.progress.book, after.progress.book),
        *_entries(before.ledger, after.ledger),
        *_findings(before.findings, after.findings),
        *_questions(before.questions, after.questions),
    ]
    changes = sorted(found, key=lambda one: KINDS.index(one.kind))
    return Since(before, after, tuple(changes), mark)


def start_of(reports: Sequence[ReportEntry], meeting: dt.date | None = None) -> Start | None:
    """Since when changes are told: since the last meeting; without one, since the day on which the
    last report before the newest came in, `None` where all came on one day."""
    if meeting is not None:
        return Start("meeting", meeting)
    days = sorted({entry.reported for entry in reports})
    return Start("report", days[-2]) if len(days) > 1 else None


Row = Progress | MeasureProgress


def _standings(progress: PlanProgress) -> dict[tuple[str, int | None], Row]:
    """Where each KPI's year and each measure stands."""
    rows: dict[tuple[str, int | None], Row] = {
        (id_, row.year): row for id_, years in progress.kpis.items() for row in years
    }
    return rows | {(id_, None): one for id_, one in progress.measures.items()}


def _flips(before: Known, after: Known) -> Iterator[Change]:
    stood, book = _standings(before.progress), before.progress.book
    for (item, year), now in _standings(after.progress).items():
        then = stood.get((item, year))
        if then is None or then.verdict.code == now.verdict.code:
            continue
        report = _newest(_said_of(after.progress.book, item, year), known=book.reports)
        yield Change("state", f"{item} {year or ''}".strip(), Flip(item, then, now, report))


def _said_of(book: Book, item: str, year: int | None) -> tuple[ReportEntry, ...]:
    """The reports that say something of a KPI's year or a measure, as they came in."""
    if item in book.measures:
        return tuple(seen.entry for seen in book.measures[item])
    years = [year] if year else [one for id_, one in book.kpis if id_ == item]
    return tuple(seen.entry for one in sorted(years) for seen in book.of_kpi(item, one))


def _newest(said: Sequence[ReportEntry], *, known: Sequence[ReportEntry]) -> ReportEntry | None:
    before = {entry.id for entry in known}
    return max((e for e in said if e.id not in before), key=lambda e: e.rank, default=None)


def _deadlines(before: Known, after: Known) -> Iterator[Change]:
    passed = {(one.term, one.day) for one in _passed(before)}
    for one in _passed(after):
        if (one.term, one.day) not in passed:
            yield Change("deadline", f"{one.term} {one.day}", one)


def _passed(known: Known) -> tuple[Deadline, ...]:
    """The last days that are over, each once with all its items. The day itself is still in time."""
    terms = sorted(
        (one for one in _terms(known) if one.day < known.day), key=lambda one: (one.day, one.term)
    )
    return tuple(
        Deadline(term, day, tuple(item for one in same for item in one.items), same[0].as_of)
        for (day, term), found in groupby(terms, key=lambda one: (one.day, one.term))
        for same in [tuple(found)]
    )


def _terms(known: Known) -> Iterator[Deadline]:
    plan = known.plan
    for due in plan.calendar.dues if plan.calendar else ():
        yield Deadline("report", due.due, _unreported(known, due.as_of), due.as_of)
    for _, measure in plan.measures:
        if measure.schedule and measure.schedule.last:
            yield Deadline("schedule", measure.schedule.last.last_day, (measure.id,))
    for kpi in plan.kpis:
        for target in kpi.targets:
            if target.milestone:
                yield Deadline("milestone", target.milestone.by, (kpi.id,))
    yield Deadline("period", plan.period.end)


def _unreported(known: Known, as_of: dt.date) -> tuple[str, ...]:
    """The items whose figures for a day are asked for and still not there."""
    progress, plan = known.progress, known.plan
    items = []
    for id_, rows in progress.kpis.items():
        for row in rows:
            dues = dues_of(plan, year=row.year, kpi=row.kpi) if row.year else ()
            asked = any(due.as_of == as_of for due in dues) and row.clock != "standing"
            if asked and _waits(row.freshness, as_of):
                items.append(id_)
    measures = progress.measures.items()
    return (*items, *(id_ for id_, one in measures if _waits(one.freshness, as_of)))


def _waits(freshness: Verdict | None, as_of: dt.date) -> bool:
    """Whether the first figures that are missing are those for a day, or earlier ones."""
    if freshness is None or freshness.due is None or freshness.code == "not-due":
        return False
    return freshness.due.as_of <= as_of


def _reports(before: Book, after: Book) -> Iterator[Change]:
    known = {entry.id for entry in before.reports}
    for entry in after.reports:
        if entry.id not in known:
            yield Change("correction" if entry.report.corrects else "report", entry.id, entry)


def _entries(before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[Change]:
    """A change that was seen and is recorded later, with its reason and its own day, is told again."""
    known = {_key(entry) for entry in before}
    for entry in reversed(after):
        if _key(entry) not in known:
            yield Change("target" if entry.field == "target" else "promise", _key(entry), entry)


def _key(entry: Entry) -> str:
    told = (entry.date, entry.item, entry.field, entry.year, entry.old, entry.new)
    return " ".join(str(part) for part in told if part is not None)


def _findings(before: Sequence[Finding], after: Sequence[Finding]) -> Iterator[Change]:
    then, now = tell_apart(before), tell_apart(after)
    gone = [one for one in then if one not in now]
    yield from (_finding("finding-come", one, now) for one in now if one not in then)
    yield from (_finding("finding-gone", one, then) for one in gone)


def _finding(
    kind: Kind, key: tuple[str, str, int], of: Mapping[tuple[str, str, int], Finding]
) -> Change:
    return Change(kind, " ".join(str(part) for part in key if part), of[key])


def _questions(before: Sequence[Told], after: Sequence[Told]) -> Iterator[Change]:
    """Asked and answered are two changes, also where both came between the days."""
    stood = {told.question.id: told.state for told in before}
    for told in reversed(after):
        id_, state = told.question.id, stood.get(told.question.id)
        if state is None:
            yield Change("question", id_, told)
        if told.state != state and told.state != "waiting":
            kind: Kind = "answer" if told.state == "answered" else "answer-overdue"
            yield Change(kind, id_, told)
