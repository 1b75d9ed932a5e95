"""What a catalogue lists: the data set of all plans and one of each plan that is not fictional."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.downloads import DATA_PAGE, Download
from generator.exports.dataset import Publisher
from generator.exports.datasets import plan_about, plan_title, site_title_of
from generator.fields import Text
from generator.language import Language
from generator.regions import PlanKey
from generator.summary import PlanSummary, last_change, real_plans
from generator.vocabulary import Site

# What `Download.table` says of the catalogue's own files.
CATALOGUE = "catalogue"


@dataclass(frozen=True)
class Entry:
    """A data set: `page` its address below the site's root, `office` whose plan it is; `issued`:
    when this site first held it."""

    page: str
    title: Text
    about: Text
    office: str
    office_name: Text | None
    region: Text | None
    first_year: int
    last_year: int
    issued: dt.date
    changed: dt.date
    files: tuple[Download, ...]


@dataclass(frozen=True)
class Catalogue:
    """A site's data sets or a region's, the one of all plans first; the rest are parts of it.
    `catalogues`: those of regions, where the site is split, each with its data set alone;
    `regional`: whether it is one of them."""

    title: Text
    about: Text
    publisher: Publisher
    entries: tuple[Entry, ...]
    catalogues: tuple[Entry, ...] = ()
    regional: bool = False

    @property
    def page(self) -> str:
        """The address of its page below the site's root."""
        return self.entries[0].page

    def url(self, address: str) -> str:
        """The address on the web of a page or file below the site's root."""
        return self.publisher.url + address


@dataclass(frozen=True)
class CatalogueFormat:
    """A way to write the catalogue: the `name` of its file below the data's folder, and its content."""

    id: str
    title: Text
    name: str
    media_type: str
    write: Callable[[Catalogue], bytes]


def plan_entry(
    plan: PlanSummary, files: tuple[Download, ...], languages: Mapping[str, Language]
) -> Entry:
    return Entry(
        page=plan.address,
        title=plan_title(plan),
        about=plan_about(plan, languages),
        office=plan.agency,
        office_name=plan.agency_name,
        region=plan.region,
        first_year=plan.period.first_year,
        last_year=plan.period.last_year,
        issued=plan.issued,
        changed=plan.changed,
        files=files,
    )


def whole_entry(
    page: str,
    title: Text,
    about: Text,
    plans: Sequence[PlanKey],
    *,
    issued: dt.date,
    files: tuple[Download, ...],
    region: Text | None = None,
) -> Entry:
    """The data set of many plans."""
    return Entry(
        page=page,
        title=title,
        about=about,
        office="",
        office_name=None,
        region=region,
        first_year=min(plan.first_year for plan in plans),
        last_year=max(plan.last_year for plan in plans),
        issued=issued,
        changed=max(plan.changed for plan in plans),
        files=files,
    )


def in_short(entry: Entry) -> Entry:
    """A plan's data set with the files that hold or describe all of it, and none that holds a table
    alone: nine of ten are such, and the package that stays names each with its hash."""
    return replace(entry, files=tuple(file for file in entry.files if file.table is None))


def make_catalogue(
    summaries: Sequence[PlanSummary],
    *,
    files: Mapping[str, tuple[Download, ...]],
    site_files: tuple[Download, ...],
    site: Site,
    publisher: Publisher,
    languages: Mapping[str, Language],
) -> Catalogue | None:
    """The catalogue of a site; none where it has no plan that is not fictional. `files`: of each
    plan, by the address of its page."""
    plans = real_plans(summaries)
    changed = last_change(plans)
    if changed is None:
        return None
    whole = Entry(
        page=DATA_PAGE,
        title=site_title_of(site),
        about=site.description,
        office="",
        office_name=None,
        region=None,
        first_year=min(plan.period.first_year for plan in plans),
        last_year=max(plan.period.last_year for plan in plans),
        issued=min(plan.issued for plan in plans),
        changed=changed,
        files=site_files,
    )
    entries = (plan_entry(plan, files[plan.address], languages) for plan in plans)
    return Catalogue(site.name, site.description, publisher, (whole, *entries))
