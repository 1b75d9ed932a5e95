"""Every printed text and figure of the data against the documents, and the documents against it.

The documents are looked for in `$LIANMING_SOURCES`, else in `../shared/seeds`.
"""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.fields import bilingual_texts
from generator.model import Plan
from generator.source import load_site
from generator.strict_yaml import parse_document
from generator.translated_figures import compare_figures
from tests.transcription import (
    chiayi_columns,
    documents,
    fragments,
    hsinchu_columns,
    hsinchu_record,
    kaohsiung_columns,
    kinmen_columns,
    kinmen_record,
    printed_texts,
    squeeze,
)

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = documents()
if DOCUMENTS is None and os.environ.get("CI"):
    raise RuntimeError("CI must have the documents: set LIANMING_SOURCES")
pytestmark = pytest.mark.skipif(
    DOCUMENTS is None,
    reason="NOT COMPARED: the documents are not at hand; set LIANMING_SOURCES to their folder",
)

PLANS = {
    f"{agency.id}/{entry.id}": (agency.agency, entry.plan)
    for agency in load_site(ROOT / "data").agencies
    for entry in agency.plans
    if not agency.agency.fictional  # fictional plans have no document
}

# Texts that the layout cuts: by pages (a page's table head or a cell stands between the pieces).
JOINS: dict[str, tuple[str, ...]] = {
    # Kaohsiung: the goal of 公務機密維護 and point 7 of 政風防弊 run over a page.
    "結合機關環境，": (
        "結合機關環境，辦理公務機密維護宣導，並定期或不定期辦理公務機密維護檢",
        "查、資訊使用管理稽核，以保障機敏資料及民眾個資。",
    ),
    "持續創新及優化廉潔教育，": (
        "持續創新及優化廉潔教育，落實誠信教育扎根，並結合各機關主軸業務，規劃辦理誠信宣導活動，"
        "藉由多元管道，積極培育青年學子廉潔反貪意識，並結合私部門領域，以資源共享、創意激盪及意見交流等策略合作，將誠信",
        "治理核心價值推廣於社會各層面。",
    ),
    # Hsinchu: the row of goal 4 and the formula of 10(2) run over a page, and so do two items.
    "依照資通安全管理法及相關法規範辦理": (
        "依照資通安全管理",
        "法及相關法規範辦理機關內外部資通安全稽核，以強化資通安全管理機制，並阻斷法定職務必要範圍外之使用",
    ),
    "公文線上簽核件數÷": (
        "公文線上簽核件數÷(電子公文收文總數+紙本來文線上簽核數+自創",
        "簽稿數)×100%",
    ),
    "實施法令宣導，樹立「依法行政」": ("實施法令宣導，樹立「依法行政」、「勇於任", "事」觀念"),
    "發掘貪瀆不法事項，依法查察辦理": ("發掘貪瀆不法事項，依法查察辦理，以樹立廉能", "政治"),
}

# What the documents hold and the data does not, once numbering and column figures are set aside:
# heads of tables and sections, labels of the form, and one e-mail address.
_HSINCHU_HEAD = "關鍵策略目標績效指標評估方式衡量標準權重目標值"
_HSINCHU_ITEMS = "業務計畫及工作計畫與編號重要施政計畫項目實施內容預算金額(千元)"
LEFT: dict[str, set[str]] = {
    "kinmen/2020": {
        "計畫目標具體作法預定進度備考(預算金額單位：千元)業務類別提列績效對應項目(新增)",
        "綜合業務防貪業務綜合業務",
        "綜合業務防貪業務綜合業務綜合業務綜合業務",
        "防貪業務防貪業務防貪業務",
        "防貪業務防貪業務防貪業務防貪業務",
        "肅貪業務" * 10,
        "維護業務" * 10,
        "：",
        "aac@mail.moj.gov.tw",
    },
    "kaohsiung/2024": {
        "類項預算來源及金額備考主要預算(單位：千元)",
        "合計",
        "計畫名稱計畫目標實施要領預算來源及金額(單位：千元)備註",
    },
    "hsinchu-county/2023": {
        "年度施政目標如下：",
        _HSINCHU_HEAD,
        "(業務)",
        "(共同)",
        "案",
        "次",
        "件數",
        # The head of goal 4 in the indicator table, cut by the page; the goal stands in full above.
        "案協助機關強化資",
        "統計",
        "案" + _HSINCHU_HEAD + "訊機密維護措施，建構資訊安全網絡(業務)",
        "數據",
        _HSINCHU_ITEMS,
        _HSINCHU_HEAD,
    },
    "chiayi-city/2019-2022": {
        "機關任務及願景機關任務",
        "願景",
        "環境情勢分析及",
        "環境情勢分析",
        "原則：",
        "方向：",
        "進程：",
        "及關鍵績效指標",
        "關鍵策略目標關鍵績效指標衡量標準年度目標值年年年年一",
        "二",
        "三",
        "四",
        "五",
    },
}
_NUMBERING = re.compile(
    r"[（(][一二三四五六七八九十0-9]+[)）]|[壹貳參肆伍陸柒捌]、|[一二三四五六七八九十]+、|[0-9]+[、.]"
    r"|[0-9][0-9.,%﹪-]*|-"
)


def document_of(plan: Plan) -> str:
    assert DOCUMENTS is not None
    assert plan.sources[0].sha256 in DOCUMENTS, "no document has this hash"
    return DOCUMENTS[plan.sources[0].sha256]


def _kinmen(plan: Plan, document: str) -> list[str]:
    return [] if kinmen_record(plan) == kinmen_columns(document) else ["columns differ"]


def _kaohsiung(plan: Plan, document: str) -> list[str]:
    printed = kaohsiung_columns(document)
    amounts = [line.amount.printed for line in plan.budget]
    wrong = []
    if amounts != printed["amounts"]:
        wrong.append("amounts differ")
    if plan.budget_total is None or [plan.budget_total.printed] != printed["total"]:
        wrong.append("total differs")
    both = [line.amount.printed for line in plan.budget if "goals" in line.printed_in]
    own = set(" ".join(printed["own"]).replace("</p>", "").split())
    if not set(both) - {"242"} <= own or "<p>242 242</p>" not in document:
        wrong.append("amounts of the plan table differ")
    return wrong


def _hsinchu(plan: Plan, document: str) -> list[str]:
    wrong = [] if hsinchu_record(plan) == hsinchu_columns(document) else ["columns differ"]
    for row in (row for table in plan.scoring for row in table.rows):
        said = row.text.zh
        span = re.search(r"(\d{3})年至(\d{3})年每年", said)
        pair = re.search(r"(\d{3})年及(\d{3})年", said)
        years: tuple[int, ...] | None = None
        if span:
            years = tuple(range(int(span[1]) + 1911, int(span[2]) + 1912))
        elif pair:
            years = (int(pair[1]) + 1911, int(pair[2]) + 1911)
        if row.years != years:
            wrong.append(f"scoring years differ: {said}")
    for kpi in plan.kpis:
        if any(target.year not in plan.period.years for target in kpi.targets):
            wrong.append("a target outside the period")
        # 「計算結果如有小數點，應無條件進位」: up to a whole number.
        if kpi.rounding and (kpi.rounding.places, kpi.rounding.mode) != (0, "up"):
            wrong.append("rounding differs")
    return wrong


def _chiayi(plan: Plan, document: str) -> list[str]:
    printed = [target.printed for kpi in plan.kpis for target in kpi.targets]
    wrong = [] if printed == chiayi_columns(document) else ["targets differ"]
    if any(tuple(t.year for t in kpi.targets) != plan.period.years for kpi in plan.kpis):
        wrong.append("years of targets differ")
    return wrong


COLUMNS: dict[str, Callable[[Plan, str], list[str]]] = {
    "kinmen/2020": _kinmen,
    "kaohsiung/2024": _kaohsiung,
    "hsinchu-county/2023": _hsinchu,
    "chiayi-city/2019-2022": _chiayi,
}


def differences(name: str, plan: Plan) -> list[str]:
    """All that does not agree with the document: texts, columns, period, stated figures."""
    document = document_of(plan)
    flat = squeeze(document)
    wrong = [
        f"not in the document: {piece}"
        for text in printed_texts(plan)
        for piece in fragments(text, JOINS)
        if piece not in flat
    ]
    wrong += COLUMNS[name](plan, document)
    if not set(re.findall(r"\d{3}", plan.period.printed)) <= set(
        re.findall(r"\d{3}", plan.title.zh)
    ):
        wrong.append("the period is not the title's")
    stated = [t for _, m in plan.measures for t in m.targets]
    stated += [t for item in plan.work_items for p in item.points for t in p.targets]
    wrong += [t.figure.printed for t in stated if t.figure and t.figure.printed not in t.text.zh]
    changed = sum(1 for letter in document if squeeze(letter) not in ("", letter))
    if plan.sources[0].normalised_characters != changed:
        wrong.append(f"{changed} characters were normalised")
    return wrong


@pytest.mark.parametrize("name", PLANS)
def test_every_printed_text_and_figure_stands_in_the_document(name):
    agency, plan = PLANS[name]
    assert differences(name, plan) == []
    assert agency.name.zh in squeeze(document_of(plan))


@pytest.mark.parametrize("name", PLANS)
def test_everything_in_the_document_stands_in_the_data(name):
    agency, plan = PLANS[name]
    left = squeeze(document_of(plan))
    for summary in plan.summaries:
        start = left.index(squeeze(summary.starts))
        end = left.index(squeeze(summary.ends), start) + len(squeeze(summary.ends))
        left = left[:start] + "|" + left[end:]
    pieces = {p for text in [*printed_texts(plan), agency.name.zh] for p in fragments(text, JOINS)}
    for piece in sorted(pieces, key=len, reverse=True):
        left = left.replace(piece, "|")
    rest = {part for part in _NUMBERING.sub("", left).split("|") if part}
    assert rest - LEFT[name] == set()


@pytest.mark.parametrize("name", PLANS)
def test_items_are_numbered_without_a_gap(name):
    _, plan = PLANS[name]
    for goal in plan.goals:
        assert [m.number for m in goal.measures] == [str(n + 1) for n in range(len(goal.measures))]
    for item in (*plan.work_items, *plan.priorities):
        numbers = [point.number for point in item.points if point.number]
        assert [n.strip(".") for n in numbers] == [str(n + 1) for n in range(len(numbers))]


@pytest.mark.parametrize("name", PLANS)
def test_the_english_carries_the_same_figures(name):
    for text in bilingual_texts(PLANS[name][1]):
        assert text.en is None or compare_figures(text.zh, text.en) == ((), ()), text


FIGURES = {"estimate", "schedule", "weight", "amount", "budget_total", "points", "figure", "period"}


def figures(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Paths of every printed figure in a plan's YAML."""
    if isinstance(value, dict):
        found = []
        for key, child in value.items():
            here = (*path, key)
            is_figure = key in FIGURES or (path and path[-1] == "targets")
            if is_figure and isinstance(child, str):
                found.append(here)
            found += figures(child, here)
        return found
    if isinstance(value, list | tuple):
        found = []
        for index, child in enumerate(value):
            is_year = bool(path) and path[-1] == "years" and isinstance(child, str)
            found += [(*path, index)] if is_year else figures(child, (*path, index))
        return found
    return [path] if path and path[-1] in {"reached", "normalised_characters"} else []


def with_digit_changed(value: object, path: tuple[str | int, ...], digit: int) -> object:
    """A copy of the YAML with one digit of the figure at `path` raised by one (9 becomes 8)."""
    if not path:
        text = str(value)
        at = [i for i, letter in enumerate(text) if letter.isdecimal()][digit]
        other = "8" if text[at] == "9" else str(int(text[at]) + 1)
        return text[:at] + other + text[at + 1 :]
    if isinstance(value, dict):
        return {
            k: with_digit_changed(v, path[1:], digit) if k == path[0] else v
            for k, v in value.items()
        }
    assert isinstance(value, list | tuple)
    return [
        with_digit_changed(v, path[1:], digit) if i == path[0] else v for i, v in enumerate(value)
    ]


def digits(value: object, path: tuple[str | int, ...]) -> int:
    for step in path:
        value = value[step]  # type: ignore[index]
    return sum(letter.isdecimal() for letter in str(value))


@pytest.mark.parametrize("name", PLANS)
def test_changing_any_digit_of_any_figure_is_noticed(name):
    path = ROOT / "data/agencies" / name / "plan.yml"
    value = parse_document(path.read_bytes(), "plan.yml").value
    found = figures(value)
    assert len(found) > 5
    unnoticed = []
    for figure in found:
        for digit in range(digits(value, figure)):
            try:
                changed = Plan.model_validate(with_digit_changed(value, figure, digit))
            except ValueError:
                continue  # no such month or year: the loader refuses it
            if not differences(name, changed):
                unnoticed.append((figure, digit))
    assert unnoticed == []
