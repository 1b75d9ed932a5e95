"""The rows of a form's table as goals and measures.

A row holds one measure or several; a goal's cell reaches over its rows by a merge, by standing
again, or by being empty below. Cells whose lines cannot be matched with measures are told and left
out.
"""

import re
from typing import Any

from generator.form.cells import Measure, fill_cells
from generator.form.columns import Field, Head, plain
from generator.form.leading import Leading, read_leading
from generator.form.taking import Taken
from generator.form.written import Cell, Spot, Table, join_lines

_SUMS = re.compile(r"(?:合計|總計|小計|總共)")
Row = dict[Field, Cell]


def take_table(table: Table, head: Head, taken: Taken) -> None:
    """Add a table's goals and measures to what was taken."""
    titles = tuple(plain(cell.text) for cell in table.rows[head.row - 1])
    rows: list[tuple[int, Row]] = []
    for number, cells in enumerate(table.rows, 1):
        if number <= head.row or tuple(plain(cell.text) for cell in cells) == titles:
            continue  # headings that someone repeated by hand stand on every page
        row = _row(number, cells, table, head, taken)
        if row is not None:
            rows.append((number, row))
    reader = _Rows(table, head, taken)
    for number, row in rows:
        reader.take(number, row)
    fill_cells(rows, reader.begun, table.index, head, taken)


def _spot(table: Table, head: Head, row: int, cell: Cell) -> Spot:
    return Spot(table.index, row, cell.column, heading=head.heading(cell.column))


def _row(number: int, cells: tuple[Cell, ...], table: Table, head: Head, taken: Taken) -> Row | None:  # fmt: skip
    """A row's cells by field; `None` for a row of sums."""
    row: Row = {}
    first = next((cell for cell in cells if cell.text), None)
    if first is not None and _SUMS.match(plain(first.text)):
        words = " ".join(cell.text for cell in cells if cell.text)
        taken.remark(
            Spot(table.index, number), (f"合計列「{words}」", f"a row of sums: “{words}”"),
            ("沒有列入；合計由網站計算", "left out: the site works sums out"), lost=True,
        )  # fmt: skip
        return None
    for cell in cells:
        fields = head.fields_of(cell)
        spot = _spot(table, head, number, cell)
        named = [field for field in fields if field]
        if cell.text and len(fields) > 1:
            taken.lose(spot, cell.text, (f"跨 {len(fields)} 欄，不知道屬於哪一欄", f"reaches over {len(fields)} columns: which it belongs to is not known"))  # fmt: skip
        elif cell.text and not named:
            taken.lose(spot, cell.text, ("所在的欄不是表單的欄", "stands in a column that the form does not have"))  # fmt: skip
        elif len(fields) == 1 and fields[0] and fields[0] in row and cell.text:
            taken.lose(spot, cell.text, ("與左邊的格子同屬一欄", "stands in one column with the cell before it"))  # fmt: skip
        elif len(fields) == 1 and fields[0]:
            row.setdefault(fields[0], cell)
    return row


class _Rows:
    """Reads goals and measures row by row. `begun`: the measures that begin in each row."""

    def __init__(self, table: Table, head: Head, taken: Taken) -> None:
        self.table, self.head, self.taken = table, head, taken
        self.begun: dict[int, list[Measure]] = {}
        self.shape: tuple[str, str] | None = None

    def take(self, number: int, row: Row) -> None:
        """Read a row's goal and its measures."""
        self.begun[number] = []
        if (cell := row.get("goal")) is not None and not cell.continues and cell.text:
            self.goal(cell, _spot(self.table, self.head, number, cell))
        cell = row.get("measure")
        if cell is not None and cell.text and not cell.continues:
            self.measures(number, cell, _spot(self.table, self.head, number, cell))

    def goal(self, cell: Cell, spot: Spot) -> None:
        taken = self.taken
        lead = read_leading(cell.text)
        current = taken.goal
        if lead is None:
            if current is None:
                taken.lose(spot, cell.text, ("沒有項次，不知道是第幾個目標", "has no number, so which goal it is is not known"))  # fmt: skip
                return
            if taken.text(cell.text, spot) == current["text"]["zh"]:
                return
            self.go_on(current, cell.text, spot, ("目標", "goal"))
            return
        text = taken.text(lead.text, spot)
        if current is not None and lead.number == current["number"]:
            if text != current["text"]["zh"]:
                taken.lose(spot, cell.text, (f"與目標「{lead.number}」前面的文字不同", f"differs from what goal {lead.number} says above"))  # fmt: skip
            return
        if not text:
            taken.lose(spot, cell.text, ("只有項次，沒有文字", "is a number without words"))
            return
        self.expect(lead, len(taken.goals), spot)
        self.shape = None  # another goal may number its measures otherwise
        path = ("goals", len(taken.goals))
        taken.spots[path] = spot
        taken.goals.append({"number": lead.number, "text": {"zh": text}, "measures": []})

    def expect(self, lead: Leading, before: int, spot: Spot) -> None:
        """A number that does not follow the one before it may be a word of the text, or missing."""
        if lead.value != before + 1:
            self.taken.remark(
                spot, (f"項次「{lead.number}」之前有 {before} 項", f"the number {lead.number} stands after {before} items"),
                ("照印列入；請核對是否有缺漏", "taken as printed: look whether one is missing"),
            )  # fmt: skip

    def go_on(self, item: dict[str, Any], words: str, spot: Spot, what: tuple[str, str]) -> None:
        """Words without a number go on where the row above ended."""
        text = self.taken.text(words, spot)
        item["text"]["zh"] = join_lines((item["text"]["zh"], text))
        self.taken.remark(
            spot, (f"沒有項次的文字「{text}」", f"words without a number: “{text}”"),
            (f"接在前一列的{what[0]} {item['number']} 之後；請核對", f"joined to {what[1]} {item['number']} of the row above: compare"),
        )  # fmt: skip

    def measures(self, number: int, cell: Cell, spot: Spot) -> None:
        taken = self.taken
        pieces: list[tuple[Leading | None, list[str]]] = []
        for line in cell.lines:
            lead = read_leading(line)
            if lead is not None and self.begins(lead, pieces):
                self.shape = self.shape or lead.shape
                pieces.append((lead, [lead.text]))
            elif line.strip():
                if not pieces:
                    pieces.append((None, []))
                pieces[-1][1].append(line)
        for lead, lines in pieces:
            words = join_lines(tuple(lines))
            if taken.goal is None:
                taken.lose(spot, words, ("前面沒有目標", "has no goal before it"))
            elif lead is None:
                if taken.measure is None:
                    taken.lose(spot, words, ("沒有項次，不知道是第幾項作法", "has no number, so which measure it is is not known"))  # fmt: skip
                else:
                    self.go_on(taken.measure, words, spot, ("作法", "measure"))
            else:
                self.add(number, lead, words, spot)

    def begins(self, lead: Leading, pieces: list[tuple[Leading | None, list[str]]]) -> bool:
        """Whether a numbered line begins a measure: others are points within one, or words."""
        if self.shape is not None and lead.shape != self.shape:
            return False
        last = next((one.value for one, _ in reversed(pieces) if one), None)
        if last is None:
            return True
        return lead.value > last

    def add(self, number: int, lead: Leading, words: str, spot: Spot) -> None:
        taken, goal = self.taken, self.taken.goal
        assert goal is not None
        if not words:
            taken.lose(spot, lead.mark, ("只有項次，沒有文字", "is a number without words"))
            return
        if any(one["number"] == lead.number for one in goal["measures"]):
            taken.lose(spot, f"{lead.mark}{words}", (f"與目標「{goal['number']}」的另一項作法項次相同", f"has the number of another measure of goal {goal['number']}"))  # fmt: skip
            return
        self.expect(lead, len(goal["measures"]), spot)
        measure: dict[str, Any] = {"number": lead.number, "text": {"zh": taken.text(words, spot)}}
        goal["measures"].append(measure)
        taken.spots[taken.measure_path] = spot
        _, at, _, place = taken.measure_path
        assert isinstance(at, int) and isinstance(place, int)
        self.begun[number].append((measure, (at, place)))
