"""Reports to what is held of each item: every value with its report, and which one counts.

A report that came in after the as-of date is not seen. A correction takes the place of the values
it names; a later stage of review outweighs an earlier one. Judges nothing.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from generator.attainment import Computed, compute
from generator.indicators import Kpi
from generator.model import Plan
from generator.reports import STAGES, BudgetReport, KpiValue, MeasureReport, ReportEntry

Said = TypeVar("Said", KpiValue, MeasureReport, BudgetReport)


@dataclass(frozen=True)
class Seen(Generic[Said]):
    """What one report says of one item. `corrected_by`: a later report that takes its place."""

    entry: ReportEntry
    said: Said
    corrected_by: str | None = None

    @property
    def as_of(self) -> dt.date:
        """The day the figures stand for."""
        return self.entry.report.as_of


@dataclass(frozen=True)
class Observation(Seen[KpiValue]):
    """A KPI's value in one report; `value` is what counts, as stated or computed from components.

    `computed` is the formula with its components set in, where the report gives them all.
    """

    value: Decimal | None = None
    computed: Computed | None = None

    @property
    def tells(self) -> bool:
        """Whether it says what was reached: a figure, a day, a judgement, answers, or words."""
        said = self.said
        given = (said.on, said.conditions, said.text)
        return self.value is not None or said.achieved is not None or any(given)

    @property
    def undefined(self) -> bool:
        """The formula gives no value (a denominator of zero)."""
        return self.computed is not None and self.computed.value is None


@dataclass(frozen=True)
class Book:
    """All that is held of a plan's items on the as-of date, each in the order it came in."""

    reports: tuple[ReportEntry, ...] = ()
    kpis: Mapping[tuple[str, int], tuple[Observation, ...]] = field(default_factory=dict)
    measures: Mapping[str, tuple[Seen[MeasureReport], ...]] = field(default_factory=dict)
    budget: Mapping[str, tuple[Seen[BudgetReport], ...]] = field(default_factory=dict)

    def of_kpi(self, kpi: str, year: int) -> tuple[Observation, ...]:
        """Every value of a KPI for a year, corrected ones too."""
        return self.kpis.get((kpi, year), ())


def value_year(said: KpiValue, entry: ReportEntry) -> int:
    """The target's year that a value is for."""
    return said.year or entry.report.as_of.year


def _corrected(entries: Sequence[ReportEntry], key: str) -> dict[tuple[str, str], str]:
    """(report, item) -> the report that corrects it. `key`: how an item is told, with its year."""
    found = {}
    for entry in entries:
        if entry.report.corrects:
            for item in _items(entry, key):
                found[entry.report.corrects, item] = entry.id
    return found


def _items(entry: ReportEntry, key: str) -> list[str]:
    report = entry.report
    if key == "kpis":
        return [f"{said.kpi_id} {value_year(said, entry)}" for said in report.kpis]
    if key == "measures":
        return [said.measure_id for said in report.measures]
    return [said.line_id for said in report.budget]


def _observe(
    kpi: Kpi | None, said: KpiValue, entry: ReportEntry, corrected: str | None
) -> Observation:
    computed = None
    if kpi and kpi.calculation:
        parts = {name: figure.value for name, figure in said.components.items()}
        computed = compute(kpi.calculation, parts, kpi.rounding)
    value = said.value.value if said.value else computed.value if computed else None
    return Observation(
        entry=entry, said=said, corrected_by=corrected, value=value, computed=computed
    )


def keep_book(plan: Plan, entries: Iterable[ReportEntry], as_of: dt.date) -> Book:
    """Every report that had come in by `as_of`, item by item."""
    seen = sorted((e for e in entries if e.reported <= as_of), key=lambda entry: entry.rank)
    by_id = {kpi.id: kpi for kpi in plan.kpis}
    kpis: dict[tuple[str, int], list[Observation]] = {}
    measures: dict[str, list[Seen[MeasureReport]]] = {}
    budget: dict[str, list[Seen[BudgetReport]]] = {}
    fixed = {key: _corrected(seen, key) for key in ("kpis", "measures", "budget")}
    for entry in seen:
        for said in entry.report.kpis:
            year = value_year(said, entry)
            by = fixed["kpis"].get((entry.id, f"{said.kpi_id} {year}"))
            observed = _observe(by_id.get(said.kpi_id), said, entry, by)
            kpis.setdefault((said.kpi_id, year), []).append(observed)
        for done in entry.report.measures:
            by = fixed["measures"].get((entry.id, done.measure_id))
            measures.setdefault(done.measure_id, []).append(Seen(entry, done, by))
        for spent in entry.report.budget:
            by = fixed["budget"].get((entry.id, spent.line_id))
            budget.setdefault(spent.line_id, []).append(Seen(entry, spent, by))
    return Book(
        reports=tuple(seen),
        kpis={key: tuple(found) for key, found in kpis.items()},
        measures={key: tuple(found) for key, found in measures.items()},
        budget={key: tuple(found) for key, found in budget.items()},
    )


Kept = TypeVar("Kept", Observation, Seen[MeasureReport], Seen[BudgetReport])


def _weight(seen: Kept) -> tuple[dt.date, int, dt.date, int]:
    entry = seen.entry
    return (seen.as_of, STAGES.index(entry.stage), entry.reported, entry.order)


def current(seen: Sequence[Kept]) -> Kept | None:
    """What counts: the latest as-of day, of that the latest stage, of that the latest report."""
    return max((s for s in seen if s.corrected_by is None), key=_weight, default=None)


def differing(seen: Sequence[Observation]) -> tuple[Observation, ...]:
    """Official values beside the current one (same day, same stage, another body) where they differ."""
    chosen = current(seen)
    if chosen is None or chosen.value is None:
        return ()
    beside = tuple(
        s
        for s in seen
        if s.corrected_by is None
        and (s.as_of, s.entry.stage) == (chosen.as_of, chosen.entry.stage)
        and s.value is not None
    )
    return beside if len({s.value for s in beside}) > 1 else ()
