"""The rows of the tables: a public record walked as `tables` walked the dictionary."""

import json
from collections import defaultdict
from collections.abc import Iterator

from generator.exports.dictionary import ROOT_RECORD, Dictionary, Field, Shape, load_dictionary
from generator.exports.plain import Json
from generator.exports.tables import ROOTS, Cell, table_name, tables_of
from generator.periods import ROC_OFFSET

_SPACE = " "
Rows = dict[str, list[dict[str, Cell]]]


def table_rows(record: Json, kind: str = ROOT_RECORD) -> Rows:
    """Every table's rows of one public record (`plan_json`), by table; `kind`: one of `ROOTS`."""
    rows: Rows = defaultdict(list)
    walk = _RowWalk(load_dictionary(), rows)
    root, at = walk.dictionary.shapes[kind], ROOTS[kind]
    head = dict(walk.cells(root, record))
    rows[at.table].append(head)
    walk.below(root, record, {name: head[name] for name in (*at.key, *root.marks)})
    return {table.name: rows[table.name] for table in tables_of(kind)}


class _RowWalk:
    """One record's rows, in the same order as `tables` makes the columns."""

    def __init__(self, dictionary: Dictionary, rows: Rows) -> None:
        self.dictionary = dictionary
        self.rows = rows

    def cells(
        self, shape: Shape, record: Json | None, prefix: str = ""
    ) -> Iterator[tuple[str, Cell]]:
        """A record's own cells; all empty where it is absent."""
        for one in shape.fields:
            name, value = prefix + one.name, (record or {}).get(one.name)
            inner = self.dictionary.shapes.get(one.base)
            if one.many == "map" or (one.many == "list" and inner):
                continue
            if inner:
                yield from self.cells(inner, _record(value), f"{name}_")
            elif one.base == "text":
                texts = [value] if one.many == "one" else _list(value)
                for language in ("zh", "en"):
                    said = [t[language] for t in map(_record, texts) if t and t[language]]
                    whole = len(said) == len(texts)
                    yield (
                        f"{name}_{language}",
                        "\n".join(map(str, said)) if said and whole else None,
                    )
            elif one.many == "list":
                yield name, None if value is None else _SPACE.join(map(str, _list(value)))
            elif one.base == "json":
                yield name, None if value is None else json.dumps(value, ensure_ascii=False)
            else:
                yield name, _cell(value)
                if one.base == "year":
                    yield f"{name}_roc", _roc_year(value)

    def below(self, shape: Shape, record: Json | None, above: dict[str, Cell]) -> None:
        """The rows of every list and map in a record."""
        for one in shape.fields:
            value = (record or {}).get(one.name)
            inner = self.dictionary.shapes.get(one.base)
            if value is None:
                continue
            if one.many == "one":
                if inner:
                    self.below(inner, _record(value), above)
            elif inner is None:
                if one.many == "map":
                    self.rows[f"{shape.name}_{one.name}"] += [
                        {**above, one.key: key, "value": _cell(said)}
                        for key, said in (_record(value) or {}).items()
                    ]
            else:
                self._rows(one, inner, value, above)

    def _rows(self, one: Field, inner: Shape, value: object, above: dict[str, Cell]) -> None:
        table = self.rows[table_name(inner.name)]
        pairs = (
            list((_record(value) or {}).items())
            if one.many == "map"
            else [("", said) for said in _list(value)]
        )
        for order, (key, said) in enumerate(pairs, 1):
            record = _record(said)
            cells = dict(self.cells(inner, record))
            if one.many == "map":
                named: dict[str, Cell] = {one.key: key}
                extra = {**named, "year_roc": _roc_year(key)} if one.key == "year" else named
            elif inner.key:
                named = {inner.name if k == "id" else k: cells[k] for k in inner.key}
                extra = {}
            else:
                named = extra = {f"{inner.name}_order": str(order)}
            table.append({**above, **extra, **{k: v for k, v in cells.items() if k not in above}})
            self.below(inner, record, {**above, **named, **{m: cells[m] for m in inner.marks}})


def _record(value: object) -> Json | None:
    return value if isinstance(value, dict) else None


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, (str, bool)):
        return value
    raise TypeError(f"not a cell: {value!r}")


def _roc_year(value: object) -> Cell:
    return str(int(str(value)) - ROC_OFFSET) if value is not None else None
