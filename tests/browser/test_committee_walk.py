"""The walk of a committee's member: from the calendar to the meeting, a plan, an indicator that is
behind, the resolution about it, and back to the meeting and its pack.
"""

import hashlib
import re
import shutil
import subprocess
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest
from axe_playwright_python.sync_playwright import Axe
from icalendar import Calendar
from playwright.sync_api import expect
from typer.testing import CliRunner

from site_build import app
from tests.browser.conftest import served
from tests.browser.test_reading import FOCUSED
from tests.sites import AS_OF, build

ROOT = Path(__file__).resolve().parent.parent.parent
DEMO = "committees/demo/"
MEETING = f"{DEMO}meetings/2026-12-16/"
REVIEW = "agencies/demo/2025-2026/review/"
KPI = "agencies/demo/2025-2026/kpi/5/"
PAPER = f"{DEMO}papers/demo-2026-12-16-zh-en.pdf"
PREFIXES = {"zh": "", "en": "en/"}
# What is read on each page of the walk, in both languages.
SAID = {
    "zh": {
        "summary": "示範機關廉政會報第 8 次會議：預定召開",
        "meeting": ("示範機關廉政會報第 8 次會議", "115 年 12 月 16 日", "預定召開", "115年度辦理情形"),
        "mark": "示範資料，非真實數字",
        "behind": ("進度落後", "21 件", "40 件", "原因 授權文字8月才定案", "因應策略 12月底前完成其餘"),
        "kpi": ("授權條款標示件數", "應有 34 件", "21 ÷ 34 ≈ 0.6176 < 0.7"),
        "resolution": (
            "資料集限期完成授權條款標示，落後時提出補救作法。", "繼續列管", "逾期 144 日",
            "示範機關資料科", "115 年 6 月 30 日", "請主辦單位於下次會議提出補救作法。",
        ),
        "paper": ("會議資料（中英對照）", "PDF, "),
    },
    "en": {
        "summary": "Ethics Meeting of the Demonstration Office, meeting 8: Planned",
        "meeting": ("Ethics Meeting of the Demonstration Office, meeting 8", "16 December 2026", "Planned", "Progress in 2026"),
        "mark": "Demonstration data, not real figures",
        "behind": ("Behind", "21 items", "40 items", "Reason The wording was settled only in August", "Response The rest by the end of December"),
        "kpi": ("Data sets with a licence", "Expected 34 items", "21 ÷ 34 ≈ 0.6176 < 0.7"),
        "resolution": (
            "Mark every data set with its licence in time, and say what is done where that is behind.",
            "Open", "144 days overdue", "Data section, Demonstration Office", "30 June 2026",
            "the lead office is to propose a remedy at the next meeting.",
        ),
        "paper": ("Meeting pack, in Chinese and English", "PDF, "),
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def own_site(tmp_path_factory) -> Path:
    """A site whose next meeting has its pack among its papers, as an office would put it there."""
    folder = tmp_path_factory.mktemp("walk")
    data = folder / "data"
    shutil.copytree(ROOT / "data", data)
    made = CliRunner().invoke(
        app,
        ["pack", "demo", "2026-12-16", "--data", str(data), "--out", str(folder / "out"),
         "--as-of", AS_OF, "--text", "both", "--format", "pdf", "--record"],
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    with (data / MEETING).with_suffix(".yml").open("a", encoding="utf-8") as file:
        file.write(made.stdout)
    build(data, folder / "site")
    return folder / "site"


@pytest.fixture(scope="module")
def base_url(own_site):
    with served(own_site) as address:
        yield address


class Phone:
    """A member with a telephone: what is tapped is seen, and large enough."""

    view = MappingProxyType({"width": 390, "height": 844, "touch": True})

    def __init__(self, page) -> None:
        self.page = page

    def press(self, selector: str) -> None:
        link = self.page.locator(selector).first
        link.scroll_into_view_if_needed()
        box = link.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["height"] >= 16, selector
        link.tap()


class Keyboard:
    """A member at a desk without a mouse: Tab to what is wanted, seen on the way, then Enter."""

    view = MappingProxyType({"width": 1280, "height": 800})

    def __init__(self, page) -> None:
        self.page = page
        page.emulate_media(reduced_motion="reduce")  # else the page is still on its way there

    def press(self, selector: str) -> None:
        for _ in range(700):
            self.page.keyboard.press("Tab")
            focused = self.page.evaluate(FOCUSED)
            if focused is None:  # past the last one, and to the first again
                continue
            assert focused["seen"] and focused["marked"], focused
            if self.page.evaluate("(one) => document.activeElement.matches(one)", selector):
                self.page.keyboard.press("Enter")
                return
        pytest.fail(f"the keyboard does not reach {selector}")


def words(text: str) -> str:
    return " ".join(text.split())


def read(page, selector: str, *wanted: str) -> str:
    """What the first such element says to who looks at it; it must say this."""
    shown = page.locator(selector).first
    assert shown.is_visible()
    text = words(shown.inner_text())
    for one in wanted:
        assert one in text, (one, text[:400])
    return text


def entry(site: Path, prefix: str, host: str) -> tuple[str, str]:
    """What the calendar says of the meeting to come, and the address it leads to below the root."""
    read = Calendar.from_ical((site / prefix / DEMO / "calendar.ics").read_bytes())
    (event,) = (one for one in read.walk("VEVENT") if one["DTSTART"].dt == date(2026, 12, 16))
    address = str(event["URL"])
    assert address.startswith(host)
    return str(event["SUMMARY"]), address.removeprefix(host)


def sound(page) -> None:
    """No fault, nothing beside the screen, nothing that axe finds, in light and dark."""
    assert page.faults == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations] == []


@pytest.mark.parametrize("language", PREFIXES)
@pytest.mark.parametrize("way", [Phone, Keyboard])
def test_a_member_goes_from_the_calendar_to_what_is_behind_and_back_to_the_pack(
    own_site, visit, base_url, way, language
):
    prefix, said = PREFIXES[language], SAID[language]
    summary, address = entry(own_site, prefix, "https://lianming.example/")
    assert said["summary"] in summary and said["mark"] in summary
    page = visit(address, **way.view)
    member = way(page)

    def at(where: str) -> None:
        page.wait_for_url(base_url + prefix + where)
        assert page.get_attribute("html", "lang") == {"zh": "zh-Hant", "en": "en"}[language]
        assert said["mark"] in page.inner_text("main")

    at(MEETING)
    read(page, "main", *said["meeting"])
    read(page, "#follow-up", *said["resolution"][:3])
    sound(page)

    member.press('#plans a[href$="agencies/demo/2025-2026/review/"]')
    at(REVIEW)
    row = f'#attention tr:has(a[href$="{KPI.removeprefix(REVIEW[:-7])}"])'
    read(page, row, *said["behind"], *said["kpi"][:1])
    sound(page)

    member.press(f'{row} th a[href$="kpi/5/"]')
    at(KPI)
    read(page, "h1", said["kpi"][0])
    read(page, "#state", *said["kpi"][1:], said["behind"][0], *said["behind"][3:])
    read(page, "#resolutions", *said["resolution"][:5])
    sound(page)

    member.press('#resolutions a[href$="resolutions/#r-4-2"]')
    at(f"{DEMO}resolutions/#r-4-2")
    read(page, "#r-4-2", "4-2", *said["resolution"])
    # It is before the reader, not the head of the page; a phone's page is still on its way there.
    expect(page.locator("#r-4-2 h3")).to_be_in_viewport()
    assert page.locator(f'#r-4-2 a[href$="{KPI}"]').count() == 1
    sound(page)

    member.press(f'main a[href$="{MEETING.removeprefix(DEMO)}"]')
    at(MEETING)
    paper = f'main a[href$="{PAPER}"]'
    size = (own_site / PAPER).stat().st_size
    read(page, paper, *said["paper"], f"{size / 1000:.1f} KB")
    hash_ = f"li:has(a[href$='{PAPER}']) details.hash"
    assert not page.locator(f"{hash_} code").is_visible()
    member.press(f"{hash_} summary")
    shown = read(page, f"{hash_} code")
    sound(page)
    with page.expect_download() as coming:  # this browser shows no PDF
        member.press(paper)
    content = Path(coming.value.path()).read_bytes()
    assert hashlib.sha256(content).hexdigest() == shown == words(shown)
    text = subprocess.run(
        ["pdftotext", "-raw", coming.value.path(), "-"], capture_output=True, check=True
    ).stdout.decode()
    bare = re.sub(r"\s+", "", text)
    for one in ("zh", "en"):
        for wanted in (SAID[one]["resolution"][0], SAID[one]["behind"][3].split(" ", 1)[1]):
            assert re.sub(r"\s+", "", wanted) in bare


@pytest.mark.parametrize("language", PREFIXES)
def test_a_paper_opens_without_a_script(own_site, visit, language):
    page = visit(PREFIXES[language] + MEETING, width=390, height=844, javascript=False, touch=True)
    page.locator(f"li:has(a[href$='{PAPER}']) summary").tap()
    shown = read(page, f"li:has(a[href$='{PAPER}']) code")
    with page.expect_download() as coming:
        page.locator(f'a[href$="{PAPER}"]').tap()
    assert hashlib.sha256(Path(coming.value.path()).read_bytes()).hexdigest() == shown
