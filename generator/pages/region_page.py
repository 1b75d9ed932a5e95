"""One page of a region: where it stands, what it is called, what stands beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from generator.fields import Text
from generator.pages.cards import AgencyCard, agency_cards
from generator.pages.page import Beside, Crumb, Page
from generator.pages.parts import Leftovers
from generator.pages.site_in_language import SiteInLanguage, summaries_of
from generator.regions import Region, Shelf
from generator.subscriptions import Subscription, offered
from generator.summary import PlanSummary, last_change


@dataclass(frozen=True)
class Kind:
    """A kind of page of a region: `folder` below the region's page, the key of its name and its
    template; `most`: how many plans stand on one (see `DECISIONS.md` for what a plan takes); `real`:
    fictional offices are left out; `sees`: see `Part`."""

    folder: str
    title: str
    template: str
    section: str
    most: int
    real: bool = False
    sees: frozenset[str] | None = None


OFFICES = Kind("", "nav.agencies", "region.html", "agencies", 300)
REVIEW = Kind("review/", "review.title", "reviews.html", "review", 300)
COMPARE = Kind("compare/", "compare.title", "compare.html", "", 300, real=True)
CHANGES = Kind("changes/", "changes.title", "changes.html", "changes", 80, real=True)
SITE_MAP = Kind("sitemap/", "sitemap.title", "region_sitemap.html", "", 120)
DATA = Kind("data/", "nav.data", "region_data.html", "data", 120)
KINDS = (OFFICES, REVIEW, COMPARE, CHANGES, SITE_MAP, DATA)
MOST_OF_A_THEME = 200
# A report changes none of these but the day, which stands on the page.
SEEN_OF_A_THEME = frozenset(
    {"agency", "plan", "agency_name", "fictional", "period", "goal_list", "changed"}
)


@dataclass(frozen=True)
class RegionPage:
    """A page of a region: of which kind, and which of its pages; `name`: what it is called where the
    kind's words do not say it."""

    view: SiteInLanguage
    region: Region
    kind: Kind
    name: Text | None
    shelves: tuple[Shelf, ...]
    shelf: Shelf

    @property
    def folder(self) -> str:
        """The address of the first page of the kind."""
        return f"{self.region.address}{self.kind.folder}"

    def address_of(self, shelf: Shelf) -> str:
        """The first has the address of the kind, so that a link to it shows the newest year."""
        return self.folder if shelf is self.shelves[0] else f"{self.folder}{shelf.below}"

    @property
    def address(self) -> str:
        """Its address below the language's root."""
        return self.address_of(self.shelf)

    @cached_property
    def what(self) -> Text:
        """What it shows of its region."""
        return self.name or self.view.words(self.kind.title)

    @property
    def title(self) -> str:
        """What it shows, of which region and, where it is one of several, of which year or run."""
        language = self.view.language
        region, what = language.plain(self.region.name), language.plain(self.what)
        title = language.word("region.of", region=region, what=what)
        which = self._which(self.shelf)
        return language.word("region.which", title=title, which=which) if which else title

    def _which(self, shelf: Shelf) -> str:
        if len(self.shelves) == 1:
            return ""
        language = self.view.language
        run = language.word("region.run", n=shelf.run)
        if shelf.year is None:
            return run
        year = language.plan_year(shelf.year)
        several = sum(1 for one in self.shelves if one.year == shelf.year) > 1
        return language.join((year, run)) if several else year

    def make(self, make: "Make", left: Leftovers) -> Page:
        """The page, with what the kind shows and the data of the region."""
        view, summaries = self.view, summaries_of(left, self.shelf.addresses)
        word, plain = view.language.word, view.language.plain
        changed = last_change(summaries)
        offers = view.offers(left, self.region.data)
        return Page(
            address=self.address,
            template=self.kind.template,
            title=self.title,
            description=word(
                "region.description",
                region=plain(self.region.name),
                what=self.title,
                n=len(self.shelf.plans),
            ),
            section=self.kind.section,
            crumbs=self._crumbs(),
            context=make(self, summaries, left),
            changed=changed,
            fictional=self.region.fictional,
            glossed=self.kind is not SITE_MAP,
            subscriptions=self.followed,
            beside=tuple(self._beside()),
            offer=offers.of(self.kind.template, changed),
        )

    def _crumbs(self) -> tuple[Crumb, ...]:
        view, region = self.view, self.region
        crumbs = [
            view.home,
            Crumb(view.words("nav.agencies"), "agencies/"),
            Crumb(region.name, region.address),
        ]
        crumbs += [Crumb(self.what, self.folder)] if self.kind is not OFFICES else []
        which = {code: self._told(code) for code in view.languages}
        if which["zh"]:
            crumbs.append(Crumb(Text(zh=which["zh"], en=which["en"]), self.address))
        return tuple(crumbs)

    def _told(self, code: str) -> str:
        bound = replace(self.view, language=self.view.languages[code])
        return replace(self, view=bound)._which(self.shelf)

    def _beside(self) -> Iterator[Beside]:
        language = self.view.language
        kinds = [kind for kind in KINDS if not (kind.real and self.region.fictional)]
        yield Beside(
            language.word("region.pages", region=language.plain(self.region.name)),
            tuple(
                (language.word(kind.title), f"{self.region.address}{kind.folder}") for kind in kinds
            ),
        )
        if len(self.shelves) > 1:
            yield Beside(
                language.word("region.shelves"),
                tuple((self._which(shelf), self.address_of(shelf)) for shelf in self.shelves),
            )

    @property
    def followed(self) -> tuple[Subscription, ...]:
        """What can be followed of the region, or of a theme in it."""
        language, region = self.view.language, self.region
        if region.fictional or (self.kind not in (OFFICES, CHANGES) and not self.name):
            return ()
        plans = any(not plan.fictional for plan in region.plans)
        if self.name:
            name = language.word(
                "region.of", region=language.plain(region.name), what=language.plain(self.name)
            )
            return offered("theme", self.folder, name=name, language=language, plans=plans)
        name = language.plain(region.name)
        return offered("region", region.address, name=name, language=language, plans=plans)

    def cards(self, summaries: tuple[PlanSummary, ...]) -> tuple[AgencyCard, ...]:
        """Its offices with their plans."""
        shown = set(self.shelf.offices)
        agencies = [one for one in self.region.agencies if one[0] in shown]
        return agency_cards(agencies, summaries, self.view.as_of, self.view.language)


class Make(Protocol):
    """What a kind of page shows beside what every page of a region has."""

    def __call__(
        self, page: RegionPage, summaries: tuple[PlanSummary, ...], left: Leftovers, /
    ) -> Mapping[str, object]: ...
