"""What stands below the form's table: 備註 and 填表說明, as notes with points."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from generator.form.layout import FORM_RULES, NOTES
from generator.form.leading import Leading, read_leading
from generator.form.taking import Taken
from generator.form.written import Paragraph, Spot, join_lines

_HEADING = re.compile(rf"\s*(?P<name>{NOTES}|{FORM_RULES})\s*(?P<sign>[:：]?)\s*")
_KINDS = {NOTES: ("note", "notes"), FORM_RULES: ("form-rule", "form_rules")}
_DEEPER_MM = 2  # less is no indent of its own


@dataclass
class _Section:
    """A part below the table: how its notes are numbered and how far in they stand."""

    kind: str
    shape: tuple[str, str] | None = None
    indent: int = 0
    value: int = 0
    point: int = 0


def take_notes(paragraphs: Iterable[Paragraph], taken: Taken) -> None:
    """Add the notes below the table to what was taken."""
    section: _Section | None = None
    for paragraph in paragraphs:
        text = paragraph.text.replace("\n", "").strip()
        spot = Spot(paragraph=paragraph.index)
        heading = _HEADING.match(text)
        if heading and (heading["sign"] or heading.end() == len(text)):
            kind, key = _KINDS[heading["name"]]
            section = _Section(kind)
            taken.sections[key] = heading["name"]
            text = text[heading.end() :]
        if not text:
            continue
        if section is None:
            taken.lose(spot, text, ("在表格之外，不是備註也不是填表說明", "stands outside of the table and is no note"))  # fmt: skip
        else:
            _take(section, text, paragraph.indent, spot, taken)


def _take(section: _Section, text: str, indent: int, spot: Spot, taken: Taken) -> None:
    lead = read_leading(text)
    if lead is None:
        _go_on(section, text, spot, taken)
        return
    if section.shape is None:
        section.shape, section.indent = lead.shape, indent
    if _is_point(section, lead, indent, spot, taken):
        section.point = lead.value
        # A point's number is printed with its sign; a note's is its address.
        point = {"number": lead.mark, "text": {"zh": taken.text(lead.text, spot)}}
        taken.notes[-1].setdefault("points", []).append(point)
        return
    if any((n["kind"], n["number"]) == (section.kind, lead.number) for n in taken.notes):
        taken.lose(
            spot, text, (f"項次「{lead.number}」重複", f"has the number {lead.number} again")
        )
        return
    section.value, section.point = lead.value, 0
    note: dict[str, Any] = {"kind": section.kind, "number": lead.number}
    taken.spots["notes", len(taken.notes)] = spot
    taken.notes.append(note | {"text": {"zh": taken.text(lead.text, spot)}})


def _is_point(section: _Section, lead: Leading, indent: int, spot: Spot, taken: Taken) -> bool:
    """Whether a numbered line is a point of the note above: numbered otherwise, or further in. Where
    neither tells, its number has to."""
    if not section.value:
        return False
    if lead.shape != section.shape or indent - section.indent >= _DEEPER_MM:
        return True
    next_note, next_point = section.value + 1, section.point + 1
    if lead.value == next_note and (section.point == 0 or lead.value != next_point):
        return False
    if lead.value == next_note:
        taken.remark(
            spot, (f"「{lead.mark}」可以是第 {next_note} 點，也可以是上一點的第 {next_point} 小點", f"{lead.mark} may be note {next_note} or point {next_point} of the note above"),
            (f"列為第 {next_note} 點；請核對", f"taken as note {next_note}: compare"),
        )  # fmt: skip
        return False
    return lead.value == next_point


def _go_on(section: _Section, text: str, spot: Spot, taken: Taken) -> None:
    """Words without a number: of the note above; below a heading alone there is none."""
    notes = [note for note in taken.notes if note["kind"] == section.kind]
    if not notes:
        taken.lose(spot, text, ("沒有項次", "has no number"))
        return
    item = notes[-1].get("points", notes)[-1]
    item["text"]["zh"] = join_lines((item["text"]["zh"], taken.text(text, spot)))
    taken.remark(
        spot, (f"沒有項次的文字「{text}」", f"words without a number: “{text}”"),
        ("接在上一點之後；請核對", "joined to the note above: compare"),
    )  # fmt: skip
