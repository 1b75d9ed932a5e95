"""Workbooks as .xlsx, written so that a text is a text. The only XlsxWriter.

XlsxWriter takes `=1` for a formula, an address for a link, and `<r>…</r>` for markup of its own,
which it writes as it stands. What is written here is none of them, and the same content is the
same file on any day.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import CellStringTuple, Worksheet

from generator.problems import printable

MOST_LETTERS = 32_767  # of a cell, in UTF-16 units
MOST_ROWS = 1_048_576  # of a sheet
_EPOCH = dt.datetime(2000, 1, 1)
_RICH = ("<r>", "</r>")


# What is not written as it stands: markup, control characters, what looks like one that was escaped,
# and space at an end.
_ODD = re.compile(r"[<>&\x00-\x08\x0b-\x1f]|_x|^\s|\s$")
Value = str | bool | Decimal | dt.date


class Sheet(Worksheet):  # type: ignore[misc]
    """XlsxWriter's sheet with two short ways: for a text in the look of its column, which nearly all
    cells are, and for a whole row of a workbook that is not held in memory. What is written is the
    same."""

    def __init__(self) -> None:
        super().__init__()
        self._heads: dict[int, tuple[str, str]] = {}

    def write_string(self, row: int, column: int, text: str, look: Any = None) -> int:
        """A text; not zero where the cell cannot hold it. Takes no `A1`."""
        said: int = self._write_string(row, column, text, look)
        return said

    def _write_cell(self, row: int, column: int, cell: Any) -> None:
        above = self.row_info.get(row)
        looks = cell.format or (above and above.row_format)
        if cell.__class__ is not CellStringTuple or looks or self.constant_memory:
            super()._write_cell(row, column, cell)
        else:
            letters, look = self._heads.get(column) or self._head(column)
            self.fh.write(f'<c r="{letters}{row + 1}"{look} t="s"><v>{cell.string}</v></c>')

    def take_row(self, row: int, values: Sequence[Value | None], height: int | None) -> bool:
        """Write a row behind those that stand, in a workbook that is not held in memory; whether
        that could be done here: not where a text is not written as it stands."""
        self._write_single_row(row)  # the one before, where it was not written here
        number, cells = row + 1, []
        for column, value in enumerate(values):
            if value is None:
                continue
            if isinstance(value, str):
                if _ODD.search(value):
                    return False
                said = f' t="inlineStr"><is><t>{value}</t></is>'
            elif isinstance(value, bool):
                said = f' t="b"><v>{int(value)}</v>'
            else:
                day = isinstance(value, dt.date)
                figure = self._convert_date_time(value) if day else value
                said = f"><v>{figure:.16G}</v>"
            letters, look = self._heads.get(column) or self._head(column)
            cells.append(f'<c r="{letters}{number}"{look}{said}</c>')
        self._check_dimensions(row, 0)
        self._check_dimensions(row, len(values) - 1)
        high = f' ht="{height}" customHeight="1"' if height else ""
        self.row_data_fh.write(f'<row r="{number}"{high}>{"".join(cells)}</row>')
        return True

    def _head(self, column: int) -> tuple[str, str]:
        """The letters of a column, and the attribute that names its look."""
        known = self.col_info.get(column)
        look = known.column_format if known else None
        style = f' s="{look._get_xf_index()}"' if look else ""
        self._heads[column] = xl_col_to_name(column), style
        return self._heads[column]


class Book:
    """A workbook being written. `constant`: rows come in order and are not held in memory, their
    texts stand in the cells themselves."""

    def __init__(self, title: str, *, constant: bool = False) -> None:
        self._out = BytesIO()
        options = {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "in_memory": not constant,
            "constant_memory": constant,
        }
        self.workbook: Any = xlsxwriter.Workbook(self._out, options)
        self.workbook.set_properties({"title": title, "created": _EPOCH})
        self._plain = self.workbook.add_format()

    def add_sheet(self, name: str) -> Any:
        """A sheet with a name of up to 31 letters."""
        return self.workbook.add_worksheet(name, Sheet)

    def add_look(self, **settings: object) -> Any:
        """A look of cells, in XlsxWriter's words."""
        look = self.workbook.add_format(settings)
        look._get_xf_index()  # its number, whichever cell has it first
        return look

    def write_text(self, sheet: Any, row: int, column: int, text: str, look: Any = None) -> None:
        """A text as it is. Raises `ValueError` where the cell cannot hold it."""
        if text.startswith(_RICH[0]) and text.endswith(_RICH[1]):
            runs = (text[:1], self._plain, text[1:])
            said = sheet.write_rich_string(row, column, *runs, *([look] if look else []))
        else:
            said = sheet.write_string(row, column, text, look)
        if said:
            raise ValueError(f"{sheet.name}: no room for {printable(text[:40])}")

    def write_row(
        self, sheet: Any, row: int, values: Sequence[Value | None], height: int | None = None
    ) -> None:
        """A row in the looks of its columns; `height` in points where it is not the usual one."""
        if sheet.constant_memory and sheet.take_row(row, values, height):
            return
        if height:
            sheet.set_row(row, height)
        for column, value in enumerate(values):
            if isinstance(value, str):
                self.write_text(sheet, row, column, value)
            elif isinstance(value, bool):
                sheet.write_boolean(row, column, value)
            elif isinstance(value, dt.date):
                sheet.write_datetime(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value)

    def close(self) -> bytes:
        """The workbook as a file; nothing is written after."""
        self.workbook.close()
        return self._out.getvalue()


def fits(text: str) -> bool:
    """Whether a cell holds the whole text."""
    # No letter takes more than two units.
    return 2 * len(text) <= MOST_LETTERS or len(text.encode("utf-16-le")) // 2 <= MOST_LETTERS


def lines_needed(cells: Iterable[tuple[str, int]]) -> int:
    """How many lines a row of texts needs in columns of so many letters; a Chinese character is two
    wide. Not every program works it out for a file that it did not write."""
    long = ((text, width) for text, width in cells if 2 * len(text) >= width or "\n" in text)
    return max((_lines(text, width) for text, width in long), default=1)


def _lines(text: str, width: int) -> int:
    # The bytes and letters of a line together are about twice its width, Chinese or not.
    wide = ((len(line.encode()) + len(line)) // 2 for line in text.split("\n"))
    return sum(max(1, ceil(letters / (width - 1))) for letters in wide)


def cut(text: str, mark: str) -> str:
    """The text if a cell holds it, else what there is room for, and the mark."""
    if fits(text):
        return text
    room = 2 * (MOST_LETTERS - len(mark.encode("utf-16-le")) // 2)
    return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + mark
