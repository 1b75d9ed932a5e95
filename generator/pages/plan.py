"""A plan's page: what was promised, by when, for how much money, against which target."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from generator.cards import plan_card
from generator.fields import Text
from generator.language import Language
from generator.model import Plan
from generator.pages.cards import plan_sentence
from generator.pages.changes import change_rows, plan_changes_page
from generator.pages.embed import embed_pages
from generator.pages.figures import figure_addresses
from generator.pages.items import PlanViews, item_cites
from generator.pages.kpi import kpi_pages, view_kpi
from generator.pages.money import MoneyViews
from generator.pages.page import Crumb, Page, Subject, phrase, shorten
from generator.pages.questions import participation_pages, published
from generator.pages.review import review_page
from generator.pages.states import (
    report_rows,
    roll_up_view,
    state_counts,
)
from generator.pages.taking_part import PLAN, TakingPart
from generator.participation import NOTHING_ASKED, Participation
from generator.plan_progress import PlanProgress
from generator.summary import PlanSummary
from generator.vocabulary import Agency, Site, Vocabulary


def plan_pages(
    *,
    site: Site,
    agency: Agency,
    plan: Plan,
    summary: PlanSummary,
    progress: PlanProgress,
    as_of: dt.date,
    languages: Mapping[str, Language],
    language: Language,
    vocabulary: Vocabulary,
    participation: Participation = NOTHING_ASKED,
) -> tuple[Page, ...]:
    """The plan's page and its KPI pages in one language."""
    views = PlanViews(plan, summary, progress, as_of, language, vocabulary)
    kpis = tuple(
        view_kpi(
            kpi,
            plan=plan,
            progress=progress,
            base=summary.address,
            language=language,
            vocabulary=vocabulary,
        )
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
    figures = figure_addresses(plan, summary, progress, language, vocabulary)
    money_label = language.word("fact.budget" if budget else "fact.estimates")
    lede = plan_sentence(summary, language)
    goals, findings = views.goals(kpis), views.findings()
    held = bool(progress.book.reports or plan.calendar)
    given = published(
        participation,
        plan=plan,
        summary=summary,
        findings={f"finding-{one.finding.rule}": one.finding.text for one in findings},
        as_of=as_of,
        language=language,
    )
    parts = TakingPart(
        site=site,
        agency=agency,
        summary=summary,
        as_of=as_of,
        languages=languages,
        language=language,
        asked=given.by_item(),
    ).everything(goals=goals, kpis=kpis, budget=budget, findings=findings)
    page = Page(
        address=summary.address,
        template="plan.html",
        title=language.word(
            "meta.plan-title",
            agency=language.plain(agency.name),
            title=language.plain(plan.title),
        ),
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
            "goals": goals,
            "kpis": kpis,
            "weights": any(kpi.weight for kpi in kpis),
            "years": tuple(language.short_year(year) for year in plan.period.years),
            "kpis_with_target": sum(1 for kpi in kpis if kpi.targets),
            "estimates": estimates,
            "budget": budget,
            "scheduled": tuple(
                (goal, scheduled)
                for goal in goals
                if (scheduled := tuple(m for m in goal.measures if m.strip))
            ),
            "findings": findings,
            "parts": parts,
            "given": given,
            "cites": dict(item_cites(plan, summary.address)),
            "figures": figures,
            "held": held,
            "kpi_states": state_counts(progress.kpi_counts, language),
            "measure_states": state_counts(progress.measure_counts, language),
            "roll_up": roll_up_view(progress, language),
            "executed": money.execution(progress.book),
            "calendar": plan.calendar,
            "reports": report_rows(progress.book.reports, language),
            "ledger": change_rows(summary, language),
        },
        changed=summary.changed,
        fictional=agency.fictional,
    )
    pages = (
        page,
        plan_changes_page(
            plan=plan,
            summary=summary,
            progress=progress,
            crumbs=crumbs,
            languages=languages,
            language=language,
        ),
        review_page(
            summary=summary,
            progress=progress,
            kpis=kpis,
            goals=goals,
            findings=findings,
            given=given,
            as_of=as_of,
            held=held,
            crumbs=crumbs,
            languages=languages,
            language=language,
        ),
        *participation_pages(
            given,
            summary=summary,
            part=parts[PLAN],
            crumbs=crumbs,
            languages=languages,
            language=language,
        ),
        *kpi_pages(
            plan=plan,
            summary=summary,
            progress=progress,
            as_of=as_of,
            crumbs=crumbs,
            figures=figures,
            parts=parts,
            language=language,
            vocabulary=vocabulary,
        ),
        *embed_pages(kpis, summary=summary, url=f"{site.url}{language.prefix}", language=language),
    )
    subject = Subject(
        address=summary.address,
        card=plan_card(summary, language),
        office=summary.agency,
        agency=agency,
        plan=summary,
    )
    return tuple(replace(page, subject=subject) for page in pages)
