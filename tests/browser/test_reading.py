"""Reading by every way: without scripts, by keyboard alone, over a thin line, in the right language."""

import gzip
import re

import pytest

from tests.browser.test_pages import KINDS, address_of

FIGURE = re.compile(r"[0-9][0-9,.]*")
WALKED = ("home", "agencies", "plan-form", "kpi-years", "review", "compare", "changes")


def figures(page) -> list[str]:
    """The figures of the page; the choices of the search form, which needs a script, are none."""
    page.evaluate("document.querySelectorAll('main form[role=search]').forEach((f) => f.remove())")
    return FIGURE.findall(page.locator("main").inner_text())


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_stands_without_a_script(visit, kind):
    with_script = figures(visit(address_of(kind, "zh"), width=1280))
    without = figures(visit(address_of(kind, "zh"), width=1280, javascript=False))
    assert with_script == without


# The element that has the focus: whether it can be seen, its outline, and its place in the page.
FOCUSED = """() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const box = node.getBoundingClientRect(), style = getComputedStyle(node);
  return {
    name: node.outerHTML.slice(0, 100),
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1,
    place: [...document.querySelectorAll('*')].indexOf(node),
  };
}"""


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", WALKED)
def test_the_keyboard_goes_through_the_page_in_order_and_is_seen(visit, kind, language):
    page = visit(address_of(kind, language), width=1280)
    page.emulate_media(reduced_motion="reduce")  # else the page is still on its way there
    places = []
    for _ in range(400):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or focused["place"] in places:
            break
        assert focused["seen"] and focused["marked"], focused
        places.append(focused["place"])
    reachable = page.locator("a[href]:visible, button:visible, summary:visible, input:visible")
    assert places == sorted(places)
    assert len(places) >= reachable.count()


@pytest.mark.parametrize("kind", ["kpi", "kpi-years", "demo-kpi", "demo-kpi-corrected"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_indicator_page_is_light(visit, kind, language):
    """At most 40 KB with brotli; gzip, which Python has, is a little larger."""
    page = visit("", width=1280)
    loaded = []
    page.on("response", lambda response: loaded.append(response))
    page.goto(page.url + address_of(kind, language))
    page.wait_for_load_state("networkidle")
    own = [response for response in loaded if response.status == 200]
    get = page.context.request.get
    sizes = {r.url: len(gzip.compress(get(r.url).body(), 9)) for r in own}
    assert len(sizes) <= 6, sizes
    assert sum(sizes.values()) <= 40_000, sizes
