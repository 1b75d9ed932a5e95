"""A sheet of changes (修正對照表) to attach to an approval: what a plan said and what it will say.

Compares two public records of a plan, so that it tells what a reader would see; states, reports and
the site's own findings are no words of a plan and are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator.choices import NAMES
from generator.difference_words import SECTIONS, field_words
from generator.differences import Difference, compare_plans
from generator.form.page import Column, Line, Page
from generator.model import Amendment, Plan

Record = Mapping[str, Any]

NOTHING = "（無）"
GONE = "（刪除）"
_ENDED = {"withdrawn": "停止辦理", "merged": "併入其他項目"}
# The parts of a public record that a plan's document says.
_HEAD = ("title", "period", "form", "money_unit", "budget_total", "calendar", "execution")
_LISTS = (
    "goals", "priorities", "strategies", "measures", "kpis", "scoring", "work_items", "budget",
    "notes", "summaries",
)  # fmt: skip
# Of an entry, what the site adds, or says in another form as well.
_OURS = frozenset({"source", "observations", "states", "state", "executed", "amount", "unit"})
_OURS_WITHIN = ("inferred", "goals_inferred", "category.code")
# Which field of an amendment speaks of a field of the record.
_AMENDED = {
    "targets": "target", "formula": "formula", "direction": "direction", "calculation": "rule",
    "components": "rule", "rounding": "reckoning", "accumulation": "reckoning",
    "trajectory": "trajectory", "weight_printed": "weight", "schedule": "deadline",
    "estimate_printed": "amount", "printed": "amount",
}  # fmt: skip


@dataclass(frozen=True)
class ChangeRow:
    """One change: the item, its words before and after, and the recorded reason, if any."""

    item: str
    old: str
    new: str
    why: str = ""


@dataclass(frozen=True)
class Changes:
    """The changes of a plan; `english`: how many are of the English alone, and not listed."""

    rows: tuple[ChangeRow, ...]
    english: int = 0


def list_changes(old: Record, new: Record, plan: Plan) -> Changes:
    """What differs between two public records of a plan; `plan` is the new one, whose amendments
    give the reasons."""
    before, after = _printed(old), _printed(new)
    told = [
        one
        for one in compare_plans({"plan": before}, {"plan": after})
        if not one.field.endswith(_OURS_WITHIN)
    ]
    same = [one for one in told if one.old and one.new and one.old.zh == one.new.zh]
    rows = [_row(one, before, after, plan) for one in told if one not in same]
    return Changes((*rows, *_ended(old, new, after, plan)), len(same))


def change_page(changes: Changes, *, title: str, basis: str) -> Page:
    """The sheet; `basis` says what the old words were taken from."""
    return Page(
        title=f"{title}修正對照表",
        columns=(
            Column(("項目",), Decimal("2.8")),
            Column(("原列",), Decimal("4.8")),
            Column(("修正後",), Decimal("4.8")),
            Column(("理由",), Decimal("3.6")),
        ),
        rows=tuple(
            tuple((Line(text),) for text in (row.item, row.old, row.new, row.why))
            for row in changes.rows
        ),
        above=(Line(f"原列：{basis}"),),
    )


def _printed(record: Record) -> dict[str, Any]:
    """What the document says; a measure is called by its goal's number and its own, as it is cited."""
    kept: dict[str, Any] = {key: record.get(key) for key in _HEAD}
    goals = {goal["id"]: goal["number"] for goal in record.get("goals", ())}
    for section in _LISTS:
        kept[section] = [
            {key: value for key, value in entry.items() if key not in _OURS}
            for entry in record.get(section, ())
        ]
    for measure in kept["measures"]:
        measure["number"] = f"{goals.get(measure['goal'], '')}-{measure['number']}"
    return kept


def _entry(record: Record, one: Difference) -> Record:
    """The entry that a difference is of."""
    found = (
        entry
        for entry in record.get(one.section, ())
        if one.section and one.number in (entry.get("number"), entry.get("kpi"), entry.get("id"))
    )
    return next(found, {})


def _row(one: Difference, before: Record, after: Record, plan: Plan) -> ChangeRow:
    section = SECTIONS.get(one.section, (one.section, ""))[0]
    item = " ".join(part for part in (section, one.number, one.field and field_words(one.field, zh=True)) if part)  # fmt: skip
    if one.field in ("estimate_printed", "printed") and plan.money_unit:
        item += f"（{plan.money_unit}）"
    was, is_ = _entry(before, one), _entry(after, one)
    if one.field:
        coded = one.field == "direction.value"
        old, new = (
            (NAMES.get(text.zh, text.zh) if coded else text.zh) if text else absent
            for text, absent in ((one.old, NOTHING), (one.new, GONE))
        )
    else:
        old, new = _described(was) or NOTHING, _described(is_) or GONE
    return ChangeRow(item, old, new, _why(one, is_ or was, plan))


def _described(entry: Record) -> str:
    """A whole item in words: what it is, its months, money, category and targets."""
    if not entry:
        return ""
    text = entry.get("name") or entry.get("text") or entry.get("heading") or {}
    parts = [str(text.get("zh", ""))]
    if schedule := entry.get("schedule"):
        parts.append(f"期程 {schedule['printed']}")
    for key, word in (("estimate_printed", "估列經費"), ("weight_printed", "權重"), ("printed", "金額")):  # fmt: skip
        if entry.get(key):
            parts.append(f"{word} {entry[key]}")
    if category := entry.get("category"):
        parts.append(str(category["label"]))
    for year, target in (entry.get("targets") or {}).items() if isinstance(entry.get("targets"), Mapping) else ():  # fmt: skip
        parts.append(f"{field_words(f'targets.{year}', zh=True)} {target.get('printed', '')}".strip())  # fmt: skip
    return "；".join(part for part in parts if part)


def _why(one: Difference, entry: Record, plan: Plan) -> str:
    """The reason that the plan records for a change: that of the amendment which ends where it does."""
    first, _, rest = one.field.partition(".")
    field = _AMENDED.get(first, "") if one.field else "item"
    year = int(rest) if field == "target" and rest[:4].isdigit() else None
    for change in reversed(plan.amendments):
        about = (change.item, change.field) == (str(entry.get("id", "")), field)
        if about and change.year in (None, year) and _ends(change, one):
            return change.why.zh if change.why else ""
    return ""


def _ends(change: Amendment, one: Difference) -> bool:
    return change.new is None or (one.new is not None and change.new == one.new.zh)


def _ended(old: Record, new: Record, after: Record, plan: Plan) -> Iterator[ChangeRow]:
    """Items that are given up: they stay in the plan, with a record of it."""

    def recorded(record: Record) -> set[tuple[str, str]]:
        changes: Sequence[Record] = record.get("changes", ())
        return {(one["date"], one["item"]) for one in changes if one["field"] == "standing"}

    known = recorded(old)
    names = {
        entry["id"]: (SECTIONS[section][0], entry)
        for section in ("measures", "kpis", "budget")
        for entry in after[section]
    }
    for change in plan.amendments:
        if change.field == "standing" and (change.date.isoformat(), change.item) not in known:
            section, entry = names.get(change.item, ("", {}))
            ended = _ENDED.get(change.new or "", change.new or "")
            into = f"（{change.successor}）" if change.successor else ""
            item = " ".join(part for part in (section, str(entry.get("number", change.item))) if part)  # fmt: skip
            yield ChangeRow(item, _described(entry), f"{ended}{into}", change.why.zh if change.why else "")  # fmt: skip
