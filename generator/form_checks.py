"""Drafts of plans on the 109 form against the form's own rules (填表說明).

A draft is a plan that is not committed yet. What contradicts the form or itself is an error there
and a finding once the plan is published (`audit.form`, which finds it for both); the form's advice
is told of drafts alone, since nobody mends what was published.
"""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path as FilePath

from generator.audit import form
from generator.document import Document, Path
from generator.git import History, read_history
from generator.indicators import Kpi
from generator.last_period import FinalValue, final_values, find_previous, same_indicator
from generator.model import Plan
from generator.problems import Problem, Severity, Words
from generator.rulebook.ids import RuleId
from generator.source import SiteData
from generator.strict_yaml import parse_document
from generator.vocabulary import Vocabulary

HUNDRED = Decimal(100)
_CONTRADICTIONS: Mapping[RuleId, form.Look] = {
    "form-schedule-outside": form.schedules_outside,
    "form-none-beside-item": form.none_beside_items,
    "form-money-unit": form.other_money_unit,
}


def check_drafts(
    data: FilePath, loaded: SiteData, as_of: dt.date | None, history: History | None = None
) -> Iterator[Problem]:
    """Problems of every draft on the form. Without git nobody can tell a draft from a plan."""
    known = history or read_history(data)
    for agency in loaded.agencies:
        for entry in agency.plans:
            path = data / "agencies" / agency.id / entry.id / "plan.yml"
            below = path.relative_to(data).as_posix()
            if entry.plan.form != form.FORM or known.stands(below) is not False:
                continue
            name = f"{data.name}/agencies/{agency.id}/{entry.id}/plan.yml"
            document = parse_document(path.read_bytes(), name)
            before = find_previous(entry, agency.plans)
            last = final_values(before, as_of or dt.date.max) if before else {}
            yield from check_form(entry.plan, document, loaded.vocabulary, last)


def check_form(
    plan: Plan, document: Document, vocabulary: Vocabulary, last: Mapping[str, FinalValue]
) -> Iterator[Problem]:
    """Everything that the form's rules say of one draft. `last`: final values of the period before."""
    draft = _Draft(plan, document)
    for rule, look in _CONTRADICTIONS.items():
        for one in look(plan):
            yield draft.problem(one.path, rule, "error", one.found, one.expected)
    yield from draft.targets(last)
    yield from draft.repetitions()
    yield from draft.not_quantified()
    yield from draft.schedules()
    yield from draft.categories(vocabulary)


@dataclass(frozen=True)
class _Draft:
    """A plan that is being drafted, under examination."""

    plan: Plan
    document: Document

    def problem(
        self, path: Path, rule: RuleId, severity: Severity, found: Words, expected: Words
    ) -> Problem:
        return Problem(
            self.document.place(self.document.find(path)[0]), rule, found, expected, severity
        )

    def targets(self, last: Mapping[str, FinalValue]) -> Iterator[Problem]:
        """Rule 2: a target slightly above present ability, which is what was reached last."""
        for i, kpi in enumerate(self.plan.kpis):
            target = min(kpi.targets, key=lambda target: target.year, default=None)
            reached = _reached(kpi, last)
            if target is None or target.figure is None or reached is None:
                continue
            value, aim = reached[0], target.figure.value
            lower = kpi.direction.value == "lower"
            if _at_its_bound(kpi, aim) or (aim < value if lower else aim > value):
                continue
            yield self.problem(
                ("kpis", i, "targets"), "form-target-not-above", "warning",
                (f"指標 {kpi.number} 的目標 {target.printed}，沒有比上期的 {reached[1]} 更進一步",
                 f"the target {target.printed} of indicator {kpi.number} goes no further than {reached[1]}, reached in the period before"),
                ("填表說明第 2 點：應略高於現有能力；請調整，或在計畫中說明", "rule 2 of the form: slightly above present ability; adjust it, or explain it in the plan"),
            )  # fmt: skip

    def repetitions(self) -> Iterator[Problem]:
        """Rule 2: no repetition among goals, nor among the measures that stand for them."""
        goals = [
            (("goals", i, "text"), goal.number, goal.text.zh)
            for i, goal in enumerate(self.plan.goals)
        ]
        measures = [
            (("goals", i, "measures", j, "text"), f"{goal.number}-{measure.number}", measure.text.zh)
            for i, goal in enumerate(self.plan.goals)
            for j, measure in enumerate(goal.measures)
        ]  # fmt: skip
        for texts in (goals, measures):
            yield from self._repeated(texts)

    def _repeated(self, texts: Iterable[tuple[Path, str, str]]) -> Iterator[Problem]:
        first: dict[str, str] = {}
        for path, number, text in texts:
            if (before := first.setdefault(_letters(text), number)) != number:
                yield self.problem(
                    path, "form-repeated", "warning",
                    (f"{number} 與 {before} 的文字相同", f"{number} has the words of {before}"),
                    ("填表說明第 2 點：目標之間避免重複；請合併或改寫", "rule 2 of the form: no repetition among goals; join them or word them apart"),
                )  # fmt: skip

    def not_quantified(self) -> Iterator[Problem]:
        """Rule 2: concrete and quantified: an indicator with a target, or a target in a measure."""
        counted = {kpi.goal_id for kpi in self.plan.kpis if kpi.targets}
        for i, goal in enumerate(self.plan.goals):
            if goal.id not in counted and not any(m.targets for m in goal.measures):
                yield self.problem(
                    ("goals", i, "text"), "form-not-quantified", "note",
                    (f"目標 {goal.number} 沒有可以計數的目標值", f"goal {goal.number} has no target that can be counted"),
                    ("填表說明第 2 點：力求具體及量化；可加指標，或在作法的 targets 寫明", "rule 2 of the form: as concrete and quantified as possible; add an indicator, or targets of a measure"),
                )  # fmt: skip

    def schedules(self) -> Iterator[Problem]:
        """Rule 3: months in the schedule column, with stages and a completion time."""
        whole = []
        for i, goal in enumerate(self.plan.goals):
            for j, measure in enumerate(goal.measures):
                schedule = measure.schedule
                if schedule is None:
                    continue
                if schedule.first is None:
                    yield self.problem(
                        ("goals", i, "measures", j, "schedule"), "form-schedule-words", "warning",
                        (f"預定進度寫「{schedule.printed}」", f"the schedule says “{schedule.printed}”"),
                        ("填表說明第 3 點：避免使用「經常辦理」等不確定概念；請寫月份，例如 109.01-06", "rule 3 of the form: avoid uncertain terms such as “handled regularly”; write months, e.g. 109.01-06"),
                    )  # fmt: skip
                elif schedule.last is None or schedule.whole_years(self.plan.period):
                    whole.append(f"{goal.number}-{measure.number}")
        if whole:
            yield self.problem(
                ("goals",), "form-no-stages", "note",
                (f"{len(whole)} 項作法排定全年或沒有完成時限：{'、'.join(whole)}",
                 f"measures scheduled all year or without an end: {len(whole)} ({', '.join(whole)})"),
                ("填表說明第 3 點：應預估階段進度及完成時限；經常性業務不在此限", "rule 3 of the form: estimate stages and a completion time; for standing duties it is no fault"),
            )  # fmt: skip

    def categories(self, vocabulary: Vocabulary) -> Iterator[Problem]:
        """Rule 4: the categories as the form words them."""
        listed = [category.label.zh for category in vocabulary.categories.values()]
        for i, goal in enumerate(self.plan.goals):
            for j, measure in enumerate(goal.measures):
                if measure.category and measure.category not in listed:
                    yield self.problem(
                        ("goals", i, "measures", j, "category"), "form-category", "note",
                        (f"業務類別「{measure.category}」不是填表說明的用語", f"the category “{measure.category}” is not worded as on the form"),
                        (f"填表說明第 4 點：{'、'.join(listed)}", f"rule 4 of the form: {', '.join(listed)}"),
                    )  # fmt: skip


def _reached(kpi: Kpi, last: Mapping[str, FinalValue]) -> tuple[Decimal, str] | None:
    """What was reached, as a value and as printed: the period before's final value, else the
    baseline that the plan carries. `None` where it cannot be compared."""
    if kpi.direction.value not in ("higher", "lower"):
        return None
    same = same_indicator(kpi, last)
    if same and same.value is not None and same.kpi.target_unit == kpi.target_unit:
        return same.value, same.printed or str(same.value)
    if same is None and kpi.baseline and kpi.baseline.unit in (None, kpi.target_unit):
        return kpi.baseline.value, kpi.baseline.printed
    return None


def _at_its_bound(kpi: Kpi, aim: Decimal) -> bool:
    """Whether nothing further can be asked: set by law, all of 100 %, or none at all."""
    if kpi.direction.value == "lower":
        return kpi.law_bound or aim == 0
    return kpi.law_bound or (kpi.target_unit == "%" and aim >= HUNDRED and not kpi.over_100)


def _letters(text: str) -> str:
    """The letters and digits of a text, since a mark more or less makes no other goal."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
