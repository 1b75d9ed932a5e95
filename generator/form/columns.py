"""Which table of a document is the form's, and what stands in each of its columns.

Columns are known by their headings and not by their order.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.form.written import Cell, NotAForm, Remark, Spot, Table, Words

Field = Literal["goal", "measure", "schedule", "estimate", "remarks", "category", "performance"]
_HEAD_ROWS = 3  # a title within the table may stand above the headings

# The first that a heading holds says what the column is.
_HEADINGS: tuple[tuple[Field, str], ...] = (
    ("performance", "提列績效|績效對應"),
    ("estimate", "預算|經費|金額"),
    ("remarks", "備考|備註"),
    ("category", "業務類別|類別"),
    ("schedule", "預定進度|辦理期程|期程|進度"),
    ("measure", "具體作法|具體做法|實施要領|作法"),
    ("goal", "計畫目標|工作目標|目標"),
)
NAMES: Mapping[Field, Words] = {
    "goal": ("計畫目標", "goals"),
    "measure": ("具體作法", "measures"),
    "schedule": ("預定進度", "schedule"),
    "estimate": ("備考（預算金額）", "estimates"),
    "remarks": ("備考", "remarks"),
    "category": ("業務類別", "categories"),
    "performance": ("提列績效對應項目", "performance items"),
}
_UNIT = re.compile(r"單位[:：]?(?:新[臺台]幣)?(?P<unit>[^()（）:：]*元)")


@dataclass(frozen=True)
class Head:
    """The headings of a form's table: their row, and each column's first and last place, field and
    words. `unit`: of the money, as the heading prints it."""

    row: int
    places: tuple[tuple[int, int, Field | None, str], ...]
    unit: str | None = None

    def fields_of(self, cell: Cell) -> tuple[Field | None, ...]:
        """The fields of the columns that a cell reaches over."""
        last = cell.column + cell.span - 1
        return tuple(
            field for start, end, field, _ in self.places if cell.column <= end and last >= start
        )

    def heading(self, column: int) -> str:
        """What the column at a place is called."""
        return next((text for start, end, _, text in self.places if start <= column <= end), "")

    def has(self, field: Field) -> bool:
        """Whether there is a column for a field."""
        return any(one == field for _, _, one, _ in self.places)


def plain(text: str) -> str:
    """A heading without spaces and with common signs."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def _field(heading: str) -> Field | None:
    return next((field for field, words in _HEADINGS if re.search(words, heading)), None)


def _head(row: int, cells: tuple[Cell, ...]) -> Head:
    """A row as headings; of two columns for one thing, the first has it."""
    places: list[tuple[int, int, Field | None, str]] = []
    unit = None
    for cell in cells:
        heading = plain(cell.text)
        field = _field(heading)
        if field == "estimate" and (match := _UNIT.search(heading)):
            unit = match["unit"]
        if field and any(field == one for _, _, one, _ in places):
            field = None
        places.append((cell.column, cell.column + cell.span - 1, field, heading))
    return Head(row, tuple(places), unit)


def find_head(table: Table) -> Head | None:
    """The headings of a form's table; `None` where it has no goals and no measures."""
    heads = (_head(row, cells) for row, cells in enumerate(table.rows[:_HEAD_ROWS], 1))
    return next((head for head in heads if head.has("goal") and head.has("measure")), None)


@dataclass(frozen=True)
class Form:
    """A form's tables with their headings, and remarks on those that are none."""

    tables: tuple[tuple[Table, Head], ...]
    remarks: tuple[Remark, ...]


def find_form(tables: Iterable[Table]) -> Form:
    """The tables of the form. Raises `NotAForm` where there is none."""
    found, remarks, others = [], [], []
    for table in tables:
        head = find_head(table)
        if head is None:
            others.append(table)
        else:
            found.append((table, head))
            remarks += _missing(table, head)
    if not found:
        raise _no_form(others)
    for table in others:
        words = "｜".join(cell.text for cell in (table.rows[0] if table.rows else ()))
        remarks.append(
            Remark(
                Spot(table.index), (f"不是計畫的表（第一列：{words}）", f"no table of the plan (its first row: {words})"),
                ("沒有讀", "not read"), lost=True,
            )
        )  # fmt: skip
    return Form(tuple(found), tuple(remarks))


def _missing(table: Table, head: Head) -> list[Remark]:
    wanted: tuple[Field, ...] = ("schedule", "category", "performance")
    fields: list[Field] = [field for field in wanted if not head.has(field)]
    if not (head.has("estimate") or head.has("remarks")):
        fields.append("remarks")
    return [
        Remark(
            Spot(table.index, head.row), (f"沒有「{NAMES[field][0]}」欄", f"no column for {NAMES[field][1]}"),
            ("草稿沒有這一項", "the draft has none"),
        )
        for field in fields
    ]  # fmt: skip


def _no_form(tables: list[Table]) -> NotAForm:
    if not tables:
        return NotAForm(
            ("檔案裡沒有表格，未匯入", "the file holds no table: not imported"),
            ("請匯入有計畫表格的檔案；表格若是圖片，請改成文字", "import the file with the plan's table; a table that is a picture must become text"),
        )  # fmt: skip
    lacking = []
    for table in tables:
        head = max(
            (_head(row, cells) for row, cells in enumerate(table.rows[:_HEAD_ROWS], 1)),
            key=lambda one: sum(field is not None for _, _, field, _ in one.places),
            default=Head(1, ()),
        )
        if any(field for _, _, field, _ in head.places):
            needed: tuple[Field, ...] = ("goal", "measure")
            lacking += [(table.index, field) for field in needed if not head.has(field)]
    if lacking:
        zh = "；".join(f"表 {index} 沒有「{NAMES[field][0]}」欄" for index, field in lacking)
        en = "; ".join(f"table {index} has no column for {NAMES[field][1]}" for index, field in lacking)  # fmt: skip
        return NotAForm(
            (f"{zh}，未匯入", f"{en}: not imported"),
            ("請補上欄名（計畫目標、具體作法）", "add the headings 計畫目標 and 具體作法"),
        )
    return NotAForm(
        (f"{len(tables)} 個表都不是計畫的表，未匯入", f"none of {len(tables)} tables is the plan's: not imported"),
        ("表格的欄名應有「計畫目標」與「具體作法」", "its headings should have 計畫目標 and 具體作法"),
    )  # fmt: skip
