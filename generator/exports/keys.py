"""What tells a table's rows apart, and which rows of other tables they name: read by the packages."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from generator.exports.dictionary import load_dictionary
from generator.exports.tables import PLAN_KEY, Column, Table, table_name


@dataclass(frozen=True)
class Key:
    """Columns that tell rows apart; `whole`: none of them is ever empty."""

    columns: tuple[str, ...]
    whole: bool


@dataclass(frozen=True)
class Reference:
    """These columns hold the key of a row of another table."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


def key_of(table: Table) -> Key | None:
    """A table's key, none where its rows stand below several kinds of records."""
    if not table.key:
        return None
    required = {column.name for column in table.columns if column.required}
    return Key(table.key, required.issuperset(table.key))


@cache
def _tables_by_id() -> dict[str, str]:
    """`kpi` -> `kpis`, of records that are told apart by their id within a plan."""
    shapes = load_dictionary().shapes.values()
    return {shape.name: table_name(shape.name) for shape in shapes if shape.key == ("id",)}


def _refers(column: Column) -> str | None:
    return column.refers or _tables_by_id().get(column.name)


def references_of(table: Table, tables: Iterable[Table]) -> tuple[Reference, ...]:
    """What a table's rows name in the tables that are there, each table once.

    Packages check every part of a reference: one with a column that may be empty is left out.
    """
    there = {one.name: one for one in tables if one.name != table.name}
    required = {column.name for column in table.columns if column.required}
    named = [(table.parent, table.above)]
    named += [
        (other, PLAN_KEY if other == "plans" else (*PLAN_KEY, column.name))
        for column in table.columns
        if (other := _refers(column))
    ]
    found: dict[str, Reference] = {}
    for name, columns in named:
        other_table = there.get(name)
        whole = required.issuperset(columns)
        if other_table and whole and len(other_table.key) == len(columns):
            found.setdefault(name, Reference(columns, name, other_table.key))
    return tuple(found.values())
