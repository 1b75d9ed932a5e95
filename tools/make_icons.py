"""Make the icons from `favicon.svg`, with a browser. For developers, not a build.

    python tools/make_icons.py PATH-TO-CHROMIUM

Needs Playwright and Pillow, which the development environment has. Writes the PNG and ICO files
beside the drawing.
"""

import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "theme_overrides/assets"
_SEAL = "#a8322a"


def _shot(browser: Browser, size: int, *, bleed: bool, inset: float = 0) -> Image.Image:
    """The drawing at `size` pixels; `bleed` fills the corners, `inset` is a share left free."""
    drawing = (FOLDER / "favicon.svg").read_text("utf-8")
    page = browser.new_page(viewport={"width": size, "height": size})
    ground = _SEAL if bleed else "transparent"
    side = round(size * (1 - 2 * inset))
    page.set_content(
        f"<style>*{{margin:0}}body{{background:{ground};display:grid;place-items:center;"
        f"height:{size}px}}svg{{width:{side}px;height:{side}px;display:block}}</style>{drawing}"
    )
    image = Image.open(BytesIO(page.screenshot(omit_background=True)))
    page.close()
    return image


def _save(image: Image.Image, name: str, *, opaque: bool) -> None:
    # 32 colours are plenty for two, and a quarter of the size.
    flat = image.convert("RGB").quantize(32) if opaque else image.convert("RGBA").quantize(32)
    flat.save(FOLDER / name, "PNG", optimize=True)


def main(chromium: str) -> None:
    """Write every icon."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
                *("--disable-background-networking", "--disable-component-update"),
                "--disable-sync",
            ],
        )
        _save(_shot(browser, 180, bleed=True), "apple-touch-icon.png", opaque=True)
        _save(_shot(browser, 192, bleed=False), "icon-192.png", opaque=False)
        _save(_shot(browser, 512, bleed=False), "icon-512.png", opaque=False)
        # A launcher may cut a maskable icon to a circle of 80 % of its width.
        _save(_shot(browser, 512, bleed=True, inset=0.06), "icon-maskable.png", opaque=True)
        small = [_shot(browser, side, bleed=False) for side in (16, 32, 48)]
        sizes = [(image.width, image.height) for image in small]
        small[-1].save(FOLDER / "favicon.ico", "ICO", sizes=sizes, append_images=small[:-1])
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
