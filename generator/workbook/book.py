"""What a workbook is: sheets of rows whose cells are text, with keys that name what they hold.

Knows no plan and no file format.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.document import Path

Words = tuple[str, str]
Choices = Mapping[str, str]  # what a cell shows -> what the file says

# Rows of a sheet before its items: the columns' keys (hidden), Chinese and English headings.
KEYS, ZH, EN, FIRST = 1, 2, 3, 4
FORMAT = "lianming-workbook-1"
BASE, LISTS = "_base", "_lists"  # hidden: what stood in the cells; what drop-down lists offer


@dataclass(frozen=True)
class Column:
    """A column: where its field stands below the row's item, and what its heading says.

    `up`: the item is as many steps above the row's; `choices`: the name of a drop-down list, which
    `open` takes other words too.
    """

    path: tuple[str, ...]
    heading: Words
    note: Words
    width: int = 12
    locked: bool = False
    choices: str = ""
    open: bool = False
    up: int = 0

    @property
    def key(self) -> str:
        """`text.zh`; `^2.number` for a field of the item two steps above."""
        return ".".join((f"^{self.up}", *self.path) if self.up else self.path)


@dataclass(frozen=True)
class Row:
    """One item: its key, its path in the file, and its cells' text (`""`: absent).

    `fixed`: keys of columns that this row does not take.
    """

    key: str
    path: Path
    cells: tuple[str, ...]
    fixed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """A table with its title. `about`: a line for the reader; `count`: a column to count."""

    id: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    frozen: int = 1
    count: str = ""

    @property
    def name(self) -> str:
        """As on the tab: `指標 KPIs`."""
        return " ".join(self.title)

    def takes(self, row: Row, column: Column) -> bool:
        """Whether a cell is for the office to fill."""
        return not column.locked and column.key not in row.fixed


@dataclass(frozen=True)
class Book:
    """A whole workbook of one plan, with the lists that its columns name."""

    agency: str
    plan: str
    title: Words
    sheets: tuple[Sheet, ...]
    lists: Mapping[str, Choices] = field(default_factory=dict)

    def sheet(self, id_: str) -> Sheet | None:
        """A sheet by its id."""
        return next((sheet for sheet in self.sheets if sheet.id == id_), None)


def base_rows(book: Book) -> list[tuple[str, str, str, str]]:
    """What the cells hold on export, for telling later what was changed: sheet, row, column, text."""
    rows = [
        ("format", FORMAT, "", ""),
        ("agency", book.agency, "", ""),
        ("plan", book.plan, "", ""),
    ]
    for sheet in book.sheets:
        for row in sheet.rows:
            rows += [
                (sheet.id, row.key, column.key, text)
                for column, text in zip(sheet.columns, row.cells, strict=True)
                if text
            ]
    return rows


def cell_name(row: int, column: int) -> str:
    """`B4` of row 4, column 2, both from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


@dataclass(frozen=True)
class Unreadable:
    """A cell whose content is no text as typed: a formula, a date, a number in a format."""

    found: Words


# A read workbook: each tab's rows of cells; `None` is an empty cell.
Grid = Mapping[str, tuple[tuple[str | Unreadable | None, ...], ...]]


@dataclass(frozen=True, order=True)
class CellProblem:
    """One fault of a workbook: where, what was found, what was expected."""

    sheet: str
    row: int
    column: int
    found: Words
    expected: Words

    def render(self, language: str = "zh") -> str:
        """`指標 KPIs!H5: what was found; what was expected`."""
        index, between = (0, "；") if language == "zh" else (1, "; ")
        place = f"{self.sheet}!{cell_name(self.row, self.column)}" if self.row else self.sheet
        return f"{place}: {self.found[index]}{between}{self.expected[index]}"
