"""The data sets of a site: one of each plan, and one of all plans that are not fictional."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from generator.exports.dataset import FOLDER, LICENCES, Dataset, Origin, Publisher, Rows
from generator.exports.plain import Json
from generator.exports.rows import table_rows
from generator.exports.tables import all_tables
from generator.fields import Text
from generator.summary import PlanSummary, last_change, real_plans
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


def _joined(one: Text, other: Text) -> Text:
    en = f"{one.en}: {other.en}" if one.en and other.en else None
    return Text(zh=f"{one.zh}{other.zh}", en=en)


def plan_dataset(
    record: Json,
    summary: PlanSummary,
    *,
    publisher: Publisher,
    as_of: dt.date,
    origin: Origin | None = None,
) -> Dataset:
    """The data set of one plan, from its public record; `origin`: what that was made from."""
    rows = table_rows(record)
    return Dataset(
        folder=f"{FOLDER}{summary.agency}/{summary.plan}/",
        page=summary.address,
        title=_joined(summary.agency_name, summary.title),
        about=summary.change,
        publisher=publisher,
        as_of=as_of,
        changed=summary.changed,
        first_year=summary.period.first_year,
        last_year=summary.period.last_year,
        tables=tuple(table for table in all_tables() if rows[table.name]),
        read=rows.__getitem__,
        record=record,
        fictional=summary.fictional,
        origin=origin,
    )


def site_dataset(
    summaries: Sequence[PlanSummary],
    read: Callable[[PlanSummary, str], Iterable[Rows]],
    *,
    site: Site,
    as_of: dt.date,
) -> Dataset | None:
    """All plans but those of fictional offices, in the order of the summaries; none, no data set.

    `read` gives one plan's rows of a table, none where it has none: they are read when asked for,
    so that a nation's plans need not be held at once.
    """
    plans = real_plans(summaries)
    if not plans:
        return None

    def rows(table: str) -> Iterable[Rows]:
        return (row for plan in plans for row in read(plan, table))

    return Dataset(
        folder=FOLDER,
        page="data/",
        title=Text(zh=f"{site.name.zh}：全部計畫", en=f"{site.name.en}: all plans"),
        about=site.description,
        publisher=publisher_of(site),
        as_of=as_of,
        changed=last_change(plans) or as_of,
        first_year=min(plan.period.first_year for plan in plans),
        last_year=max(plan.period.last_year for plan in plans),
        tables=tuple(
            table for table in all_tables() if next(iter(rows(table.name)), None) is not None
        ),
        read=rows,
    )
