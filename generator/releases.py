"""Releases of the site in one folder, and the switch from one to the next.

The web server serves `current`, a symbolic link to a folder below `releases`. A release is written
beside the others under a name of its own, synced to the disk and renamed; only then is the link
replaced, in one rename. Killed at any moment, the link leads to a whole release, old or new.
"""

import ctypes
import errno
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.manifest import (
    NAME,
    BadManifest,
    Difference,
    Manifest,
    compare,
    hash_file,
    read_manifest,
)

KEPT = 3
_RELEASE = re.compile(r"\d{6}")
_LEFTOVER = re.compile(r"\d{6}\.(?:new|old)")


class NoRelease(Exception):
    """The folder does not hold what was asked for; the message says what to do."""


class Busy(Exception):
    """Someone else is publishing into the same folder."""


@dataclass(frozen=True)
class Status:
    """What a folder of releases holds: the current one's number and all, newest first. `damaged`:
    releases whose manifest cannot be read."""

    current: int | None
    releases: tuple[Manifest, ...]
    log: tuple[dict[str, Any], ...]
    damaged: tuple[int, ...] = ()


class Releases:
    """The releases in `folder`. One process at a time may write: see `lock`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._releases = self.folder / "releases"
        self._link = self.folder / "current"
        self._log = self.folder / "releases.log"

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Hold the folder for writing, leftovers of a killed process cleared. The system gives the
        lock back when a process ends, however it ends. Raises `Busy`, `NoRelease`, `OSError`."""
        self._make()
        with (self.folder / ".lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy(
                    f"另一個發布正在進行：{self.folder} / another publish is running"
                ) from None
            self._clear()
            yield

    def _make(self) -> None:
        if self._link.exists() and not self._link.is_symlink():
            raise NoRelease(
                f"{self._link} 應為本程式建立的連結，卻是資料夾或檔案；請改用空的資料夾 / "
                "is a folder or file where our link belongs; publish into an empty folder"
            )
        if self.folder.is_dir() and not self._releases.is_dir() and any(self.folder.iterdir()):
            raise NoRelease(
                f"{self.folder} 不是空的，也不是發布用的資料夾 / "
                "is neither empty nor a folder of releases; choose another"
            )
        self._releases.mkdir(parents=True, exist_ok=True)

    def _clear(self) -> None:
        for path in self._releases.iterdir():
            if _LEFTOVER.fullmatch(path.name):
                shutil.rmtree(path)
        (self.folder / "current.new").unlink(missing_ok=True)
        current = self.serving()
        if current and not any(line["sequence"] == current for line in self.log()):
            # Killed after the switch, before the line was written.
            self._tell("publish", current)

    def current(self) -> Manifest | None:
        """The manifest of the release that is served; `None` before the first."""
        return read_manifest(self._link) if self._link.is_symlink() else None

    def serving(self) -> int | None:
        """The number of the release that is served, whatever state it is in."""
        if not self._link.is_symlink():
            return None
        name = self._link.readlink().name
        return int(name) if _RELEASE.fullmatch(name) else None

    @property
    def exists(self) -> bool:
        """Whether anything was ever published into the folder."""
        return self._releases.is_dir()

    def numbers(self) -> list[int]:
        """The releases that are kept, oldest first."""
        if not self._releases.is_dir():
            return []
        names = (path.name for path in self._releases.iterdir())
        return sorted(int(name) for name in names if _RELEASE.fullmatch(name))

    def path(self, sequence: int) -> Path:
        """The folder of a release."""
        return self._releases / f"{sequence:06d}"

    def log(self) -> tuple[dict[str, Any], ...]:
        """What was done, oldest first: `action`, `sequence`, `manifest` (its SHA-256). A last line
        that a full disk cut off is left out. Raises `BadManifest` where a line is not ours."""
        if not self._log.is_file():
            return ()
        lines = self._log.read_text("utf-8", errors="replace").split("\n")[:-1]
        return tuple(self._line(n, line) for n, line in enumerate(lines, 1) if line)

    def _line(self, number: int, line: str) -> dict[str, Any]:
        try:
            said: dict[str, Any] = json.loads(line)
            _ = said["action"], said["sequence"], said["manifest"]
        except (ValueError, KeyError, TypeError):
            raise BadManifest(
                f"{self._log}:{number}：這一行不是發布紀錄；請刪去這一行再試 / "
                "this line is no record of a release: take it out and try again"
            ) from None
        return said

    def last(self) -> tuple[int, str | None]:
        """The number and the manifest's hash of the release published last, (0, None) for none."""
        published = [line for line in self.log() if line["action"] == "publish"]
        if published:
            return published[-1]["sequence"], published[-1]["manifest"]
        numbers = self.numbers()
        return (numbers[-1], hash_file(self.path(numbers[-1]) / NAME)) if numbers else (0, None)

    def staging(self, sequence: int) -> Path:
        """Where a release is written; cleared by the next `lock` if it is never put in place."""
        return self._releases / f"{sequence:06d}.new"

    def put_live(self, staged: Path, manifest: Manifest) -> None:
        """Make the staged folder, its manifest in it, a release and serve it."""
        place = self.path(manifest.sequence)
        _sync_filesystem(staged)
        os.rename(staged, place)
        _sync_folder(self._releases)
        self._switch(place)
        with suppress(OSError):
            # The new release is served. A disk that is full now costs a line of the log and the
            # room of an old release; the next `lock` and `put_live` make up for both.
            self._tell("publish", manifest.sequence)
            self._prune()

    def roll_back(self) -> Manifest:
        """Serve the release before the current one again; returns it. Raises `NoRelease` where
        none is kept or it is not as it was published."""
        current = self.serving()
        before = [n for n in self.numbers() if current and n < current]
        if not before:
            raise NoRelease("沒有可以退回的前一版 / there is no release before this one")
        place = self.path(before[-1])
        if differences := self.differences(before[-1]):
            raise NoRelease(
                f"前一版 {place} 已被更動（{differences[0].path}），不退回 / "
                f"the release before was altered ({differences[0].path}) and is not served"
            )
        self._switch(place)
        self._tell("rollback", before[-1])
        return read_manifest(place)

    def differences(self, sequence: int) -> tuple[Difference, ...]:
        """Where a release differs from what was published, its manifest included."""
        place = self.path(sequence)
        told = [line["manifest"] for line in self.log() if line["sequence"] == sequence]
        try:
            found = compare(place, read_manifest(place))
            altered = bool(told) and hash_file(place / NAME) != told[0]
        except BadManifest:
            return (Difference(NAME, "altered"),)
        return (*((Difference(NAME, "altered"),) if altered else ()), *found)

    def status(self) -> Status:
        """The releases and what was done with them."""
        releases, damaged = [], []
        for number in reversed(self.numbers()):
            try:
                releases.append(read_manifest(self.path(number)))
            except BadManifest:
                damaged.append(number)
        return Status(self.serving(), tuple(releases), self.log(), tuple(damaged))

    def _switch(self, place: Path) -> None:
        new = self.folder / "current.new"
        new.unlink(missing_ok=True)
        new.symlink_to(place.relative_to(self.folder))
        os.replace(new, self._link)
        _sync_folder(self.folder)

    def _tell(self, action: str, sequence: int) -> None:
        manifest = self.path(sequence) / NAME
        line = {
            "action": action,
            "sequence": sequence,
            "manifest": hash_file(manifest) if manifest.is_file() else None,
        }
        with self._log.open("a+", encoding="utf-8") as file:
            file.seek(0)
            whole = file.read().rpartition("\n")
            file.truncate(len((whole[0] + whole[1]).encode()))
            file.write(json.dumps(line) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def _prune(self) -> None:
        current = self.serving()
        for sequence in self.numbers()[:-KEPT]:
            if sequence == current:
                continue
            # Renamed first: half a folder must not pass for a release.
            old = self._releases / f"{sequence:06d}.old"
            os.rename(self.path(sequence), old)
            shutil.rmtree(old)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_filesystem(folder: Path) -> None:
    """Everything written to the folder's file system reaches the disk: one call for thousands of
    files. Raises `OSError`."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if hasattr(libc, "syncfs"):
            if libc.syncfs(handle) != 0:
                code = ctypes.get_errno() or errno.EIO
                raise OSError(code, os.strerror(code), str(folder))
        else:
            os.sync()
    finally:
        os.close(handle)
