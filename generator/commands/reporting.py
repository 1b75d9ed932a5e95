"""`status` and `report`: what is due, and how it is reported."""

import datetime as dt
import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import typer

from generator.answer_desk import OwedBy, list_owed
from generator.asking import Asker
from generator.commands.common import (
    NO_FILE,
    ROOT,
    Data,
    Format,
    Language,
    Today,
    folder_of,
    reporting_day,
    todays,
    told,
)
from generator.commands.saying import GOOD, PROBLEMS, USAGE, Lang, stop
from generator.committee_desk import CommitteeAsks, list_open_ends
from generator.desk import Desk, list_asks, open_desk
from generator.drafting import Given, Placed, file_report, set_figures, start_draft
from generator.fields import Text
from generator.periods import ROC_OFFSET
from generator.source import load_site


class StageName(StrEnum):
    self_ = "self"
    first = "first-review"
    second = "second-review"
    approved = "approved"


def _iso(day: str) -> dt.date:
    try:
        return dt.date.fromisoformat(day)
    except ValueError:
        stop(f"「{day}」不是日期，請寫成 2026-10-31 / not a date: {day}", USAGE)


_ASKED = {
    "overdue": ("逾期未填報", "overdue"),
    "not-reported": ("未填報", "not reported"),
    "due": ("應填報", "due"),
    "missed": ("未達標", "missed"),
    "behind": ("進度落後", "behind"),
    "watch": ("須留意", "watch"),
    "reason": ("缺原因或因應", "reason or response missing"),
    "question-overdue": ("提問逾期未答覆", "answer to a question overdue"),
    "consultation-overdue": ("意見徵詢逾期未公布結果", "result of a consultation overdue"),
}


def status(
    data: Data = ROOT / "data",
    as_of: Today = None,
    format_: Annotated[
        Format, typer.Option("--format", help="輸出格式 Output format.")
    ] = Format.text,
    lang: Language = Lang.zh,
) -> None:
    """列出應填報、逾期、落後的項目，逾期的答覆，與會議紀錄檢視。 List what is due, overdue and behind, answers that are overdue, and what committees' records leave open."""
    day = todays(as_of)
    with told(lang, ("沒有列出", "nothing was listed")):
        loaded = load_site(folder_of(data))
    plans, committees = list_asks(loaded, day), list_open_ends(loaded, day)
    owing = list_owed(loaded, day)
    if format_ is Format.json:
        rows: list[dict[str, object]] = [
            {"agency": one.agency, "plan": one.plan, "kind": ask.kind, "item": ask.item,
             "number": ask.number, "name": {"zh": ask.name.zh, "en": ask.name.en},
             "year": ask.year, "working": ask.working, "days": ask.days}
            for one in plans
            for ask in one.asks
        ]  # fmt: skip
        rows += _owed_rows(owing)
        rows += _committee_rows(committees, zh=lang is Lang.zh)
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
    for office in owing:
        print(f"{office.agency} {_word(office.name, zh=zh)}")
        for owed in office.owed:
            about = " ".join(part for part in (owed.plan, owed.number) if part)
            word = _ASKED[owed.kind][0 if zh else 1]
            print(f"  {word}\t{about} {_word(owed.name, zh=zh)}\t\t{owed.working}")
    for body in committees:
        print(f"{body.id} {_word(body.name, zh=zh)}")
        for end in body.ends:
            about = f"{end.item} {_word(end.text, zh=zh) if end.text else ''}".strip()
            working = _word(end.finding.working, zh=zh)
            print(f"  {_word(end.finding.text, zh=zh)}\t{about}\t{working}")
    count = sum(len(one.asks) for one in plans) + sum(len(one.owed) for one in owing)
    count += sum(len(one.ends) for one in committees)
    print(f"截至 {day}，{count} 項" if zh else f"{count} items as of {day}")


def _word(text: Text, *, zh: bool) -> str:
    return text.zh if zh else text.en or text.zh


def _owed_rows(owing: tuple[OwedBy, ...]) -> Iterator[dict[str, object]]:
    """As those of plans; of a consultation the plan is empty, since it may be about several."""
    for office in owing:
        for one in office.owed:
            yield {
                "agency": office.agency, "plan": one.plan, "kind": one.kind, "item": one.item,
                "number": one.number, "name": {"zh": one.name.zh, "en": one.name.en},
                "year": None, "working": one.working, "days": one.days,
            }  # fmt: skip


def _committee_rows(
    committees: tuple[CommitteeAsks, ...], *, zh: bool
) -> Iterator[dict[str, object]]:
    """As those of plans, with the committee's folder."""
    for one in committees:
        for end in one.ends:
            name = end.text or end.finding.text
            yield {
                "agency": one.office, "plan": "", "committee": one.id, "kind": end.finding.rule,
                "item": end.item, "number": end.item, "name": {"zh": name.zh, "en": name.en},
                "year": None, "working": _word(end.finding.working, zh=zh), "days": None,
            }  # fmt: skip


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
    day = reporting_day(as_of)
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
