"""Pages over plans: what a review lists, what is compared and why not, themes, filters."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from generator import asks
from generator.asks import needs_attention
from generator.desk import progress_of
from generator.language import Language
from generator.pages.compare import coverage, reasons_apart
from generator.pages.states import ORDER
from generator.pages.themes import theme_plans, themes_page
from generator.progress import OUTSTANDING
from generator.source import load_site
from generator.summary import HOLDS, summarise_plan

DATA = load_site(Path(__file__).resolve().parent.parent / "data")
DAY = dt.date(2026, 11, 21)
LANGUAGES = {code: Language(code, DATA.strings, DATA.vocabulary) for code in ("zh", "en")}
SUMMARIES = [
    summarise_plan(
        agency_id=agency.id, agency=agency.agency, plan_id=entry.id, plan=entry.plan,
        vocabulary=DATA.vocabulary, progress=progress_of(entry, DAY), ledger=(),
    )
    for agency in DATA.agencies
    for entry in agency.plans
]  # fmt: skip
REAL = [summary for summary in SUMMARIES if not summary.fictional]


def listed(plan: str, day: str) -> set[tuple[str, int]]:
    entry = next(e for a in DATA.agencies if a.id == "demo" for e in a.plans if e.id == plan)
    progress = progress_of(entry, dt.date.fromisoformat(day))
    return {
        (row.kpi.number, row.year)
        for id_, rows in progress.kpis.items()
        for row in rows
        if needs_attention(row, headline=row is progress.headlines[id_])
    }


def test_a_review_lists_what_is_late_behind_or_missed_and_nothing_else():
    assert listed("2025-2026", "2026-11-21") == {("4", 2026), ("5", 2026), ("6", 2026), ("7", 2026)}
    # 5 was behind before, and the day before its first stage nothing is.
    assert ("5", 2026) not in listed("2025-2026", "2026-02-01")


def test_every_state_that_leads_to_something_is_one_and_has_one_use():
    assert set(asks.USES) <= set(ORDER)
    assert get_args(asks.Kind) == asks.KINDS
    # What is outstanding is asked for, whether a meeting talks about it or not.
    assert {code for code in OUTSTANDING if asks.USES[code].asked == code} == OUTSTANDING


def test_a_review_tells_the_gravest_first_and_the_longest_overdue_before_others(site):
    page = (site / "agencies/demo/2025-2026/review/index.html").read_text("utf-8")
    # Behind, overdue by 124 days, overdue by 5 days though its value is good, to watch.
    assert re.findall(r'<th scope="row" data-key="([^"]+)"', page) == ["5", "7", "6", "4"]


def test_the_index_of_reviews_counts_what_the_reviews_list():
    (summary,) = [s for s in SUMMARIES if s.address == "agencies/demo/2025/"]
    assert summary.kpis_to_review == len(listed("2025", "2026-11-21"))
    # One measure was never reported, one was stopped, one carried over.
    assert summary.measures_to_review == 3


def test_coverage_says_for_every_plan_what_its_document_holds():
    matrix = coverage(REAL, LANGUAGES["zh"])
    held = {row.summary.agency: dict(zip(HOLDS, row.holds, strict=True)) for row in matrix.rows}
    assert held["kinmen"]["months"] and held["kinmen"]["estimates"] and not held["kinmen"]["kpis"]
    assert held["kaohsiung"]["budget"] and not held["kaohsiung"]["kpis"]
    assert held["chiayi-city"]["strategies"] and not held["chiayi-city"]["weights"]
    assert matrix.counts == tuple(
        sum(row.holds[i] for row in matrix.rows) for i in range(len(HOLDS))
    )
    assert all(summary.agency != "demo" for summary in (row.summary for row in matrix.rows))


def test_why_figures_stand_apart_is_worked_out_from_the_plans():
    periods, kpis, money = reasons_apart(REAL, LANGUAGES["en"])
    assert periods.startswith("No two plans cover the same period: ")
    assert kpis.startswith("Indicators stand in 2 plans, 20 in all; 0 have the same name")
    assert money.startswith("Estimates of measures stand in 1, appropriations in 2")
    assert reasons_apart([], LANGUAGES["zh"]) == ()


def test_two_plans_of_one_period_take_that_reason_away_and_no_other():
    *_, kpis, money = reasons_apart(REAL, LANGUAGES["en"])
    assert len(reasons_apart(REAL, LANGUAGES["en"])) == 3
    again = [
        *REAL,
        replace(REAL[0], plan="second", kpis=(), estimate_total=None, budget_total=None),
    ]
    assert reasons_apart(again, LANGUAGES["en"]) == (kpis, money)


@pytest.mark.parametrize("code", ["zh", "en"])
def test_every_real_goal_stands_under_a_theme_and_no_fictional_one_does(code):
    themes, language = DATA.vocabulary.themes, LANGUAGES[code]
    page = themes_page(themes, SUMMARIES, LANGUAGES, language)
    listed = {theme: theme_plans(theme, SUMMARIES, language) for theme in themes}
    shown = {(p.summary.agency, goal.id) for ps in listed.values() for p in ps for goal in p.goals}
    assert shown == {(s.agency, goal.id) for s in REAL for goal in s.goal_list}
    counted = {row.id: (row.goals, row.plans) for row in page.context["themes"]}
    assert counted == {
        theme: (sum(len(p.goals) for p in plans), len(plans)) for theme, plans in listed.items()
    }
