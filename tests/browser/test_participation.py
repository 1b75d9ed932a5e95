"""Taking part in a real browser: quiet marks, embedded figures, the code on paper."""

import threading
from functools import partial
from http.server import ThreadingHTTPServer

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import SiteHandler

KPI = "agencies/demo/2025-2026/kpi/5/"
EMBEDS = (
    f"{KPI}embed/",
    "agencies/demo/2025/kpi/8/embed/",
    "agencies/hsinchu-county/2023/kpi/5-1/embed/",
)


class _Host(SiteHandler):
    """Another site, without our policy."""

    def end_headers(self) -> None:
        super(SiteHandler, self).end_headers()


@pytest.fixture
def host(tmp_path):
    """Another site on this machine: its folder and its address."""
    handler = partial(_Host, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield tmp_path, f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("address", EMBEDS)
@pytest.mark.parametrize("language", ["", "en/"])
def test_an_embedded_figure_is_sound_alone(visit, language, address):
    page = visit(language + address, width=320)
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert [name.rsplit("/", 1)[1] for name in asked if "favicon" not in name] == ["embed.css"]
    assert page.faults == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations] == []


def test_another_site_can_show_the_embedded_figure_and_no_other_page(browser, base_url, host):
    folder, address = host
    frames = "".join(f'<iframe src="{base_url}{one}"></iframe>' for one in (f"{KPI}embed/", KPI))
    (folder / "index.html").write_text(f"<!doctype html><title>x</title>{frames}", "utf-8")
    page = browser.new_page()
    try:
        page.goto(address)
        shown, refused = page.frames[1:]
        assert "授權條款標示件數" in shown.locator("h1").inner_text()
        assert refused.url.startswith("chrome-error:")
    finally:
        page.close()


def test_the_marks_beside_items_open_by_keyboard_without_a_script(visit):
    page = visit("agencies/demo/2025/", width=320, javascript=False)
    mark = page.locator(".m .part > summary").first
    assert not page.locator(".m .part .cite").first.is_visible()
    mark.focus()
    page.keyboard.press("Enter")
    assert page.locator(".m .part .cite").first.is_visible()
    box = mark.bounding_box()
    assert box["width"] >= 24 and box["height"] >= 24


@pytest.mark.parametrize("address", [KPI, "agencies/kinmen/2020/"])
def test_the_code_is_for_paper_and_the_controls_are_not(visit, address):
    page = visit(address, width=794)
    code, controls = page.locator(".qr svg"), page.locator(".part > summary, .take-part").first
    assert not code.is_visible() and controls.is_visible()
    page.emulate_media(media="print")
    assert code.is_visible() and not controls.is_visible()


def test_a_kpi_page_asks_for_six_files_at_most_before_anything_is_pressed(visit):
    page = visit(KPI, width=390)
    assert page.evaluate("performance.getEntriesByType('resource').length") + 1 <= 6
