"""The folders of hand-written pages, beside what MkDocs makes of them: links and pictures; and
Chinese words on an English page.

Knows folders, file names and HTML as text; knows no MkDocs and no page.
"""

import re
from collections.abc import Mapping
from pathlib import Path

_OPTION = re.compile(r"(?<=[ \n])--[a-z-]+")
_TEXT = re.compile(r">[^<]+")
# Characters, and the signs that stand among them.
_CHINESE = re.compile(r"[\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff\uff00-\uff65]*")


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


def mark_chinese(html: str) -> str:
    """An English page's body with its Chinese words marked as such, so that they are read aloud in
    Chinese. Knows no Chinese in attributes."""
    return _TEXT.sub(lambda text: _CHINESE.sub(r'<span lang="zh-Hant">\g<0></span>', text[0]), html)


def keep_options(html: str) -> str:
    """A page's body with each option of a command, such as `--out`, kept on one line."""
    return _TEXT.sub(lambda text: _OPTION.sub(r'<span class="option">\g<0></span>', text[0]), html)
