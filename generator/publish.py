"""A whole site made and served: as a release, or as one file for another web system.

Nothing that stands is touched until the new tree is written and checked.
"""

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo, is_zipfile

from generator.builds import NotOurs, make_tree, set_modes
from generator.construction import BrokenSite
from generator.guards import carry_assets, check_release, lost_pages
from generator.inputs import Order
from generator.making import Step
from generator.manifest import NAME, BadManifest, Manifest, hash_tree
from generator.releases import Releases
from generator.standing import MARK

_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest a zip file can say


@dataclass(frozen=True)
class Published:
    """A release that is served now: its manifest, and the pages that the one before had."""

    manifest: Manifest
    removed: tuple[str, ...]


def publish_site(
    *,
    releases: Releases,
    order: Order,
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
            make_tree(order, tree, step=step)
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
                as_of=order.as_of,
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
    archive: Path,
    order: Order,
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
        make_tree(order, tree, step=step)
        manifest = Manifest(0, None, order.as_of, commit, hash_tree(tree))
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
