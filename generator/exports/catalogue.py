"""What a catalogue lists: the data set of all plans and one of each plan that is not fictional."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.downloads import Download
from generator.exports.dataset import Publisher
from generator.fields import Text
from generator.language import Language
from generator.pages.cards import plan_sentence
from generator.summary import PlanSummary, last_change, real_plans
from generator.vocabulary import Site

SITE_PAGE = "data/"


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


def _said(key: str, words: Mapping[str, str], languages: Mapping[str, Language]) -> Text:
    zh, en = (languages[code].word(key, page=words[code]) for code in ("zh", "en"))
    return Text(zh=zh, en=en)


def _plan_entry(
    plan: PlanSummary, files: tuple[Download, ...], languages: Mapping[str, Language]
) -> Entry:
    en = (
        f"{plan.agency_name.en}: {plan.title.en}" if plan.agency_name.en and plan.title.en else None
    )
    sentences = {code: plan_sentence(plan, languages[code]) for code in ("zh", "en")}
    return Entry(
        page=plan.address,
        title=Text(zh=f"{plan.agency_name.zh}{plan.title.zh}", en=en),
        about=_said("meta.dataset", sentences, languages),
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
    title = Text(
        zh=f"{site.name.zh}：全部計畫", en=f"{site.name.en}: all plans" if site.name.en else None
    )
    whole = Entry(
        page=SITE_PAGE,
        title=title,
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
