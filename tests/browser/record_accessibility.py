"""Write data/accessibility.yml from a real run, for the accessibility statement.

Usage: python -m tests.browser.record_accessibility SITE DAY [--add TOOL VERSION ZH EN PAGES FAULTS]…

Runs axe over one page of each kind in both languages and both schemes. `--add` records the result of
another tool over the same site, as that tool printed it; ZH and EN name the standard. Nothing here is a guess: what was not run
is not written.
"""

import argparse
import re
import threading
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM_ARGUMENTS, SiteHandler
from tests.browser.find_browser import find_browser
from tests.browser.test_pages import KINDS, address_of

OUT = Path(__file__).resolve().parents[2] / "data/accessibility.yml"
STANDARD = ("WCAG 2.2 A、AA 與最佳實務", "WCAG 2.2 A, AA and best practice")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("day", type=date.fromisoformat)
    parser.add_argument("--add", nargs=6, action="append", default=[])
    return parser.parse_args()


def run_axe(base: str) -> tuple[str, str, int, int]:
    """Browser, axe's version, pages looked at, faults found."""
    faults = pages = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=CHROMIUM_ARGUMENTS
        )
        page = browser.new_page()
        for kind in KINDS:
            for language in ("zh", "en"):
                page.goto(base + address_of(kind, language))
                pages += 1
                for scheme in ("light", "dark"):
                    page.emulate_media(color_scheme=scheme)
                    result = Axe().run(page).response
                    faults += len(result["violations"])
                    engine = result["testEngine"]["version"]
        name = f"Chromium {browser.version.partition('.')[0]}"
        browser.close()
    return name, engine, pages, faults


def address_in(site: Path) -> str:
    """Where the site that was looked at says that it stands."""
    (address,) = re.findall(
        r'<link rel="canonical" href="([^"]+)"', (site / "index.html").read_text("utf-8")
    )
    return str(address)


def main() -> None:
    given = arguments()
    handler = partial(SiteHandler, directory=str(given.site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser, engine, pages, faults = run_axe(f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
    rows = [("axe-core", engine, *STANDARD, str(pages), str(faults)), *given.add]
    lines = [
        "# yaml-language-server: $schema=../schemas/accessibility.json",
        "# Written by tests/browser/record_accessibility.py from a real run.",
        f"tested: {given.day}",
        f"site: {address_in(given.site)}",
        f"browser: {browser}",
        "checks:",
    ]
    for tool, number, zh, en, seen, found in rows:
        lines.append(f"  - tool: {tool}")
        lines.append(f"    version: {number}")
        lines.append(f"    standard: {{zh: '{zh}', en: '{en}'}}")
        lines.append(f"    pages: {seen}")
        lines.append(f"    faults: {found}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(
        f"{OUT.name}: axe-playwright-python {version('axe-playwright-python')}, {pages} pages, {faults} faults"
    )


if __name__ == "__main__":
    main()
