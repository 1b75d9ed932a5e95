"""The self-check: what the data says to each monitoring criterion, with its working and its source.

Sees counts of plans alone; fictional offices are left out. Shows no score and no ranking.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.fields import Text
from generator.language import Language
from generator.pages.page import Page
from generator.pages.parts import Part
from generator.pages.site_in_language import SiteInLanguage, summaries_of
from generator.regions import Region
from generator.self_check import CRITERIA, PARTS, Counts, Criterion, Source, add_counts
from generator.summary import PlanSummary, real_plans
from generator.totals import RegionSummary

ADDRESS = "self-check/"
# What the page sees of a plan.
SEEN = frozenset({"agency", "plan", "agency_name", "fictional", "period", "changed", "check"})
# Where the figures come from: a page of the site that shows them.
_SOURCES: dict[Source, str] = {
    "plans": "agencies/",
    "kpis": "compare/",
    "reports": "review/",
    "participation": "data/dictionary/",
}


@dataclass(frozen=True)
class Answer:
    """A criterion with what the data says: `figure` is `3 / 7`, `share` `42.9%`, `None` where it does not say;
    `working`: how it was counted, or what is held near it; `source`: what that comes from, and the
    `address` of a page that shows it."""

    id: str
    criterion: str
    grade: str
    figure: str | None
    share: str | None
    working: str | None
    source: str | None
    address: str


@dataclass(frozen=True)
class PartView:
    """The criteria of one sub-indicator."""

    id: str
    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Row:
    """A plan or a region in the table: a figure for each column, a dash where none is held."""

    name: Text
    address: str
    note: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class SelfCheck:
    """What the page shows of these counts, in one language. `office`: the site is run by an office."""

    counts: Counts
    office: bool
    language: Language

    def parts(self) -> tuple[PartView, ...]:
        """Every criterion, by sub-indicator."""
        return tuple(
            PartView(
                part,
                self.language.word(f"check.part-{part}"),
                tuple(self._answer(one) for one in CRITERIA if one.part == part),
            )
            for part in PARTS
        )

    def _answer(self, one: Criterion) -> Answer:
        word, ratio = self.language.word, one.answer(self.counts, office=self.office)
        near = one.beside or (one.look if one.office else None)
        beside = near(self.counts) if near else None
        told = ratio or (beside if beside and beside.whole else None)
        says = f"check.says-{one.id}" if ratio or one.beside else f"check.near-{one.id}"
        figure, share = None, None
        if ratio:
            figure = word("check.figure", part=ratio.part, whole=ratio.whole)
            share = self.language.percent(Decimal(ratio.part) / ratio.whole)
        return Answer(
            id=one.id,
            criterion=word(f"check.asks-{one.id}"),
            grade=word(f"check.grade-{ratio.grade if ratio else 'not-held'}"),
            figure=figure,
            share=share,
            working=word(says, part=told.part, whole=told.whole) if told else None,
            source=word(f"check.from-{one.source}") if told else None,
            address=_SOURCES[one.source],
        )

    @property
    def _columns(self) -> tuple[Criterion, ...]:
        """The criteria that the data answers."""
        return tuple(one for one in CRITERIA if one.answer(self.counts, office=self.office))

    def headings(self) -> tuple[str, ...]:
        """The columns of the table, in short."""
        return tuple(self.language.word(f"check.short-{one.id}") for one in self._columns)

    def row(self, name: Text, address: str, note: str, counts: Counts) -> Row:
        """A row of the table."""
        ratios = (one.answer(counts, office=self.office) for one in self._columns)
        cells = (f"{ratio.part} / {ratio.whole}" if ratio else "–" for ratio in ratios)
        return Row(name, address, note, tuple(cells))


def _page(
    view: SiteInLanguage,
    counts: Counts,
    rows: Callable[[SelfCheck], Iterable[Row]],
    *,
    caption: str,
    first: str,
) -> Page:
    check = SelfCheck(counts, view.site.operator == "office", view.language)
    context = {
        "day": view.language.day(view.as_of),
        "counts": counts,
        "parts": check.parts(),
        "headings": check.headings(),
        "rows": tuple(rows(check)) if counts.plans else (),
        "caption": caption,
        "first": first,
    }
    return view.page_with("self_check.html", "check", ADDRESS, "", context)


def self_check_part(view: SiteInLanguage) -> Part:
    """The page of a site that is not split, with a row for each plan."""
    plans = view.holdings.addresses
    return view.part(
        ADDRESS,
        lambda left: self_check_of_plans(view, summaries_of(left, plans)),
        plans=plans,
        sees=SEEN,
    )


def self_check_of_plans(view: SiteInLanguage, summaries: Sequence[PlanSummary]) -> Page:
    """The page with a row for each plan."""
    real, period = real_plans(summaries), view.language.short_period
    return _page(
        view,
        add_counts(summary.check for summary in real),
        lambda check: (
            check.row(s.agency_name, s.address, period(s.period), s.check) for s in real
        ),
        caption=view.language.word("check.by-plan"),
        first=view.language.word("data.plan"),
    )


def self_check_of_regions(
    view: SiteInLanguage, regions: Sequence[tuple[Region, RegionSummary]], counts: Counts
) -> Page:
    """The page with a row for each region. `counts`: of all of them."""
    return _page(
        view,
        counts,
        lambda check: (
            check.row(region.name, region.address, "", one.totals.check)
            for region, one in regions
            if not region.fictional
        ),
        caption=view.language.word("check.by-region"),
        first=view.language.word("agencies.region"),
    )
