"""What a question to the search costs over the wire: `python -m tests.bench.search_bytes SITE`.

The real search page in a real browser, from a server on loopback that compresses as a public one
does (gzip, level 9; brotli would be smaller still). Counted are the bodies of the answers, as they
were sent: the search's scripts, its list of volumes, parts of its index, volumes. The page itself,
its stylesheet and icons are those of any page and are told beside.
"""

import argparse
import gzip
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.find_browser import find_browser

# The first of each row is asked on a fresh page, the others after it.
QUESTIONS: dict[str, tuple[tuple[str, ...], ...]] = {
    "": (("廉政", "採購", "財產申報實質審查"), ("採購", "財產申報", "廉政")),
    "en/": (
        ("integrity", "procurement", "procurement audits"),
        ("declaration", "ethics", "training"),
    ),
}
# Each two signs of it stand side by side in many plans, the whole in none: the most that is read.
NOWHERE: dict[str, tuple[tuple[str, ...], ...]] = {"": (("廉政", "辦理採購稽核"),)}
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
_PATIENCE = 60_000
_COMPRESSED = (".html", ".js", ".json", ".css", ".svg")


@dataclass(frozen=True)
class Loaded:
    """What a question loaded, and how it was answered. `page`: bytes of what is not the search's."""

    language: str
    question: str
    is_first: bool
    bytes: int
    requests: int
    page: int
    said: str


class _Handler(SimpleHTTPRequestHandler):
    """Sends files compressed and notes each answer."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, sent: list[tuple[str, int]], directory: str) -> None:
        self._sent = sent
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        body = path.read_bytes() if path.is_file() else b""
        self.send_response(200 if path.is_file() else 404)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in _COMPRESSED:
            body = gzip.compress(body, 9)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self._sent.append((urlsplit(self.path).path, len(body)))

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@contextmanager
def _serve(site: Path, sent: list[tuple[str, int]]) -> Iterator[str]:
    handler = partial(_Handler, sent=sent, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


def _is_of_search(path: str) -> bool:
    return "/assets/search/" in path or path.endswith(("/search.js", "/segment.js", "/volumes.js"))


def _settle(page: Page) -> str:
    page.wait_for_function(
        "() => { const said = document.getElementById('found').textContent;"
        " return said && said !== document.getElementById('search').dataset.busy; }",
        timeout=_PATIENCE,
    )
    return page.inner_text("#found")


def _ask(page: Page, question: str) -> str:
    page.evaluate("document.getElementById('found').textContent = ''")
    page.fill("#q", question)
    page.press("#q", "Enter")
    return _settle(page)


def _ask_all(
    page: Page, address: str, questions: Sequence[str], sent: list[tuple[str, int]]
) -> Iterator[tuple[str, str, list[tuple[str, int]]]]:
    """Each question with its answer and what was sent for it."""
    for place, question in enumerate(questions):
        sent.clear()
        if place == 0:
            page.goto(f"{address}search/")
            page.wait_for_selector("form.search:not([hidden])", timeout=_PATIENCE)
        said = _ask(page, question)
        page.wait_for_load_state("networkidle")
        yield question, said, list(sent)


def bytes_in(
    browser: Browser, site: Path, questions: dict[str, tuple[tuple[str, ...], ...]] = QUESTIONS
) -> list[Loaded]:
    """What each question loads from a built site; `questions`: rows by a language's prefix."""
    found = []
    sent: list[tuple[str, int]] = []
    with _serve(site, sent) as base:
        for prefix, row in ((prefix, row) for prefix, rows in questions.items() for row in rows):
            context = browser.new_context()
            asked = _ask_all(context.new_page(), f"{base}{prefix}", row, sent)
            for place, (question, said, answers) in enumerate(asked):
                ours = [size for path, size in answers if _is_of_search(path)]
                loaded = Loaded(
                    language=prefix.rstrip("/") or "zh",
                    question=question,
                    is_first=place == 0,
                    bytes=sum(ours),
                    requests=len(ours),
                    page=sum(size for _, size in answers) - sum(ours),
                    said=said,
                )
                found.append(loaded)
            context.close()
    return found


def search_bytes(
    site: Path, questions: dict[str, tuple[tuple[str, ...], ...]] = QUESTIONS
) -> list[Loaded]:
    """What our questions load from a built site."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(_ARGUMENTS))
        loaded = bytes_in(browser, site, questions)
        browser.close()
    return loaded


def main() -> None:
    """Print a line for each question."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.search_bytes", description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    site = parser.parse_args().site
    for one in (*search_bytes(site), *search_bytes(site, NOWHERE)[1:]):
        order = "first" if one.is_first else "next"
        print(
            f"{one.language} {order:5} {one.bytes / 1024:7.1f} KB in {one.requests:3} requests"
            f" (page {one.page / 1024:.1f} KB)  {one.question} → {one.said}"
        )


if __name__ == "__main__":
    main()
