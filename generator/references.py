"""Names that must find what they name: goals, lines and items of the plan, vocabulary terms.

Knows a plan and the places of its file; reads nothing.
"""

from collections.abc import Callable, Iterator

from generator.model import Plan
from generator.numerals import western_number
from generator.problems import PathStep, Problem
from generator.strict_yaml import Document
from generator.vocabulary import Vocabulary


def check_references(plan: Plan, document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Whatever names another item or a term of the vocabulary must find it."""
    goals = {goal.id for goal in plan.goals}
    kpis = {kpi.id for kpi in plan.kpis}
    lines = {line.id for line in plan.budget}
    items = {item.id for item in plan.work_items}

    def check(
        found: bool, value: str, path: tuple[PathStep, ...], what: tuple[str, str]
    ) -> Iterator[Problem]:
        if not found:
            yield Problem(
                document.place(path), "unknown-reference",
                (f"「{value}」不是{what[0]}", f"{value!r} is not {what[1]}"),
                ("請改正或先新增", "correct it, or add it first"),
            )  # fmt: skip

    def number(prefix: str, among: set[str]) -> Callable[[str], bool]:
        return lambda printed: f"{prefix}{western_number(printed)}" in among

    goal, line = number("g", goals), number("b", lines)
    kind = ("詞彙表的計畫種類", "a plan kind of vocabulary.yml")
    yield from check(plan.kind in vocabulary.plan_kinds, plan.kind, ("kind",), kind)
    money = bool(plan.budget) or any(measure.estimate for _, measure in plan.measures)
    if money and plan.money_unit not in vocabulary.money_units:
        unit = ("詞彙表的金額單位", "a money unit of vocabulary.yml")
        yield from check(False, plan.money_unit or "", ("money_unit",), unit)
    a_goal = ("這份計畫的目標", "a goal of this plan")
    a_line = ("這份計畫的預算項目", "a budget line of this plan")
    for i, record in enumerate(plan.goals):
        if record.budget_line:
            path = ("goals", i, "budget_line")
            yield from check(line(record.budget_line), record.budget_line, path, a_line)
        for j, measure in enumerate(record.measures):
            if measure.category:
                label = ("詞彙表的業務類別", "a category of vocabulary.yml")
                known = vocabulary.category_code(measure.category) is not None
                at = ("goals", i, "measures", j, "category")
                yield from check(known, measure.category, at, label)
    for i, kpi in enumerate(plan.kpis):
        yield from check(goal(kpi.goal), kpi.goal, ("kpis", i, "goal"), a_goal)
        if kpi.scope:
            scope = ("詞彙表的面向", "a scope of vocabulary.yml")
            yield from check(kpi.scope in vocabulary.scopes, kpi.scope, ("kpis", i, "scope"), scope)
        for target in kpi.targets:
            unit_word = (target.figure.unit if target.figure else None) or kpi.unit
            if unit_word and unit_word not in vocabulary.units:
                unit = ("詞彙表的單位", "a unit of vocabulary.yml")
                yield from check(False, unit_word, ("kpis", i, "targets"), unit)
            if target.year not in plan.period.years:
                year = ("計畫期間內的年度", "a year of the plan's period")
                yield from check(False, str(target.year - 1911), ("kpis", i, "targets"), year)
    for i, priority in enumerate(plan.priorities):
        if priority.goal:
            yield from check(goal(priority.goal), priority.goal, ("priorities", i, "goal"), a_goal)
    for i, strategy in enumerate(plan.strategies):
        for j, of in enumerate(strategy.goals):
            yield from check(goal(of), of, ("strategies", i, "goals", j), a_goal)
    for i, item in enumerate(plan.work_items):
        if item.budget_line:
            path = ("work_items", i, "budget_line")
            yield from check(line(item.budget_line), item.budget_line, path, a_line)
    for i, budget in enumerate(plan.budget):
        if budget.parent:
            yield from check(line(budget.parent), budget.parent, ("budget", i, "parent"), a_line)
        if budget.printed_with:
            item_of = ("這份計畫的計畫項目", "a work item of this plan")
            with_item = number("w", items)(budget.printed_with)
            yield from check(with_item, budget.printed_with, ("budget", i, "printed_with"), item_of)
    for i, scoring in enumerate(plan.scoring):
        a_kpi = ("這份計畫的指標", "an indicator of this plan")
        yield from check(
            western_number(scoring.kpi) in kpis, scoring.kpi, ("scoring", i, "kpi"), a_kpi
        )
    yield from check_numbers(plan, document)


def check_numbers(plan: Plan, document: Document) -> Iterator[Problem]:
    """An item number is an address: it must stand once."""
    groups: tuple[tuple[str, list[str]], ...] = (
        ("goals", [goal.id for goal in plan.goals]),
        ("kpis", [kpi.id for kpi in plan.kpis]),
        ("priorities", [priority.id for priority in plan.priorities]),
        ("strategies", [strategy.id for strategy in plan.strategies]),
        ("work_items", [item.id for item in plan.work_items]),
        ("budget", [line.id for line in plan.budget]),
        ("notes", [note.id for note in plan.notes]),
        *((f"goals {goal.number}", [m.id for m in goal.measures]) for goal in plan.goals),
    )
    for name, ids in groups:
        for index, id_ in enumerate(ids):
            if id_ in ids[:index]:
                yield Problem(
                    document.place((name, index, "number")), "number-twice",
                    (f"項次 {id_} 重複", f"the number {id_} stands twice"),
                    ("每個項次只能出現一次", "each number must stand once"),
                )  # fmt: skip
