"""Search where there are too many plans to read all that may hold the words: the newest first."""

import shutil
from dataclasses import replace
from functools import partial
from http.server import ThreadingHTTPServer
from threading import Thread
from urllib.parse import quote, urlsplit

import pytest

from generator.periods import Period
from generator.source import load_site
from tests.browser.conftest import SiteHandler
from tests.browser.test_search import ROOT, all_results, counted, settle
from tests.site_search import index_site

YEARS = range(1981, 2011)
# In every plan's page, and no phrase of all of it, but in the oldest.
START = '<div id="main" tabindex="-1">'
ADDED = "<p>綠甲乙紅</p><p>白乙丙藍</p>"


@pytest.fixture(scope="module")
def large_site(site, tmp_path_factory):
    """A copy of the site in which an office has thirty more plans, made up from one of its own."""
    out = tmp_path_factory.mktemp("large") / "site"
    shutil.copytree(site, out, ignore=shutil.ignore_patterns("en", "data", "search", "demo"))
    shutil.copytree(site / "search", out / "search")
    office = out / "agencies/kinmen"
    for year in YEARS:
        shutil.copytree(office / "2020", office / str(year))
        page = office / str(year) / "index.html"
        html = page.read_text("utf-8")
        added = ADDED + ("<p>黑甲乙丙丁</p>" if year == YEARS[0] else "")
        page.write_text(html.replace(START, START + added, 1), "utf-8")
    data = load_site(ROOT / "data")
    agencies = []
    for entry in data.agencies:
        (plan, *_) = entry.plans
        more = [
            replace(
                plan,
                id=str(year),
                plan=plan.plan.model_copy(update={"period": Period(str(year), year, year)}),
            )
            for year in YEARS
        ]
        own = entry.id == "kinmen"
        agencies.append(replace(entry, plans=(*more, *entry.plans)) if own else entry)
    index_site(out, replace(data, agencies=tuple(agencies)))
    return out


@pytest.fixture(scope="module")
def large_url(large_site):
    handler = partial(SiteHandler, directory=str(large_site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def ask_large(browser, large_url):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.read = []
    page.on(
        "request",
        lambda request: "/volumes/" in request.url and page.read.append(request.url),
    )

    def ask(term):
        page.goto(f"{large_url}search/?q={quote(term)}")
        settle(page)
        return page

    yield ask
    context.close()


def said(page, name, **values):
    text = page.get_attribute("#search", f"data-{name}")
    for key, value in values.items():
        text = text.replace(f"{{{key}}}", str(value))
    return text


def test_the_newest_plans_come_first_and_the_rest_is_said_and_shown_on_asking(
    ask_large, large_site
):
    page = ask_large("廉政")
    assert page.locator("ol.found > li").count() == 20
    assert 1 <= len(page.read) <= 4
    told = page.inner_text("#found")
    start = said(page, "found-some", q="廉政").split("{n}")[0]
    assert told.startswith(start)
    links = all_results(page)
    assert {urlsplit(link).path for link in links} == counted(large_site, "zh", "廉政", False)
    assert len(links) == len(set(links))
    assert page.inner_text("#found") == said(page, "found", n=len(links), q="廉政")
    years = [urlsplit(link).path.split("/")[3] for link in links if "/kinmen/" in link]
    plans = [year for year in years if year]
    assert plans == sorted(plans, reverse=True)


def test_words_that_stand_in_few_plans_are_found_at_once(ask_large):
    page = ask_large("甲乙丙丁")
    links = all_results(page)
    assert [urlsplit(link).path for link in links] == [f"/agencies/kinmen/{YEARS[0]}/"]
    assert page.inner_text("#found") == said(page, "found-one", q="甲乙丙丁")
    assert len(page.read) == 1


def test_a_phrase_that_stands_only_far_down_is_looked_for_on_asking(ask_large):
    page = ask_large("甲乙丙")
    assert page.inner_text("#found") == said(page, "none-yet", q="甲乙丙", m=len(YEARS) - 12)
    assert len(page.read) == 12
    assert page.is_visible("#more") and page.locator("ol.found > li").count() == 0
    page.click("#more")
    page.wait_for_function("n => document.getElementById('found').textContent.includes(n)", arg="6")
    page.click("#more")
    page.wait_for_selector("ol.found > li")
    assert page.inner_text("#found") == said(page, "found-one", q="甲乙丙")
    assert not page.is_visible("#more")


def test_a_phrase_that_stands_nowhere_is_looked_for_to_the_end(ask_large):
    page = ask_large("甲乙 乙丙藍")
    # Its two parts stand in every plan; side by side they stand nowhere.
    links = all_results(page)
    assert len(links) == len(YEARS)
    assert page.inner_text("#found") == said(page, "loose", n=len(links))
