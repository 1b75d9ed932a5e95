"""`form`: a plan as the official Word form, and a draft of a plan from one; `change-sheet`."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from generator.change_files import compare_plan, write_sheet
from generator.commands.common import (
    NO_FILE,
    ROOT,
    Data,
    Language,
    folder_of,
    new_file,
    read_file,
    today,
    told,
    write_file,
)
from generator.commands.saying import PROBLEMS, Lang, print_problems, say, stop, words_of
from generator.fields import Text
from generator.form.files import KINDS
from generator.form.layout import left_out
from generator.form.written import NotAForm, Remark
from generator.form_files import BadForm, GivenForm, export_form, find_plan, import_form
from generator.imports.new_files import NewPlan
from generator.source import SiteData, load_site

app = typer.Typer(
    no_args_is_help=True,
    help="計畫與 Word 表單往返。 A plan as the official Word form, out and in.",
)
Agency = Annotated[str, typer.Argument(help="機關資料夾 The agency's folder.")]
Plan = Annotated[str, typer.Argument(help="計畫資料夾 The plan's folder.")]


def load(data: Path, lang: Lang) -> SiteData:
    """The site's data; problems are said and end the command."""
    with told(lang, ("資料有問題", "the data has problems")):
        return load_site(folder_of(data))


@app.command("export")
def export(
    agency: Agency,
    plan: Plan,
    out: Annotated[
        Path | None,
        typer.Option(help="檔名，.docx 或 .odt；未給為 機關-計畫.docx File, .docx or .odt; else AGENCY-PLAN.docx."),
    ] = None,
    data: Data = ROOT / "data",
    lang: Language = Lang.zh,
) -> None:  # fmt: skip
    """把計畫寫成廉政工作計畫的 Word 表單。 Write a plan as the official Word form."""
    path = out or Path(f"{agency}-{plan}.docx")
    ending = new_file(path, KINDS, lang)
    site = load(data, lang)
    with told(lang, NO_FILE):
        content = export_form(site, agency, plan, ending)
        _, entry = find_plan(site, agency, plan)
    write_file(path, content, lang)
    if beside := left_out(entry.plan):
        zh, en = ("、".join(one[0] for one in beside), ", ".join(one[1] for one in beside))
        say(
            f"表單沒有欄位，未列入：{zh}"
            if lang is Lang.zh
            else f"Not in the form, which has no place for them: {en}"
        )


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="表單，.docx 或 .odt The form, .docx or .odt.")],
    agency: Annotated[
        str | None, typer.Option(help="機關資料夾；未給時看名稱 The agency's folder; else by the title.")
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="計畫名稱；未給時用表格前的 Title; else the one before the table.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(help="期間，民國年；未給時看名稱 Period in ROC years; else by the title.")
    ] = None,
    kind: Annotated[str, typer.Option(help="計畫種類的代碼 Code of its kind.")] = "annual-integrity-plan",
    money_unit: Annotated[
        str | None, typer.Option(help="金額單位；未給時看欄名 Unit of money; else by the heading.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="草稿的檔名；未給為 資料夾裡的 agencies/機關/年/plan.yml The draft's file; else agencies/AGENCY/YEAR/plan.yml in the data."),
    ] = None,
    data: Data = ROOT / "data",
    lang: Language = Lang.zh,
) -> None:  # fmt: skip
    """讀入 Word 表單，寫成計畫草稿；列出每個讀不準的格子，不覆寫任何檔案。 Read a Word form into a draft; lists each doubtful cell, overwrites nothing."""
    site = load(data, lang)
    content = read_file(file, lang)
    given = GivenForm(
        new=NewPlan(
            kind=kind, title=Text(zh=title or file.stem), period=period or "", money_unit=money_unit,
            document_format=Text(zh="Word 檔", en="Word file"), sha256="", taken=today(),
        ),
        agency=agency, title=title, period=period, money_unit=money_unit, out=out,
    )  # fmt: skip
    try:
        with told(lang, NO_FILE):
            made = import_form(folder_of(data), site, content, given)
    except NotAForm as error:
        say(f"{file}:")
        stop(words_of(error, lang), PROBLEMS)
    except BadForm as error:
        _tell(error.faults, lang)
        print_problems(error.others, lang)
        _tell(error.remarks, lang)
        count = len(error.faults) + len(error.others)
        stop(f"{count} 個問題，沒有寫檔 / problems: {count}; no file was written", PROBLEMS)
    _tell(made.remarks, lang)
    _tell_next(made.path, made.goals, made.measures, made.remarks, lang)


def _tell(remarks: Iterable[Remark], lang: Lang) -> None:
    for remark in remarks:
        say(remark.render(lang.value))


def _tell_next(path: Path, goals: int, measures: int, remarks: tuple[Remark, ...], lang: Lang) -> None:  # fmt: skip
    lost = sum(remark.lost for remark in remarks)
    if lang is Lang.zh:
        print(f"已寫入草稿 {path}：{goals} 項目標、{measures} 項作法")
        print(
            f"請核對 {len(remarks)} 處，其中 {lost} 處的內容沒有列入；再補英文，執行 check"
            if remarks
            else "沒有讀不準的格子；請補英文，執行 check"
        )
    else:
        print(f"Draft written to {path}: {goals} goals, {measures} measures")
        print(
            f"Places to look at: {len(remarks)}, of which {lost} are not in the draft; then add the English and run check"
            if remarks
            else "No cell is in doubt; add the English and run check"
        )


def change_sheet(
    agency: Agency,
    plan: Plan,
    against: Annotated[
        str | None,
        typer.Option(help="公開中的網站資料夾，或 git 的版本；未給為最後一次提交 A public site's folder or a git revision; else the last commit."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(help="檔名，.docx 或 .odt；未給為 機關-計畫-修正對照表.docx File, .docx or .odt; else AGENCY-PLAN-修正對照表.docx."),
    ] = None,
    data: Data = ROOT / "data",
    lang: Language = Lang.zh,
) -> None:  # fmt: skip
    """把計畫的修改寫成修正對照表，附於簽呈。 A sheet of what changes in a plan, to attach to the approval."""
    path = out or Path(f"{agency}-{plan}-修正對照表.docx")
    ending = new_file(path, KINDS, lang)
    site = load(data, lang)
    with told(lang, NO_FILE):
        compared = compare_plan(data, site, agency, plan, against)
    zh, changes = lang is Lang.zh, compared.changes
    if changes.english:
        say(
            f"另有 {changes.english} 處只改英文，未列"
            if zh
            else f"Changes of the English alone, not listed: {changes.english}"
        )
    if not changes.rows:
        print("無變更" if zh else "No changes")
        return
    write_file(path, write_sheet(compared, ending), lang)
    empty = sum(not row.why for row in changes.rows)
    print(
        f"{len(changes.rows)} 項修改，{empty} 項沒有記錄理由（amendments）"
        if zh
        else f"{len(changes.rows)} changes, {empty} without a recorded reason (amendments)"
    )
