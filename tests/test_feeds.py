"""Feeds: what the ledger, the reports and the answers say, both ways, read by another reader."""

import datetime as dt
import json
import re
import shutil
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
import yaml

from generator.exports.calendars import write_calendar
from generator.exports.feeds import MOST, FeedEntry, newest, write_feed, written_entries
from generator.exports.following import Joint, plan_files
from generator.pages.changes import change_rows, record_rows
from generator.problems import ProblemsError
from generator.source import load_site
from generator.subscriptions import KINDS, Head
from generator.summary import LedgerLine
from tests.following import AS_OF, FICTIONAL, HOSTILE, REAL, ROOT, holdings_of, read_feed, views
from tests.leftovers import joint_files

URL = "https://lianming.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
HEAD = Head(
    url=f"{URL}feed.xml", page=URL, title="題", tag="zh-Hant", day=dt.date(2026, 1, 2),
    author="某", rights="權", themes=f"{URL}themes/",
)  # fmt: skip


NO_EVENTS = write_calendar(HEAD, ())


def feeds(site: Path) -> dict[str, feedparser.FeedParserDict]:
    """Every feed of a site by its folder, `en/` first where it is in English."""
    return {
        path.parent.relative_to(site).as_posix(): feedparser.parse(path.read_bytes())
        for path in sorted(site.rglob("feed.xml"))
    }


@pytest.fixture(scope="module")
def found(site: Path) -> dict[str, feedparser.FeedParserDict]:
    return feeds(site)


@pytest.fixture(scope="module")
def records(site: Path) -> dict[str, dict]:
    return {
        name: json.loads((site / f"data/v1/{name}/plan.json").read_text("utf-8"))
        for name in (*REAL, *FICTIONAL)
    }


def plan_file(name: str) -> dict:
    return yaml.safe_load((ROOT / f"data/agencies/{name}/plan.yml").read_text("utf-8"))


def expected(name: str, record: dict) -> dict[str, str]:
    """The day of every entry by its address below the language's root, worked out from the public
    record and the plan's file."""
    base, rows = f"agencies/{name}/", []
    for one in record["changes"]:
        year = f"-{one['year']}" if one["year"] else ""
        rows.append((f"changes/#{one['date']}-{one['item']}-{one['field']}{year}", one["date"]))
    rows += [(f"changes/#{one['id']}", one["reported"]) for one in record["reports"]]
    rows += [
        (f"participation/#{one['id']}", one["answered"])
        for one in record["questions"]
        if one["state"] == "answered"
    ]
    told_day = {"open": "opened", "closed": "closed", "overdue": "closed"}
    rows += [
        (f"participation/#{one['id']}", one["answered"] or one[told_day[one["state"]]])
        for one in record["consultations"]
    ]
    plan = plan_file(name)
    rows += [(f"changes/#record-{one['date']}", str(one["date"])) for one in plan["changes"]]
    assert len({address for address, _ in rows}) == len(rows)
    return {base + address: day for address, day in rows}


def told(feed: feedparser.FeedParserDict) -> dict[str, str]:
    """The day of every entry of a feed by its address below the language's root."""
    days = {}
    for entry in feed.entries:
        moment = dt.datetime.fromisoformat(entry.updated)
        assert (moment.time(), moment.utcoffset()) == (dt.time(), dt.timedelta(hours=8))
        assert entry.id == entry.link
        days[entry.id.removeprefix(URL).removeprefix("en/")] = moment.date().isoformat()
    return days


def test_every_feed_is_sound_and_says_what_it_is(found):
    places = {"", "agencies/demo", *(f"agencies/{name}" for name in (*REAL, *FICTIONAL))}
    places |= {f"agencies/{name.split('/')[0]}" for name in REAL}
    places |= {f"committees/{one.id}" for one in load_site(ROOT / "data").committees}
    places |= {f"themes/{theme}" for theme in load_site(ROOT / "data").vocabulary.themes}
    zh = {place or "." for place in places}
    assert set(found) == zh | {f"en/{place}".rstrip("/") for place in places}
    for place, feed in found.items():
        assert not feed.bozo, (place, feed.get("bozo_exception"))
        english = place == "en" or place.startswith("en/")
        assert feed.feed.language == ("en" if english else "zh-Hant")
        itself = next(link.href for link in feed.feed.links if link.rel == "self")
        assert itself == feed.feed.id == URL + f"{place}/feed.xml".removeprefix("./")
        assert feed.feed.link == itself.removesuffix("feed.xml")
        assert feed.feed.title and feed.feed.author and "creativecommons.org" in feed.feed.rights


def test_ids_are_unique_and_the_newest_come_first(found):
    for feed in found.values():
        assert [
            id_ for id_, n in Counter(entry.id for entry in feed.entries).items() if n > 1
        ] == []
        days = [entry.updated for entry in feed.entries]
        assert days == sorted(days, reverse=True)
        assert feed.feed.updated == max(days, default=feed.feed.updated)


@pytest.mark.parametrize("name", [*REAL, *FICTIONAL])
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_plans_feed_is_its_ledger_reports_answers_and_consultations(found, records, name, prefix):
    assert told(found[f"{prefix}agencies/{name}"]) == expected(name, records[name])


def test_the_feeds_over_several_plans_hold_those_of_their_plans(found, records):
    for prefix in ("", "en/"):
        for agency in {name.split("/")[0] for name in records}:
            plans = [name for name in records if name.startswith(f"{agency}/")]
            whole = {k: v for name in plans for k, v in expected(name, records[name]).items()}
            assert told(found[f"{prefix}agencies/{agency}"]) == whole
        real = {k: v for name in REAL for k, v in expected(name, records[name]).items()}
        assert told(found[prefix.rstrip("/") or "."]) == real and real


def test_a_theme_has_the_plans_that_have_goals_of_it(found, records):
    for theme in load_site(ROOT / "data").vocabulary.themes:
        plans = [
            name
            for name in REAL
            if any(theme in goal.get("themes", ()) for goal in plan_file(name)["goals"])
        ]
        whole = {k: v for name in plans for k, v in expected(name, records[name]).items()}
        assert told(found[f"themes/{theme}"]) == told(found[f"en/themes/{theme}"]) == whole


@pytest.mark.parametrize("name", FICTIONAL)
def test_a_change_says_old_and_new_and_why(found, records, name):
    for prefix, language in (("", "zh"), ("en/", "en")):
        entries = {
            entry.id.rpartition("#")[2]: entry
            for entry in found[f"{prefix}agencies/{name}"].entries
        }
        for one in records[name]["changes"]:
            year = f"-{one['year']}" if one["year"] else ""
            entry = entries[f"{one['date']}-{one['item']}-{one['field']}{year}"]
            said = unescape(entry.summary)
            parts = [one["old"], one["why"][language] if one["why"] else None]
            assert [part for part in parts if part and part not in said] == []
            assert one["field"] == "standing" or one["new"] is None or one["new"] in said
            if one["old"] and one["new"] and one["field"] != "standing":
                assert f"{one['old']} → {one['new']}" in said


def test_the_fictional_stand_in_their_own_feeds_alone_and_are_marked(found):
    marks = {"zh": "〔示範資料，非真實數字〕", "en": "[Demonstration data, not real figures]"}
    own = 0
    for place, feed in found.items():
        mark = marks["en" if place.startswith("en") else "zh"]
        if place.endswith("/demo") or "agencies/demo" in place:
            own += len(feed.entries)
            assert all(e.title.startswith(mark) for e in (feed.feed, *feed.entries))
        else:
            assert not any("/demo/" in entry.id or mark in entry.title for entry in feed.entries)
    assert own


def test_every_entry_leads_to_its_place_on_a_page(found, site):
    for feed in found.values():
        for entry in feed.entries:
            address = urlsplit(entry.link)
            page = (site / address.path.lstrip("/") / "index.html").read_text("utf-8")
            if address.fragment:  # a meeting is a page of its own
                assert page.count(f'id="{address.fragment}"') == 1, entry.link


def test_pages_name_their_feed_in_the_head_and_where_people_look(site):
    link = re.compile(
        r'<link rel="alternate" type="application/atom\+xml" title="[^"]+" href="([^"]+)">'
    )
    seen = re.compile(r'<a href="([^"]+)" type="application/atom\+xml"')
    for page, feed, shown in (
        ("", "feed.xml", True), ("changes/", "feed.xml", True),
        ("agencies/kinmen/", "agencies/kinmen/feed.xml", True),
        ("agencies/kinmen/2020/", "agencies/kinmen/2020/feed.xml", True),
        ("agencies/kinmen/2020/changes/", "agencies/kinmen/2020/feed.xml", True),
        ("agencies/hsinchu-county/2023/kpi/5-1/", "agencies/hsinchu-county/2023/feed.xml", False),
        ("themes/procurement/", "themes/procurement/feed.xml", True),
        ("committees/kinmen/", "committees/kinmen/feed.xml", True),
    ):  # fmt: skip
        for prefix in ("", "en/"):
            folder = site / prefix / page
            html = (folder / "index.html").read_text("utf-8")
            aim = (site / prefix / feed).resolve()
            assert [(folder / href).resolve() for href in link.findall(html)] == [aim], page
            assert [(folder / href).resolve() for href in seen.findall(html)] == [aim] * shown


def test_what_happens_after_the_day_is_not_told():
    day = "2026-02-10"
    entries = {
        (view.summary.plan, view.language.code): read_feed(dict(plan_files(view))[
            f"{view.language.prefix}{view.summary.address}feed.xml"
        ])
        for view in views(ROOT / "data", day)
        if view.summary.agency == "demo"
    }  # fmt: skip
    days = [one.day.isoformat() for found in entries.values() for one in found]
    assert days and max(days) <= day
    (consultation,) = (e for e in entries["2025-2026", "en"] if e.id.endswith("#c1"))
    assert consultation.day == dt.date(2026, 2, 2) and "We did" not in consultation.summary


def test_the_same_data_gives_the_same_bytes(site):
    made = 0
    for view in views(ROOT / "data", AS_OF):
        for address, content in plan_files(view):
            assert (site / address).read_bytes() == content
            made += 1
    assert made == len(KINDS) * 2 * len((*REAL, *FICTIONAL))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_makes_no_element(text):
    entry = FeedEntry(f"{URL}#1", dt.date(2026, 1, 2), text, text, (text,))
    content = write_feed(HEAD, [entry])
    entries = ElementTree.fromstring(content).findall(f"{ATOM}entry")
    assert [element.tag.removeprefix(ATOM) for element in entries[0].iter()] == [
        "entry", "id", "title", "updated", "link", "category", "summary",
    ]  # fmt: skip
    assert len(entries) == 1
    assert b"".join(one.content for one in written_entries(content)) in content
    (joined,) = written_entries(content)
    assert (joined.id, joined.day) == (entry.id, entry.day)
    plain = text.replace("\r\n", "\n")  # as XML has line ends
    assert [(one.title, one.summary) for one in read_feed(content)] == [(plain, plain)]
    parsed = feedparser.parse(content, sanitize_html=False)
    assert not parsed.bozo and parsed.entries[0].id == f"{URL}#1"


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_plan_is_told_in_its_own_words_or_refused(tmp_path, text):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    path = data / "agencies/demo/2025-2026/plan.yml"
    written = path.read_text("utf-8")
    for old in ("十件資料集併入其他資料集", "授權條款標示件數"):
        assert written.count(old) == 1
        written = written.replace(old, json.dumps(text, ensure_ascii=False))
    path.write_text(written, "utf-8")
    if "\n" in text:
        with pytest.raises(ProblemsError):
            next(views(data))
        return
    for view in views(data):
        if view.summary.plan == "2025-2026" and view.language.code == "zh":
            content = dict(plan_files(view))[f"{view.summary.address}feed.xml"]
    (entry,) = (e for e in read_feed(content) if "-5-target-" in e.id)
    line = " ".join(text.split())
    name, _, why = entry.summary.split("\n")[:3]
    assert (name, why) == (line, f"理由：{line}")
    assert not feedparser.parse(content).bozo and len(entry.title) < 200


def test_changes_of_one_day_have_places_of_their_own_that_stay():
    view = next(v for v in views(ROOT / "data") if v.summary.plan == "2025-2026")
    (line,) = view.summary.ledger
    year_before = replace(line, entry=replace(line.entry, year=2025))

    def anchors(*lines: LedgerLine) -> list[str]:
        summary = replace(view.summary, ledger=lines)
        return [row.anchor for row in change_rows(summary, view.language)]

    assert anchors(line, year_before) == ["2026-03-20-5-target-2026", "2026-03-20-5-target-2025"]
    older = replace(line, entry=replace(line.entry, old="7 件", new=line.entry.old))
    oldest = replace(line, entry=replace(line.entry, old="6 件", new="7 件"))
    two, three = anchors(line, older), anchors(oldest, older, line)
    assert two == three[:0:-1] and len({*three}) == 3
    assert all(re.fullmatch("2026-03-20-5-target-2026-[0-9a-f]{8}", one) for one in three)
    assert anchors(line, line) == [two[0], f"{two[0]}-no2"]
    other = replace(view.summary, agency="other")
    (one,), (two,) = (change_rows(summary, view.language) for summary in (view.summary, other))
    assert one.anchor == two.anchor and one.anchor_of_many != two.anchor_of_many


def test_twins_of_a_day_have_one_place_on_the_page_and_in_the_feed_wherever_they_stand(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    path = data / "agencies/demo/2025-2026/plan.yml"
    written = path.read_text("utf-8")
    one, two, three = (
        f"  - date: 2026-11-20\n    what: {{zh: {words}, en: {words}}}\n"
        for words in ("First", "Second", "Third")
    )
    ids = []
    for lines in (one + two, three + one + two):
        path.write_text(written.replace("\nchanges:\n", f"\nchanges:\n{lines}"), "utf-8")
        (view,) = (
            v for v in views(data) if v.summary.plan == "2025-2026" and v.language.code == "zh"
        )  # fmt: skip
        content = dict(plan_files(view))[f"{view.summary.address}feed.xml"]
        words = {
            e.id.rpartition("#")[2]: e.summary for e in read_feed(content) if "#record-" in e.id
        }
        assert sorted(words) == sorted(row.anchor for row in record_rows(view.plan))
        assert "record-2026-11-21" in words
        ids.append(set(words.items()))
    assert ids[0] < ids[1] and len(ids[1]) == 4


def test_a_feed_of_several_plans_holds_the_newest_hundred():
    start = dt.date(2020, 1, 1)

    def entries(address: str) -> list[FeedEntry]:
        return [
            FeedEntry(f"{address}#{n}", start + dt.timedelta(n), "t", "s", ("procurement",))
            for n in range(150)
        ]

    view = next(view for view in views(ROOT / "data") if view.summary.agency == "kinmen")
    loaded = load_site(ROOT / "data")
    summaries = [one.summary for one in views(ROOT / "data") if one.language.code == "zh"]
    joint = Joint(
        site=loaded.site,
        holdings=holdings_of(loaded, summaries),
        themes=loaded.vocabulary.themes,
        as_of=view.as_of,
        language=view.language,
    )
    files = joint_files(
        joint.parts(),
        lambda name: (
            write_feed(HEAD, newest(entries(name))) if name.endswith(".xml") else NO_EVENTS
        ),
    )
    real = [one for s in summaries if not s.fictional for one in entries(f"{s.address}feed.xml")]
    for name in ("feed.xml", "themes/procurement/feed.xml"):
        assert read_feed(files[name]) == newest(real)[:MOST]
    one = entries("agencies/kinmen/2020/feed.xml")
    assert read_feed(files["agencies/kinmen/feed.xml"]) == newest(one)[:MOST]
    assert read_feed(files["themes/education/feed.xml"]) == ()


def test_what_is_told_of_an_item_belongs_to_the_themes_of_its_goals(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    path = data / "agencies/demo/2025-2026/plan.yml"
    written = path.read_text("utf-8")
    for old, theme in (
        ("text: {zh: 兩年內把資料", "education"),
        ("text: {zh: 讓服務更快", "security"),
    ):
        assert written.count(old) == 1
        written = written.replace(old, f"themes: [{theme}]\n    {old}")
    path.write_text(written, "utf-8")
    (view,) = (
        v for v in views(data) if v.summary.plan == "2025-2026" and v.language.code == "zh"
    )  # fmt: skip
    entries = read_feed(dict(plan_files(view))[f"{view.summary.address}feed.xml"])
    themes = {one.id.rpartition("#")[2]: one.themes for one in entries}
    assert themes["2026-03-20-5-target-2026"] == ("education",)  # KPI 5 stands under goal 一
    assert themes["q2"] == ("education",)
    assert themes["2026-11-12-self"] == ("education", "security")
    assert themes["record-2026-11-21"] == themes["q1"] == ("education", "security")
