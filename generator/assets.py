"""What pages load: one stylesheet made of Material's and ours, the icon, our scripts.

Knows files and folders; knows no MkDocs and no page.
"""

import hashlib
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

# What the browser gets beside the stylesheet; recipes and sources stay behind.
_SERVED = (
    *("favicon.svg", "js/figure.js", "js/search.js", "js/segment.js"),
    *("chart/plotly.min.js", "chart/plotly.css", "chart/LICENSES.txt", "search/LICENSE.txt"),
)


def bundle_styles(themes: Iterable[Path], overrides: Path) -> str:
    """One stylesheet: Material's in a layer of its own, below ours."""
    folders = [path / "assets/stylesheets" for path in themes]
    (material,) = [css for folder in folders for css in folder.glob("main.*.min.css")]
    theirs = material.read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')
    theirs = re.sub(r"/\*#.*?\*/", "", theirs, flags=re.DOTALL)
    ours = [
        path.read_text(encoding="utf-8")
        for path in sorted((overrides / "assets/css").glob("*.css"))
    ]
    # The order of layers is named in the first of ours, which must come before any layer.
    return "\n".join([ours[0], f"@layer material{{{theirs}}}", *ours[1:]])


def name_stylesheet(css: str) -> str:
    """A file name that changes with the content, so that no old copy is shown."""
    return f"site.{hashlib.sha256(css.encode()).hexdigest()[:10]}.css"


def write_assets(folder: Path, *, overrides: Path, stylesheet: str, css: str) -> None:
    """The stylesheet and everything served beside it into `folder`."""
    folder.mkdir(parents=True)
    (folder / stylesheet).write_text(css, encoding="utf-8")
    for name in _SERVED:
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(overrides / "assets" / name, folder / name)
