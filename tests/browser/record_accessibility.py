"""Write data/accessibility.yml from a real run, for the accessibility statement.

Usage: python -m tests.browser.record_accessibility SITE DAY [--add TOOL VERSION ZH EN PAGES FAULTS]…

Runs axe over one page of each kind in both languages and both schemes. `--add` records the result of
another tool over the same site, as that tool printed it; ZH and EN name the standard. What an earlier run
over the same site recorded and this one does not replace stays, with the day of that run beside it.
Nothing here is a guess: what was never run is not written.
"""

import argparse
import re
import threading
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from http.server import ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from generator.records import read_record
from generator.strict_yaml import parse_document
from generator.vocabulary import Accessibility
from tests.browser.conftest import CHROMIUM_ARGUMENTS, SiteHandler
from tests.browser.find_browser import find_browser
from tests.browser.test_pages import KINDS, address_of

OUT = Path(__file__).resolve().parents[2] / "data/accessibility.yml"
VALUES = ("TOOL", "VERSION", "ZH", "EN", "PAGES", "FAULTS")
Row = tuple[str, ...]  # one of VALUES each
STANDARD = ("WCAG 2.2 A、AA 與最佳實務", "WCAG 2.2 A, AA and best practice")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path, help="the folder of the built site")
    parser.add_argument("day", type=date.fromisoformat, help="the day of the run, 2026-11-21")
    parser.add_argument(
        "--add",
        nargs=len(VALUES),
        metavar=VALUES,
        action="append",
        default=[],
        help="another tool's result: its name and version, the standard in Chinese and in English, "
        "how many pages it looked at and how many faults it found; may be repeated",
    )
    return parser.parse_args()


def read_record_of(path: Path) -> Accessibility | None:
    """What was recorded before, `None` where nothing that can be read was."""
    if not path.is_file():
        return None
    record, _ = read_record(parse_document(path.read_bytes(), path.name), Accessibility)
    return record


def kept_days(text: str) -> dict[str, str]:
    """On which day each tool was run whose result an earlier record kept already."""
    return {
        tool: day
        for day, tool in re.findall(r"# kept from the record of (\S+)\n +- tool: (.+)", text)
    }


def compose(
    *,
    tested: date,
    site: str,
    browser: str,
    rows: Sequence[Row],
    before: Accessibility | None,
    days: Mapping[str, str],
) -> str:
    """The file's text: this run's rows, and what stood before and is not replaced by its tool.

    `days`: of results that were kept before, so that they do not grow younger.
    """
    kept = before if before and before.site == site else None
    now = {row[0]: row for row in rows}
    lines = [
        "# yaml-language-server: $schema=../schemas/accessibility.json",
        "# Written by tests/browser/record_accessibility.py from a real run.",
        f"tested: {tested}",
        f"site: {site}",
        f"browser: {browser}",
        "checks:",
    ]
    for row in now.values():
        lines += _check(row)
    for check in kept.checks if kept else ():
        if check.tool not in now:
            zh, en = check.standard.zh, check.standard.en or check.standard.zh
            row = (check.tool, check.version, zh, en, str(check.pages), str(check.faults))
            day = days.get(check.tool, str(before.tested if before else ""))
            lines += [f"  # kept from the record of {day}", *_check(row)]
    if kept and kept.known:
        lines.append("known:")
        for fault in kept.known:
            en = f", en: {_quoted(fault.en)}" if fault.en else ""
            lines.append(f"  - {{zh: {_quoted(fault.zh)}{en}}}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _check(row: Row) -> list[str]:
    tool, number, zh, en, seen, found = row
    return [
        f"  - tool: {tool}",
        f"    version: {number}",
        f"    standard: {{zh: {_quoted(zh)}, en: {_quoted(en)}}}",
        f"    pages: {seen}",
        f"    faults: {found}",
    ]


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
    rows: list[Row] = [("axe-core", engine, *STANDARD, str(pages), str(faults))]
    rows += [tuple(row) for row in given.add]
    text = compose(
        tested=given.day,
        site=address_in(given.site),
        browser=browser,
        rows=rows,
        before=read_record_of(OUT),
        days=kept_days(OUT.read_text("utf-8") if OUT.is_file() else ""),
    )
    OUT.write_text(text, encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("  # kept"):
            print(f"{line.strip(' #')}: run that tool again, and --add what it prints")
    print(
        f"{OUT.name}: axe-playwright-python {version('axe-playwright-python')}, {pages} pages, {faults} faults"
    )


if __name__ == "__main__":
    main()
