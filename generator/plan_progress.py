"""Where a whole plan stands: its KPIs, its measures, and the weighted roll-up at the period's end.

Adds up what `progress` found; judges no KPI itself. Agencies are never ranked.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.attainment import score
from generator.indicators import Kpi
from generator.model import Measure, Plan
from generator.numerals import western_number
from generator.observations import Book, Seen, current
from generator.progress import Progress, assess_kpi, dues_of, freshness, headline
from generator.reports import MeasureReport
from generator.results import Verdict


@dataclass(frozen=True)
class MeasureProgress:
    """One measure: what was last said of it, or what the calendar says."""

    verdict: Verdict
    seen: Seen[MeasureReport] | None = None
    freshness: Verdict | None = None


def assess_measure(measure: Measure, *, plan: Plan, book: Book, as_of: dt.date) -> MeasureProgress:
    """The last report's own word; never a state from the schedule alone."""
    said = book.measures.get(measure.id, ())
    seen = current(said)
    closed = seen is not None and seen.said.state in ("done", "stopped", "carried-over")
    fresh = freshness(
        dues_of(plan, year=None), as_of=as_of, final=closed,
        held=[s.as_of for s in said if s.corrected_by is None],
    )  # fmt: skip
    if seen is None:
        return MeasureProgress(fresh or Verdict("not-held-here", "not-held-here"), freshness=fresh)
    rule = f"measure-{seen.said.state}"
    return MeasureProgress(Verdict(seen.said.state, rule), seen=seen, freshness=fresh)


@dataclass(frozen=True)
class RollUpPart:
    """One KPI's share of the roll-up; `credit` `None`: it has no result and is not scored."""

    kpi: Kpi
    weight: Decimal
    credit: Decimal | None
    by_table: bool = False

    @property
    def points(self) -> Decimal | None:
        """Weight times credit."""
        return None if self.credit is None else self.weight * self.credit


@dataclass(frozen=True)
class RollUp:
    """Σ weight × attainment over KPIs with a final value, beside what was scored and published."""

    parts: tuple[RollUpPart, ...]

    @property
    def points(self) -> Decimal:
        return sum((p.points for p in self.parts if p.points is not None), Decimal(0))

    @property
    def scored(self) -> Decimal:
        """Weight of the KPIs that have a result."""
        return sum((p.weight for p in self.parts if p.credit is not None), Decimal(0))

    @property
    def published(self) -> Decimal:
        """Weight that the document prints, which need not be 100."""
        return sum((p.weight for p in self.parts), Decimal(0))


@dataclass(frozen=True)
class PlanProgress:
    """A whole plan on the as-of date: each KPI's years, the headline of each, each measure, the
    roll-up."""

    as_of: dt.date
    book: Book
    kpis: Mapping[str, tuple[Progress, ...]]
    headlines: Mapping[str, Progress]
    measures: Mapping[str, MeasureProgress]
    roll_up: RollUp | None

    @property
    def kpi_counts(self) -> Counter[str]:
        """How many KPIs stand at each state."""
        return Counter(progress.verdict.code for progress in self.headlines.values())

    @property
    def measure_counts(self) -> Counter[str]:
        """How many measures stand at each state."""
        return Counter(progress.verdict.code for progress in self.measures.values())


def roll_up(
    plan: Plan,
    kpis: Mapping[str, tuple[Progress, ...]],
    headlines: Mapping[str, Progress],
    as_of: dt.date,
) -> RollUp | None:
    """The weighted roll-up, once the plan's period is over and any KPI has a result."""
    weighted = [kpi for kpi in plan.kpis if kpi.weight]
    if not plan.period.is_over(as_of) or not any(headlines[k.id].is_final for k in weighted):
        return None
    return RollUp(tuple(_part(k, headlines[k.id], kpis[k.id], plan) for k in weighted))


def _part(kpi: Kpi, progress: Progress, years: Sequence[Progress], plan: Plan) -> RollUpPart:
    weight = kpi.weight.value if kpi.weight else Decimal(0)
    credit = progress.result.credit if progress.is_final and progress.result else None
    table = next((s for s in plan.scoring if western_number(s.kpi) == kpi.id), None)
    if table is None or not progress.is_final or progress.year is None:
        return RollUpPart(kpi, weight, credit)
    reached = next((y.year for y in years if y.result and y.result.code == "met"), None)
    points = score(table, reached=reached, year=progress.year)
    credit = points.points / points.full if points.points is not None else None
    return RollUpPart(kpi, weight, credit, by_table=True)


def assess_plan(plan: Plan, book: Book, as_of: dt.date) -> PlanProgress:
    """Everything of a plan on the as-of date."""
    kpis = {kpi.id: assess_kpi(kpi, plan=plan, book=book, as_of=as_of) for kpi in plan.kpis}
    headlines = {id_: headline(rows, as_of) for id_, rows in kpis.items()}
    measures = {
        m.id: assess_measure(m, plan=plan, book=book, as_of=as_of) for _, m in plan.measures
    }
    rolled = roll_up(plan, kpis, headlines, as_of)
    return PlanProgress(as_of, book, kpis, headlines, measures, rolled)
