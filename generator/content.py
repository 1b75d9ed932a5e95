"""The folders of hand-written pages, beside what MkDocs makes of them: links and pictures.

Knows folders and file names; knows no MkDocs and no page.
"""

from collections.abc import Mapping
from pathlib import Path


def find_links(folder: Path) -> list[Path]:
    """Symbolic links below a folder."""
    return [path for path in sorted(folder.rglob("*")) if path.is_symlink()]


def read_illustrations(folders: Mapping[str, Path]) -> dict[str, bytes]:
    """Every PNG below the folders, by its address below the site's root.

    `folders`: a language's root such as `en/` -> the folder of its pages; `guide/a.png` there
    stands at `en/guide/a.png`, beside the page `guide.md`.
    """
    return {
        f"{root}{path.relative_to(folder).as_posix()}": path.read_bytes()
        for root, folder in folders.items()
        for path in sorted(folder.rglob("*.png"))
    }
