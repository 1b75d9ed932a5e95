"""A page of the official form: a title, one table, and lines below it.

Knows no plan and no file format. Measures are those of the form's own rule 7 (填表說明).
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Align = Literal["start", "center", "both"]

CHINESE_FONT, LATIN_FONT = "標楷體", "Times New Roman"
TITLE_POINTS, TEXT_POINTS, LINE_POINTS, TITLE_LINE_POINTS = 18, 14, 22, 28
PAPER_CM = (Decimal("21"), Decimal("29.7"))
MARGIN_CM = Decimal("2.5")
WIDTH_CM = PAPER_CM[0] - 2 * MARGIN_CM
CELL_MARGIN_CM = Decimal("0.1")


@dataclass(frozen=True)
class Line:
    """A paragraph; `left` is its indent in cm, of which the first line hangs out by `hanging`.
    `with_next`: it does not end a page."""

    text: str
    left: Decimal = Decimal(0)
    hanging: Decimal = Decimal(0)
    with_next: bool = False


Cell = tuple[Line, ...]


@dataclass(frozen=True)
class Column:
    """A column: the lines of its heading, its width in cm, how its cells are set."""

    heading: tuple[str, ...]
    width: Decimal
    align: Align = "start"


@dataclass(frozen=True)
class Page:
    """A document. In a row, `None` is a cell that the one above reaches down into."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    below: tuple[Line, ...] = ()
    above: tuple[Line, ...] = ()


def spans(page: Page, column: int, row: int) -> int:
    """How many rows the cell of a column reaches over, itself included."""
    end = row + 1
    while end < len(page.rows) and page.rows[end][column] is None:
        end += 1
    return end - row
