"""What the data says to the monitoring criteria of the OECD Public Integrity Indicators, in counts.

The criteria are those of three sub-indicators of "Quality of Strategic Framework", put in our own
words: `structures` (Adequacy of implementation structures and reporting) and `consultations`
(Inclusiveness and transparency of intergovernmental and public consultations) as far as their pages
could be read, `activities` (Implementation of activities) by its name alone. They are asked of
nations there; what is counted here are plans of offices. Nothing is scored.
"""

import calendar
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Literal

from generator.answers import Asked, known_consultations
from generator.fields import Due
from generator.model import Plan
from generator.plan_progress import PlanProgress

_YEAR = dt.timedelta(days=365)
_LATEST = 3  # months after a due day
_SHORTEST = 14  # days of a consultation, its first and its last among them
# States of measures that cannot become done, or do not say how far a measure is.
_UNCOUNTED = frozenset({"standing-duty", "withheld-by-law"})
# States that a response is due with.
_EXPLAINED = frozenset({"missed", "behind"})

Part = Literal["structures", "activities", "consultations"]
PARTS: tuple[Part, ...] = ("structures", "activities", "consultations")
Source = Literal["plans", "kpis", "reports", "participation"]


@dataclass(frozen=True)
class Counts:
    """Counts over plans, to be added up.

    Of plans: `running` on the as-of date, `active` list what is to be done, `calendars` have a
    reporting calendar, `reported` have a report, `telling` one that tells the state of a measure,
    `followed` run and are reported on here, `recent` of these had a report within a year,
    `consulted` had a consultation. Of KPIs: `targets`, `baselines`, `awaited` (with a target, of a
    plan that is reported on here), `results` of these, `to_explain` (missed or behind) and
    `responses` to these. `dues`: due days that were met or are over by three months, `in_time` those
    that were met by then. `told`: measures whose state is told, without standing duties and
    what the law withholds, `done` those that are done. Of consultations: `two_weeks` lasted so long, `closed`, `answered`
    with what was done.
    """

    plans: int = 0
    running: int = 0
    active: int = 0
    calendars: int = 0
    reported: int = 0
    telling: int = 0
    followed: int = 0
    recent: int = 0
    consulted: int = 0
    kpis: int = 0
    targets: int = 0
    baselines: int = 0
    awaited: int = 0
    results: int = 0
    to_explain: int = 0
    responses: int = 0
    dues: int = 0
    in_time: int = 0
    told: int = 0
    done: int = 0
    consultations: int = 0
    two_weeks: int = 0
    closed: int = 0
    answered: int = 0


def count_plan(plan: Plan, progress: PlanProgress, asked: Asked) -> Counts:
    """The counts of one plan on the as-of date of its progress."""
    as_of, reports = progress.as_of, progress.book.reports
    running = dt.date(plan.period.first_year, 1, 1) <= as_of <= plan.period.end
    # Of a plan that no office reports on here, nothing can be said: reports may stand elsewhere.
    followed = bool(reports or plan.calendar)
    states = [one.verdict.code for one in progress.measures.values() if one.seen]
    rows = [progress.headlines[kpi.id] for kpi in plan.kpis]
    explained = [row for row in rows if row.verdict.code in _EXPLAINED and row.seen]
    known = known_consultations(asked, as_of)
    consulted = [one for one in known if one.standing.state != "planned"]
    dues = [due for due in (plan.calendar.dues if plan.calendar else ()) if due.due <= as_of]
    met = [due for due in dues if _met(due, progress)]
    return Counts(
        plans=1,
        running=int(running),
        active=int(bool(plan.measures or plan.work_items)),
        calendars=int(plan.calendar is not None),
        reported=int(bool(reports)),
        telling=int(bool(states)),
        followed=int(running and followed),
        recent=int(running and any(as_of - entry.reported < _YEAR for entry in reports)),
        consulted=int(bool(consulted)),
        kpis=len(rows),
        targets=sum(1 for row in rows if row.kpi.targets),
        baselines=sum(1 for row in rows if row.kpi.baseline),
        awaited=sum(1 for row in rows if row.kpi.targets) if followed else 0,
        results=sum(1 for row in rows if row.kpi.targets and row.seen and row.seen.tells),
        to_explain=len(explained),
        responses=sum(1 for row in explained if row.seen and row.seen.said.response),
        dues=sum(1 for due in dues if due in met or _latest(due) < as_of),
        in_time=len(met),
        told=sum(1 for state in states if state not in _UNCOUNTED),
        done=states.count("done"),
        consultations=len(consulted),
        two_weeks=sum(
            1
            for one in consulted
            if (one.consultation.closes - one.consultation.opens).days + 1 >= _SHORTEST
        ),
        closed=sum(1 for one in consulted if one.standing.state != "open"),
        answered=sum(1 for one in consulted if one.standing.is_answered),
    )


def _met(due: Due, progress: PlanProgress) -> bool:
    return any(
        entry.report.as_of >= due.as_of and entry.reported <= _latest(due)
        for entry in progress.book.reports
    )


def _latest(due: Due) -> dt.date:
    """The day three months after a due day, or the last of that month."""
    years, month = divmod(due.due.month - 1 + _LATEST, 12)
    year = due.due.year + years
    return dt.date(year, month + 1, min(due.due.day, calendar.monthrange(year, month + 1)[1]))


def add_counts(counts: Iterable[Counts]) -> Counts:
    """The counts of several plans together."""
    held = list(counts)
    return Counts(**{one.name: sum(getattr(c, one.name) for c in held) for one in fields(Counts)})


@dataclass(frozen=True)
class Ratio:
    """How many of how many."""

    part: int
    whole: int

    @property
    def grade(self) -> Literal["all", "some", "none"]:
        """Whether all, some or none of them."""
        return "all" if self.part == self.whole else "some" if self.part else "none"


Look = Callable[[Counts], Ratio]


@dataclass(frozen=True)
class Criterion:
    """A criterion; `look`: what answers it, `None` where the data does not say. `beside`: what the
    data does say near it, which is no answer. `office`: it is answered where an office runs the site
    itself; of another's site the data does not say. `silent`: that there is none here does not say
    that there is none."""

    id: str
    part: Part
    source: Source
    look: Look | None = None
    beside: Look | None = None
    office: bool = False
    silent: bool = False

    def answer(self, counts: Counts, *, office: bool) -> Ratio | None:
        """What the data says; `None` where it does not. `office`: whether an office runs the site."""
        ratio = self.look(counts) if self.look and (office or not self.office) else None
        if ratio is None or not ratio.whole or (self.silent and not ratio.part):
            return None
        return ratio


def _of(part: str, whole: str) -> Look:
    return lambda counts: Ratio(getattr(counts, part), getattr(counts, whole))


CRITERIA: tuple[Criterion, ...] = (
    Criterion("coordination", "structures", "plans"),
    Criterion("in-force", "structures", "plans", _of("running", "plans")),
    Criterion("outcomes", "structures", "kpis"),
    Criterion("targets", "structures", "kpis", _of("targets", "kpis")),
    Criterion("baselines", "structures", "kpis", _of("baselines", "kpis")),
    Criterion("activities", "structures", "plans", _of("active", "plans")),
    Criterion("lead", "structures", "plans", beside=_of("plans", "plans")),
    Criterion("arrangements", "structures", "plans", _of("calendars", "plans"), silent=True),
    Criterion("registers", "structures", "kpis"),
    Criterion("surveys", "structures", "kpis"),
    Criterion("subnational", "structures", "plans"),
    Criterion("published", "structures", "plans", _of("plans", "plans"), office=True),
    Criterion("yearly", "structures", "reports", _of("recent", "followed")),
    Criterion("timely", "structures", "reports", _of("in_time", "dues")),
    Criterion("against-targets", "structures", "reports", _of("results", "awaited")),
    Criterion("rate-told", "structures", "reports", _of("telling", "reported")),
    Criterion("recommendations", "structures", "reports", beside=_of("responses", "to_explain")),
    Criterion("administration", "structures", "reports"),
    Criterion("rate", "activities", "reports", _of("done", "told")),
    Criterion("length", "consultations", "participation", _of("two_weeks", "consultations")),
    Criterion("materials", "consultations", "participation"),
    Criterion(
        "consulted", "consultations", "participation", _of("consulted", "plans"), silent=True
    ),
    Criterion("extended", "consultations", "participation"),
    Criterion("bodies", "consultations", "participation"),
    Criterion("members", "consultations", "participation"),
    Criterion("replies", "consultations", "participation", _of("answered", "closed")),
)
