"""What a release holds: every file with its SHA-256, and which release came before.

A manifest stands in its release as `/manifest.json`. Each names the hash of the one before, so
that whoever keeps one hash can tell later whether anything published before it was altered.
Knows folders and bytes; knows no page.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "manifest.json"


class BadManifest(Exception):
    """A manifest that cannot be read; the message names the file."""


@dataclass(frozen=True)
class Manifest:
    """One release.

    `sequence`: 1 for the first, one more for each that was published after it, 0 in an archive; `previous`: the
    SHA-256 of the manifest of the release published before, `None` for the first; `as_of`: ISO
    day of the states; `commit`: of the data, where there is one; `files`: SHA-256 by path;
    `carried`: files of the release before that only pages opened before the switch ask for.
    """

    sequence: int
    previous: str | None
    as_of: str
    commit: str | None
    files: Mapping[str, str]
    carried: tuple[str, ...] = ()

    @property
    def pages(self) -> frozenset[str]:
        """The addresses of its pages."""
        return frozenset(name for name in self.files if name.endswith(".html"))

    def text(self) -> str:
        """The manifest's file, the same bytes for the same release."""
        record = {
            "sequence": self.sequence,
            "previous": self.previous,
            "as_of": self.as_of,
            "commit": self.commit,
            "carried": sorted(self.carried),
            "files": dict(sorted(self.files.items())),
        }
        return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True)
class Difference:
    """A file of a release that is not what its manifest says: altered, missing or added."""

    path: str
    what: str


def hash_file(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_tree(tree: Path) -> dict[str, str]:
    """The SHA-256 of every file below `tree` but the manifest, by path with `/`."""
    return {
        path.relative_to(tree).as_posix(): hash_file(path)
        for path in sorted(tree.rglob("*"))
        if path.is_file() and path != tree / NAME
    }


def read_manifest(release: Path) -> Manifest:
    """The manifest of a release's folder. Raises `BadManifest`."""
    path = release / NAME
    try:
        record: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return Manifest(
            sequence=record["sequence"],
            previous=record["previous"],
            as_of=record["as_of"],
            commit=record["commit"],
            files=record["files"],
            carried=tuple(record["carried"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadManifest(
            f"{path}：讀不到版本清單，這一版已經損壞；請用 --rollback 退回前一版，或加 --allow-removals 重新發布 / "
            "cannot read the manifest, so this release is damaged; serve the one before with "
            f"--rollback, or publish anew with --allow-removals ({error})"
        ) from None


def compare(release: Path, manifest: Manifest) -> tuple[Difference, ...]:
    """Where a release's folder differs from its manifest, by path. A link is never what was
    published, whatever it leads to; nor is a folder that holds none of the files."""
    found = hash_tree(release)
    folders = {parent.as_posix() for name in manifest.files for parent in Path(name).parents}
    for path in sorted(release.rglob("*")):
        name = path.relative_to(release).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            found[name] = "not a file"
        elif path.is_dir() and name not in folders:
            found[f"{name}/"] = "a folder"
    differences = [
        Difference(path, "missing" if path not in found else "altered")
        for path, hash_ in manifest.files.items()
        if found.get(path) != hash_
    ]
    differences += [Difference(path, "added") for path in found if path not in manifest.files]
    return tuple(sorted(differences, key=lambda one: one.path))
