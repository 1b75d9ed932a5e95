"""The pages of one region, of a site that is split: its offices, and of their plans what a small site
shows of all plans. What is too large for one page stands on one a year, the newest first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from generator.fields import Text
from generator.pages.changes import site_changes_page
from generator.pages.compare import coverage, reasons_apart
from generator.pages.page import Crumb
from generator.pages.parts import Leftovers, Part
from generator.pages.region_page import (
    CHANGES,
    COMPARE,
    DATA,
    KINDS,
    MOST_OF_A_THEME,
    OFFICES,
    REVIEW,
    SEEN_OF_A_THEME,
    SITE_MAP,
    Kind,
    Make,
    RegionPage,
)
from generator.pages.site_in_language import SiteInLanguage, summaries_of
from generator.pages.site_pages import agency_list, plan_list
from generator.pages.themes import other_themes, theme_plans
from generator.regions import Holdings, Region, shelve, shelve_offices
from generator.summary import PlanSummary, real_plans
from generator.totals import RegionSummary, summarise_region, total


def region_summaries(holdings: Holdings) -> Iterator[Part]:
    """A part for each region that is its summary; none where the site is not split."""
    for region in holdings.regions if holdings.split else ():
        yield Part(
            region.part,
            partial(_summary, region),
            plans=region.addresses,
            also=f"{region.said} {_offices(region)}",
        )


def _offices(region: Region) -> int:
    return sum(1 for _, agency in region.agencies if not agency.fictional)


def _summary(region: Region, left: Leftovers) -> RegionSummary:
    summaries = summaries_of(left, region.addresses)
    return summarise_region(region.id, region.name, _offices(region), summaries)


@dataclass(frozen=True)
class RegionPages:
    """The pages of all regions in one language, as parts."""

    view: SiteInLanguage

    def parts(self) -> Iterator[Part]:
        """Every page; none where the site is not split."""
        for region in self.view.holdings.regions if self.view.holdings.split else ():
            for kind in KINDS:
                if not (kind.real and region.fictional):
                    yield from self._of(region, kind, _MAKERS[kind.folder])
            for theme, record in self.view.themes.items() if not region.fictional else ():
                kind = Kind(
                    f"themes/{theme}/",
                    "nav.themes",
                    "theme.html",
                    "",
                    MOST_OF_A_THEME,
                    real=True,
                    sees=SEEN_OF_A_THEME,
                )
                yield from self._of(region, kind, partial(_theme, theme), record.label)

    def _of(
        self, region: Region, kind: Kind, make: Make, title: Text | None = None
    ) -> Iterator[Part]:
        shelves = (
            shelve_offices(region, kind.most)
            if kind is OFFICES
            else shelve(region, kind.most, real=kind.real)
        )
        # Which pages there are beside it stands on each.
        also = f"{region.said} {' '.join(shelf.below for shelf in shelves)}"
        for shelf in shelves:
            page = RegionPage(self.view, region, kind, title, shelves, shelf)
            yield self.view.part(
                page.address,
                partial(page.make, make),
                plans=shelf.addresses,
                sees=kind.sees,
                parts=(region.data,),
                offices=shelf.offices,
                also=also,
                dated=False,
            )


def _agencies(
    page: RegionPage, summaries: tuple[PlanSummary, ...], _: Leftovers
) -> Mapping[str, object]:
    region = page.region
    themes = [
        Crumb(theme.label, f"{region.address}themes/{id_}/")
        for id_, theme in page.view.themes.items()
        if not region.fictional
    ]
    return {
        **agency_list(page.cards(summaries)),
        "totals": total(summaries),
        "region": region,
        "themes": themes,
    }


def _review(
    page: RegionPage, summaries: tuple[PlanSummary, ...], _: Leftovers
) -> Mapping[str, object]:
    return plan_list(page.cards(summaries))


def _compare(
    page: RegionPage, summaries: tuple[PlanSummary, ...], _: Leftovers
) -> Mapping[str, object]:
    real, language = real_plans(summaries), page.view.language
    return {"coverage": coverage(real, language), "reasons": reasons_apart(real, language)}


def _changes(
    page: RegionPage, summaries: tuple[PlanSummary, ...], _: Leftovers
) -> Mapping[str, object]:
    view = page.view
    return site_changes_page(summaries, view.languages, view.language, ()).context


def _site_map(
    page: RegionPage, summaries: tuple[PlanSummary, ...], _: Leftovers
) -> Mapping[str, object]:
    return {"cards": page.cards(summaries)}


def _data(
    page: RegionPage, summaries: tuple[PlanSummary, ...], left: Leftovers
) -> Mapping[str, object]:
    offers = page.view.offers(left, None, page.shelf.addresses)
    return {"summaries": summaries, "offers": offers.plans(summaries)}


def _theme(
    theme: str, page: RegionPage, summaries: tuple[PlanSummary, ...], _: Leftovers
) -> Mapping[str, object]:
    view, region = page.view, page.region
    return {
        "theme": view.themes[theme],
        "kicker": view.language.plain(region.name),
        "plans": theme_plans(theme, summaries, view.language),
        "others": other_themes(theme, view.themes, f"{region.address}themes/"),
    }


_MAKERS: Mapping[str, Make] = {
    OFFICES.folder: _agencies,
    REVIEW.folder: _review,
    COMPARE.folder: _compare,
    CHANGES.folder: _changes,
    SITE_MAP.folder: _site_map,
    DATA.folder: _data,
}
