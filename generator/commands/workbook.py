"""`workbook`: a plan as a spreadsheet to fill in, and what a filled one changes."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.common import (
    ROOT,
    Data,
    Language,
    Today,
    folder_of,
    new_file,
    read_file,
    reporting_day,
    told,
    write_file,
)
from generator.commands.saying import (
    PROBLEMS,
    USAGE,
    Lang,
    print_problems,
    say,
    say_first,
    stop,
    words_of,
)
from generator.desk import Desk, open_desk
from generator.exchange import BadWorkbook, Taken, apply, export_book, take_book
from generator.reporting_cells import GivenReport
from generator.unpublished import Unpublished, unpublished_reports
from generator.workbook.book import Grid
from generator.workbook.changes import Origin, read_origin
from generator.workbook.files import KINDS, read_workbook, write_workbook
from generator.workbook.package import NotAWorkbook

app = typer.Typer(
    no_args_is_help=True, help="計畫與試算表往返。 A plan as a workbook, out and back in."
)
# Fields whose change is a change of what was promised, and so needs a recorded reason.
_PROMISES = ("targets", "weight", "formula", "direction", "schedule", "amount", "accumulation")


def _desk(data: Path, agency: str, plan: str, as_of: dt.date, lang: Lang) -> Desk:
    with told(lang, ("沒有讀到計畫", "the plan was not read")):
        return open_desk(folder_of(data), agency=agency, plan=plan, as_of=as_of)


@app.command("export")
def export(
    agency: Annotated[str, typer.Argument(help="機關資料夾 The agency's folder.")],
    plan: Annotated[str, typer.Argument(help="計畫資料夾 The plan's folder.")],
    out: Annotated[
        Path | None,
        typer.Option(
            help="檔名，.xlsx 或 .ods；未給為 機關-計畫.xlsx File, .xlsx or .ods; else AGENCY-PLAN.xlsx."
        ),
    ] = None,
    data: Data = ROOT / "data",
    as_of: Today = None,
    lang: Language = Lang.zh,
) -> None:
    """把計畫寫成試算表。 Write a plan as a workbook."""
    desk = _desk(data, agency, plan, reporting_day(as_of), lang)
    path = out or Path(f"{agency}-{plan}.xlsx")
    ending = new_file(path, KINDS, lang)
    write_file(path, write_workbook(export_book(desk), ending), lang)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="填好的試算表 The filled workbook.")],
    apply_: Annotated[
        bool, typer.Option("--apply", help="寫進資料；未給時只顯示 Write it; else only show.")
    ] = False,
    data: Data = ROOT / "data",
    as_of: Today = None,
    lang: Language = Lang.zh,
) -> None:
    """讀回試算表：顯示改了什麼，加 --apply 才寫入。 Show what a workbook changes; --apply writes it."""
    day = reporting_day(as_of)
    grid, origin = _read(file, lang)
    desk = _desk(data, origin.agency, origin.plan, day, lang)
    try:
        with told(lang, ("什麼都沒改", "nothing was changed")):
            taken = take_book(desk, grid, origin, given=GivenReport(day))
            _tell(taken, lang)
            if taken.draft:
                _tell_unpublished(unpublished_reports(desk, taken.draft), lang)
            if not apply_:
                if taken.edits or taken.said:
                    say("還沒寫入；加 --apply 寫入 / nothing written yet: add --apply")
                return
            put = apply(desk, taken)
    except BadWorkbook as error:
        say_first([problem.render(lang.value) for problem in error.cells], lang)
        print_problems(error.others, lang)
        _tell_unpublished(unpublished_reports(desk, None), lang)
        count = len(error.cells) + len(error.others)
        stop(f"{count} 個問題，什麼都沒改 / problems: {count}; nothing was changed", PROBLEMS)
    for path in (put.plan, put.report):
        if path:
            print(f"已寫入 {path}" if lang is Lang.zh else f"{path} written")
    if put.report:
        say(
            f"接著請執行 check --as-of {day}，核定後再提交（git commit）；提交後即公布，不再修改 / "
            f"next: check --as-of {day}; commit it once it is approved; from then on it is published"
        )


def _read(file: Path, lang: Lang) -> tuple[Grid, Origin]:
    if file.name.startswith(("~$", ".~lock.")):
        stop(
            f"{file} 是軟體開著檔案時的暫存檔，不是試算表；請匯入檔名沒有「~」的那個檔案"
            if lang is Lang.zh
            else f"{file} is what a spreadsheet program leaves while a file is open: import the file itself",
            USAGE,
        )
    try:
        grid = read_workbook(read_file(file, lang))
    except NotAWorkbook as error:
        stop(f"{file}: {words_of(error, lang)}", USAGE)
    origin = read_origin(grid)
    if origin is None:
        stop(
            f"{file} 不是由 workbook export 匯出的，或隱藏的工作表不見了 / not made by workbook export, or its hidden sheet is gone",
            USAGE,
        )
    return grid, origin


def _tell_unpublished(reports: tuple[Unpublished, ...], lang: Lang) -> None:
    """What stands from an earlier import, before anything is written."""
    for one in reports:
        say(one.said[0 if lang is Lang.zh else 1])


def _tell(taken: Taken, lang: Lang) -> None:
    """The changes, one a line, and what they ask for."""
    zh = lang is Lang.zh
    if not taken.edits and not taken.said:
        print("沒有改變" if zh else "No changes")
    for edit in (*taken.edits, *taken.said):
        print(edit.render(lang.value))
    if any(edit.path[-1] in _PROMISES or _PROMISES[0] in edit.path for edit in taken.edits):
        say(
            "改了目標、權重、公式、方向、期程或金額：請在 plan.yml 的 amendments 寫理由，再執行 check / "
            "A target, weight, formula, direction, schedule or amount changed: write why under amendments in plan.yml, then run check"
        )
