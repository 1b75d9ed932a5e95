"""Findings: each rule seen and not seen, and exactly the known ones on the four plans."""

from collections import Counter
from pathlib import Path

import pytest

from generator.audit import RULES, audit_plan
from generator.model import Plan
from generator.source import load_site

ROOT = Path(__file__).resolve().parent.parent
SITE = load_site(ROOT / "data")
PLANS = {a.id: a.plans[0].plan for a in SITE.agencies}


def text(zh: str) -> dict[str, str]:
    return {"zh": zh, "en": "words"}


def make_plan(**changes: object) -> Plan:
    """A plan with nothing to find."""
    return Plan.model_validate(
        {
            "kind": "annual-integrity-plan",
            "title": text("112年度計畫"),
            "period": "112",
            "money_unit": "千元",
            "sources": [
                {
                    "id": "doc",
                    "title": text("計畫"),
                    "format": text("檔"),
                    "sha256": "0" * 64,
                    "basis": "original",
                }
            ],
            "changes": [{"date": "2026-11-21", "what": text("收錄")}],
            **changes,
        }
    )


def goal(number: str = "一", **changes: object) -> dict[str, object]:
    return {"number": number, "text": text("目標"), **changes}


def measure(number: str = "1", **changes: object) -> dict[str, object]:
    return {"number": number, "text": text("作法"), **changes}


def kpi(number: str = "1", **changes: object) -> dict[str, object]:
    return {"goal": "一", "number": number, "name": text("指標"), "kind": "count", **changes}


def line(number: str, amount: str, **changes: object) -> dict[str, object]:
    return {"number": number, "name": text("預算"), "amount": amount, **changes}


def form_plan(**changes: object) -> dict[str, object]:
    return {"form": "109", "goals": [goal(measures=[measure(**changes)])]}


def source(**changes: object) -> dict[str, object]:
    return {
        "sources": [
            {
                "id": "doc",
                "title": text("計畫"),
                "format": text("檔"),
                "sha256": "0" * 64,
                "basis": "copy",
                **changes,
            }
        ]
    }


SCORED = [
    {"text": text("甲"), "reached": "112", "points": "5", "years": ["112", "113"]},
    {"text": text("乙"), "reached": "113", "points": "4", "years": ["113"]},
]
ITEM = {"number": "1", "text": text("項")}
WHOLE_FORMULA = {"formula": text("(甲+乙÷2)÷丙×100%")}

CASES: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "weights-total": (
        {"goals": [goal()], "kpis": [kpi("1", weight="60%"), kpi("2", weight="35%")]},
        {"goals": [goal()], "kpis": [kpi("1", weight="60%"), kpi("2", weight="40%")]},
    ),
    "budget-total": (
        {"budget": [line("1", "10"), line("2", "20")], "budget_total": "31"},
        {"budget": [line("1", "10"), line("2", "20")], "budget_total": "30"},
    ),
    "budget-no-total": (
        {"goals": [goal(measures=[measure("1", estimate="1"), measure("2", estimate="2")])]},
        {"goals": [goal(measures=[measure("1", estimate="1"), measure("2", estimate="2")])], "budget_total": "3"},
    ),
    "budget-undivided": (
        {
            "budget": [line("9", "10", printed_with="1")],
            "work_items": [{**ITEM, "budget_line": "9"}, {**ITEM, "number": "2", "budget_line": "9"}],
        },
        {"budget": [line("9", "10", printed_with="1")], "work_items": [{**ITEM, "budget_line": "9"}]},
    ),
    "budget-line-one-table-only": (
        {"budget": [line("1", "10", printed_in=["budget", "goals"]), line("2", "9", printed_in=["budget"])]},
        {"budget": [line("1", "10", printed_in=["budget"]), line("2", "9", printed_in=["budget"])]},
    ),
    "budget-dominant-line": (
        {"budget": [line("1", "90"), line("2", "10")]},
        {"budget": [line("1", "89"), line("2", "11")]},
    ),
    "form-schedule-outside": (form_plan(schedule="111.01-12"), form_plan(schedule="111.12-112.01")),
    "form-none-beside-item": (
        form_plan(performance_items=[{"text": text("無")}, {"text": text("自主管理-專案稽核")}]),
        form_plan(performance_items=[{"text": text("無")}]),
    ),
    "form-money-unit": (
        {**form_plan(estimate="50"), "money_unit": "元"},
        form_plan(estimate="50"),
    ),
    "form-schedule-words": (form_plan(schedule="經常辦理"), form_plan(schedule="112.03-06")),
    "schedule-whole-period": (form_plan(schedule="112.01-12"), form_plan(schedule="112.01-11")),
    "performance-item-missing": (form_plan(), form_plan(performance_items=[{"text": text("無")}])),
    "category-label": (form_plan(category="綜合業務"), form_plan(category="綜合規劃業務")),
    "no-kpi": (
        {"kind": "annual-policy-plan"},
        {"kind": "annual-policy-plan", "goals": [goal()], "kpis": [kpi()]},
    ),
    "target-flat": (
        {"period": "112-113", "goals": [goal()], "kpis": [kpi(targets={"112": "5 件", "113": "5 件"})]},
        {"period": "112-113", "goals": [goal()], "kpis": [kpi(targets={"112": "5 件", "113": "6 件"})]},
    ),
    "target-outside-table": (
        {
            "goals": [goal(measures=[measure(targets=[{"kind": "zero", "text": text("零裁罰")}])])],
            "kpis": [kpi()],
        },
        {"goals": [goal(measures=[measure(targets=[{"kind": "zero", "text": text("零裁罰")}])])]},
    ),
    "unit-elsewhere": (
        {"goals": [goal()], "kpis": [kpi(unit="件", targets={"112": "5"})]},
        {"goals": [goal()], "kpis": [kpi(targets={"112": "5 件"})]},
    ),
    "strategy-without-kpi": (
        {"goals": [goal()], "kpis": [kpi()], "strategies": [{"number": "一", "text": text("策")}]},
        {"goals": [goal()], "kpis": [kpi()], "strategies": [{"number": "一", "text": text("策"), "goals": ["一"]}]},
    ),
    "formula-conflict": (
        {"goals": [goal(details=[text("(二) 分子：甲或乙。")])], "kpis": [kpi(**WHOLE_FORMULA)]},
        {"goals": [goal(details=[text("(二) 分子：甲+乙÷2。")])], "kpis": [kpi(**WHOLE_FORMULA)]},
    ),
    "scoring-gap": (
        {
            "goals": [goal()],
            "kpis": [kpi()],
            "scoring": [{"kpi": "1", "rows": [*SCORED, {"text": text("丙"), "reached": "114", "points": "3"}]}],
        },
        {"goals": [goal()], "kpis": [kpi()], "scoring": [{"kpi": "1", "rows": SCORED}]},
    ),
    "goal-text-differs": (
        {"goals": [goal()], "priorities": [{"number": "一", "text": text("別的目標"), "goal": "一"}]},
        {"goals": [goal()], "priorities": [{"number": "一", "text": text("目標："), "goal": "一"}]},
    ),
    "text-normalised": (source(normalised_characters="2"), source()),
    "translation-missing": ({"goals": [{"number": "一", "text": {"zh": "目標"}}]}, {"goals": [goal()]}),
}  # fmt: skip


def rules_of(plan: Plan) -> list[str]:
    return [finding.rule for finding in audit_plan(plan, SITE.vocabulary)]


def test_every_rule_has_a_case():
    assert set(CASES) == {rule.name for rule in RULES}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_sees_what_it_is_for_and_nothing_else(rule):
    seen, unseen = CASES[rule]
    assert rule in rules_of(make_plan(**seen))
    assert rule not in rules_of(make_plan(**unseen))


def test_form_rules_hold_for_plans_on_the_form_only():
    plan = form_plan(schedule="112.01-12", category="綜合業務")
    assert rules_of(make_plan(**{**plan, "form": None})) == []


# domain.md, section 1: the findings on these documents, and how many items each speaks of.
EXPECTED = {
    "hsinchu-county": {
        "weights-total": 13,
        "budget-undivided": 13,
        "target-outside-table": 1,
        "formula-conflict": 2,
        "scoring-gap": 1,
    },
    "kinmen": {
        "budget-no-total": 0,
        "schedule-whole-period": 32,
        "performance-item-missing": 20,
        "category-label": 26,
    },
    "kaohsiung": {"budget-line-one-table-only": 1, "budget-dominant-line": 1, "no-kpi": 0},
    "chiayi-city": {
        "target-flat": 7,
        "unit-elsewhere": 6,
        "strategy-without-kpi": 3,
        "goal-text-differs": 4,
        "text-normalised": 0,
    },
}


@pytest.mark.parametrize("agency", EXPECTED)
def test_the_four_plans_have_exactly_these_findings(agency):
    findings = audit_plan(PLANS[agency], SITE.vocabulary)
    assert {f.rule: len(f.items) for f in findings} == EXPECTED[agency]
    assert max(Counter(f.rule for f in findings).values()) == 1
    assert {f.basis for f in findings} == {"copy"}


def test_the_second_finding_of_a_rule_has_a_number():
    stated = measure(targets=[{"kind": "zero", "text": text("零裁罰")}])
    plan = make_plan(goals=[goal(measures=[stated, {**stated, "number": "2"}])], kpis=[kpi()])
    ids = [f.anchor for f in audit_plan(plan, SITE.vocabulary) if f.rule == "target-outside-table"]
    assert ids == ["finding-target-outside-table", "finding-target-outside-table-2"]


def test_a_finding_shows_its_arithmetic():
    findings = {f.rule: f for plan in PLANS.values() for f in audit_plan(plan, SITE.vocabulary)}
    weights = findings["weights-total"].working
    assert weights and "55.0 + 40.0 = 95.0" in weights.zh
    estimates = findings["budget-no-total"].working
    assert estimates and "80 + 425 + 200 + 350 + 120 + 135 + 141 + 200 = 1,651" in estimates.zh
    dominant = findings["budget-dominant-line"].working
    assert dominant and dominant.zh == "58,696 ÷ 59,738 = 98.3%"
    assert "77" in findings["text-normalised"].text.zh
    undivided = findings["budget-undivided"].text
    assert "21,288 千元" in undivided.zh
    assert "NT$21,288 thousand" in (undivided.en or "")


@pytest.mark.parametrize(
    ("en", "missing"),
    [
        ("目標一", True),  # Chinese copied into its place
        ("目標一 (goal)", False),  # a short quotation among words
        ("(Cases closed ÷ cases received) × 100%, printed 結案數÷收案數", False),
        ("推動廉政工作，建立 OK 制度", True),
        ("100%", False),
        ("", True),
    ],
)
def test_chinese_in_the_place_of_english_is_not_translated(en, missing):
    said = {"zh": "目標一", **({"en": en} if en else {})}
    plan = make_plan(goals=[{"number": "一", "text": said}])
    rules = [finding.rule for finding in audit_plan(plan, SITE.vocabulary)]
    assert ("translation-missing" in rules) == missing
