"""A plan's workbook, out and in: export, what a filled one would change, and putting it in place.

A workbook with a fault changes nothing; all its faults are told at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.atomic import locked, write_whole
from generator.desk import Desk
from generator.document import Document
from generator.drafting import file_report
from generator.imports.plan_file import CannotKeep, assign_plain, edit_plan
from generator.imports.report_file import Draft
from generator.numerals import Refused
from generator.problems import Problem, ProblemsError
from generator.reporting_cells import GivenReport, draft_of, draft_place, with_western_day
from generator.source import load_plan
from generator.strict_yaml import parse_document
from generator.workbook.book import Book, CellProblem, Grid
from generator.workbook.changes import Edit, Filled, Origin, compare
from generator.workbook.sheets import make_book


class BadWorkbook(Exception):
    """A workbook with faults; `cells` are told by their cell, `others` by their place in a file."""

    def __init__(self, cells: Iterable[CellProblem], others: Iterable[Problem] = ()) -> None:
        self.cells = tuple(sorted(set(cells)))
        self.others = tuple(others)
        super().__init__(self.cells, self.others)


@dataclass(frozen=True)
class Taken:
    """A filled workbook that has no fault: what changes, the plan's new text, the report's draft."""

    edits: tuple[Edit, ...]
    said: tuple[Edit, ...]
    read: str = ""  # the plan's text that the edits were made from
    text: str | None = None
    draft: Draft | None = None


@dataclass(frozen=True)
class Put:
    """What was written."""

    plan: Path | None = None
    report: Path | None = None
    written: tuple[Path, ...] = field(default=())


def plan_path(desk: Desk) -> Path:
    """The plan's file."""
    return desk.data / "agencies" / desk.agency.id / desk.entry.id / "plan.yml"


def _document(desk: Desk) -> tuple[str, Document]:
    with plan_path(desk).open(encoding="utf-8", newline="") as file:
        text = file.read()
    return text, parse_document(text.encode(), plan_path(desk).name)


def export_book(desk: Desk) -> Book:
    """The workbook of the plan on the desk."""
    return _book(desk, _document(desk)[1])


def _book(desk: Desk, document: Document) -> Book:
    return make_book(
        agency=desk.agency.id,
        plan=desk.entry.id,
        document=document.value,
        vocabulary=desk.site.vocabulary,
    )


def take_book(desk: Desk, grid: Grid, origin: Origin, *, given: GivenReport) -> Taken:
    """What a filled workbook would change. Raises `BadWorkbook`."""
    read, document = _document(desk)
    filled = compare(grid, origin, _book(desk, document))
    filled = replace(filled, report=tuple(map(with_western_day, filled.report)))
    cells = list(filled.problems)
    others: list[Problem] = []
    text = None
    if filled.edits:
        text, wrong, elsewhere = _edited(desk, filled, read, document)
        cells += wrong
        others += elsewhere
    draft = None
    figures = any(edit.sheet.id != "report" for edit in filled.report)
    if figures or (filled.report and not cells):  # where a figure is refused, none is missing
        draft, wrong, elsewhere = draft_of(desk, filled.report, given)
        cells += wrong
        others += elsewhere
    if cells or others:
        raise BadWorkbook(cells, others)
    return Taken(filled.edits, filled.report, read, text, draft)


def _edited(
    desk: Desk, filled: Filled, old: str, document: Document
) -> tuple[str | None, list[CellProblem], list[Problem]]:
    """The plan's new text, checked by the loader; its problems at the cells they came from."""
    expected = document.value
    for edit in filled.edits:
        expected = assign_plain(expected, edit.path, edit.new)
    try:
        text = edit_plan(old, [(edit.path, edit.new) for edit in filled.edits])
    except CannotKeep as error:
        return None, [_form(filled.edits[0], str(error))], []
    problems = _problems(desk, text)
    if not problems and parse_document(text.encode(), "plan.yml").value != expected:
        return None, [_form(filled.edits[0], "the text would not say the same")], []
    at = [(_edit_of(problem, filled.edits), problem) for problem in problems]
    cells = [edit.problem(problem.found, problem.expected) for edit, problem in at if edit]
    return text, cells, [_as_draft(problem) for edit, problem in at if not edit]


def _form(edit: Edit, why: str) -> CellProblem:
    return edit.problem(
        (f"plan.yml 的寫法無法照原樣保留（{why}）", f"the form of plan.yml could not be kept ({why})"),
        ("請直接改 plan.yml", "edit plan.yml by hand"),
    )  # fmt: skip


def _as_draft(problem: Problem) -> Problem:
    return replace(problem, place=replace(problem.place, draft=True))


def _problems(desk: Desk, text: str) -> tuple[Problem, ...]:
    """What the loader says of the plan with this text."""
    try:
        load_plan(
            desk.data, agency=desk.agency.id, plan=desk.entry.id,
            vocabulary=desk.site.vocabulary, draft=("plan.yml", text.encode()),
        )  # fmt: skip
    except ProblemsError as error:
        return tuple(problem for problem in error.problems if problem.severity == "error")
    return ()


def _edit_of(problem: Problem, edits: tuple[Edit, ...]) -> Edit | None:
    """The edit that a problem is about: the one that shares most of its path, an item at least."""
    path = problem.place.path

    def shared(edit: Edit) -> int:
        count = 0
        for one, other in zip(edit.path, path, strict=False):
            if one != other:
                break
            count += 1
        return count

    best = max(edits, key=shared, default=None)
    enough = best is not None and shared(best) >= min(2, len(best.path))
    return best if enough else None


def apply(desk: Desk, taken: Taken) -> Put:
    """Put the plan's new text and the report in place.

    One import at a time writes into a plan's folder. Where the report is refused after all, the
    plan gets its old text back. Raises `BadWorkbook`; `Refused` where the plan was changed since
    it was read; `OSError`.
    """
    with locked(plan_path(desk).parent):
        return _apply(desk, taken)


def _apply(desk: Desk, taken: Taken) -> Put:
    path = plan_path(desk)
    if _document(desk)[0] != taken.read:
        raise Refused(
            found=("匯入期間計畫檔改過，什麼都沒改", "the plan's file was changed during the import; nothing was written"),
            expected=("請再匯入一次", "import once more"),
        )  # fmt: skip
    if taken.text is not None:
        write_whole(path, taken.text)
    try:
        report = file_report(desk, taken.draft).path if taken.draft else None
    except BaseException as error:
        # What an editor saved meanwhile is not ours to take back.
        if taken.text is not None and _document(desk)[0] == taken.text:
            write_whole(path, taken.read)
        if isinstance(error, ProblemsError):
            raise BadWorkbook(*draft_place(taken.said, error.problems)) from None
        raise
    return Put(path if taken.text is not None else None, report)
