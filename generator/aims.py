"""What a KPI's target is on a day: its figure, the year it is for, and whether it was moved.

Derived targets are worked out here; a change recorded for a later day is not seen yet.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.attainment import Computed, rate_of
from generator.indicators import Kpi, YearTarget
from generator.model import Amendment, Plan
from generator.numerals import Figure, Refused, parse_figure
from generator.observations import Book, contradiction, current, share_of

PARENT = "parent"  # `of: parent` in a derived target


@dataclass(frozen=True)
class Aim:
    """A target as it stood on the as-of date. `value` is `None` where it has no single figure.

    `derived` is the working of a computed target; `waiting`: what it is computed from is not held.
    `moved`: the changes of it that the office had made by then, in order.
    """

    target: YearTarget
    value: Decimal | None
    figure: Figure | None = None
    derived: Computed | None = None
    waiting: bool = False
    moved: tuple[Amendment, ...] = ()


def changes_of(plan: Plan, kpi: Kpi) -> tuple[Amendment, ...]:
    """Every recorded change of a KPI, by date."""
    found = [a for a in plan.amendments if a.kpi and a.item == kpi.id]
    return tuple(sorted(found, key=lambda amendment: amendment.date))


def target_revisions(plan: Plan, kpi: Kpi, target: YearTarget) -> tuple[Amendment, ...]:
    """The office's own changes of one year's target, by date."""
    return tuple(
        change
        for change in changes_of(plan, kpi)
        if change.kind == "revision"
        and change.field == "target"
        and change.year in (None, target.year)
    )


def headline_target(kpi: Kpi, as_of: dt.date) -> YearTarget | None:
    """The target of the latest year that had begun, else of the first year."""
    begun = [target for target in kpi.targets if target.year <= as_of.year]
    return begun[-1] if begun else kpi.targets[0] if kpi.targets else None


def _figure_then(target: YearTarget, changes: Sequence[Amendment], as_of: dt.date) -> Figure | None:
    """The target's figure on a day: what the first later change calls old, else what stands."""
    later = [c for c in changes if c.date > as_of and c.old]
    if target.figure and later:
        try:
            return parse_figure(later[0].old or "")
        except Refused:
            return target.figure
    return target.figure


def aim_of(kpi: Kpi, target: YearTarget, *, plan: Plan, book: Book, as_of: dt.date) -> Aim:
    """The target as it stood on `as_of`."""
    changes = target_revisions(plan, kpi, target)
    moved = tuple(change for change in changes if change.date <= as_of)
    figure = _figure_then(target, changes, as_of)
    if target.derived is None:
        return Aim(target, figure.value if figure else None, figure, moved=moved)
    whole = _whole(kpi, target, book)
    if whole is None:
        return Aim(target, None, waiting=True, moved=moved)
    derived = rate_of(whole, target.derived.rate, target.derived.rounding)
    return Aim(target, derived.value, derived=derived, moved=moved)


def _whole(kpi: Kpi, target: YearTarget, book: Book) -> Decimal | None:
    """What a derived target is a share of: a component of its own report, or the parent's value."""
    if target.derived is None:
        return None
    if target.derived.of != PARENT:
        return share_of(book.of_kpi(kpi.id, target.year), target.derived.of)
    # A share of a figure that may still move, or that two bodies dispute, is no target yet.
    values = book.of_kpi(kpi.parent_id or "", target.year)
    above = current(values)
    if above is None or not above.settled or contradiction(values).values:
        return None
    return above.value
