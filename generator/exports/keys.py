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
    """What a table's rows name in the tables that are there.

    A reference is of agency, plan and id, and packages check every part of it: a column that may
    be empty has none.
    """
    there = {one.name: one for one in tables if one.name != table.name}
    found = []
    for column in table.columns:
        other = there.get(_refers(column) or "")
        if other is None or not column.required:
            continue
        own = PLAN_KEY if other.name == "plans" else (*PLAN_KEY, column.name)
        key = PLAN_KEY if other.name == "plans" else (*PLAN_KEY, "id")
        if other.key == key:
            found.append(Reference(own, other.name, key))
    return tuple(found)
