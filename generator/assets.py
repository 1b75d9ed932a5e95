"""What pages load: one stylesheet, icons, manifest, our scripts.

Knows files and folders; knows no MkDocs and no page.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# Served under names that stay: browsers, telephones and other sites ask for them by name.
_ICONS = ("icon-192.png", "icon-512.png", "icon-maskable.png")
_NAMED = ("favicon.svg", "favicon.ico", "apple-touch-icon.png", *_ICONS)
# Served below a folder named after their content; recipes and sources stay behind.
_VERSIONED = (
    *("js/figure.js", "js/sort.js", "js/search.js", "js/segment.js", "js/volumes.js"),
    *("chart/plotly.min.js", "chart/plotly.css", "chart/LICENSES.txt"),
)
# The stylesheet of embedded figures: what they share with pages, then rules of their own.
_SHARED = ("10-tokens.css", "42-state.css", "43-bullet.css", "44-years.css")
_EMBED = (*(f"css/{name}" for name in _SHARED), "embed.css")


@dataclass(frozen=True)
class Assets:
    """What pages load: the content of versioned files by name, and of those whose names stay."""

    versioned: Mapping[str, bytes]
    named: Mapping[str, bytes]

    @property
    def folder(self) -> str:
        """The folder of the versioned files below the site's root. It changes when one of them
        does, so that no old copy is shown and a browser may keep them for good."""
        digest = hashlib.sha256()
        for name, content in sorted(self.versioned.items()):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
        return f"assets/{digest.hexdigest()[:10]}"

    def files(self) -> dict[str, bytes]:
        """Every file by its name below the site's root."""
        return {f"{self.folder}/{name}": content for name, content in self.versioned.items()} | {
            f"assets/{name}": content for name, content in self.named.items()
        }


def read_assets(overrides: Path) -> Assets:
    """One stylesheet of ours, that of embedded figures, scripts and icons. Material's own
    stylesheet is left out: its page is framed in our header, body and footer, and no rule of it
    showed in any of them."""
    folder = overrides / "assets"
    sheets = sorted((folder / "css").glob("*.css"))
    return Assets(
        versioned={
            "site.css": b"\n".join(path.read_bytes() for path in sheets),
            "embed.css": b"".join((folder / name).read_bytes() for name in _EMBED),
            **{name: (folder / name).read_bytes() for name in _VERSIONED},
        },
        named={name: (folder / name).read_bytes() for name in _NAMED},
    )


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
