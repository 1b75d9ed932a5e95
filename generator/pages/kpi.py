"""A KPI's page, and the row that stands for it in its plan."""

from dataclasses import dataclass
from decimal import Decimal

from generator import charts
from generator.fields import Text
from generator.language import Language
from generator.model import Goal, Kpi, Plan, Scoring, YearTarget
from generator.numerals import western_number
from generator.pages.page import Crumb, Page, shorten
from generator.places import place_of
from generator.summary import PlanSummary
from generator.vocabulary import Vocabulary


@dataclass(frozen=True)
class TargetRow:
    """One year's target: year in both calendars, figure in this language, printed form, bar."""

    year: str
    short_year: str
    shown: str | None
    text: Text | None
    printed: str
    bar: charts.TargetBar | None


@dataclass(frozen=True)
class KpiView:
    """A KPI as a list row and as the head of its own page.

    `headline` is the last year's target; `headline_year` is set where the years differ. `by_year`
    follows the plan's years, `None` where a year has no target.
    """

    id: str
    address: str
    number: str
    name: Text
    goal: Goal | None
    targets: tuple[TargetRow, ...]
    by_year: tuple[TargetRow | None, ...]
    headline: str | None
    headline_year: str | None
    headline_text: Text | None
    flat: bool
    weight: str | None
    scope: Text | None
    common: bool | None
    direction: str
    direction_inferred: bool
    kind: str
    unit: str | None
    kpi: Kpi
    place: Text | None


def _unit(kpi: Kpi) -> str | None:
    return kpi.unit or next((t.figure.unit for t in kpi.targets if t.figure), None)


def _rows(kpi: Kpi, language: Language) -> tuple[TargetRow, ...]:
    values: tuple[Decimal | None, ...] = tuple(
        target.figure.value if target.figure else None for target in kpi.targets
    )
    return tuple(
        TargetRow(
            year=language.year(target.year),
            short_year=language.short_year(target.year),
            shown=language.figure(target.figure, kpi.unit) if target.figure else None,
            text=target.text,
            printed=target.printed,
            bar=bar,
        )
        for target, bar in zip(kpi.targets, charts.target_bars(values), strict=True)
    )


def _same(targets: tuple[YearTarget, ...]) -> bool:
    values = {target.figure.value for target in targets if target.figure}
    return len(targets) > 1 and len(values) == 1 and all(target.figure for target in targets)


def view_kpi(
    kpi: Kpi, *, plan: Plan, base: str, language: Language, vocabulary: Vocabulary
) -> KpiView:
    """What the templates show of a KPI; `base` is the plan's address."""
    rows = _rows(kpi, language)
    by_year = {target.year: row for target, row in zip(kpi.targets, rows, strict=True)}
    scope = vocabulary.scopes.get(kpi.scope) if kpi.scope else None
    goals = {goal.id: goal for goal in plan.goals}
    return KpiView(
        id=kpi.id,
        address=f"{base}kpi/{kpi.id}/",
        number=kpi.number,
        name=kpi.name,
        goal=goals.get(kpi.goal_id),
        targets=rows,
        by_year=tuple(by_year.get(year) for year in plan.period.years),
        headline=rows[-1].shown if rows else None,
        headline_year=rows[-1].short_year if len(rows) > 1 and not _same(kpi.targets) else None,
        headline_text=rows[-1].text if rows else None,
        flat=_same(kpi.targets),
        weight=language.figure(kpi.weight) if kpi.weight else None,
        scope=scope.label if scope else None,
        common=kpi.common,
        direction=language.word(f"direction.{kpi.direction.value}"),
        direction_inferred=kpi.direction.inferred,
        kind=language.word(f"kpi-kind.{kpi.kind}"),
        unit=_unit(kpi),
        kpi=kpi,
        place=place_of(plan, "kpis", kpi.number),
    )


def _scoring(plan: Plan, kpi: Kpi) -> Scoring | None:
    return next((s for s in plan.scoring if western_number(s.kpi) == kpi.id), None)


def kpi_pages(
    *,
    plan: Plan,
    summary: PlanSummary,
    crumbs: tuple[Crumb, ...],
    language: Language,
    vocabulary: Vocabulary,
) -> tuple[Page, ...]:
    """One page for each KPI of the plan, in printed order with links to its neighbours."""
    views = [
        view_kpi(kpi, plan=plan, base=summary.address, language=language, vocabulary=vocabulary)
        for kpi in plan.kpis
    ]
    budget_lines = len(plan.budget)
    return tuple(
        Page(
            address=view.address,
            template="kpi.html",
            title=f"{view.number} {language.plain(view.name)}"
            f" – {language.plain(summary.agency_name)} {language.short_period(plan.period)}",
            description=shorten(
                language.word(
                    "kpi.description",
                    agency=language.plain(summary.agency_name),
                    period=language.short_period(plan.period),
                    name=language.plain(view.name),
                    target=view.headline or language.word("state.no-target"),
                )
            ),
            section="agencies",
            crumbs=(*crumbs, Crumb(Text(zh=view.number, en=view.number), view.address)),
            context={
                "plan": plan,
                "summary": summary,
                "view": view,
                "scoring": _scoring(plan, view.kpi),
                "previous": views[index - 1] if index else None,
                "following": views[index + 1] if index + 1 < len(views) else None,
                "source": plan.sources[0],
                "has_budget": budget_lines > 0,
            },
            changed=summary.changed,
            fictional=summary.fictional,
        )
        for index, view in enumerate(views)
    )
