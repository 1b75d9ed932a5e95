"""A public record as flat tables: one for each kind of record that stands in a list.

A plan's, a committee's, and that of all consultations: see `ROOTS`.

The columns follow from the dictionary; `rows` fills them. A row carries the ids of every record above
it, so tables can be joined; a text has a column per language, a year its ROC year beside it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from generator.exports.dictionary import (
    ROOT_RECORD,
    Dictionary,
    Field,
    Shape,
    Words,
    load_dictionary,
)

Cell = str | bool | None
Row = Mapping[str, Cell]
PLAN_KEY = ("agency", "plan")


@dataclass(frozen=True)
class Root:
    """A kind of record that is published as a file: the name of the table that holds it, empty
    where it holds nothing but a list, and the columns that name it in every table below."""

    table: str
    key: tuple[str, ...]


ROOTS: Mapping[str, Root] = {
    ROOT_RECORD: Root("plans", PLAN_KEY),
    "committee": Root("committees", ("committee",)),
    "consultation_list": Root("", ()),
}


@dataclass(frozen=True)
class Column:
    """A column: `type` is a scalar of the dictionary or the name of a code list; `required`: never
    empty; `refers`: the table whose id it holds."""

    name: str
    type: str
    title: Words
    says: Words
    required: bool = False
    refers: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: its rows tell themselves apart by `key`, unless they stand below several kinds of
    records, where it is empty. `above`: the columns that name the row of the table `parent` that a
    row stands in, where that is one kind of record below the plan."""

    name: str
    title: Words
    says: Words
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    parent: str = ""
    above: tuple[str, ...] = ()


def table_name(shape: str) -> str:
    """`budget_line` -> `budget_lines`."""
    if shape in ("evidence", "said", "scoring"):
        return shape
    return f"{shape[:-1]}ies" if shape.endswith("y") else f"{shape}s"


def _mark_columns(shape: Shape) -> tuple[Column, ...]:
    """What the rows below a record of this shape repeat of it."""
    return tuple(
        Column(one.name, one.base, one.title, one.says, required=not one.nullable)
        for one in shape.fields
        if one.name in shape.marks
    )


def _key_columns(shape: Shape, of: Field) -> tuple[Column, ...]:
    """What names a record of this shape in the rows below it."""
    if of.many == "map":
        named = Column(of.key, of.key_base, *_MAP_KEYS[of.key], required=True)
        return (named,)
    fields = {one.name: one for one in shape.fields}
    if not shape.key:
        return (
            Column(
                f"{shape.name}_order",
                "integer",
                (f"{shape.title[0]}順序", f"Place of the {shape.title[1].lower()}"),
                ("在清單中的順序，從 1 起", "Its place in the list, from 1"),
                required=True,
            ),
        )
    made = []
    for name in shape.key:
        one = fields[name]
        own = name == "id"
        made.append(
            Column(
                shape.name if own else name,
                one.base,
                (f"{shape.title[0]}代碼", f"{shape.title[1]} id") if own else one.title,
                (f"所屬{shape.title[0]}的代碼", f"Id of its {shape.title[1].lower()}")
                if own
                else one.says,
                required=True,
                refers=table_name(shape.name) if own else None,
            )
        )
    return tuple(made)


_MAP_KEYS: Mapping[str, tuple[Words, Words]] = {
    "year": (("年度", "Year"), ("目標的年度（西元）", "The target's year")),
    "component": (("組成代碼", "Component id"), ("公式組成的代碼", "Id of the component")),
    "condition": (("條件代碼", "Condition id"), ("條件的代碼", "Id of the condition")),
    "part": (("組成", "Part"), ("執行數的組成", "Part of the execution")),
}


@dataclass
class _Made:
    """A table being put together from every place its records stand in."""

    shape: Shape
    above: list[tuple[Column, ...]] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    own: tuple[Column, ...] = ()
    key: tuple[str, ...] = ()


class _Maker:
    """Walks the dictionary once for columns; the same walk over a record gives the rows."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.dictionary = dictionary
        self.made: dict[str, _Made] = {}

    def scalars(self, shape: Shape, prefix: str = "", *, required: bool = True) -> Iterator[Column]:
        """The columns of a record's own fields and of records that stand in it once."""
        for one in shape.fields:
            name, needed = prefix + one.name, required and not one.nullable
            if one.many == "map" or (one.many == "list" and self.dictionary.is_record(one.base)):
                continue
            if self.dictionary.is_record(one.base):
                inner = self.dictionary.shapes[one.base]
                for column in self.scalars(inner, f"{name}_", required=needed):
                    yield replace(
                        column,
                        title=(
                            f"{one.title[0]}：{column.title[0]}",
                            f"{one.title[1]}: {column.title[1]}",
                        ),
                    )
            elif one.base == "text":
                zh, en = one.title
                surely = needed and one.many == "one"
                yield Column(f"{name}_zh", "string", (zh, f"{en} (Chinese)"), one.says, surely)
                yield Column(f"{name}_en", "string", (f"{zh}（英文）", en), one.says)
            else:
                many = one.many == "list"
                yield Column(
                    name,
                    "string" if many else one.base,
                    one.title,
                    one.says,
                    required=needed and not many,
                )
                if one.base == "year" and not many:
                    yield _roc(name, one.title, required=needed)

    def walk(self, shape: Shape, above: tuple[Column, ...], parent: str) -> None:
        """Every table below a record that stands in a row of `parent`."""
        for one in shape.fields:
            record = self.dictionary.shapes.get(one.base)
            if one.many == "one":
                if record:
                    self.walk(record, above, parent)
                continue
            if record is None:
                if one.many == "map":
                    self._map(shape, one, above, parent)
                continue
            name = table_name(record.name)
            made = self.made.setdefault(name, _Made(record))
            key = _key_columns(record, one)
            made.above.append(above)
            made.parents.append(parent)
            made.own = (
                *(column for column in key if one.many == "map" or not record.key),
                *([_roc("year", key[0].title, required=True)] if one.key == "year" else ()),
                *self.scalars(record),
            )
            made.key = (
                tuple(column.name for column in key)
                if one.many == "map" or not record.key
                else record.key
            )
            self.walk(record, (*above, *key, *_mark_columns(record)), name)

    def _map(self, shape: Shape, one: Field, above: tuple[Column, ...], parent: str) -> None:
        """A map of figures is a table of its own: what its key names, and the figure."""
        key = Column(one.key, one.key_base, *_MAP_KEYS[one.key], required=True)
        value = Column("value", one.base, ("數值", "Value"), one.says, required=True)
        name = f"{shape.name}_{one.name}"
        made = _Made(Shape(name, one.title, one.says, (one.key,), ()))
        made.above, made.own, made.key = [above], (key, value), (one.key,)
        made.parents = [parent]
        self.made[name] = made


def _roc(name: str, title: Words, *, required: bool) -> Column:
    return Column(
        f"{name}_roc",
        "integer",
        (f"{title[0]}（民國）", f"{title[1]} (ROC)"),
        ("民國年", "Year of the Republic of China"),
        required=required,
    )


def _joined(above: list[tuple[Column, ...]]) -> tuple[Column, ...]:
    """The ids above a table's rows; those that only some rows have may be empty."""
    columns: dict[str, Column] = {}
    times: dict[str, int] = defaultdict(int)
    for path in above:
        for column in path:
            columns.setdefault(column.name, column)
            times[column.name] += 1
    return tuple(
        replace(column, required=column.required and times[name] == len(above))
        for name, column in columns.items()
    )


def all_tables() -> tuple[Table, ...]:
    """Every table of plans, their own first."""
    return tables_of(ROOT_RECORD)


def every_table() -> tuple[Table, ...]:
    """The tables of every kind of file."""
    return tuple(table for root in ROOTS for table in tables_of(root))


@cache
def tables_of(kind: str) -> tuple[Table, ...]:
    """Every table of one of `ROOTS`, its own first."""
    dictionary, at = load_dictionary(), ROOTS[kind]
    maker = _Maker(dictionary)
    root = dictionary.shapes[kind]
    head = tuple(maker.scalars(root))
    keys = tuple(
        replace(column, refers=at.table if column.name == at.key[-1] else None)
        for column in head
        if column.name in (*at.key, *root.marks)
    )
    maker.walk(root, keys, at.table)
    tables = [Table(at.table, root.title, root.says, head, at.key)] if at.table else []
    # They mark a row and tell it from no other.
    marks = {mark for shape in dictionary.shapes.values() for mark in shape.marks}
    for name, made in maker.made.items():
        above = _joined(made.above)
        names = {column.name for column in above}
        # A record may itself name what stands above it: once is enough.
        own = tuple(column for column in made.own if column.name not in names)
        ids = tuple(column.name for column in above if column.name not in marks)
        key = ids + tuple(k for k in made.key if k not in names)
        if not {column.name for column in own} - set(key):
            continue  # what stands in it stands in the tables below it
        columns = (*above, *own)
        if len(made.above) > 1:
            tables.append(Table(name, made.shape.title, made.shape.says, columns, ()))
            continue
        (parent,) = made.parents
        tables.append(Table(name, made.shape.title, made.shape.says, columns, key, parent, ids))
    return tuple(tables)
