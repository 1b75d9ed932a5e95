"""Names that must find what they name: items of the plan, terms of the vocabulary, years.

Knows a plan and the places of its file. Reads nothing, and judges no content.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from generator.document import Document, Path
from generator.fields import Text
from generator.model import Plan, Point, StatedTarget
from generator.numerals import Figure, western_number
from generator.periods import ROC_OFFSET
from generator.problems import Place, Problem
from generator.vocabulary import Vocabulary

Words = tuple[str, str]


class _Term(Protocol):
    @property
    def label(self) -> Text: ...


def check_references(plan: Plan, document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Whatever names another item, a term or a year must find it; an item number stands once."""
    yield from _check_terms(plan, document, vocabulary)
    yield from _check_units(plan, document, vocabulary)
    yield from _check_links(plan, document)
    yield from _check_circles(plan, document)
    yield from _check_targets(plan, document)
    yield from _check_numbers(plan, document)


def _at(document: Document, path: Path) -> Place:
    return document.place(document.find(path)[0])


def _unknown(document: Document, path: Path, printed: str, what: Words) -> Problem:
    return Problem(
        _at(document, path), "unknown-reference",
        (f"「{printed}」不是{what[0]}", f"“{printed}” is not {what[1]}"),
        ("請改正，或先新增", "correct it, or add it first"),
    )  # fmt: skip


def _unlisted(
    document: Document, path: Path, printed: str, what: Words, terms: Mapping[str, _Term]
) -> Problem:
    """A term that the vocabulary does not have, with those that it has."""
    zh = "、".join(
        f"{code}（{t.label.zh}）" if t.label.zh != code else code for code, t in terms.items()
    )
    en = ", ".join(f"{code} ({t.label.en or t.label.zh})" for code, t in terms.items())
    return Problem(
        _at(document, path), "unknown-reference",
        (f"「{printed}」不是詞彙表的{what[0]}", f"“{printed}” is not a {what[1]} of vocabulary.yml"),
        (f"請寫其中之一：{zh}；或先新增", f"write one of {en}, or add it first"),
    )  # fmt: skip


def _check_terms(plan: Plan, document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    for i, goal in enumerate(plan.goals):
        for j, theme in enumerate(goal.themes):
            if theme not in vocabulary.themes:
                at = ("goals", i, "themes", j)
                yield _unlisted(document, at, theme, ("主題", "theme"), vocabulary.themes)
    if plan.kind not in vocabulary.plan_kinds:
        what = ("計畫種類", "plan kind")
        yield _unlisted(document, ("kind",), plan.kind, what, vocabulary.plan_kinds)
    if plan.money_unit and plan.money_unit not in vocabulary.money_units:
        unit = ("金額單位", "money unit")
        yield _unlisted(document, ("money_unit",), plan.money_unit, unit, vocabulary.money_units)
    for i, goal in enumerate(plan.goals):
        for j, measure in enumerate(goal.measures):
            if measure.category and vocabulary.category_code(measure.category) is None:
                label = ("詞彙表的業務類別", "a category of vocabulary.yml")
                path = ("goals", i, "measures", j, "category")
                yield _unknown(document, path, measure.category, label)
    for i, kpi in enumerate(plan.kpis):
        if kpi.scope and kpi.scope not in vocabulary.scopes:
            where = ("kpis", i, "scope")
            yield _unlisted(document, where, kpi.scope, ("面向", "scope"), vocabulary.scopes)


class _Addressed(Protocol):
    @property
    def id(self) -> str: ...


class _WithPoints(Protocol):
    @property
    def points(self) -> tuple[Point, ...]: ...


@dataclass(frozen=True)
class _Measured:
    """A unit as used, and where."""

    path: Path
    unit: str | None


def _check_units(plan: Plan, document: Document, vocabulary: Vocabulary) -> Iterator[Problem]:
    for used in _units(plan):
        if used.unit and used.unit not in vocabulary.units:
            unit = ("詞彙表的單位", "a unit of vocabulary.yml")
            yield _unknown(document, used.path, used.unit, unit)
    amounts = tuple(_amounts(plan))
    if amounts and not plan.money_unit:
        yield Problem(
            document.place(()), "missing-key",
            ("有金額而沒有「money_unit」", "there are amounts and no “money_unit”"),
            ("請補上金額單位，例如 千元", "add the money unit, e.g. 千元"),
        )  # fmt: skip
    for used in amounts:
        if used.unit and used.unit != plan.money_unit:
            yield Problem(
                _at(document, used.path), "money-unit",
                (f"金額寫了單位「{used.unit}」", f"the amount carries the unit “{used.unit}”"),
                ("金額只寫數字，單位寫在 money_unit", "write the figure; its unit is money_unit"),
            )  # fmt: skip


def _units(plan: Plan) -> Iterator[_Measured]:
    for i, kpi in enumerate(plan.kpis):
        yield _Measured(("kpis", i, "unit"), kpi.unit)
        for j, target in enumerate(kpi.targets):
            yield _Measured(("kpis", i, "targets", j), _unit(target.figure))
    for path, stated in _stated(plan):
        yield _Measured((*path, "figure"), _unit(stated.figure))


def _amounts(plan: Plan) -> Iterator[_Measured]:
    for i, goal in enumerate(plan.goals):
        for j, measure in enumerate(goal.measures):
            if measure.estimate:
                path = ("goals", i, "measures", j, "estimate")
                yield _Measured(path, measure.estimate.unit)
    for i, line in enumerate(plan.budget):
        yield _Measured(("budget", i, "amount"), line.amount.unit)
    if plan.budget_total:
        yield _Measured(("budget_total",), plan.budget_total.unit)


def _unit(figure: Figure | None) -> str | None:
    return figure.unit if figure else None


def _stated(plan: Plan) -> Iterator[tuple[Path, StatedTarget]]:
    """Every target that stands in a text, with its path."""
    for i, goal in enumerate(plan.goals):
        for j, measure in enumerate(goal.measures):
            for k, target in enumerate(measure.targets):
                yield ("goals", i, "measures", j, "targets", k), target
    groups: tuple[tuple[str, Sequence[_WithPoints]], ...] = (
        ("priorities", plan.priorities),
        ("work_items", plan.work_items),
        ("notes", plan.notes),
    )
    for name, items in groups:
        for i, item in enumerate(items):
            for j, point in enumerate(item.points):
                for k, target in enumerate(point.targets):
                    yield (name, i, "points", j, "targets", k), target


@dataclass(frozen=True)
class _Link:
    """A printed number that names another item, of the kind that its id starts with."""

    path: Path
    printed: str
    kind: str


_LINKED = {
    "g": ("這份計畫的目標", "a goal of this plan"),
    "b": ("這份計畫的預算項目", "a budget line of this plan"),
    "w": ("這份計畫的重要施政計畫項目", "a work item of this plan"),
    "": ("這份計畫的指標", "an indicator of this plan"),
}


def _check_links(plan: Plan, document: Document) -> Iterator[Problem]:
    linked: tuple[_Addressed, ...] = (*plan.goals, *plan.budget, *plan.work_items, *plan.kpis)
    ids = {item.id for item in linked}
    for link in _links(plan):
        if f"{link.kind}{western_number(link.printed)}" not in ids:
            yield _unknown(document, link.path, link.printed, _LINKED[link.kind])
    for i, line in enumerate(plan.budget):
        for j, section in enumerate(line.printed_in):
            if section not in plan.sections:
                what = ("列在 sections 的段落", "a section listed under sections")
                yield _unknown(document, ("budget", i, "printed_in", j), section, what)


def _links(plan: Plan) -> Iterator[_Link]:
    for i, goal in enumerate(plan.goals):
        if goal.budget_line:
            yield _Link(("goals", i, "budget_line"), goal.budget_line, "b")
    for i, kpi in enumerate(plan.kpis):
        yield _Link(("kpis", i, "goal"), kpi.goal, "g")
    for i, priority in enumerate(plan.priorities):
        if priority.goal:
            yield _Link(("priorities", i, "goal"), priority.goal, "g")
    for i, strategy in enumerate(plan.strategies):
        for j, of in enumerate(strategy.goals):
            yield _Link(("strategies", i, "goals", j), of, "g")
    for i, item in enumerate(plan.work_items):
        if item.budget_line:
            yield _Link(("work_items", i, "budget_line"), item.budget_line, "b")
    for i, line in enumerate(plan.budget):
        if line.parent:
            yield _Link(("budget", i, "parent"), line.parent, "b")
        if line.printed_with:
            yield _Link(("budget", i, "printed_with"), line.printed_with, "w")
    for i, scoring in enumerate(plan.scoring):
        yield _Link(("scoring", i, "kpi"), scoring.kpi, "")


def _check_circles(plan: Plan, document: Document) -> Iterator[Problem]:
    """No budget line is a part of itself, by whatever way."""
    above = {line.id: f"b{western_number(line.parent)}" for line in plan.budget if line.parent}
    for i, line in enumerate(plan.budget):
        at, steps = above.get(line.id), 0
        while at is not None and at != line.id and steps < len(above):
            at, steps = above.get(at), steps + 1
        if at == line.id:
            yield Problem(
                document.place(("budget", i, "parent")), "budget-circle",
                (f"預算項目「{line.number}」成為自己的一部分", f"line “{line.number}” is part of itself"),
                ("請改正 parent", "correct parent"),
            )  # fmt: skip


def _check_targets(plan: Plan, document: Document) -> Iterator[Problem]:
    """A KPI's targets: each says something, for a year of the plan, each year once."""
    for i, kpi in enumerate(plan.kpis):
        years = Counter(target.year for target in kpi.targets)
        for j, target in enumerate(kpi.targets):
            path, _ = document.find(("kpis", i, "targets", j))
            if not target.printed:
                yield Problem(
                    document.place(path), "target-empty", ("目標值沒有內容", "an empty target"),
                    ("請照文件填寫，沒有就刪去這一年", "write it as printed, or leave the year out"),
                )  # fmt: skip
            roc_year = str(target.year - ROC_OFFSET)
            if target.year not in plan.period.years:
                yield Problem(
                    document.key_place(path), "target-year",
                    (f"民國 {roc_year} 年不在計畫期間", f"ROC {roc_year} is outside the plan's period"),
                    (f"計畫期間為 {plan.period.printed}", f"the period is {plan.period.printed}"),
                )  # fmt: skip
            if years[target.year] > 1:
                yield Problem(
                    document.key_place(path), "target-year",
                    (f"民國 {roc_year} 年重複", f"ROC {roc_year} stands twice"),
                    ("每年只能有一個目標值", "one target a year"),
                )  # fmt: skip


def _check_numbers(plan: Plan, document: Document) -> Iterator[Problem]:
    """An item's number is its address: it stands once among its kind."""
    for ids in _ids(plan):
        first: dict[str, Path] = {}
        for path, id_ in ids:
            if id_ in first:
                line = document.place(first[id_]).line
                yield Problem(
                    document.place(path), "number-twice",
                    (f"項次「{id_}」與第 {line} 行重複", f"the number “{id_}” stands in line {line} too"),
                    ("每個項次只能出現一次", "each number must stand once"),
                )  # fmt: skip
            first.setdefault(id_, path)


def _ids(plan: Plan) -> Iterator[list[tuple[Path, str]]]:
    """The ids of each kind, with the path of the number they come from."""
    groups: tuple[tuple[str, Sequence[_Addressed]], ...] = (
        ("goals", plan.goals),
        ("kpis", plan.kpis),
        ("priorities", plan.priorities),
        ("strategies", plan.strategies),
        ("work_items", plan.work_items),
        ("budget", plan.budget),
        ("notes", plan.notes),
    )
    for kind, items in groups:
        yield [((kind, i, "number"), item.id) for i, item in enumerate(items)]
    for i, goal in enumerate(plan.goals):
        yield [(("goals", i, "measures", j, "number"), m.id) for j, m in enumerate(goal.measures)]
    for i, item in enumerate(plan.work_items):
        yield [
            (("work_items", i, "points", j, "number"), item.point_id(point))
            for j, point in enumerate(item.points)
            if point.number
        ]
