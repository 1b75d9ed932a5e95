"""A whole build: theme, pages, checks, and the switch that puts the new site in place.

`build_site` writes a folder to look at; `publish_site` makes a release and serves it. Either way
nothing that stands is touched until the new tree is written and checked.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo, is_zipfile

from generator.build import MARK
from generator.guards import carry_assets, check_release, lost_pages
from generator.manifest import NAME, BadManifest, Manifest, hash_tree
from generator.releases import Releases
from generator.theme import ThemeSettings
from generator.workshop import BrokenSite, Step, Workshop, make_tree

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say


class NotOurs(Exception):
    """What stands where the site was to be written is not a site of ours; nothing was touched."""


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
    *,
    root: Path,
    out: Path,
    settings: ThemeSettings,
    step: Step = lambda _: None,
    workshop: Workshop | None = None,
) -> Built:
    """Build the site into `out`, replacing the site that stands there in one step. Raises
    `ProblemsError`, `BrokenSite`, and `NotOurs` where something else stands there.

    `step` is told the name of each step: pages, checks, switch. `workshop`: of a process that
    builds into the same folder again and again.
    """
    out = out.resolve() if not out.is_symlink() else out.absolute()
    _refuse_folder(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        tree = staging / "new"
        pages = make_tree(tree, root=root, settings=settings, step=step, workshop=workshop)
        files = set_modes(tree)
        step("switch")
        _switch(tree, out, staging / "old")
        if workshop:
            workshop.turn(replace(pages, root=out))
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
        before = _before(releases, allow_removals=allow_removals)
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


def _before(releases: Releases, *, allow_removals: bool) -> Manifest | None:
    """The release that is served. One that is damaged cannot be compared with, and is replaced only
    where pages may go."""
    try:
        return releases.current()
    except BadManifest:
        if not allow_removals:
            raise
        return None


def write_archive(
    *,
    root: Path,
    archive: Path,
    settings: ThemeSettings,
    commit: str | None,
    step: Step = lambda _: None,
) -> int:
    """Write the site as one zip file, for a web system that takes a folder of pages; every
    address in it but those of the 404 page is relative. It has a manifest, so that readers can
    check their copies; that knows of no release before. The same site gives the same bytes.
    Returns the number of files. Raises `BrokenSite`, `OSError`, and `NotOurs` where something other
    than such an archive stands there."""
    archive = archive.absolute()
    _refuse_archive(archive)
    archive.parent.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=f".{archive.name}-", dir=archive.parent))
    try:
        tree = staging / "site"
        make_tree(tree, root=root, settings=settings, step=step)
        manifest = Manifest(0, None, settings.as_of, commit, hash_tree(tree))
        (tree / NAME).write_text(manifest.text(), encoding="utf-8")
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


def _refuse_folder(out: Path) -> None:
    """Only a site of ours is replaced: whatever else stands in a folder is somebody's work."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise NotOurs(f"{out} 不是資料夾；請換一個 / {out} is no folder; choose another")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise NotOurs(
            f"{out} 裡有別的檔案，不會清掉；請換一個空的資料夾 / "
            f"{out} holds other files and is not cleared; choose an empty folder"
        )


def _refuse_archive(archive: Path) -> None:
    if archive.suffix.lower() != ".zip":
        raise NotOurs(f"{archive} 應以 .zip 結尾 / {archive} should end in .zip")
    if not archive.exists():
        return
    if is_zipfile(archive):
        with ZipFile(archive) as zipped:
            if MARK in zipped.namelist():
                return
    raise NotOurs(
        f"{archive} 已經存在，不是網站的壓縮檔，不會覆寫；請換檔名 / "
        f"{archive} exists, is no archive of a site, and is not overwritten; choose another name"
    )


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
    if not out.exists():
        os.rename(new, out)
        return
    os.rename(out, old)
    try:
        os.rename(new, out)
    except OSError:
        os.rename(old, out)
        raise
