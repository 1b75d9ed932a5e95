"""The data sets of a site: one of each plan, and one of all plans that are not fictional."""

import datetime as dt
from collections.abc import Mapping, Sequence

from generator.downloads import LICENCES
from generator.exports.csv_tables import read_csv
from generator.exports.dataset import FOLDER, Dataset, Origin, Publisher
from generator.exports.plain import Json
from generator.exports.rows import table_rows
from generator.exports.tables import all_tables
from generator.fields import Text
from generator.language import Language
from generator.pages.cards import plan_sentence
from generator.regions import PlanKey, Region
from generator.summary import PlanSummary
from generator.vocabulary import Site


def publisher_of(site: Site) -> Publisher:
    """Who offers the data."""
    return Publisher(
        site=site.name,
        url=site.url,
        operator=site.operator,
        operator_name=site.operator_name,
        licence=LICENCES[site.operator],
    )


def plan_title(summary: PlanSummary) -> Text:
    """The title of a plan's data set: the office and its plan; in English where both are."""
    office, plan = summary.agency_name, summary.title
    en = f"{office.en}: {plan.en}" if office.en and plan.en else None
    return Text(zh=f"{office.zh}{plan.zh}", en=en)


def plan_about(summary: PlanSummary, languages: Mapping[str, Language]) -> Text:
    """What a plan's data set holds: the sentence of its page, and how the data is kept."""
    zh, en = (
        languages[code].word("meta.dataset", page=plan_sentence(summary, languages[code]))
        for code in ("zh", "en")
    )
    return Text(zh=zh, en=en)


def site_title_of(site: Site) -> Text:
    """The title of the data set of all plans; in English where the site has an English name."""
    en = f"{site.name.en}: all plans" if site.name.en else None
    return Text(zh=f"{site.name.zh}：全部計畫", en=en)


def plan_dataset(
    record: Json,
    summary: PlanSummary,
    *,
    publisher: Publisher,
    as_of: dt.date,
    languages: Mapping[str, Language],
    origin: Origin | None = None,
) -> Dataset:
    """The data set of one plan, from its public record; `origin`: what that was made from."""
    rows = table_rows(record)
    return Dataset(
        folder=f"{FOLDER}{summary.agency}/{summary.plan}/",
        page=summary.address,
        title=plan_title(summary),
        about=plan_about(summary, languages),
        publisher=publisher,
        as_of=as_of,
        changed=summary.changed,
        tables=tuple(table for table in all_tables() if rows[table.name]),
        read=rows.__getitem__,
        record=record,
        fictional=summary.fictional,
        origin=origin,
    )


def joined_dataset(
    folder: str,
    page: str,
    title: Text,
    plans: Sequence[PlanKey],
    joined: Mapping[str, bytes],
    *,
    site: Site,
    as_of: dt.date,
    large: bool,
) -> Dataset:
    """The data set of many plans, at least one, put together from their files: a site's, a region's,
    or what a site that is split by region has of them all; the last two are `large`."""
    tables = {table.name: table for table in all_tables()}
    return Dataset(
        folder=folder,
        page=page,
        title=title,
        about=site.description,
        publisher=publisher_of(site),
        as_of=as_of,
        changed=max(plan.changed for plan in plans),
        tables=tuple(table for name, table in tables.items() if name in joined),
        read=lambda name: read_csv(tables[name], joined[name]),
        joined=joined,
        large=large,
    )


def region_title(region: Region) -> Text:
    """The title of the data set of a region's plans."""
    en = f"{region.name.en}: all plans" if region.name.en else None
    return Text(zh=f"{region.name.zh}：全部計畫", en=en)
