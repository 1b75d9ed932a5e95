"""Drafts on the 109 form: what stops a build, and what was reached in the period before.

Each rule's own cases stand in `tests/rules/form-*.yml`.
"""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.desk import inspect
from generator.last_period import final_values, find_previous, same_indicator
from generator.order_data import refuse_data
from generator.problems import ProblemsError
from generator.source import load_site

ROOT = Path(__file__).resolve().parent.parent
DAY = dt.date(2020, 11, 21)
PLAN = "agencies/example/2020/plan.yml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A site with a plan on the form, and the year before with its final value; no git."""
    shutil.copytree(ROOT / "tests/sites_invalid/_base/data", tmp_path / "data")
    shutil.copytree(ROOT / "tests/rules/bases/form-109", tmp_path / "data", dirs_exist_ok=True)
    return tmp_path / "data"


def spoil(data: Path, old: str, new: str, *, file: str = PLAN) -> None:
    text = (data / file).read_text("utf-8")
    assert text.count(old) == 1
    (data / file).write_text(text.replace(old, new), "utf-8")


def git(folder: Path, *arguments: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def rules(data: Path) -> set[str]:
    return {p.rule for p in inspect(data, DAY).problems if p.rule.startswith("form-")}


def test_an_error_of_a_draft_stops_the_build_too_and_its_advice_does_not(data):
    git(data.parent, "init")
    spoil(data, "109.07-10", "經常辦理")
    assert rules(data) == {"form-schedule-words"}
    refuse_data(data, load_site(data), DAY)
    spoil(data, "109.03-06", "111.03-06")
    with pytest.raises(ProblemsError, match="form-schedule-outside"):
        refuse_data(data, load_site(data), DAY)


def test_a_plan_that_is_committed_or_without_git_is_no_draft(data):
    spoil(data, "109.03-06", "111.03-06")
    assert rules(data) == set()
    git(data.parent, "init")
    assert rules(data) == {"form-schedule-outside"}
    git(data.parent, "add", ".")
    git(data.parent, "commit", "-m", "published")
    assert rules(data) == set()
    spoil(data, "109.07-10", "經常辦理")
    assert rules(data) == set()  # what was published is a finding on its pages


def test_the_period_before_is_the_plan_of_the_same_kind_that_ended_then(data):
    (agency,) = load_site(data).agencies
    now = next(plan for plan in agency.plans if plan.id == "2020")
    before = find_previous(now, agency.plans)
    assert before is not None and before.id == "2019"
    assert find_previous(before, agency.plans) is None
    spoil(data, "kind: annual", "kind: other", file="agencies/example/2019/plan.yml")
    spoil(
        data,
        "categories:",
        "  other: {label: {zh: 別種, en: Other}}\ncategories:",
        file="vocabulary.yml",
    )
    (agency,) = load_site(data).agencies
    assert find_previous(now, agency.plans) is None


def test_final_values_are_those_of_the_day_and_found_by_name(data):
    (agency,) = load_site(data).agencies
    before, now = sorted(agency.plans, key=lambda plan: plan.id)
    values = final_values(before, DAY)
    assert {id_: (v.printed, str(v.value)) for id_, v in values.items()} == {"3": ("130 案", "130")}
    same = same_indicator(now.plan.kpis[0], values)
    assert same is not None and same.kpi.id == "3"
    assert final_values(before, dt.date(2020, 1, 9)) == {}  # not reported yet


def test_lower_is_better_is_compared_the_other_way_round(data):
    git(data.parent, "init")
    for file in (PLAN, "agencies/example/2019/plan.yml"):
        spoil(data, "value: higher", "value: lower", file=file)
    assert rules(data) == {"form-target-not-above"}
    spoil(data, "131 案", "129 案")
    assert rules(data) == set()


def test_a_rate_of_100_percent_asks_for_all_and_is_not_told(data):
    git(data.parent, "init")
    spoil(data, "  案:", "  '%': {one: '%', many: '%', joined: true}\n  案:", file="vocabulary.yml")
    for file, was, now in (
        (PLAN, "131 案", "100%"),
        ("agencies/example/2019/plan.yml", "120 案", "95%"),
        ("agencies/example/2019/reports/2020-01-10-self.yml", "130 案", "100%"),
    ):
        spoil(data, was, now, file=file)
        if file.endswith("plan.yml"):
            spoil(data, "kind: count", "kind: rate", file=file)
    assert rules(data) == set()
    spoil(data, "109: 100%", "109: 99%")
    assert rules(data) == {"form-target-not-above"}


def test_the_real_plans_raise_no_error_and_five_warnings_at_most():
    found = inspect(ROOT / "data", dt.date(2026, 11, 21))
    assert found.of("error") == ()
    assert len(found.of("warning")) <= 5, "\n".join(p.render("en") for p in found.of("warning"))
