"""Pages over the whole site: agencies, one agency, glossary, search, specimens, 404; and of a site
that is not split by region also home, reviews, comparison, changes, themes, data, site map.

Every page is a part: it says which plans it is made of, and is made from their summaries alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from generator.cards import office_card
from generator.downloads import DATA_FOLDER, DATA_PAGE, UPLOAD
from generator.language import Language
from generator.method import load_specification
from generator.pages.cards import AgencyCard, agency_cards, agency_description
from generator.pages.changes import change_rows, site_changes_page
from generator.pages.coming import coming_committees
from generator.pages.compare import coverage, reasons_apart
from generator.pages.consultations import ConsultationPages
from generator.pages.page import Crumb, Page, Subject, shorten
from generator.pages.parts import Leftovers, Part
from generator.pages.rules import document_rules_page, rules_page
from generator.pages.self_check import self_check_part
from generator.pages.site_in_language import SiteInLanguage, summaries_of
from generator.pages.site_pages import agency_list, home_page, plan_list, review_page, site_map_page
from generator.pages.specimens import ADDRESS as STYLE_ADDRESS
from generator.pages.specimens import specimen_page
from generator.pages.themes import theme_page, themes_page
from generator.subscriptions import offered
from generator.summary import PlanSummary, real_plans
from generator.totals import recently_changed, total
from generator.vocabulary import Agency, Term

# Offices with a plan whose card the specimens show.
_SPECIMENS = 12
Make = Callable[[Sequence[PlanSummary], Leftovers], Page]


@dataclass(frozen=True)
class TermGroup:
    """Glossary terms of one status."""

    status: str
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Overview:
    """The pages over the whole site in one language, as parts."""

    view: SiteInLanguage

    def parts(self) -> Iterator[Part]:
        """Every page but the 404 page; of a site that is split by region those that are not split."""
        if not self.view.holdings.split:
            yield from self._over_all_plans()
        yield from map(self._agency_part, self.view.holdings.agencies)
        yield from self._made_of_no_plan()
        yield self._specimens()

    def _over_all_plans(self) -> Iterator[Part]:
        view, holdings = self.view, self.view.holdings
        offices = tuple(id_ for id_, _ in holdings.agencies)
        pages: dict[str, Make] = {
            "": self._home,
            "agencies/": self._agencies,
            "changes/": self._changes,
            "review/": self._review,
            "compare/": self._compare,
            "themes/": self._themes,
            **{f"themes/{theme}/": partial(self._theme, theme) for theme in view.themes},
            DATA_PAGE: self._data,
            "sitemap/": self._site_map,
        }
        yield self_check_part(view)
        consultations = ConsultationPages(view)
        for address, make in pages.items():
            yield view.part(
                address,
                partial(self._with_offer, make),
                plans=holdings.addresses,
                parts=(DATA_FOLDER,),
                offices=offices,
                committees=() if address else coming_committees(view),
                also=consultations.shown_on(address),
            )

    def _with_offer(self, make: Make, left: Leftovers) -> Page:
        summaries = summaries_of(left, self.view.holdings.addresses)
        return self.view.offering(make(summaries, left), left)

    def _cards(self, summaries: Sequence[PlanSummary]) -> tuple[AgencyCard, ...]:
        view = self.view
        return agency_cards(view.holdings.agencies, summaries, view.as_of, view.language)

    def _home(self, summaries: Sequence[PlanSummary], left: Leftovers) -> Page:
        cards = self._cards(summaries)
        totals, real = total(summaries), real_plans(summaries)
        context = {
            "cards": tuple(c for c in cards if not c.agency.fictional),
            "regions": None,
            "demonstration": next(
                ((c.address, c.agency) for c in cards if c.agency.fictional), None
            ),
            "changes": recently_changed(real),
        }
        return home_page(self.view, totals, left, context)

    def _agencies(self, summaries: Sequence[PlanSummary], _: Leftovers) -> Page:
        return self.view.page(
            "agencies", "agencies/", "agencies", agency_list(self._cards(summaries))
        )

    def _changes(self, summaries: Sequence[PlanSummary], _: Leftovers) -> Page:
        view = self.view
        return site_changes_page(summaries, view.languages, view.language, view.followed)

    def _review(self, summaries: Sequence[PlanSummary], _: Leftovers) -> Page:
        return review_page(self.view, "reviews.html", plan_list(self._cards(summaries)))

    def _compare(self, summaries: Sequence[PlanSummary], _: Leftovers) -> Page:
        real, language = real_plans(summaries), self.view.language
        context = {
            "coverage": coverage(real, language),
            "reasons": reasons_apart(real, language),
        }
        return self.view.page("compare", "compare/", "", context)

    def _themes(self, summaries: Sequence[PlanSummary], _: Leftovers) -> Page:
        view = self.view
        return themes_page(view.themes, summaries, view.languages, view.language)

    def _theme(self, theme: str, summaries: Sequence[PlanSummary], _: Leftovers) -> Page:
        view = self.view
        return theme_page(theme, view.themes, summaries, view.languages, view.language)

    def _data(self, summaries: Sequence[PlanSummary], left: Leftovers) -> Page:
        offers = self.view.offers(left, plans=self.view.holdings.addresses)
        context = {
            "site": self.view.site,
            "summaries": summaries,
            "offers": offers.plans(summaries),
            "regions": None,
            "upload": next((f for f in offers.files if f.format_id == UPLOAD), None),
        }
        return self.view.page("data", DATA_PAGE, "data", context)

    def _site_map(self, summaries: Sequence[PlanSummary], _: Leftovers) -> Page:
        return site_map_page(self.view, {"cards": self._cards(summaries), "regions": ()})

    def _agency_part(self, office: tuple[str, Agency]) -> Part:
        id_, _ = office
        plans = tuple(plan.address for plan in self.view.holdings.by_agency.get(id_, ()))
        return self.view.part(
            f"agencies/{id_}/", partial(self._agency, office), plans=plans, offices=(id_,),
            also=ConsultationPages(self.view).said_of_office(id_), dated=False,
        )  # fmt: skip

    def _agency(self, office: tuple[str, Agency], left: Leftovers) -> Page:
        view, language = self.view, self.view.language
        plans = tuple(plan.address for plan in view.holdings.by_agency.get(office[0], ()))
        summaries = summaries_of(left, plans)
        (card,) = agency_cards([office], summaries, view.as_of, language)
        name = language.plain(card.agency.name)
        # The card has the newest plan first.
        ordered = [plan.summary for plan in card.plans]
        return Page(
            address=card.address,
            template="agency.html",
            title=name,
            description=shorten(agency_description(card, language), limit=200),
            section="agencies",
            crumbs=(
                view.home,
                Crumb(view.words("nav.agencies"), "agencies/"),
                Crumb(card.agency.name, card.address),
            ),
            context={
                "card": card,
                "committees": view.holdings.committees_of(card.id),
                "offers": view.offers(left, None, plans).plans(ordered),
                "consultations": ConsultationPages(view).of_office(office[0]),
                "current": any(not plan.over for plan in card.plans),
                "ledger": tuple(
                    row for plan in card.plans for row in change_rows(plan.summary, language)[:3]
                ),
            },
            changed=max((p.summary.changed for p in card.plans), default=None),
            fictional=card.agency.fictional,
            subject=Subject(
                address=card.address,
                card=office_card(card.id, card.agency, ordered, language),
                office=card.id,
                agency=card.agency,
            ),
            subscriptions=offered(
                "agency", card.address, name=name, language=language, plans=bool(card.plans)
            ),
        )

    def _made_of_no_plan(self) -> Iterator[Part]:
        view = self.view
        yield view.part("method/states/", lambda _: self._rules())
        yield view.part("method/findings/", lambda _: self._document_rules())
        yield view.part("glossary/", lambda _: self._glossary())
        yield view.part("accessibility/", lambda _: self._accessibility())
        offices = tuple(id_ for id_, _ in view.holdings.agencies)
        # Titles of plans are listed where the site is not split.
        plans = () if view.holdings.split else view.holdings.addresses
        yield view.part(
            "search/", self._search, plans=plans, offices=offices, also=str(self._years)
        )

    def _rules(self) -> Page:
        view = self.view
        return rules_page(
            load_specification(),
            languages=view.languages,
            language=view.language,
            changed=view.last_change,
        )

    def _document_rules(self) -> Page:
        view = self.view
        return document_rules_page(
            languages=view.languages, language=view.language, changed=view.last_change
        )

    def _glossary(self) -> Page:
        groups = tuple(
            TermGroup(status, terms)
            for status in ("official", "usual", "ours")
            if (terms := tuple(t for t in self.view.glossary.terms if t.status == status))
        )
        page = self.view.page("glossary", "glossary/", "glossary", {"groups": groups})
        return replace(page, glossed=False)

    def _accessibility(self) -> Page:
        """Whoever runs another site did not run these tests over it."""
        tested = self.view.accessibility
        here = tested is not None and tested.site == self.view.site.url
        context = {"tested": tested, "here": here}
        return self.view.page("accessibility", "accessibility/", "", context)

    @property
    def _years(self) -> tuple[int, ...]:
        plans = self.view.holdings.plans
        years = {y for plan in plans for y in range(plan.first_year, plan.last_year + 1)}
        return tuple(sorted(years, reverse=True))

    def _search(self, left: Leftovers) -> Page:
        view, holdings = self.view, self.view.holdings
        plans = () if holdings.split else holdings.addresses
        context = {
            "cards": self._cards(summaries_of(left, plans)),
            "regions": holdings.regions if holdings.split else (),
            "years": tuple((year, view.language.year(year)) for year in self._years),
        }
        return view.page("search", "search/", "", context)

    def _specimens(self) -> Part:
        offices = [office for office in self.view.holdings.agencies if self._newest(office)]
        shown = tuple(offices[:_SPECIMENS])
        return self.view.part(
            STYLE_ADDRESS,
            partial(self._style, shown),
            plans=tuple(plan for office in shown for plan in self._newest(office)),
            listed=False,
        )

    def _newest(self, office: tuple[str, Agency]) -> tuple[str, ...]:
        """The address of the plan that stands first on an office's card, none where it has none."""
        plans = self.view.holdings.by_agency.get(office[0], ())
        newest = sorted(plans, key=lambda plan: (-plan.last_year, plan.plan))[:1]
        return tuple(plan.address for plan in newest)

    def _style(self, offices: tuple[tuple[str, Agency], ...], left: Leftovers) -> Page:
        view = self.view
        summaries = summaries_of(left, tuple(p for one in offices for p in self._newest(one)))
        cards = agency_cards(offices, summaries, view.as_of, view.language)
        return specimen_page(
            load_specification(),
            cards=[(card.plans[0], card.agency) for card in cards],
            languages=view.languages,
            language=view.language,
        )


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
