"""A workbook as .xlsx: written with XlsxWriter, read with openpyxl.

Every cell is written as text: a figure is what the document prints, and text that begins with
`=` is no formula.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

import openpyxl

from generator.packed import BROKEN
from generator.spreadsheets import Book as File
from generator.spreadsheets import lines_needed
from generator.workbook.book import (
    BASE,
    EN,
    FIRST,
    KEYS,
    LISTS,
    ZH,
    Book,
    Choices,
    Column,
    Grid,
    Sheet,
    Unreadable,
    base_rows,
    cell_name,
)
from generator.workbook.package import MOST_COLUMNS, MOST_ROWS, NotAWorkbook

# Points that a line of a cell takes; a row is no higher than a screen.
_LINE, _MOST_LINES = 16.5, 24
_TEXT = {
    "num_format": "@",
    "text_wrap": True,
    "valign": "top",
    "border": 1,
    "border_color": "#B7C0CC",
}


def write_xlsx(book: Book) -> bytes:
    """The workbook as a file."""
    file = File(book.title[0])
    looks = {
        "head": file.add_look(**_TEXT, bold=True, bg_color="#DCE6F2"),
        "locked": file.add_look(**_TEXT, bg_color="#F1F3F5"),
        "open": file.add_look(**_TEXT, locked=False),
    }
    places = _places(book.lists)
    for sheet in book.sheets:
        _write_sheet(file, sheet, looks, places)
    lists = file.add_sheet(LISTS)
    for column, choices in enumerate(book.lists.values()):
        for row, label in enumerate(choices):
            file.write_text(lists, row, column, label)
    base = file.add_sheet(BASE)
    for row, cells in enumerate(base_rows(book)):
        for column, text in enumerate(cells):
            file.write_text(base, row, column, text)
    for hidden in (lists, base):
        hidden.protect()
        hidden.very_hidden()
    return file.close()


def _places(lists: dict[str, Choices] | Any) -> dict[str, str]:
    """Where each list stands: `='_lists'!$A$1:$A$5`."""
    places = {}
    for column, (name, choices) in enumerate(lists.items(), start=1):
        letter = cell_name(1, column)[:-1]
        places[name] = f"='{LISTS}'!${letter}$1:${letter}${len(choices)}"
    return places


def _write_sheet(file: File, sheet: Sheet, looks: dict[str, Any], places: dict[str, str]) -> None:
    worksheet = file.add_sheet(sheet.name)
    worksheet.set_column(0, 0, None, None, {"hidden": True})
    worksheet.set_row(KEYS - 1, None, None, {"hidden": True})
    worksheet.freeze_panes(FIRST - 1, 1 + sheet.frozen)
    worksheet.protect(
        "", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True}
    )
    worksheet.set_landscape()
    worksheet.repeat_rows(ZH - 1, EN - 1)
    worksheet.fit_to_pages(1, 0)
    for head in (0, 1):
        worksheet.set_row(
            ZH - 1 + head, _LINE * _lines(sheet, [c.heading[head] for c in sheet.columns])
        )
    for place, column in enumerate(sheet.columns, start=1):
        worksheet.set_column(place, place, column.width)
        file.write_text(worksheet, KEYS - 1, place, column.key)
        file.write_text(worksheet, ZH - 1, place, column.heading[0], looks["head"])
        file.write_text(worksheet, EN - 1, place, column.heading[1], looks["head"])
        worksheet.write_comment(ZH - 1, place, "\n".join(column.note), {"x_scale": 2})
    for line, row in enumerate(sheet.rows, start=FIRST - 1):
        worksheet.set_row(line, _LINE * _lines(sheet, row.cells))
        file.write_text(worksheet, line, 0, row.key)
        for place, (column, text) in enumerate(zip(sheet.columns, row.cells, strict=True), start=1):
            look = looks["open" if sheet.takes(row, column) else "locked"]
            if text:
                file.write_text(worksheet, line, place, text, look)
            else:
                worksheet.write_blank(line, place, None, look)
            if column.choices and sheet.takes(row, column):
                worksheet.data_validation(line, place, line, place, _validation(column, places))
    if sheet.count and sheet.rows:
        _write_count(worksheet, sheet, looks["head"])


def _lines(sheet: Sheet, cells: Sequence[str]) -> int:
    pairs = zip(sheet.columns, cells, strict=True)
    return min(lines_needed((text, column.width) for column, text in pairs), _MOST_LINES)


def _validation(column: Column, places: dict[str, str]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": places[column.choices],
        "ignore_blank": True,
        "error_type": "warning" if column.open else "stop",
        "error_title": column.heading[1][:32],
        "error_message": "請從清單選 Choose from the list",
    }


def _write_count(worksheet: Any, sheet: Sheet, look: Any) -> None:
    """How many rows are filled, which the spreadsheet counts by itself: in the heading's key row."""
    place = next(i for i, c in enumerate(sheet.columns, start=1) if c.key == sheet.count)
    first, last = cell_name(FIRST, place + 1), cell_name(FIRST + len(sheet.rows) - 1, place + 1)
    line = len(sheet.columns) + 2
    worksheet.write_string(ZH - 1, line, "已填列數 Rows filled", look)
    worksheet.write_formula(EN - 1, line, f"=COUNTA({first}:{last})", look, 0)
    worksheet.set_column(line, line, 22)


def read_xlsx(content: bytes) -> Grid:
    """The cells of a workbook that `open_package` let through. Raises `NotAWorkbook`."""
    try:
        workbook = openpyxl.load_workbook(BytesIO(content), read_only=True)
        grid = {sheet.title: _rows(sheet) for sheet in workbook.worksheets}
    except BROKEN as error:
        raise NotAWorkbook(str(error)) from None  # openpyxl lets what a broken file causes through
    workbook.close()
    return grid


def _rows(sheet: Any) -> tuple[tuple[str | Unreadable | None, ...], ...]:
    sheet.reset_dimensions()
    rows = [
        tuple(_text(cell) for cell in row)
        for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
    ]
    return tuple(rows)


def _text(cell: Any) -> str | Unreadable | None:
    """A cell as the text that was typed; a number that no format disguises is its digits."""
    value = cell.value
    if value is None or value == "":
        return None
    read: Callable[[Any], str | Unreadable] = _READERS.get(cell.data_type, _plain)
    return read(cell)


def _plain(cell: Any) -> str:
    return str(cell.value).replace("\r\n", "\n")


def _formula(cell: Any) -> Unreadable:
    return Unreadable((f"公式 {cell.value}", f"the formula {cell.value}"))


def _number(cell: Any) -> str | Unreadable:
    value, look = cell.value, cell.number_format
    hides = look in ("0", "#,##0") and value != int(value)  # shown rounded
    if hides or look not in ("General", "@", "0", "#,##0"):
        return Unreadable(
            (
                f"以「{look}」格式顯示的數值 {value}",
                f"the number {value} shown in the format {look}",
            )
        )
    text = str(value)  # the shortest digits that give this number, which is what was typed
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
    if "e" in text.lower() or sum(letter.isdigit() for letter in text) > 15:
        return Unreadable((f"數值 {text}", f"the number {text}"))
    return text


def _date(cell: Any) -> str | Unreadable:
    value = cell.value
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return Unreadable((f"時間 {value}", f"the time {value}"))


def _truth(cell: Any) -> str:
    return "true" if cell.value else "false"


def _error(cell: Any) -> Unreadable:
    return Unreadable((f"錯誤值 {cell.value}", f"the error {cell.value}"))


_READERS: dict[str, Callable[[Any], str | Unreadable]] = {
    "f": _formula, "n": _number, "d": _date, "b": _truth, "e": _error,
}  # fmt: skip
