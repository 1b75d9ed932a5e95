"""Regions with their counts, as tables of national pages show them."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.fields import Text
from generator.language import Language
from generator.regions import Region
from generator.totals import RegionSummary

Told = int | dt.date | None


@dataclass(frozen=True)
class Column:
    """A column: its heading, and what it tells of a region; `None` where nothing is held."""

    label: str
    of: Callable[[RegionSummary], Told]


@dataclass(frozen=True)
class Heading:
    """A heading, and how its column is sorted."""

    label: str
    sort: str


@dataclass(frozen=True)
class Cell:
    """What a cell shows, under which heading, and what it is sorted by."""

    label: str
    shown: str
    key: str


@dataclass(frozen=True)
class Row:
    """A region with its page."""

    name: Text
    address: str
    fictional: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class RegionTable:
    """The table; `total`: the cells of the whole country."""

    caption: str
    columns: tuple[Heading, ...]
    rows: tuple[Row, ...]
    total: tuple[Cell, ...]
    sortable: bool


def _cell(column: Column, summary: RegionSummary, language: Language) -> Cell:
    told = column.of(summary)
    if told is None:
        return Cell(column.label, "–", "")
    if isinstance(told, dt.date):
        return Cell(column.label, language.day(told), told.isoformat())
    return Cell(column.label, language.number(told), str(told))


def region_table(
    caption: str,
    columns: Sequence[Column],
    regions: Sequence[tuple[Region, RegionSummary]],
    nation: RegionSummary,
    *,
    below: str,
    language: Language,
    sortable: bool = False,
) -> RegionTable:
    """Regions in the order given; `below`: the page of each that its name leads to, below its own."""
    total = tuple(_cell(column, nation, language) for column in columns)
    dates = [isinstance(column.of(nation), dt.date) for column in columns]
    return RegionTable(
        caption=caption,
        columns=tuple(
            Heading(column.label, "text" if is_date else "number")
            for column, is_date in zip(columns, dates, strict=True)
        ),
        rows=tuple(
            Row(
                region.name,
                f"{region.address}{below}",
                region.fictional,
                tuple(_cell(column, summary, language) for column in columns),
            )
            for region, summary in regions
        ),
        total=total,
        sortable=sortable,
    )
