"""A chart that opens on request: its own small page, under the security policy, in a real browser."""

import json
import shutil
import threading
from decimal import Decimal
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from generator.figures import Series, breakdown, execution, kpi_by_year, pace
from tests.browser.conftest import SiteHandler

ASSETS = Path(__file__).resolve().parents[2] / "theme_overrides/assets"
LINK, SCRIPT = "<a href=javascript:alert(1)>連結</a>", "</script><img src=x onerror=alert(1)>"
STYLED = '<span style="color:red">&lt;b&gt;'
WORDS = {
    "zoomIn2d": "放大",
    "zoomOut2d": "縮小",
    "pan2d": "平移",
    "resetScale2d": "還原",
    "toolbar": "圖表工具",
}
FAILED, TABLE = "圖表無法載入。", "資料見下表。"
FIGURE = """<figure id="{name}" class="pace" data-figure="chart/{name}.json" data-explore="互動圖表"
 data-close="收起" data-failed="{failed}" data-table="{table}"><p>{name}</p></figure>"""
PAGE = """<!doctype html><html lang="zh-Hant"><meta charset="utf-8"><title>圖表</title>
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="assets/favicon.svg"><link rel="stylesheet" href="assets/site.css">
<script src="assets/js/figure.js" defer></script>
<main><div class="wrap"><h1>圖表</h1>{figures}</div></main></html>"""


def make_series(name, *points):
    return Series(name, tuple((at, None if v is None else Decimal(v)) for at, v in points))


KPI = kpi_by_year(
    title=f"標題 {LINK}",
    unit=STYLED,
    actual=make_series(LINK, ("110", "87.5"), (SCRIPT, None), ("112", "90")),
    target=make_series("目標值", ("110", "85"), (SCRIPT, "88"), ("112", "95")),
    words=WORDS,
)
YEARS = kpi_by_year(
    title="宣導場次",
    unit="場次",
    actual=make_series(
        "實際值",
        *(
            ("110年", "1651"),
            ("111年", "1720.5"),
            ("112年", None),
            ("113年", "1400"),
            ("114年", "0"),
        ),
    ),
    target=make_series(
        "目標值",
        *(
            ("110年", "1600"),
            ("111年", "1800"),
            ("112年", "1800"),
            ("113年", None),
            ("114年", "1900"),
        ),
    ),
    words=WORDS,
)
SPENT = execution(
    title="執行",
    unit="千元",
    planned=make_series(
        "編列", ("廉政宣導與社會參與活動", "1200"), (SCRIPT, "80.25"), ("宣導", "300")
    ),
    executed=make_series("執行", ("廉政宣導與社會參與活動", "900"), (SCRIPT, None), ("宣導", "0")),
    words=WORDS,
)
PARTS = breakdown(
    title="經費",
    unit="千元",
    parts=make_series("經費", (LINK, "100"), (SCRIPT, "60"), ("講習", "25.5"), ("無", None)),
    words=WORDS,
)
PACE = pace(
    title="進度",
    unit="%",
    actual=make_series(
        "實際值", ("2024-01-15", "10"), ("2024-05-01", None), ("2024-08-20", "42.5")
    ),
    trajectory=make_series(
        "預定進程", ("2024-01-01", "0"), ("2024-06-30", "50"), ("2024-12-31", "90")
    ),
    words={},
)
FIGURES = {"kpi": KPI, "years": YEARS, "spent": SPENT, "parts": PARTS, "pace": PACE}
# Drawn marks of each figure: bars, points and areas (the first area is the treemap's own ground).
MARKS = {"kpi": 2 + 3, "years": 4 + 4, "spent": 3 + 2, "parts": 3, "pace": 2 + 3}
MARK = ".plot .barlayer .point path, .plot .scatterlayer path.point, .plot .treemaplayer .slice + .slice"


def values_of(figure):
    """How many values the JSON holds."""
    held = (
        trace["x"] if trace.get("orientation") == "h" else trace.get("y") or trace["values"]
        for trace in figure["data"]
    )
    return sum(value is not None for values in held for value in values)


@pytest.fixture(scope="module")
def explore_url(tmp_path_factory):
    """One page with all figures and one whose JSON is missing, served with the policy."""
    root = tmp_path_factory.mktemp("explore")
    for folder in ("chart", "js"):
        shutil.copytree(
            ASSETS / folder, root / "assets" / folder, ignore=lambda *_: ["node_modules"]
        )
    shutil.copy(ASSETS / "favicon.svg", root / "assets")
    css = [path.read_text(encoding="utf-8") for path in sorted((ASSETS / "css").glob("*.css"))]
    (root / "assets/site.css").write_text("\n".join(css), encoding="utf-8")
    (root / "chart").mkdir()
    for name, figure in FIGURES.items():
        (root / f"chart/{name}.json").write_text(json.dumps(figure), encoding="utf-8")
    figures = "\n".join(
        FIGURE.format(name=name, failed=FAILED, table=TABLE) for name in (*FIGURES, "missing")
    )
    (root / "index.html").write_text(PAGE.format(figures=figures), encoding="utf-8")
    handler = partial(SiteHandler, directory=str(root))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def visit(browser, explore_url):
    """Open the page; `faults` are console messages, refusals of the policy and foreign requests."""
    contexts = []

    def open_page(*, width=1280, javascript=True, **media):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, **media
        )
        contexts.append(context)
        page = context.new_page()
        page.faults, page.asked = [], []
        page.on(
            "console",
            lambda message: (
                message.type in ("error", "warning") and page.faults.append(message.text)
            ),
        )
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on("dialog", lambda dialog: (page.faults.append(dialog.message), dialog.dismiss()))
        page.on(
            "request",
            lambda request: (
                page.asked.append(request.url.removeprefix(explore_url))
                if request.url.startswith(explore_url)
                else page.faults.append(request.url)
            ),
        )
        if javascript:
            page.add_init_script(
                "window.refused = [];"
                "addEventListener('securitypolicyviolation', e => refused.push("
                "`${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`))"
            )
        page.goto(explore_url)
        return page

    yield open_page
    for context in contexts:
        context.close()


def press(page, name, expanded="true"):
    """Press the figure's button from the keyboard and wait until it has done its work."""
    page.focus(f"#{name} .explore")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#{name} .explore[aria-expanded={expanded}]:not([aria-busy])")


def until(page, expression):
    """Wait until the page says so; `wait_for_function` is refused by the policy."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"not so within five seconds: {expression}")


def sound(page):
    return page.faults == [] and page.evaluate("refused") == []


def test_nothing_of_plotly_is_asked_for_before_the_button_is_pressed(visit):
    page = visit()
    page.wait_for_load_state("networkidle")
    assert not [url for url in page.asked if "chart" in url]
    assert page.locator(".explore").count() == len(FIGURES) + 1
    assert page.locator(".plot").count() == 0
    assert sound(page)


def test_without_javascript_nothing_appears(visit):
    page = visit(javascript=False)
    assert page.locator(".explore, .plot").count() == 0


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", FIGURES)
def test_the_button_draws_every_value(visit, name, width):
    page = visit(width=width)
    press(page, name)
    assert values_of(FIGURES[name]) == MARKS[name]
    assert page.locator(f"#{name}").locator(MARK).count() == MARKS[name]
    assert page.asked.count("assets/chart/plotly.min.js") == 1
    assert page.evaluate("document.activeElement.className") == "explore"
    assert page.inner_text(f"#{name} .explore") == "收起"
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) <= 0
    assert page.evaluate("refused") == []
    assert page.faults == []


def test_plotly_is_loaded_once_for_all_figures(visit):
    page = visit()
    for name in FIGURES:
        press(page, name)
    assert page.asked.count("assets/chart/plotly.min.js") == 1
    assert page.asked.count("assets/chart/plotly.css") == 1
    assert page.locator(MARK).count() == sum(MARKS.values())
    assert page.locator("style").count() == 0
    assert sound(page)


def test_markup_in_labels_is_shown_as_text(visit):
    page = visit()
    for name in ("kpi", "spent", "parts"):
        press(page, name)
        text = "".join(page.locator(f"#{name} .plot svg text").all_text_contents())
        assert SCRIPT in text
    assert LINK in "".join(page.locator("#kpi .plot text").all_text_contents())
    assert STYLED in "".join(page.locator("#kpi .plot .annotation text").all_text_contents())
    assert LINK in page.get_attribute("#kpi .plot", "aria-label")
    assert page.locator(".plot a, .plot img").count() == 0
    first = page.locator("#kpi .barlayer .point path").first
    first.scroll_into_view_if_needed()
    bar = first.bounding_box()
    page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    page.wait_for_selector("#kpi .hovertext")
    assert LINK in page.text_content("#kpi .hovertext")
    assert page.locator(".plot a, .plot img").count() == 0
    assert sound(page)


def test_the_toolbar_has_names_and_obeys_the_keyboard(visit):
    page = visit()
    press(page, "kpi")
    buttons = page.locator("#kpi .modebar-btn")
    names = [button.get_attribute("aria-label") for button in buttons.all()]
    assert names == [button.get_attribute("title") for button in buttons.all()]
    assert names == ["放大", "縮小", "平移", "還原"]
    assert page.get_attribute("#kpi .modebar", "aria-label") == "圖表工具"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.title") == "放大"
    span = "(() => { const [a, b] = document.querySelector('#kpi .plot')._fullLayout.xaxis.range; return b - a })()"
    whole = page.evaluate(span)
    page.keyboard.press("Enter")
    until(page, f"{span} < {whole}")
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    until(page, f"{span} === {whole}")
    press(page, "pace")
    assert page.locator("#pace .modebar-btn").first.get_attribute("aria-label") == "Zoom in"
    assert sound(page)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_charts_pass_axe(visit, scheme, width):
    page = visit(width=width, color_scheme=scheme)
    for name in FIGURES:
        press(page, name)
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations] == []


def test_the_dark_scheme_changes_the_colours(visit):
    page = visit(color_scheme="light")
    press(page, "kpi")
    fill = (
        "getComputedStyle(document.querySelector('#kpi .barlayer path')).fill"
        " + getComputedStyle(document.querySelector('#kpi .xtick text')).fill"
    )
    light = page.evaluate(fill)
    page.emulate_media(color_scheme="dark")
    until(page, f"({fill}) !== {json.dumps(light)}")
    assert page.evaluate(fill) == "rgb(95, 179, 176)rgb(232, 239, 236)"
    assert page.get_attribute("#kpi .modebar-btn >> nth=0", "title") == "放大"
    assert sound(page)


def test_a_chart_follows_the_width(visit):
    page = visit(width=1280)
    press(page, "kpi")
    page.set_viewport_size({"width": 400, "height": 900})
    until(page, "document.querySelector('#kpi .main-svg').clientWidth < 400")
    assert sound(page)


def test_a_chart_closes_and_opens_again(visit):
    page = visit()
    press(page, "kpi")
    press(page, "kpi", expanded="false")
    assert page.locator(".plot").count() == 0
    assert page.inner_text("#kpi .explore") == "互動圖表"
    assert page.evaluate("document.activeElement.className") == "explore"
    press(page, "kpi")
    assert page.locator("#kpi").locator(MARK).count() == MARKS["kpi"]
    assert sound(page)


def test_a_chart_is_not_printed(visit):
    page = visit()
    press(page, "kpi")
    page.emulate_media(media="print")
    assert not page.is_visible("#kpi .plot")
    assert not page.is_visible("#kpi .explore")


def test_reduced_motion_moves_nothing(visit):
    page = visit(reduced_motion="reduce")
    press(page, "kpi")
    assert page.locator("#kpi").locator(MARK).count() == MARKS["kpi"]
    moving = "document.getAnimations().length"
    assert page.evaluate(moving) == 0
    assert sound(page)


@pytest.mark.parametrize("lost", ["chart/missing.json", "assets/chart/plotly.min.js"])
def test_a_chart_that_cannot_be_loaded_says_so(visit, explore_url, lost):
    page = visit()
    name = "missing" if "missing" in lost else "kpi"
    page.route(explore_url + lost, lambda route: route.fulfill(status=404))
    page.focus(f"#{name} .explore")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#{name} [role=status]:not(:empty)")
    assert page.inner_text(f"#{name} [role=status]") == f"{FAILED} {TABLE}"
    assert page.get_attribute(f"#{name} .explore", "aria-expanded") == "false"
    assert page.locator(".plot").count() == 0
    if name == "kpi":
        page.unroute(explore_url + lost)
        press(page, "kpi")
        assert page.inner_text("#kpi [role=status]") == ""
