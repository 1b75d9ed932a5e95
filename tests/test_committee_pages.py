"""The pages and calendars of committees, as they stand in the built site."""

import json
import re
import shutil
from datetime import date
from html import unescape
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar

from tests.sites import build

ROOT = Path(__file__).resolve().parent.parent
DEMO = "committees/demo/"


def page(site: Path, address: str, prefix: str = "") -> str:
    return (site / prefix / address / "index.html").read_text("utf-8")


def words(html: str) -> str:
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def section(html: str, id_: str) -> str:
    """A section up to the next one of its page."""
    found = re.search(rf'<section id="{id_}".*?(?=<section id="|</main>)', html, re.DOTALL)
    assert found, id_
    return found[0]


def test_the_register_has_every_resolution_open_ones_first_with_age_and_deadline(site):
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", section(page(site, f"{DEMO}resolutions/"), "register"), re.DOTALL)  # fmt: skip
    ids = [re.search(r'href="#r-([^"]+)"', row)[1] for row in rows]
    assert ids == [
        *("4-2", "5-2", "7-3", "5-3", "7-1", "3-2", "7-2"),  # open
        *("4-3", "5-1", "4-1", "3-1", "3-3"),
    ]
    first, last = words(rows[0]), words(rows[-1])
    assert "繼續列管" in first and "逾期 144 日" in first and "歷經 2 次會議、425 日" in first
    assert "解除列管" in last and "未訂 –" in last
    html = page(site, f"{DEMO}resolutions/", "en")
    assert set(ids) == set(re.findall(r'<section class="resolution" id="r-([^"]+)"', html))
    assert "2 meetings since, 425 days" in words(html)


def test_the_register_is_filtered_by_office_without_a_script(site):
    html = page(site, f"{DEMO}resolutions/")
    units = re.findall(r'<a class="tag" href="#(unit-\d)">(.*?)</a>', html)
    told = {words(name): id_ for id_, name in units}
    assert set(told) == {
        "示範機關服務科 4 件列管",
        "示範機關資料科 2 件列管",
        "示範機關綜合科 5 件列管",
    }
    for id_ in told.values():
        unit = re.search(rf'<section id="{id_}" class="unit">.*?</section>', html, re.DOTALL)
        assert unit and re.findall(r'href="#r-[^"]+"', unit[0])


def test_a_meeting_follows_up_what_was_open_and_says_what_it_resolved(site):
    html = page(site, f"{DEMO}meetings/2026-03-20/", "en")
    # What the meeting before resolved stands first, and what is older after it.
    assert re.findall(r"r-(\d-\d)", section(html, "last-resolved")) == ["4-2", "4-3", "4-1"]
    assert 'meetings/2025-09-22/"' in section(html, "last-resolved")
    assert re.findall(r"r-(\d-\d)", section(html, "follow-up")) == ["3-2"]
    assert html.index('id="last-resolved"') < html.index('id="follow-up"')
    assert re.findall(r"r-(\d-\d)", section(html, "resolved")) == ["5-2", "5-3", "5-1"]
    kinds = re.findall(r"<li><h3>(.*?)</h3>", section(html, "agenda"))
    assert kinds == ["Earlier resolutions", "Reports", "Proposals"]
    assert len(re.findall(r"<code[^>]*>[0-9a-f]{64}</code>", html)) == 1  # the minutes


@pytest.mark.parametrize("day", ["2026-12-16", "2026-09-30", "2025-03-26"])
@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_meeting_leads_to_its_plans_what_changed_in_them_and_questions_that_wait(
    site, day, prefix
):
    shown = section(page(site, f"{DEMO}meetings/{day}/", prefix), "plans")
    rows = dict(re.findall(r'<li><p><a href="[./]*agencies/demo/([0-9-]+)/review/">(.*?)</li>', shown, re.DOTALL))  # fmt: skip
    assert set(rows) == {"2025", "2025-2026", "2026"}
    for plan, row in rows.items():
        (to,) = re.findall(r'href="[./]*(agencies/demo/[0-9-]+/review/)#since"', row)
        assert to == f"agencies/demo/{plan}/review/" and "2026" in words(row)
        assert 'id="since"' in page(site, to, prefix)
    asked = json.loads((site / "data/v1/demo/2025-2026/plan.json").read_text("utf-8"))["questions"]
    states = [one["state"] for one in asked]
    late, waiting = states.count("overdue"), states.count("waiting")
    said = words(rows["2025-2026"])
    assert late and waiting and "agencies/demo/2025-2026/participation/" in rows["2025-2026"]
    assert (f"{late} 則逾期未答覆" if not prefix else f"{late} overdue") in said
    assert (f"{waiting} 則尚未答覆" if not prefix else f"{waiting} not yet answered") in said
    assert "participation/" not in rows["2026"]


def test_each_earlier_resolution_stands_once_on_a_meeting_that_is_to_come(site):
    html = page(site, f"{DEMO}meetings/2026-12-16/")
    last = re.findall(r"#r-(\d-\d)", section(html, "last-resolved"))
    older = re.findall(r"#r-(\d-\d)", section(html, "follow-up"))
    assert last == ["7-3", "7-1", "7-2"] and older == ["4-2", "5-2", "5-3", "3-2"]


def test_a_cancelled_meeting_says_why_and_has_followed_up_nothing(site):
    html = page(site, f"{DEMO}meetings/2026-08-12/")
    assert "已取消 當日停止上班，併入下次會議。" in words(html)
    for id_ in ("follow-up", "last-resolved", "resolved", "plans"):
        assert f'id="{id_}"' not in html
    assert "會議紀錄" not in html


@pytest.mark.parametrize(
    ("address", "of"),
    [
        ("agencies/demo/2025-2026/kpi/5/", "4-2"),
        ("agencies/demo/2025-2026/", "3-1"),  # its goal
        ("agencies/demo/2025/", "4-1"),  # a measure
        ("agencies/demo/2025/", "5-2"),  # a finding
        ("agencies/demo/2026/review/", "7-2"),  # the whole plan
    ],
)
def test_a_resolution_stands_beside_what_it_concerns_and_leads_back(site, address, of):
    for prefix in ("", "en/"):
        up = "../" * address.count("/")
        assert f'href="{up}{DEMO}resolutions/#r-{of}"' in page(site, address, prefix)
        back = re.search(rf'id="r-{of}".*?</section>', page(site, f"{DEMO}resolutions/", prefix), re.DOTALL)  # fmt: skip
        assert back and address.removesuffix("review/") in back[0]


def test_the_findings_of_the_record_stand_on_its_page_with_their_working(site):
    # Days are kept whole by tags of their own.
    found = words(section(page(site, DEMO, "en"), "findings")).replace(" ", "")
    for working in (
        "2026-03-20 and 6 months is 2026-09-20; the next meeting was on 2026-09-30, 10 days later",
        "Due on 2026-06-30; 144 days overdue on 2026-11-21",
        "The last word of it is of 2025-03-26; 3 meetings were held since",
        "Resolved on 2025-03-26; no meeting is named that closed it",
        "demo/2025-2026 11",
    ):
        assert working.replace(" ", "") in found


def test_of_a_real_committee_only_what_the_document_says_is_shown(site):
    html = page(site, "committees/hsinchu-county/")
    assert "預計一年至少召開1次" in html and "agencies/hsinchu-county/2023/#w9" in html
    assert "本站尚未收錄會議。" in html and 'id="findings"' not in html
    assert not (site / "committees/hsinchu-county/resolutions").exists()
    assert "committees/hsinchu-county/" in page(site, "agencies/hsinchu-county/")


def test_fiction_is_marked_and_kept_from_search_engines(site):
    for address in (DEMO, f"{DEMO}resolutions/", f"{DEMO}meetings/2026-12-16/"):
        assert "noindex" in page(site, address)
    listed = (site / "sitemap.xml").read_text("utf-8")
    assert "committees/kinmen/" in listed and "committees/demo" not in listed


def test_a_calendar_has_every_meeting_and_each_open_deadline(site):
    for prefix, mark in (("", "示範資料"), ("en/", "Demonstration data")):
        read = Calendar.from_ical((site / prefix / f"{DEMO}calendar.ics").read_bytes())
        events = {str(one["UID"]).split("@")[0]: one for one in read.walk("VEVENT")}
        assert len(events) == 6 + 5
        coming = next(one for uid, one in events.items() if ".meeting-8." in uid)
        assert coming["DTSTART"].dt == date(2026, 12, 16) and mark in str(coming["SUMMARY"])
        assert str(coming["URL"]).endswith(f"{prefix}{DEMO}meetings/2026-12-16/")
        assert f'href="../../{DEMO}calendar.ics"' in page(site, DEMO, prefix)
    assert not (site / "committees/kinmen/calendar.ics").exists()


def test_a_feed_has_meetings_held_and_each_resolution_told_anew_when_it_is_closed(site):
    for prefix, mark in (("", "〔示範資料"), ("en/", "[Demonstration data")):
        read = feedparser.parse((site / prefix / f"{DEMO}feed.xml").read_bytes())
        assert not read.bozo and read.feed.title.startswith(mark)
        found = {one.id.partition(DEMO)[2]: one for one in read.entries}
        assert len(found) == 4 + 12 and all(e.title.startswith(mark) for e in read.entries)
        days = {id_: one.updated[:10] for id_, one in found.items()}
        assert days["meetings/2025-03-26/"] == "2025-03-26"
        assert not {"meetings/2026-12-16/", "meetings/2026-08-12/"} & set(
            days
        )  # to come; cancelled
        # Closed by a meeting, open, closed without a meeting that is recorded.
        assert (
            days["resolutions/#r-5-1"] == "2026-09-30"
            and days["resolutions/#r-4-2"] == "2025-09-22"
        )
        assert days["resolutions/#r-3-3"] == "2025-03-26"
        closed, made = ("解除列管：4-3、5-1", "本次決議：7-1、7-2、7-3") if not prefix else ("Closed: 4-3, 5-1", "Resolved at this meeting: 7-1, 7-2, 7-3")  # fmt: skip
        told = found["meetings/2026-09-30/"].summary
        assert closed in told and made in told
        assert f'href="../../{DEMO}feed.xml"' in page(site, DEMO, prefix)
        for entry in read.entries:
            assert entry.id.startswith(f"https://lianming.example/{prefix}{DEMO}")
            assert (site / prefix / DEMO / entry.id.partition(DEMO)[2].partition("#")[0]).is_dir()
    # Without a meeting there is a feed to wait for the first one, and no calendar.
    assert not feedparser.parse((site / "committees/kinmen/feed.xml").read_bytes()).entries


@pytest.mark.parametrize("folder", [None, "empty"])
def test_without_committees_nothing_of_them_shows(tmp_path, folder):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    shutil.rmtree(data / "committees")
    if folder:
        (data / "committees").mkdir()
    build(data, tmp_path / "site")
    told = [
        path
        for path in (tmp_path / "site").rglob("*.html")
        if "committees/" in path.read_text("utf-8")
    ]
    assert told == [] and not (tmp_path / "site/committees").exists()
    assert not (tmp_path / "site/data/v1/committees").exists()


def test_pages_of_fictional_committees_and_consultations_are_searched_only_when_asked_for(site):
    for code in ("zh", "en"):
        listed = json.loads((site / f"assets/search/{code}/contents.json").read_text("utf-8"))
        marked = {address for address, _, *fictional in listed["pages"] if fictional == [1]}
        ours = (DEMO, "consultations/demo-")
        assert {address for address, *_ in listed["pages"] if address.startswith(ours)} == marked
        assert f"{DEMO}resolutions/" in marked and len(marked) == 8 + 3
