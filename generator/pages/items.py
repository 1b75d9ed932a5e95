"""The items of a plan as its page shows them: goals, measures, facts, findings, citations."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator import budgets, charts
from generator.audit import Finding, audit_plan
from generator.fields import Text
from generator.language import Language
from generator.model import BudgetLine, Goal, Measure, Plan
from generator.numerals import western_number
from generator.pages.kpi import KpiView
from generator.pages.money import MoneyFigure
from generator.pages.states import MeasureStatus, measure_status
from generator.plan_progress import PlanProgress
from generator.summary import PlanSummary
from generator.vocabulary import Vocabulary


@dataclass(frozen=True)
class MeasureView:
    """A measure with its strip of months and its estimate in this language."""

    id: str
    cite: str
    measure: Measure
    months: str | None
    strip: tuple[charts.MonthCell, ...]
    estimate: str | None
    category: Text | None
    status: MeasureStatus
    mark: str | None


@dataclass(frozen=True)
class GoalView:
    """A goal with its measures, the sum of their estimates and the budget line it stands under."""

    goal: Goal
    seal: str
    measures: tuple[MeasureView, ...]
    estimate: str | None
    line: BudgetLine | None
    line_amount: str | None
    line_shared: int
    kpis: tuple[KpiView, ...]


@dataclass(frozen=True)
class ItemLink:
    """A finding's item: its number as people cite it and where it stands."""

    cite: str
    address: str


@dataclass(frozen=True)
class FindingView:
    """A finding with links to the items it speaks of."""

    finding: Finding
    items: tuple[ItemLink, ...]

    @property
    def ours(self) -> bool:
        """Whether it is about how this site handled the text, and not about the document."""
        return self.finding.severity == "note"


@dataclass(frozen=True)
class Fact:
    """One of the numbers at the head of a plan."""

    value: str
    label: str


class PlanViews:
    """Everything the plan's template shows, in one language."""

    def __init__(
        self,
        plan: Plan,
        summary: PlanSummary,
        progress: PlanProgress,
        as_of: dt.date,
        language: Language,
        vocabulary: Vocabulary,
    ) -> None:
        self.plan = plan
        self.progress = progress
        self.as_of = as_of
        self.summary = summary
        self.language = language
        self.vocabulary = vocabulary

    def printed_money(self, ntd: Decimal) -> str:
        return self.language.printed_money(ntd, self.plan.money_unit or "元")

    def measure(self, goal: Goal, measure: Measure) -> MeasureView:
        estimate = measure.estimate
        category = None
        if measure.category:
            code = self.vocabulary.category_code(measure.category)
            label = self.vocabulary.categories[code].label if code else None
            category = Text(zh=measure.category, en=label.en if label else None)
        return MeasureView(
            id=measure.id,
            cite=f"{goal.number}-{measure.number}",
            measure=measure,
            months=self.language.months(measure.schedule) if measure.schedule else None,
            strip=charts.month_strip(measure.schedule, self.plan.period.first_year)
            if measure.schedule
            else (),
            estimate=self.printed_money(budgets.to_ntd(estimate, self.plan, self.vocabulary))
            if estimate
            else None,
            category=category,
            status=self._status(measure),
            mark=charts.month_mark(self.as_of, self.plan.period.first_year)
            if measure.schedule
            else None,
        )

    def _status(self, measure: Measure) -> MeasureStatus:
        progress = self.progress.measures[measure.id]
        spent = progress.seen.said.spent if progress.seen else None
        return measure_status(
            progress,
            self.language,
            self.printed_money(budgets.to_ntd(spent, self.plan, self.vocabulary))
            if spent
            else None,
        )

    def goals(self, kpis: tuple[KpiView, ...]) -> tuple[GoalView, ...]:
        lines = {line.id: line for line in self.plan.budget}
        named = [goal.budget_line for goal in self.plan.goals]
        views = []
        for goal in self.plan.goals:
            estimate = budgets.goal_estimate(goal, self.plan, self.vocabulary)
            line = lines.get(f"b{western_number(goal.budget_line)}") if goal.budget_line else None
            views.append(
                GoalView(
                    goal=goal,
                    seal=goal.number.split("-")[0] if len(goal.number) > 3 else goal.number,
                    measures=tuple(self.measure(goal, measure) for measure in goal.measures),
                    estimate=self.printed_money(estimate) if estimate is not None else None,
                    line=line,
                    line_amount=self.printed_money(
                        budgets.to_ntd(line.amount, self.plan, self.vocabulary)
                    )
                    if line
                    else None,
                    line_shared=named.count(goal.budget_line) if line else 0,
                    kpis=tuple(kpi for kpi in kpis if kpi.kpi.goal_id == goal.id),
                )
            )
        return tuple(views)

    def facts(self, figure: MoneyFigure | None, money_label: str) -> tuple[Fact, ...]:
        """Up to four numbers: what the document holds most of, its money, and the results held."""
        summary, word = self.summary, self.language.word
        counts = (
            ("fact.goals", summary.goals),
            ("fact.measures", summary.measures),
            ("fact.kpis", len(summary.kpis)),
            ("fact.work-items", summary.work_items if not summary.measures else 0),
            ("fact.strategies", summary.strategies if not summary.measures else 0),
        )
        facts = [Fact(str(n), word(key, n=n)) for key, n in counts if n][: 3 if not figure else 2]
        if figure:
            facts.append(
                Fact(
                    figure.total, word("fact.money", label=money_label, reader=figure.total_reader)
                )
            )
        if not self.progress.book.reports:
            facts.append(Fact("–", word("fact.no-results")))
        elif summary.kpis:
            facts.append(Fact(str(summary.results), word("fact.results", n=len(summary.kpis))))
        return tuple(facts)

    def findings(self, cites: Mapping[str, ItemLink]) -> tuple[FindingView, ...]:
        return tuple(
            FindingView(
                finding=finding,
                items=tuple(cites[item] for item in finding.items if item in cites),
            )
            for finding in audit_plan(self.plan, self.vocabulary)
        )


def item_cites(plan: Plan, base: str) -> dict[str, ItemLink]:
    """Every item's printed number and address, by its id."""
    anchors = [(goal.id, goal.number) for goal in plan.goals]
    anchors += [(measure.id, f"{goal.number}-{measure.number}") for goal, measure in plan.measures]
    anchors += [(priority.id, priority.number) for priority in plan.priorities]
    anchors += [(strategy.id, strategy.number) for strategy in plan.strategies]
    anchors += [(line.id, line.number) for line in plan.budget]
    anchors += [(note.id, note.number) for note in plan.notes]
    for item in plan.work_items:
        anchors.append((item.id, item.number))
        anchors += [
            (item.point_id(point), f"{item.number}-{point.number.strip('.')}")
            for point in item.points
            if point.number
        ]
    cites = {id_: ItemLink(cite, f"{base}#{id_}") for id_, cite in anchors}
    kpis = {kpi.id: ItemLink(kpi.number, f"{base}kpi/{kpi.id}/") for kpi in plan.kpis}
    return cites | kpis
