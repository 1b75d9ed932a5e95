"""A data set as one workbook: a sheet that says what it is, one per table, and the dictionary.

A table's first row holds the Chinese titles, its second the columns' names as in the CSV, with the
filter; rows follow (`pandas.read_excel(..., header=1)`). A figure is a number where the cell gives
back the same digits, else text; every text is text.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from generator.exports.dataset import DataFile, Dataset, Format
from generator.exports.dictionary import Words, load_dictionary
from generator.exports.tables import Cell, Column, Table
from generator.fields import Text
from generator.spreadsheets import MOST_ROWS, Book, Value, cut, lines_needed

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ABOUT, DICTIONARY = "說明 about", "欄位 dictionary"
HEADINGS = 2
_DIGITS = 15  # a cell keeps no more
_MAGNITUDE = 307  # powers of ten on either side
_FIRST_DAY = dt.date(1900, 3, 1)  # spreadsheets differ on days before it
_WIDTHS = {
    "decimal": 14,
    "integer": 9,
    "year": 8,
    "month": 10,
    "date": 12,
    "boolean": 9,
    "hash": 20,
}
_FIGURES = frozenset({"decimal", "integer", "year"})
_WRAPPED = frozenset({"string", "url", "json"})
_LONG, _LONG_WIDTH = ("_zh", "_en", "working", "calculation"), 40
_LINE, _MOST_LINES = 15, 20
_DICTIONARY = (
    *("資料表\ntable", "資料表名稱", "Table", "欄位\ncolumn", "欄位名稱", "Column", "型別\ntype"),
    *("必填\nrequired", "說明", "Meaning", "代碼\ncodes"),
)


_DICTIONARY_WIDTHS = (20, 16, 20, 24, 20, 24, 14, 9, 40, 40, 40)


def sheet_name(table: Table) -> str:
    """As on the tab: `指標 kpis`."""
    return f"{table.title[0]} {table.name}"


def as_number(text: str) -> Decimal | None:
    """The number that a cell holds of a figure, none where it would give back other digits: a
    spreadsheet keeps `_DIGITS` and no zeros behind them."""
    value = Decimal(text).normalize()
    kept = len(value.as_tuple().digits) <= _DIGITS and abs(value.adjusted()) < _MAGNITUDE
    same = kept and format(value, "f") == text
    return value if same else None


def _rest(table: Table) -> str:
    """What stands where a sheet or a cell has no room for more."""
    return f"…（其餘見 {table.name}.csv；continued in {table.name}.csv）"


def _width(column: Column) -> int:
    long = column.type in _WRAPPED and column.name.endswith(_LONG)
    return _LONG_WIDTH if long else _WIDTHS.get(column.type, 16)


def _height(cells: Iterable[Cell], widths: Iterable[int]) -> int | None:
    """How high a row is with its texts, in points; `None` where one line is enough."""
    pairs = zip(cells, widths, strict=True)
    return _height_of(lines_needed((text, width) for text, width in pairs if isinstance(text, str)))


def _height_of(lines: int) -> int | None:
    return _LINE * min(lines, _MOST_LINES) if lines > 1 else None


def _set_height(sheet: Any, row: int, height: int | None) -> None:
    if height:
        sheet.set_row(row, height)


def _value(column: Column, cell: Cell, rest: str) -> Value | None:
    """What a cell of a sheet holds; a text that is too long ends with `rest`."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return cell
    if column.type in _FIGURES:
        number = as_number(cell)
        if number is not None:
            return number
    elif column.type == "date":
        day = dt.date.fromisoformat(cell)
        if day >= _FIRST_DAY:
            return day
    return cut(cell, rest)


def _fit(sheet: Any) -> None:
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


@cache
def _described(table: str, title: Words, column: Column) -> tuple[tuple[str, ...], int]:
    """A column's row in the dictionary, which is the same for every plan, and its lines."""
    codes = load_dictionary().codes.get(column.type, ())
    cells = (
        *(table, *title, column.name, *column.title, column.type),
        *("是 yes" if column.required else "", *column.says),
        "\n".join(f"{code.value}：{code.title[0]} / {code.title[1]}" for code in codes),
    )
    return cells, lines_needed(zip(cells, _DICTIONARY_WIDTHS, strict=True))


class _Writer:
    """A workbook being written, with its looks."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.book = Book(dataset.title.zh, constant=dataset.is_site)
        look = self.book.add_look
        self.head = look(bold=True, bg_color="#DCE6F2", text_wrap=True, valign="top")
        self.name = look(bg_color="#EEF2F7", font_color="#44546A", valign="top")
        self.day = look(num_format="yyyy-mm-dd", valign="top")
        self.text = look(text_wrap=True, valign="top", num_format="@")
        self.plain = look(valign="top")
        self.strong = look(bold=True, font_color="#9C0006", text_wrap=True, valign="top")
        self.link = look(font_color="#0B5394", underline=1, valign="top")

    def table(self, sheet: Any, table: Table) -> int:
        """A table's sheet; how many rows it holds."""
        widths = [_width(column) for column in table.columns]
        sheet.freeze_panes(HEADINGS, 0)
        for place, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            look = self.day if column.type == "date" else self.plain
            sheet.set_column(place, place, width, self.text if column.type in _WRAPPED else look)
        titles = [column.title[0] for column in table.columns]
        _set_height(sheet, 0, _height(titles, widths))
        for place, title in enumerate(titles):
            self.book.write_text(sheet, 0, place, title, self.head)
        for place, column in enumerate(table.columns):
            self.book.write_text(sheet, 1, place, column.name, self.name)
        line, rest = HEADINGS - 1, _rest(table)
        for row in self.dataset.rows(table):
            line += 1
            if line == MOST_ROWS - 1:
                self.book.write_text(sheet, line, 0, rest, self.strong)
                break
            cells = [row.get(column.name) for column in table.columns]
            pairs = zip(table.columns, cells, strict=True)
            values = [_value(column, cell, rest) for column, cell in pairs]
            self.book.write_row(sheet, line, values, _height(cells, widths))
        sheet.autofilter(HEADINGS - 1, 0, max(line, HEADINGS), len(widths) - 1)
        sheet.repeat_rows(0, HEADINGS - 1)
        _fit(sheet)
        return line - HEADINGS + 1

    def dictionary(self, sheet: Any) -> None:
        """Every column of every sheet, with its meaning and codes."""
        sheet.freeze_panes(1, 0)
        for place, width in enumerate(_DICTIONARY_WIDTHS):
            sheet.set_column(place, place, width, self.text)
        for place, heading in enumerate(_DICTIONARY):
            self.book.write_text(sheet, 0, place, heading, self.head)
        columns = [(table, column) for table in self.dataset.tables for column in table.columns]
        for line, (table, column) in enumerate(columns, 1):
            cells, lines = _described(table.name, table.title, column)
            self.book.write_row(sheet, line, [text or None for text in cells], _height_of(lines))
        sheet.autofilter(0, 0, len(columns), len(_DICTIONARY_WIDTHS) - 1)
        sheet.repeat_rows(0)
        _fit(sheet)

    def about(self, sheet: Any, held: Mapping[str, int]) -> None:
        """What the workbook is, under which terms, how to read it, and its sheets."""
        widths = (34, 58, 58)
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width, self.text)
        sheet.hide_gridlines(2)
        _fit(sheet)
        said = tuple(_said(self.dataset))
        for line, (heading, *texts) in enumerate(said):
            _set_height(sheet, line, _height((heading, *texts), widths))
            marked = self.strong if heading == _FICTIONAL else None
            self.book.write_text(sheet, line, 0, heading, marked or self.head)
            for place, text in enumerate(texts, 1):
                if text and heading in _LINKED:
                    sheet.write_url(line, place, text, self.link, string=text)
                elif text:
                    self.book.write_text(sheet, line, place, cut(text, _MORE), marked)
        first = len(said) + 1
        for place, heading in enumerate(("資料表 Sheet", "內容", "Content", "列數 Rows")):
            self.book.write_text(sheet, first, place, heading, self.head)
        listed = [(sheet_name(table), table.says) for table in self.dataset.tables]
        for line, (name, says) in enumerate((*listed, (DICTIONARY, _EVERY_COLUMN)), first + 1):
            _set_height(sheet, line, _height((name, *says), widths))
            sheet.write_url(line, 0, f"internal:'{name}'!A1", self.link, string=name)
            for place, text in enumerate(says, 1):
                self.book.write_text(sheet, line, place, text)
            if name in held:
                sheet.write_number(line, 3, held[name], self.plain)


_FICTIONAL = "虛構 Fictional"
_PAGE, _LICENCE_ADDRESS = "網頁 Page", ""
_LINKED = frozenset({_PAGE, _LICENCE_ADDRESS})  # nobody's text becomes a link
_MORE = "…（其餘見網頁；continued on the page）"
_EVERY_COLUMN = ("每一個欄位的意義、型別與代碼", "What every column means, its type and codes")


def _said(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """What the first sheet says: heading, Chinese, English."""
    publisher, licence = dataset.publisher, dataset.publisher.licence
    if dataset.fictional:
        yield (
            _FICTIONAL,
            "機關與數字均為虛構，僅供示範。",
            "The office and its figures are fictional, for demonstration only.",
        )
    yield "標題 Title", dataset.title.zh, dataset.title.en or ""
    yield _PAGE, dataset.address, ""
    yield "網站 Site", publisher.site.zh, publisher.site.en or ""
    yield "提供者 Publisher", publisher.operator_name.zh, publisher.operator_name.en or ""
    yield "授權 Licence", licence.title.zh, licence.title.en or ""
    yield _LICENCE_ADDRESS, licence.url, ""
    yield "狀態判斷日 As of", dataset.as_of.isoformat(), ""
    yield "資料更新日 Changed", dataset.changed.isoformat(), ""
    yield (
        "表頭 Headings",
        "第一列為中文欄名，第二列為欄位代碼（與 CSV 相同），篩選鈕在第二列；資料自第三列起。",
        "Row 1 has Chinese titles, row 2 the columns' names as in the CSV files, with the filter; rows follow from row 3 (pandas: header=1).",
    )
    yield (
        "數值 Figures",
        "數值儲存格與紀錄的每一位數字相同；試算表容不下的位數以文字保存。空白表示沒有資料，不是零。",
        "A number in a cell has every digit of the record; where a cell cannot, the figure is text. Empty is absent, never zero.",
    )


def write_workbook(dataset: Dataset) -> bytes:
    """The workbook as a file; the same data set is the same file."""
    writer = _Writer(dataset)
    about = writer.book.add_sheet(ABOUT)
    held = {}
    for table in dataset.tables:
        sheet = writer.book.add_sheet(sheet_name(table))
        held[sheet_name(table)] = writer.table(sheet, table)
    writer.dictionary(writer.book.add_sheet(DICTIONARY))
    writer.about(about, held)
    return writer.book.close()


def _make(dataset: Dataset, _: Mapping[str, DataFile]) -> Iterator[DataFile]:
    yield DataFile(f"{dataset.name}.xlsx", MEDIA_TYPE, write_workbook(dataset))


XLSX = Format(
    id="xlsx",
    title=Text(zh="Excel 活頁簿", en="Excel workbook"),
    about=Text(
        zh="每一種資料一張工作表，附欄位說明；以 Excel 或 LibreOffice 開啟。",
        en="One sheet for each kind of record, and what every column means; for Excel or LibreOffice.",
    ),
    make=_make,
    label="Excel",
)
