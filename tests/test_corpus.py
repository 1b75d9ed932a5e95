"""Made-up data of any size: it loads without a problem, is as varied as it says, and is seeded."""

from collections import Counter

import pytest

from generator.problems import ProblemsError
from generator.source import load_site
from tests.bench.corpus import tree_hash, write_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    out = tmp_path_factory.mktemp("corpus") / "data"
    write_corpus(out, agencies=3, years=2)
    return out


@pytest.fixture(scope="module")
def plans(corpus):
    try:
        loaded = load_site(corpus)
    except ProblemsError as error:
        pytest.fail("\n".join(problem.render("en") for problem in error.problems))
    assert not loaded.notes
    return [entry for agency in loaded.agencies for entry in agency.plans]


def test_every_office_has_a_plan_for_each_year_and_says_that_it_is_made_up(corpus, plans):
    loaded = load_site(corpus)
    assert [len(agency.plans) for agency in loaded.agencies] == [2, 2, 2]
    for agency in loaded.agencies:
        assert "虛構" in agency.agency.name.zh and "fictional" in (agency.agency.name.en or "")
        # A demonstration would be left out of totals, feeds and the site map.
        assert not agency.agency.fictional
    assert {source.basis for entry in plans for source in entry.plan.sources} == {"fictional"}
    assert "虛構" in loaded.site.name.zh


def test_plans_are_of_every_kind_and_of_the_size_of_real_ones(plans):
    assert Counter(entry.plan.kind for entry in plans).keys() == {
        "annual-integrity-plan",
        "annual-policy-plan",
        "mid-term-policy-plan",
    }
    for entry in plans:
        plan = entry.plan
        assert 8 <= len(plan.kpis) <= 14
        if plan.kind == "mid-term-policy-plan":
            assert len(plan.period.years) == 4 and plan.strategies and not plan.budget
            assert all(len(kpi.targets) == 4 for kpi in plan.kpis)
        else:
            assert 20 <= len(plan.measures) <= 41
            assert len(plan.budget) >= 5
        assert all(goal.themes for goal in plan.goals)
    divided = [entry for entry in plans if any(line.parent for line in entry.plan.budget)]
    assert 0 < len(divided) < len(plans)


def test_indicators_and_targets_are_of_every_kind(plans):
    kpis = [kpi for entry in plans for kpi in entry.plan.kpis]
    assert {kpi.kind for kpi in kpis} == {"count", "rate", "amount", "rank", "milestone", "text"}
    targets = [target for kpi in kpis for target in kpi.targets]
    for kind in ("figure", "text", "range", "conditions", "derived", "milestone"):
        assert any(getattr(target, kind) for target in targets), kind
    for key in ("components", "calculation", "trajectory", "parent", "weight", "baseline"):
        assert any(getattr(kpi, key) for kpi in kpis), key


def test_reports_are_late_corrected_approved_and_missing_and_say_why_something_is_behind(tmp_path):
    out = tmp_path / "data"
    write_corpus(out, agencies=12, years=2)
    entries = [entry for agency in load_site(out).agencies for entry in agency.plans]
    reports = [one for entry in entries for one in entry.reports]
    assert {one.stage for one in reports} == {"self", "approved"}
    assert any(one.report.corrects for one in reports)
    assert any(not entry.reports for entry in entries)
    late = [
        one
        for entry in entries
        if entry.plan.calendar
        for one in entry.reports
        for due in entry.plan.calendar.dues
        if one.report.as_of == due.as_of and one.stage == "self" and one.reported > due.due
    ]
    assert late
    assert any(said.reason and said.response for one in reports for said in one.report.kpis)
    assert any(entry.participation.questions for entry in entries)
    assert any(entry.plan.amendments for entry in entries)


def test_the_same_arguments_give_the_same_bytes_and_another_seed_others(corpus, tmp_path):
    write_corpus(tmp_path / "again", agencies=3, years=2)
    write_corpus(tmp_path / "other", agencies=3, years=2, seed=2)
    assert tree_hash(tmp_path / "again") == tree_hash(corpus) != tree_hash(tmp_path / "other")


def test_an_office_is_the_same_in_a_larger_corpus(corpus, tmp_path):
    write_corpus(tmp_path / "more", agencies=5, years=2)
    for office in (corpus / "agencies").iterdir():
        assert tree_hash(office) == tree_hash(tmp_path / "more/agencies" / office.name)
