"""Reports to what is held of each item: every value with its report, and which one counts.

A report that came in after the as-of date is not seen. A correction takes the place of the values
it names; a later stage of review outweighs an earlier one. Judges nothing.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from generator.attainment import Computed, compute, show
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

    @property
    def day(self) -> dt.date:
        """The day that its report is weighed by."""
        return self.as_of

    @property
    def counts(self) -> bool:
        """Whether it can stand for the item: a note alone hides no value."""
        return True


@dataclass(frozen=True)
class Observation(Seen[KpiValue]):
    """A KPI's value in one report; `value` is what counts, as stated or computed from components.

    `computed` is the formula with its components set in, where the report gives them all.
    """

    value: Decimal | None = None
    computed: Computed | None = None
    year: int = dt.MAXYEAR

    @property
    def day(self) -> dt.date:
        """The as-of day, at most the year's last: after that a later day tells nothing newer, and
        the stage of review decides."""
        return min(self.as_of, dt.date(self.year, 12, 31))

    @property
    def counts(self) -> bool:
        """Whether it says what was reached, or why nothing can be said."""
        return self.tells or self.undefined or self.said.standing is not None

    @property
    def settled(self) -> bool:
        """Whether it speaks for its whole year: marked final, or as of its end and not preliminary."""
        ended = self.as_of >= dt.date(self.year, 12, 31)
        return self.said.final or (ended and self.said.qualifier != "preliminary")

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
    kpi: Kpi | None, said: KpiValue, entry: ReportEntry, corrected: str | None, year: int
) -> Observation:
    computed = None
    if kpi and kpi.calculation:
        parts = {name: figure.value for name, figure in said.components.items()}
        computed = compute(kpi.calculation, parts, kpi.rounding)
    value = said.value.value if said.value else computed.value if computed else None
    return Observation(
        entry=entry, said=said, corrected_by=corrected, value=value, computed=computed, year=year
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
            observed = _observe(by_id.get(said.kpi_id), said, entry, by, year)
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
    return (seen.day, STAGES.index(entry.stage), entry.reported, entry.order)


def current(seen: Sequence[Kept]) -> Kept | None:
    """What counts: the latest as-of day, of that the latest stage, of that the latest report."""
    standing = (s for s in seen if s.corrected_by is None and s.counts)
    return max(standing, key=_weight, default=None)


def share_of(seen: Sequence[Observation], component: str) -> Decimal | None:
    """The latest figure of a component, also where nothing else is reported yet."""
    giving = [s for s in seen if s.corrected_by is None and component in s.said.components]
    latest = max(giving, key=_weight, default=None)
    return latest.said.components[component].value if latest else None


@dataclass(frozen=True)
class Contradiction:
    """Official statements of one day and stage that differ; `told`: what each of them says."""

    values: tuple[Observation, ...] = ()
    told: tuple[str, ...] = ()


def contradiction(seen: Sequence[Observation], component: str | None = None) -> Contradiction:
    """Statements beside the current one (same day, same stage) that do not agree with one another.

    `component`: what the target is a share of, which must agree too.
    """
    chosen = current(seen)
    if chosen is None:
        return Contradiction()
    beside = [
        s
        for s in seen
        if s.corrected_by is None
        and s.counts
        and (s.day, s.entry.stage) == (chosen.day, chosen.entry.stage)
    ]
    claims = [_claims(s, component) for s in beside]
    for name in dict.fromkeys(name for claim in claims for name in claim):
        told = {i: claim[name] for i, claim in enumerate(claims) if name in claim}
        if len(set(told.values())) > 1:
            return Contradiction(
                tuple(beside[i] for i in told), tuple(_told(claim) for claim in told.values())
            )
    return Contradiction()


Claim = Decimal | dt.date | bool


def _claims(seen: Observation, component: str | None) -> dict[str, Claim]:
    """What one statement says, field by field; `given`: that there is something to say at all."""
    said = seen.said
    claims: dict[str, Claim | None] = {
        "given": said.standing is None,
        "value": seen.value,
        "on": said.on,
        "achieved": said.achieved,
        **{f"conditions.{name}": figure.value for name, figure in said.conditions.items()},
    }
    if component in said.components:
        claims["component"] = said.components[component].value
    return {name: claim for name, claim in claims.items() if claim is not None}


def _told(claim: Claim) -> str:
    if isinstance(claim, bool):
        return "✓" if claim else "✗"
    return str(claim) if isinstance(claim, dt.date) else show(claim)
