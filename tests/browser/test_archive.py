"""The archive, unpacked below another web system's own path: pages, switch, search."""

import subprocess
import sys
import threading
from functools import partial
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.browser.conftest import SiteHandler, SiteServer

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory):
    """The address of the site below /a/b/ of a county's server, which has nothing else."""
    folder = tmp_path_factory.mktemp("county")
    done = subprocess.run(
        [sys.executable, "site_build.py", "publish", "--zip", str(folder / "site.zip"), "--as-of", "2026-11-21"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    with ZipFile(folder / "site.zip") as zipped:
        zipped.extractall(folder / "www/a/b")
    with SiteServer(
        ("127.0.0.1", 0), partial(SiteHandler, directory=str(folder / "www"))
    ) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/a/b/"
        server.shutdown()
        thread.join()


@pytest.fixture
def open_below(browser, county):
    """Open a page of the county's site; every answer that is not good is a fault."""
    contexts = []

    def open_page(address: str):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "response",
            lambda answer: (
                (answer.status >= 400 or not answer.url.startswith(county))
                and page.faults.append((answer.status, answer.url))
            ),
        )
        page.goto(county + address)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    "address",
    ["", "agencies/", "agencies/hsinchu-county/2023/", "agencies/hsinchu-county/2023/kpi/5-1/",
     "en/agencies/chiayi-city/2019-2022/", "method/states/", "sitemap/"],
)  # fmt: skip
def test_pages_stand_below_another_path(open_below, county, address):
    page = open_below(address)
    links = page.eval_on_selector_all("a[href]", "all => all.map((a) => a.href)")
    home = [link for link in links if link.startswith(county.split("/a/b/")[0])]
    assert home and all(link.startswith(county) for link in home)
    with page.expect_navigation():
        page.click("a.switch")
    assert page.url.startswith(county) and page.get_attribute("html", "lang")
    assert page.faults == []


def test_search_works_there(open_below, county):
    page = open_below("search/?q=財產申報")
    page.wait_for_selector("#results li")
    first = page.locator("#results li a").first
    assert first.get_attribute("href")
    with page.expect_navigation():
        first.click()
    assert page.url.startswith(f"{county}agencies/")
    assert page.faults == []
