"""Pages over all plans of a site that is split by region: counts, what is late, the way to each
region. They see the summaries of regions alone, so that their cost does not grow with the plans.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from generator.downloads import DATA_FOLDER, DATA_PAGE, UPLOAD
from generator.language import Language
from generator.pages.changes import newest_changes_page
from generator.pages.coming import coming_committees
from generator.pages.compare import kpis_apart, money_apart
from generator.pages.consultations import ConsultationPages
from generator.pages.page import Page
from generator.pages.parts import Leftovers, Part
from generator.pages.region_table import Column, RegionTable, region_table
from generator.pages.self_check import ADDRESS as SELF_CHECK
from generator.pages.self_check import self_check_of_regions
from generator.pages.site_in_language import SiteInLanguage
from generator.pages.site_pages import home_page, review_page, site_map_page
from generator.pages.themes import page_of_theme, theme_list_page
from generator.regions import Region
from generator.summary import HOLDS
from generator.totals import RegionSummary, join_regions

Regions = Sequence[tuple[Region, RegionSummary]]
Make = Callable[[Regions, RegionSummary, Leftovers], Page]


def _counts(language: Language) -> tuple[Column, ...]:
    word = language.word
    return (
        Column(word("regions.offices"), lambda r: r.offices),
        Column(word("regions.plans"), lambda r: r.totals.plans),
        Column(word("regions.measures"), lambda r: r.totals.measures),
        Column(word("regions.kpis"), lambda r: r.totals.kpis),
        Column(word("regions.results"), lambda r: r.totals.results or None),
    )


def _to_review(language: Language) -> tuple[Column, ...]:
    """What is not reported is not counted as nothing to review."""
    word = language.word
    return (
        Column(word("regions.plans"), lambda r: r.totals.plans),
        Column(word("regions.reported"), lambda r: r.totals.reported),
        Column(
            word("regions.outstanding"), lambda r: r.totals.outstanding if r.totals.plans else None
        ),
        Column(
            word("review.count-kpis"),
            lambda r: r.totals.kpis_to_review if r.totals.reported else None,
        ),
        Column(
            word("review.count-measures"),
            lambda r: r.totals.measures_to_review if r.totals.reported else None,
        ),
        Column(word("review.reported"), lambda r: r.totals.latest),
    )


@dataclass(frozen=True)
class NationalPages:
    """The pages in one language, as parts."""

    view: SiteInLanguage

    def parts(self) -> Iterator[Part]:
        """Every page over all plans; none where the site is not split."""
        view = self.view
        if not view.holdings.split:
            return
        pages: dict[str, Make] = {
            "": self._home,
            "agencies/": self._agencies,
            "changes/": self._changes,
            "review/": self._review,
            "compare/": self._compare,
            SELF_CHECK: self._self_check,
            "themes/": self._themes,
            **{f"themes/{theme}/": partial(self._theme, theme) for theme in view.themes},
            DATA_PAGE: self._data,
        }
        consultations = ConsultationPages(view)
        needed = (DATA_FOLDER, *(region.part for region in view.holdings.regions))
        # The home page leads to the demonstration, where there is one.
        shown = tuple(id_ for id_, agency in view.holdings.agencies if agency.fictional)[:1]
        for address, make in pages.items():
            offices = () if address else shown
            yield view.part(
                address,
                partial(self._made, make),
                parts=needed,
                offices=offices,
                committees=() if address else coming_committees(view),
                also=consultations.shown_on(address),
            )
        names = " ".join(region.said for region in view.holdings.regions)
        names += consultations.shown_on("sitemap/")
        yield view.part("sitemap/", lambda _: self._site_map(), also=names)

    def _made(self, make: Make, left: Leftovers) -> Page:
        held = [(region, left.region(region.part)) for region in self.view.holdings.regions]
        nation = join_regions([one for _, one in held], self.view.words("regions.all"))
        return self.view.offering(make(held, nation, left), left)

    def _table(
        self,
        caption: str,
        columns: Sequence[Column],
        regions: Regions,
        nation: RegionSummary,
        *,
        below: str = "",
        sortable: bool = False,
    ) -> RegionTable:
        return region_table(
            caption, columns, regions, nation, below=below, language=self.view.language,
            sortable=sortable,
        )  # fmt: skip

    def _real(self, regions: Regions) -> Regions:
        return [one for one in regions if not one[0].fictional]

    def _home(self, regions: Regions, nation: RegionSummary, left: Leftovers) -> Page:
        view, word = self.view, self.view.language.word
        fictional = (o for o in view.holdings.agencies if o[1].fictional)
        table = self._table(
            word("regions.caption"), _counts(view.language), self._real(regions), nation
        )
        context = {
            "cards": (),
            "regions": table,
            "demonstration": next(((f"agencies/{id_}/", one) for id_, one in fictional), None),
            "changes": nation.recent,
        }
        return home_page(view, nation.totals, left, context)

    def _agencies(self, regions: Regions, nation: RegionSummary, _: Leftovers) -> Page:
        view, word = self.view, self.view.language.word
        columns = (
            *_counts(view.language),
            Column(word("data.changed"), lambda r: r.changed),
        )
        table = self._table(word("regions.caption"), columns, regions, nation, sortable=True)
        context = {"real": nation.offices, "regions": table}
        return view.page_with(
            "agencies_by_region.html", "agencies", "agencies/", "agencies", context
        )

    def _changes(self, regions: Regions, nation: RegionSummary, _: Leftovers) -> Page:
        view, word = self.view, self.view.language.word
        columns = (
            Column(word("regions.changes"), lambda r: r.changes),
            Column(word("regions.last-entry"), lambda r: r.last_entry),
        )
        table = self._table(
            word("changes.by-region"), columns, self._real(regions), nation, below="changes/"
        )
        return newest_changes_page(
            nation, table, view.languages, view.language, view.followed, view.last_change
        )

    def _review(self, regions: Regions, nation: RegionSummary, _: Leftovers) -> Page:
        table = self._table(
            self.view.language.word("regions.review-caption"),
            _to_review(self.view.language),
            self._real(regions),
            nation,
            below="review/",
            sortable=True,
        )
        return review_page(self.view, "reviews_by_region.html", {"regions": table})

    def _compare(self, regions: Regions, nation: RegionSummary, _: Leftovers) -> Page:
        view, language = self.view, self.view.language
        columns = [Column(language.word("regions.plans"), lambda r: r.totals.plans)]
        columns += [
            Column(
                language.word(f"holds.{key}"),
                lambda r, key=key: r.totals.holds.get(key, 0),  # type: ignore[misc]
            )
            for key in HOLDS
        ]
        table = self._table(
            language.word("regions.compare-caption"),
            columns,
            self._real(regions),
            nation,
            below="compare/",
        )
        totals = nation.totals
        shared = sum(1 for plans in nation.kpi_names.values() if plans > 1)
        reasons = (
            *kpis_apart(totals.with_kpis, totals.kpis, shared, language),
            *money_apart(totals.with_estimates, totals.with_budget, language),
        )
        context = {"regions": table, "plans": totals.plans, "reasons": reasons}
        return view.page_with("compare_by_region.html", "compare", "compare/", "", context)

    def _self_check(self, regions: Regions, nation: RegionSummary, _: Leftovers) -> Page:
        return self_check_of_regions(self.view, regions, nation.totals.check)

    def _themes(self, _: Regions, nation: RegionSummary, __: Leftovers) -> Page:
        view = self.view
        return theme_list_page(
            view.themes, nation.themes, view.languages, view.language, view.last_change
        )

    def _theme(self, theme: str, regions: Regions, nation: RegionSummary, _: Leftovers) -> Page:
        view, word = self.view, self.view.language.word
        columns = (
            Column(word("regions.plans"), lambda r: r.themes.get(theme, (0, 0))[1]),
            Column(word("regions.goals"), lambda r: r.themes.get(theme, (0, 0))[0]),
        )
        table = self._table(
            word("regions.theme-caption"),
            columns,
            self._real(regions),
            nation,
            below=f"themes/{theme}/",
            sortable=True,
        )
        return page_of_theme(
            theme,
            view.themes,
            template="theme_by_region.html",
            context={"regions": table},
            languages=view.languages,
            language=view.language,
            changed=view.last_change,
        )

    def _data(self, regions: Regions, nation: RegionSummary, left: Leftovers) -> Page:
        view, word = self.view, self.view.language.word
        files = left.downloads(DATA_FOLDER)
        columns = (
            Column(word("regions.plans"), lambda r: r.totals.plans),
            Column(word("data.changed"), lambda r: r.changed),
        )
        context: Mapping[str, object] = {
            "site": view.site,
            "summaries": (),
            "offers": {},
            "regions": self._table(
                word("data.by-region"), columns, self._real(regions), nation, below="data/"
            ),
            "upload": next((f for f in files if f.format_id == UPLOAD), None),
        }
        return view.page("data", DATA_PAGE, "data", context)

    def _site_map(self) -> Page:
        regions = self.view.holdings.regions
        return site_map_page(self.view, {"cards": (), "regions": regions})
