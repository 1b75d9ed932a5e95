"""What a form says, as plain values of a plan: title, goals with measures, notes; and what is
doubtful or not read, each at its place. Guesses nothing.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from generator.document import Path
from generator.form.columns import Head, find_form, plain
from generator.form.notes import take_notes
from generator.form.rows import take_table
from generator.form.taking import Known, Taken
from generator.form.written import NotAForm, Paragraph, Remark, Spot, Table, Written
from generator.numerals import Refused
from generator.periods import Period, parse_period

_PERIOD = re.compile(r"(?P<period>[0-9０-９]{2,3}(?:年?[至~－-][0-9０-９]{2,3})?)年度?")


@dataclass(frozen=True)
class Given:
    """What the form may not say and someone does: the title, the unit of its money."""

    title: str | None = None
    money_unit: str | None = None


@dataclass(frozen=True)
class Understood:
    """A form as read. `title`: as printed; `period`: as the title names it, `None` where it does
    not; `content`: plain values as plan.yml has them; `spots`: where each stands in the form."""

    title: str
    period: Period | None
    money_unit: str | None
    content: dict[str, Any]
    spots: dict[Path, Spot]
    remarks: tuple[Remark, ...]

    def spot(self, path: Path) -> Spot | None:
        """The place in the form of a value, or of the nearest one around it."""
        while path and path not in self.spots:
            path = path[:-1]
        return self.spots.get(path)


def period_in(title: str) -> Period | None:
    """The years that a title names: 109年度."""
    match = _PERIOD.search(title)
    try:
        return parse_period(match["period"]) if match else None
    except Refused:
        return None


def understand(written: Written, known: Known, given: Given) -> Understood:
    """What a form says. Raises `NotAForm` where there is no plan to read."""
    form = find_form(block for block in written.blocks if isinstance(block, Table))
    title, spot, above = _title(written, form.tables[0], given)
    period = period_in(title)
    if period is not None:
        known = replace(known, years=period.years)
    taken = Taken(known, remarks=[*written.remarks, *form.remarks])
    for paragraph in above:
        taken.lose(Spot(paragraph=paragraph.index), paragraph.text, ("在表格之前，不是名稱", "stands before the table and is not the title"))  # fmt: skip
    for table, head in form.tables:
        _money(table, head, given, taken)
        take_table(table, head, taken)
    start = written.blocks.index(form.tables[0][0])
    take_notes((one for one in written.blocks[start:] if isinstance(one, Paragraph)), taken)
    if not taken.goals:
        raise NotAForm(
            ("表格裡沒有一個帶項次的目標，未匯入", "the table holds no goal with a number: not imported"),
            ("目標應有項次，例如 壹、……", "goals need their printed number, such as 壹、"),
        )  # fmt: skip
    taken.spots["title",] = spot
    content: dict[str, Any] = {"goals": taken.goals, "notes": taken.notes}
    for goal in taken.goals:
        if not goal["measures"]:
            del goal["measures"]
    content["sections"] = {"goals": title, **taken.sections}
    return Understood(
        title, period, taken.money_unit, content, taken.spots, tuple(sorted(set(taken.remarks)))
    )


def _title(
    written: Written, first: tuple[Table, Head], given: Given
) -> tuple[str, Spot, list[Paragraph]]:
    """The title with its place, and the other paragraphs before the table."""
    table, head = first
    before = written.blocks[: written.blocks.index(table)]
    above = [block for block in before if isinstance(block, Paragraph) and block.text.strip()]
    if given.title:
        return given.title, Spot(), [one for one in above if plain(one.text) != plain(given.title)]
    named = [one for one in above if "計畫" in one.text]
    if named:
        text = named[-1].text.replace("\n", "").strip()
        return text, Spot(paragraph=named[-1].index), [one for one in above if one != named[-1]]
    for number, cells in enumerate(table.rows[: head.row - 1], 1):
        words = [cell.text for cell in cells if cell.text]
        if len(words) == 1 and "計畫" in words[0]:
            return words[0], Spot(table.index, number, 1), above
    raise NotAForm(
        ("表格前沒有計畫名稱，未匯入", "no title stands before the table: not imported"),
        ("請用 --title 指定，例如 --title 115年度廉政工作計畫", "name it with --title"),
    )


def _money(table: Table, head: Head, given: Given, taken: Taken) -> None:
    """The unit that estimates are in: as the heading prints it, else as someone says."""
    unit = head.unit or given.money_unit
    column = next((start for start, _, field, _ in head.places if field == "estimate"), None)
    if column is None:
        return
    spot = Spot(table.index, head.row, column, heading=head.heading(column))
    if unit is None:
        taken.remark(spot, ("欄名沒有金額單位", "the heading names no unit of money"), ("金額都沒有列入；請加 --money-unit 千元", "no estimate is taken: add --money-unit"), lost=True)  # fmt: skip
    elif not taken.known.is_money(unit):
        taken.remark(spot, (f"金額單位「{unit}」不在詞彙表", f"the unit of money “{unit}” is not in vocabulary.yml"), ("金額都沒有列入", "no estimate is taken"), lost=True)  # fmt: skip
        unit = None
    elif taken.money_unit not in (None, unit):
        # A plan has one unit: figures in another would be read as if they were in it.
        taken.remark(spot, (f"金額單位「{unit}」與前面的表不同", f"the unit of money “{unit}” is not that of the table before"), ("這個表的金額沒有列入", "no estimate of this table is taken"), lost=True)  # fmt: skip
        unit = None
    taken.estimates_in = unit
    taken.money_unit = taken.money_unit or unit
