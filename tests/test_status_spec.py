"""The status specification is the test of the rules: each example must come out as it says."""

import ast
from pathlib import Path

import pytest

from generator import aims, progress, results
from generator.method import load_specification

SPECIFICATION = load_specification()
CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{n}")
    for rule in SPECIFICATION.rules
    for n, example in enumerate(rule.examples, 1)
]


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_an_example_comes_out_as_the_table_says(rule, example):
    found = example.assess()
    assert (found.verdict.rule, found.verdict.code, found.clock) == (
        rule.id,
        rule.state,
        rule.clock,
    )
    assert example.state == rule.state
    assert (found.verdict.expression or None) == example.working
    if example.computed:
        assert found.seen.computed.expression == example.computed
    if example.target:
        assert found.aim.derived.expression == example.target


def test_every_rule_has_an_id_of_its_own():
    ids = [rule.id for rule in SPECIFICATION.rules]
    assert len(ids) == len(set(ids))


def rules_in_code() -> set[str]:
    """The rule names that the modules can give a verdict with, read from their source."""
    named = set()
    for module in (aims, results, progress):
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Verdict":
                named |= {
                    node.value
                    for argument in call.args[1:2]
                    for node in ast.walk(argument)
                    if isinstance(node, ast.Constant) and isinstance(node.value, str)
                }
    return {name for name in named if len(name) > 2}


def test_no_verdict_follows_a_rule_that_the_table_does_not_have():
    assert rules_in_code() <= {rule.id for rule in SPECIFICATION.rules}
    assert len(rules_in_code()) > 15  # else the reading above has gone blind
