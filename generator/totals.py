"""Counts over many plans, and a region in short: the only thing of it that national pages see.

Fictional offices are left out of every count.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from generator.fields import Text
from generator.progress import OUTSTANDING
from generator.self_check import Counts, add_counts
from generator.summary import HOLDS, PlanSummary, last_change, real_plans

_MOST_RECENT = 5
# The newest changes of promises that a region tells the nation.
MOST_CHANGES = 20


@dataclass(frozen=True)
class Totals:
    """Sums over plans. `outstanding`: KPIs with an overdue or missing report; `results`: KPIs with
    a value held; `to_review`: KPIs and measures that a meeting talks about; `reported`: plans with
    a report; `latest`: the day of the last one. `with_kpis`, `with_estimates`, `with_budget` and
    `holds` count plans, `check` what the self-check counts. Years are Gregorian, 0 where there is no
    plan."""

    plans: int = 0
    goals: int = 0
    measures: int = 0
    kpis: int = 0
    targets: int = 0
    results: int = 0
    outstanding: int = 0
    kpis_to_review: int = 0
    measures_to_review: int = 0
    reported: int = 0
    latest: dt.date | None = None
    first_year: int = 0
    last_year: int = 0
    with_kpis: int = 0
    with_estimates: int = 0
    with_budget: int = 0
    holds: Mapping[str, int] = field(default_factory=dict)
    check: Counts = field(default_factory=Counts)


def total(summaries: Iterable[PlanSummary]) -> Totals:
    """The totals of plans; those of fictional offices are not counted."""
    plans = real_plans(summaries)
    years = [year for s in plans for year in (s.period.first_year, s.period.last_year)]
    return Totals(
        plans=len(plans),
        goals=sum(s.goals for s in plans),
        measures=sum(s.measures for s in plans),
        kpis=sum(len(s.kpis) for s in plans),
        targets=sum(s.targets for s in plans),
        results=sum(s.results for s in plans),
        outstanding=sum(s.kpi_states.get(code, 0) for s in plans for code in OUTSTANDING),
        kpis_to_review=sum(s.kpis_to_review for s in plans if s.reported),
        measures_to_review=sum(s.measures_to_review for s in plans if s.reported),
        reported=sum(1 for s in plans if s.reported),
        latest=max((s.reported for s in plans if s.reported), default=None),
        first_year=min(years, default=0),
        last_year=max(years, default=0),
        with_kpis=sum(1 for s in plans if s.kpis),
        with_estimates=sum(1 for s in plans if s.estimate_total is not None),
        with_budget=sum(1 for s in plans if s.budget_total is not None),
        holds={key: sum(key in s.holds for s in plans) for key in HOLDS},
        check=add_counts(s.check for s in plans),
    )


_SUMMED = (
    *("plans", "goals", "measures", "kpis", "targets", "results", "outstanding"),
    *("kpis_to_review", "measures_to_review", "reported"),
    *("with_kpis", "with_estimates", "with_budget"),
)


def sum_totals(parts: Iterable[Totals]) -> Totals:
    """The totals of several groups of plans together."""
    held = [part for part in parts if part.plans]
    return Totals(
        **{name: sum(getattr(part, name) for part in held) for name in _SUMMED},
        latest=max((part.latest for part in held if part.latest), default=None),
        first_year=min((part.first_year for part in held), default=0),
        last_year=max((part.last_year for part in held), default=0),
        holds={key: sum(part.holds[key] for part in held) for key in HOLDS},
        check=add_counts(part.check for part in held),
    )


@dataclass(frozen=True)
class RegionSummary:
    """What other pages need of a region. `offices`: how many are not fictional; `themes`: goals and
    plans with goals of each theme; `kpi_names`: in how many plans a KPI of that Chinese name stands;
    `changes`: how many changes of promises, the last on `last_entry`; `recent`: the plans whose
    record changed last, `ledgers`: those with the newest changes of promises (both without their
    KPIs and goals that are not told of); `changed`: the last day of either."""

    id: str
    name: Text
    offices: int
    totals: Totals
    issued: dt.date | None
    changed: dt.date | None
    themes: Mapping[str, tuple[int, int]]
    kpi_names: Mapping[str, int]
    changes: int
    last_entry: dt.date | None
    recent: tuple[PlanSummary, ...]
    ledgers: tuple[PlanSummary, ...]


def summarise_region(
    id_: str, name: Text, offices: int, summaries: Sequence[PlanSummary]
) -> RegionSummary:
    """A region in short, from the summaries of its plans."""
    real = real_plans(summaries)
    names = Counter(name for s in real for name in {kpi.name.zh for kpi in s.kpis})
    entries = [line.entry.date for s in real for line in s.ledger]
    return RegionSummary(
        id=id_,
        name=name,
        offices=offices,
        totals=total(real),
        issued=min((s.issued for s in real), default=None),
        changed=last_change(real),
        themes=_themes(real),
        kpi_names=dict(sorted(names.items())),
        changes=len(entries),
        last_entry=max(entries, default=None),
        recent=tuple(_short(s) for s in recently_changed(real)),
        ledgers=tuple(_short(s) for s in _newest_ledgers(real)),
    )


def join_regions(regions: Sequence[RegionSummary], name: Text) -> RegionSummary:
    """Several regions as one, which has no id."""
    themes = {
        theme: tuple(sum(region.themes.get(theme, (0, 0))[i] for region in regions) for i in (0, 1))
        for theme in sorted({theme for region in regions for theme in region.themes})
    }
    names: Counter[str] = Counter()
    for region in regions:
        names.update(region.kpi_names)
    return RegionSummary(
        id="",
        name=name,
        offices=sum(region.offices for region in regions),
        totals=sum_totals(region.totals for region in regions),
        issued=min((r.issued for r in regions if r.issued), default=None),
        changed=max((r.changed for r in regions if r.changed), default=None),
        themes={theme: (goals, plans) for theme, (goals, plans) in themes.items()},
        kpi_names=names,
        changes=sum(region.changes for region in regions),
        last_entry=max((r.last_entry for r in regions if r.last_entry), default=None),
        recent=tuple(recently_changed(s for region in regions for s in region.recent)),
        ledgers=tuple(_newest_ledgers([s for region in regions for s in region.ledgers])),
    )


def recently_changed(summaries: Iterable[PlanSummary]) -> list[PlanSummary]:
    """The plans whose record changed last, the newest first."""
    order = sorted(summaries, key=lambda s: (s.changed, s.agency, s.plan), reverse=True)
    return order[:_MOST_RECENT]


def _newest_ledgers(real: Sequence[PlanSummary]) -> list[PlanSummary]:
    """The plans that have the newest changes of promises, in the order given."""
    days = sorted((line.entry.date for s in real for line in s.ledger), reverse=True)
    if not days:
        return []
    first = days[:MOST_CHANGES][-1]
    with_day = [s for s in real if any(line.entry.date >= first for line in s.ledger)]
    newest = sorted(with_day, key=lambda s: max(line.entry.date for line in s.ledger), reverse=True)
    kept = {s.address for s in newest[:MOST_CHANGES]}
    return [s for s in with_day if s.address in kept]


def _short(summary: PlanSummary) -> PlanSummary:
    items = {line.entry.item for line in summary.ledger}
    kpis = tuple(kpi for kpi in summary.kpis if kpi.id in items)
    return replace(summary, goal_list=(), kpis=kpis)


def _themes(real: Iterable[PlanSummary]) -> dict[str, tuple[int, int]]:
    goals: Counter[str] = Counter()
    plans: Counter[str] = Counter()
    for summary in real:
        told = Counter(theme for goal in summary.goal_list for theme in goal.themes)
        goals += told
        plans += Counter(told.keys())
    return {theme: (goals[theme], plans[theme]) for theme in sorted(goals)}
