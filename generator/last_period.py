"""What an office reached in the period before: the plan that came before, and its final values.

Reads records; judges nothing.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.indicators import Kpi
from generator.observations import keep_book
from generator.plan_progress import assess_plan
from generator.source import PlanEntry


@dataclass(frozen=True)
class FinalValue:
    """The last final value of an indicator. `printed` as reported, or as computed with its unit;
    `None` where it has none. `value` is `None` for words and days."""

    kpi: Kpi
    value: Decimal | None
    printed: str | None


def final_values(entry: PlanEntry, as_of: dt.date) -> Mapping[str, FinalValue]:
    """The last final value of each indicator that has one, by its western number."""
    progress = assess_plan(entry.plan, keep_book(entry.plan, entry.reports, as_of), as_of)
    found: dict[str, FinalValue] = {}
    for rows in progress.kpis.values():
        for row in rows:
            if row.seen is None or not row.is_final:
                continue
            said, computed, printed = row.seen.said, row.seen.computed, None
            if said.value:
                printed = said.value.printed
            elif computed and computed.value is not None and row.kpi.unit:
                gap = "" if row.kpi.unit in ("%", "﹪", "％") else " "
                printed = f"{computed.value}{gap}{row.kpi.unit}"
            found[row.kpi.id] = FinalValue(row.kpi, row.seen.value, printed)
    return found


def find_previous(entry: PlanEntry, plans: Iterable[PlanEntry]) -> PlanEntry | None:
    """The plan of the same kind, among the same office's, whose period ended as this one's began."""
    ended = entry.plan.period.first_year - 1
    alike = [
        p for p in plans if p.plan.kind == entry.plan.kind and p.plan.period.last_year == ended
    ]
    return max(alike, key=lambda plan: plan.plan.period.first_year, default=None)


def same_indicator(kpi: Kpi, values: Mapping[str, FinalValue]) -> FinalValue | None:
    """The indicator of the same name in the period before; of several, the one of the same number."""
    alike = [value for value in values.values() if _name(value.kpi) == _name(kpi)]
    if len(alike) > 1:
        alike = [value for value in alike if value.kpi.id == kpi.id]
    return alike[0] if alike else None


def _name(kpi: Kpi) -> str:
    return unicodedata.normalize("NFKC", kpi.name.zh).replace(" ", "")
