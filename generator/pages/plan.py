"""A plan's page: what was promised, by when, for how much money, against which target."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.answers import Asked
from generator.cards import plan_card
from generator.downloads import LICENCES, Download
from generator.fields import Text
from generator.language import Language
from generator.model import Plan
from generator.pages.cards import plan_sentence
from generator.pages.changes import ChangeRow, change_rows, plan_changes_page
from generator.pages.embed import embed_pages
from generator.pages.figures import figure_addresses
from generator.pages.items import FindingView, GoalView, ItemLink, PlanViews, item_cites
from generator.pages.kpi import KpiView, kpi_pages, view_kpi
from generator.pages.money import MoneyFigure, MoneyViews
from generator.pages.offers import Offer, make_offer
from generator.pages.page import Crumb, Page, Subject, phrase, shorten
from generator.pages.part import PLAN, TakePart
from generator.pages.questions import Published, brought_by, participation_pages, published
from generator.pages.resolutions import Resolved, resolved_of
from generator.pages.review import review_page
from generator.pages.since import since_view
from generator.pages.states import progress_contents
from generator.pages.taking_part import TakingPart
from generator.plan_progress import PlanProgress
from generator.resolutions import CommitteeOnDay
from generator.since import Since
from generator.subscriptions import offered
from generator.summary import PlanSummary
from generator.vocabulary import Agency, Site, Vocabulary


@dataclass(frozen=True, kw_only=True)
class PlanPages:
    """One plan in one language; what several of its pages show is reckoned once."""

    site: Site
    agency: Agency
    plan: Plan
    summary: PlanSummary
    progress: PlanProgress
    as_of: dt.date
    languages: Mapping[str, Language]
    language: Language
    vocabulary: Vocabulary
    asked: Asked = field(default_factory=Asked)
    committees: tuple[CommitteeOnDay, ...] = ()
    downloads: tuple[Download, ...] = ()
    since: Since | None = None

    def pages(self) -> tuple[Page, ...]:
        """The plan's page, its changes, review, questions, KPI pages and embedded figures."""
        subject = Subject(
            address=self.summary.address,
            card=plan_card(self.summary, self.language),
            office=self.summary.agency,
            agency=self.agency,
            plan=self.summary,
        )
        office, title = self.agency.name, self.plan.title
        followed = offered(
            "plan",
            self.summary.address,
            name=f"{self.language.plain(office)} {self.language.plain(title)}",
            language=self.language,
        )
        pages = tuple(self._every())
        offers = {template: self._offer(template) for template in {p.template for p in pages}}
        return tuple(
            replace(page, subject=subject, subscriptions=followed, offer=offers[page.template])
            for page in pages
        )

    def _offer(self, template: str) -> Offer | None:
        summary, licence = self.summary, LICENCES[self.site.operator]
        return make_offer(
            template, self.downloads, changed=summary.changed.isoformat(), licence=licence,
            language=self.language, fictional=summary.fictional,
        )  # fmt: skip

    def _every(self) -> Iterator[Page]:
        yield self._plan_page()
        yield plan_changes_page(
            plan=self.plan,
            summary=self.summary,
            progress=self.progress,
            rows=self._changes,
            crumbs=self._crumbs,
            languages=self.languages,
            language=self.language,
        )
        yield review_page(
            summary=self.summary,
            progress=self.progress,
            kpis=self._kpis,
            goals=self._goals,
            all_changes=self._changes,
            findings=self._findings,
            given=self._given,
            since=since_view(self.since, self.summary, self.language),
            resolutions=self._resolved.links,
            as_of=self.as_of,
            held=self._held,
            crumbs=self._crumbs,
            languages=self.languages,
            language=self.language,
        )
        yield from participation_pages(
            self._given,
            summary=self.summary,
            part=self._parts[PLAN],
            crumbs=self._crumbs,
            languages=self.languages,
            language=self.language,
        )
        yield from kpi_pages(
            kpis=self._kpis,
            plan=self.plan,
            summary=self.summary,
            progress=self.progress,
            changes=self._changes,
            as_of=self.as_of,
            crumbs=self._crumbs,
            figures=self._figures,
            parts=self._parts,
            language=self.language,
        )
        yield from embed_pages(
            self._kpis, summary=self.summary, site=self.site, language=self.language
        )

    def _plan_page(self) -> Page:
        language, plan = self.language, self.plan
        office, period = language.plain(self.agency.name), language.short_period(plan.period)
        lede = plan_sentence(self.summary, language)
        return Page(
            address=self.summary.address,
            template="plan.html",
            title=language.word("meta.plan-title", agency=office, title=language.plain(plan.title)),
            description=shorten(
                language.word("meta.plan-description", agency=office, period=period, lede=lede)
            ),
            section="agencies",
            crumbs=self._crumbs,
            context={"lede": lede, **self._contents(), **self._progress_contents()},
            changed=self.summary.changed,
            fictional=self.agency.fictional,
        )

    def _contents(self) -> dict[str, object]:
        """What the document promises, and what can be done with it."""
        plan, language, goals, kpis = self.plan, self.language, self._goals, self._kpis
        money = language.word("fact.budget" if self._budget else "fact.estimates")
        return {
            "agency": self.agency,
            "plan": plan,
            "summary": self.summary,
            "kind": self.vocabulary.plan_kinds[plan.kind].label,
            "over": plan.period.is_over(self.as_of),
            "facts": self._views.facts(self._budget or self._estimates, money),
            "goals": goals,
            "kpis": kpis,
            "weights": any(kpi.weight for kpi in kpis),
            "years": tuple(language.short_year(year) for year in plan.period.years),
            "kpis_with_target": sum(1 for kpi in kpis if kpi.targets),
            "estimates": self._estimates,
            "budget": self._budget,
            "scheduled": tuple(
                (goal, scheduled)
                for goal in goals
                if (scheduled := tuple(m for m in goal.measures if m.strip))
            ),
            "marked": any(m.mark for goal in goals for m in goal.measures),
            "inferred": any(
                item.inferred for _, measure in plan.measures for item in measure.performance_items
            ),
            "findings": self._findings,
            "parts": self._parts,
            "given": self._given,
            "figures": self._figures,
        }

    def _progress_contents(self) -> dict[str, object]:
        """What was reported, and the states that follow from it."""
        return {
            "held": self._held,
            **progress_contents(self.progress, self.language),
            "executed": self._money.execution(self.progress.book),
            "calendar": self.plan.calendar,
            "ledger": self._changes,
        }

    @cached_property
    def _views(self) -> PlanViews:
        return PlanViews(
            self.plan, self.summary, self.progress, self.as_of, self.language, self.vocabulary
        )

    @cached_property
    def _kpis(self) -> tuple[KpiView, ...]:
        return tuple(
            view_kpi(
                kpi,
                plan=self.plan,
                progress=self.progress,
                base=self.summary.address,
                language=self.language,
                vocabulary=self.vocabulary,
            )
            for kpi in self.plan.kpis
        )

    @cached_property
    def _goals(self) -> tuple[GoalView, ...]:
        return self._views.goals(self._kpis)

    @cached_property
    def _findings(self) -> tuple[FindingView, ...]:
        return self._views.findings(self._cites)

    @cached_property
    def _cites(self) -> Mapping[str, ItemLink]:
        return item_cites(self.plan, self.summary.address)

    @cached_property
    def _changes(self) -> tuple[ChangeRow, ...]:
        rows = change_rows(self.summary, self.language)
        return tuple(brought_by(row, self.asked, self.as_of) for row in rows)

    @cached_property
    def _money(self) -> MoneyViews:
        return MoneyViews(self.plan, self.language, self.vocabulary)

    @cached_property
    def _budget(self) -> MoneyFigure | None:
        return self._money.budget()

    @cached_property
    def _estimates(self) -> MoneyFigure | None:
        return self._money.estimates()

    @cached_property
    def _figures(self) -> Mapping[str, str]:
        return figure_addresses(
            self.plan, self.summary, self.progress, self.language, self.vocabulary
        )

    @property
    def _held(self) -> bool:
        """Whether the plan is followed here: a report is held, or days are set for one."""
        return bool(self.progress.book.reports or self.plan.calendar)

    @cached_property
    def _crumbs(self) -> tuple[Crumb, ...]:
        zh, en = self.languages["zh"], self.languages["en"]
        period = Text(zh=zh.short_period(self.plan.period), en=en.short_period(self.plan.period))
        return (
            Crumb(phrase("nav.home", self.languages), ""),
            Crumb(phrase("nav.agencies", self.languages), "agencies/"),
            Crumb(self.agency.name, f"agencies/{self.summary.agency}/"),
            Crumb(period, self.summary.address),
        )

    @cached_property
    def _resolved(self) -> Resolved:
        return resolved_of(self.committees, self.summary.address, self.language)

    @cached_property
    def _given(self) -> Published:
        return published(
            self.asked,
            plan=self.plan,
            summary=self.summary,
            cites=self._cites,
            findings={one.finding.anchor: one.finding.text for one in self._findings},
            as_of=self.as_of,
            language=self.language,
        )

    @cached_property
    def _parts(self) -> Mapping[str, TakePart]:
        return TakingPart(
            site=self.site,
            agency=self.agency,
            summary=self.summary,
            as_of=self.as_of,
            languages=self.languages,
            language=self.language,
            asked=self._given.by_item(),
            resolved=self._resolved.by_item,
        ).everything(
            goals=self._goals, kpis=self._kpis, budget=self._budget, findings=self._findings
        )
