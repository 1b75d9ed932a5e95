"""Take the guides' pictures again: a real LibreOffice Calc, and the site in a real browser.

Usage: python -m tests.office.record_guide

The figures in them are those that the guide's own table has typed. Writes
`content/*/guide/*.png`, and into `content/*/guide.md` each picture's width and height.
"""

import re
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import CHROMIUM_ARGUMENTS
from tests.browser.find_browser import find_browser
from tests.office.clerk import GUIDES, Practice, Step, read_guide
from tests.office.screen import Screen, open_screen

SIZE = (1280, 740)
COLOURS = 128  # of a picture's palette
RUN = ".venv/bin/python site_build.py"
KPI = "agencies/hsinchu-county/2023/kpi/2/"
SHEETS = ("填報指標 Report KPIs", "填報 Report")
PLAN = "data/agencies/hsinchu-county/2023/plan.yml"
OLD, NEW = "targets: {112: 2 案}", "targets: {112: 3 案}"  # a change without a reason
# Across the top of each picture of the site, so that no picture passes for a published result.
MARK = "示範用數字，不是機關填報的結果　Figures for demonstration, not reported by the office"
BAND = """words => {
  if (document.getElementById("recorded")) return;
  const band = document.createElement("div");
  band.id = "recorded";
  band.textContent = words;
  Object.assign(band.style, {position: "sticky", top: 0, zIndex: 10, padding: "6px 16px",
    textAlign: "center", fontSize: "15px", lineHeight: 1.5, background: "#f4d35e", color: "#000"});
  document.body.prepend(band);
}"""
WAIT = 120_000

Box = tuple[int, int, int, int]


def write_picture(language: str, name: str, picture: Image.Image) -> None:
    """A picture in few colours, and its size into the guide's page."""
    guide = GUIDES[language]
    folder = guide.with_suffix("")
    folder.mkdir(exist_ok=True)
    flat = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    flat.save(folder / f"{name}.png", optimize=True)
    size = f'width="{picture.width}" height="{picture.height}"'
    text = guide.read_text("utf-8")
    pattern = rf'(<img src="{name}\.png" )width="\d+" height="\d+"'
    text, found = re.subn(pattern, rf"\g<1>{size}", text)
    if found != 1:
        sys.exit(f"{guide}: {name}.png")
    guide.write_text(text, "utf-8")
    print(f"{folder / name}.png {picture.width}×{picture.height}")


def fill(screen: Screen, practice: Practice, step: Step) -> None:
    """Type the guide's cells in, with the window open."""
    screen.look()
    screen.calc.order("take")
    for order in (["maximise"], ["run", ".uno:Sidebar"]):
        screen.look()  # a window that is still being drawn takes no orders
        screen.calc.order(*order)
    screen.look()
    for sheet, cell, text, *_ in step.rows:
        screen.calc.type(sheet, cell, text)
    screen.calc.order("save", practice.folder / "plan.xlsx")


def take_sheets(language: str, practice: Practice, step: Step, folder: Path) -> None:
    """The workbook: the filled sheet, a heading's note, a list of choices."""
    with open_screen(folder, practice.folder / "plan.xlsx", language, SIZE) as screen:
        fill(screen, practice, step)
        screen.calc.order("go", SHEETS[0], "F5")
        screen.point(SIZE[0] - 1, SIZE[1] - 1)
        write_picture(language, "sheet", screen.look())
        screen.point(640, 205)
        time.sleep(2)  # a note waits for the pointer to rest
        write_picture(language, "note", screen.look().crop((391, 171, 1280, 400)))
        screen.calc.order("go", SHEETS[1], "D4")
        screen.point(SIZE[0] - 1, SIZE[1] - 1)
        screen.key("alt+Down")
        time.sleep(2)
        write_picture(language, "list", screen.look().crop((0, 171, 960, 400)))
        screen.key("Escape")


@contextmanager
def preview(practice: Practice, language: str) -> Iterator[str]:
    """The preview's address, while it runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = f"{RUN} serve --as-of {practice.today} --lang {language}"
    process = practice.start(command, "--port", str(port))
    try:
        assert process.stdout
        process.stdout.readline()
        if "up to date" not in (said := process.stdout.readline()):
            sys.exit(said)
        yield f"http://127.0.0.1:{port}/{'en/' if language == 'en' else ''}"
    finally:
        process.terminate()
        process.wait(30)


def shoot(page: Page, *, width: int, height: int) -> Image.Image:
    """What a reader sees of a page at first."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(BAND, MARK)
    return Image.open(BytesIO(page.screenshot()))


def take_pages(language: str, practice: Practice, page: Page) -> None:
    """The site after the report, at a desk and on a phone, and the panel of a problem."""
    with preview(practice, language) as url:
        page.goto(url + KPI)
        write_picture(language, "result", shoot(page, width=1120, height=860))
        write_picture(language, "phone", shoot(page, width=390, height=800))
        plan = practice.folder / PLAN
        plan.write_text(plan.read_text("utf-8").replace(OLD, NEW), "utf-8")
        page.wait_for_selector(".problems", timeout=WAIT)
        write_picture(language, "panel", shoot(page, width=1120, height=600))


def write_missing(guide: Path) -> None:
    """A dot for each picture that was never taken: the site is not built without it."""
    for name in re.findall(r'<img src="([a-z]+\.png)"', guide.read_text("utf-8")):
        if not (path := guide.with_suffix("") / name).exists():
            path.parent.mkdir(exist_ok=True)
            Image.new("RGB", (1, 1)).save(path)


def main() -> None:
    for guide in GUIDES.values():
        write_missing(guide)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=CHROMIUM_ARGUMENTS
        )
        for language in GUIDES:
            with tempfile.TemporaryDirectory(prefix="lianming-guide-") as name:
                practice = Practice(Path(name))
                practice.run(f"{RUN} workbook export hsinchu-county 2023 --out plan.xlsx")
                (step,) = (one for one in read_guide(GUIDES[language]) if one.kind == "fill")
                take_sheets(language, practice, step, Path(name))
                done = practice.run(f"{RUN} workbook import plan.xlsx --apply")
                if done.returncode:
                    sys.exit(done.stdout)
                take_pages(language, practice, browser.new_page())


if __name__ == "__main__":
    main()
