"""A plan's page: what was promised, by when, for how much money, against which target."""

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
from generator.pages.kpi import KpiView, kpi_pages, view_kpi
from generator.pages.money import MoneyFigure, MoneyViews
from generator.pages.page import Crumb, Page, phrase, shorten
from generator.summary import PlanSummary
from generator.vocabulary import Agency, Vocabulary


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
    goal_place: str


@dataclass(frozen=True)
class GoalView:
    """A goal with its measures, the sum of their estimates and the budget line it stands under."""

    goal: Goal
    seal: str
    measures: tuple[MeasureView, ...]
    estimate: str | None
    estimate_reader: str | None
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


@dataclass(frozen=True)
class Fact:
    """One of the numbers at the head of a plan."""

    value: str
    label: str


class PlanViews:
    """Everything the plan's template shows, in one language."""

    def __init__(
        self, plan: Plan, summary: PlanSummary, language: Language, vocabulary: Vocabulary
    ) -> None:
        self.plan = plan
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
            goal_place=goal.id,
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
                    estimate_reader=self.language.money(estimate) if estimate is not None else None,
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
        facts.append(Fact("–", word("fact.no-results")))
        return tuple(facts)

    def findings(self) -> tuple[FindingView, ...]:
        cites = dict(item_cites(self.plan, self.summary.address))
        return tuple(
            FindingView(
                finding=finding,
                items=tuple(cites[item] for item in finding.items if item in cites),
            )
            for finding in audit_plan(self.plan, self.vocabulary)
        )


def item_cites(plan: Plan, base: str) -> list[tuple[str, ItemLink]]:
    """Every item's id with its printed number and address."""
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
    cites = [(id_, ItemLink(cite, f"{base}#{id_}")) for id_, cite in anchors]
    return cites + [(kpi.id, ItemLink(kpi.number, f"{base}kpi/{kpi.id}/")) for kpi in plan.kpis]


def _lede(views: PlanViews, figure: MoneyFigure | None) -> str:
    """One plain sentence of what the document holds."""
    summary, word = views.summary, views.language.word
    counts = (
        ("lede.goals", summary.goals),
        ("lede.measures", summary.measures),
        ("lede.kpis", len(summary.kpis)),
        ("lede.work-items", summary.work_items),
        ("lede.strategies", summary.strategies),
    )
    parts = [word(key, n=n) for key, n in counts if n]
    sentence = views.language.join(parts)
    money = word("lede.money", amount=figure.total, reader=figure.total_reader) if figure else ""
    return word("lede.sentence", parts=sentence, money=money)


def plan_pages(
    *,
    agency: Agency,
    plan: Plan,
    summary: PlanSummary,
    as_of: dt.date,
    languages: Mapping[str, Language],
    language: Language,
    vocabulary: Vocabulary,
) -> tuple[Page, ...]:
    """The plan's page and its KPI pages in one language."""
    views = PlanViews(plan, summary, language, vocabulary)
    kpis = tuple(
        view_kpi(kpi, plan=plan, base=summary.address, language=language, vocabulary=vocabulary)
        for kpi in plan.kpis
    )
    money = MoneyViews(plan, language, vocabulary)
    estimates, budget = money.estimates(), money.budget()
    figure = budget or estimates
    crumbs = (
        Crumb(phrase("nav.home", languages), ""),
        Crumb(phrase("nav.agencies", languages), "agencies/"),
        Crumb(agency.name, f"agencies/{summary.agency}/"),
        Crumb(
            Text(
                zh=languages["zh"].short_period(plan.period),
                en=languages["en"].short_period(plan.period),
            ),
            summary.address,
        ),
    )
    money_label = language.word("fact.budget" if budget else "fact.estimates")
    lede = _lede(views, figure)
    page = Page(
        address=summary.address,
        template="plan.html",
        title=f"{language.plain(agency.name)} {language.plain(plan.title)}",
        description=shorten(
            f"{language.plain(agency.name)} {language.short_period(plan.period)}：{lede}"
            if language.code == "zh"
            else f"{language.plain(agency.name)}, {language.short_period(plan.period)}: {lede}"
        ),
        section="agencies",
        crumbs=crumbs,
        context={
            "agency": agency,
            "plan": plan,
            "summary": summary,
            "kind": vocabulary.plan_kinds[plan.kind].label,
            "lede": lede,
            "over": plan.period.is_over(as_of),
            "facts": views.facts(figure, money_label),
            "goals": views.goals(kpis),
            "kpis": kpis,
            "weights": any(kpi.weight for kpi in kpis),
            "years": tuple(language.short_year(year) for year in plan.period.years),
            "kpis_with_target": sum(1 for kpi in kpis if kpi.targets),
            "estimates": estimates,
            "budget": budget,
            "scheduled": tuple(
                (goal, scheduled)
                for goal in views.goals(kpis)
                if (scheduled := tuple(m for m in goal.measures if m.strip))
            ),
            "findings": views.findings(),
            "cites": dict(item_cites(plan, summary.address)),
        },
        changed=summary.changed,
        fictional=agency.fictional,
    )
    return (
        page,
        *kpi_pages(
            plan=plan, summary=summary, crumbs=crumbs, language=language, vocabulary=vocabulary
        ),
    )
