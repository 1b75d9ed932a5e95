"""A KPI's page, and the row that stands for it in its plan."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import charts
from generator.aims import target_revisions
from generator.fields import Text
from generator.indicators import Kpi, Scoring, YearTarget
from generator.language import Language
from generator.model import Goal, Plan
from generator.numerals import western_number
from generator.pages.changes import ChangeRow
from generator.pages.page import Crumb, Page, shorten
from generator.pages.part import TakePart
from generator.pages.progress import ProgressView, ProgressViews
from generator.pages.trajectory import pace_drawing, pace_rows
from generator.places import place_of
from generator.plan_progress import PlanProgress
from generator.progress import Progress
from generator.summary import PlanSummary
from generator.vocabulary import Vocabulary


@dataclass(frozen=True)
class TargetRow:
    """One year's target: year in both calendars, figure in this language, bar, and where it stands.

    `printed` is the form that the document first had, `amended` what the office made of it."""

    year: str
    named_year: str
    shown: str | None
    text: Text | None
    printed: str
    amended: str | None
    bar: charts.TargetBar | None
    progress: ProgressView


@dataclass(frozen=True)
class KpiView:
    """A KPI as a list row and as the head of its own page.

    `headline` is the last year's target; `headline_year` and `target_word` ("115 年度目標值") name
    its year where the years differ. `by_year`
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
    target_word: str | None
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
    progress: ProgressView
    drawn: bool
    reported: bool


def _printed(target: YearTarget, year: Progress, plan: Plan) -> tuple[str, str | None]:
    """What the document first printed, and what stands since the last change known on the day."""
    revisions = target_revisions(plan, year.kpi, target)
    first = revisions[0].old if revisions else None
    moved = year.aim.moved if year.aim else ()
    return first or target.printed, moved[-1].new if moved else None


def _rows(kpi: Kpi, plan: Plan, views: ProgressViews, language: Language) -> tuple[TargetRow, ...]:
    years = views.progress.kpis[kpi.id]
    aims = tuple(year.aim.value if year.aim else None for year in years)
    actuals = tuple(year.seen.value if year.seen and not year.differs else None for year in years)
    shown = (views.of(year) for year in years)
    forms = (_printed(target, year, plan) for target, year in zip(kpi.targets, years, strict=False))
    rows = zip(kpi.targets, shown, forms, charts.target_bars(aims, actuals), strict=False)
    return tuple(
        TargetRow(
            year=language.year(target.year),
            named_year=language.plan_year(target.year),
            shown=view.target,
            text=view.target_text,
            printed=printed,
            amended=amended,
            bar=bar,
            progress=view,
        )
        for target, view, (printed, amended), bar in rows
    )


def _same(targets: tuple[YearTarget, ...]) -> bool:
    values = {target.figure.value for target in targets if target.figure}
    return len(targets) > 1 and len(values) == 1 and all(target.figure for target in targets)


def view_kpi(
    kpi: Kpi,
    *,
    plan: Plan,
    progress: PlanProgress,
    base: str,
    language: Language,
    vocabulary: Vocabulary,
) -> KpiView:
    """What the templates show of a KPI; `base` is the plan's address."""
    views = ProgressViews(progress, language)
    rows = _rows(kpi, plan, views, language)
    headline = views.headline(kpi)
    told = next((row for row in rows if row.progress.year == headline.year), None)
    by_year = {target.year: row for target, row in zip(kpi.targets, rows, strict=True)}
    year = progress.headlines[kpi.id].year
    varies = told is not None and len(rows) > 1 and not _same(kpi.targets)
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
        headline=told.shown if told else None,
        headline_year=told.named_year if told and varies else None,
        target_word=language.word("kpi.target-year", year=language.short_year(year))
        if year and varies
        else None,
        headline_text=told.text if told else None,
        flat=_same(kpi.targets),
        weight=language.figure(kpi.weight) if kpi.weight else None,
        scope=scope.label if scope else None,
        common=kpi.common,
        direction=language.word(f"direction.{kpi.direction.value}"),
        direction_inferred=kpi.direction.inferred,
        kind=language.word(f"kpi-kind.{kpi.kind}"),
        unit=kpi.target_unit,
        kpi=kpi,
        place=place_of(plan, "kpis", kpi.number),
        progress=headline,
        reported=any(row.progress.values for row in rows),
        drawn=any(row.bar for row in rows) and kpi.kind != "rank",
    )


def _scoring(plan: Plan, kpi: Kpi) -> Scoring | None:
    return next((s for s in plan.scoring if western_number(s.kpi) == kpi.id), None)


def _short_name(view: KpiView, language: Language) -> str:
    """A name for a title: some names are sentences. Chinese says in one sign what takes English two."""
    return shorten(language.plain(view.name), 40 if language.code == "zh" else 90)


def kpi_pages(
    *,
    kpis: Sequence[KpiView],
    plan: Plan,
    summary: PlanSummary,
    progress: PlanProgress,
    changes: Sequence[ChangeRow],
    as_of: dt.date,
    crumbs: tuple[Crumb, ...],
    figures: Mapping[str, str],
    parts: Mapping[str, TakePart],
    language: Language,
) -> tuple[Page, ...]:
    """One page for each KPI of the plan, in printed order with links to its neighbours."""
    return tuple(
        Page(
            address=view.address,
            template="kpi.html",
            title=f"{view.number} {_short_name(view, language)}"
            f" – {language.plain(summary.agency_name)} {language.short_period(plan.period)}",
            description=shorten(
                language.word(
                    "meta.kpi",
                    agency=language.plain(summary.agency_name),
                    period=language.short_period(plan.period),
                    number=view.number,
                    name=_short_name(view, language),
                    target=language.word("meta.target", target=view.headline)
                    if view.headline
                    else language.word("meta.no-target"),
                ),
                limit=220,
            ),
            section="agencies",
            crumbs=(*crumbs, Crumb(Text(zh=view.number, en=view.number), view.address)),
            context={
                "plan": plan,
                "summary": summary,
                "view": view,
                "scoring": _scoring(plan, view.kpi),
                "previous": kpis[index - 1] if index else None,
                "following": kpis[index + 1] if index + 1 < len(kpis) else None,
                "source": plan.sources[0],
                "has_budget": bool(plan.budget),
                "pace": pace_drawing(progress.headlines[view.id], view.headline, as_of, language),
                "pace_rows": pace_rows(progress.headlines[view.id], language),
                "figures": figures,
                "part": parts[view.id],
                "changes": tuple(row for row in changes if row.item == view.id),
                "children": tuple(v for v in kpis if v.kpi.parent_id == view.id),
                "parent": next((v for v in kpis if v.id == view.kpi.parent_id), None),
            },
            changed=summary.changed,
            fictional=summary.fictional,
        )
        for index, view in enumerate(kpis)
    )
