"""The pages about the data itself: what it holds, where it stands, and how to check a copy."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.data_pages.commands import OPERATOR, checking, examples
from generator.data_pages.dictionary import view_dictionary
from generator.downloads import DATA_PAGE, Download
from generator.exports.formats import offered_formats
from generator.language import Language
from generator.pages.page import Crumb, Page, phrase
from generator.summary import PlanSummary, real_plans
from generator.vocabulary import Site


@dataclass(frozen=True, kw_only=True)
class DataPages:
    """The pages in one language; `downloads`: the whole site's files."""

    site: Site
    plans: Sequence[PlanSummary]
    downloads: tuple[Download, ...]
    changed: dt.date | None
    languages: Mapping[str, Language]
    language: Language

    def pages(self) -> tuple[Page, ...]:
        """Dictionary, addresses, checking."""
        real = real_plans(self.plans)
        example = real[0] if real else None
        return (
            self._page(
                "dictionary",
                {"view": view_dictionary(self.language), "has_schema": example is not None},
            ),
            self._page(
                "api",
                {
                    "url": self.site.url,
                    "example": example,
                    "formats": offered_formats() if example else (),
                    "examples": examples(self.site.url, self.downloads),
                },
            ),
            self._page(
                "verify", {"checks": checking(self.site.url, self.downloads), "operator": OPERATOR}
            ),
        )

    def _page(self, key: str, context: Mapping[str, object]) -> Page:
        address = f"{DATA_PAGE}{key}/"
        return Page(
            address=address,
            template=f"{key}.html",
            title=self.language.word(f"{key}.title"),
            description=self.language.word(f"{key}.description"),
            section="data",
            crumbs=(
                Crumb(phrase("nav.home", self.languages), ""),
                Crumb(phrase("nav.data", self.languages), DATA_PAGE),
                Crumb(phrase(f"{key}.title", self.languages), address),
            ),
            context=context,
            changed=self.changed,
            glossed=False,
        )
