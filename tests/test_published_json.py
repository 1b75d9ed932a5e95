"""The built site's JSON carries what the four documents print."""

import json
from collections import Counter
from decimal import Decimal

import pytest


@pytest.fixture(scope="module")
def plans(site):
    index = json.loads((site / "data/v1/index.json").read_text(encoding="utf-8"))
    return {
        (row["agency"], row["plan"]): json.loads((site / "data/v1" / row["url"]).read_text("utf-8"))
        for row in index["plans"]
    }


def _total(values):
    return sum((Decimal(value) for value in values), Decimal(0))


@pytest.fixture(scope="module")
def real(plans):
    return {key: plan for key, plan in plans.items() if not plan["fictional"]}


def test_the_index_names_the_four_plans_and_their_pages(site, plans, real):
    assert set(real) == {
        ("kinmen", "2020"),
        ("kaohsiung", "2024"),
        ("hsinchu-county", "2023"),
        ("chiayi-city", "2019-2022"),
    }
    index = json.loads((site / "data/v1/index.json").read_text(encoding="utf-8"))
    for row in index["plans"]:
        assert (site / "data/v1" / row["page"] / "index.html").is_file()


def test_kinmen_has_8_goals_41_measures_and_1651_thousand(plans):
    plan = plans["kinmen", "2020"]
    by_goal = {goal["id"]: Decimal(0) for goal in plan["goals"]}
    for measure in plan["measures"]:
        by_goal[measure["goal"]] += Decimal(measure["estimate"])
    assert [int(v / 1000) for v in by_goal.values()] == [80, 425, 200, 350, 120, 135, 141, 200]
    assert sum(by_goal.values()) == 1_651_000
    codes = Counter(measure["category"]["label"] for measure in plan["measures"])
    assert codes == {"綜合業務": 6, "防貪業務": 15, "肅貪業務": 10, "維護業務": 10}
    assert sum(len(measure["performance_items"]) for measure in plan["measures"]) == 21
    assert len(plan["measures"]) == 41


def test_kaohsiung_has_5_budget_lines_that_add_to_the_printed_total(plans):
    plan = plans["kaohsiung", "2024"]
    assert len(plan["budget"]) == 5
    assert _total(line["amount"] for line in plan["budget"]) == 59_738_000
    assert plan["budget_total"] == {"amount": "59738000", "printed": "59,738"}
    counts = Counter(measure["goal"] for measure in plan["measures"])
    assert [counts[goal["id"]] for goal in plan["goals"]] == [2, 6, 3, 3, 8, 2, 3, 3]
    assert len(plan["priorities"]) == 8 and plan["kpis"] == []


def test_hsinchu_has_10_strategic_goals_13_kpis_and_95_percent_of_weight(plans):
    plan = plans["hsinchu-county", "2023"]
    assert Counter(goal["kind"] for goal in plan["goals"]) == {"strategic-goal": 10}
    assert len(plan["kpis"]) == 13
    assert _total(kpi["weight"] for kpi in plan["kpis"]) == Decimal("95.0")
    assert len(plan["work_items"]) == 12
    assert sum(1 for item in plan["work_items"] for p in item["points"] if p["number"]) == 25
    (line,) = plan["budget"]
    assert (line["amount"], line["printed_with"]) == ("21288000", "w1")
    assert {item["budget"] for item in plan["work_items"]} == {line["id"]}


def test_chiayi_has_7_kpis_with_28_targets(plans):
    plan = plans["chiayi-city", "2019-2022"]
    assert len(plan["kpis"]) == 7
    assert sum(len(kpi["targets"]) for kpi in plan["kpis"]) == 28
    assert len(plan["strategies"]) == 7 and len(plan["priorities"]) == 5


def test_every_figure_is_a_string_and_absent_is_null(plans):
    def walk(value):
        if isinstance(value, dict):
            for child in value.values():
                walk(child)
        elif isinstance(value, list):
            for child in value:
                walk(child)
        else:
            assert value is None or isinstance(value, str | bool), value

    for plan in plans.values():
        walk(plan)


def test_no_result_is_claimed(real):
    for plan in real.values():
        for kpi in plan["kpis"]:
            assert kpi["observations"] == [] and kpi["state"]["code"] == "not-held-here"
            assert {state["code"] for state in kpi["states"]} <= {"not-held-here"}
        for measure in plan["measures"]:
            assert measure["observations"] == []
            assert measure["state"]["code"] == "not-held-here"
        assert plan["roll_up"] is None and plan["reports"] == []


def test_ids_stand_once_in_a_plan(plans):
    for plan in plans.values():
        ids = [
            item["id"]
            for key in (
                "goals",
                "measures",
                "priorities",
                "strategies",
                "work_items",
                "budget",
                "notes",
            )
            for item in plan[key]
        ]
        assert len(ids) == len(set(ids))
        kpis = [kpi["id"] for kpi in plan["kpis"]]
        assert len(kpis) == len(set(kpis))
