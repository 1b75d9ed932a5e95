"""Tables as CSV: UTF-8 with a byte order mark, CRLF, one file per table and language of headings.

`kpis.csv` has the columns' names, which stay; `kpis.zh.csv` their Chinese titles. A text that a
spreadsheet would take for a formula gets an apostrophe before it (OWASP: CSV injection); figures,
days and codes are never touched.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.exports.dataset import DataFile, Dataset, Format
from generator.exports.tables import Cell, Column, Table
from generator.fields import Text

MEDIA_TYPE = "text/csv; charset=utf-8"
# What readers are told of `guard`.
GUARD = (
    "以 = + - @、定位或換行字元開頭的文字前有一個 '，以免試算表當作公式。"
    " A text that begins with = + - @, a tab or a line break has a ' before it, so that no spreadsheet takes it for a formula."
)
_STARTERS = ("=", "+", "-", "@", "\t", "\r")
GUARDED = frozenset({"string", "url"})  # types of columns
_BOM = "﻿"


def guard(text: str, column: Column) -> str:
    """The text of a cell, with an apostrophe before what a spreadsheet would run, and before what
    looks like a text that was guarded, so that `unguard` gives every text back."""
    return f"'{text}" if _runs(text, column) else text


def _runs(text: str, column: Column) -> bool:
    return column.type in GUARDED and text.lstrip("'").startswith(_STARTERS)


def unguard(text: str, column: Column) -> str:
    """The text as it was before `guard`."""
    return text[1:] if text.startswith("'") and _runs(text, column) else text


def _cell(value: Cell, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guard(value, column)


def write_csv(table: Table, rows: Iterable[Mapping[str, Cell]], language: str) -> bytes:
    """A table's file, headings in a language: `en` are the columns' names, `zh` their titles."""
    return _headings(table, language) + _body(table, rows)


def _headings(table: Table, language: str) -> bytes:
    names = [c.title[0] if language == "zh" else c.name for c in table.columns]
    return _BOM.encode() + _lines([names])


def _body(table: Table, rows: Iterable[Mapping[str, Cell]]) -> bytes:
    return _lines([_cell(row.get(c.name), c) for c in table.columns] for row in rows)


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def read_csv(table: Table, content: bytes) -> Iterator[dict[str, Cell]]:
    """The rows of a file that `write_csv` wrote; an empty cell is absent."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    next(rows)
    for row in rows:
        yield {
            column.name: _read(text, column)
            for column, text in zip(table.columns, row, strict=True)
        }


def _read(text: str, column: Column) -> Cell:
    if not text:
        return None
    return text == "true" if column.type == "boolean" else unguard(text, column)


def join_csv(table: Table, files: Iterable[bytes], language: str = "en") -> bytes:
    """One file of the rows of several, which have the columns' names as headings; no row is read."""
    return _headings(table, language) + _joined_body(table, files)


def _joined_body(table: Table, files: Iterable[bytes]) -> bytes:
    head = len(_headings(table, "en"))
    return b"".join(content[head:] for content in files)


def _body_of(dataset: Dataset, table: Table) -> bytes:
    if dataset.joined is None:
        return _body(table, dataset.rows(table))
    return _joined_body(table, [dataset.joined[table.name]])


def _make(dataset: Dataset, _: Mapping[str, DataFile]) -> Iterator[DataFile]:
    for table in dataset.tables:
        body = _body_of(dataset, table)
        for language, ending in (("en", ".csv"), ("zh", ".zh.csv")):
            yield DataFile(
                f"{table.name}{ending}",
                MEDIA_TYPE,
                _headings(table, language) + body,
                table=table.name,
                language=language,
            )


CSV = Format(
    id="csv",
    title=Text(zh="CSV 資料表", en="CSV tables"),
    about=Text(
        zh="每一種資料一個檔案；中文與英文欄名各一份，內容相同。",
        en="One file for each kind of record; one with Chinese and one with English headings, the rows are the same.",
    ),
    make=_make,
    large=True,
    label="CSV",
)
