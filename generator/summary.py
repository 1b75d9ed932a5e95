"""A plan in short: the only thing of a plan that pages over many agencies see."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator import budgets
from generator.answers import NOBODY_ASKED, Asked, known_questions
from generator.asks import measures_to_review, to_review
from generator.audit import audit_plan
from generator.fields import Text
from generator.ledger import Entry, item_names
from generator.model import Plan
from generator.periods import Period
from generator.plan_progress import PlanProgress
from generator.resolutions import Named
from generator.self_check import Counts, count_plan
from generator.since import Start
from generator.vocabulary import Agency, Vocabulary

# What a document may hold, in the order of a plan's page; keys of `holds.*` in strings.yml.
HOLDS = (
    *("priorities", "strategies", "goals", "measures", "months", "estimates"),
    *("kpis", "weights", "work-items", "budget"),
)


@dataclass(frozen=True)
class KpiSummary:
    """A KPI's address, name and state, for the site map and pages over many plans."""

    id: str
    number: str
    name: Text
    state: str


@dataclass(frozen=True)
class GoalSummary:
    """A goal with the themes it is grouped under, and how much stands under it."""

    id: str
    number: str
    text: Text
    themes: tuple[str, ...]
    measures: int
    kpis: int


@dataclass(frozen=True)
class LedgerLine:
    """A change of a promise, with the name of what it changed."""

    entry: Entry
    name: Text | None


@dataclass(frozen=True)
class PlanSummary:
    """Counts and totals of one plan. Money is NT$; `None` where the document prints none.

    `kpis_to_review`, `measures_to_review`: what a meeting talks about; `results`: KPIs with a value held; `reported` and `data_as_of`: of its latest report; `ledger`:
    the newest changes of what it promises. `holds` lists what the document holds, as keys of `holds.*` in strings.yml. `issued`: when this
    site first held the plan. `check`: what the self-check counts; `named`: what committees name of
    it; `compared`: whether its file was compared with earlier versions; `since`: the day from which
    its review tells what changed; `questions_waiting`, `questions_overdue`: those without an answer.
    """

    agency: str
    agency_name: Text
    region: Text
    fictional: bool
    plan: str
    kind: Text
    title: Text
    period: Period
    money_unit: str | None
    priorities: int
    strategies: int
    goals: int
    goal_list: tuple[GoalSummary, ...]
    measures: int
    scheduled_measures: int
    work_items: int
    kpis: tuple[KpiSummary, ...]
    targets: int
    budget_total: Decimal | None
    estimate_total: Decimal | None
    findings: int
    kpi_states: Mapping[str, int]
    measure_states: Mapping[str, int]
    kpis_to_review: int
    measures_to_review: int
    results: int
    reported: dt.date | None
    data_as_of: dt.date | None
    ledger: tuple[LedgerLine, ...]
    holds: tuple[str, ...]
    issued: dt.date
    changed: dt.date
    change: Text
    check: Counts
    named: tuple[Named, ...] = ()
    compared: bool = False
    since: Start | None = None
    questions_waiting: int = 0
    questions_overdue: int = 0

    @property
    def address(self) -> str:
        """`agencies/kinmen/2020/`."""
        return f"agencies/{self.agency}/{self.plan}/"

    @property
    def data_address(self) -> str:
        """`data/v1/kinmen/2020/plan.json`."""
        return f"data/v1/{self.agency}/{self.plan}/plan.json"


def real_plans(summaries: Iterable[PlanSummary]) -> tuple[PlanSummary, ...]:
    """Without those of fictional offices: what is counted and compared."""
    return tuple(summary for summary in summaries if not summary.fictional)


def last_change(summaries: Iterable[PlanSummary]) -> dt.date | None:
    """The last day on which the record of a real plan changed."""
    return max((summary.changed for summary in real_plans(summaries)), default=None)


def _holds(plan: Plan) -> tuple[str, ...]:
    held = {
        "priorities": bool(plan.priorities),
        "strategies": bool(plan.strategies),
        "goals": bool(plan.goals),
        "measures": bool(plan.measures),
        "months": any(measure.schedule for _, measure in plan.measures),
        "estimates": any(measure.estimate for _, measure in plan.measures),
        "kpis": bool(plan.kpis),
        "weights": any(kpi.weight for kpi in plan.kpis),
        "work-items": bool(plan.work_items),
        "budget": bool(plan.budget),
    }
    return tuple(key for key in HOLDS if held[key])


def summarise_plan(
    *,
    agency_id: str,
    agency: Agency,
    plan_id: str,
    plan: Plan,
    vocabulary: Vocabulary,
    progress: PlanProgress,
    ledger: tuple[Entry, ...],
    asked: Asked = NOBODY_ASKED,
    named: tuple[Named, ...] = (),
    compared: bool = False,
    since: Start | None = None,
) -> PlanSummary:
    """What other pages need of a plan."""
    reports = progress.book.reports
    names = item_names(plan)
    budget = budgets.summarise_budget(plan, vocabulary)
    estimates = budgets.summarise_estimates(plan, vocabulary)
    last_change = max(plan.changes, key=lambda change: change.date)
    asked_states = [told.state for told in known_questions(asked, progress.as_of)]
    return PlanSummary(
        agency=agency_id,
        agency_name=agency.name,
        region=agency.region,
        fictional=agency.fictional,
        plan=plan_id,
        kind=vocabulary.plan_kinds[plan.kind].label,
        title=plan.title,
        period=plan.period,
        money_unit=plan.money_unit,
        priorities=len(plan.priorities),
        strategies=len(plan.strategies),
        goals=len(plan.goals),
        goal_list=tuple(
            GoalSummary(
                goal.id,
                goal.number,
                goal.text,
                goal.themes,
                len(goal.measures),
                sum(1 for kpi in plan.kpis if kpi.goal_id == goal.id),
            )
            for goal in plan.goals
        ),
        measures=len(plan.measures),
        scheduled_measures=sum(
            1 for _, measure in plan.measures if measure.schedule and measure.schedule.first
        ),
        work_items=len(plan.work_items),
        kpis=tuple(
            KpiSummary(kpi.id, kpi.number, kpi.name, progress.headlines[kpi.id].verdict.code)
            for kpi in plan.kpis
        ),
        targets=sum(len(kpi.targets) for kpi in plan.kpis),
        budget_total=budget.total if budget else None,
        estimate_total=estimates.total if estimates else None,
        findings=len(audit_plan(plan, vocabulary)),
        kpi_states=progress.kpi_counts,
        measure_states=progress.measure_counts,
        kpis_to_review=len(to_review(progress)),
        measures_to_review=len(measures_to_review(progress)),
        results=sum(1 for one in progress.headlines.values() if one.seen and one.seen.tells),
        reported=max((entry.reported for entry in reports), default=None),
        data_as_of=max((entry.report.as_of for entry in reports), default=None),
        ledger=tuple(LedgerLine(entry, names.get(entry.item)) for entry in ledger),
        holds=_holds(plan),
        issued=min(change.date for change in plan.changes),
        changed=max([last_change.date, *(entry.reported for entry in reports)]),
        change=last_change.what,
        check=count_plan(plan, progress, asked),
        named=named,
        compared=compared,
        since=since,
        questions_waiting=asked_states.count("waiting"),
        questions_overdue=asked_states.count("overdue"),
    )
