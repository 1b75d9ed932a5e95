"""The files that something is made from: which there are, and what is in them.

A file's content is read again only where its time, size or number is another. Knows no content;
imports nothing heavy, since it runs before a build knows whether there is anything to do.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from stat import S_ISDIR, S_ISREG

# What an editor or Python leaves behind; never read, so never looked at.
_PASSED = frozenset({"__pycache__"})
# When the system last wrote anything of the file (ctime, which nobody can set back), when its content
# was last written (mtime), both in ns; its size; its number.
Stat = tuple[int, int, int, int]


@dataclass(frozen=True)
class Listing:
    """Files by their path, with their times, size and number; links and others have no number, and
    folders, which end in `/`, nothing."""

    stats: Mapping[str, Stat]

    @property
    def digest(self) -> str:
        """Tells whether any file is another."""
        text = "\n".join(f"{name}\0{stat}" for name, stat in self.stats.items())
        return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()

    def is_settled(self, now: int) -> bool:
        """Whether no file may have changed since without another time: `now` is later than all."""
        return all(stat[0] < now for stat in self.stats.values())


def list_files(places: Iterable[Path]) -> Listing:
    """Every file in some folders, and the files named, in a fixed order. One that vanishes
    meanwhile is left out."""
    return Listing(dict(sorted(row for place in places for row in _stats(str(place)))))


def _stats(path: str) -> Iterator[tuple[str, Stat]]:
    try:
        entries = list(os.scandir(path))
    except NotADirectoryError:
        status = os.stat(path)
        yield path, _stat(status, status.st_ino)
        return
    except FileNotFoundError:
        return
    for entry in entries:
        name = entry.name
        if name.startswith(".") or name.endswith("~") or name in _PASSED:
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                yield f"{entry.path}/", (0, 0, 0, 0)  # an empty folder is a problem of the data
                yield from _stats(entry.path)
                continue
            # Of a link, what it leads to: in the data it is refused, elsewhere it is read.
            is_link = entry.is_symlink()
            status = entry.stat(follow_symlinks=is_link and os.path.exists(entry.path))
            if is_link and S_ISDIR(status.st_mode) and not _leads_up(entry.path):
                yield from _stats(entry.path)
        except FileNotFoundError:
            continue
        plain = not is_link and S_ISREG(status.st_mode) and status.st_nlink == 1
        yield entry.path, _stat(status, status.st_ino if plain else 0)


def _stat(status: os.stat_result, number: int) -> Stat:
    return status.st_ctime_ns, status.st_mtime_ns, status.st_size, number


def _leads_up(link: str) -> bool:
    """Whether a linked folder holds its own link."""
    here = os.path.realpath(os.path.dirname(link))
    return os.path.commonpath([here, os.path.realpath(link)]) == os.path.realpath(link)


@dataclass
class Hashes:
    """The SHA-256 of files, remembered by their stat. `known`: what is remembered."""

    known: dict[str, tuple[Stat, str]] = field(default_factory=dict)
    _asked: dict[str, tuple[Stat, str]] = field(default_factory=dict)

    def of(self, path: str, stat: Stat) -> str:
        """A file's hash; of one that cannot be read, of its stat alone."""
        known = self.known.get(path)
        if known is None or known[0] != stat:
            known = stat, _hash_of(path, stat)
        self._asked[path] = known
        return known[1]

    def remembered(self, now: int) -> dict[str, tuple[Stat, str]]:
        """Those asked for that may be trusted next time: the file was older than `now`."""
        return {path: known for path, known in self._asked.items() if known[0][0] < now}


def _hash_of(path: str, stat: Stat) -> str:
    if not stat[-1]:  # a link, a pipe, a file with two names: refused on reading, whatever it says
        return hashlib.sha256(repr(stat).encode()).hexdigest()
    try:
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return hashlib.sha256(f"unreadable {stat}".encode()).hexdigest()


def key_of(*parts: object) -> str:
    """One hash of several texts, numbers and collections of them, in their order."""
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogateescape")).hexdigest()
