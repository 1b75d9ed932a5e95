"""One made-up plan of a year, with what was reported and asked, in the shapes of the real ones.

Three kinds: a work plan with a table of 20 to 41 measures, a policy plan with weights, work items
and a budget by account, and a plan of four years. Each has 8 to 14 indicators.
"""

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass

from generator.periods import ROC_OFFSET
from tests.bench import phrases
from tests.bench.kpis import Indicator, figure, make_kpis, text
from tests.bench.phrases import Phrase
from tests.bench.reports import make_reports
from tests.bench.yaml_text import Node

Draw = random.Random
NUMERALS = "一二三四五六七八九十"
_TERM = 4


@dataclass(frozen=True)
class Made:
    """A plan's folder, its record, its reports by name, what people asked, if anybody did, and what
    was asked of them, without the office and plan that it is of."""

    folder: str
    plan: dict[str, Node]
    reports: dict[str, Node]
    participation: dict[str, Node]
    consultation: dict[str, Node]


def _sentence(draw: Draw) -> Phrase:
    """A measure: a deed, mostly with its occasion and its aim."""
    occasion, deed, aim = (
        draw.choice(table) for table in (phrases.OCCASIONS, phrases.DEEDS, phrases.AIMS)
    )
    shape = draw.random()
    if shape < 0.6:
        return f"{occasion[0]}，{deed[0]}，{aim[0]}。", f"{occasion[1]}, {deed[1]} {aim[1]}."
    if shape < 0.85:
        second = draw.choice(phrases.DEEDS)
        return (
            f"{occasion[0]}，{deed[0]}，並{second[0]}，{aim[0]}。",
            f"{occasion[1]}, {deed[1]} and {second[1]}, {aim[1]}.",
        )
    return f"{deed[0]}，{aim[0]}。", f"{deed[1][0].upper()}{deed[1][1:]} {aim[1]}."


def _schedule(draw: Draw, year: int) -> str:
    first = draw.choice((1, 1, 1, 2, 3, 4, 6, 7))
    last = 12 if first == 1 and draw.random() < 0.8 else min(12, first + draw.randrange(2, 7))
    return f"{year}.{first:02}-{last:02}"


def _measure(draw: Draw, number: int, year: int, *, form: bool) -> dict[str, Node]:
    zh, en = _sentence(draw)
    made: dict[str, Node] = {"number": number}
    least = draw.randrange(2, 13) if draw.random() < 0.1 else 0
    if least:
        zh, en = f"{zh[:-1]}，至少辦理{least}次。", f"{en[:-1]}, at least {least} times."
    # A few texts wait for their translation, as they do.
    made["text"] = {"zh": zh} if draw.random() < 0.02 else text((zh, en))
    made["schedule"] = _schedule(draw, year)
    if form:
        made["estimate"] = figure(draw.choice((5, 10, 15, 20, 35, 50, 80, 100, 150, 1200)))
        made["category"] = draw.choice(phrases.CATEGORIES)
        if draw.random() < 0.5:
            item = text(draw.choice(phrases.PERFORMANCE_ITEMS))
            made["performance_items"] = [{"text": item}]
    if least:
        said = text((f"至少辦理{least}次", f"at least {least} times"))
        made["targets"] = [{"kind": "at-least", "text": said, "figure": f"{least}次"}]
    return made


def _goals(draw: Draw, year: int, *, measures: int, form: bool, kind: str) -> list[Node]:
    count = draw.randrange(5, 9)
    shares = [measures // count + (i < measures % count) for i in range(count)]
    goals: list[Node] = []
    for number, phrase, share in zip(
        NUMERALS, draw.sample(phrases.GOALS, count), shares, strict=False
    ):
        goal: dict[str, Node] = {
            "number": number, "kind": kind, "text": text(phrase),
            "themes": sorted(draw.sample(phrases.THEMES, draw.choice((1, 1, 2)))),
        }  # fmt: skip
        if share:
            goal["measures"] = [_measure(draw, i, year, form=form) for i in range(1, share + 1)]
        goals.append(goal)
    return goals


def _budget(draw: Draw, *, by_account: bool) -> dict[str, Node]:
    """Lines with their total; by account, each line is divided, and not always wholly."""
    names = draw.sample(phrases.BUDGET, draw.randrange(5, 11))
    lines: list[Node] = []
    total = 0
    for i, name in enumerate(names, start=1):
        amount = draw.choice((90, 131, 242, 579, 860, 1_450, 3_200, 8_750)) * (6 if i == 1 else 1)
        total += amount
        line: dict[str, Node] = {"number": i, "name": text(name), "amount": figure(amount)}
        lines.append(line | {"printed_in": ["budget"]})
        if by_account and i <= 6:
            left = amount
            for j, account in enumerate(phrases.ACCOUNTS, start=1):
                part = left if j == 4 and draw.random() < 0.7 else left * draw.randrange(2, 7) // 10
                left -= part
                lines.append(
                    {
                        "number": f"{i}-{j}",
                        "name": text(account),
                        "amount": figure(part),
                        "parent": i,
                    }
                )
    told: dict[str, Node] = {"budget": lines}
    printed = draw.random()
    if printed < 0.8:  # one in sixteen of them does not add up, as happens in print
        told["budget_total"] = figure(total + (10 if printed < 0.05 else 0))
    if draw.random() < 0.5:
        formula = ("（實支數＋應付數＋節餘數）÷預算數", "(paid + payable + saved) ÷ budget")
        told["execution"] = {"text": text(formula), "parts": ["paid", "payable", "saved"]}
    return told


def _weigh(draw: Draw, kpis: Sequence[Indicator]) -> None:
    """Weights in steps of 2.5 that add to 100, or to 95 as one real plan's do."""
    steps = 40 if draw.random() < 0.8 else 38
    each, rest = divmod(steps, len(kpis))
    for i, kpi in enumerate(kpis):
        weight = (each + (i < rest)) * 2.5
        kpi.node |= {
            "weight": f"{weight:g}%",
            "scope": "業務" if i % 4 else "人力",
            "common": i % 4 == 0,
        }


def _work_items(draw: Draw) -> list[Node]:
    items: list[Node] = []
    for number, name in zip(NUMERALS, draw.sample(phrases.WORK_ITEMS, 8), strict=False):
        points: list[Node] = [
            {"number": i, "text": text(_sentence(draw))} for i in range(1, draw.randrange(2, 5))
        ]
        items.append({"number": number, "text": text(name), "points": points, "budget_line": 1})
    return items


def _strategies(draw: Draw, goals: Sequence[str]) -> list[Node]:
    return [
        {
            "number": number, "text": text(phrase), "principle": text(_sentence(draw)),
            "direction": text(_sentence(draw)), "process": text(_sentence(draw)),
            "goals": [goals[i % len(goals)]],
        }
        for i, (number, phrase) in enumerate(zip(NUMERALS, draw.sample(phrases.GOALS, 6), strict=False))
    ]  # fmt: skip


def _priorities(draw: Draw, kind: str) -> list[Node]:
    return [
        {
            "number": number, "kind": kind, "text": text(phrase),
            "points": [{"number": i, "text": text(_sentence(draw))} for i in (1, 2)],
        }
        for number, phrase in zip(NUMERALS, draw.sample(phrases.GOALS, 5), strict=False)
    ]  # fmt: skip


def _amendments(
    draw: Draw, plan: dict[str, Node], kpis: Sequence[Indicator], year: int
) -> list[Node]:
    """A target or a deadline that the office changed in the course of the year."""
    western = year + ROC_OFFSET
    found: list[Node] = []
    counts = [kpi.node for kpi in kpis if kpi.node["kind"] == "count" and "components" not in kpi.node
              and "parent" not in kpi.node]  # fmt: skip
    if draw.random() < 0.35 and counts:
        node = draw.choice(counts)
        targets, unit = node["targets"], node["unit"]
        assert isinstance(targets, dict)
        new = str(targets[str(year)])
        old = int(new.split()[0].replace(",", "")) + draw.choice((-1, 2, 3))
        found.append(
            {"date": f"{western}-{draw.randrange(3, 6):02}-{draw.randrange(2, 28):02}", "kpi": node["number"],
             "field": "target", "year": year, "old": f"{figure(old)} {unit}", "new": new,
             "why": text(draw.choice(phrases.REASONS)), "decided_by": text(("廉政會報決議", "Resolution of the ethics meeting"))}
        )  # fmt: skip
    goals = plan["goals"]
    assert isinstance(goals, list) and isinstance(goals[0], dict)
    measures = goals[0].get("measures")
    if draw.random() < 0.15 and isinstance(measures, list) and isinstance(measures[0], dict):
        found.append(
            {"date": f"{western}-04-12", "measure": "一-1", "field": "deadline", "old": f"{year}.02-02",
             "new": measures[0]["schedule"], "why": text(draw.choice(phrases.REASONS))}
        )  # fmt: skip
    return found


def _asked(draw: Draw, year: int, kpis: Sequence[Indicator]) -> dict[str, Node]:
    western = year + ROC_OFFSET
    questions: list[Node] = []
    for i in range(draw.randrange(1, 5)):
        at = draw.randrange(len(phrases.QUESTIONS))
        asked = dt.date(western, draw.randrange(1, 7), draw.randrange(1, 28))
        one: dict[str, Node] = {"number": i + 1}
        if draw.random() < 0.5:
            one["kpi"] = draw.choice(kpis).node["number"]
        one |= {
            "asked": asked.isoformat(),
            "question": text(phrases.QUESTIONS[at]),
            "due": (asked + dt.timedelta(days=14)).isoformat(),
        }
        if draw.random() < 0.8:
            late = draw.choice((5, 9, 12, 20))
            one["answered"] = (asked + dt.timedelta(days=late)).isoformat()
            one |= {
                "answer": text(phrases.ANSWERS[at]),
                "by": text(phrases.UNITS[at % len(phrases.UNITS)]),
            }
        questions.append(one)
    return {"questions": questions}


def _consulted(draw: Draw, year: int) -> dict[str, Node]:
    western = year + ROC_OFFSET
    title, response = draw.choice(phrases.CONSULTATIONS), draw.choice(phrases.RESPONSES)
    themes: list[Node] = [
        {"theme": text(row), "count": draw.randrange(5, 40)} for row in draw.sample(phrases.SAID, 3)
    ]
    return {
        "title": text(title), "question": text(title), "plain": text(title),
        "opens": f"{western}-02-03", "closes": f"{western}-02-28",
        "ways": {"email": "comments@office.example"}, "answers": {"themes": themes},
        "answered": f"{western}-03-20", "decided": text(response),
        "decisions": [
            {"point": one["theme"], "outcome": draw.choice(("taken", "partly", "not")), "why": text(response)}
            for one in themes if isinstance(one, dict)
        ],
    }  # fmt: skip


def _titled(kind: str, years: Sequence[int]) -> Phrase:
    first, last = years[0], years[-1]
    if kind == "mid-term-policy-plan":
        return (
            f"中程({first}至{last}年度)施政計畫",
            f"Mid-term Policy Plan {first + ROC_OFFSET} to {last + ROC_OFFSET} (ROC {first} to {last})",
        )
    zh, en = (
        ("廉政工作計畫", "Integrity Work Plan")
        if kind == "annual-integrity-plan"
        else ("施政計畫", "Policy Plan")
    )
    return f"{first}年度{zh}", f"{en} {first + ROC_OFFSET} (ROC {first})"


def _calendar(years: Sequence[int]) -> Node:
    dues: dict[str, Node] = {}
    for year in years:
        western = year + ROC_OFFSET
        dues |= {f"{western}-06-30": f"{western}-07-20", f"{western}-12-31": f"{western + 1}-01-20"}
    return {
        "accepted": f"{years[0] + ROC_OFFSET}-01-06",
        "source": text(("填報日程（虛構）", "Reporting calendar (fictional)")),
        "dues": dues,
    }


_KINDS = (
    "annual-integrity-plan",
    "annual-policy-plan",
    "annual-integrity-plan",
    "annual-policy-plan",
    "mid-term-policy-plan",
)
_SECTIONS: dict[str, Phrase] = {
    "priorities": ("壹、施政重點", "Part 1, priorities"),
    "strategies": ("貳、策略", "Part 2, strategies"),
    "goals": ("參、計畫目標", "Part 3, goals"),
    "kpis": ("肆、績效指標", "Part 4, performance indicators"),
    "work_items": ("伍、重要施政計畫", "Part 5, important policy plans"),
    "budget": ("陸、預算", "Part 6, budget"),
}


def make_plan(draw: Draw, *, number: int, year: int, office: Node) -> Made:
    """The plan of one office for the ROC year `year`; four years of which it is the third in a
    mid-term plan. `office`: its name in both languages."""
    kind = _KINDS[(number + year) % len(_KINDS)]
    term, work = kind == "mid-term-policy-plan", kind == "annual-integrity-plan"
    years = range(year - 2, year - 2 + _TERM) if term else range(year, year + 1)
    title = _titled(kind, years)
    assert isinstance(office, dict)
    plan: dict[str, Node] = {
        "kind": kind,
        "title": text(title),
        "period": f"{years[0]}-{years[-1]}" if term else year,
        **({"form": "109"} if work else {}),
        **({} if term else {"money_unit": "千元"}),
        "sources": [
            {
                "id": "doc", "title": text((f"{office['zh']}{title[0]}", f"{title[1]}, {office['en']}")),
                "format": text(("虛構，沒有文件", "fictional, there is no document")), "basis": "fictional",
            }
        ],
        "changes": [{"date": f"{years[0] + ROC_OFFSET}-01-10", "what": text(("首次收錄", "First recorded here"))}],
    }  # fmt: skip
    summary = draw.choice(phrases.SUMMARIES)
    plan["summaries"] = [
        {
            "heading": text(("前言", "Preface")),
            "text": text(summary),
            "starts": summary[0][:8],
            "ends": summary[0][-8:],
        }
    ]
    goals = _goals(
        draw, year, measures=0 if term else draw.randrange(20, 42), form=work,
        kind="goal" if work or term else "strategic-goal",
    )  # fmt: skip
    names = [str(goal["number"]) for goal in goals if isinstance(goal, dict)]
    kpis = make_kpis(draw, years=years, goals=names)
    parts: dict[str, Node] = {"goals": goals}
    if not work:
        parts["priorities"] = _priorities(draw, "priority" if term else "yearly-goal")
    if term:
        parts["strategies"] = _strategies(draw, names)
    else:
        parts |= _budget(draw, by_account=not work)
    if not work and not term:
        _weigh(draw, kpis)
        parts["work_items"] = _work_items(draw)
    parts["kpis"] = [kpi.node for kpi in kpis]
    plan["sections"] = {key: text(words) for key, words in _SECTIONS.items() if key in parts}
    plan |= parts
    if draw.random() < 0.65:
        plan["calendar"] = _calendar(years)
    if amendments := _amendments(draw, plan, kpis, year):
        plan["amendments"] = amendments
    folder = "-".join(str(one + ROC_OFFSET) for one in ((years[0], years[-1]) if term else (year,)))
    reports = make_reports(draw, plan=plan, kpis=kpis, years=years)
    asked = draw.random() < 0.18
    return Made(
        folder=folder,
        plan=plan,
        reports=reports,
        participation=_asked(draw, year, kpis) if asked else {},
        consultation=_consulted(draw, year) if asked else {},
    )
