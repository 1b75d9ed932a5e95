"""Progress as public JSON: targets, observations, states, roll-up, ledger.

Everything that a state was worked out from stands beside it, so that anyone can work it out again
(`/data/recompute.py` does). Figures are strings; ratios have six places, halves up.
"""

from decimal import Decimal

from generator.attainment import Computed
from generator.budgets import Executed
from generator.exports.plain import Json, amount, day_json, figure_json, text_json
from generator.indicators import Calculation, Kpi, Rounding, Sum, YearTarget
from generator.ledger import Entry
from generator.model import Plan
from generator.numerals import Figure, round_to
from generator.observations import Book, Observation, Seen
from generator.plan_progress import MeasureProgress, RollUp
from generator.progress import Progress
from generator.reports import Breakdown, MeasureReport, ReportEntry
from generator.results import Verdict


def ratio_json(value: Decimal | None) -> str | None:
    """A ratio to six places."""
    return None if value is None else amount(round_to(value, 6))


def _sum(terms: Sum | None) -> Json | None:
    return None if terms is None else {name: amount(f.value) for name, f in terms.items()}


def rounding_json(rounding: Rounding | None) -> Json | None:
    """A rounding rule."""
    if rounding is None:
        return None
    return {
        "mode": rounding.mode,
        "places": str(rounding.places),
        "places_inferred": rounding.places_inferred,
    }


def _calculation(calculation: Calculation | None) -> Json | None:
    if calculation is None:
        return None
    instead = calculation.instead
    return {
        "numerator": _sum(calculation.numerator),
        "denominator": _sum(calculation.denominator),
        "factor": amount(calculation.factor.value),
        "instead": {
            "when": _sum(instead.when),
            "below": _sum(instead.below),
            "denominator": _sum(instead.denominator),
        }
        if instead
        else None,
    }


def target_json(target: YearTarget, unit: str | None, stood: Figure | None) -> Json:
    """A target of any kind. `value` is `null` where it has no single printed figure; `stood` is
    the figure as it stood on the as-of date."""
    common: Json = {"value": None, "unit": unit, "printed": target.printed}
    if target.figure:
        figure = stood or target.figure
        return {**common, "kind": "figure", **(figure_json(figure, unit) or {})}
    if target.range:
        low, high = target.range.low, target.range.high
        return {**common, "kind": "range", "low": amount(low.value), "high": amount(high.value)}
    if target.conditions:
        conditions = [
            {
                "id": condition.id,
                "text": text_json(condition.text),
                "comparison": condition.comparison,
                "value": amount(condition.figure.value),
                "printed": condition.figure.printed,
            }
            for condition in target.conditions
        ]
        return {**common, "kind": "conditions", "conditions": conditions}
    if target.derived:
        rule = target.derived
        return {
            **common,
            "kind": "derived",
            "rate": figure_json(rule.rate),
            "of": rule.of,
            "rounding": rounding_json(rule.rounding),
        }
    if target.milestone:
        milestone = target.milestone
        return {
            **common,
            "kind": "milestone",
            "by": milestone.by.isoformat(),
            "text": text_json(milestone.text),
        }
    return {**common, "kind": "text", "text": text_json(target.text)}


def formula_json(kpi: Kpi) -> Json:
    """What a KPI's value is worked out from, as data."""
    trajectory = kpi.trajectory
    return {
        "parent": kpi.parent_id,
        "components": {
            name: {"name": text_json(part.name), "unit": part.unit}
            for name, part in kpi.components.items()
        },
        "calculation": _calculation(kpi.calculation),
        "law_bound": kpi.law_bound,
        "frequency": kpi.frequency,
        "baseline": figure_json(kpi.baseline),
        "trajectory": {
            "kind": trajectory.kind,
            "points": [
                {"on": point.on.isoformat(), "value": amount(point.figure.value)}
                for point in trajectory.points
            ],
        }
        if trajectory
        else None,
    }


def _head(entry: ReportEntry, corrected_by: str | None) -> Json:
    return {
        "report": entry.id,
        "as_of": entry.report.as_of.isoformat(),
        "reported": entry.reported.isoformat(),
        "stage": entry.stage,
        "body": text_json(entry.report.body),
        "corrected_by": corrected_by,
    }


def _computed(computed: Computed | None) -> str | None:
    return computed.expression if computed else None


def _counted(seen: Observation) -> str | None:
    """A stated value in full; one worked out without a rounding rule may never end."""
    if seen.value is None or seen.said.value is None:
        return ratio_json(seen.value)
    return amount(seen.value)


def _breakdown_json(breakdown: Breakdown | None) -> Json | None:
    """How a count divides; a withheld part has no value, which is not zero."""
    if breakdown is None:
        return None
    return {
        "by": breakdown.by,
        "sensitive": breakdown.sensitive,
        "ground": text_json(breakdown.ground),
        "cells": [
            {
                "name": text_json(cell.name),
                "value": amount(cell.figure.value) if cell.figure else None,
                "withheld": cell.withheld,
            }
            for cell in breakdown.cells
        ],
    }


def observation_json(seen: Observation, year: int) -> Json:
    """One reported value with all it was said with."""
    said = seen.said
    standing = said.standing
    return {
        **_head(seen.entry, seen.corrected_by),
        "year": str(year),
        "value": _counted(seen),
        "stated": said.value.printed if said.value else None,
        "components": {name: amount(f.value) for name, f in said.components.items()},
        "breakdown": _breakdown_json(said.breakdown),
        "computed": _computed(seen.computed),
        "conditions": {name: amount(f.value) for name, f in said.conditions.items()},
        "on": day_json(said.on),
        "achieved": said.achieved,
        "text": text_json(said.text),
        "qualifier": said.qualifier,
        "final": said.final,
        "standing": {
            "kind": standing.kind,
            "reason": text_json(standing.reason),
            "ground": text_json(standing.ground),
            "date": day_json(standing.date),
        }
        if standing
        else None,
        "note": text_json(said.note),
        "evidence": [{"title": text_json(e.title), "url": e.url} for e in said.evidence],
        "reason": text_json(said.reason),
        "response": text_json(said.response),
    }


def observations_json(kpi: Kpi, book: Book) -> list[Json]:
    """Every value of a KPI, year by year, corrected ones too."""
    years = sorted(year for id_, year in book.kpis if id_ == kpi.id)
    return [observation_json(seen, year) for year in years for seen in book.of_kpi(kpi.id, year)]


def verdict_json(verdict: Verdict | None) -> Json | None:
    """A state with its rule and arithmetic."""
    if verdict is None:
        return None
    return {
        "code": verdict.code,
        "rule": verdict.rule,
        "working": verdict.expression or None,
        "attainment": ratio_json(verdict.attainment),
        "credit": ratio_json(verdict.credit),
        "days": None if verdict.days is None else str(verdict.days),
    }


def state_json(progress: Progress) -> Json:
    """A KPI's state for one year: the headline verdict, the clocks, what it rests on."""
    pace = progress.pace
    aim = progress.aim
    return {
        "year": None if progress.year is None else str(progress.year),
        **(verdict_json(progress.verdict) or {}),
        "clock": progress.clock,
        "target": None if aim is None or aim.value is None else amount(aim.value),
        "target_working": _computed(aim.derived) if aim else None,
        "observation": progress.seen.entry.id if progress.seen else None,
        "differs": [seen.entry.id for seen in progress.differs],
        "revised": progress.revised,
        "result": verdict_json(progress.result),
        "pace": {
            **(verdict_json(pace.verdict) or {}),
            "expected": ratio_json(pace.expected),
            "ratio": ratio_json(pace.ratio),
        }
        if pace
        else None,
        "freshness": verdict_json(progress.freshness),
    }


def _measure_observation(seen: Seen[MeasureReport]) -> Json:
    said = seen.said
    return {
        **_head(seen.entry, seen.corrected_by),
        "state": said.state,
        "text": text_json(said.text),
        "outputs": [
            {"name": text_json(output.name), **(figure_json(output.figure) or {})}
            for output in said.outputs
        ],
        "spent_printed": said.spent.printed if said.spent else None,
        "reason": text_json(said.reason),
        "response": text_json(said.response),
        "ground": text_json(said.ground),
    }


def measure_json(progress: MeasureProgress, said: tuple[Seen[MeasureReport], ...]) -> Json:
    """A measure's state and everything that was said of it."""
    return {
        "state": {
            **(verdict_json(progress.verdict) or {}),
            "observation": progress.seen.entry.id if progress.seen else None,
            "freshness": verdict_json(progress.freshness),
        },
        "observations": [_measure_observation(seen) for seen in said],
    }


def executed_json(executed: Executed) -> Json:
    """What was executed of a budget line, in NT$."""
    return {
        **_head(executed.seen.entry, executed.seen.corrected_by),
        "parts": {part: amount(value) for part, value in executed.parts},
        "executed": None if executed.spent is None else amount(executed.spent),
        "rate": ratio_json(executed.rate),
        "final": executed.seen.said.final,
        "note": text_json(executed.seen.said.note),
    }


def roll_up_json(roll_up: RollUp | None) -> Json | None:
    """Σ weight × attainment, with what was scored and what the document prints."""
    if roll_up is None:
        return None
    return {
        "points": ratio_json(roll_up.points),
        "weight_scored": amount(roll_up.scored),
        "weight_published": amount(roll_up.published),
        "parts": [
            {
                "kpi": part.kpi.id,
                "weight": amount(part.weight),
                "credit": ratio_json(part.credit),
                "points": ratio_json(part.points),
                "by_table": part.by_table,
            }
            for part in roll_up.parts
        ],
    }


def report_json(entry: ReportEntry) -> Json:
    """A report's own head."""
    report = entry.report
    return {
        "id": entry.id,
        "reported": entry.reported.isoformat(),
        "as_of": report.as_of.isoformat(),
        "stage": entry.stage,
        "body": text_json(report.body),
        "source": text_json(report.source),
        "corrects": report.corrects,
        "why": text_json(report.why),
        "links": [
            {"kind": link.kind, "title": text_json(link.title), "url": link.url}
            for link in report.links
        ],
    }


def plan_head_json(plan: Plan) -> Json:
    """The plan's reporting calendar and formula of budget execution."""
    calendar, execution = plan.calendar, plan.execution
    return {
        "calendar": {
            "accepted": calendar.accepted.isoformat(),
            "source": text_json(calendar.source),
            "dues": [
                {"as_of": due.as_of.isoformat(), "due": due.due.isoformat()}
                for due in calendar.dues
            ],
        }
        if calendar
        else None,
        "execution": {"text": text_json(execution.text), "parts": list(execution.parts)}
        if execution
        else None,
    }


def ledger_json(entries: tuple[Entry, ...]) -> list[Json]:
    """The ledger of changes, newest first."""
    return [
        {
            "date": entry.date.isoformat(),
            "item": entry.item,
            "field": entry.field,
            "year": None if entry.year is None else str(entry.year),
            "old": entry.old,
            "new": entry.new,
            "way": entry.way,
            "kind": entry.recorded.kind if entry.recorded else "seen",
            "why": text_json(entry.why),
            "decided_by": text_json(entry.recorded.decided_by) if entry.recorded else None,
            "successor": entry.recorded.successor if entry.recorded else None,
        }
        for entry in entries
    ]
