"""Made-up indicators of every kind, and what would be reported of them."""

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.periods import ROC_OFFSET
from tests.bench import phrases
from tests.bench.phrases import Phrase
from tests.bench.yaml_text import Node

Draw = random.Random


def text(phrase: Phrase) -> Node:
    """A bilingual text."""
    return {"zh": phrase[0], "en": phrase[1]}


def figure(value: int, unit: str = "") -> str:
    """As plans print it: `1,200 人次`, `40`."""
    return f"{value:,} {unit}".rstrip()


@dataclass
class Indicator:
    """An indicator as it stands in the plan, and `said`: what a report says of a year, given the
    share of the year that has passed; nothing where there is nothing to say yet.

    `ends`: by year, what it comes to in the end (a share of the target, over 1 is better).
    """

    node: dict[str, Node]
    said: Callable[[int, float, float], dict[str, Node]]
    ends: Mapping[int, float] = field(default_factory=dict)

    def report(self, year: int, share: float) -> dict[str, Node]:
        """The row of a report; `share` 1 is the year's end."""
        return self.said(year, share, self.ends[year])


def _ends(draw: Draw, years: Sequence[int]) -> dict[int, float]:
    """Seven of ten reach the target, the others nearly or not."""
    bands = ((1.0, 1.2), (1.0, 1.08), (0.9, 0.99), (0.5, 0.88))
    return {year: draw.uniform(*draw.choices(bands, (5, 2, 1, 2))[0]) for year in years}


def _frame(draw: Draw, name: Phrase, kind: str) -> dict[str, Node]:
    return {
        "name": text(name),
        "kind": kind,
        "evaluation": text(draw.choice(phrases.EVALUATIONS)),
        "formula": text(draw.choice(phrases.FORMULAS)),
    }


def _years(values: Mapping[int, Node]) -> Node:
    return {str(year): value for year, value in values.items()}


def _count(draw: Draw, years: Sequence[int]) -> Indicator:
    at = draw.randrange(len(phrases.COUNTS))
    unit = phrases.COUNT_UNITS[at]
    first = draw.choice((4, 6, 8, 12, 20, 24, 36, 60)) * (20 if unit == "人次" else 1)
    rise = draw.choice((0, 0, 1, 2)) * max(1, first // 10)
    targets = {year: first + rise * i for i, year in enumerate(years)}
    node = _frame(draw, phrases.COUNTS[at], "count")
    node |= {"unit": unit, "direction": {"value": "higher"}, "accumulation": "cumulative"}
    if draw.random() < 0.5:
        node["baseline"] = figure(max(1, first - 2), unit)
    node["targets"] = _years({year: figure(value, unit) for year, value in targets.items()})
    if draw.random() < 0.4:
        node["trajectory"] = {
            "kind": draw.choice(("points", "line")),
            "points": {
                f"{year + ROC_OFFSET}-{day}": figure(value // part)
                for year, value in targets.items()
                for day, part in (("06-30", 2), ("12-31", 1))
            },
        }
    parted = unit == "人次" and draw.random() < 0.5

    def said(year: int, share: float, end: float) -> dict[str, Node]:
        value = max(1, round(targets[year] * end * (0.9 * share if share < 1 else 1)))
        row: dict[str, Node] = {"value": figure(value, unit)}
        if parted and share == 1 and value >= 2 * len(phrases.UNITS):
            each, rest = divmod(value, len(phrases.UNITS))
            row["breakdown"] = {
                "by": "unit",
                "sensitive": False,
                "cells": [
                    {"name": text(one), "figure": each + (rest if i == 0 else 0)}
                    for i, one in enumerate(phrases.UNITS)
                ],
            }
        return row

    return Indicator(node, said)


def _rate(draw: Draw, years: Sequence[int]) -> Indicator:
    node = _frame(draw, draw.choice(phrases.RATES), "rate")
    goal = draw.choice((80, 85, 90, 95, 100))
    node |= {"unit": "%", "direction": {"value": "higher"}, "accumulation": "point"}
    parts = draw.random() < 0.6
    if parts:
        node["formula"] = text(("完成件數÷應辦件數×100%", "completed ÷ required × 100%"))
        node["components"] = {
            "done": {"name": text(("完成件數", "Completed")), "unit": "件"},
            "due": {"name": text(("應辦件數", "Required")), "unit": "件"},
        }
        node["calculation"] = {"numerator": {"done": 1}, "denominator": {"due": 1}, "factor": 100}
        node["rounding"] = {"mode": "half-up", "places": 1}
    node["law_bound"] = goal == 100
    spread = draw.random() < 0.15 and goal < 90
    target: Node = {"low": f"{goal - 20}%", "high": f"{goal}%"} if spread else f"{goal}%"
    if spread:
        node["direction"] = {"value": "range"}
    node["targets"] = _years(dict.fromkeys(years, target))
    due = draw.randrange(60, 400)

    def said(year: int, share: float, end: float) -> dict[str, Node]:
        rate = min(1.0, goal / 100 * end)
        if parts:
            asked = max(8, round(due * share))
            return {"components": {"done": round(asked * rate), "due": asked}}
        return {"value": f"{rate * 100:.1f}%"}

    return Indicator(node, said)


def _amount(draw: Draw, years: Sequence[int]) -> Indicator:
    node = _frame(draw, draw.choice(phrases.AMOUNTS), "amount")
    goal = draw.choice((7, 10, 14, 20, 30))
    node |= {"unit": "日", "direction": {"value": "lower"}, "accumulation": "point"}
    node["targets"] = _years(dict.fromkeys(years, f"{goal} 日"))

    def said(year: int, share: float, end: float) -> dict[str, Node]:
        return {"value": f"{goal * (2 - end):.1f} 日"}

    return Indicator(node, said)


def _rank(draw: Draw, years: Sequence[int]) -> Indicator:
    node = _frame(draw, draw.choice(phrases.RANKS), "rank")
    goal = draw.randrange(3, 9)
    node |= {"unit": "名", "direction": {"value": "lower"}, "accumulation": "point"}
    node |= {"frequency": "year-end", "targets": _years(dict.fromkeys(years, f"{goal} 名"))}

    def said(year: int, share: float, end: float) -> dict[str, Node]:
        return {"value": f"{goal if end >= 1 else goal + 2} 名"} if share == 1 else {}

    return Indicator(node, said)


def _milestone(draw: Draw, years: Sequence[int]) -> Indicator:
    node: dict[str, Node] = {"name": text(draw.choice(phrases.MILESTONES)), "kind": "milestone"}
    day = draw.choice(("03-31", "09-30", "11-30"))
    goal = text(("如期完成", "Completed on time"))
    node["targets"] = _years(
        {year: {"by": f"{year + ROC_OFFSET}-{day}", "text": goal} for year in years}
    )

    def said(year: int, share: float, end: float) -> dict[str, Node]:
        if end < 0.8 or (share < 1 and day != "03-31"):
            return {}
        month, last = day.split("-")
        on = dt.date(year + ROC_OFFSET, int(month), int(last)) - dt.timedelta(days=9)
        return {"on": (on if end >= 1 else on + dt.timedelta(days=30)).isoformat()}

    return Indicator(node, said)


def _text(draw: Draw, years: Sequence[int]) -> Indicator:
    node: dict[str, Node] = {"name": text(draw.choice(phrases.TEXTS)), "kind": "text"}
    node["targets"] = _years({year: text(draw.choice(phrases.TEXT_TARGETS)) for year in years})

    def said(year: int, share: float, end: float) -> dict[str, Node]:
        row: dict[str, Node] = {"text": text(phrases.DONE[-1 if share < 1 else 1])}
        return row | ({"achieved": end >= 0.9} if share == 1 else {})

    return Indicator(node, said)


def _conditions(draw: Draw, years: Sequence[int]) -> Indicator:
    node = _frame(draw, ("抽查品質", "Quality of spot-checks"), "amount")
    least, most = draw.choice((20, 30, 50)), draw.choice((2, 3, 5))
    node["targets"] = _years(
        {
            year: {
                "conditions": [
                    {"id": "sampled", "text": text((f"抽查至少{least}件", f"At least {least} checked")), "comparison": "at-least", "figure": f"{least} 件"},
                    {"id": "faulty", "text": text((f"缺失至多{most}件", f"At most {most} faults")), "comparison": "at-most", "figure": f"{most} 件"},
                ]
            }
            for year in years
        }
    )  # fmt: skip

    def said(year: int, share: float, end: float) -> dict[str, Node]:
        checked = max(1, round(least * share * min(end + 0.1, 1.2)))
        return {"conditions": {"sampled": checked, "faulty": most if end >= 1 else most + 1}}

    return Indicator(node, said)


def _drawn(draw: Draw, years: Sequence[int]) -> tuple[Indicator, Indicator]:
    """The yearly draw of property declarations, and the part of it that is compared."""
    held = draw.randrange(120, 900)
    up: Node = {"mode": "up", "places": 0}
    names = (
        ("財產申報實質審查件數", "Property declarations examined"),
        ("前後年度財產比對件數", "Property compared with the year before"),
    )
    first, second = (_frame(draw, name, "count") for name in names)
    for node in (first, second):
        node |= {"unit": "件", "direction": {"value": "higher"}, "accumulation": "cumulative"}
    first["components"] = {
        "held": {"name": text(("申報義務人數", "Persons who declare")), "unit": "人"}
    }
    first["targets"] = _years(
        {year: {"rate": "10%", "of": "held", "rounding": up} for year in years}
    )
    second["targets"] = _years(
        {year: {"rate": "2%", "of": "parent", "rounding": up} for year in years}
    )
    drawn = -(-held // 10)

    def examined(year: int, share: float, end: float) -> dict[str, Node]:
        if share < 1:
            return {}
        return {"value": f"{drawn if end >= 0.9 else drawn - 1} 件", "components": {"held": held}}

    def compared(year: int, share: float, end: float) -> dict[str, Node]:
        return {"value": f"{-(-drawn // 50)} 件"} if share == 1 else {}

    return Indicator(first, examined), Indicator(second, compared)


_EACH = (_count, _rate, _amount, _rank, _milestone, _text)


def make_kpis(draw: Draw, *, years: Sequence[int], goals: Sequence[str]) -> list[Indicator]:
    """8 to 14 indicators, each kind among them, numbered in the order of the goals; `years` are ROC
    years."""
    wanted = draw.randrange(8, 15)
    made = [make(draw, years) for make in _EACH]
    pair: tuple[Indicator, ...] = ()
    if draw.random() < 0.4:
        pair = _drawn(draw, years)
    if draw.random() < 0.4:
        made.append(_conditions(draw, years))
    while len(made) + len(pair) < wanted:
        made.append(draw.choice((_count, _count, _rate))(draw, years))
    draw.shuffle(made)
    found: list[Indicator] = []
    for i, one in enumerate(made, start=1):
        found.append(_placed(one, number=str(i), goal=goals[(i - 1) * len(goals) // len(made)]))
    for i, one in enumerate(pair, start=1):
        number = f"{len(made) + 1}({i})"
        one = _placed(one, number=number, goal=goals[-1])
        if i > 1:
            one.node = {
                "goal": one.node["goal"],
                "number": number,
                "parent": f"{len(made) + 1}(1)",
            } | one.node
        found.append(one)
    for one in found:
        one.ends = _ends(draw, years)
    return found


def _placed(one: Indicator, *, number: str, goal: str) -> Indicator:
    one.node = {"goal": goal, "number": number} | one.node
    return one
