"""What changed in a plan's promises: recorded changes, and those that its versions show.

Compares records; reads no file and no history. Only what was promised is compared: targets,
formulas and how they are reckoned, trajectories, weights, deadlines, amounts, the reporting
calendar, and whole items.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from generator.fields import Text
from generator.indicators import Calculation, Kpi, Sum, Trajectory, YearTarget
from generator.model import Amendment, Plan
from generator.numerals import Figure, Refused, parse_figure

Field = Literal[
    "target", "formula", "direction", "rule", "reckoning", "trajectory", "weight", "deadline",
    "amount", "standing", "item", "report", "calendar",
]  # fmt: skip
_REASONED = frozenset(
    {"target", "weight", "formula", "direction", "rule", "reckoning", "trajectory"}
)
CALENDAR = "calendar"  # the item that a plan's reporting calendar is told under
# A target is eased or tightened where a direction says which way is better; else, as other figures,
# it goes down or up.
Way = Literal["eased", "tightened", "lowered", "raised", "other"]


@dataclass(frozen=True)
class Entry:
    """One line of the ledger. `recorded` is the plan's own record of the change; without one the
    change was seen between two versions of the plan's file, at `date`.

    `old` and `new` are as printed; `None` where the item was not there. `way`: which way the figure went.
    """

    date: dt.date
    item: str
    field: Field
    year: int | None
    old: str | None
    new: str | None
    way: Way
    recorded: Amendment | None = None

    @property
    def why(self) -> Text | None:
        """The recorded reason."""
        return self.recorded.why if self.recorded else None

    @property
    def needs_reason(self) -> bool:
        """A promise that was out and is changed must say why, whichever way it went; what is told for
        the first time, and deadlines, amounts and the calendar, need not."""
        if self.why is not None or self.old is None:
            return False
        return self.field in _REASONED or (self.field == "item" and self.new is None)


@dataclass(frozen=True)
class Version:
    """A plan as it was published from `date` on."""

    date: dt.date
    plan: Plan


Key = tuple[str, Field, int | None]


def _target(target: YearTarget) -> str:
    """All that a target says, so that any change of it is seen."""
    if target.milestone:
        return f"{target.milestone.text.zh} {target.milestone.by}"
    if target.conditions:
        return "；".join(
            f"{c.text.zh} {c.comparison} {c.figure.printed}" for c in target.conditions
        )
    if target.derived:
        rule = target.derived
        return f"{rule.rate.printed} {rule.of} {rule.rounding.mode} {rule.rounding.places}"
    return target.printed


_SIGNS = {"up": "⌈ ⌉", "down": "⌊ ⌋", "half-up": "≈"}


def _sum(terms: Sum | None) -> str:
    return " + ".join(f"{figure.printed} {name}" for name, figure in (terms or {}).items())


def _rule(formula: Calculation) -> str:
    """A formula as data, in the names of its components."""
    below = f" ÷ ({_sum(formula.denominator)})" if formula.denominator else ""
    whole = f"({_sum(formula.numerator)}){below} × {formula.factor.printed}"
    if other := formula.instead:
        when = f"{_sum(other.when)} < {_sum(other.below)}"
        whole += f"; {when} → ÷ ({_sum(other.denominator)})"
    return whole


def _reckoning(kpi: Kpi) -> str:
    """How a value is rounded, counted and judged; empty where nothing is said."""
    parts = [f"{_SIGNS[kpi.rounding.mode]} {kpi.rounding.places}"] if kpi.rounding else []
    flags = {"law_bound": kpi.law_bound, "over_100": kpi.over_100}
    parts += [name for name, given in flags.items() if given]
    parts += [kpi.accumulation] if kpi.accumulation else []
    parts += [kpi.frequency] if kpi.frequency == "year-end" else []
    return "; ".join(parts)


def _points(trajectory: Trajectory) -> str:
    points = ", ".join(f"{point.on} {point.figure.printed}" for point in trajectory.points)
    return f"{trajectory.kind}: {points}"


def _promises(plan: Plan) -> dict[Key, str]:
    """Everything a plan promises, by item, kind and year."""
    found: dict[Key, str] = {}
    for kpi in plan.kpis:
        found[kpi.id, "item", None] = kpi.name.zh
        if kpi.formula:
            found[kpi.id, "formula", None] = kpi.formula.zh
        if kpi.direction.value != "none":
            found[kpi.id, "direction", None] = kpi.direction.value
        if kpi.calculation:
            found[kpi.id, "rule", None] = _rule(kpi.calculation)
        if reckoning := _reckoning(kpi):
            found[kpi.id, "reckoning", None] = reckoning
        if kpi.trajectory:
            found[kpi.id, "trajectory", None] = _points(kpi.trajectory)
        if kpi.weight:
            found[kpi.id, "weight", None] = kpi.weight.printed
        for target in kpi.targets:
            found[kpi.id, "target", target.year] = _target(target)
    for _, measure in plan.measures:
        found[measure.id, "item", None] = measure.text.zh
        if measure.schedule:
            found[measure.id, "deadline", None] = measure.schedule.printed
        if measure.estimate:
            found[measure.id, "amount", None] = measure.estimate.printed
    for line in plan.budget:
        found[line.id, "amount", None] = line.amount.printed
    if plan.calendar:
        dues = ", ".join(f"{due.as_of} → {due.due}" for due in plan.calendar.dues)
        found[CALENDAR, "calendar", None] = dues
    return found


def _read(printed: str | None) -> Figure | None:
    try:
        return parse_figure(printed) if printed else None
    except Refused:
        return None


def way_of(kpi: Kpi | None, field: str, old: str | None, new: str | None) -> Way:
    """Which way a change went. A target that asks less is eased; whether a figure asks less, only a
    direction can tell."""
    before, after = _read(old), _read(new)
    if field == "target" and new is None:
        return "eased"
    if before is None or after is None or before.value == after.value or before.unit != after.unit:
        return "other"
    less = after.value < before.value
    direction = kpi.direction.value if kpi else "none"
    if field != "target" or direction not in ("higher", "lower"):
        return "lowered" if less else "raised"
    return "eased" if less == (direction == "higher") else "tightened"


def compare(old: Version, new: Version) -> tuple[Entry, ...]:
    """What differs between two versions of a plan, in the order of the newer one."""
    before, after = _promises(old.plan), _promises(new.plan)
    kpis = {kpi.id: kpi for kpi in (*old.plan.kpis, *new.plan.kpis)}
    gone = {
        item for item, field, _ in before if field == "item" and (item, field, None) not in after
    }
    come = {
        item for item, field, _ in after if field == "item" and (item, field, None) not in before
    }
    entries = []
    for key in dict.fromkeys((*after, *before)):
        item, field, year = key
        was, now = before.get(key), after.get(key)
        whole = field == "item"
        if was == now or (whole and was and now) or (not whole and item in gone | come):
            continue  # an item's own words are no promise; a new item is told once, as an item
        if was is None and field in ("rule", "reckoning"):
            continue  # what was first put as data is no change of what was promised
        entries.append(
            Entry(new.date, item, field, year, was, now, way_of(kpis.get(item), field, was, now))
        )
    return tuple(entries)


def recorded_entries(plan: Plan) -> tuple[Entry, ...]:
    """The plan's own list of changes as ledger lines."""
    kpis = {kpi.id: kpi for kpi in plan.kpis}
    return tuple(
        Entry(
            change.date, change.item, change.field, change.year, change.old, change.new,
            way_of(kpis.get(change.item), change.field, change.old, change.new), change,
        )
        for change in plan.amendments
    )  # fmt: skip


def _explained(entry: Entry, recorded: Iterable[Entry]) -> bool:
    """Whether recorded changes lead from what stood before to what stands now."""
    chain = sorted(
        (
            r for r in recorded
            if (r.item, r.field) == (entry.item, entry.field) and r.year in (None, entry.year)
        ),
        key=lambda r: r.date,
    )  # fmt: skip
    starts = [i for i, r in enumerate(chain) if r.old == entry.old]
    ends = [i for i, r in enumerate(chain) if r.new == entry.new]
    return any(start <= end for start in starts for end in ends)


def _newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(
        sorted(entries, key=lambda e: (e.date, e.item, e.field, e.year or 0), reverse=True)
    )


def draw_ledger(plan: Plan, versions: Sequence[Version], as_of: dt.date) -> tuple[Entry, ...]:
    """Every change up to the as-of date, newest first; each told once.

    `versions`: the plan's file over time, oldest first, the present one last.
    """
    recorded = recorded_entries(plan)
    seen = [
        entry
        for old, new in pairwise(versions)
        for entry in compare(old, new)
        if not _explained(entry, recorded)
    ]
    return _newest(entry for entry in (*recorded, *seen) if entry.date <= as_of)


def item_names(plan: Plan) -> Mapping[str, Text]:
    """What each item of a ledger is called."""
    names: dict[str, Text] = {kpi.id: kpi.name for kpi in plan.kpis}
    names |= {measure.id: measure.text for _, measure in plan.measures}
    names |= {line.id: line.name for line in plan.budget}
    names[CALENDAR] = Text(zh="填報時程", en="Reporting calendar")
    taken_back = [change.report for change in plan.amendments if change.report]
    return names | {name: Text(zh=f"報告 {name}", en=f"Report {name}") for name in taken_back}
