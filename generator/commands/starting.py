"""`new agency` and `new plan`: the first files, asked for in plain words."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from generator.commands.common import NO_FILE, ROOT, Data, Language, folder_of, today, told
from generator.commands.saying import USAGE, Lang, stop
from generator.fields import Text
from generator.imports.new_files import NewAgency, NewPlan
from generator.source import load_site
from generator.starting import Started, start_agency, start_plan

new = typer.Typer(no_args_is_help=True, help="新增機關或計畫。 Add an office or a plan.")


def _ask(given: str | None, zh: str, en: str, lang: Lang, *, needed: bool = True) -> str | None:
    """What an option gave, else what is answered; an empty answer is asked again where needed."""
    if given is not None:
        return given.strip() or None
    words = zh if lang is Lang.zh else en
    try:
        answer = str(typer.prompt(words, default=None if needed else "", show_default=False))
    except typer.Abort:
        stop(
            f"\n中斷，沒有寫檔；還沒回答「{words}」；不在終端機時請用選項，見 --help"
            if lang is Lang.zh
            else f"\nstopped, no file written: “{words}” was not answered; without a terminal give options, see --help",
            USAGE,
        )
    return answer.strip() or None


def _text(zh: str | None, en: str | None) -> Text:
    return Text(zh=zh or "", en=en)


@new.command()
def agency(
    id_: Annotated[
        str | None, typer.Option("--id", help="網址用的代碼 Its part of the address.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="機關全銜 Name in Chinese.")] = None,
    name_en: Annotated[str | None, typer.Option(help="英文名稱 Name in English.")] = None,
    official: Annotated[
        bool | None, typer.Option(help="英文名稱是機關自己用的 The English name is its own.")
    ] = None,
    government: Annotated[str | None, typer.Option(help="所屬政府 Its government.")] = None,
    government_en: Annotated[str | None, typer.Option(help="所屬政府的英文 In English.")] = None,
    region: Annotated[str | None, typer.Option(help="縣市 County or city.")] = None,
    region_en: Annotated[str | None, typer.Option(help="縣市的英文 In English.")] = None,
    data: Data = ROOT / "data",
    lang: Language = Lang.zh,
) -> None:
    """新增機關。 Add an office."""
    folder_of(data)
    id_ = _ask(
        id_,
        "代碼（小寫英文，成為網址，例如 taitung-county）",
        "Id (its address, e.g. taitung-county)",
        lang,
    )
    zh = _ask(name, "機關全銜（例如 臺東縣政府政風處）", "Name in Chinese", lang)
    en = _ask(
        name_en,
        "英文名稱（沒有就按 Enter）",
        "Name in English (Enter for none)",
        lang,
        needed=False,
    )
    if en and official is None and name_en is None:
        official = typer.confirm(
            "這是機關自己使用的英文名稱嗎？"
            if lang is Lang.zh
            else "Is it the office's own English name?"
        )
    made = NewAgency(
        name=_text(zh, en),
        government=_text(
            _ask(government, "所屬政府（例如 臺東縣政府）", "Its government, in Chinese", lang),
            _ask(government_en, "所屬政府的英文（沒有就按 Enter）", "Its government, in English (Enter for none)", lang, needed=False),
        ),
        region=_text(
            _ask(region, "縣市（例如 臺東縣）", "County or city, in Chinese", lang),
            _ask(region_en, "縣市的英文（沒有就按 Enter）", "County or city, in English (Enter for none)", lang, needed=False),
        ),
        official=bool(official),
    )  # fmt: skip
    with told(lang, NO_FILE):
        started = start_agency(data, id_ or "", made)
    print(
        f"已寫入 {started.path}；接著：site_build.py new plan {id_} / written; next: new plan {id_}"
    )


@new.command()
def plan(
    agency_id: Annotated[
        str, typer.Argument(metavar="AGENCY", help="機關資料夾 The agency's folder.")
    ],
    from_: Annotated[
        str | None,
        typer.Option("--from", help="沿用這份計畫的目標與指標 Carry this plan's goals on."),
    ] = None,
    kind: Annotated[str | None, typer.Option(help="計畫種類的代碼 Code of its kind.")] = None,
    title: Annotated[str | None, typer.Option(help="計畫名稱，照文件 Title as printed.")] = None,
    title_en: Annotated[str | None, typer.Option(help="英文名稱 Title in English.")] = None,
    period: Annotated[str | None, typer.Option(help="期間，民國年 Period in ROC years.")] = None,
    money_unit: Annotated[str | None, typer.Option(help="金額單位 Unit of its money.")] = None,
    document: Annotated[
        Path | None,
        typer.Option(help="計畫文件的檔案 The document's file.", exists=True, dir_okay=False),
    ] = None,
    data: Data = ROOT / "data",
    lang: Language = Lang.zh,
) -> None:
    """新增計畫；--from 沿用前一份的目標與指標。 Add a plan; --from carries goals and indicators on."""
    with told(lang, NO_FILE):
        kinds = load_site(folder_of(data)).vocabulary.plan_kinds
    codes = "、".join(f"{code}（{one.label.zh}）" for code, one in kinds.items())
    kind = _ask(kind, f"種類：{codes}", f"Kind: {', '.join(kinds)}", lang)
    title = _ask(
        title,
        "計畫名稱，照文件（例如 115年度廉政工作計畫）",
        "Title as the document prints it",
        lang,
    )
    title_en = _ask(
        title_en,
        "英文名稱（沒有就按 Enter）",
        "Title in English (Enter for none)",
        lang,
        needed=False,
    )
    period = _ask(
        period, "期間，民國年（例如 115 或 116-119）", "Period in ROC years (115 or 116-119)", lang
    )
    money_unit = _ask(
        money_unit,
        "金額單位（千元；沒有金額就按 Enter）",
        "Unit of money (千元; Enter for none)",
        lang,
        needed=False,
    )
    if document is None:
        document = Path(_ask(None, "計畫文件的檔案路徑", "Path of the plan's document", lang) or "")
    if not document.is_file():
        stop(f"找不到檔案 {document} / no such file: {document}", USAGE)
    ending = document.suffix.lstrip(".").upper() or "檔案"
    made = NewPlan(
        kind=kind or "", title=_text(title, title_en), period=period or "", money_unit=money_unit,
        document_format=Text(zh=f"{ending} 檔", en=f"{ending} file"),
        sha256=hashlib.sha256(document.read_bytes()).hexdigest(),
        taken=today(),
    )  # fmt: skip
    with told(lang, NO_FILE):
        started = start_plan(data, agency_id, made, from_)
    print(f"已寫入 {started.path} / written")
    _tell_carried(started, lang)


def _tell_carried(started: Started, lang: Lang) -> None:
    """What a clerk decides next."""
    carried, zh = started.carried, lang is Lang.zh
    if carried is None:
        print(
            "接著照文件填目標與指標，寫法見 CONTRIBUTING.md"
            if zh
            else "Next: the goals and indicators, see CONTRIBUTING.md"
        )
        return
    if carried.unchanged:
        numbers = "、".join(carried.unchanged)
        print(
            f"目標值與上期相同，請確認或修改：{numbers}"
            if zh
            else f"Targets as in the last period, confirm or change: {numbers}"
        )
    if carried.left_out:
        numbers = "、".join(carried.left_out)
        print(
            f"目標值不能直接沿用，請照新文件填：{numbers}"
            if zh
            else f"Targets that could not be carried on: {numbers}"
        )
