"""Calendars: every day that the records name and no other, read back, in the states of the record."""

import calendar
import datetime as dt
import json
import shutil
from collections.abc import Container
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
import yaml
from icalendar import Calendar, Event

from generator.exports.calendars import (
    MOST,
    DueEvent,
    WrittenEvent,
    join_events,
    nearest,
    write_calendar,
    write_event,
)
from generator.exports.following import Joint, plan_files
from generator.language import Language
from generator.source import load_site
from generator.subscriptions import offered
from tests.following import FICTIONAL, HOSTILE, REAL, ROOT, holdings_of, views
from tests.leftovers import joint_files
from tests.test_feeds import HEAD, URL

DAY = dt.date(2026, 11, 21)


def place(name: str, prefix: str = "") -> str:
    return f"{prefix}agencies/{name}/calendar.ics" if name else f"{prefix}calendar.ics"


def read(site: Path, name: str, prefix: str = "") -> dict[str, Calendar]:
    """The events of a calendar by UID."""
    events = Calendar.from_ical((site / place(name, prefix)).read_bytes()).walk("VEVENT")
    found = {str(event["uid"]): event for event in events}
    assert len(found) == len(events)
    return found


@pytest.fixture(scope="module")
def records(site: Path) -> dict[str, dict]:
    return {
        name: json.loads((site / f"data/v1/{name}/plan.json").read_text("utf-8"))
        for name in (*REAL, *FICTIONAL)
    }


def state_word(state: dict, language: Language, keys: Container[str]) -> str:
    """A state of the record in words: the rule's own where it has any, else the state's."""
    if state["code"] == "overdue":
        return language.word("state.overdue-days", n=int(state["days"]))
    if state["rule"] == "reported":
        return language.word("state.reported-no-trajectory")
    own = f"state.{state['rule']}"
    return language.word(own if own in keys else f"state.{state['code']}")


def consultation_file(name: str) -> dict:
    return yaml.safe_load((ROOT / f"data/consultations/{name}.yml").read_text("utf-8"))


def expected(name: str, record: dict) -> dict[str, tuple[str, str, dict | None]]:
    """Day, address and state of every event by its key, worked out from the public record; `None`
    where an event has no state of one item."""
    base, rows = f"agencies/{name}/", {}
    for as_of, due in (
        (d["as_of"], d["due"]) for d in (record["calendar"] or {"dues": ()})["dues"]
    ):
        rows[f"due.{as_of}"] = (due, f"{base}#progress", None)
    for one in record["measures"]:
        if one["schedule"] and one["schedule"]["to"]:
            year, month = map(int, one["schedule"]["to"].split("-"))
            end = f"{year}-{month:02}-{calendar.monthrange(year, month)[1]}"
            rows[f"measure.{one['id']}"] = (end, f"{base}#{one['id']}", one["state"])
    for kpi in record["kpis"]:
        states = {one["year"]: one for one in kpi["states"]}
        for year, target in kpi["targets"].items():
            day = target["by"] if target["kind"] == "milestone" else f"{year}-12-31"
            rows[f"kpi.{kpi['id']}.{year}"] = (day, f"{base}kpi/{kpi['id']}/", states[year])
    rows["end"] = (f"{record['period']['to']}-12-31", base, None)
    for one in record["questions"]:
        if one["due"]:
            where = f"{base}participation/#{one['id']}"
            rows[f"answer.{one['id']}"] = (one["due"], where, None)
    for one in record["consultations"]:
        where = f"{base}participation/#{one['id']}"
        rows[f"opens.{one['id']}"] = (one["opened"], where, None)
        rows[f"closes.{one['id']}"] = (one["closed"], where, None)
        if one["due"]:
            rows[f"decides.{one['id']}"] = (one["due"], where, None)
        file = Path(one["page"]).name
        for n, meeting in enumerate(consultation_file(file)["ways"].get("meetings", ()), 1):
            rows[f"meets.{n}.{one['id']}"] = (str(meeting["day"]), where, None)
    return rows


def test_every_plan_has_its_calendar_and_so_have_its_office_a_committee_and_the_site(site):
    names = {"", *REAL, *FICTIONAL, *(name.split("/")[0] for name in (*REAL, *FICTIONAL))}
    assert {path.relative_to(site).as_posix() for path in site.rglob("*.ics")} == {
        *(place(name, prefix) for name in names for prefix in ("", "en/")),
        *(f"{prefix}committees/demo/calendar.ics" for prefix in ("", "en/")),
    }


@pytest.mark.parametrize("name", [*REAL, *FICTIONAL])
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_plans_calendar_has_the_days_of_its_record(site, records, name, prefix):
    loaded = load_site(ROOT / "data")
    language = Language("en" if prefix else "zh", loaded.strings, loaded.vocabulary)
    agency, plan = name.split("/")
    host = f"{language.code}@lianming.example"
    rows = {f"{agency}.{plan}.{k}.{host}": v for k, v in expected(name, records[name]).items()}
    events = read(site, name, prefix)
    assert {uid: event["dtstart"].dt.isoformat() for uid, event in events.items()} == {
        uid: day for uid, (day, _, _) in rows.items()
    }
    for uid, (_, address, state) in rows.items():
        event = events[uid]
        assert str(event["url"]) == f"{URL}{prefix}{address}"
        assert event["description"].endswith(f"\n{URL}{prefix}{address}")
        if state:
            said = event["description"].split("\n")[-2]
            assert state_word(state, language, loaded.strings) in said
    if not prefix:
        for kpi in records[name]["kpis"]:
            for year, target in kpi["targets"].items():
                said = events[f"{agency}.{plan}.kpi.{kpi['id']}.{year}.{host}"]["description"]
                if target["kind"] == "figure":
                    assert f"目標 {language.number(Decimal(target['value']))}" in said
    for event in events.values():
        if name in FICTIONAL:
            assert language.word("banner.mark") in event["summary"]


def test_a_report_day_and_an_answer_say_where_they_stand(site):
    events = {uid.split(".en@")[0]: one for uid, one in read(site, "demo/2025-2026", "en/").items()}

    def state(key: str) -> str:
        return str(events[f"demo.2025-2026.{key}"]["description"])

    assert "A report for this day is held" in state("due.2026-10-31")
    assert "Not due" in state("due.2026-12-31")
    assert "Answered" in state("answer.q1")
    assert "Unanswered, 33 days overdue" in state("answer.q3")
    assert "Not yet answered" in state("answer.q4")
    assert "Open" in state("closes.c3") and "Result published" in state("opens.c1")


def test_events_last_a_day_block_no_time_ring_no_bell_and_bear_the_day_of_the_data(site, records):
    for name in (*REAL, *FICTIONAL):
        changed = dt.datetime.fromisoformat(f"{records[name]['changed']}T00:00:00+08:00")
        for event in read(site, name).values():
            assert type(event["dtstart"].dt) is dt.date and "dtend" not in event
            assert event["dtstamp"].dt == changed
            assert str(event["transp"]) == "TRANSPARENT" and event.subcomponents == []
            assert event["summary"].params["LANGUAGE"] == "zh-Hant"


def test_offices_and_the_site_have_the_events_of_their_plans(site):
    def texts(name: str, prefix: str) -> dict[str, bytes]:
        return {uid: event.to_ical() for uid, event in read(site, name, prefix).items()}

    for prefix in ("", "en/"):
        for agency in {name.split("/")[0] for name in (*REAL, *FICTIONAL)}:
            plans = [name for name in (*REAL, *FICTIONAL) if name.startswith(f"{agency}/")]
            whole = {k: v for name in plans for k, v in texts(name, prefix).items()}
            assert texts(agency, prefix) == whole
        assert texts("", prefix) == {k: v for n in REAL for k, v in texts(n, prefix).items()}


def test_lines_end_as_the_standard_has_it_and_are_folded(site):
    for path in site.rglob("*.ics"):
        content = path.read_bytes()
        assert content.startswith(b"BEGIN:VCALENDAR\r\n") and content.endswith(b"END:VCALENDAR\r\n")
        assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")
        assert max(map(len, content.split(b"\r\n"))) <= 75
        whole = Calendar.from_ical(content)
        assert str(whole["version"]) == "2.0" and whole["prodid"] and whole["x-wr-calname"]
        assert str(whole["source"]) == URL + path.relative_to(site).as_posix()
        assert whole.errors == [] and all(one.errors == [] for one in whole.walk())


def test_every_event_leads_to_its_place_on_a_page(site):
    pages: dict[str, str] = {}
    for path in site.rglob("*.ics"):
        for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
            address = urlsplit(str(event["url"]))
            page = f"{address.path.lstrip('/')}index.html"
            html = pages.setdefault(page, (site / page).read_text("utf-8"))
            assert not address.fragment or html.count(f'id="{address.fragment}"') == 1


def event(text: str, day: dt.date = DAY) -> WrittenEvent:
    one = DueEvent("k", day, text, text, f"{URL}#k")
    return write_event(one, uid=f"k.{day}@x", changed=DAY, tag="zh-Hant")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_makes_no_line(text):
    written, plain = event(text), event("x")
    content = write_calendar(HEAD, [written, plain])
    joined = join_events([content], most=MOST, as_of=DAY)
    assert joined == tuple(sorted((written, plain), key=lambda one: one.content))
    events = Calendar.from_ical(content).walk("VEVENT")
    assert [set(one) for one in events] == [set(events[0])] * 2 and "attendee" not in events[0]
    said = text.replace("\r\n", "\n")
    assert said in [str(one["summary"]) for one in events]
    assert said in [str(one["description"]) for one in events]


@pytest.mark.parametrize("text", [*HOSTILE, *("字" * n + "a,b\\c;^d" * n for n in range(1, 40))])
def test_an_event_is_written_as_the_library_writes_it(text):
    written = Event()
    written.add("uid", f"k.{DAY}@x")
    stamp = dt.datetime.combine(DAY, dt.time.min, dt.timezone(dt.timedelta(hours=8)))
    written.add("dtstamp", stamp.astimezone(dt.UTC))
    written.add("dtstart", DAY)
    for name in ("summary", "description"):
        written.add(name, text, parameters={"LANGUAGE": "zh-Hant"})
    written.add("url", f"{URL}#k")
    written.add("transp", "TRANSPARENT")
    assert event(text).content == written.to_ical()


def test_a_hostile_plan_keeps_its_events(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    path = data / "agencies/demo/2025-2026/plan.yml"
    name = 'a;b,c\\n:d "END:VEVENT" ' + "字" * 200
    written = path.read_text("utf-8")
    assert written.count("zh: 開放資料集件數") == 1
    quoted = json.dumps(name, ensure_ascii=False)
    path.write_text(written.replace("zh: 開放資料集件數", f"zh: {quoted}"), "utf-8")
    (view,) = (
        v for v in views(data) if v.summary.plan == "2025-2026" and v.language.code == "zh"
    )  # fmt: skip
    whole = Calendar.from_ical(dict(plan_files(view))[f"{view.summary.address}calendar.ics"])
    events = {str(one["uid"]): one for one in whole.walk("VEVENT")}
    assert len(events) == 41
    said = events["demo.2025-2026.kpi.1.2026.zh@lianming.example"]
    assert said["description"].split("\n")[0] == name
    assert len(said["summary"]) < 200


def test_a_calendar_of_several_plans_keeps_what_is_nearest():
    days = [DAY + dt.timedelta(n) for n in range(-700, 701)]
    kept = nearest((event("x", day) for day in reversed(days)), most=MOST, as_of=DAY)
    assert sorted(one.day for one in kept) == days[-MOST:]  # all 701 to come, the last 299 past
    files = [write_calendar(HEAD, [event("x", day) for day in days[n::3]]) for n in range(3)]
    assert join_events(files, most=MOST, as_of=DAY) == kept
    assert join_events([], most=MOST, as_of=DAY) == ()
    few = nearest((event("x", day) for day in days), most=2, as_of=DAY)
    assert [one.day for one in few] == [DAY, DAY + dt.timedelta(1)]


def test_an_event_that_moves_keeps_its_uid(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    path = data / "agencies/demo/2025-2026/plan.yml"
    written = path.read_text("utf-8")
    assert "2026-12-31: 2027-01-20" in written
    path.write_text(written.replace("2026-12-31: 2027-01-20", "2026-12-31: 2027-02-05"), "utf-8")
    days = {}
    for folder in (ROOT / "data", data):
        (view,) = (
            v for v in views(folder) if v.summary.plan == "2025-2026" and v.language.code == "en"
        )  # fmt: skip
        content = dict(plan_files(view))[f"en/{view.summary.address}calendar.ics"]
        for one in Calendar.from_ical(content).walk("VEVENT"):
            if "due.2026-12-31" in one["uid"]:
                days[folder] = (str(one["uid"]), one["dtstart"].dt.isoformat())
    uid = "demo.2025-2026.due.2026-12-31.en@lianming.example"
    assert days == {ROOT / "data": (uid, "2027-01-20"), data: (uid, "2027-02-05")}


def test_where_no_plan_is_held_there_is_a_feed_and_no_calendar():
    loaded = load_site(ROOT / "data")
    joint = Joint(
        site=loaded.site,
        holdings=holdings_of(loaded, ()),
        themes=loaded.vocabulary.themes,
        as_of=DAY,
        language=Language("en", loaded.strings, loaded.vocabulary),
    )
    files = joint_files(joint.parts(), lambda address: pytest.fail(address))
    assert len(files) == 1 + len(loaded.agencies) + len(loaded.vocabulary.themes)
    for address, content in files.items():
        feed = feedparser.parse(content)
        assert address.endswith("/feed.xml") and not feed.bozo and feed.entries == []
        assert feed.feed.updated == f"{DAY}T00:00:00+08:00"
    for plans, kinds in ((True, ["feed", "calendar"]), (False, ["feed"])):
        links = offered("agency", "agencies/x/", name="X", language=joint.language, plans=plans)
        assert [one.kind.id for one in links] == kinds
