"""What pages over many plans share in one language: what the site holds, its words, its parts."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from generator.consultation_checks import ConsultationEntry
from generator.downloads import DATA_FOLDER, LICENCES
from generator.fields import Text
from generator.language import Language
from generator.loaded import SiteData
from generator.pages.offers import SiteOffers, make_offer
from generator.pages.page import Crumb, Page, phrase
from generator.pages.parts import Leftovers, Part
from generator.regions import Holdings
from generator.subscriptions import Subscription, offered
from generator.summary import PlanSummary
from generator.vocabulary import Accessibility, Glossary, Site, Theme


@dataclass(frozen=True, kw_only=True)
class SiteInLanguage:
    """A site with the language that is bound; no plan of it has been read."""

    site: Site
    holdings: Holdings
    glossary: Glossary
    themes: Mapping[str, Theme]
    accessibility: Accessibility | None
    consultations: tuple[ConsultationEntry, ...]
    as_of: dt.date
    languages: Mapping[str, Language]
    language: Language

    @classmethod
    def of(
        cls,
        data: SiteData,
        holdings: Holdings,
        as_of: dt.date,
        languages: Mapping[str, Language],
        language: Language,
    ) -> "SiteInLanguage":
        """What stands beside the offices of a site, with what it holds."""
        return cls(
            site=data.site,
            holdings=holdings,
            glossary=data.glossary,
            themes=data.vocabulary.themes,
            accessibility=data.accessibility,
            consultations=data.consultations,
            as_of=as_of,
            languages=languages,
            language=language,
        )

    @cached_property
    def home(self) -> Crumb:
        """The first step of every breadcrumb."""
        return Crumb(phrase("nav.home", self.languages), "")

    @cached_property
    def followed(self) -> tuple[Subscription, ...]:
        """What can be followed of the whole site."""
        name = self.language.plain(self.site.name)
        return offered("site", "", name=name, language=self.language, plans=self.has_real)

    @property
    def has_real(self) -> bool:
        """Whether any plan is held that is not fictional."""
        return bool(self.holdings.real)

    @property
    def last_change(self) -> dt.date | None:
        """The last day on which the record of a real plan changed."""
        return self.holdings.last_change

    def part(
        self,
        address: str,
        make: Callable[[Leftovers], Page],
        *,
        plans: tuple[str, ...] = (),
        sees: frozenset[str] | None = None,
        parts: tuple[str, ...] = (),
        offices: tuple[str, ...] = (),
        committees: tuple[str, ...] = (),
        also: str = "",
        listed: bool = True,
        dated: bool = True,
    ) -> Part:
        """A page at this address; see `Part`. `dated`: it shows the day of the site's last change."""
        code = self.language.code
        # Whether there are committees shows in links on pages of many kinds.
        also = f"{bool(self.holdings.committees)} {also}"
        return Part(
            name=f"{code}:{address}",
            make=make,
            plans=plans,
            sees=sees,
            parts=parts,
            offices=offices,
            committees=committees,
            also=f"{self.last_change} {also}" if dated else also,
            language=code,
            listed=f"{self.language.prefix}{address}" if listed else None,
        )

    def page(self, key: str, address: str, section: str, context: Mapping[str, object]) -> Page:
        """A page with title and description from the words of its key, in the template so called."""
        return self.page_with(f"{key}.html", key, address, section, context)

    def page_with(
        self, template: str, key: str, address: str, section: str, context: Mapping[str, object]
    ) -> Page:
        """A page in another template than the one of its key."""
        word = self.language.word
        return Page(
            address=address,
            template=template,
            title=word(f"{key}.title"),
            description=word(f"{key}.description"),
            section=section,
            crumbs=(self.home, Crumb(self.words(f"{key}.title"), address)),
            context=context,
            changed=self.last_change,
        )

    def words(self, key: str) -> Text:
        """An interface word in both languages."""
        return phrase(key, self.languages)

    def offers(
        self, left: Leftovers, part: str | None = DATA_FOLDER, plans: tuple[str, ...] = ()
    ) -> SiteOffers:
        """What pages offer of the data that a part made, if of any, and of these plans."""
        return SiteOffers(
            left.downloads(part) if part else (),
            {plan: left.downloads(plan) for plan in plans},
            LICENCES[self.site.operator],
            self.language,
        )

    def offering_of(self, page: Page, left: Leftovers, part: str, *, fictional: bool) -> Page:
        """A page with what it shows of the data that a part made, which is of the as-of day."""
        offer = make_offer(
            page.template,
            left.downloads(part),
            changed=self.as_of.isoformat(),
            licence=LICENCES[self.site.operator],
            language=self.language,
            fictional=fictional,
        )
        return replace(page, offer=offer)

    def offering(self, page: Page, left: Leftovers) -> Page:
        """A page with the data of the whole site that it shows."""
        return replace(page, offer=self.offers(left).of(page.template, self.last_change))


def summaries_of(left: Leftovers, plans: tuple[str, ...]) -> tuple[PlanSummary, ...]:
    """The summaries of plans, in their order."""
    return tuple(left.summary(plan) for plan in plans)
