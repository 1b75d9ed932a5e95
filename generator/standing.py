"""The site that stands in a folder: what it was made from, and how it becomes the next one.

A new site is put in the place of the old in one step. An update of a few files is written beside it
first, whole and checked; then a journal says what is to be moved and removed, and is done. A process
that is killed meanwhile leaves the journal, and the next build finishes it before anything else.

Imports nothing heavy: whether there is anything to do is known before the rest is loaded.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from generator.stamps import key_of
from generator.store import Json, Store

# What every site of ours has, and no other folder; written last.
MARK = "build.json"
PLACE = "place.json"  # where the site stands that a store is of
_STATE, _JOURNAL = "state.json", "journal.json"
_READ_BY_ALL = 0o055


class Building(Exception):
    """Another process is building into the same folder."""


@dataclass(frozen=True)
class Made:
    """A plan or part that was made. `key`: of everything that it was made from; `files`: how many it
    has; `volumes`: by language, the size of what is searched of it. Of a plan, what is known before
    it is read: how many pages it has, its first and last year (Gregorian), the day its data changed
    (ISO); and a short hash of each field of it in short, for who looks at some of them. `leads`: marks
    of the folders that its pages lead to; `digest`: of everything a part made."""

    key: str
    files: int
    volumes: Mapping[str, int] = field(default_factory=dict)
    pages: int = 0
    first_year: int = 0
    last_year: int = 0
    changed: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    leads: str = ""
    digest: str = ""


@dataclass(frozen=True)
class State:
    """What a site was made from. `files`, `pages`: how many it has; `listing`: of all files that it
    was made from, empty where one of them may have changed unseen; `basis`: the key of what all
    pages depend on; `plans`, `parts`: what was made, by address and name; `fictional`: offices and committees
    marked so."""

    files: int
    pages: int
    listing: str
    basis: str
    plans: Mapping[str, Made] = field(default_factory=dict)
    parts: Mapping[str, Made] = field(default_factory=dict)
    fictional: tuple[str, ...] = ()

    def as_json(self) -> Json:
        """Plain values."""
        made = {
            name: {of: list(one.__dict__.values()) for of, one in getattr(self, name).items()}
            for name in ("plans", "parts")
        }
        return {**self.__dict__, **made}

    @classmethod
    def of(cls, kept: Json) -> "State":
        """A state from plain values. Raises `KeyError` or `TypeError` where they
        are another version's."""
        made = {
            name: {of: Made(*values) for of, values in kept[name].items()}
            for name in ("plans", "parts")
        }
        return cls(**{**kept, **made, "fictional": tuple(kept["fictional"])})


class Standing:
    """The site at `out`, with what is kept of it in `store`."""

    def __init__(self, out: Path, store: Store) -> None:
        self.out = out
        self._store = store

    def state(self) -> State | None:
        """What the site was made from; `None` where that is not known, or another one stands there."""
        kept = self._store.read(_STATE)
        try:
            if kept is None or kept.pop("mark") != _mark(self.out):
                return None
            return State.of(kept)
        except (AttributeError, KeyError, TypeError, ValueError):  # of another version
            return None

    def tell(self, state: State) -> None:
        """Keep what the site that stands was made from. Raises `OSError`."""
        self._store.write(_STATE, {**state.as_json(), "mark": _mark(self.out)})

    def forget(self) -> None:
        """The site is about to be replaced."""
        self._store.remove(_STATE)

    def replace(self, new: Path, aside: Path) -> None:
        """Put `new` in the place of the site, which goes to `aside`; if that fails, or the process is
        killed between the two (`put_back`), it goes back."""
        self.forget()
        if not self.out.exists():
            os.rename(new, self.out)
            return
        os.rename(self.out, aside)
        try:
            os.rename(new, self.out)
        except OSError:
            os.rename(aside, self.out)
            raise

    def put_back(self, aside: Path) -> None:
        """A site that was put aside, where the one that was to replace it did not come."""
        if not self.out.exists() and (aside / MARK).is_file():
            os.rename(aside, self.out)

    def update(self, new: Path, removed: Sequence[str], state: State) -> None:
        """Move every file of `new` into the site, remove others, and keep the state; all of it, even
        where the process is killed meanwhile. Raises `OSError`; then `is_underway` says whether the
        next `recover` has to finish it."""
        new.mkdir(parents=True, exist_ok=True)  # there is none where no file is another
        self._store.write(
            _JOURNAL,
            {
                "new": str(new),
                "removed": list(removed),
                "state": state.as_json(),
                "marks": [_mark(self.out), _mark(new)],
            },
        )
        self.recover()

    @property
    def is_underway(self) -> bool:
        """Whether an update was begun and is not finished."""
        return self._store.read(_JOURNAL) is not None

    def recover(self) -> None:
        """Finish an update that was begun, if any was, and if the site is still the one that it was
        begun for. Raises `OSError`."""
        journal = self._store.read(_JOURNAL)
        if journal is None:
            return
        try:
            new, removed = Path(journal["new"]), [str(name) for name in journal["removed"]]
            state, marks = State.of(journal["state"]), journal["marks"]
        except (AttributeError, KeyError, TypeError, ValueError):  # of another version
            self.forget()
        else:
            self.forget()
            if self.is_staging(new.parent) and all(map(_is_below, removed)):
                if new.is_dir() and (mark := _mark(self.out)) and mark in marks:
                    self._move(new, removed)
                    self.tell(state)
                shutil.rmtree(new.parent, ignore_errors=True)
        self._store.remove(_JOURNAL)

    def give_up(self) -> None:
        """An update that was begun cannot be finished: the site is to be made anew."""
        self.forget()
        self._store.remove(_JOURNAL)

    def is_staging(self, folder: Path) -> bool:
        """Whether a folder is one that builds of this site write into, beside it. What is kept names
        folders to be removed, and others may be able to write there."""
        beside = folder.parent == self.out.parent and folder.name.startswith(f".{self.out.name}-")
        return beside and not folder.is_symlink()

    def takes(self, new: Path, removed: Sequence[str]) -> bool:
        """Whether every file of `new` can be moved into the site, and others removed: asked before
        anything is moved."""
        names = [path.relative_to(new).as_posix() for path in _files(new)]
        if any((self.out / name).is_dir() for name in names):
            return False
        folders = {(self.out / name).parent for name in (*names, *removed)}
        return all(map(_is_open, folders))

    def _move(self, new: Path, removed: Sequence[str]) -> None:
        known = {self.out}
        for path in _files(new):
            at = self.out / path.relative_to(new)
            _make_folder(at.parent, known)
            os.replace(path, at)
        for name in removed:
            self._remove(name)

    def _remove(self, name: str) -> None:
        """A file that is no part of the site any more, and the folders that it leaves empty."""
        path = self.out / name
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == self.out:
                return
            try:
                folder.rmdir()
            except OSError:  # something stands in it, or it is gone already
                return


def _mark(site: Path) -> list[int]:
    """Tells a site from another in the same place."""
    try:
        status = (site / MARK).lstat()
    except OSError:
        return []
    return [status.st_ino, status.st_mtime_ns, status.st_size]


def _make_folder(folder: Path, known: set[Path]) -> None:
    """With those above it, but for those `known` to be good. A web server must read them whatever the
    umask was, also where a process was killed before it could say so."""
    if folder not in known:
        known.add(folder)
        _make_folder(folder.parent, known)
        folder.mkdir(exist_ok=True)
        if folder.stat().st_mode & _READ_BY_ALL != _READ_BY_ALL:
            folder.chmod(0o755)


def _is_open(folder: Path) -> bool:
    """Whether files can be put into a folder, or into the one above where it is to be made."""
    while not os.path.lexists(folder):
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _is_below(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/")


def _files(folder: Path) -> Iterator[Path]:
    """The mark last, where it is another."""
    mark = folder / MARK
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path != mark)
    if mark.is_file():
        yield mark


@contextmanager
def hold(folder: Path, out: Path) -> Iterator[None]:
    """Hold a folder against other builds of the site at `out`. The system gives it back when a
    process ends, however it ends. Raises `Building`, `OSError`."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise Building(
            f"另一個程式正在建置 {out}；請等它做完 / another build into {out} is running: wait for it"
        ) from None
    try:
        yield
    finally:
        os.close(handle)


def forget_others(cache: Path, own: Store) -> None:
    """Forget what is kept of sites that stand nowhere any more, but for those that are being built."""
    if own.folder.parent != cache:
        return
    for folder in cache.iterdir():
        place = Store(folder).read(PLACE) if folder != own.folder else None
        if isinstance(place, str) and not Path(place).exists():
            with suppress(Building, OSError), hold(folder, Path(place)):
                shutil.rmtree(folder)


def place_of(out: Path) -> Path:
    """Where a site stands, by whatever name; a link is refused later, and not followed."""
    return out.resolve() if not out.is_symlink() else out.absolute()


def cache_of(cache: Path, out: Path) -> Path:
    """Where what is kept of the site at `out` stands below the folder of all caches."""
    return cache / f"{out.name}-{key_of(str(out))[:12]}"
