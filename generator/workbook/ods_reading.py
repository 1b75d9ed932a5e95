"""A workbook read from .ods, whichever spreadsheet saved it."""

import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from generator.workbook.book import Grid, Unreadable
from generator.workbook.ods import NAMESPACES
from generator.workbook.package import MOST_COLUMNS, MOST_ROWS, NotAWorkbook, read_tree


def _tag(name: str) -> str:
    space, _, local = name.partition(":")
    return f"{{{NAMESPACES[space]}}}{local}"


_TABLE, _ROW, _NAME = _tag("table:table"), _tag("table:table-row"), _tag("table:name")
_CELLS = (_tag("table:table-cell"), _tag("table:covered-table-cell"))
_ROWS_REPEATED = _tag("table:number-rows-repeated")
_COLUMNS_REPEATED = _tag("table:number-columns-repeated")


def read_ods(package: zipfile.ZipFile) -> Grid:
    """The cells of a workbook, sheet by sheet. Raises `NotAWorkbook`."""
    root = read_tree(package, "content.xml")
    try:
        return {table.get(_NAME, ""): tuple(_rows(table)) for table in root.iter(_TABLE)}
    except ValueError as error:
        raise NotAWorkbook(str(error)) from None


_Cells = tuple[str | Unreadable | None, ...]


def _rows(table: ElementTree.Element) -> Iterator[_Cells]:
    """The rows as far as they hold something; what is repeated is written once in the file."""
    count, empty = 0, 0
    for row in table.iter(_ROW):
        cells = tuple(_row_cells(row))
        repeated = _repeated(row, _ROWS_REPEATED)
        if not cells:
            empty += repeated
            continue
        if count + empty + repeated > MOST_ROWS:
            raise NotAWorkbook(f"more than {MOST_ROWS:,} rows")
        yield from ((),) * empty
        yield from (cells,) * repeated
        count, empty = count + empty + repeated, 0


def _repeated(element: ElementTree.Element, name: str) -> int:
    """How often a row or cell stands there."""
    count = int(element.get(name, "1"))
    if count < 1:
        raise NotAWorkbook(f"a row or cell repeated {count} times")
    return count


def _row_cells(row: ElementTree.Element) -> Iterator[str | Unreadable | None]:
    count, empty = 0, 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        read = _read_cell(cell)
        repeated = _repeated(cell, _COLUMNS_REPEATED)
        if read is None:
            empty += repeated
            continue
        if count + empty + repeated > MOST_COLUMNS:
            raise NotAWorkbook(f"more than {MOST_COLUMNS} columns")
        yield from (None,) * empty
        yield from (read,) * repeated
        count, empty = count + empty + repeated, 0


def _read_cell(cell: ElementTree.Element) -> str | Unreadable | None:
    """A cell as the text that was typed; a number that its format shows as it is, is its digits."""
    text = "\n".join(_text(line) for line in cell if line.tag == _tag("text:p"))
    kind = cell.get(_tag("office:value-type"))
    if formula := cell.get(_tag("table:formula")):
        return Unreadable((f"公式 {formula}", f"the formula {formula}"))
    if kind in (None, "string"):
        return text or None
    if kind == "boolean":
        return cell.get(_tag("office:boolean-value"))
    day = cell.get(_tag("office:date-value"), "")
    if kind == "date" and len(day) == len("2026-11-21"):
        return day
    value = cell.get(_tag("office:value"), "")
    if kind == "float" and text in (value, "") and sum(map(str.isdigit, value)) <= 15:
        return value
    return Unreadable((f"以格式顯示的數值「{text}」", f"“{text}”, a number in a format"))


def _text(element: ElementTree.Element) -> str:
    """The text of a paragraph with its spaces written out."""
    parts = [element.text or ""]
    for below in element:
        if below.tag == _tag("text:s"):
            parts.append(" " * min(int(below.get(_tag("text:c"), "1")), 1000))
        elif below.tag in (_tag("text:tab"), _tag("text:line-break")):
            parts.append("\t" if below.tag == _tag("text:tab") else "\n")
        elif below.tag != _tag("office:annotation"):
            parts.append(_text(below))
        parts.append(below.tail or "")
    return "".join(parts)
