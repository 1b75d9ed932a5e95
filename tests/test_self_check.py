"""The self-check: each criterion answered from counts, and silent where the data is."""

import csv
import datetime as dt
import re
from dataclasses import fields
from pathlib import Path

import pytest

from generator.desk import progress_of
from generator.language import Language
from generator.pages.self_check import SEEN, SelfCheck
from generator.self_check import CRITERIA, Counts, add_counts, count_plan
from generator.source import load_site

DATA = load_site(Path(__file__).resolve().parent.parent / "data")
PLANS = {(office.id, entry.id): entry for office in DATA.agencies for entry in office.plans}
DAY = dt.date(2026, 11, 21)
ZH, EN = (Language(code, DATA.strings, DATA.vocabulary) for code in ("zh", "en"))
REAL = [key for key in PLANS if key[0] != "demo"]


def counts(office: str, plan: str, day: dt.date = DAY) -> Counts:
    entry = PLANS[office, plan]
    return count_plan(entry.plan, progress_of(entry, day), DATA.asked(office, entry))


def answers(of: Counts, *, office: bool = False) -> dict[str, tuple[int, int] | None]:
    ratios = {one.id: one.answer(of, office=office) for one in CRITERIA}
    return {id_: (ratio.part, ratio.whole) if ratio else None for id_, ratio in ratios.items()}


def test_a_plan_that_is_reported_on_is_counted_from_its_records():
    found = answers(counts("demo", "2025-2026"), office=True)
    assert {id_: ratio for id_, ratio in found.items() if ratio} == {
        "in-force": (1, 1),
        "targets": (10, 10),
        "baselines": (1, 10),
        "activities": (0, 1),
        "arrangements": (1, 1),
        "published": (1, 1),
        "yearly": (1, 1),
        "timely": (3, 3),
        "against-targets": (8, 10),
        "rate-told": (0, 1),
        "length": (3, 3),
        "consulted": (1, 1),
        "replies": (1, 2),
    }


def test_the_rate_of_activities_leaves_out_standing_duties_and_what_is_withheld():
    assert answers(counts("demo", "2025"))["rate"] == (3, 5)


def test_of_plans_that_nobody_reports_on_here_no_report_is_said_to_be_missing():
    """Reports, calendars and consultations may stand elsewhere; what the document prints does not."""
    found = answers(add_counts(counts(*key) for key in REAL))
    assert {id_: ratio for id_, ratio in found.items() if ratio} == {
        "in-force": (0, 4),
        "targets": (20, 20),
        "baselines": (0, 20),
        "activities": (3, 4),
    }


def test_who_does_not_run_the_site_is_not_said_to_publish_on_it():
    of = counts("kinmen", "2020")
    assert answers(of, office=True)["published"] == (1, 1)
    assert answers(of, office=False)["published"] is None
    (shown,) = [
        one
        for part in SelfCheck(of, False, ZH).parts()
        for one in part.answers
        if one.id == "published"
    ]
    assert shown.figure is None and shown.working and "沒有收錄" in shown.working


@pytest.mark.parametrize(
    ("day", "timely"),
    [
        ("2026-02-10", (1, 1)),  # due on 20 January, reported on 15 January
        ("2026-08-01", (2, 2)),
        ("2026-11-21", (3, 3)),
        ("2027-04-20", (3, 3)),  # due on 20 January 2027, and three months are not over
        ("2027-04-21", (3, 4)),
    ],
)
def test_a_due_day_counts_once_it_is_met_or_over_by_three_months(day, timely):
    assert answers(counts("demo", "2025-2026", dt.date.fromisoformat(day)))["timely"] == timely


def test_counts_add_up():
    parts = [counts(*key) for key in PLANS]
    whole = add_counts(parts)
    for one in fields(Counts):
        assert getattr(whole, one.name) == sum(getattr(part, one.name) for part in parts)
    assert add_counts([]) == Counts()


@pytest.mark.parametrize("language", [ZH, EN], ids=["zh", "en"])
def test_every_criterion_has_its_words_and_every_figure_its_working(language):
    everything = Counts(**{one.name: 2 for one in fields(Counts)})
    check = SelfCheck(everything, True, language)
    shown = [answer for part in check.parts() for answer in part.answers]
    assert [one.id for one in shown] == [one.id for one in CRITERIA]
    for one in shown:
        assert bool(one.figure) <= bool(one.working)
        assert bool(one.working) == bool(one.source)
    assert len(check.headings()) == sum(1 for one in shown if one.figure)


def test_no_word_stands_for_a_criterion_that_is_not_there():
    known = {one.id for one in CRITERIA}
    for key in DATA.strings:
        if match := re.fullmatch(r"check\.(?:asks|says|near|short)-(.+)", key):
            assert match[1] in known, key


def test_the_page_shows_the_figures_of_real_plans(site):
    for prefix, told in (("", "20 / 20"), ("en/", "20 of 20")):
        html = (site / prefix / "self-check/index.html").read_text("utf-8")
        assert f'<b class="num">{told}</b>' in html
        rows = re.findall(r'<th scope="row"><a href="\.\./(?:\.\./)?agencies/([a-z-]+)/', html)
        assert sorted(rows) == sorted({office for office, _ in REAL})


def test_pages_lead_to_it(site):
    for page in ("compare", "review", "sitemap", "method"):
        assert "self-check/" in (site / page / "index.html").read_text("utf-8")


def test_it_is_made_of_summaries_and_sees_what_it_needs_alone():
    assert {"check", "fictional"} <= SEEN and not {"kpis", "goal_list", "ledger"} & SEEN


def test_the_table_is_offered_as_csv_with_headings_in_both_languages(site):
    page = (site / "self-check/index.html").read_text("utf-8")
    rows = {}
    for name in ("self-check.csv", "self-check.zh.csv"):
        assert f"{name}" in page
        with (site / "self-check" / name).open(encoding="utf-8-sig", newline="") as file:
            rows[name] = list(csv.reader(file))
    english, chinese = rows.values()
    assert (
        english[0][:4] == ["region", "agency", "plan", "criterion"] and english[1:] == chinese[1:]
    )
    assert len(english) == 1 + len(CRITERIA) * (1 + len(REAL))
    told = {(row[1], row[2], row[3]): tuple(row[-3:]) for row in english[1:]}
    assert told["", "", "targets"] == ("all", "20", "20")
    assert told["hsinchu-county", "2023", "baselines"] == ("none", "0", "13")
    assert told["kinmen", "2020", "yearly"] == ("not-held", "", "")
