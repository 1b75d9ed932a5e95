"""Money: NT$, totals, shares, and remainders that the document does not itemise."""

from decimal import Decimal
from pathlib import Path

from generator import budgets
from generator.model import Plan
from generator.source import load_site

ROOT = Path(__file__).resolve().parent.parent
SITE = load_site(ROOT / "data")
TEXT = {"zh": "項", "en": "item"}


def plan(*lines: tuple[str, str, str | None]) -> Plan:
    return Plan.model_validate(
        {
            "kind": "annual-policy-plan",
            "title": TEXT,
            "period": "112",
            "money_unit": "千元",
            "sources": [
                {"id": "doc", "title": TEXT, "format": TEXT, "sha256": "0" * 64, "basis": "copy"}
            ],
            "changes": [{"date": "2026-11-21", "what": TEXT}],
            "budget": [
                {"number": number, "name": TEXT, "amount": amount, "parent": parent}
                for number, amount, parent in lines
            ],
        }
    )


def test_parts_that_do_not_reach_their_line_leave_a_remainder():
    budget = budgets.summarise_budget(
        plan(("1", "100", None), ("2", "30", "1"), ("3", "20", "1")), SITE.vocabulary
    )
    assert budget is not None
    assert {s.id: s.amount for s in budget.lines} == {
        "b1-rest": Decimal(50_000),
        "b2": Decimal(30_000),
        "b3": Decimal(20_000),
    }
    assert budget.total == 100_000
    assert [s.share for s in budget.lines] == [Decimal("0.5"), Decimal("0.3"), Decimal("0.2")]


def test_parts_that_reach_their_line_leave_none():
    whole = plan(("1", "50", None), ("2", "30", "1"), ("3", "20", "1"))
    assert budgets.remainders(whole) == ()


def test_a_plan_without_money_has_no_budget_and_no_zero():
    assert budgets.summarise_budget(plan(), SITE.vocabulary) is None
    assert budgets.summarise_estimates(plan(), SITE.vocabulary) is None


def test_only_a_line_of_nine_tenths_among_others_is_dominant():
    for first, second, dominant in (("90", "10", "b1"), ("89", "11", None)):
        budget = budgets.summarise_budget(
            plan(("1", first, None), ("2", second, None)), SITE.vocabulary
        )
        assert budget is not None
        assert (budget.dominant.id if budget.dominant else None) == dominant
    alone = budgets.summarise_budget(plan(("1", "5", None)), SITE.vocabulary)
    assert alone is not None and alone.dominant is None


def test_kinmen_estimates_add_up_by_goal():
    kinmen = next(a for a in SITE.agencies if a.id == "kinmen").plans[0].plan
    estimates = budgets.summarise_estimates(kinmen, SITE.vocabulary)
    assert estimates is not None and estimates.total == 1_651_000
    assert estimates.lines[0].id == "g2" and estimates.lines[0].amount == 425_000
