"""Every kind of page in a real browser: both languages, phone and desk, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.soak import small_or_full

KINDS = {
    "home": "",
    "agencies": "agencies/",
    "agency": "agencies/kinmen/",
    "plan-form": "agencies/kinmen/2020/",
    "plan-budget": "agencies/kaohsiung/2024/",
    "plan-kpis": "agencies/hsinchu-county/2023/",
    "plan-years": "agencies/chiayi-city/2019-2022/",
    "kpi": "agencies/hsinchu-county/2023/kpi/5-1/",
    "kpi-scored": "agencies/hsinchu-county/2023/kpi/6/",
    "kpi-years": "agencies/chiayi-city/2019-2022/kpi/3-1/",
    "demo": "agencies/demo/",
    "demo-over": "agencies/demo/2025/",
    "demo-running": "agencies/demo/2025-2026/",
    "demo-kpi": "agencies/demo/2025-2026/kpi/5/",
    "demo-kpi-differs": "agencies/demo/2025/kpi/13/",
    "demo-kpi-withheld": "agencies/demo/2025/kpi/14/",
    "demo-kpi-corrected": "agencies/demo/2025/kpi/6-2/",
    "participation": "agencies/demo/2025-2026/participation/",
    "committees": "committees/",
    "committee": "committees/demo/",
    "committee-stated": "committees/hsinchu-county/",
    "meeting": "committees/demo/meetings/2026-09-30/",
    "meeting-planned": "committees/demo/meetings/2026-12-16/",
    "meeting-cancelled": "committees/demo/meetings/2026-08-12/",
    "resolutions": "committees/demo/resolutions/",
    "consultations": "consultations/",
    "consultation": "consultations/demo-open-data-first/",
    "plan-changes": "agencies/demo/2025/changes/",
    "changes": "changes/",
    "review": "agencies/demo/2025-2026/review/",
    "review-over": "agencies/demo/2025/review/",
    "review-not-held": "agencies/kinmen/2020/review/",
    "reviews": "review/",
    "self-check": "self-check/",
    "compare": "compare/",
    "themes": "themes/",
    "theme": "themes/investigation/",
    "accessibility": "accessibility/",
    "privacy": "privacy/",
    "not-official": "not-official/",
    "states": "method/states/",
    "document-rules": "method/findings/",
    "data": "data/",
    "dictionary": "data/dictionary/",
    "api": "data/api/",
    "verify": "data/verify/",
    "method": "method/",
    "glossary": "glossary/",
    "about": "about/",
    "guide": "guide/",
    "webmaster": "webmaster/",
    "build-costs": "build-costs/",
    "sitemap": "sitemap/",
    "style": "style/",
    "search": "search/",
    "404": "no/such/page/",
}
WIDTHS = (320, 768, 1440)
# The schemes looked at by axe: between phone and desk only the width is, except in `make soak`.
BOTH = ("light", "dark")
SCHEMES = {320: BOTH, 768: small_or_full((), BOTH), 1440: BOTH}


def address_of(kind: str, language: str) -> str:
    return KINDS[kind] if language == "zh" or kind == "404" else f"en/{KINDS[kind]}"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_sound(visit, kind, language, width):
    page = visit(address_of(kind, language), width=width)
    assert page.faults == []
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
    for scheme in SCHEMES[width]:
        page.emulate_media(color_scheme=scheme)
        violations = Axe().run(page).response["violations"]
        assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_language_switch_lands_on_the_same_place(visit, kind, base_url):
    page = visit(address_of(kind, "zh"), width=1280)
    with page.expect_navigation():
        page.click("a.switch")
    expected = "en/" if kind == "404" else f"en/{KINDS[kind]}"
    assert page.url == base_url + expected
    assert page.get_attribute("html", "lang") == "en"
    if kind != "404":
        with page.expect_navigation():
            page.click("a.switch")
        assert page.url == base_url + KINDS[kind]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_everything_stands_without_javascript(visit, language):
    page = visit(address_of("plan-form", language), width=320, javascript=False)
    text = page.inner_text("main")
    for figure in ("1,651", "425", "109.03-06"):
        assert figure in text


def test_the_keyboard_reaches_the_main_content_first(visit):
    page = visit("", width=1280)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


@pytest.mark.parametrize("key", ["U", "C", "B"])
def test_an_access_key_has_a_real_target(visit, key):
    page = visit("agencies/", width=1280)
    href = page.get_attribute(f"[accesskey={key}]", "href")
    assert page.locator(href).count() == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_head_names_title_description_and_both_addresses(visit, language):
    page = visit(address_of("kpi", language), width=1280)
    assert len(page.title()) > 10
    assert len(page.get_attribute("meta[name=description]", "content")) > 20
    assert page.get_attribute("link[rel=canonical]", "href").endswith(address_of("kpi", language))
    alternates = {
        link.get_attribute("hreflang")
        for link in page.locator("link[rel=alternate][hreflang]").all()
    }
    assert alternates == {"zh-Hant", "en", "x-default"}


def test_doubled_text_size_loses_nothing(visit):
    """Browser zoom of 200 % on a 1280 px desk is a 640 px page."""
    page = visit("agencies/kinmen/2020/", width=640)
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0
