"""Pages made from summaries: home, agencies, one agency, data, glossary, search, site map, 404."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.language import Language
from generator.method import Specification
from generator.pages.changes import change_rows, site_changes_page
from generator.pages.page import Crumb, Page, phrase, shorten
from generator.pages.rules import rules_page
from generator.pages.states import StateCount, state_counts
from generator.summary import PlanSummary
from generator.vocabulary import Agency, Glossary, Site, Term


@dataclass(frozen=True)
class PlanCard:
    """A plan on a card: its summary, one plain sentence, whether its period is over, and how many
    items stand at which state (none where nothing is held here)."""

    summary: PlanSummary
    sentence: str
    period: str
    over: bool
    kpi_states: tuple[StateCount, ...]
    measure_states: tuple[StateCount, ...]


@dataclass(frozen=True)
class AgencyCard:
    """An agency with its plans, newest first."""

    id: str
    agency: Agency
    address: str
    plans: tuple[PlanCard, ...]


@dataclass(frozen=True)
class TermGroup:
    """Glossary terms of one status."""

    status: str
    terms: tuple[Term, ...]


def _sentence(summary: PlanSummary, language: Language) -> str:
    word = language.word
    counts = (
        ("lede.goals", summary.goals),
        ("lede.measures", summary.measures),
        ("lede.kpis", len(summary.kpis)),
        ("lede.work-items", summary.work_items),
        ("lede.strategies", summary.strategies),
    )
    parts = language.join(word(key, n=n) for key, n in counts if n)
    total = summary.budget_total if summary.budget_total is not None else summary.estimate_total
    money = ""
    if total is not None and summary.money_unit:
        money = word(
            "lede.money",
            amount=language.printed_money(total, summary.money_unit),
            reader=language.money(total),
        )
    return word("lede.sentence", parts=parts, money=money)


def _states(counts: Mapping[str, int], language: Language) -> tuple[StateCount, ...]:
    """Counts by state, unless nothing at all is held here."""
    return () if set(counts) <= {"not-held-here"} else state_counts(counts, language)


class Overview:
    """The pages over many agencies, in one language."""

    def __init__(
        self,
        *,
        site: Site,
        agencies: Sequence[tuple[str, Agency]],
        summaries: Sequence[PlanSummary],
        glossary: Glossary,
        specification: Specification,
        as_of: dt.date,
        languages: Mapping[str, Language],
        language: Language,
    ) -> None:
        self.site = site
        self.summaries = summaries
        self.glossary = glossary
        self.specification = specification
        self.language = language
        self.languages = languages
        self.home = Crumb(phrase("nav.home", languages), "")
        plans: dict[str, list[PlanSummary]] = {id_: [] for id_, _ in agencies}
        for summary in summaries:
            plans[summary.agency].append(summary)
        self.cards = tuple(
            AgencyCard(
                id=id_,
                agency=agency,
                address=f"agencies/{id_}/",
                plans=tuple(
                    PlanCard(
                        summary=summary,
                        sentence=_sentence(summary, language),
                        period=language.period(summary.period),
                        over=summary.period.is_over(as_of),
                        kpi_states=_states(summary.kpi_states, language),
                        measure_states=_states(summary.measure_states, language),
                    )
                    for summary in sorted(plans[id_], key=lambda s: (-s.period.last_year, s.plan))
                ),
            )
            for id_, agency in agencies
        )
        self.last_change = max((s.changed for s in summaries if not s.fictional), default=None)

    def pages(self) -> tuple[Page, ...]:
        """Every page over many agencies but the 404 page."""
        return (
            self._home(),
            self._agencies(),
            *(self._agency(card) for card in self.cards),
            site_changes_page(self.summaries, self.languages, self.language),
            rules_page(
                self.specification,
                languages=self.languages,
                language=self.language,
                changed=self.last_change,
            ),
            self._data(),
            self._glossary(),
            self._site_map(),
            self._search(),
        )

    def _page(self, key: str, address: str, section: str, context: Mapping[str, object]) -> Page:
        word = self.language.word
        return Page(
            address=address,
            template=f"{key}.html",
            title=word(f"{key}.title"),
            description=word(f"{key}.description"),
            section=section,
            crumbs=(self.home, Crumb(phrase(f"{key}.title", self.languages), address)),
            context=context,
            changed=self.last_change,
        )

    def _home(self) -> Page:
        real = [summary for summary in self.summaries if not summary.fictional]
        changes = sorted(real, key=lambda s: (s.changed, s.agency, s.plan), reverse=True)
        years = [y for s in real for y in (s.period.first_year, s.period.last_year)]
        return Page(
            address="",
            template="home.html",
            title="",
            description=self.language.plain(self.site.description),
            section="home",
            context={
                "site": self.site,
                "cards": tuple(c for c in self.cards if not c.agency.fictional),
                "demonstration": next((c for c in self.cards if c.agency.fictional), None),
                "results": sum(s.results for s in real),
                "plans": len(real),
                "first_year": min(years, default=0),
                "last_year": max(years, default=0),
                "goals": sum(s.goals for s in real),
                "measures": sum(s.measures for s in real),
                "kpis": sum(len(s.kpis) for s in real),
                "targets": sum(s.targets for s in real),
                "changes": changes[:5],
            },
            changed=self.last_change,
        )

    def _agencies(self) -> Page:
        real = sum(1 for card in self.cards if not card.agency.fictional)
        return self._page("agencies", "agencies/", "agencies", {"cards": self.cards, "real": real})

    def _agency(self, card: AgencyCard) -> Page:
        name = self.language.plain(card.agency.name)
        return Page(
            address=card.address,
            template="agency.html",
            title=name,
            description=shorten(
                self.language.word("agency.description", name=name, n=len(card.plans))
            ),
            section="agencies",
            crumbs=(
                self.home,
                Crumb(phrase("nav.agencies", self.languages), "agencies/"),
                Crumb(card.agency.name, card.address),
            ),
            context={
                "card": card,
                "current": any(not plan.over for plan in card.plans),
                "ledger": tuple(
                    row
                    for plan in card.plans
                    for row in change_rows(plan.summary, self.language)[:3]
                ),
            },
            changed=max((p.summary.changed for p in card.plans), default=None),
            fictional=card.agency.fictional,
        )

    def _data(self) -> Page:
        return self._page("data", "data/", "data", {"site": self.site, "summaries": self.summaries})

    def _glossary(self) -> Page:
        groups = tuple(
            TermGroup(status, terms)
            for status in ("official", "usual", "ours")
            if (terms := tuple(t for t in self.glossary.terms if t.status == status))
        )
        return self._page("glossary", "glossary/", "glossary", {"groups": groups})

    def _site_map(self) -> Page:
        return self._page("sitemap", "sitemap/", "", {"cards": self.cards})

    def _search(self) -> Page:
        years = {year for summary in self.summaries for year in summary.period.years}
        choices = tuple((year, self.language.year(year)) for year in sorted(years, reverse=True))
        return self._page("search", "search/", "", {"cards": self.cards, "years": choices})


def not_found_page(languages: Mapping[str, Language]) -> Page:
    """The one bilingual page for an address that does not exist."""
    zh, en = languages["zh"], languages["en"]
    return Page(
        address="404.html",
        template="404.html",
        title=f"{zh.word('404.title')} / {en.word('404.title')}",
        description=zh.word("404.description"),
        section="",
        context={"zh": zh, "en": en},
    )
