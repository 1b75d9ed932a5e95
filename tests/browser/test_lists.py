"""Lists that can be sorted and filtered, by keyboard too, and what stands without a script."""

import re

import pytest


def column(page, index: int) -> list[str]:
    return page.locator(f"table[data-sortable] tbody tr > :nth-child({index})").all_inner_texts()


def test_a_review_is_sorted_by_its_headings_with_the_keyboard(visit):
    page = visit("agencies/demo/2025-2026/review/", width=1280)
    before = column(page, 1)
    button = page.get_by_role("button", name="指標")
    button.focus()
    page.keyboard.press("Enter")
    head = page.locator("th:has(button)").first
    assert head.get_attribute("aria-sort") == "ascending"
    numbers = [row.split()[0] for row in column(page, 1)]
    assert numbers == sorted(numbers, key=int) and sorted(column(page, 1)) == sorted(before)
    page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    assert [row.split()[0] for row in column(page, 1)] == numbers[::-1]


def test_without_a_script_the_review_stands_in_its_own_order(visit, site):
    page = visit("agencies/demo/2025-2026/review/", width=1280, javascript=False)
    assert page.locator("th button").count() == 0
    html = (site / "agencies/demo/2025-2026/review/index.html").read_text("utf-8")
    written = re.findall(r'<th scope="row" data-key="([^"]+)"', html)
    assert len(written) > 1
    assert [row.split()[0] for row in column(page, 1)] == written


@pytest.mark.parametrize("javascript", [True, False])
def test_a_filter_is_a_link_that_hides_what_lacks_it(visit, javascript):
    page = visit("agencies/", width=1280, javascript=javascript)
    rows = page.locator("tr[data-holds]")
    everything = rows.count()
    page.get_by_role("link", name="策略").click()
    assert page.url.endswith("#holds-strategies")
    shown = [row for row in rows.all() if row.is_visible()]
    assert len(shown) == 1 and "嘉義市" in shown[0].inner_text()
    page.get_by_role("link", name="全部").click()
    assert sum(row.is_visible() for row in rows.all()) == everything


def test_every_filter_has_its_rule(visit):
    page = visit("agencies/", width=1280)
    for link in page.locator(".filters a:not(.all)").all():
        key = link.get_attribute("href").removeprefix("#holds-")
        link.click()
        for row in page.locator("tr[data-holds]").all():
            assert row.is_visible() == (key in row.get_attribute("data-holds").split()), key
