"""What changed in a plan between two days: eleven kinds, each once, and nothing else."""

import datetime as dt
import re
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from generator.answers import Asked
from generator.audit import RULES, audit_plan, tell_apart
from generator.language import Code, Language
from generator.ledger import Version
from generator.model import Plan
from generator.pages.since import SinceView, since_view
from generator.participation import Participation
from generator.records import read_record
from generator.reports import Report, ReportEntry, parse_report_name
from generator.since import (
    KINDS,
    Deadline,
    Flip,
    Known,
    Since,
    Start,
    compare_days,
    known_on,
    start_of,
)
from generator.source import load_site
from generator.strict_yaml import parse_document
from generator.summary import summarise_plan

ROOT = Path(__file__).resolve().parent.parent
DATA = load_site(ROOT / "data")
ENTRIES = [(office.id, entry) for office in DATA.agencies for entry in office.plans]
Kept = TypeVar("Kept", bound=BaseModel)

BEFORE, AFTER = dt.date(2025, 4, 30), dt.date(2025, 8, 15)

PLAN = """
kind: annual-policy-plan
title: {zh: 114年度計畫, en: Plan 2025}
period: 114
sources:
  - {id: doc, title: {zh: 計畫, en: Plan}, format: {zh: 虛構, en: fictional}, basis: fictional}
changes: [{date: 2025-01-10, what: {zh: 首次收錄, en: First recorded}}]
goals:
  - number: 一
    text: {zh: 目標一, en: Goal one}
    measures:
      - {number: 1, text: {zh: 作法一, en: MEASURE}, schedule: 114.01-12}
kpis:
  - goal: 一
    number: 1
    name: {zh: 件數, en: Count}
    kind: count
    direction: {value: higher}
    accumulation: cumulative
    weight: 60%
    targets: {114: TARGET 件}
    trajectory: {kind: points, points: {2025-03-31: 4, 2025-06-30: 10, 2025-12-31: 20}}
  - goal: 一
    number: 2
    name: {zh: 比率, en: Rate}
    kind: rate
    unit: '%'
    direction: {value: higher}
    accumulation: point
    weight: 40%
    targets: {114: 90%}
calendar:
  accepted: 2025-01-06
  source: {zh: 填報日程, en: Calendar}
  dues: {2025-03-31: 2025-04-20, 2025-06-30: 2025-07-20, 2025-12-31: 2026-01-20}
"""
AMENDMENTS = """
amendments:
  - {date: 2025-03-01, kpi: 2, field: target, year: 114, old: 85%, new: 90%, why: {zh: 已知, en: Known}}
  - {date: 2025-06-10, kpi: 2, field: weight, old: 40%, new: 35%, why: {zh: 重新配分, en: Shared anew}}
  - {date: 2025-06-12, kpi: 1, field: target, year: 114, old: 20 件, new: 22 件, why: {zh: 增列, en: More}}
"""
REAL = [(o.id, p.id) for o in DATA.agencies for p in o.plans if not o.agency.fictional]
REPORTS = {
    "2025-04-10-self": """
as_of: 2025-03-31
body: {zh: 單位, en: Unit}
kpis: [{kpi: 1, value: 4 件}, {kpi: 2, value: 70%}]
measures: [{measure: 一-1, state: under-way}]
""",
    "2025-07-14-self": """
as_of: 2025-06-30
body: {zh: 單位, en: Unit}
kpis: [{kpi: 1, value: 5 件}]
measures: [{measure: 一-1, state: under-way}]
""",
    "2025-07-16-self": """
as_of: 2025-03-31
body: {zh: 單位, en: Unit}
corrects: 2025-04-10-self
why: {zh: 誤植, en: A slip}
kpis: [{kpi: 2, value: 72%}]
""",
    "2025-10-14-self": """
as_of: 2025-09-30
body: {zh: 單位, en: Unit}
kpis: [{kpi: 1, value: 18 件}]
""",
}
QUESTIONS = """
questions:
  - {number: 1, asked: 2025-03-01, question: {zh: 一, en: One}, due: 2025-03-20, answered: 2025-03-12, answer: {zh: 答, en: A}, by: {zh: 科, en: Section}}
  - {number: 2, asked: 2025-04-02, question: {zh: 二, en: Two}, due: 2025-04-20, answered: 2025-05-05, answer: {zh: 答, en: A}, by: {zh: 科, en: Section}}
  - {number: 3, asked: 2025-04-15, question: {zh: 三, en: Three}, due: 2025-05-15}
  - {number: 4, asked: 2025-06-01, question: {zh: 四, en: Four}, due: 2025-09-01}
  - {number: 5, asked: 2025-09-01, question: {zh: 五, en: Five}, due: 2025-09-15}
"""


def record(text: str, model: type[Kept]) -> Kept:
    found, problems = read_record(parse_document(text.encode(), "test.yml"), model)
    assert found is not None, problems
    return found


def plan_of(target: str, weight: str, measure: str, amendments: str = "") -> Plan:
    text = PLAN.replace("TARGET", target).replace("MEASURE", measure)
    return record(text.replace("weight: 40%", f"weight: {weight}") + amendments, Plan)


# The first version has a text that is not in English yet and weights that add up; the second has
# the English, and weights that do not.
VERSIONS = (
    Version(dt.date(2025, 1, 10), plan_of("20", "40%", "作法一", AMENDMENTS.split("  - {date: 2025-06")[0])),
    Version(dt.date(2025, 6, 20), plan_of("22", "35%", "Measure one", AMENDMENTS)),
)  # fmt: skip
ENTRIES_OF_TEST = tuple(
    ReportEntry(name, *named, record(text, Report))
    for name, text in REPORTS.items()
    if (named := parse_report_name(name))
)


def known(day: dt.date, versions: tuple[Version, ...] = VERSIONS) -> Known:
    return known_on(
        day,
        versions=versions,
        reports=ENTRIES_OF_TEST,
        asked=Asked(record(QUESTIONS, Participation)),
        vocabulary=DATA.vocabulary,
    )


SINCE = compare_days(known(BEFORE), known(AFTER))


def test_each_of_eleven_kinds_is_listed_once_and_nothing_else():
    assert [(change.kind, change.key) for change in SINCE.changes] == [
        ("state", "1 2025"),
        ("deadline", "report 2025-07-20"),
        ("report", "2025-07-14-self"),
        ("correction", "2025-07-16-self"),
        ("target", "2025-06-12 1 target 2025 20 件 22 件"),
        ("promise", "2025-06-10 2 weight 40% 35%"),
        ("finding-come", "weights-total 1"),
        ("finding-gone", "translation-missing 1"),
        ("question", "q4"),
        ("answer", "q2"),
        ("answer-overdue", "q3"),
    ]
    assert tuple(change.kind for change in SINCE.changes) == KINDS


def test_a_state_that_flipped_names_old_and_new_state_their_arithmetic_and_the_report():
    (flip,) = SINCE.of("state")
    assert isinstance(flip.what, Flip)
    verdicts = flip.what.before.verdict, flip.what.after.verdict
    assert [(v.code, v.expression) for v in verdicts] == [
        ("on-pace", "2025-03-31: 4; 4 ÷ 4 = 1 ≥ 0.9"),
        ("behind", "2025-06-30: 10; 5 ÷ 10 = 0.5 < 0.7"),
    ]
    assert flip.what.report and flip.what.report.id == "2025-07-14-self"


def test_a_deadline_for_reports_names_what_is_still_not_reported():
    (deadline,) = SINCE.of("deadline")
    assert deadline.what == Deadline(
        "report", dt.date(2025, 7, 20), ("2",), as_of=dt.date(2025, 6, 30)
    )


def test_a_correction_counts_from_the_day_it_was_made():
    said = [
        [value.said.value.printed for value in known(day).progress.book.of_kpi("2", 2025)]
        for day in (dt.date(2025, 7, 15), dt.date(2025, 7, 16))
    ]
    assert said == [["70%"], ["70%", "72%"]]


def test_a_state_that_only_the_calendar_changed_names_no_report():
    later = compare_days(known(AFTER), known(dt.date(2026, 2, 1)))
    flips = {change.key: change.what for change in later.of("state")}
    ended = flips["2 2025"]
    assert isinstance(ended, Flip) and ended.report is None
    assert ended.after.verdict.code == "final-value-not-reported"


def test_a_day_before_the_history_is_judged_by_the_oldest_version():
    assert known(dt.date(2024, 6, 1)).plan == VERSIONS[0].plan


def test_nothing_changed_on_the_same_day():
    assert compare_days(known(AFTER), known(AFTER)).changes == ()


@pytest.mark.parametrize(("n", "day"), [(0, None), (1, None), (2, "2025-04-10"), (4, "2025-07-16")])
def test_the_last_report_but_one_is_told_by_the_day_it_came_in(n, day):
    expected = Start("report", dt.date.fromisoformat(day)) if day else None
    assert start_of(ENTRIES_OF_TEST[:n]) == expected


def test_a_meeting_is_told_before_any_report():
    assert start_of(ENTRIES_OF_TEST, meeting=BEFORE) == Start("meeting", BEFORE)


days = st.dates(dt.date(2024, 12, 1), dt.date(2027, 3, 1))


@given(three=st.lists(days, min_size=3, max_size=3).map(sorted))
def test_two_meetings_lose_nothing_of_what_changed_over_both(three):
    first, between, last = (known(day) for day in three)
    whole = {(x.kind, x.key) for x in compare_days(first, last).changes}
    halves = [compare_days(first, between).changes, compare_days(between, last).changes]
    told = {(x.kind, x.key) for half in halves for x in half}
    assert whole <= told
    for half in halves:
        assert len({(x.kind, x.key) for x in half}) == len(half)


@pytest.mark.parametrize(("office", "entry"), ENTRIES, ids=lambda x: getattr(x, "id", x))
def test_a_rule_that_finds_one_thing_finds_no_second(office, entry):
    several = {rule.name for rule in RULES if rule.each}
    findings = audit_plan(entry.plan, DATA.vocabulary)
    single = [one.rule for one in findings if one.rule not in several]
    assert len(single) == len(set(single))
    assert list(tell_apart(findings).values()) == list(findings)


# The block on a page.


def block(since: Since, code: Code) -> SinceView:
    summary = summarise_plan(
        agency_id="office",
        agency=DATA.agencies[0].agency,
        plan_id="2025",
        plan=since.after.plan,
        vocabulary=DATA.vocabulary,
        progress=since.after.progress,
        ledger=since.after.ledger,
    )
    view = since_view(since, summary, Language(code, DATA.strings, DATA.vocabulary))
    assert view is not None
    return view


def test_the_block_shows_every_change_under_its_kind():
    view = block(SINCE, "zh")
    assert [(group.kind, group.n) for group in view.groups] == [(kind, 1) for kind in KINDS]
    assert "共有 11 項變動" in view.sentence
    rows = {group.kind: row for group in view.groups for row in group.rows}
    place = "agencies/office/2025/"
    assert {kind: row.address for kind, row in rows.items()} == {
        "deadline": None,
        "report": f"{place}changes/#2025-07-14-self",
        "correction": f"{place}changes/#2025-07-16-self",
        "target": f"{place}changes/#2025-06-12-1-target-2025",
        "promise": f"{place}changes/#2025-06-10-2-weight",
        "finding-come": f"{place}#finding-weights-total",
        "finding-gone": "method/findings/#translation-missing",
        "question": f"{place}participation/#q4",
        "answer": f"{place}participation/#q2",
        "answer-overdue": f"{place}participation/#q3",
    }
    target = rows["target"]
    assert (target.old, target.new, target.why and target.why.zh) == ("20 件", "22 件", "增列")


def test_a_flipped_state_shows_the_arithmetic_of_both_days_in_words():
    ((flip,),) = [group.flips for group in block(SINCE, "en").groups if group.kind == "state"]
    assert flip.before.working == "2025-03-31: 4; 4 ÷ 4 = 1 ≥ 0.9"
    assert flip.after.working == "2025-06-30: 10; 5 ÷ 10 = 0.5 < 0.7"
    assert (flip.before.state.word, flip.after.state.word) == ("On pace", "Behind")
    assert (flip.before.aspect, flip.after.aspect) == ("Pace", "Pace")
    assert flip.report and flip.report.words == "report of 14 July 2025 (Self-assessment)"


def test_items_that_time_changed_alike_stand_in_one_row():
    (older, newer) = (
        known(day, VERSIONS[:1]) for day in (dt.date(2025, 2, 1), dt.date(2025, 4, 2))
    )
    since = compare_days(older, newer)
    assert {change.key for change in since.of("state")} == {"1 2025", "2 2025", "g1-1"}
    (rows,) = [group.flips for group in block(since, "zh").groups if group.kind == "state"]
    assert [[item.cite for item in row.items] for row in rows] == [["1", "2", "一-1"]]


def test_the_review_page_tells_what_changed_since_the_last_meeting(site):
    shown = (site / "agencies/demo/2025-2026/review/index.html").read_text("utf-8")
    assert "上次會議以來的變動" in shown and "115 年 9 月 30 日" in shown
    # Of one indicator the state of its pace gave way to one of its result: each says which it is.
    row = re.search(r'kpi/9/"><span class="num">9</span>.*?</tr>', shown, re.DOTALL)
    assert row
    sides = re.findall(r"<td [^>]*><small>(.*?)</small>\s*<span class=\"state s-([a-z-]+)", row[0])
    assert sides == [("進度", "watch"), ("結果", "meeting-for-now")]
    for other in REAL:  # their documents tell of no meeting that was held, nor of two reports
        page = site / "agencies" / "/".join(other) / "review/index.html"
        assert 'id="since"' not in page.read_text("utf-8")


def test_without_a_meeting_it_tells_what_changed_since_the_report_before_the_newest():
    assert start_of(ENTRIES_OF_TEST, dt.date(2025, 5, 1)) == Start("meeting", dt.date(2025, 5, 1))
    days = sorted({entry.reported for entry in ENTRIES_OF_TEST})
    assert start_of(ENTRIES_OF_TEST) == Start("report", days[-2])
    assert start_of(ENTRIES_OF_TEST[:1]) is None
