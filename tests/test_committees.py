"""Committees: what is known of them on a day, what their record leaves open, and what is refused."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.committee_findings import add_months, find_open_ends
from generator.committees import (
    Committee,
    CommitteeEntry,
    Concern,
    Meeting,
    MeetingEntry,
    Resolution,
    ResolutionEntry,
)
from generator.resolutions import CommitteeOnDay
from generator.source import load_site

ROOT = Path(__file__).resolve().parent.parent
DAY = dt.date(2026, 11, 21)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def meetings(**states: str) -> tuple[MeetingEntry, ...]:
    """`d2026_03_20="held"`: a meeting of that day."""
    return tuple(
        MeetingEntry(
            day(name[1:].replace("_", "-")),
            Meeting.model_validate({"number": str(n), "state": state}, strict=True),
        )
        for n, (name, state) in enumerate(states.items(), 1)
    )


HELD = meetings(
    d2025_03_26="held", d2025_09_22="held", d2026_03_20="held", d2026_09_18="held",
    d2026_12_16="planned",
)  # fmt: skip


def committee(
    *resolutions: dict[str, Any],
    met: tuple[MeetingEntry, ...] = HELD,
    as_of: dt.date = DAY,
    **more: Any,
) -> CommitteeOnDay:
    record = {"name": {"zh": "會報"}, "offices": ("demo",), **more}
    base = {"text": {"zh": "辦理"}, "lead": {"zh": "示範科"}, "state": "tracked"}
    entries = tuple(
        ResolutionEntry(f"r{n}", Resolution.model_validate({**base, **one}, strict=True))
        for n, one in enumerate(resolutions, 1)
    )
    read = Committee.model_validate(record, strict=True)
    return CommitteeOnDay(CommitteeEntry("demo", read, met, entries), as_of)


def note(meeting: str) -> dict[str, Any]:
    return {"meeting": meeting, "text": {"zh": "辦理中"}}


def rules(found: CommitteeOnDay, **more: Any) -> list[str]:
    return [one.rule for one in find_open_ends(found, **more)]


def test_a_resolution_is_as_old_as_the_meetings_held_since():
    (one,) = committee({"meeting": "2025-09-22"}).resolutions
    assert (one.is_open, one.age_meetings, one.age_days) == (True, 2, 425)


def test_a_closed_one_stops_ageing_at_the_meeting_that_closed_it():
    (one,) = committee(
        {"meeting": "2025-03-26", "state": "closed", "decided": note("2025-09-22")}
    ).resolutions
    assert (one.is_open, one.age_meetings, one.age_days) == (False, 1, 180)
    assert (
        rules(
            committee({"meeting": "2025-03-26", "state": "closed", "decided": note("2025-09-22")})
        )
        == []
    )


def test_what_is_decided_later_is_open_on_the_day():
    resolution = {
        "meeting": "2025-03-26", "state": "closed", "deadline": "2025-06-30",
        "notes": (note("2026-03-20"),), "decided": note("2026-09-18"),
    }  # fmt: skip
    (one,) = committee(resolution, as_of=day("2025-12-31")).resolutions
    assert one.is_open and one.decided is None and one.notes == () and one.overdue == 184
    assert committee(resolution, as_of=day("2025-03-25")).resolutions == ()


def test_a_deadline_is_over_the_day_after_it():
    late = {"meeting": "2026-09-18", "deadline": "2026-11-21"}
    assert committee(late).resolutions[0].overdue == 0
    assert "resolution-overdue" not in rules(committee(late))
    later = committee(late, as_of=day("2026-11-22"))
    assert later.resolutions[0].overdue == 1 and rules(later) == ["resolution-overdue"]


def test_open_ones_come_first_the_longest_overdue_before_the_nearest_deadline():
    found = committee(
        {"meeting": "2026-09-18"},
        {"meeting": "2025-03-26", "state": "closed", "decided": note("2025-09-22")},
        {"meeting": "2026-09-18", "deadline": "2026-12-31"},
        {"meeting": "2026-09-18", "deadline": "2026-11-01"},
        {"meeting": "2026-09-18", "deadline": "2026-10-01"},
        {"meeting": "2025-03-26", "state": "closed", "decided": note("2026-03-20")},
    )
    assert [one.entry.id for one in found.resolutions] == ["r5", "r4", "r3", "r1", "r6", "r2"]


def test_more_than_two_meetings_without_a_word_are_a_finding():
    three = {"meeting": "2025-03-26"}
    assert rules(committee(three)) == ["resolution-silent"]
    assert rules(committee({**three, "notes": (note("2025-09-22"),)})) == []
    # A cancelled meeting is none, and the one to come was not held.
    met = (*HELD[:3], *meetings(d2026_09_18="cancelled"), HELD[4])
    assert rules(committee(three, met=met)) == []


def test_a_closed_one_without_its_meeting_is_a_finding_and_is_not_open():
    found = committee({"meeting": "2025-03-26", "state": "closed", "deadline": "2025-04-01"})
    (one,) = found.resolutions
    assert rules(found) == ["closed-undecided"] and not one.is_open
    assert one.age_days is None and one.age_meetings is None


@pytest.mark.parametrize(
    ("as_of", "found"),
    [("2026-09-18", []), ("2027-03-18", []), ("2027-03-19", ["meeting-interval"])],
)
def test_a_rule_of_months_is_kept_to_the_day(as_of, found):
    rule = {"text": {"zh": "每六個月"}, "months": "6"}
    on_day = committee(rule=rule, as_of=day(as_of), met=HELD[:4])
    assert rules(on_day) == found


def test_a_gap_between_two_meetings_says_by_how_much():
    met = meetings(d2025_01_31="held", d2025_08_01="held")
    rule = {"text": {"zh": "每六個月"}, "months": "6"}
    (one,) = find_open_ends(committee(rule=rule, met=met, as_of=day("2025-08-02")))
    assert one.meeting == day("2025-08-01") and one.working.en == (
        "2025-01-31 and 6 months is 2025-07-31; the next meeting was on 2025-08-01, 1 day later"
    )


def test_a_rule_of_meetings_in_a_year_is_judged_when_the_year_is_over():
    rule = {"text": {"zh": "每年二次"}, "per_year": "2"}
    met = meetings(d2023_11_01="held", d2024_03_01="held", d2024_09_01="held", d2025_05_01="held")
    assert rules(committee(rule=rule, met=met, as_of=day("2025-12-31"))) == []
    # Of 2023 it is not known what was held before the first meeting that is recorded.
    assert rules(committee(rule=rule, met=met, as_of=day("2026-01-01"))) == ["meetings-per-year"]


def test_without_a_recorded_meeting_no_rule_is_broken():
    rule = {"text": {"zh": "每年一次"}, "per_year": "1", "months": "12"}
    assert rules(committee(rule=rule, met=())) == []


def test_a_planned_meeting_whose_day_is_over_is_a_finding():
    assert rules(committee(as_of=day("2026-12-16"))) == []
    assert rules(committee(as_of=day("2026-12-17"))) == ["meeting-unmarked"]


def test_a_meeting_of_tomorrow_is_planned_whatever_its_file_says():
    found = committee(met=meetings(d2026_11_22="held"))
    assert found.held == () and found.coming and found.coming.state == "planned"


def test_a_link_to_nothing_is_a_finding_of_its_resolution():
    concern = Concern.model_validate({"plan": "demo/2026", "kpi": "9"}, strict=True)
    (one,) = find_open_ends(committee(), missing=[("r1", concern)])
    assert (one.rule, one.resolution, one.working.zh) == ("link-to-nothing", "r1", "demo/2026 9")


def test_a_concern_leads_to_its_item():
    given = {"kpi": "5(1)", "measure": "壹-3", "goal": "一", "work": "九", "finding": "target-flat"}
    ids = [
        Concern.model_validate({"plan": "a/2020", key: of}, strict=True).item
        for key, of in given.items()
    ]
    assert ids == ["5-1", "g1-3", "g1", "w9", "finding-target-flat"]
    assert Concern(plan="a/2020").item is None


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 60))
def test_some_months_later_is_the_same_day_or_the_last_of_a_shorter_month(start, months):
    later = add_months(start, months)
    assert (later.year * 12 + later.month) - (start.year * 12 + start.month) == months
    assert later.day == start.day or (later + dt.timedelta(days=1)).day == 1 < start.day


def test_the_demonstration_has_every_state():
    (demo,) = (c for c in load_site(ROOT / "data").committees if c.id == "demo")
    on_day = CommitteeOnDay(demo, DAY)
    assert {met.state for met in on_day.meetings} == {"planned", "held", "cancelled"}
    assert len(on_day.held) == 4 and len(on_day.resolutions) == 12
    found = set(rules(on_day))
    assert found == {
        "meeting-interval",
        "resolution-overdue",
        "resolution-silent",
        "closed-undecided",
    }


def test_of_real_offices_no_meeting_and_no_resolution_is_made_up():
    real = [c for c in load_site(ROOT / "data").committees if c.id != "demo"]
    assert [c.id for c in real] == ["hsinchu-county", "kinmen", "kinmen-transparency"]
    for one in real:
        assert one.meetings == () and one.resolutions == () and one.committee.stated


def status(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "site_build.py", "status", "--as-of", "2026-11-21", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout


def test_status_tells_what_the_pages_of_committees_find():
    said = status("--lang", "en")
    assert "demo Ethics Meeting of the Demonstration Office\n" in said
    assert "\t4-2 Mark every data set with its licence in time" in said
    assert "Due on 2026-06-30; 144 days overdue on 2026-11-21" in said
    assert (
        "指明的計畫或項目，本站沒有\t7-3 線上申辦說明納入表單編號。\tdemo/2025-2026 11" in status()
    )
    rows = [row for row in json.loads(status("--format", "json")) if "committee" in row]
    assert [(row["kind"], row["item"]) for row in rows] == [
        ("meeting-interval", "2026-09-30"),
        ("resolution-overdue", "4-2"),
        ("resolution-overdue", "5-2"),
        ("resolution-silent", "3-2"),
        ("closed-undecided", "3-3"),
        ("link-to-nothing", "7-3"),
    ]
