"""The pages about the data itself: what it holds, where it stands, and how to check a copy."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from generator.data_pages.commands import OPERATOR, checking, examples
from generator.data_pages.dictionary import view_dictionary
from generator.downloads import DATA_FOLDER, DATA_PAGE
from generator.exports.formats import offered_formats
from generator.pages.consultations import ConsultationPages
from generator.pages.page import Crumb, Page
from generator.pages.parts import Leftovers, Part
from generator.pages.site_in_language import SiteInLanguage
from generator.regions import Region


@dataclass(frozen=True)
class DataPages:
    """The pages in one language, as parts."""

    view: SiteInLanguage

    def parts(self) -> Iterator[Part]:
        """Dictionary, addresses, checking. The addresses are those of the first plan."""
        example = tuple(plan.address for plan in self.view.holdings.real[:1])
        held = f"{bool(example)} {self._assemblies}"
        yield self._part("dictionary", self._dictionary, also=held)
        region = self._region.id if self._region else ""
        yield self._part(
            "api", self._api, plans=example, parts=(DATA_FOLDER,), also=f"{held} {region}"
        )
        yield self._part("verify", self._verify, parts=(DATA_FOLDER,))

    @cached_property
    def _assemblies(self) -> Mapping[str, bool]:
        """Whether there is data of committees and of consultations."""
        return {
            "committees": bool(self.view.holdings.committees),
            "consulted": bool(ConsultationPages(self.view).rows),
        }

    @property
    def _region(self) -> Region | None:
        """The region whose address stands for all, where the site is split."""
        holdings = self.view.holdings
        return holdings.regions[0] if holdings.split else None

    def _dictionary(self, _: Leftovers) -> Mapping[str, object]:
        view = self.view
        shown = {"view": view_dictionary(view.language), "has_schema": view.has_real}
        return {**shown, **self._assemblies}

    def _api(self, left: Leftovers) -> Mapping[str, object]:
        view = self.view
        url = view.site.url
        examples_of = examples(url, left.downloads(DATA_FOLDER))
        return {
            "url": url,
            "example": left.summary(view.holdings.real[0].address) if view.has_real else None,
            "formats": offered_formats() if view.has_real else (),
            "examples": examples_of,
            "region": self._region,
            **self._assemblies,
        }

    def _verify(self, left: Leftovers) -> Mapping[str, object]:
        checks = checking(self.view.site.url, left.downloads(DATA_FOLDER))
        return {"checks": checks, "operator": OPERATOR}

    def _part(
        self,
        key: str,
        context: Callable[[Leftovers], Mapping[str, object]],
        *,
        plans: tuple[str, ...] = (),
        parts: tuple[str, ...] = (),
        also: str = "",
    ) -> Part:
        return self.view.part(
            f"{DATA_PAGE}{key}/",
            lambda left: self._page(key, context(left)),
            plans=plans,
            parts=parts,
            also=also,
        )

    def _page(self, key: str, context: Mapping[str, object]) -> Page:
        view, address = self.view, f"{DATA_PAGE}{key}/"
        return Page(
            address=address,
            template=f"{key}.html",
            title=view.language.word(f"{key}.title"),
            description=view.language.word(f"{key}.description"),
            section="data",
            crumbs=(
                view.home,
                Crumb(view.words("nav.data"), DATA_PAGE),
                Crumb(view.words(f"{key}.title"), address),
            ),
            context=context,
            changed=view.last_change,
            glossed=False,
        )
