"""What git holds of a data folder: the versions of its files, the commit it stands at.

The only reader of git's history. Knows no record.
"""

import datetime as dt
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.clock import TAIPEI

_PLANS, _REPORTS = "agencies/*/*/plan.yml", "agencies/*/*/reports/*.yml"
_OFFICES = "agencies/*/agency.yml"
_COMMITTEES = (
    "committees/*/committee.yml", "committees/*/meetings/*.yml", "committees/*/resolutions/*.yml",
)  # fmt: skip
# The files whose history is read.
PATTERNS = (_OFFICES, _PLANS, _REPORTS, *_COMMITTEES)
# Set while git runs a hook: they would point at another repository than the data's.
_OWN = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})


@dataclass(frozen=True)
class Blob:
    """A version of one file: the day it was committed, which commit that was (counted from the
    first), and its content's name in git; `None` where the file was removed."""

    date: dt.date
    at: int
    name: str | None


def _git(data: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=data,
            input=stdin,
            capture_output=True,
            check=False,
            env={name: value for name, value in os.environ.items() if name not in _OWN},
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def head_of(data: Path) -> str | None:
    """Tells which history the data folder stands at, how much of it is here too; `None` without git."""
    said = _git(data, "rev-parse", "--is-inside-work-tree", "--git-path", "shallow")
    if said is None:
        return None
    _, _, shallow = said.decode("utf-8", "surrogateescape").strip().partition("\n")
    head = _git(data, "rev-parse", "--verify", "--quiet", "HEAD") or b""
    try:
        depth = (data / shallow).stat().st_mtime_ns
    except OSError:
        depth = 0
    return f"{head.decode().strip()} {depth}"


def commit_of(data: Path) -> str | None:
    """The commit that the data folder stands at, with `+` where something in it is not committed;
    `None` without git."""
    head = _git(data, "rev-parse", "HEAD")
    if head is None:
        return None
    changed = _git(data, "status", "--porcelain", "--", ".")
    return head.decode().strip() + ("+" if changed else "")


def read_blobs(data: Path, *patterns: str) -> dict[str, list[Blob]]:
    """Every version of every file of some patterns, oldest first, in one reading of the history."""
    said = _git(
        data, "log", "--first-parent", "-m", "--reverse", "--no-renames", "--relative", "--raw", "--no-abbrev",
        "--format=@%ct", "--", *(f":(glob){pattern}" for pattern in patterns),
    )  # fmt: skip
    found: dict[str, list[Blob]] = {}
    day, at = dt.date.min, 0
    for line in (said or b"").decode("utf-8", "replace").splitlines():
        if line.startswith("@"):
            day, at = dt.datetime.fromtimestamp(int(line[1:]), TAIPEI).date(), at + 1
        elif line.startswith(":"):
            head, _, path = line.partition("\t")
            name = head.split()[3]
            kept = None if set(name) == {"0"} else name  # all zeros: the file was removed
            found.setdefault(path, []).append(Blob(day, at, kept))
    return found


@dataclass(frozen=True)
class History:
    """Every version of the files of offices, plans, reports and committees, by path, up to a commit.
    `kept`: whether there is git here at all."""

    blobs: Mapping[str, Sequence[Blob]]
    kept: bool = True

    @classmethod
    def of(cls, kept: Mapping[str, Sequence[Sequence[Any]]]) -> "History":
        """The history from what `as_json` gave."""
        return cls(
            {
                path: tuple(Blob(dt.date.fromisoformat(day), at, name) for day, at, name in found)
                for path, found in kept.items()
            }
        )

    def as_json(self) -> dict[str, list[list[Any]]]:
        """The history as plain values."""
        return {
            path: [[blob.date.isoformat(), blob.at, blob.name] for blob in found]
            for path, found in self.blobs.items()
        }

    def stands(self, path: str) -> bool | None:
        """Whether a file stands in the last commit, and so is published; `None`: there is no git."""
        if not self.kept:
            return None
        return path in self.blobs and self.blobs[path][-1].name is not None

    def of_plans(self) -> Mapping[str, Sequence[Blob]]:
        """The versions of plans."""
        return {path: found for path, found in self.blobs.items() if path.endswith("/plan.yml")}

    def of_reports(self) -> Mapping[str, Sequence[Blob]]:
        """The versions of reports."""
        return {path: found for path, found in self.blobs.items() if "/reports/" in path}

    def of_committees(self) -> Mapping[str, Mapping[str, Sequence[Blob]]]:
        """The versions of each committee's files, by its folder and by path."""
        found: dict[str, dict[str, Sequence[Blob]]] = {}
        for path, blobs in self.blobs.items():
            if path.startswith("committees/"):
                found.setdefault(path.split("/")[1], {})[path] = blobs
        return found

    def of_offices(self) -> Mapping[str, Sequence[Blob]]:
        """The versions of offices, by their folder."""
        return {
            path.split("/")[1]: found
            for path, found in self.blobs.items()
            if path.endswith("/agency.yml")
        }


def read_history(data: Path) -> History:
    """The whole history, in one reading."""
    kept = _git(data, "rev-parse", "--is-inside-work-tree") is not None
    return History(read_blobs(data, *PATTERNS) if kept else {}, kept)


def contents_of(blobs: Iterable[Blob]) -> list[str]:
    """What versions are called in git, each once."""
    return sorted({blob.name for blob in blobs if blob.name})


def read_contents(data: Path, names: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each content by name, in one call."""
    said = _git(data, "cat-file", "--batch", stdin="\n".join(names).encode()) if names else None
    at = 0
    while said and at < len(said):
        head, _, _ = said[at:].partition(b"\n")
        name, *about = head.decode().split()
        start = at + len(head) + 1
        if len(about) != len(("type", "size")):  # `missing`: a shallow or damaged repository
            at = start
            continue
        size = about[1]
        yield name, said[start : start + int(size)]
        at = start + int(size) + 1


def _is_kept(data: Path) -> bool:
    return any((folder / ".git").exists() for folder in (data.resolve(), *data.resolve().parents))


def is_unreadable(data: Path) -> bool:
    """Whether a history stands here and git does not give it (no git, or not this owner's)."""
    return _is_kept(data) and _git(data, "rev-parse", "--is-inside-work-tree") is None


def is_absent(data: Path) -> bool:
    """Whether no history stands here at all (a ZIP file), so that nothing can be compared."""
    return not _is_kept(data) and _git(data, "rev-parse", "--is-inside-work-tree") is None


def is_shallow(data: Path) -> bool:
    """Whether git holds only the latest commits, so that earlier promises cannot be compared."""
    return _git(data, "rev-parse", "--is-shallow-repository") == b"true\n"


def resolve_revision(data: Path, revision: str) -> str | None:
    """The commit that a revision names; `None` where git knows none."""
    said = _git(data, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")  # fmt: skip
    return said.decode().strip() if said else None


def read_at(data: Path, commit: str, path: str) -> bytes | None:
    """A file below the data folder as a commit has it; `None` where it does not stand there."""
    return _git(data, "cat-file", "blob", f"{commit}:./{path}")


def in_last_commit(data: Path, path: Path) -> bool | None:
    """Whether a file stands in the last commit, and so is published; `None`: there is no git."""
    if _git(data, "rev-parse", "--is-inside-work-tree") is None:
        return None
    below = Path(os.path.relpath(path.resolve(), data.resolve())).as_posix()
    return _git(data, "cat-file", "-e", f"HEAD:./{below}") is not None
