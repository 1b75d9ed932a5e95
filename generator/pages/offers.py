"""What a page lets its reader take away: one line for most readers, every file for the rest.

Which tables hold what a kind of page shows is said here once; a page's template repeats nothing.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.downloads import INDEX, Download, Licence
from generator.fields import Text
from generator.language import Language
from generator.numerals import round_to
from generator.summary import PlanSummary

ALL = "*"
# Tables of the files that hold a page's figures, the one most readers want first; ALL: every one.
SHOWS: Mapping[str, tuple[str, ...]] = {
    "plan.html": ("kpis", "measures", "goals", ALL),
    "kpi.html": (
        *("targets", "observations", "states", "kpis", "components", "conditions"),
        *("observation_components", "observation_conditions", "breakdown_cells"),
        "trajectory_points",
        *("scoring_rows", "changes", "evidence", "reports", "questions", "plans"),
    ),
    "review.html": (
        *("states", "findings", "kpis", "targets", "observations", "measures"),
        *("measure_observations", "outputs", "changes", "questions", "plans"),
    ),
    "changes.html": ("changes", "reports", "links", "plans"),
    "participation.html": ("questions", "consultations", "said"),
    "home.html": ("plans", "goals", "measures", "kpis", "targets", "budget_lines", INDEX),
    "agencies.html": ("plans", INDEX),
    "reviews.html": ("plans", "states", "reports", INDEX),
    "compare.html": (
        *("plans", "priorities", "strategies", "goals", "measures", "kpis", "work_items"),
        *("budget_lines", INDEX),
    ),
    "themes.html": ("goals",),
    "theme.html": ("goals", "measures", "kpis"),
    "region.html": ("plans", "goals", "measures", "kpis", INDEX),
    "region_data.html": ("plans", "kpis", "measures", INDEX, ALL),
    "agencies_by_region.html": ("plans", INDEX),
    "reviews_by_region.html": ("plans", INDEX),
    "compare_by_region.html": ("plans", INDEX),
    "theme_by_region.html": ("plans",),
    "data.html": ("plans", "kpis", "measures", INDEX, ALL),
    "committees.html": (INDEX,),
    "committee.html": ("resolutions", "meetings", "committees", ALL),
    "resolutions.html": ("resolutions", "resolution_notes", "concerns"),
    "consultations.html": ("public_consultations", ALL),
    "consultation.html": ("public_consultations", "consultation_themes", ALL),
}


@dataclass(frozen=True)
class Offered:
    """A file as it is offered: `what` it holds, in which headings, its `size` in words."""

    file: Download
    what: Text
    headings: str | None
    size: str


@dataclass(frozen=True)
class Quick:
    """A link of the one line: `CSV`, and the table it holds where the page has several."""

    label: str
    table: Text | None
    file: Download


@dataclass(frozen=True)
class Group:
    """The files of one format."""

    format: Text
    files: tuple[Offered, ...]


@dataclass(frozen=True)
class Offer:
    """The files of a page, when they changed (ISO day) and under which licence."""

    quick: tuple[Quick, ...]
    groups: tuple[Group, ...]
    changed: str
    licence: Licence
    fictional: bool = False

    @property
    def files(self) -> tuple[Download, ...]:
        """Every file offered."""
        return tuple(one.file for group in self.groups for one in group.files)

    @property
    def count(self) -> int:
        """How many files are offered."""
        return len(self.files)


def size_words(size: int, language: Language) -> str:
    """A size in bytes as a reader is told it: `812 bytes`, `12.3 KB`."""
    if size < 1000:
        return language.word("offer.bytes", n=size)
    unit, divisor = ("MB", 1_000_000) if size >= 999_950 else ("KB", 1000)
    value = round_to(Decimal(size) / divisor, 1).normalize()
    return (
        f"{language.number(round_to(value, 0) if value == value.to_integral() else value)} {unit}"
    )


@dataclass(frozen=True)
class OfferLine:
    """The one line of a page's files, as lists of pages show it, and how many files there are."""

    quick: tuple[Quick, ...]
    count: int


def make_offer_line(
    template: str, downloads: Sequence[Download], language: Language
) -> OfferLine | None:
    """The line of what a page of this template offers; none where it offers nothing."""
    files = _chosen(template, downloads, language)
    labels = _labels(downloads)
    return OfferLine(tuple(_quick(files, labels, language)), len(files)) if files else None


def _chosen(template: str, downloads: Sequence[Download], language: Language) -> list[Download]:
    """The files that a page of this template offers, what most readers want first."""
    shows = SHOWS.get(template)
    if shows is None:
        return []
    order = {table: place for place, table in enumerate(shows)}
    last = len(shows)
    files = [f for f in downloads if f.table is None or ALL in order or f.table in order]
    place = {table: n for n, table in enumerate(dict.fromkeys(f.table for f in files))}

    def rank(file: Download) -> tuple[int, int, bool]:
        # Headings in the page's own language come first.
        known = order.get(file.table or "", last)
        return known, place[file.table], file.language != language.code

    return sorted(files, key=rank)


def _labels(downloads: Sequence[Download]) -> list[str]:
    """The labels of a data set's files, which stand in the order of the formats."""
    known = {id_: n for n, id_ in enumerate(dict.fromkeys(f.format_id for f in downloads))}
    labelled = sorted((f for f in downloads if f.label), key=lambda f: known[f.format_id])
    return list(dict.fromkeys(f.label for f in labelled))


def make_offer(
    template: str,
    downloads: Sequence[Download],
    *,
    changed: str,
    licence: Licence,
    language: Language,
    fictional: bool = False,
) -> Offer | None:
    """What a page of this template offers of a data set's files; none where it offers nothing."""
    files = _chosen(template, downloads, language)
    if not files:
        return None
    labels = _labels(downloads)
    first = {label: n for n, label in enumerate(labels)}
    formats = {
        f.format_id: f.format for f in sorted(files, key=lambda f: first.get(f.label, len(labels)))
    }
    return Offer(
        quick=tuple(_quick(files, labels, language)),
        groups=tuple(
            Group(
                format_,
                tuple(_offered(f, language) for f in files if f.format_id == id_),
            )
            for id_, format_ in formats.items()
        ),
        changed=changed,
        licence=licence,
        fictional=fictional,
    )


def _offered(file: Download, language: Language) -> Offered:
    headings = f"offer.headings-{file.language}" if file.language else None
    return Offered(
        file=file,
        what=file.table_title or file.format,
        headings=language.word(headings) if headings else None,
        size=size_words(file.size, language),
    )


def _quick(files: Iterable[Download], labels: Iterable[str], language: Language) -> Iterable[Quick]:
    """The first file of each label, headings in the page's language."""
    for label in labels:
        found = [f for f in files if f.label == label and f.language in (None, language.code)]
        if found:
            several = len({f.table for f in found}) > 1
            yield Quick(label, found[0].table_title if several else None, found[0])


@dataclass(frozen=True)
class SiteOffers:
    """What pages over many plans offer: `files` of the whole site, `plan_files` of each plan by
    the address of its page."""

    files: tuple[Download, ...]
    plan_files: Mapping[str, tuple[Download, ...]]
    licence: Licence
    language: Language

    def of(self, template: str, changed: dt.date | None) -> Offer | None:
        """What a page of this template offers."""
        if changed is None:
            return None
        return make_offer(
            template,
            self.files,
            changed=changed.isoformat(),
            licence=self.licence,
            language=self.language,
        )

    def plans(self, summaries: Iterable[PlanSummary]) -> Mapping[str, OfferLine | None]:
        """The line of each plan's own files, by the address of its page."""
        return {
            plan.address: make_offer_line(
                "plan.html", self.plan_files.get(plan.address, ()), self.language
            )
            for plan in summaries
        }
