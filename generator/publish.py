"""A whole build: theme, pages, checks, and the switch that puts the new site in place.

The old folder stays untouched until the new tree is written and checked.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.checks import Fault, check_tree
from generator.search.index import BrokenIndex
from generator.theme import BrokenProse, ThemeSettings, render_theme


class BrokenSite(Exception):
    """The new tree failed its checks and was not published; `faults` say where and why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} faults in the new site")
        self.faults = faults


@dataclass(frozen=True)
class Built:
    """What a build wrote."""

    out: Path
    pages: int
    files: int


def build_site(
    *, root: Path, out: Path, settings: ThemeSettings, step: Callable[[str], None] = lambda _: None
) -> Built:
    """Build the site into `out`, replacing it in one step. Raises `ProblemsError`, `BrokenSite`.

    `step` is told the name of each step: pages, checks, switch.
    """
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        tree = staging / "new"
        step("pages")
        try:
            render_theme(root=root, site_dir=tree, settings=settings)
        except BrokenProse as error:
            raise BrokenSite(tuple(Fault("content", said) for said in error.said)) from None
        except BrokenIndex as error:
            raise BrokenSite((Fault("search", str(error)),)) from None
        step("checks")
        faults = check_tree(tree, base=settings.base)
        if faults:
            raise BrokenSite(faults)
        files = _set_modes(tree)
        step("switch")
        _switch(tree, out, staging / "old")
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Built(out=out, pages=sum(1 for _ in out.rglob("*.html")), files=files)


def _set_modes(tree: Path) -> int:
    """A web server must read every file whatever the umask was. Returns the number of files."""
    files = 0
    for path in (tree, *tree.rglob("*")):
        if path.is_dir():
            path.chmod(0o755)
        else:
            path.chmod(0o644)
            files += 1
    return files


def _switch(new: Path, out: Path, old: Path) -> None:
    """Put `new` at `out`; if the second rename fails, the old tree goes back."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise NotADirectoryError(f"{out} is not a folder; remove it or choose another --out")
    if not out.exists():
        os.rename(new, out)
        return
    os.rename(out, old)
    try:
        os.rename(new, out)
    except OSError:
        os.rename(old, out)
        raise
