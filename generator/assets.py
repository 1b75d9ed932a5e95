"""What pages load: one stylesheet, icons, manifest, our scripts.

Knows files and folders; knows no MkDocs and no page.
"""

import hashlib
import json
import shutil
from pathlib import Path

# What the browser gets beside the stylesheet; recipes and sources stay behind.
_ICONS = ("icon-192.png", "icon-512.png", "icon-maskable.png")
_SERVED = (
    *("favicon.svg", "favicon.ico", "apple-touch-icon.png", *_ICONS),
    *("js/figure.js", "js/sort.js", "js/search.js", "js/segment.js", "search/LICENSE.txt"),
    *("chart/plotly.min.js", "chart/plotly.css", "chart/LICENSES.txt"),
)
# The stylesheet of embedded figures: what they share with pages, then rules of their own.
_SHARED = ("10-tokens.css", "42-state.css", "43-bullet.css", "44-years.css")
_EMBED = (*(f"css/{name}" for name in _SHARED), "embed.css")


def bundle_styles(overrides: Path) -> str:
    """One stylesheet of ours. Material's own is left out: its page is framed in our header, body and
    footer, and no rule of it showed in any of them."""
    sheets = sorted((overrides / "assets/css").glob("*.css"))
    return "\n".join(path.read_text(encoding="utf-8") for path in sheets)


def name_stylesheet(css: str) -> str:
    """A file name that changes with the content, so that no old copy is shown."""
    return f"site.{hashlib.sha256(css.encode()).hexdigest()[:10]}.css"


def write_assets(folder: Path, *, overrides: Path, stylesheet: str, css: str) -> None:
    """The stylesheet and everything served beside it into `folder`."""
    folder.mkdir(parents=True)
    (folder / stylesheet).write_text(css, encoding="utf-8")
    text = "".join((overrides / "assets" / name).read_text(encoding="utf-8") for name in _EMBED)
    (folder / "embed.css").write_text(text, encoding="utf-8", newline="\n")
    for name in _SERVED:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(overrides / "assets" / name, folder / name)


def manifest_json(*, name: str, short_name: str, description: str, tag: str, root: str) -> str:
    """The web manifest of one language, which stands at its root; `root` leads to the site's.

    A reader who keeps the site on a telephone gets a name and an icon; it stays a web site.
    """

    def icon(file: str, size: int, purpose: str) -> dict[str, str]:
        return {
            "src": f"{root}assets/{file}",
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }

    small, large, maskable = _ICONS
    record = {
        "name": name,
        "short_name": short_name,
        "description": description,
        "lang": tag,
        "dir": "ltr",
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": "#faf9f5",
        "theme_color": "#0d5a60",
        "icons": [
            icon(small, 192, "any"),
            icon(large, 512, "any"),
            icon(maskable, 512, "maskable"),
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
