"""What stands beside measures: schedules, estimates, categories and performance items.

A cell's lines belong to the row's measures where there is one measure, or as many lines as
measures. Anything else is told and left out: which line stands beside which measure is not guessed.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from generator.document import Path
from generator.form.columns import Field, Head
from generator.form.schedules import read_schedule
from generator.form.taking import Taken
from generator.form.written import Cell, Spot, join_lines
from generator.numerals import Refused, parse_figure
from generator.periods import parse_schedule

_FIELDS: tuple[Field, ...] = ("schedule", "estimate", "remarks", "category", "performance")
_KEYS = {"schedule": "schedule", "estimate": "estimate", "category": "category", "performance": "performance_items"}  # fmt: skip
# How the form lets a performance item begin (its rule 5).
_ITEM = re.compile(r"政策目標|自主管理|無$")
_NONE = re.compile(r"[-–—－/／]+")

Measure = tuple[dict[str, Any], tuple[int, int]]
Rows = list[tuple[int, dict[Field, Cell]]]


def fill_cells(
    rows: Rows, begun: dict[int, list[Measure]], table: int, head: Head, taken: Taken
) -> None:
    """Give each measure what stands beside it. `begun`: the measures that begin in each row."""
    filler = _Filler(head, taken)
    last: Measure | None = None
    for place, (number, row) in enumerate(rows):
        for field in _FIELDS:
            cell = row.get(field)
            if cell is None or cell.continues or not cell.text:
                continue
            spot = Spot(table, number, cell.column, heading=head.heading(cell.column))
            end = number + cell.reaches
            over = [one for at, _ in rows[place:] if at < end for one in begun[at]]
            filler.fill(field, cell, spot, over, last, merged=cell.reaches > 1)
        last = begun[number][-1] if begun[number] else last


class _Filler:
    def __init__(self, head: Head, taken: Taken) -> None:
        self.head, self.taken = head, taken

    def fill(
        self, field: Field, cell: Cell, spot: Spot, begun: list[Measure], last: Measure | None, *, merged: bool
    ) -> None:  # fmt: skip
        """Put one cell's words beside the measures of its rows."""
        lines = tuple(line.strip() for line in cell.lines if line.strip())
        if field == "remarks":
            self.taken.lose(spot, cell.text, ("在「備考」欄，計畫資料沒有這一欄；金額請在欄名寫出單位", "stands among remarks, which a plan's data do not have; for money, name its unit in the heading"))  # fmt: skip
        elif not begun:
            self.go_on(field, lines, spot, last)
        elif len(begun) == 1:
            self.put(field, lines, spot, begun[0])
        elif merged and len(lines) == 1 and field != "estimate":
            for measure in begun:
                self.put(field, lines, spot, measure)
            self.taken.remark(
                spot, (f"「{cell.text}」的格子跨 {len(begun)} 項作法", f"the cell “{cell.text}” reaches over {len(begun)} measures"),
                ("每一項都列入；請核對", "taken for each of them: compare"),
            )  # fmt: skip
        elif len(lines) == len(begun):
            for line, measure in zip(lines, begun, strict=True):
                self.put(field, (line,), spot, measure, inferred=field == "performance")
            if field == "performance":
                self.taken.remark(
                    spot, (f"{len(begun)} 項作法的對應項目在同一格", f"the items of {len(begun)} measures stand in one cell"),
                    ("依順序列入並標示為推定；請核對", "taken in their order and marked as inferred: compare"),
                )  # fmt: skip
        else:
            self.taken.lose(
                spot, "／".join(lines),
                (f"有 {len(lines)} 行，旁邊有 {len(begun)} 項作法，無法對應", f"has {len(lines)} lines beside {len(begun)} measures: which belongs to which is not known"),
            )  # fmt: skip

    def go_on(self, field: Field, lines: tuple[str, ...], spot: Spot, last: Measure | None) -> None:
        """A row that begins no measure goes on with the one above, where that has nothing yet."""
        words = join_lines(lines)
        if last is None:
            self.taken.lose(spot, words, ("旁邊沒有作法", "has no measure beside it"))
            return
        measure, _ = last
        held = measure.get(_KEYS[field])
        said = held if isinstance(held, str) else "".join(item["text"]["zh"] for item in held or ())
        if said == words:
            return
        if held is not None:
            self.taken.lose(spot, words, (f"而作法 {measure['number']} 在前一列已有「{said}」", f"while measure {measure['number']} has “{said}” in the row above"))  # fmt: skip
            return
        self.put(field, lines, spot, last)
        self.taken.remark(
            spot, (f"這一列沒有新的作法，「{words}」", f"no measure begins in this row, “{words}”"),
            (f"列入前一列的作法 {measure['number']}；請核對", f"taken for measure {measure['number']} of the row above: compare"),
        )  # fmt: skip

    def put(
        self, field: Field, lines: tuple[str, ...], spot: Spot, measure: Measure, *, inferred: bool = False
    ) -> None:  # fmt: skip
        record, (goal, place) = measure
        path: Path = ("goals", goal, "measures", place, _KEYS[field])
        words = join_lines(lines)
        value: Any = None
        if field == "performance":
            value = [self.item(text, spot, inferred=inferred) for text in self.items(lines, spot)]
        elif _NONE.fullmatch(words):
            return
        elif field == "schedule":
            value = self.schedule(words, spot)
        elif field == "estimate":
            value = self.estimate(words, spot)
        elif self.taken.known.is_category(words):
            value = words
        else:
            self.taken.lose(spot, words, ("不是詞彙表的業務類別", "is no category of vocabulary.yml"))  # fmt: skip
        if value:
            record[_KEYS[field]] = value
            self.taken.spots[path] = spot

    def schedule(self, words: str, spot: Spot) -> str | None:
        try:
            written, sure = read_schedule(words, self.taken.known.years)
        except Refused as error:
            self.taken.remark(spot, error.found, (f"沒有列入；{error.expected[0]}", f"left out: {error.expected[1]}"), lost=True)  # fmt: skip
            return None
        if parse_schedule(written).first is None:
            self.taken.remark(
                spot, (f"預定進度「{words}」沒有月份", f"the schedule “{words}” gives no months"),
                ("照印列入；填表說明第 3 點請避免這種寫法", "taken as printed; rule 3 of the form asks to avoid such words"),
            )  # fmt: skip
        elif written != words:
            compare = ("", "") if sure else ("；請核對", ": compare")
            self.taken.remark(
                spot, (f"預定進度「{words}」", f"the schedule “{words}”"),
                (f"寫成 {written}{compare[0]}", f"written as {written}{compare[1]}"),
            )  # fmt: skip
        return written

    def estimate(self, words: str, spot: Spot) -> str | None:
        unit = self.taken.estimates_in
        if unit is None:
            self.taken.lose(spot, words, ("沒有金額單位", "has no unit of money"))
            return None
        try:
            figure = parse_figure(words)
        except Refused as error:
            self.taken.remark(spot, error.found, ("沒有列入，請自行補上", "left out: add it yourself"), lost=True)  # fmt: skip
            return None
        if figure.unit not in (None, unit):
            self.taken.lose(spot, words, (f"的單位不是欄名的 {unit}", f"is not in {unit}, which the heading names"))  # fmt: skip
            return None
        plain = unicodedata.normalize("NFKC", words)
        return plain.removesuffix(unit).strip() if figure.unit else words

    def items(self, lines: tuple[str, ...], spot: Spot) -> Iterator[str]:
        """Lines as items: one begins as the form lets it; a line that does not, goes on."""
        items: list[list[str]] = []
        for line in lines:
            if items and not _ITEM.match(line):
                items[-1].append(line)
            else:
                items.append([line])
        for one in items:
            text = join_lines(tuple(one))
            if len(one) > 1:
                self.taken.remark(
                    spot, (f"對應項目分成 {len(one)} 行", f"a performance item of {len(one)} lines"),
                    (f"接成「{text}」；請核對", f"joined to “{text}”: compare"),
                )  # fmt: skip
            yield text

    def item(self, words: str, spot: Spot, *, inferred: bool) -> dict[str, Any]:
        item: dict[str, Any] = {"text": {"zh": self.taken.text(words, spot)}}
        return item | ({"inferred": True} if inferred else {})
