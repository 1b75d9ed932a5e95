"""A whole build: theme, pages, checks, and the switch that puts the new site in place.

`build_site` writes a folder to look at; `publish_site` makes a release and serves it. Either way
nothing that stands is touched until the new tree is written and checked.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from generator.checks import Fault, check_tree
from generator.guards import carry_assets, check_release, lost_pages
from generator.manifest import NAME, Manifest, hash_tree
from generator.prose_checks import refuse_prose
from generator.releases import Releases
from generator.search.index import BrokenIndex
from generator.theme import BrokenProse, ThemeSettings, render_theme

Step = Callable[[str], None]
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say


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


@dataclass(frozen=True)
class Published:
    """A release that is served now: its manifest, and the pages that the one before had."""

    manifest: Manifest
    removed: tuple[str, ...]


def build_site(
    *, root: Path, out: Path, settings: ThemeSettings, step: Step = lambda _: None
) -> Built:
    """Build the site into `out`, replacing it in one step. Raises `ProblemsError`, `BrokenSite`.

    `step` is told the name of each step: pages, checks, switch.
    """
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        tree = staging / "new"
        make_tree(tree, root=root, settings=settings, step=step)
        files = set_modes(tree)
        step("switch")
        _switch(tree, out, staging / "old")
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return Built(out=out, pages=sum(1 for _ in out.rglob("*.html")), files=files)


def publish_site(
    *,
    root: Path,
    releases: Releases,
    settings: ThemeSettings,
    commit: str | None,
    allow_removals: bool = False,
    step: Step = lambda _: None,
) -> Published:
    """Make a release of the site and serve it.

    `allow_removals`: whether more than a tenth of the pages may go. Raises `BrokenSite`, `Busy`,
    `NoRelease`, `BadManifest` and `OSError`; the release that was served before then still is.
    """
    with releases.lock():
        before = releases.current()
        number, hash_ = releases.last()
        tree = releases.staging(number + 1)
        try:
            make_tree(tree, root=root, settings=settings, step=step)
            files = hash_tree(tree)
            faults = check_release(files)
            removed, too_many = lost_pages(before, files)
            if too_many and not allow_removals:
                faults += too_many
            if faults:
                raise BrokenSite(faults)
            carried = (
                carry_assets(before, releases.path(before.sequence), files, tree) if before else {}
            )
            manifest = Manifest(
                sequence=number + 1,
                previous=hash_,
                as_of=settings.as_of,
                commit=commit,
                files=files | carried,
                carried=tuple(carried),
            )
            (tree / NAME).write_text(manifest.text(), encoding="utf-8", newline="\n")
            set_modes(tree)
            step("switch")
            releases.put_live(tree, manifest)
        finally:
            shutil.rmtree(tree, ignore_errors=True)
    return Published(manifest, removed)


def write_archive(
    *, root: Path, archive: Path, settings: ThemeSettings, step: Step = lambda _: None
) -> int:
    """Write the site as one zip file, for a web system that takes a folder of pages; every
    address in it but those of the 404 page is relative. The same site gives the same bytes.
    Returns the number of files. Raises `BrokenSite`, `OSError`."""
    archive = archive.absolute()
    archive.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{archive.name}-", dir=archive.parent))
    try:
        tree = staging / "site"
        make_tree(tree, root=root, settings=settings, step=step)
        names = sorted(path for path in tree.rglob("*") if path.is_file())
        step("switch")
        with ZipFile(staging / "zip", "w", compression=ZIP_DEFLATED) as zipped:
            for path in names:
                entry = ZipInfo(path.relative_to(tree).as_posix(), _NO_TIME)
                entry.external_attr, entry.compress_type = 0o100644 << 16, ZIP_DEFLATED
                zipped.writestr(entry, path.read_bytes())
        os.replace(staging / "zip", archive)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return len(names)


def make_tree(tree: Path, *, root: Path, settings: ThemeSettings, step: Step) -> None:
    """Write the site into the new folder `tree` and check it. Raises `BrokenSite`, `ProblemsError`."""
    step("pages")
    loaded = settings.loaded
    privacy = loaded.site.privacy
    refuse_prose(root / "content", loaded.exceptions, small_count=privacy.small_count)
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


def set_modes(tree: Path) -> int:
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
