"""`check`: what is wrong with the data, for people, for programs and for GitHub; its rules and schemas."""

import datetime as dt
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from difflib import unified_diff
from enum import StrEnum
from pathlib import Path
from typing import Annotated, get_args

import typer

from generator.clock import NoAsOf, resolve_as_of
from generator.commands.annotations import annotate
from generator.commands.common import ROOT, AsOf, Data, Language, folder_of, told
from generator.commands.saying import GOOD, PROBLEMS, USAGE, Lang, Words, stop
from generator.desk import Inspection, inspect
from generator.mending import Kind
from generator.problems import Severity, printable
from generator.repairs import Repair, mend_files
from generator.rulebook import FAMILIES, UNCHECKED
from generator.rulebook.listing import SEVERITIES, render_rules
from generator.schema import stale_schemas, write_schemas

LIST = ROOT / "docs/checks.md"


class CheckFormat(StrEnum):
    text = "text"
    json = "json"
    github = "github"


def check(
    data: Data = ROOT / "data",
    as_of: AsOf = None,
    format_: Annotated[
        CheckFormat,
        typer.Option(
            "--format", help="輸出格式；github 為工作流程註記 Output; github: annotations."
        ),
    ] = CheckFormat.text,
    strict: Annotated[
        bool, typer.Option("--strict", help="有警告也算失敗 Warnings fail too.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="改好可以安全改的，列出差異 Mend what is safe, show the diff."),
    ] = False,
    lang: Language = Lang.zh,
) -> None:
    """檢查資料，不建置。規則見 docs/checks.md。 Check the data without building."""
    folder_of(data)
    if fix:
        with told(lang, ("沒有改完", "not everything was mended")):
            repairs = mend_files(data)
        for line in _diff(repairs, lang):
            typer.echo(line, err=format_ is not CheckFormat.text)
    found = inspect(data, _day(as_of), content=ROOT / "content")
    if format_ is CheckFormat.json:
        print(json.dumps([p.as_json() for p in found.problems], ensure_ascii=False, indent=1))
    elif format_ is CheckFormat.github:
        for line in annotate(found.problems, folder=_from_workspace(data), language=lang.value):
            print(line)
        print(_counts(found, lang))
    else:
        for line in _tell(found, lang):
            print(line)
    failed = found.of("error") or (strict and found.of("warning"))
    raise typer.Exit(PROBLEMS if failed else GOOD)


def _day(as_of: str | None) -> dt.date | None:
    """The day of `check`; without git and without a given one there is none."""
    try:
        return resolve_as_of(as_of, environ=os.environ, root=ROOT)
    except NoAsOf as error:
        if as_of is not None:
            stop(str(error), USAGE)
        return None


def _from_workspace(data: Path) -> str:
    """Where the data folder stands in the repository that GitHub checked out, else from here."""
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    folder = data.resolve().parent
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else "."


def _tell(found: Inspection, lang: Lang) -> list[str]:
    """Errors, warnings and notes under their names, and how many there are."""
    lines = []
    for severity in get_args(Severity):
        if problems := found.of(severity):
            lines.append(f"{_name(severity, lang)}:")
            lines += [problem.render(lang.value) for problem in problems]
    return [*lines, _counts(found, lang)]


def _name(severity: Severity, lang: Lang) -> str:
    return SEVERITIES[severity][0 if lang is Lang.zh else 1]


def _counts(found: Inspection, lang: Lang) -> str:
    """`錯誤 2、警告 0、備註 1`, or that the data is good."""
    zh = lang is Lang.zh
    counts = [f"{_name(one, lang)} {len(found.of(one))}" for one in get_args(Severity)]
    said = "、".join(counts) if zh else ", ".join(counts)
    if found.of("error"):
        return said
    return f"資料無誤：{found.plans} 份計畫 / the data is good: {found.plans} plans ({said})"


_MENDED: Mapping[Kind, Words] = {
    "bom": ("BOM", "byte order mark"),
    "line-end": ("行尾空白", "white space at line ends"),
    "nfc": ("NFC", "NFC"),
    "space": ("多餘空白", "white space in a text"),
    "digits": ("全形數字", "full-width digits"),
}


def _diff(repairs: Sequence[Repair], lang: Lang) -> Iterator[str]:
    """What was mended as a unified diff, with a line for each file on what that was."""
    zh = lang is Lang.zh
    for repair in repairs:
        if repair.mended is None:
            yield (
                f"{repair.file}：沒有改，因為會改到別的內容（{repair.left}）"
                if zh
                else f"{repair.file}: left as it is, since something else would change ({repair.left})"
            )
            continue
        old, new = (text.split("\n") for text in (repair.mended.old, repair.mended.new))
        names = f"a/{repair.file}", f"b/{repair.file}"
        yield from (printable(line) for line in unified_diff(old, new, *names, lineterm=""))
        counts = [f"{_MENDED[kind][not zh]} {n}" for kind, n in repair.mended.counts.items()]
        said = "、".join(counts) if zh else ", ".join(counts)
        yield f"{repair.file}：已改 {said}" if zh else f"{repair.file}: mended: {said}"


def rules(
    check_only: Annotated[
        bool, typer.Option("--check", help="只檢查是否為最新 Only check that it is current.")
    ] = False,
) -> None:
    """寫出檢查規則的清單 docs/checks.md。 Write the list of the rules of check."""
    text = render_rules(FAMILIES, UNCHECKED)
    if not check_only:
        LIST.write_text(text, "utf-8")
    elif not LIST.is_file() or LIST.read_text("utf-8") != text:
        stop(f"請執行 python site_build.py rules：{LIST.name} / run it: not current", PROBLEMS)


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
