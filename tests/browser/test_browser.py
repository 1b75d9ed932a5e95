"""How a browser is chosen and installed, and that the test server sends what a public one would."""

import sys
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.browser.conftest import CSP
from tests.browser.find_browser import NoBrowser, choose_browser, install_commands


def choose(*, environ=None, present=(), playwright=None):
    return choose_browser(
        environ=environ or {},
        which=lambda name: f"/usr/bin/{name}" if name in present else None,
        playwright_path=lambda: playwright,
    )


def test_the_wish_in_chromium_comes_first():
    assert choose(environ={"CHROMIUM": "mine"}, present={"mine", "chromium"}) == "/usr/bin/mine"


def test_a_wish_that_names_no_program_is_refused_not_passed_over():
    with pytest.raises(NoBrowser, match="CHROMIUM=mine"):
        choose(environ={"CHROMIUM": "mine"}, present={"chromium"})


def test_the_systems_browser_comes_before_playwrights():
    assert choose(present={"chromium"}, playwright="/own/chrome") == "/usr/bin/chromium"
    both = {"chromium", "chromium-headless-shell"}
    assert choose(present=both) == "/usr/bin/chromium-headless-shell"
    assert choose(playwright="/own/chrome") == "/own/chrome"


def test_no_browser_at_all_is_none():
    assert choose() is None


def test_root_on_debian_installs_the_packages_with_a_chinese_font():
    update, install = install_commands(root=True, apt_get="/usr/bin/apt-get")
    assert update[-1] == "update"
    assert install[-2:] == ("chromium-headless-shell", "fonts-noto-cjk")


@pytest.mark.parametrize(("root", "apt_get"), [(False, "/usr/bin/apt-get"), (True, None)])
def test_everybody_else_installs_playwrights_own(root, apt_get):
    (command,) = install_commands(root=root, apt_get=apt_get)
    assert command == (sys.executable, "-m", "playwright", "install", "chromium")


def test_pages_are_served_with_the_policy(base_url):
    with urlopen(base_url) as answer:
        assert answer.headers["Content-Security-Policy"] == CSP


def test_a_missing_page_answers_404_with_the_sites_own_page(base_url, site):
    with pytest.raises(HTTPError) as caught:
        urlopen(base_url + "no/such/page/")
    assert caught.value.code == 404
    assert caught.value.read() == (site / "404.html").read_bytes()


def test_the_policy_stops_inline_script(browser, base_url):
    page = browser.new_page()
    try:
        page.goto(base_url)
        page.evaluate(
            "() => { const s = document.createElement('script');"
            " s.textContent = 'window.ran = true'; document.body.append(s); }"
        )
        assert page.evaluate("window.ran") is None
    finally:
        page.close()
