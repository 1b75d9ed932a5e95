"""What a filled workbook changes: cells compared with what they held on export, and with the plan.

A cell that was left alone changes nothing, also where the plan has gone on; one that was changed
on both sides is a fault.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.document import Path
from generator.workbook.book import (
    BASE,
    FIRST,
    FORMAT,
    KEYS,
    LISTS,
    Book,
    CellProblem,
    Column,
    Grid,
    Row,
    Sheet,
    Unreadable,
    Words,
    cell_name,
)

_AGAIN = ("請重新匯出再填", "export the workbook again and fill in that one")


@dataclass(frozen=True)
class Origin:
    """Which plan a workbook is of, and what its cells held: by sheet, row and column."""

    agency: str
    plan: str
    cells: Mapping[tuple[str, str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Edit:
    """One changed cell: the value at `path` goes from `old` to `new` (`None`: absent).

    `shown`: both as cells show them.
    """

    sheet: Sheet
    row: Row
    column: Column
    line: int
    place: int
    path: Path
    old: str | None
    new: str | None
    shown: tuple[str, str]

    def problem(self, found: Words, expected: Words) -> CellProblem:
        """A fault of this cell."""
        return CellProblem(self.sheet.name, self.line, self.place, found, expected)

    def render(self, language: str = "zh") -> str:
        """The change in plain words: where, which item, which field, from what to what."""
        index = 0 if language == "zh" else 1
        was, now = (
            (f"「{text}」", f"“{text}”")[index] if text else ("（空白）", "(empty)")[index]
            for text in self.shown
        )
        heading, place = self.column.heading[index], cell_name(self.line, self.place)
        item = " ".join(part for part in (self.sheet.title[index], self.item) if part)
        return (
            f"{item}｜{heading}：{was} → {now}（{place}）"
            if index == 0
            else (f"{item} | {heading}: {was} → {now} ({place})")
        )

    @property
    def item(self) -> str:
        """Which item, as the row's locked cells say: `壹-3`, `5(1)`."""
        if self.sheet.id in ("plan", "report"):
            return ""
        named = zip(self.sheet.columns, self.row.cells, strict=True)
        if self.sheet.id in ("kpis", "budget"):
            return next(text for column, text in named if column.path == ("number",))
        if self.sheet.id == "measures":
            return "-".join(text for column, text in named if column.path == ("number",))
        part = self.row.cells[1].strip("　└") if len(self.row.path) > 2 else ""
        part = part if self.sheet.id == "report_kpis" else ""
        return f"{self.row.cells[0]}{part}"


@dataclass(frozen=True)
class Filled:
    """What a workbook says: edits of the plan, cells of the report, and what is wrong."""

    edits: tuple[Edit, ...] = ()
    report: tuple[Edit, ...] = ()
    problems: tuple[CellProblem, ...] = ()


def read_origin(grid: Grid) -> Origin | None:
    """What the hidden sheet says; `None` where the file is no workbook of ours."""
    rows = [[cell if isinstance(cell, str) else "" for cell in row] for row in grid.get(BASE, ())]
    rows = [[*row, "", "", "", ""][:4] for row in rows]
    head = {row[0]: row[1] for row in rows[:3]}
    if head.get("format") != FORMAT or not head.get("agency") or not head.get("plan"):
        return None
    cells = {(sheet, row, column): text for sheet, row, column, text in rows[3:]}
    return Origin(head["agency"], head["plan"], cells)


def compare(grid: Grid, origin: Origin, book: Book) -> Filled:
    """The filled workbook against `book`, which is made of the plan as it stands now."""
    edits: list[Edit] = []
    problems: list[CellProblem] = []
    for sheet in book.sheets:
        rows = grid.get(sheet.name)
        if rows is None:
            if not any(id_ == sheet.id for id_, _, _ in origin.cells):
                continue  # the plan had nothing for it on export
            found = ("工作表不見了", "the sheet is missing")
            problems.append(CellProblem(sheet.name, 0, 0, found, _AGAIN))
            continue
        for one in _sheet_changes(sheet, rows, origin, book):
            if isinstance(one, Edit):
                edits.append(one)
            else:
                problems.append(one)
    problems += _stray_sheets(grid, origin, book)
    ours = tuple(edit for edit in edits if not edit.sheet.id.startswith("report"))
    said = tuple(edit for edit in edits if edit.sheet.id.startswith("report"))
    return Filled(ours, said, tuple(problems))


Cells = tuple[str | Unreadable | None, ...]


def _sheet_changes(
    sheet: Sheet, rows: tuple[Cells, ...], origin: Origin, book: Book
) -> Iterator[Edit | CellProblem]:
    keys = rows[KEYS - 1] if rows else ()
    columns = {column.key: column for column in sheet.columns}
    places = {key: i for i, key in enumerate(keys) if isinstance(key, str) and key in columns}
    known = {row.key: row for row in sheet.rows}
    met: set[str] = set()
    was = {row for id_, row, _ in origin.cells if id_ == sheet.id}
    for name in columns:
        if name not in places and any(c == name for id_, _, c in origin.cells if id_ == sheet.id):
            found = (f"少了欄位 {name}", f"the column {name} is missing")
            yield CellProblem(sheet.name, KEYS, 1, found, _AGAIN)
    for line, cells in enumerate(rows, start=1):
        yield from _stray_cells(sheet, line, cells, places)
    for line, cells in enumerate(rows[FIRST - 1 :], start=FIRST):
        key = cells[0] if cells else None
        row = known.get(key) if isinstance(key, str) else None
        if row is None or row.key in met:
            yield from _stray_row(sheet, line, cells, places, row, was)
            continue
        met.add(row.key)
        for name, place in places.items():
            cell = cells[place] if place < len(cells) else None
            at = (line, place + 1)
            yield from _cell_change(sheet, row, columns[name], at, cell, origin, book)
    for gone in sorted((was & set(known)) - met):
        found = (f"少了「{gone}」這一列", f"the row {gone} is missing")
        yield CellProblem(sheet.name, 0, 0, found, _AGAIN)


_UNREAD = (
    "這裡的內容不會讀進計畫；請移到欄位裡，或清掉",
    "what stands here is not read: move it into a column of the form, or empty it",
)


def _stray_sheets(grid: Grid, origin: Origin, book: Book) -> Iterator[CellProblem]:
    """Sheets that were added, each at its first cell that holds something."""
    for name in grid.keys() - {sheet.name for sheet in book.sheets} - {BASE, LISTS}:
        held = [
            (y, x) for y, row in enumerate(grid[name], 1) for x, cell in enumerate(row, 1) if cell
        ]
        if held:
            found = ("不是匯出時的工作表", "this sheet was not exported")
            yield CellProblem(name, *held[0], found, _UNREAD)


def _stray_cells(
    sheet: Sheet, line: int, cells: Cells, places: Mapping[str, int]
) -> Iterator[CellProblem]:
    """Cells beside the columns; the count of filled rows in the headings is our own."""
    count = len(sheet.columns) + 2
    for place, cell in enumerate(cells):
        ours = place in places.values() or place == 0 or (line < FIRST and place == count)
        if cell is None or ours:
            continue
        shown = cell if isinstance(cell, str) else cell.found[0]
        yield CellProblem(
            sheet.name, line, place + 1,
            (f"「{shown}」不在任何欄位裡", f"“{shown}” stands in no column"), _UNREAD,
        )  # fmt: skip


def _stray_row(
    sheet: Sheet, line: int, cells: Cells, places: Mapping[str, int], row: Row | None, was: set[str]
) -> Iterator[CellProblem]:
    if all(cell is None for cell in cells[: max(places.values(), default=0) + 1]):
        return
    if row is not None:
        found = (f"「{row.key}」出現兩次", f"{row.key} stands here twice")
    elif cells[0] in was:
        found = (f"計畫已沒有「{cells[0]}」", f"the plan no longer has {cells[0]}")
    else:
        found = ("這一列不屬於任何項目", "this row belongs to no item")
    yield CellProblem(
        sheet.name, line, 2, found,
        ("工作簿不能增減項目，請改 plan.yml", "a workbook adds and removes no items: edit plan.yml"),
    )  # fmt: skip


def _cell_change(
    sheet: Sheet, row: Row, column: Column, at: tuple[int, int],
    cell: str | Unreadable | None, origin: Origin, book: Book,
) -> Iterator[Edit | CellProblem]:  # fmt: skip
    line, place = at
    if isinstance(cell, Unreadable):
        expected = ("請改成文字，照要公布的樣子寫", "write it as text, as it is to be published")
        yield CellProblem(sheet.name, line, place, cell.found, expected)
        return
    before = origin.cells.get((sheet.id, row.key, column.key), "")
    text = cell or ""
    if text == before:
        return
    text = text.strip()
    current = row.cells[sheet.columns.index(column)]
    choices = book.lists.get(column.choices, {})
    if text == current or (text and _code(text, choices) == _code(current, choices) is not None):
        return  # both sides say the same
    if not sheet.takes(row, column):
        yield CellProblem(
            sheet.name, line, place,
            (f"鎖定的格子由「{before}」改成「{text}」", f"a locked cell was changed from “{before}” to “{text}”"),
            ("請改回來；這一項只能改 plan.yml", "put it back; this is changed in plan.yml alone"),
        )  # fmt: skip
        return
    if current != before:
        yield CellProblem(
            sheet.name, line, place,
            (f"匯出後計畫已改成「{current}」，這裡寫「{text}」", f"the plan has become “{current}” since the export, and this cell says “{text}”"),
            _AGAIN,
        )  # fmt: skip
        return
    yield from _edit(sheet, row, column, at, current, text, book)


def _edit(
    sheet: Sheet, row: Row, column: Column, at: tuple[int, int], old: str, text: str, book: Book
) -> Iterator[Edit | CellProblem]:
    choices = book.lists.get(column.choices, {})
    new = _code(text, choices)
    if text and column.choices and not column.open and new is None:
        yield CellProblem(
            sheet.name, *at,
            (f"「{text}」不在清單裡", f"“{text}” is not on the list"),
            (f"請選：{'、'.join(choices)}", f"choose one of: {', '.join(choices)}"),
        )  # fmt: skip
        return
    path = (*row.path[: len(row.path) - column.up], *column.path)
    before = (_code(old, choices) or old) if old else None
    label = next((label for label, code in choices.items() if code == new), text)
    after = (new or text) if text else None
    yield Edit(sheet, row, column, *at, path, before, after, (old, label))


def _code(text: str, choices: Mapping[str, str]) -> str | None:
    """What the file says for a choice, which may also be typed as either half of its label."""
    if text in choices:
        return choices[text]
    for label, code in choices.items():
        if text == code or text in label.split(" "):
            return code
    return None
