"""Lianming's commands: parse arguments, call, print, exit. No rules of its own."""

import datetime as dt
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.asking import Asker
from generator.commands.checking import check, rules
from generator.commands.common import (
    GOOD,
    NO_FILE,
    PROBLEMS,
    ROOT,
    UNCHANGED,
    USAGE,
    AsOf,
    Data,
    Format,
    Jobs,
    Lang,
    Language,
    day_of,
    folder_of,
    say,
    say_formats_left_out,
    settings_of,
    steps,
    stop,
    today,
    told,
)
from generator.commands.differences import diff
from generator.commands.form import app as form
from generator.commands.form import change_sheet
from generator.commands.publishing import publish
from generator.commands.starting import new
from generator.commands.translations import app as translations
from generator.commands.workbook import app as workbook
from generator.desk import Desk, list_asks, open_desk
from generator.drafting import Given, Placed, file_report, set_figures, start_draft
from generator.periods import ROC_OFFSET
from generator.problems import ProblemsError
from generator.publish import build_site
from generator.schema import stale_schemas, write_schemas
from generator.serve import NoPort
from generator.serve import serve as serve_site
from generator.workshop import BrokenSite, Workshop, watched_files

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="把計畫資料做成雙語網站。 Turn plan data into a bilingual public site.",
)


class StageName(StrEnum):
    self_ = "self"
    first = "first-review"
    second = "second-review"
    approved = "approved"


Out = Annotated[Path, typer.Option(help="網站輸出的資料夾 Where the site is written.")]
Today = Annotated[
    str | None, typer.Option("--as-of", help="視為今天的日期；未給時為今天 The day; else today.")
]


def _today(as_of: str | None) -> dt.date:
    """The office's own day: what is due is due today, whenever the data was last committed."""
    return day_of(as_of) if as_of else today()


def _reporting_day(as_of: str | None) -> dt.date:
    """The day a report is filed on: today, or a day gone by that a clerk catches up with."""
    day, today = _today(as_of), _today(None)
    if day > today:
        stop(
            f"--as-of {day} 晚於今天 {today}，不能在未來填報 / {day} is after today, {today}: no report is filed in the future",
            USAGE,
        )
    return day


def _iso(day: str) -> dt.date:
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        stop(f"「{day}」不是日期，請寫成 2026-10-31 / not a date: {day}", USAGE)


@app.command()
def build(
    data: Data = ROOT / "data",
    out: Out = ROOT / "site",
    as_of: AsOf = None,
    jobs: Jobs = 1,
    demonstration: Annotated[
        bool | None,
        typer.Option(help="是否包含示範機關；未給時看 site.yml Fictional offices; else site.yml."),
    ] = None,
    lang: Language = Lang.zh,
) -> None:
    """建置網站；新網站完整之前不動舊的。 Build the site; the old one stays until the new is whole."""
    with told(lang, UNCHANGED):
        settings = settings_of(data, as_of, jobs, demonstration)
        with steps() as step:
            built = build_site(root=ROOT, out=out, settings=settings, step=step)
    say_formats_left_out()
    say(f"{built.pages} 頁、{built.files} 檔 → {built.out} / {built.pages} pages")


_ASKED = {
    "overdue": ("逾期未填報", "overdue"),
    "not-reported": ("未填報", "not reported"),
    "due": ("應填報", "due"),
    "missed": ("未達標", "missed"),
    "behind": ("進度落後", "behind"),
    "watch": ("須留意", "watch"),
    "reason": ("缺原因或因應", "reason or response missing"),
}


@app.command()
def status(
    data: Data = ROOT / "data",
    as_of: Today = None,
    format_: Annotated[
        Format, typer.Option("--format", help="輸出格式 Output format.")
    ] = Format.text,
    lang: Language = Lang.zh,
) -> None:
    """列出應填報、逾期、落後的項目。 List what is due, overdue and behind."""
    day = _today(as_of)
    with told(lang, ("沒有列出", "nothing was listed")):
        plans = list_asks(folder_of(data), day)
    if format_ is Format.json:
        rows = [
            {"agency": one.agency, "plan": one.plan, "kind": ask.kind, "item": ask.item,
             "number": ask.number, "name": {"zh": ask.name.zh, "en": ask.name.en},
             "year": ask.year, "working": ask.working, "days": ask.days}
            for one in plans
            for ask in one.asks
        ]  # fmt: skip
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    zh = lang is Lang.zh
    for one in plans:
        print(f"{one.agency} {one.plan} {one.name.zh if zh else one.name.en or one.name.zh}")
        for ask in one.asks:
            word = _ASKED[ask.kind][0 if zh else 1]
            name = ask.name.zh if zh else ask.name.en or ask.name.zh
            year = "" if ask.year is None else str(ask.year)
            if zh and ask.year:
                year = f"{ask.year - ROC_OFFSET}年"
            print(f"  {word}\t{ask.number} {name}\t{year}\t{ask.working}")
    count = sum(len(one.asks) for one in plans)
    print(f"截至 {day}，{count} 項" if zh else f"{count} items as of {day}")


def _words(given: str | None) -> str | None:
    """Words from the command line, refused where they are no proper text."""
    try:
        (given or "").encode()
    except UnicodeEncodeError:
        stop("參數不是 UTF-8 文字 / an argument is not UTF-8 text", USAGE)
    return given


def _tell_filed(placed: Placed, as_of: dt.date, *, zh: bool) -> None:
    """Where a report went, for which day, and what comes next."""
    if zh:
        print(f"{'已寫入' if placed.new else '已更新'} {placed.path}（數字截至 {as_of}）")
        print("接著請執行 check，看過檔案再提交（git commit）；提交後即公布，不再修改")
    else:
        print(f"{placed.path} {'written' if placed.new else 'updated'} (figures as of {as_of})")
        print("Next: run check, read the file, commit it; once committed it is published")


def _tell_beside(desk: Desk, *, zh: bool) -> None:
    """What is outstanding and was not asked for: it is written into the file by hand."""
    beside = desk.beside
    if beside.measures:
        count, listed = len(beside.measures), beside.measures
        print(
            f"另有 {count} 項作法應填報：{'、'.join(listed)}，請寫在檔案的 measures（格式見 CONTRIBUTING）"
            if zh
            else f"Measures to report too ({count}): {', '.join(listed)}; write them under measures in the file (see CONTRIBUTING)"
        )
    if beside.lines:
        count, listed = len(beside.lines), beside.lines
        print(
            f"另有 {count} 筆預算沒有截至 {beside.day} 的執行數：{'、'.join(listed)}，請寫在檔案的 budget（格式見 CONTRIBUTING）"
            if zh
            else f"Budget lines without execution as of {beside.day} ({count}): {', '.join(listed)}; write them under budget in the file (see CONTRIBUTING)"
        )


@app.command()
def report(
    agency: Annotated[str, typer.Argument(help="機關資料夾 The agency's folder.")],
    plan: Annotated[str, typer.Argument(help="計畫資料夾 The plan's folder.")],
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="指標=數字，可重複；不問 KPI=value, repeatable; asks nothing."),
    ] = None,
    for_day: Annotated[
        str | None, typer.Option("--for", help="數字的截至日 As-of day of the figures.")
    ] = None,
    stage: Annotated[
        StageName | None,
        typer.Option(
            help="階段；未給為自評，更正時同原報告 Stage; else self, or the corrected one's."
        ),
    ] = None,
    body: Annotated[str | None, typer.Option(help="填報單位 Reporting body.")] = None,
    corrects: Annotated[
        str | None, typer.Option(help="要更正的報告檔名 The report this corrects.")
    ] = None,
    why: Annotated[str | None, typer.Option(help="更正理由 Why it is corrected.")] = None,
    data: Data = ROOT / "data",
    as_of: Today = None,
    lang: Language = Lang.zh,
) -> None:
    """填報：逐項詢問應填的數字，寫成新的報告檔。 Report: asks for each due figure, writes a new file."""
    day = _reporting_day(as_of)
    given = Given(
        reported=day, stage=stage.value if stage else None, as_of=_iso(for_day) if for_day else None,
        body=_words(body), corrects=corrects, why=_words(why),
    )  # fmt: skip
    try:
        with told(lang, NO_FILE):
            desk = open_desk(folder_of(data), agency=agency, plan=plan, as_of=day)
            draft = start_draft(desk, given)
            if set_:
                draft = set_figures(desk, draft, [_words(one) or "" for one in set_])
            else:
                draft = Asker(desk, draft, zh=lang is Lang.zh).ask()
            if not draft.kpis:
                _tell_beside(desk, zh=lang is Lang.zh)
                stop("沒有填任何數字，沒有寫檔 / nothing was reported, no file written", GOOD)
            placed = file_report(desk, draft)
    except typer.Abort:
        stop("\n中斷，沒有寫檔 / stopped, no file written", PROBLEMS)
    _tell_filed(placed, draft.as_of, zh=lang is Lang.zh)
    _tell_beside(desk, zh=lang is Lang.zh)


@app.command()
def serve(
    data: Data = ROOT / "data",
    out: Annotated[Path, typer.Option(help="預覽網站的資料夾 Folder of the preview.")] = ROOT
    / "build/serve",
    as_of: AsOf = None,
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="連接埠 The port to serve at.")
    ] = 8000,
    lang: Language = Lang.zh,
) -> None:
    """在本機預覽；資料有誤時保留上一個網站並顯示問題。 Preview; problems leave the last good site standing."""

    workshop = Workshop()

    def rebuild(folder: Path) -> list[str]:
        try:
            settings = settings_of(data, as_of, 1)
            build_site(root=ROOT, out=folder, settings=settings, workshop=workshop)
        except ProblemsError as error:
            return [problem.render(lang.value) for problem in error.problems]
        except BrokenSite as error:
            return [str(fault) for fault in error.faults]
        return []

    watched = (data, *watched_files(ROOT))
    try:
        with told(lang, UNCHANGED):
            serve_site(rebuild, watch=watched, out=out, port=port)
    except NoPort as error:
        stop(str(error), USAGE)


app.command()(check)
app.command()(rules)
app.command()(publish)
app.command()(diff)
app.command("change-sheet")(change_sheet)
app.add_typer(new, name="new")
app.add_typer(workbook, name="workbook")
app.add_typer(form, name="form")
app.add_typer(translations, name="translations")


@workbook.callback()
def _with_clock(context: typer.Context) -> None:
    """計畫與試算表往返。 A plan as a workbook, out and back in."""
    context.obj = _reporting_day


@app.command()
def schema(
    check_only: Annotated[
        bool, typer.Option("--check", help="只檢查是否為最新 Only check that they are current.")
    ] = False,
) -> None:
    """寫出編輯器用的 JSON Schema。 Write the JSON Schemas for editors."""
    if not check_only:
        write_schemas(ROOT / "schemas")
        return
    stale = stale_schemas(ROOT / "schemas")
    if stale:
        names = ", ".join(stale)
        stop(f"請執行 python site_build.py schema：{names} / run it: not current", PROBLEMS)


if __name__ == "__main__":
    sys.exit(app())
