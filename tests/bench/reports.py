"""Made-up reports of a plan: at mid-year and year's end, some approved, late, corrected or missing."""

import datetime as dt
import random
from collections.abc import Sequence

from generator.periods import ROC_OFFSET
from tests.bench import phrases
from tests.bench.kpis import Indicator, figure, text
from tests.bench.yaml_text import Node

Draw = random.Random
TODAY = dt.date(2026, 8, 31)
_BODY: Node = {"zh": "政風處綜合科", "en": "General Section of the ethics office"}
_REVIEWER: Node = {"zh": "研考單位", "en": "Evaluation unit"}


def _why(draw: Draw) -> dict[str, Node]:
    return {
        "reason": text(draw.choice(phrases.REASONS)),
        "response": text(draw.choice(phrases.RESPONSES)),
    }


def _kpi_rows(draw: Draw, kpis: Sequence[Indicator], year: int, share: float) -> list[Node]:
    rows: list[Node] = []
    for kpi in kpis:
        said = kpi.report(year, share)
        if not said or draw.random() < 0.03:  # one that nobody answered
            continue
        row: dict[str, Node] = {"kpi": kpi.node["number"], **said}
        if share == 1:
            row["final"] = True
        if kpi.ends[year] < 1 and draw.random() < (0.85 if share == 1 else 0.3):
            row |= _why(draw)
        if draw.random() < 0.1:
            row["note"] = text(draw.choice(phrases.DONE))
        rows.append(row)
    return rows


def _measures(plan: dict[str, Node]) -> list[tuple[str, dict[str, Node]]]:
    goals = plan["goals"]
    assert isinstance(goals, list)
    found = []
    for goal in goals:
        assert isinstance(goal, dict)
        measures = goal.get("measures", [])
        assert isinstance(measures, list)
        found += [(f"{goal['number']}-{m['number']}", m) for m in measures if isinstance(m, dict)]
    return found


def _measure_rows(draw: Draw, plan: dict[str, Node], share: float) -> list[Node]:
    rows: list[Node] = []
    for number, measure in _measures(plan):
        states, odds = (
            (("under-way", "done", "not-started", "standing-duty"), (5, 2, 1, 2))
            if share < 1
            else (("done", "standing-duty", "carried-over", "stopped"), (12, 3, 1, 1))
        )
        state = draw.choices(states, odds)[0]
        row: dict[str, Node] = {"measure": number, "state": state}
        if state in ("under-way", "done"):
            row["text"] = text(draw.choice(phrases.DONE[3:] if share < 1 else phrases.DONE[:3]))
        if state in ("carried-over", "stopped"):
            row |= _why(draw)
        if state == "done" and draw.random() < 0.5:
            counted = text(("辦理", "Held"))
            row["outputs"] = [{"name": counted, "figure": f"{draw.randrange(1, 40)} 場次"}]
        if "estimate" in measure and state == "done":
            planned = int(str(measure["estimate"]).replace(",", ""))
            row["spent"] = figure(max(1, planned * draw.randrange(70, 101) // 100))
        rows.append(row)
    return rows


def _budget_rows(draw: Draw, plan: dict[str, Node]) -> list[Node]:
    lines = plan.get("budget", [])
    assert isinstance(lines, list)
    rows: list[Node] = []
    for line in lines:
        assert isinstance(line, dict)
        if "parent" in line:
            continue
        amount = int(str(line["amount"]).replace(",", ""))
        paid = amount * draw.randrange(80, 97) // 100
        payable = (amount - paid) // 3
        saved = amount - paid - payable if draw.random() < 0.6 else (amount - paid) // 4
        rows.append(
            {"line": line["number"], "paid": figure(paid), "payable": figure(payable), "saved": figure(saved), "final": True}
        )  # fmt: skip
    return rows


def _report(
    draw: Draw, plan: dict[str, Node], kpis: Sequence[Indicator], day: dt.date
) -> dict[str, Node]:
    share = 1.0 if day.month == 12 else 0.5
    made: dict[str, Node] = {"as_of": day.isoformat(), "body": _BODY}
    if rows := _kpi_rows(draw, kpis, day.year - ROC_OFFSET, share):
        made["kpis"] = rows
    if rows := _measure_rows(draw, plan, share):
        made["measures"] = rows
    if share == 1 and (rows := _budget_rows(draw, plan)):
        made["budget"] = rows
    if draw.random() < 0.05:
        made["links"] = [
            {
                "kind": "audit",
                "title": text(("查核報告（虛構）", "Audit report (fictional)")),
                "url": "https://audit.example/",
            }
        ]
    return made


def _corrected(draw: Draw, report: dict[str, Node], name: str) -> dict[str, Node] | None:
    """One count of a report put right."""
    rows = report.get("kpis", [])
    assert isinstance(rows, list)
    counts = [
        r
        for r in rows
        if isinstance(r, dict)
        and str(r.get("value", "")).endswith(("件", "場次"))
        and "components" not in r
    ]
    if not counts:
        return None
    row = draw.choice(counts)
    value, unit = str(row["value"]).rsplit(" ", 1)
    more = int(value.replace(",", "")) + 1
    return {
        "as_of": report["as_of"], "body": report["body"], "corrects": name,
        "why": text(("漏計一件", "One had been left out of the count")),
        "kpis": [{"kpi": row["kpi"], "value": f"{figure(more)} {unit}", "final": True}],
    }  # fmt: skip


def make_reports(
    draw: Draw, *, plan: dict[str, Node], kpis: Sequence[Indicator], years: Sequence[int]
) -> dict[str, Node]:
    """Reports by name. One plan in eight has none."""
    found: dict[str, Node] = {}
    if draw.random() < 0.12:
        return found
    for year in (one + ROC_OFFSET for one in years):
        for day, due in (
            (dt.date(year, 6, 30), dt.date(year, 7, 20)),
            (dt.date(year, 12, 31), dt.date(year + 1, 1, 20)),
        ):
            late = draw.random() < 0.15
            reported = due + dt.timedelta(
                days=draw.randrange(3, 20) if late else -draw.randrange(1, 9)
            )
            if reported > TODAY or draw.random() < 0.06:  # not yet, or never
                continue
            report = _report(draw, plan, kpis, day)
            found[f"{reported}-self"] = report
            if day.month == 6:
                continue
            wrong = draw.random() < 0.1
            if wrong and (right := _corrected(draw, report, f"{reported}-self")):
                found[f"{reported + dt.timedelta(days=6)}-self"] = right
            elif draw.random() < 0.5:
                approved = {key: report[key] for key in ("as_of", "kpis") if key in report}
                found[f"{reported + dt.timedelta(days=30)}-approved"] = approved | {
                    "body": _REVIEWER
                }
    return found
