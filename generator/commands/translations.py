"""`translations`: what the English was made from, and how much of the data is in English."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from generator.commands.common import ROOT, Data, Format, Language, folder_of
from generator.commands.saying import PROBLEMS, USAGE, Lang, print_problems, stop, system_words
from generator.problems import ProblemsError
from generator.translating import NoFolder, NoText, accept, list_coverage
from generator.translations import Coverage

app = typer.Typer(
    no_args_is_help=True,
    help="英譯是否跟上中文。 Whether the English keeps up with the Chinese.",
)


@app.command("accept")
def accept_texts(
    agency: Annotated[
        str,
        typer.Argument(
            help="機關資料夾；會報為 committees，意見徵詢為 consultations"
            " The agency's folder; committees or consultations for those."
        ),
    ],
    plan: Annotated[
        str | None,
        typer.Argument(
            help="計畫或會報的資料夾；未給為 agency.yml The plan's or committee's folder; else agency.yml."
        ),
    ] = None,
    texts: Annotated[
        list[str] | None,
        typer.Argument(help="英文仍正確的位置，例如 goals.0.text Texts whose English still holds."),
    ] = None,
    data: Data = ROOT / "data",
    lang: Language = Lang.zh,
) -> None:
    """記下英文譯自哪一版中文。 Record which Chinese the English was made from."""
    try:
        done = accept(folder_of(data), agency=agency, plan=plan, texts=texts or ())
    except NoFolder as error:
        stop(f"沒有 {error} / there is no {error}", USAGE)
    except NoText as error:
        stop(str(error), USAGE)
    except ProblemsError as error:
        print_problems(error.problems, lang)
        stop("沒有寫檔 / no file written", PROBLEMS)
    except OSError as error:
        stop(f"沒有寫檔 / no file written: {system_words(error, lang)}", PROBLEMS)
    zh = lang is Lang.zh
    said = (
        f"新記下 {done.new} 段，確認 {len(done.accepted)} 段"
        if zh
        else f"{done.new} new texts recorded, {len(done.accepted)} confirmed"
    )
    print(f"{done.path}：{said}" if zh else f"{done.path}: {said}")
    for where in done.stale:
        print(f"  {'英文過時' if zh else 'stale'}\t{where}")


_HEADS = {
    Lang.zh: ("機關／計畫", "段", "有英文", "未翻譯", "英文過時", "未記錄"),
    Lang.en: ("office/plan", "texts", "english", "missing", "stale", "unrecorded"),
}


def _row(coverage: Coverage) -> tuple[int, ...]:
    return (coverage.texts, coverage.english, coverage.missing, coverage.stale, coverage.unrecorded)


@app.command()
def coverage(
    data: Data = ROOT / "data",
    format_: Annotated[
        Format, typer.Option("--format", help="輸出格式 Output format.")
    ] = Format.text,
    lang: Language = Lang.zh,
) -> None:
    """列出每份計畫有多少英文、多少過時。 List how much of each plan is in English, and how much is stale."""
    try:
        found = list_coverage(folder_of(data))
    except ProblemsError as error:
        print_problems(error.problems, lang)
        raise typer.Exit(PROBLEMS) from None
    if format_ is Format.json:
        rows = [
            {"agency": agency, "plan": plan or None, **asdict(one), "missing": one.missing}
            for (agency, plan), one in found.items()
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    print("\t".join(_HEADS[lang]))
    for (agency, plan), one in found.items():
        print("\t".join([f"{agency}/{plan}".rstrip("/"), *map(str, _row(one))]))
    total = sum(found.values(), Coverage())
    print("\t".join(["合計" if lang is Lang.zh else "all", *map(str, _row(total))]))
