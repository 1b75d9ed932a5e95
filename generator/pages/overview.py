"""Pages made from summaries: home, agencies, one agency, data, glossary, search, site map, 404."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.cards import office_card, site_card
from generator.downloads import DATA_PAGE, UPLOAD
from generator.language import Language
from generator.method import Specification
from generator.pages.cards import AgencyCard, agency_cards, held_by
from generator.pages.changes import change_rows, site_changes_page
from generator.pages.compare import coverage, reasons_apart
from generator.pages.offers import SiteOffers
from generator.pages.page import Crumb, Page, Subject, phrase, shorten
from generator.pages.rules import document_rules_page, rules_page
from generator.pages.specimens import specimen_page
from generator.pages.themes import theme_pages
from generator.subscriptions import offered
from generator.summary import HOLDS, PlanSummary, last_change, real_plans
from generator.vocabulary import Accessibility, Agency, Glossary, Site, Term, Theme

# What the list of agencies can be filtered by; 57-filters.css has a rule for each.
FILTERS = (*HOLDS, "results", "running")


@dataclass(frozen=True)
class TermGroup:
    """Glossary terms of one status."""

    status: str
    terms: tuple[Term, ...]


class Overview:
    """The pages over many agencies, in one language."""

    def __init__(
        self,
        *,
        site: Site,
        agencies: Sequence[tuple[str, Agency]],
        summaries: Sequence[PlanSummary],
        glossary: Glossary,
        themes: Mapping[str, Theme],
        accessibility: Accessibility | None,
        specification: Specification,
        as_of: dt.date,
        languages: Mapping[str, Language],
        language: Language,
        offers: SiteOffers,
    ) -> None:
        self.offers = offers
        self.site = site
        self.summaries = summaries
        self.glossary = glossary
        self.themes = themes
        self.accessibility = accessibility
        self.specification = specification
        self.language = language
        self.languages = languages
        self.home = Crumb(phrase("nav.home", languages), "")
        self.cards = agency_cards(agencies, summaries, as_of, language)
        self.real = real_plans(summaries)
        self.last_change = last_change(summaries)
        name = language.plain(site.name)
        self.followed = offered("site", "", name=name, language=language, plans=bool(self.real))

    def pages(self) -> tuple[Page, ...]:
        """Every page over many agencies but the 404 page, with the data that each shows."""
        return tuple(
            replace(page, offer=self.offers.of(page.template, self.last_change))
            for page in self._every()
        )

    def _every(self) -> tuple[Page, ...]:
        return (
            self._home(),
            self._agencies(),
            *(self._agency(card) for card in self.cards),
            site_changes_page(self.summaries, self.languages, self.language, self.followed),
            rules_page(
                self.specification,
                languages=self.languages,
                language=self.language,
                changed=self.last_change,
            ),
            document_rules_page(
                languages=self.languages, language=self.language, changed=self.last_change
            ),
            self._review(),
            self._compare(),
            *theme_pages(self.themes, self.summaries, self.languages, self.language),
            self._data(),
            self._glossary(),
            self._accessibility(),
            self._site_map(),
            self._search(),
            specimen_page(
                self.specification,
                cards=[(card.plans[0], card.agency) for card in self.cards if card.plans],
                languages=self.languages,
                language=self.language,
            ),
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
        real = self.real
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
                "themes": self.themes,
            },
            changed=self.last_change,
            subject=Subject("", site_card(self.site, real, self.language)),
            subscriptions=self.followed,
        )

    def _agencies(self) -> Page:
        real = [card for card in self.cards if not card.agency.fictional]
        held = {key for card in real for key in held_by(card)}
        context = {
            "cards": tuple(
                (card, held_by(card))
                for card in sorted(self.cards, key=lambda c: c.agency.fictional)
            ),
            "real": len(real),
            "filters": tuple(key for key in FILTERS if key in held),
        }
        return self._page("agencies", "agencies/", "agencies", context)

    def _agency(self, card: AgencyCard) -> Page:
        name = self.language.plain(card.agency.name)
        summaries = [plan.summary for plan in card.plans]
        return Page(
            address=card.address,
            template="agency.html",
            title=name,
            description=shorten(self._agency_description(card), limit=200),
            section="agencies",
            crumbs=(
                self.home,
                Crumb(phrase("nav.agencies", self.languages), "agencies/"),
                Crumb(card.agency.name, card.address),
            ),
            context={
                "card": card,
                "offers": self.offers.plans(summaries),
                "current": any(not plan.over for plan in card.plans),
                "ledger": tuple(
                    row
                    for plan in card.plans
                    for row in change_rows(plan.summary, self.language)[:3]
                ),
            },
            changed=max((p.summary.changed for p in card.plans), default=None),
            fictional=card.agency.fictional,
            subject=Subject(
                address=card.address,
                card=office_card(
                    card.id,
                    card.agency,
                    summaries,
                    self.language,
                ),
                office=card.id,
                agency=card.agency,
            ),
            subscriptions=offered(
                "agency", card.address, name=name, language=self.language, plans=bool(card.plans)
            ),
        )

    def _agency_description(self, card: AgencyCard) -> str:
        plain, word = self.language.plain, self.language.word
        name, region = plain(card.agency.name), plain(card.agency.region)
        if not card.plans:
            return word("meta.agency-no-plans", name=name, region=region)
        titles = self.language.join(plain(plan.summary.title) for plan in card.plans)
        return word("meta.agency", name=name, region=region, n=len(card.plans), titles=titles)

    def _review(self) -> Page:
        plans = tuple((card, plan) for card in self.cards for plan in card.plans)
        return Page(
            address="review/",
            template="reviews.html",
            title=self.language.word("review.title"),
            description=self.language.word("review.index-description"),
            section="review",
            crumbs=(self.home, Crumb(phrase("review.title", self.languages), "review/")),
            context={
                "plans": plans,
                "reported": any(plan.summary.reported for _, plan in plans),
            },
            changed=self.last_change,
        )

    def _compare(self) -> Page:
        context = {
            "coverage": coverage(self.real, self.language),
            "reasons": reasons_apart(self.real, self.language),
        }
        return self._page("compare", "compare/", "", context)

    def _data(self) -> Page:
        return self._page(
            "data",
            DATA_PAGE,
            "data",
            {
                "site": self.site,
                "summaries": self.summaries,
                "offers": self.offers.plans(self.summaries),
                "upload": next((f for f in self.offers.files if f.format_id == UPLOAD), None),
            },
        )

    def _glossary(self) -> Page:
        groups = tuple(
            TermGroup(status, terms)
            for status in ("official", "usual", "ours")
            if (terms := tuple(t for t in self.glossary.terms if t.status == status))
        )
        page = self._page("glossary", "glossary/", "glossary", {"groups": groups})
        return replace(page, glossed=False)

    def _accessibility(self) -> Page:
        """Whoever runs another site did not run these tests over it."""
        tested = self.accessibility
        context = {"tested": tested, "here": tested is not None and tested.site == self.site.url}
        return self._page("accessibility", "accessibility/", "", context)

    def _site_map(self) -> Page:
        context = {"cards": self.cards, "themes": self.themes, "operator": self.site.operator}
        return replace(self._page("sitemap", "sitemap/", "", context), glossed=False)

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
        glossed=False,
    )
