"""A plan as public JSON: `/data/v1/<agency>/<plan>/plan.json`.

Every figure is a string, money is NT$, absent is `null`. `printed` holds the document's own form.
The same record is what the pages show.
"""

import datetime as dt
from collections.abc import Sequence

from generator import budgets
from generator.answers import Asked
from generator.audit import Finding, audit_plan
from generator.exports.participation_json import participation_json
from generator.exports.plain import (
    SCHEMA_VERSION,
    Json,
    amount,
    dump,
    figure_json,
    notice_json,
    text_json,
)
from generator.exports.progress_json import (
    executed_json,
    formula_json,
    ledger_json,
    measure_json,
    observations_json,
    plan_head_json,
    report_json,
    roll_up_json,
    rounding_json,
    state_json,
    target_json,
)
from generator.fields import Text
from generator.indicators import Kpi
from generator.ledger import Entry
from generator.model import (
    BudgetLine,
    Goal,
    Measure,
    Note,
    Plan,
    Point,
    Priority,
    Section,
    StatedTarget,
    Strategy,
    WorkItem,
)
from generator.numerals import western_number
from generator.periods import Schedule
from generator.places import place_of
from generator.plan_progress import PlanProgress
from generator.progress import RULES_VERSION
from generator.summary import PlanSummary
from generator.vocabulary import Agency, Vocabulary


def _texts(texts: Sequence[Text]) -> list[Json | None]:
    return [text_json(text) for text in texts]


class _PlanJson:
    """The records of one plan as JSON values; holds the plan and vocabulary they refer to."""

    def __init__(
        self,
        plan: Plan,
        vocabulary: Vocabulary,
        progress: PlanProgress,
        ledger: tuple[Entry, ...],
        asked: Asked,
    ) -> None:
        self.plan = plan
        self.vocabulary = vocabulary
        self.progress = progress
        self.ledger = ledger
        self.asked = asked
        book = progress.book
        self.executed = {
            one.line.id: executed_json(one)
            for one in budgets.summarise_execution(plan, book, vocabulary)
        }

    def source(self, section: Section, number: str | None) -> Json:
        place = place_of(self.plan, section, number)
        return {"document": self.plan.sources[0].id, "place": place.zh if place else None}

    def target(self, target: StatedTarget) -> Json:
        return {
            "kind": target.kind,
            "text": text_json(target.text),
            "figure": figure_json(target.figure),
        }

    def points(self, points: Sequence[Point]) -> list[Json]:
        return [
            {
                "number": point.number,
                "text": text_json(point.text),
                "targets": [self.target(target) for target in point.targets],
            }
            for point in points
        ]

    def schedule(self, schedule: Schedule | None) -> Json | None:
        if schedule is None:
            return None
        return {
            "printed": schedule.printed,
            "from": schedule.first.iso if schedule.first else None,
            "to": schedule.last.iso if schedule.last else None,
        }

    def goal(self, goal: Goal) -> Json:
        return {
            "id": goal.id,
            "kind": goal.kind,
            "number": goal.number,
            "parent": None,
            "heading": text_json(goal.heading),
            "text": text_json(goal.text),
            "details": _texts(goal.details),
            "themes": list(goal.themes),
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
            "text": text_json(measure.text),
            "schedule": self.schedule(measure.schedule),
            "estimate": amount(budgets.to_ntd(estimate, self.plan, self.vocabulary))
            if estimate
            else None,
            "estimate_printed": estimate.printed if estimate else None,
            "category": category,
            "performance_items": [
                {"text": text_json(item.text), "inferred": item.inferred}
                for item in measure.performance_items
            ],
            "targets": [self.target(target) for target in measure.targets],
            **measure_json(
                self.progress.measures[measure.id],
                self.progress.book.measures.get(measure.id, ()),
            ),
            "source": self.source("goals", f"{goal.number}-{measure.number}"),
        }

    def priority(self, priority: Priority) -> Json:
        return {
            "id": priority.id,
            "kind": priority.kind,
            "number": priority.number,
            "text": text_json(priority.text),
            "points": self.points(priority.points),
            "goal": f"g{western_number(priority.goal)}" if priority.goal else None,
            "source": self.source("priorities", priority.number),
        }

    def strategy(self, strategy: Strategy) -> Json:
        return {
            "id": strategy.id,
            "number": strategy.number,
            "text": text_json(strategy.text),
            "principle": text_json(strategy.principle),
            "direction": text_json(strategy.direction),
            "process": text_json(strategy.process),
            "goals": [f"g{western_number(number)}" for number in strategy.goals],
            "goals_inferred": bool(strategy.goals),
            "source": self.source("strategies", strategy.number),
        }

    def work_item(self, item: WorkItem) -> Json:
        return {
            "id": item.id,
            "number": item.number,
            "text": text_json(item.text),
            "content": text_json(item.content),
            "points": self.points(item.points),
            "budget": f"b{western_number(item.budget_line)}" if item.budget_line else None,
            "source": self.source("work_items", item.number),
        }

    def kpi(self, kpi: Kpi) -> Json:
        states = self.progress.kpis[kpi.id]
        stood = {one.year: one.aim.figure for one in states if one.aim}
        return {
            "id": kpi.id,
            "goal": kpi.goal_id,
            "number": kpi.number,
            "name": text_json(kpi.name),
            "kind": kpi.kind,
            "unit": kpi.target_unit,
            "evaluation": text_json(kpi.evaluation),
            "formula": text_json(kpi.formula),
            "formula_note": text_json(kpi.formula_note),
            "rounding": rounding_json(kpi.rounding),
            **formula_json(kpi),
            "direction": {"value": kpi.direction.value, "inferred": kpi.direction.inferred},
            "accumulation": kpi.accumulation,
            "weight": amount(kpi.weight.value) if kpi.weight else None,
            "weight_printed": kpi.weight.printed if kpi.weight else None,
            "scope": kpi.scope,
            "common": kpi.common,
            "targets": {
                str(t.year): target_json(t, kpi.target_unit, stood[t.year]) for t in kpi.targets
            },
            "observations": observations_json(kpi, self.progress.book),
            "states": [state_json(progress) for progress in states],
            "state": state_json(self.progress.headlines[kpi.id]),
            "source": self.source("kpis", kpi.number),
        }

    def budget_line(self, line: BudgetLine) -> Json:
        return {
            "id": line.id,
            "number": line.number,
            "group": text_json(line.group),
            "name": text_json(line.name),
            "amount": amount(budgets.to_ntd(line.amount, self.plan, self.vocabulary)),
            "printed": line.amount.printed,
            "unit": self.plan.money_unit,
            "parent": f"b{western_number(line.parent)}" if line.parent else None,
            "printed_in": list(line.printed_in),
            "printed_with": f"w{western_number(line.printed_with)}" if line.printed_with else None,
            "executed": self.executed.get(line.id),
            "source": self.source("budget", line.number),
        }

    def note(self, note: Note) -> Json:
        return {
            "id": note.id,
            "kind": note.kind,
            "number": note.number,
            "text": text_json(note.text),
            "points": self.points(note.points),
        }

    def finding(self, finding: Finding) -> Json:
        return {
            "id": finding.anchor,
            "rule": finding.rule,
            "severity": finding.severity,
            "basis": finding.basis,
            "items": list(finding.items),
            "text": text_json(finding.text),
            "working": text_json(finding.working),
        }

    def everything(self, *, agency_id: str, agency: Agency, plan_id: str, as_of: dt.date) -> Json:
        plan = self.plan
        total = plan.budget_total
        return {
            "schema_version": SCHEMA_VERSION,
            "agency": agency_id,
            "agency_name": text_json(agency.name),
            "plan": plan_id,
            "kind": plan.kind,
            "title": text_json(plan.title),
            "period": {
                "printed": plan.period.printed,
                "from": str(plan.period.first_year),
                "to": str(plan.period.last_year),
            },
            "form": plan.form,
            "money_unit": plan.money_unit,
            "changed": plan.changed.isoformat(),
            "fictional": agency.fictional,
            "notice": notice_json(fictional=agency.fictional),
            "as_of": as_of.isoformat(),
            "rules_version": RULES_VERSION,
            **plan_head_json(plan),
            "reports": [report_json(entry) for entry in self.progress.book.reports],
            "roll_up": roll_up_json(self.progress.roll_up),
            "changes": ledger_json(self.ledger),
            "sources": [
                {
                    "id": source.id,
                    "title": text_json(source.title),
                    "format": text_json(source.format),
                    "sha256": source.sha256,
                    "basis": source.basis,
                    "normalised_characters": str(source.normalised_characters),
                    "note": text_json(source.note),
                }
                for source in plan.sources
            ],
            "summaries": [
                {
                    "heading": text_json(summary.heading),
                    "text": text_json(summary.text),
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
                            "text": text_json(row.text),
                            "reached": str(row.reached),
                            "points": amount(row.points.value),
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
                "amount": amount(budgets.to_ntd(total, plan, self.vocabulary)),
                "printed": total.printed,
            }
            if total
            else None,
            "notes": [self.note(note) for note in plan.notes],
            "findings": [self.finding(f) for f in audit_plan(plan, self.vocabulary)],
            **participation_json(self.asked, as_of),
        }


def plan_json(
    *,
    agency_id: str,
    agency: Agency,
    plan_id: str,
    plan: Plan,
    vocabulary: Vocabulary,
    progress: PlanProgress,
    ledger: tuple[Entry, ...],
    as_of: dt.date,
    asked: Asked | None = None,
) -> Json:
    """The whole plan and where it stands on the as-of date: its public record."""
    record = _PlanJson(plan, vocabulary, progress, ledger, asked or Asked())
    return record.everything(agency_id=agency_id, agency=agency, plan_id=plan_id, as_of=as_of)


def index_line(summary: PlanSummary, up: str = "") -> Json:
    """A plan in an index that stands as many folders below `/data/v1/` as `up` goes up."""
    return {
        "agency": summary.agency,
        "plan": summary.plan,
        "agency_name": text_json(summary.agency_name),
        "title": text_json(summary.title),
        "url": f"{up}{summary.agency}/{summary.plan}/plan.json",
        "page": f"{up}../../{summary.address}",
        "changed": summary.changed.isoformat(),
        "fictional": summary.fictional,
    }


def index_json(
    plans: Sequence[Json], *, site: Text, as_of: str, regions: Sequence[Json] = ()
) -> str:
    """`/data/v1/index.json`: every plan with the address of its data and of its page; and every
    region's index, where the site is split."""
    split: Json = {"regions": list(regions)} if regions else {}
    head: Json = {"schema_version": SCHEMA_VERSION, "site": text_json(site), "as_of": as_of}
    return dump({**head, **split, "plans": list(plans)})
