"""The report sheets of a filled workbook as a report's draft, and its problems back at their cells."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.desk import Desk
from generator.drafting import Given, draft_problems, put_field, start_draft, with_figures
from generator.imports.report_file import Draft, Said
from generator.numerals import Refused
from generator.periods import gregorian
from generator.problems import Problem
from generator.reports import STAGES
from generator.workbook.book import FIRST, CellProblem, Words
from generator.workbook.changes import Edit
from generator.workbook.columns import REPORT

_SECTIONS = {"report_kpis": "kpis", "report_measures": "measures", "report_budget": "budget"}
_SHEET = "填報 Report"
_DAY = (
    "請寫日期，例如 2026-10-31 或 115/10/31",
    "write a date, e.g. 2026-10-31, or 115/10/31 in ROC years",
)


@dataclass(frozen=True)
class GivenReport:
    """The day the report is filed on."""

    reported: dt.date


Found = tuple[Draft | None, list[CellProblem], list[Problem]]


def draft_of(desk: Desk, cells: tuple[Edit, ...], given: GivenReport) -> Found:
    """The draft that the report sheets make, checked with the plan."""
    head = {edit.column.key: edit for edit in cells if edit.sheet.id == "report"}
    rows = [edit for edit in cells if edit.sheet.id != "report"]
    if not rows:
        said = ("填了報告資料，沒有填任何數字", "a report is begun and says nothing")
        return None, [next(iter(head.values())).problem(said, _FILL)], []
    if not {"as_of", "corrects"} & set(head) and desk.as_of is None:
        return None, [_no_day()], []
    draft, wrong = _head(desk, head, given)
    if draft is None:
        return None, wrong, []
    said_of, wrong = _said(desk, rows)
    if wrong:
        return None, wrong, []
    try:
        draft = with_figures(desk, draft, said_of["kpis"])
    except Refused as error:
        return None, [rows[0].problem(error.found, error.expected)], []
    draft = _beside(draft, said_of)
    found, others = draft_place(cells, draft_problems(desk, draft), draft)
    return draft, found, others


def _no_day() -> CellProblem:
    """Where no calendar says which day the figures stand for, only the office knows it."""
    place = next(i for i, column in enumerate(REPORT, start=2) if column.key == "as_of")
    found = ("沒有填截至日，這份計畫也沒有填報日程", "no as-of day, and the plan has no calendar")
    return CellProblem(_SHEET, FIRST, place, found, _DAY)


_ROC_DAY = re.compile(r"(?:民國)?([0-9]{2,3})([年./-])([0-9]{1,2})([月./-])([0-9]{1,2})日?")


def with_western_day(edit: Edit) -> Edit:
    """An as-of day typed in the plans' own calendar (`109/12/31`, `109年12月31日`) as the file
    writes it, shown in both; any other cell as it is."""
    typed = unicodedata.normalize("NFKC", edit.new or "").replace(" ", "")
    said = _ROC_DAY.fullmatch(typed)
    if (edit.sheet.id, edit.column.key) != ("report", "as_of") or said is None:
        return edit
    year, first, month, second, day = said.groups()
    if (first, second) != ("年", "月") and first != second:
        return edit
    try:
        western = dt.date(gregorian(int(year)), int(month), int(day)).isoformat()
    except (ValueError, Refused):
        return edit
    return replace(edit, new=western, shown=(edit.shown[0], f"{edit.new} = {western}"))


_FILL = ("請填寫填報的工作表，或清掉這一格", "fill in the report sheets, or empty this cell")


def _beside(draft: Draft, said: dict[str, dict[str, Said]]) -> Draft:
    return Draft(
        reported=draft.reported, stage=draft.stage, as_of=draft.as_of, body=draft.body,
        kpis=draft.kpis, measures=said["measures"], budget=said["budget"],
        corrects=draft.corrects, why=draft.why,
    )  # fmt: skip


def _head(
    desk: Desk, head: dict[str, Edit], given: GivenReport
) -> tuple[Draft | None, list[CellProblem]]:
    """An empty draft with what the report's own row says."""
    texts = {key: edit.new for key, edit in head.items()}
    as_of = None
    if (day := head.get("as_of")) is not None:
        try:
            as_of = dt.date.fromisoformat(day.new or "")
        except ValueError:
            return None, [day.problem((f"「{day.new}」不是日期", f"“{day.new}” is no date"), _DAY)]
    stage = next((one for one in STAGES if one == texts.get("stage")), None)
    try:
        asked = Given(
            reported=given.reported, stage=stage, as_of=as_of,
            body=texts.get("body"), corrects=texts.get("corrects"), why=texts.get("why"),
        )  # fmt: skip
        return start_draft(desk, asked), []
    except Refused as error:
        return None, [head["corrects"].problem(error.found, error.expected)]


def _said(desk: Desk, rows: Iterable[Edit]) -> tuple[dict[str, dict[str, Said]], list[CellProblem]]:
    """What is said of each item, by section and printed number."""
    said: dict[str, dict[str, Said]] = {section: {} for section in _SECTIONS.values()}
    wrong = []
    for edit in rows:
        section = _SECTIONS[edit.sheet.id]
        number, text = edit.row.cells[0], edit.new or ""
        entry = said[section].setdefault(number, {})
        kpi = desk.kpi(number) if section == "kpis" else None
        try:
            if kpi is not None:
                part = len(edit.row.path) > 2  # a part of a formula, or a condition
                put_field(entry, kpi, str(edit.row.path[-1]) if part else edit.column.key, text)
            else:
                _put(entry, edit.column.path, text)
        except Refused as error:
            wrong.append(edit.problem(error.found, error.expected))
    return said, wrong


def _put(entry: Said, path: tuple[str, ...], text: str) -> None:
    """A field of a measure or a budget line; a text stands under its language."""
    if len(path) > 1:
        entry[path[0]] = {path[1]: text}
    else:
        entry[path[0]] = text == "true" if path[0] == "final" else text


def draft_place(
    cells: tuple[Edit, ...], problems: Iterable[Problem], draft: Draft | None = None
) -> tuple[list[CellProblem], list[Problem]]:
    """Problems of a draft at the cells that they come from, and those of no cell."""
    found, others = [], []
    for problem in problems:
        if problem.severity != "error":
            continue
        at = _cell_of(cells, problem, draft) if problem.place.draft else None
        if at is None:
            others.append(problem)
        else:
            found.append(at)
    return found, others


def _cell_of(cells: tuple[Edit, ...], problem: Problem, draft: Draft | None) -> CellProblem | None:
    path = tuple(problem.place.path)
    for place, column in enumerate(REPORT, start=2):
        if path and column.path[0] == path[0]:
            return CellProblem(_SHEET, FIRST, place, problem.found, problem.expected)
    if draft is None or len(path) < 2 or not isinstance(path[1], int):
        return None
    section = {"kpis": draft.kpis, "measures": draft.measures, "budget": draft.budget}
    numbers = list(section.get(str(path[0]), ()))
    if path[1] >= len(numbers):
        return None
    return _field_of(cells, str(path[0]), numbers[path[1]], path[2:], problem)


def _field_of(
    cells: tuple[Edit, ...], section: str, number: str, field: tuple[object, ...], problem: Problem
) -> CellProblem | None:
    row = [e for e in cells if _SECTIONS.get(e.sheet.id) == section and e.row.cells[0] == number]
    named = [
        e
        for e in row
        if field and (e.column.path[0] == field[0] or str(e.row.path[-1]) == str(field[-1]))
    ]
    best = next(iter([*named, *row]), None)
    words: Words = problem.found
    return best.problem(words, problem.expected) if best else None
