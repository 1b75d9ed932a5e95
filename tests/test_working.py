"""The working behind a state: its figures have names, and lateness is told as a sentence."""

from pathlib import Path

import pytest

from generator.language import Language
from generator.method import load_specification
from generator.observations import keep_book
from generator.pages.progress import ProgressViews
from generator.plan_progress import PlanProgress
from generator.source import load_site

DATA = load_site(Path(__file__).resolve().parent.parent / "data")
SPECIFICATION = load_specification()


def clocks(rule: str, code: str):
    """The lines of the working of a rule's first example."""
    example = next(one for one in SPECIFICATION.rules if one.id == rule).examples[0]
    empty = PlanProgress(
        example.as_of, keep_book(example.plan, (), example.as_of), {}, {}, {}, None
    )
    language = Language(code, DATA.strings, DATA.vocabulary)
    return ProgressViews(empty, language).of(example.assess()).clocks


def line(rule: str, code: str = "zh"):
    return next(row for row in clocks(rule, code) if row.rule.endswith(f"#{rule}"))


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("zh", ["應有", "實績", "實績與應有之比 r", "門檻"]),
        ("en", ["Expected", "Actual", "Ratio r", "Threshold"]),
    ],
)
def test_the_figures_of_a_pace_have_names(code, names):
    assert [name for name, _ in line("behind", code).parts] == names
    assert dict(line("behind", code).parts)[names[-1]] == "0.7"


def test_a_state_between_two_thresholds_names_both():
    assert dict(line("watch").parts)["門檻"] == "0.7–0.9"
    assert dict(line("near-attainment").parts)["門檻"] == "0.9–1"


def test_the_figures_of_a_result_have_names():
    assert dict(line("met-attainment", "en").parts) == {
        "Target": "40 items",
        "Actual": "44 items",
        "Attainment a": "1.1",
        "Threshold": "1",
    }


def test_lateness_says_until_when_and_by_how_many_days():
    assert "，已逾 " in (line("overdue").working or "")
    assert (line("overdue").working or "").startswith("截止 ")
    assert line("overdue", "en").working == "Due 20 July 2025, 1 day late"


def test_every_named_figure_of_every_example_has_a_value():
    for rule in SPECIFICATION.rules:
        for row in clocks(rule.id, "zh"):
            assert all(name and value for name, value in row.parts)
