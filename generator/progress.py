"""Where each KPI stands on the as-of date: three clocks, one headline.

`results` reads the first two clocks; freshness is read here. The rules are the rows of the status
specification (`status_spec.yml`); every verdict names its row.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from generator.aims import Aim, aim_of, changes_of, headline_target
from generator.fields import Due
from generator.indicators import Kpi, YearTarget
from generator.model import Amendment, Plan
from generator.observations import Book, Observation, contradiction, current
from generator.results import Pace, Verdict, is_bound, judge, pace, result, show_bound

RULES_VERSION = "1"


# States of the freshness clock in which a value was asked for and is not there.
OUTSTANDING = frozenset({"due", "overdue", "not-reported"})


@dataclass(frozen=True)
class Progress:
    """One KPI for one year. `verdict` is the headline; the clocks stand beside it.

    `values` is all that was reported for the year, `seen` the value that counts, `differs` the official values that contradict it, `ended` the
    change that withdrew or merged the KPI. `year` is `None` where the KPI has no target.
    """

    kpi: Kpi
    year: int | None
    verdict: Verdict
    clock: str
    aim: Aim | None = None
    seen: Observation | None = None
    result: Verdict | None = None
    pace: Pace | None = None
    freshness: Verdict | None = None
    differs: tuple[Observation, ...] = ()
    judged: tuple[Verdict | None, ...] = ()
    values: tuple[Observation, ...] = ()
    ended: Amendment | None = None

    @property
    def held(self) -> tuple[tuple[dt.date, Decimal], ...]:
        """The value of each as-of day that counts, in the order of days."""
        days = sorted({value.as_of for value in self.values})
        chosen = (current([v for v in self.values if v.as_of == day]) for day in days)
        return tuple((v.as_of, v.value) for v in chosen if v and v.value is not None)

    @property
    def is_final(self) -> bool:
        """Whether the result clock has closed with a result."""
        return self.result is not None and self.result.code in ("met", "near", "missed")

    @property
    def revised(self) -> bool:
        """Whether the office moved the target."""
        return bool(self.aim and self.aim.moved)

    @property
    def late(self) -> Verdict | None:
        """The freshness verdict where something is outstanding and the headline does not say so."""
        if self.clock in ("freshness", "standing") or self.freshness is None:
            return None
        return self.freshness if self.freshness.code in OUTSTANDING else None


def _outstanding(dues: Sequence[Due], days: Sequence[dt.date]) -> list[Due]:
    latest = max(days, default=dt.date.min)
    return [due for due in dues if latest < due.as_of]


def freshness(
    dues: Sequence[Due], *, held: Sequence[dt.date], final: bool, as_of: dt.date
) -> Verdict | None:
    """The freshness clock: what the accepted calendar asked for and did not get.

    `dues`: the item's own due days; `held`: as-of days of its values. `None` where nothing is
    outstanding and nothing is to come, or where values are held and no calendar is accepted.
    """
    if not dues:
        return None if held else Verdict("not-held-here", "not-held-here")
    if final:
        return None
    missing = [due for due in _outstanding(dues, held) if due.as_of <= as_of]
    if missing:
        return _missing(missing[0], closed=not held and as_of > dues[-1].due, as_of=as_of)
    coming = next((due for due in dues if due.as_of > as_of), None)
    if coming is None:
        return None
    return Verdict("not-due", "not-due", f"{coming.as_of} → {coming.due}", due=coming)


def _missing(due: Due, *, closed: bool, as_of: dt.date) -> Verdict:
    """`closed`: the last due day has passed too and nothing was ever reported."""
    if as_of <= due.due:
        return Verdict("due", "due", f"{as_of} ≤ {due.due}", due=due)
    days = (as_of - due.due).days
    code = "not-reported" if closed else "overdue"
    return Verdict(code, code, f"{as_of} − {due.due} = {days}", days=days, due=due)


def dues_of(plan: Plan, *, year: int | None, kpi: Kpi | None = None) -> tuple[Due, ...]:
    """The due days of an item: those of its year; the last alone where its figure is yearly."""
    dues = plan.calendar.dues if plan.calendar else ()
    dues = tuple(due for due in dues if year is None or due.as_of.year == year)
    return dues[-1:] if kpi and kpi.frequency == "year-end" else dues


def assess_kpi(kpi: Kpi, *, plan: Plan, book: Book, as_of: dt.date) -> tuple[Progress, ...]:
    """The KPI's progress for each year it has a target for; one without a year where it has none."""
    if not kpi.targets:
        return (_without_target(kpi, plan, book, as_of),)
    return tuple(
        assess_year(kpi, target, plan=plan, book=book, as_of=as_of) for target in kpi.targets
    )


def headline(rows: Sequence[Progress], as_of: dt.date) -> Progress:
    """Of a KPI's years, the one the reader is told first: the latest that had begun."""
    target = headline_target(rows[0].kpi, as_of)
    return next((row for row in rows if target and row.year == target.year), rows[0])


def _ended(kpi: Kpi, plan: Plan, year: int | None, as_of: dt.date) -> Amendment | None:
    ends = [c for c in changes_of(plan, kpi) if c.field == "standing" and c.date <= as_of]
    return next((c for c in reversed(ends) if year is None or c.date.year <= year), None)


def assess_year(
    kpi: Kpi, target: YearTarget, *, plan: Plan, book: Book, as_of: dt.date
) -> Progress:
    """One KPI and one year's target on the as-of date."""
    aim = aim_of(kpi, target, plan=plan, book=book, as_of=as_of)
    values = book.of_kpi(kpi.id, target.year)
    seen = current(values)
    fresh = freshness(
        dues_of(plan, year=target.year, kpi=kpi),
        held=[v.as_of for v in values if v.corrected_by is None and v.counts],
        final=bool(seen and (seen.said.final or seen.said.standing or seen.said.on)),
        as_of=as_of,
    )
    progress = Progress(
        kpi, target.year, Verdict("", ""), "", aim=aim, seen=seen, values=values, freshness=fresh,
        ended=_ended(kpi, plan, target.year, as_of),
    )  # fmt: skip
    if progress.ended:
        code = progress.ended.new or "withdrawn"
        return replace(
            progress, verdict=Verdict(code, code, str(progress.ended.date)), clock="standing"
        )
    if seen is None:
        return _by_calendar(progress)
    derived = target.derived
    against = contradiction(values, derived.of if derived else None)
    if against.values:
        verdict = Verdict("sources-differ", "sources-differ", " ≠ ".join(against.told))
        judged = tuple(judge(kpi, aim, value) for value in against.values)
        return replace(
            progress, differs=against.values, judged=judged, verdict=verdict, clock="result"
        )
    if seen.said.standing:
        kind = seen.said.standing.kind
        rule = "not-measurable-said" if kind == "not-measurable" else kind
        return replace(progress, verdict=Verdict(kind, rule), clock="standing")
    return _by_value(progress, aim, seen, as_of)


def _by_calendar(progress: Progress) -> Progress:
    """No value is held: the calendar has the word."""
    verdict = progress.freshness or Verdict("not-held-here", "not-held-here")
    return replace(progress, verdict=verdict, clock="freshness")


def _by_value(progress: Progress, aim: Aim, seen: Observation, as_of: dt.date) -> Progress:
    """A value is held: a closed result leads, then the worse of pace and standing, then the value."""
    kpi = progress.kpi
    closed, kept = result(kpi, aim, seen, as_of), pace(kpi, aim, seen)
    progress = replace(progress, result=closed, pace=None if as_of > aim.target.end else kept)
    if closed and closed.code != "meeting-for-now":
        return replace(progress, verdict=closed, clock="result")
    if progress.pace and not (closed and progress.pace.verdict.code == "on-pace"):
        return replace(progress, verdict=progress.pace.verdict, clock="pace")
    if closed:
        return replace(progress, verdict=closed, clock="result")
    return replace(progress, verdict=_reported(kpi, aim, seen), clock="pace")


def _reported(kpi: Kpi, aim: Aim, seen: Observation) -> Verdict:
    unstated = kpi.direction.value not in ("higher", "lower")
    if aim.waiting:
        return Verdict("reported", "reported-target-waits")
    if seen.value is not None and aim.value is not None and unstated:
        return Verdict("direction-not-stated", "direction-not-stated")
    if kpi.trajectory is not None and is_bound(seen):
        return Verdict("reported", "reported-bound", show_bound(seen))
    if kpi.trajectory is not None:
        return Verdict("reported", "reported-before-first-point", str(seen.as_of))
    return Verdict("reported", "reported")


def _without_target(kpi: Kpi, plan: Plan, book: Book, as_of: dt.date) -> Progress:
    years = [year for id_, year in book.kpis if id_ == kpi.id]
    seen = current(book.of_kpi(kpi.id, max(years))) if years else None
    ended = _ended(kpi, plan, None, as_of)
    code = (ended.new or "withdrawn") if ended else "no-target"
    return Progress(kpi, None, Verdict(code, code), "standing", seen=seen, ended=ended)
