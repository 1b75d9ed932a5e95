"""A browser, and the built site served on loopback as a public server would send it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.find_browser import NoBrowser, find_browser

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
# Pages made for it may be shown by any site; nothing else may.
CSP_EMBED = CSP.replace("frame-ancestors 'none'", "frame-ancestors *")
# No GPU, no sandbox (tests may run as root), and nothing the browser would fetch by itself.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class SiteHandler(SimpleHTTPRequestHandler):
    """Static files with our security headers; a missing page is the site's own 404 page."""

    def end_headers(self) -> None:
        embedded = self.path.split("?")[0].endswith("/embed/")
        self.send_header("Content-Security-Policy", CSP_EMBED if embedded else CSP)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: a failing test shows what the browser saw."""


class SiteServer(ThreadingHTTPServer):
    """Holds as many waiting connections as a page of search results opens at once."""

    request_queue_size = 128


@contextmanager
def served(site: Path) -> Iterator[str]:
    """A site on loopback while it is looked at: its address, with a slash at its end."""
    handler = partial(SiteHandler, directory=str(site))
    with SiteServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address of the served site, with a slash at its end."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window. Fails, never skips, where there is none."""
    try:
        path = find_browser()
    except NoBrowser as error:
        pytest.fail(str(error), pytrace=False)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, base_url):
    """Open a page and collect what a reader would never see: errors and foreign requests."""
    contexts = []

    def open_page(address, *, width, height=900, scheme="light", javascript=True, touch=False):
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            has_touch=touch,
            is_mobile=touch,
        )
        contexts.append(context)
        page = context.new_page()
        page.faults = []
        page.on(
            "console",
            lambda message: (
                message.type in ("error", "warning")
                and "404" not in message.text
                and page.faults.append(message.text)
            ),
        )
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith(base_url) or page.faults.append(request.url),
        )
        page.goto(base_url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
