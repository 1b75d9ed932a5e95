"""A plan in short: the only thing of a plan that pages over many agencies see."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from generator import budgets
from generator.audit import audit_plan
from generator.fields import Text
from generator.model import Plan
from generator.periods import Period
from generator.vocabulary import Agency, Vocabulary


@dataclass(frozen=True)
class KpiSummary:
    """A KPI's address and name, for the site map and the home page."""

    id: str
    number: str
    name: Text


@dataclass(frozen=True)
class PlanSummary:
    """Counts and totals of one plan. Money is NT$; `None` where the document prints none.

    `holds` lists what the document holds, as keys of `holds.*` in strings.yml.
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
    measures: int
    scheduled_measures: int
    work_items: int
    kpis: tuple[KpiSummary, ...]
    targets: int
    budget_total: Decimal | None
    estimate_total: Decimal | None
    findings: int
    holds: tuple[str, ...]
    changed: dt.date
    change: Text

    @property
    def address(self) -> str:
        """`agencies/kinmen/2020/`."""
        return f"agencies/{self.agency}/{self.plan}/"

    @property
    def data_address(self) -> str:
        """`data/kinmen/2020.json`."""
        return f"data/{self.agency}/{self.plan}.json"


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
    return tuple(key for key, is_held in held.items() if is_held)


def summarise_plan(
    *, agency_id: str, agency: Agency, plan_id: str, plan: Plan, vocabulary: Vocabulary
) -> PlanSummary:
    """What other pages need of a plan."""
    budget = budgets.summarise_budget(plan, vocabulary)
    estimates = budgets.summarise_estimates(plan, vocabulary)
    last_change = max(plan.changes, key=lambda change: change.date)
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
        measures=len(plan.measures),
        scheduled_measures=sum(1 for _, measure in plan.measures if measure.schedule),
        work_items=len(plan.work_items),
        kpis=tuple(KpiSummary(kpi.id, kpi.number, kpi.name) for kpi in plan.kpis),
        targets=sum(len(kpi.targets) for kpi in plan.kpis),
        budget_total=budget.total if budget else None,
        estimate_total=estimates.total if estimates else None,
        findings=len(audit_plan(plan, vocabulary)),
        holds=_holds(plan),
        changed=last_change.date,
        change=last_change.what,
    )
