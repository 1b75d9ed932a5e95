"""Find a Chromium for the tests and print its path; with `--install`, get one where there is none.

Order: `$CHROMIUM`, the system's Chromium (the one without windows first: it opens a page with a
third of the work), Playwright's own. Installing: Debian's packages when root, else `playwright
install chromium`. Exits 1 with a sentence that says what to do.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)
DEBIAN_PACKAGES = ("chromium-headless-shell", "fonts-noto-cjk")
ADVICE = (
    "找不到瀏覽器：請安裝 Chromium（Debian：apt-get install chromium-headless-shell fonts-noto-cjk），"
    "或執行 .venv/bin/playwright install chromium，或以 CHROMIUM 指定路徑。"
    " No browser: install Chromium (Debian: apt-get install chromium-headless-shell fonts-noto-cjk), "
    "or run .venv/bin/playwright install chromium, or name one in CHROMIUM."
)


class NoBrowser(Exception):
    """There is no browser; the message says what to do."""


def choose_browser(
    *,
    environ: Mapping[str, str],
    which: Callable[[str], str | None],
    playwright_path: Callable[[], str | None],
) -> str | None:
    """The path of the first browser found, `None` without one.

    Raises `NoBrowser` where `$CHROMIUM` names no program: a wrong wish is not passed over.
    """
    if wish := environ.get("CHROMIUM"):
        if found := which(wish):
            return found
        raise NoBrowser(
            f"CHROMIUM={wish} 不是可執行檔：請改為瀏覽器的路徑，或取消設定。"
            f" CHROMIUM={wish} is no program: name a browser's path, or unset it."
        )
    for name in NAMES:
        if found := which(name):
            return found
    return playwright_path()


def install_commands(*, root: bool, apt_get: str | None) -> tuple[tuple[str, ...], ...]:
    """The commands that bring a browser: Debian's where we may, else Playwright's."""
    if root and apt_get is not None:
        wait = ("-o", "DPkg::Lock::Timeout=300")
        return (
            (apt_get, *wait, "-q", "update"),
            (apt_get, *wait, "-q", "-y", "--no-install-recommends", "install", *DEBIAN_PACKAGES),
        )
    return ((sys.executable, "-m", "playwright", "install", "chromium"),)


def _playwright_path() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def find_browser() -> str:
    """The path of a browser on this machine. Raises `NoBrowser`."""
    found = choose_browser(environ=os.environ, which=shutil.which, playwright_path=_playwright_path)
    if found is None:
        raise NoBrowser(ADVICE)
    return found


def install_browser() -> None:
    """Run the install commands, their output on stderr. Raises `NoBrowser` where one fails."""
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in install_commands(root=os.geteuid() == 0, apt_get=shutil.which("apt-get")):
        done = subprocess.run(command, stdout=sys.stderr, env=environ, check=False)
        if done.returncode != 0:
            raise NoBrowser(f"{' '.join(command)}: exit {done.returncode}. {ADVICE}")


def main(arguments: list[str]) -> int:
    try:
        try:
            path = find_browser()
        except NoBrowser:
            if "--install" not in arguments or os.environ.get("CHROMIUM"):
                raise
            install_browser()
            path = find_browser()
    except NoBrowser as error:
        print(error, file=sys.stderr)
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
