"""A plan in the layout of the 109 form (法務部廉政署): which words stand in which cell.

The form has one column for remarks and money: its rule 6 asks for estimates there, in NT$ thousand.
Printed words are kept as they are; only the sign between a number and its text is the layout's.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.form.page import Cell, Column, Line, Page
from generator.model import Goal, Measure, Note, Plan

# As the form prints them.
GOAL, MEASURE, SCHEDULE, REMARKS = "計畫目標", "具體作法", "預定進度", "備考"
CATEGORY, PERFORMANCE = "業務類別", "提列績效對應項目"
NOTES, FORM_RULES = "備註", "填表說明"

_ENDED = re.compile(r"[)）.．、]$")
_STEP = Decimal("0.99")  # two characters of the text
_POINT = Decimal("1.48")  # three: a parenthesis, a figure, a parenthesis


def numbered(number: str, text: str) -> str:
    """A number with its text: 壹、… and （1）…"""
    return f"{number}{'' if _ENDED.search(number) else '、'}{text}"


def plan_title(plan: Plan, agency: str) -> str:
    """The document's title: the office's name stands before the plan's."""
    title = plan.title.zh
    return title if title.startswith(agency) else f"{agency}{title}"


def lay_out(plan: Plan, agency: str) -> Page:
    """The plan's page; `agency` is the office's Chinese name."""
    return Page(
        title=plan_title(plan, agency),
        columns=_columns(plan),
        rows=tuple(row for goal in plan.goals for row in _rows(goal)),
        below=tuple(_below(plan)),
    )


def left_out(plan: Plan) -> tuple[tuple[str, str], ...]:
    """What the plan has and the form has no place for, in both languages."""
    counts = (
        ("重點", "priorities", len(plan.priorities)),
        ("策略", "strategies", len(plan.strategies)),
        ("計畫名稱", "programme headings", sum(goal.heading is not None for goal in plan.goals)),
        ("目標的說明", "details of goals", sum(len(goal.details) for goal in plan.goals)),
        ("指標", "indicators", len(plan.kpis)),
        ("計畫項目", "work items", len(plan.work_items)),
        ("預算", "budget lines", len(plan.budget)),
        ("摘要", "summaries", len(plan.summaries)),
    )
    return tuple((f"{zh} {n} 項", f"{n} {en}") for zh, en, n in counts if n)


def _columns(plan: Plan) -> tuple[Column, ...]:
    money = any(measure.estimate for _, measure in plan.measures)
    unit = plan.money_unit or ""
    remarks = (REMARKS, "(預算", "金額", "單位：", f"{unit})") if money else (REMARKS,)
    return (
        Column((GOAL,), Decimal("2.4")),
        Column((MEASURE,), Decimal("5.3")),
        Column(("預定", "進度"), Decimal("2.4"), "center"),
        Column(remarks, Decimal("1.9"), "center"),
        Column(("業務", "類別"), Decimal("1.3"), "center"),
        Column(("提列績效", "對應項目"), Decimal("2.7")),
    )


def _rows(goal: Goal) -> Iterator[tuple[Cell | None, ...]]:
    """A goal's rows, one for each measure; its own cell reaches over all of them."""
    first: Cell | None = (Line(numbered(goal.number, goal.text.zh)),)
    if not goal.measures:
        yield first, (), (), (), (), ()
    for measure in goal.measures:
        yield (first, *_measure(measure))
        first = None


def _measure(measure: Measure) -> tuple[Cell, ...]:
    return (
        (Line(numbered(measure.number, measure.text.zh), _STEP, _STEP),),
        (Line(measure.schedule.printed),) if measure.schedule else (),
        (Line(measure.estimate.printed),) if measure.estimate else (),
        (Line(measure.category),) if measure.category else (),
        tuple(Line(item.text.zh) for item in measure.performance_items),
    )


def _below(plan: Plan) -> Iterator[Line]:
    for kind, heading in (("note", NOTES), ("form-rule", FORM_RULES)):
        notes = [note for note in plan.notes if note.kind == kind]
        section = plan.sections.get("notes" if kind == "note" else "form_rules")
        if notes:
            yield Line(f"{section.zh if section else heading}：", with_next=True)
        for note in notes:
            yield from _note(note)


def _note(note: Note) -> Iterator[Line]:
    yield Line(numbered(note.number, note.text.zh), _STEP, _STEP)
    for point in note.points:
        text = numbered(point.number, point.text.zh) if point.number else point.text.zh
        yield Line(text, _STEP + _POINT, _POINT)
