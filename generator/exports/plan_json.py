"""A plan as public JSON: `/data/<agency>/<plan>.json`.

Every figure is a string, money is NT$, absent is `null`. `printed` holds the document's own form.
The same record is what the pages show.
"""

import json
from collections.abc import Sequence
from decimal import Decimal

from generator import budgets
from generator.audit import Finding, audit_plan
from generator.fields import Text
from generator.model import (
    BudgetLine,
    Goal,
    Kpi,
    Measure,
    Note,
    Plan,
    Point,
    Priority,
    Section,
    StatedTarget,
    Strategy,
    WorkItem,
    YearTarget,
)
from generator.numerals import Figure, western_number
from generator.periods import Schedule
from generator.places import place_of
from generator.summary import PlanSummary
from generator.vocabulary import Agency, Vocabulary

Json = dict[str, object]
SCHEMA_VERSION = "1"


def _text(text: Text | None) -> Json | None:
    return None if text is None else {"zh": text.zh, "en": text.en}


def _texts(texts: Sequence[Text]) -> list[Json | None]:
    return [_text(text) for text in texts]


def _amount(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _figure(figure: Figure | None, unit: str | None = None) -> Json | None:
    if figure is None:
        return None
    return {"value": _amount(figure.value), "unit": figure.unit or unit, "printed": figure.printed}


class _PlanJson:
    """The records of one plan as JSON values; holds the plan and vocabulary they refer to."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self.plan = plan
        self.vocabulary = vocabulary

    def source(self, section: Section, number: str | None) -> Json:
        place = place_of(self.plan, section, number)
        return {"document": self.plan.sources[0].id, "place": place.zh if place else None}

    def target(self, target: StatedTarget) -> Json:
        return {
            "kind": target.kind,
            "text": _text(target.text),
            "figure": _figure(target.figure),
        }

    def points(self, points: Sequence[Point]) -> list[Json]:
        return [
            {
                "number": point.number,
                "text": _text(point.text),
                "targets": [self.target(target) for target in point.targets],
            }
            for point in points
        ]

    def schedule(self, schedule: Schedule | None) -> Json | None:
        if schedule is None:
            return None
        return {
            "printed": schedule.printed,
            "from": schedule.first.iso,
            "to": schedule.last.iso if schedule.last else None,
        }

    def goal(self, goal: Goal) -> Json:
        return {
            "id": goal.id,
            "kind": goal.kind,
            "number": goal.number,
            "parent": None,
            "heading": _text(goal.heading),
            "text": _text(goal.text),
            "details": _texts(goal.details),
            "budget": f"b{western_number(goal.budget_line)}" if goal.budget_line else None,
            "source": self.source("goals", goal.number),
        }

    def measure(self, goal: Goal, measure: Measure) -> Json:
        estimate = measure.estimate
        category = None
        if measure.category:
            category = {
                "code": self.vocabulary.category_code(measure.category),
                "label": measure.category,
            }
        return {
            "id": measure.id,
            "goal": goal.id,
            "number": measure.number,
            "text": _text(measure.text),
            "schedule": self.schedule(measure.schedule),
            "estimate": _amount(budgets.to_ntd(estimate, self.plan, self.vocabulary))
            if estimate
            else None,
            "estimate_printed": estimate.printed if estimate else None,
            "category": category,
            "performance_items": [
                {"text": _text(item.text), "inferred": item.inferred}
                for item in measure.performance_items
            ],
            "targets": [self.target(target) for target in measure.targets],
            "state": {"code": "not-held-here", "working": None},
            "source": self.source("goals", f"{goal.number}-{measure.number}"),
        }

    def priority(self, priority: Priority) -> Json:
        return {
            "id": priority.id,
            "kind": priority.kind,
            "number": priority.number,
            "text": _text(priority.text),
            "points": self.points(priority.points),
            "goal": f"g{western_number(priority.goal)}" if priority.goal else None,
            "source": self.source("priorities", priority.number),
        }

    def strategy(self, strategy: Strategy) -> Json:
        return {
            "id": strategy.id,
            "number": strategy.number,
            "text": _text(strategy.text),
            "principle": _text(strategy.principle),
            "direction": _text(strategy.direction),
            "process": _text(strategy.process),
            "goals": [f"g{western_number(number)}" for number in strategy.goals],
            "goals_inferred": bool(strategy.goals),
            "source": self.source("strategies", strategy.number),
        }

    def work_item(self, item: WorkItem) -> Json:
        return {
            "id": item.id,
            "number": item.number,
            "text": _text(item.text),
            "content": _text(item.content),
            "points": self.points(item.points),
            "budget": f"b{western_number(item.budget_line)}" if item.budget_line else None,
            "source": self.source("work_items", item.number),
        }

    def year_target(self, target: YearTarget, unit: str | None) -> Json:
        if target.figure:
            return _figure(target.figure, unit) or {}
        return {"value": None, "unit": unit, "printed": target.printed, "text": _text(target.text)}

    def kpi(self, kpi: Kpi) -> Json:
        rounding = kpi.rounding
        return {
            "id": kpi.id,
            "goal": kpi.goal_id,
            "number": kpi.number,
            "name": _text(kpi.name),
            "kind": kpi.kind,
            "unit": kpi.unit or next((t.figure.unit for t in kpi.targets if t.figure), None),
            "evaluation": _text(kpi.evaluation),
            "formula": _text(kpi.formula),
            "formula_note": _text(kpi.formula_note),
            "rounding": {
                "mode": rounding.mode,
                "places": str(rounding.places),
                "places_inferred": rounding.places_inferred,
            }
            if rounding
            else None,
            "direction": {"value": kpi.direction.value, "inferred": kpi.direction.inferred},
            "accumulation": kpi.accumulation,
            "weight": _amount(kpi.weight.value) if kpi.weight else None,
            "weight_printed": kpi.weight.printed if kpi.weight else None,
            "scope": kpi.scope,
            "common": kpi.common,
            "targets": {str(t.year): self.year_target(t, kpi.unit) for t in kpi.targets},
            "observations": [],
            "state": {"code": "not-held-here", "working": None},
            "source": self.source("kpis", kpi.number),
        }

    def budget_line(self, line: BudgetLine) -> Json:
        return {
            "id": line.id,
            "number": line.number,
            "group": _text(line.group),
            "name": _text(line.name),
            "amount": _amount(budgets.to_ntd(line.amount, self.plan, self.vocabulary)),
            "printed": line.amount.printed,
            "unit": self.plan.money_unit,
            "parent": f"b{western_number(line.parent)}" if line.parent else None,
            "printed_in": list(line.printed_in),
            "printed_with": f"w{western_number(line.printed_with)}" if line.printed_with else None,
            "source": self.source("budget", line.number),
        }

    def note(self, note: Note) -> Json:
        return {
            "id": note.id,
            "kind": note.kind,
            "number": note.number,
            "text": _text(note.text),
            "points": self.points(note.points),
        }

    def finding(self, finding: Finding) -> Json:
        return {
            "rule": finding.rule,
            "severity": finding.severity,
            "basis": finding.basis,
            "items": list(finding.items),
            "text": _text(finding.text),
            "working": _text(finding.working),
        }

    def everything(self, *, agency_id: str, agency: Agency, plan_id: str) -> Json:
        plan = self.plan
        total = plan.budget_total
        return {
            "schema_version": SCHEMA_VERSION,
            "agency": agency_id,
            "agency_name": _text(agency.name),
            "plan": plan_id,
            "kind": plan.kind,
            "title": _text(plan.title),
            "period": {
                "printed": plan.period.printed,
                "from": str(plan.period.first_year),
                "to": str(plan.period.last_year),
            },
            "form": plan.form,
            "money_unit": plan.money_unit,
            "changed": plan.changed.isoformat(),
            "fictional": agency.fictional,
            "sources": [
                {
                    "id": source.id,
                    "title": _text(source.title),
                    "format": _text(source.format),
                    "sha256": source.sha256,
                    "basis": source.basis,
                    "normalised_characters": str(source.normalised_characters),
                    "note": _text(source.note),
                }
                for source in plan.sources
            ],
            "summaries": [
                {
                    "heading": _text(summary.heading),
                    "text": _text(summary.text),
                    "starts": summary.starts,
                    "ends": summary.ends,
                }
                for summary in plan.summaries
            ],
            "priorities": [self.priority(priority) for priority in plan.priorities],
            "strategies": [self.strategy(strategy) for strategy in plan.strategies],
            "goals": [self.goal(goal) for goal in plan.goals],
            "measures": [self.measure(goal, measure) for goal, measure in plan.measures],
            "kpis": [self.kpi(kpi) for kpi in plan.kpis],
            "scoring": [
                {
                    "kpi": western_number(table.kpi),
                    "rows": [
                        {
                            "text": _text(row.text),
                            "reached": str(row.reached),
                            "points": _amount(row.points.value),
                            "years": None if row.years is None else [str(y) for y in row.years],
                        }
                        for row in table.rows
                    ],
                }
                for table in plan.scoring
            ],
            "work_items": [self.work_item(item) for item in plan.work_items],
            "budget": [self.budget_line(line) for line in plan.budget],
            "budget_total": {
                "amount": _amount(budgets.to_ntd(total, plan, self.vocabulary)),
                "printed": total.printed,
            }
            if total
            else None,
            "notes": [self.note(note) for note in plan.notes],
            "findings": [self.finding(f) for f in audit_plan(plan, self.vocabulary)],
        }


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def plan_json(
    *, agency_id: str, agency: Agency, plan_id: str, plan: Plan, vocabulary: Vocabulary
) -> str:
    """The whole plan as JSON text."""
    record = _PlanJson(plan, vocabulary)
    return _dump(record.everything(agency_id=agency_id, agency=agency, plan_id=plan_id))


def index_json(summaries: Sequence[PlanSummary], *, site: Text, as_of: str) -> str:
    """`/data/index.json`: every plan with the address of its data and of its page."""
    return _dump(
        {
            "schema_version": SCHEMA_VERSION,
            "site": _text(site),
            "as_of": as_of,
            "plans": [
                {
                    "agency": summary.agency,
                    "plan": summary.plan,
                    "agency_name": _text(summary.agency_name),
                    "title": _text(summary.title),
                    "url": f"{summary.agency}/{summary.plan}.json",
                    "page": f"../{summary.address}",
                    "changed": summary.changed.isoformat(),
                    "fictional": summary.fictional,
                }
                for summary in summaries
            ],
        }
    )
