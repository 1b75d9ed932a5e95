"""What an office is asked for: figures that are due or late, and reasons where a target is missed.

Reads a plan's progress; decides no state. The same list feeds `check`, `status` and `report`.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.fields import Due, Text
from generator.indicators import Kpi
from generator.model import Plan
from generator.plan_progress import PlanProgress
from generator.problems import Place, Problem
from generator.progress import Progress, dues_of
from generator.reports import ReportEntry

Kind = Literal["overdue", "not-reported", "due", "behind", "missed", "watch", "reason"]
# In the order in which a person works through them.
KINDS: tuple[Kind, ...] = ("overdue", "not-reported", "due", "missed", "behind", "watch", "reason")


# States that a meeting talks about.
ATTENTION = frozenset(
    {
        *("missed", "behind", "watch", "overdue", "not-reported"),
        *("final-value-not-reported", "sources-differ"),
    }
)


def needs_attention(progress: Progress, *, headline: bool) -> bool:
    """The latest year by its state; an earlier one only where something is still outstanding."""
    if progress.clock == "standing":
        return False
    outstanding = progress.freshness is not None and progress.freshness.code in ATTENTION
    return outstanding or (headline and progress.verdict.code in ATTENTION)


def to_review(progress: PlanProgress) -> tuple[Progress, ...]:
    """Each indicator's year that needs talking about."""
    return tuple(
        row
        for id_, rows in progress.kpis.items()
        for row in rows
        if needs_attention(row, headline=row is progress.headlines[id_])
    )


def measures_to_review(progress: PlanProgress) -> frozenset[str]:
    """The ids of measures that are late, were stopped or go on next year."""
    told = (*ATTENTION, "stopped", "carried-over")
    return frozenset(
        id_
        for id_, one in progress.measures.items()
        if one.verdict.code in told or (one.freshness and one.freshness.code in ATTENTION)
    )


@dataclass(frozen=True)
class Ask:
    """One thing to look at: an item of a plan, why, and the arithmetic behind it.

    `year`: of the target it is about (Gregorian), where there is one.
    """

    kind: Kind
    item: str
    number: str
    name: Text
    working: str
    days: int | None = None
    year: int | None = None


def asks_of(plan: Plan, progress: PlanProgress) -> tuple[Ask, ...]:
    """Everything a plan's office is asked for, most pressing first."""
    found = [
        ask
        for id_, rows in progress.kpis.items()
        for row in rows
        for ask in _of_kpi(row, headline=row is progress.headlines[id_])
    ]
    for goal, measure in plan.measures:
        fresh = progress.measures[measure.id].freshness
        if fresh and fresh.code in ("overdue", "not-reported", "due"):
            number = f"{goal.number}-{measure.number}"
            kind = next(kind for kind in KINDS if kind == fresh.code)
            found.append(Ask(kind, measure.id, number, measure.text, fresh.expression, fresh.days))
    return tuple(sorted(found, key=lambda ask: (KINDS.index(ask.kind), -(ask.days or 0))))


def _of_kpi(row: Progress, *, headline: bool) -> Iterator[Ask]:
    """A figure that is outstanding stays so in later years; states are told of the latest alone."""
    kpi = row.kpi
    if row.clock == "standing":
        return
    now = (row.result, row.pace.verdict if row.pace else None) if headline else ()
    for verdict in (row.freshness, *now):
        kind = next((kind for kind in KINDS if verdict and kind == verdict.code), None)
        if verdict and kind:
            working, days = verdict.expression, verdict.days
            yield Ask(kind, kpi.id, kpi.number, kpi.name, working, days, row.year)
    if needs_reason(row):
        yield Ask("reason", kpi.id, kpi.number, kpi.name, row.verdict.expression, year=row.year)


def needs_reason(row: Progress) -> bool:
    """A missed target or a pace behind is published with its reason and the response to it."""
    if row.verdict.code not in ("missed", "behind") or row.seen is None:
        return False
    return row.seen.said.reason is None or row.seen.said.response is None


def missing_reasons(progress: PlanProgress, folder: str) -> Iterator[Problem]:
    """A remark for each report that leaves a reason or a response out; it stops nothing."""
    for rows in progress.kpis.values():
        for row in rows:
            if needs_reason(row) and row.seen:
                said = row.seen.said
                lacks = [
                    word
                    for word, given in (
                        ("reason（未達原因）", said.reason),
                        ("response（因應策略）", said.response),
                    )
                    if given is None
                ]
                yield Problem(
                    Place(f"{folder}/reports/{row.seen.entry.id}.yml", path=("kpis", row.kpi.number)),
                    "reason-asked",
                    (f"指標 {row.kpi.number}「{row.kpi.name.zh}」{row.verdict.expression}，沒有 {'、'.join(lacks)}",
                     f"indicator {row.kpi.number}: {row.verdict.expression}, without {' and '.join(lacks)}"),
                    ("請在下一份報告補上，會列在狀態旁邊", "give it in the next report; it stands beside the state"),
                    severity="note",
                )  # fmt: skip


def later_reports(
    reports: tuple[ReportEntry, ...], as_of: dt.date, folder: str
) -> Iterator[Problem]:
    """A remark for each report dated after the as-of date: it is left out of this build."""
    for entry in reports:
        if entry.reported > as_of:
            yield Problem(
                Place(f"{folder}/reports/{entry.id}.yml"), "report-later",
                (f"填報日 {entry.reported} 晚於資料截至日 {as_of}，這次不列入",
                 f"reported on {entry.reported}, after the as-of date {as_of}: left out"),
                ("檔名日期若有誤請改正；否則把 --as-of 改成當天或之後",
                 "correct the day in its name if it is wrong; else set --as-of to that day or later"),
                severity="note",
            )  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """What `report` does not ask for and an office reports too, by printed number: measures that are
    outstanding, and budget lines without execution as of `day`."""

    day: dt.date | None = None
    measures: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


def beside_figures(plan: Plan, progress: PlanProgress, as_of: dt.date) -> Beside:
    """What else is outstanding under the calendar. Budget lines are asked for where the plan says how
    execution is reckoned; nothing calls them late."""
    dues = [due.as_of for due in plan.calendar.dues if due.as_of <= as_of] if plan.calendar else []
    if not dues:
        return Beside()
    waiting = {ask.item: ask.number for ask in asks_of(plan, progress)}
    measures = tuple(waiting[m.id] for _, m in plan.measures if m.id in waiting)
    told = {
        id_: max((seen.entry.report.as_of for seen in found), default=dt.date.min)
        for id_, found in progress.book.budget.items()
    }
    lines = tuple(
        line.number
        for line in (plan.budget if plan.execution else ())
        if told.get(line.id, dt.date.min) < dues[-1]
    )
    return Beside(dues[-1], measures, lines)


@dataclass(frozen=True)
class Wanted:
    """A KPI whose figure is to be reported: the year, the due day, and where it stands now."""

    kpi: Kpi
    year: int
    due: Due | None
    row: Progress


def wanted(plan: Plan, progress: PlanProgress, as_of: dt.date) -> tuple[Wanted, ...]:
    """The figures to report now: those outstanding under the calendar, or all without one."""
    found = []
    for rows in progress.kpis.values():
        for row in rows:
            if row.year is None or row.year > as_of.year or row.clock == "standing":
                continue
            dues = [due for due in dues_of(plan, year=row.year, kpi=row.kpi) if due.as_of <= as_of]
            outstanding = row.freshness and row.freshness.code in ("due", "overdue", "not-reported")
            if outstanding and dues:
                found.append(Wanted(row.kpi, row.year, dues[-1], row))
            elif plan.calendar is None and not row.is_final:
                found.append(Wanted(row.kpi, row.year, None, row))
    return tuple(found)
