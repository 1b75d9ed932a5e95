"""What a catalogue lists: the data set of all plans and one of each plan that is not fictional."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from generator.downloads import DATA_PAGE, Download
from generator.exports.dataset import Publisher
from generator.exports.datasets import plan_about, plan_title, site_title_of
from generator.fields import Text
from generator.language import Language
from generator.summary import PlanSummary, last_change, real_plans
from generator.vocabulary import Site


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
    """A site's data sets, the one of all plans first; the rest are parts of it."""

    title: Text
    about: Text
    publisher: Publisher
    entries: tuple[Entry, ...]

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


def _plan_entry(
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
    entries = (_plan_entry(plan, files[plan.address], languages) for plan in plans)
    return Catalogue(site.name, site.description, publisher, (whole, *entries))
