"""Charts as a reader sees them: every mark is counted against the published data."""

import json
import re

import pytest
from axe_playwright_python.sync_playwright import Axe

PLANS = ("demo/2025", "demo/2025-2026", "demo/2026")
REAL = ("kinmen/2020", "kaohsiung/2024", "hsinchu-county/2023", "chiayi-city/2019-2022")


def plan_of(site, name):
    return json.loads((site / f"data/v1/{name}/plan.json").read_text("utf-8"))


def counted(kpi, state):
    """The value that a state rests on, as published; `None` where two differ or none is held."""
    if state["differs"] or state["observation"] is None:
        return None
    return next(
        o["value"]
        for o in kpi["observations"]
        if (o["report"], o["year"]) == (state["observation"], state["year"] or o["year"])
    )


def is_drawn(kpi, state):
    """Whether the state's target is a figure, or a range, that a bar can be drawn against."""
    target = kpi["targets"].get(state["year"] or "", {})
    if kpi["kind"] == "rank":
        return False
    return target.get("kind") == "range" or (state["target"] not in (None, "0"))


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_draws_a_bar_for_each_value_and_none_for_what_is_absent(visit, site, name):
    plan = plan_of(site, name)
    page = visit(f"agencies/{name}/", width=1280)
    held = [
        kpi["id"]
        for kpi in plan["kpis"]
        if counted(kpi, kpi["state"]) is not None and is_drawn(kpi, kpi["state"])
    ]
    assert page.locator(".k .bul rect.ac").count() == len(held)
    absent = [kpi for kpi in plan["kpis"] if kpi["state"]["observation"] is None]
    assert page.locator(".k .bul path.ht").count() == len(absent)
    widths = page.locator(".k .bul rect.ac").evaluate_all(
        "all => all.map(one => one.getAttribute('width'))"
    )
    assert len(widths) == len(held)


@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("language", ["", "en/"])
def test_no_chart_of_a_real_plan_draws_an_absent_result(visit, site, name, language):
    plan = plan_of(site, name)
    pages = [f"{language}agencies/{name}/"]
    pages += [f"{language}agencies/{name}/kpi/{kpi['id']}/" for kpi in plan["kpis"][:2]]
    for address in pages:
        page = visit(address, width=1280)
        assert page.locator("rect.ac, circle.dot, .mini").count() == 0
        page.context.close()


@pytest.mark.parametrize("id_", ["1", "5", "9"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_columns_and_the_table_of_a_kpi_say_the_published_figures(visit, site, id_, scheme):
    kpi = next(k for k in plan_of(site, "demo/2025-2026")["kpis"] if k["id"] == id_)
    page = visit(f"agencies/demo/2025-2026/kpi/{id_}/", width=1280, scheme=scheme)
    values = [counted(kpi, state) for state in kpi["states"]]
    assert page.locator(".years rect.ac").count() == sum(value is not None for value in values)
    assert page.locator(".years rect.aim").count() == len(values)
    rows = page.locator("#target table tbody tr")
    for row, state, value in zip(rows.all(), kpi["states"], values, strict=True):
        cells = row.locator("td").all_inner_texts()
        assert re.sub(r"[^0-9.]", "", cells[0]) == state["target"]
        assert re.sub(r"[^0-9.]", "", cells[2]) == (value or "")
    fills = page.locator(".years rect.ac").evaluate_all(
        "all => all.map(r => getComputedStyle(r).fill)"
    )
    assert len(set(fills)) == 1 and "rgb" in fills[0]


def test_a_pace_chart_has_a_dot_for_each_day_and_its_table_the_same_figures(visit, site):
    kpi = next(k for k in plan_of(site, "demo/2025-2026")["kpis"] if k["id"] == "5")
    held = {o["as_of"]: o["value"] for o in kpi["observations"] if o["year"] == "2026"}
    page = visit("agencies/demo/2025-2026/kpi/5/", width=1280)
    assert page.locator("figure.pace circle.dot").count() == len(held)
    table = page.locator("figure.pace tbody tr").all_inner_texts()
    for day, value in held.items():
        assert any(day in row and row.rstrip().endswith(value) for row in table)
    expected = {p["on"]: p["value"] for p in kpi["trajectory"]["points"]}
    for day, value in expected.items():
        assert any(day in row and f"\t{value}\t" in row for row in table)


BOXES = """svg => {
  const shown = [...svg.querySelectorAll('text')].filter(one => one.checkVisibility());
  const boxes = shown.map(one => one.getBoundingClientRect());
  const lies = (p, b) => p.x > b.left && p.x < b.right && p.y > b.top + 3 && p.y < b.bottom - 3;
  const crossed = [];
  for (const path of svg.querySelectorAll('path.way, path.held')) {
    const matrix = path.getScreenCTM(), whole = path.getTotalLength();
    for (let at = 0; at <= whole; at += whole / 400) {
      const point = path.getPointAtLength(at).matrixTransform(matrix);
      boxes.forEach((box, i) => { if (lies(point, box)) crossed.push(shown[i].textContent); });
    }
  }
  return {
    words: shown.map(one => one.textContent),
    sizes: shown.map(one => parseFloat(getComputedStyle(one).fontSize)),
    boxes: boxes.map(b => [b.left, b.top, b.right, b.bottom]),
    crossed: [...new Set(crossed)],
  };
}"""


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("id_", ["3", "4", "5", "9"])
def test_the_words_of_a_pace_chart_are_readable_and_lie_on_nothing(visit, language, width, id_):
    page = visit(f"{language}agencies/demo/2025-2026/kpi/{id_}/", width=width)
    found = page.locator("figure.pace .over-year").evaluate(BOXES)
    text = " ".join(found["words"])
    for word in ("judged on", "Target", "Expected", "Actual") if language else "判斷目標應有實績":
        assert word.lower() in text.lower()
    body = float(page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)"))
    assert all(12 <= size <= body for size in found["sizes"])
    for at, (left, top, right, bottom) in enumerate(found["boxes"]):
        assert left >= 0 and right <= width
        for other in found["boxes"][at + 1 :]:
            across = left < other[2] - 1 and other[0] < right - 1
            # The room of a line of text is taller than its signs.
            assert not (across and top < other[3] - 5 and other[1] < bottom - 5), found["words"]
    assert found["crossed"] == []


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("address", ["agencies/demo/2025/", "agencies/demo/2025-2026/kpi/5/"])
def test_without_javascript_the_same_figures_stand(visit, address, language):
    texts = []
    for javascript in (True, False):
        page = visit(f"{language}{address}", width=1280, javascript=javascript)
        if javascript:
            page.wait_for_selector(".explore")
            page.evaluate("document.querySelectorAll('.explore').forEach(one => one.remove())")
        texts.append(page.inner_text("main"))
        page.context.close()
    assert texts[0].split() == texts[1].split()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_interactive_chart_draws_every_value_of_its_file(visit, site, scheme):
    page = visit("agencies/demo/2025-2026/kpi/5/", width=1280, scheme=scheme)
    figures = page.locator("figure[data-figure]")
    assert figures.count() == 2
    for figure in figures.all():
        address = figure.get_attribute("data-figure").replace("../", "")
        data = json.loads((site / address).read_text("utf-8"))["data"]
        figure.locator(".explore").focus()
        page.keyboard.press("Enter")
        figure.locator(".plot .modebar-btn").first.wait_for()
        bars = sum(v is not None for t in data if t["type"] == "bar" for v in t["y"])
        points = sum(v is not None for t in data if t["type"] == "scatter" for v in t["y"])
        assert figure.locator(".plot .bars .point").count() == bars
        assert figure.locator(".plot .scatterlayer .point").count() == points
    assert page.faults == []
    violations = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in violations] == []


def test_nothing_of_plotly_is_loaded_until_it_is_asked_for(visit):
    page = visit("agencies/demo/2025/", width=1280)
    page.wait_for_selector(".explore")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert not any("plotly" in name for name in loaded)


def test_every_figure_of_the_fictional_office_carries_its_mark(visit):
    for address in ("agencies/demo/2025/", "en/agencies/demo/2025-2026/kpi/5/"):
        page = visit(address, width=1280)
        assert page.locator("figure").count() == page.locator("figure .mark").count() > 0
        assert page.get_attribute("meta[name=robots]", "content") == "noindex"
        page.context.close()


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_date_is_broken_between_two_lines(visit, language, width):
    page = visit(f"{language}agencies/demo/2025/review/", width=width)
    lines = page.locator("main .day").evaluate_all("all => all.map(d => d.getClientRects().length)")
    assert lines and set(lines) <= {0, 1}


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize(
    "address",
    [
        "agencies/kinmen/2020/#schedule",
        "agencies/chiayi-city/2019-2022/#kpis",
        "agencies/hsinchu-county/2023/kpi/6/#scoring",
        "agencies/demo/2025-2026/kpi/5/#target",
    ],
)
def test_tables_of_figures_are_whole_on_a_phone(visit, language, address):
    page = visit(f"{language}{address}", width=320)
    section = address.partition("#")[2]
    hidden = page.locator(f"#{section} .scroll").evaluate_all(
        "all => all.map(one => one.scrollWidth - one.clientWidth)"
    )
    assert hidden and max(hidden) <= 0


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("", "目標 3 名（第 3 名以內）實績 5 名"),
        ("en/", "Target 3rd place or better Actual 5th place"),
    ],
)
def test_a_row_without_a_bar_reads_by_itself(visit, language, said):
    page = visit(f"{language}agencies/demo/2025/", width=1280)
    row = page.locator(".k", has=page.locator("a[href$='kpi/8/']")).locator(".bul")
    assert re.sub(r"\s+", "", row.inner_text()) == said.replace(" ", "")


def test_counts_stand_in_groups_that_are_named_and_add_up(visit, site):
    page = visit("agencies/demo/2025/", width=1280)
    groups = page.locator("#progress .counts").first.locator("> li")
    total = 0
    for group in groups.all():
        assert re.search(r"[\u4e00-\u9fff]", group.locator(".tone").inner_text())
        n = int(group.locator(".tone b").inner_text())
        assert n == sum(int(one) for one in group.locator(".in b").all_inner_texts())
        total += n
    assert total == len(plan_of(site, "demo/2025")["kpis"])
