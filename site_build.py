"""Lianming's commands: parse arguments, call, print, exit. No rules of its own."""

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from generator.build import settings_from
from generator.clock import NoAsOf, resolve_as_of
from generator.problems import Problem, ProblemsError
from generator.publish import BrokenSite, build_site
from generator.schema import stale_schemas, write_schemas
from generator.serve import serve as serve_site
from generator.source import load_site
from generator.theme import ThemeSettings

ROOT = Path(__file__).resolve().parent
GOOD, PROBLEMS, USAGE = 0, 1, 2

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="把計畫資料做成雙語網站。 Turn plan data into a bilingual public site.",
)
errors = Console(stderr=True, soft_wrap=True, markup=False, highlight=False)


class Lang(StrEnum):
    zh = "zh"
    en = "en"


class Format(StrEnum):
    text = "text"
    json = "json"


Data = Annotated[Path, typer.Option(help="資料夾 The data folder.")]
Out = Annotated[Path, typer.Option(help="網站輸出的資料夾 Where the site is written.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        help="資料截至日，例如 2026-11-21；未給時用提交日期 As-of date; else the commit's date."
    ),
]
Jobs = Annotated[int, typer.Option(min=1, help="同時處理幾份計畫 How many plans at once.")]
Language = Annotated[Lang, typer.Option("--lang", help="訊息的語言 Language of messages.")]


def _stop(message: str, code: int) -> NoReturn:
    errors.print(message)
    raise typer.Exit(code)


def _print_problems(problems: tuple[Problem, ...], language: Lang) -> None:
    for problem in problems:
        errors.print(problem.render(language.value))


def _settings(data: Path, as_of: str | None, jobs: int) -> ThemeSettings:
    if not data.is_dir():
        _stop(f"找不到資料夾 {data} / no such data folder: {data}", USAGE)
    try:
        day = resolve_as_of(as_of, environ=os.environ, root=ROOT)
    except NoAsOf as error:
        _stop(str(error), USAGE)
    return settings_from(data=data, as_of=day, jobs=jobs)


@app.command()
def build(
    data: Data = ROOT / "data",
    out: Out = ROOT / "site",
    as_of: AsOf = None,
    jobs: Jobs = 1,
    lang: Language = Lang.zh,
) -> None:
    """建置網站；新網站完整之前不動舊的。 Build the site; the old one stays until the new is whole."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    words = {"pages": "頁面 pages", "checks": "檢查 checks", "switch": "換上 switch"}
    try:
        settings = _settings(data, as_of, jobs)
        with Progress(*columns, console=errors, transient=True) as progress:
            task = progress.add_task("", total=len(words))
            built = build_site(
                root=ROOT,
                out=out,
                settings=settings,
                step=lambda name: progress.update(task, description=words[name], advance=1),
            )
    except ProblemsError as error:
        _print_problems(error.problems, lang)
        _stop("網站未更新 / the site was not changed", PROBLEMS)
    except BrokenSite as error:
        for fault in error.faults[:50]:
            errors.print(str(fault))
        _stop(f"{len(error.faults)} 項；網站未更新 / the site was not changed", PROBLEMS)
    except NotADirectoryError as error:
        _stop(str(error), USAGE)
    except OSError as error:
        _stop(f"無法寫入，網站未更新 / cannot write, the site was not changed: {error}", PROBLEMS)
    errors.print(f"{built.pages} 頁、{built.files} 檔 → {built.out} / {built.pages} pages")


@app.command()
def check(
    data: Data = ROOT / "data",
    format_: Annotated[
        Format, typer.Option("--format", help="輸出格式 Output format.")
    ] = Format.text,
    lang: Language = Lang.zh,
) -> None:
    """檢查資料，不建置。 Check the data without building."""
    if not data.is_dir():
        _stop(f"找不到資料夾 {data} / no such data folder: {data}", USAGE)
    problems: tuple[Problem, ...] = ()
    try:
        loaded = load_site(data)
        problems = loaded.notes
        failed = False
    except ProblemsError as error:
        problems, failed = error.problems, True
    if format_ is Format.json:
        print(json.dumps([p.as_json() for p in problems], ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            print(problem.render(lang.value))
        plans = 0 if failed else sum(len(agency.plans) for agency in loaded.agencies)
        if not failed:
            print(f"資料無誤：{plans} 份計畫 / the data is good: {plans} plans")
    raise typer.Exit(PROBLEMS if failed else GOOD)


@app.command()
def serve(
    data: Data = ROOT / "data",
    out: Annotated[Path, typer.Option(help="預覽網站的資料夾 Folder of the preview.")] = ROOT
    / "build/serve",
    as_of: AsOf = None,
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    lang: Language = Lang.zh,
) -> None:
    """在本機預覽；資料有誤時保留上一個網站並顯示問題。 Preview; problems leave the last good site standing."""

    def rebuild(folder: Path) -> list[str]:
        try:
            build_site(root=ROOT, out=folder, settings=_settings(data, as_of, 1))
        except ProblemsError as error:
            return [problem.render(lang.value) for problem in error.problems]
        except BrokenSite as error:
            return [str(fault) for fault in error.faults]
        return []

    watched = (data, ROOT / "content", ROOT / "theme_overrides", ROOT / "generator/templates")
    serve_site(rebuild, watch=watched, out=out, port=port)


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
        _stop(f"請執行 python site_build.py schema：{names} / run it: not current", PROBLEMS)


if __name__ == "__main__":
    sys.exit(app())
