"""A build from an order to a site: into a folder that is brought up to date, or into a new one.

Nothing that stands is touched until what is new is written and checked.
"""

import errno
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import current_thread, main_thread

from generator.construction import New
from generator.inputs import VERSION, Order, look_at_inputs
from generator.making import STAGING, VERSION_NAME, Making, Step
from generator.standing import (
    MARK,
    PLACE,
    Standing,
    cache_of,
    forget_others,
    hold,
    place_of,
)
from generator.store import Store, open_store, passing_store

# What may be over the next time: then what was begun is finished.
_PASSING = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


class NotOurs(Exception):
    """What stands where the site was to be written is not a site of ours; nothing was touched."""


@dataclass(frozen=True)
class Built:
    """What a build made. `changed`: whether anything was to be done; `notes`: on the cache, in both
    languages."""

    out: Path
    pages: int
    files: int
    changed: bool = True
    notes: tuple[str, ...] = ()


def build_site(
    order: Order,
    out: Path,
    *,
    cache: Path,
    full: bool = False,
    step: Step = lambda _: None,
) -> Built:
    """Bring the site in `out` up to date, or make it. `full`: whatever is known of it is left aside;
    `step` is told the name of each step: pages, checks, switch. Raises `ProblemsError`,
    `BrokenSite`, `Building`, `Changing`, `NoCluster`, `OSError`, and `NotOurs` where something else
    stands there."""
    out, cache = place_of(out), cache.absolute()
    _refuse_folder(out)
    _refuse_place(out, cache, order.data)
    out.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        store = held.enter_context(open_store(cache_of(cache, out)))
        held.enter_context(hold(store.folder, out))
        if out.is_dir():  # another cache may be of the same site
            held.enter_context(hold(out, out))
        forget_others(cache, store)
        standing = Standing(out, store)
        _clear_up(standing, store)
        now = store.file_time()
        inputs = look_at_inputs(order)
        if full or store.read(VERSION_NAME) != VERSION:
            store.clear()
            store.write(PLACE, str(out))
            store.write(VERSION_NAME, VERSION)
        state = standing.state()
        if state and state.listing == inputs.digest:
            return Built(out, state.pages, state.files, changed=False)
        staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        store.write(STAGING, str(staging))
        try:
            site = Making(inputs, store, now, step)
            new, updated = site.make(staging / "new", out, state)
            if updated and not standing.takes(staging / "new", new.removed):
                # A folder of the site is closed to us, or stands where a file should: all is replaced.
                shutil.rmtree(staging / "new")
                new, updated = site.make(staging / "new", out, None)
            step("switch")
            with _uninterrupted():
                _put_in_place(standing, new, staging, updated=updated)
        except BaseException:
            if standing.is_underway:
                standing.recover()
            elif look_at_inputs(order).digest != inputs.digest:
                store.clear()  # what was read may be newer than the keys it was kept under
            raise
        finally:
            if not standing.is_underway:
                shutil.rmtree(staging, ignore_errors=True)
        # After a fault its name is kept: a worker elsewhere may write into it yet.
        store.remove(STAGING)
        site.tidy(new, updated=updated)
        return Built(out, new.state.pages, new.state.files, notes=tuple(store.notes))


def _put_in_place(standing: Standing, new: New, staging: Path, *, updated: bool) -> None:
    if updated:
        standing.update(staging / "new", new.removed, new.state)
    else:
        set_modes(staging / "new")
        standing.replace(staging / "new", staging / "old")
        standing.tell(new.state)


def _clear_up(standing: Standing, store: Store) -> None:
    """Finish or undo what a process that was killed had begun."""
    try:
        standing.recover()
    except OSError as error:
        if error.errno in _PASSING:
            raise
        standing.give_up()
    staging = store.read(STAGING)
    if isinstance(staging, str) and standing.is_staging(Path(staging)) and Path(staging).is_dir():
        standing.put_back(Path(staging) / "old")
        shutil.rmtree(staging, ignore_errors=True)
        store.clear()  # what it read last may be newer than the key it was kept under
    store.remove(STAGING)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Ctrl-C does nothing for the moment that the site is switched."""
    if current_thread() is not main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def make_tree(order: Order, tree: Path, *, step: Step = lambda _: None) -> Built:
    """Make the whole site in the new folder `tree` and check it. Raises as `build_site` does."""
    with passing_store() as store:
        site = Making(look_at_inputs(order), store, store.file_time(), step)
        new, _ = site.make(tree, tree, None)
    return Built(tree, new.state.pages, new.state.files)


def _refuse_place(out: Path, cache: Path, data: Path) -> None:
    """The site, what is kept and the data do not stand in one another."""
    data, cache = data.resolve(), cache.resolve()
    for inner, outer in ((out, data), (cache, data), (cache, out), (out, cache), (data, out)):
        if inner.is_relative_to(outer):
            raise NotOurs(
                f"{inner} 在 {outer} 裡面；網站、快取與資料請放在不同的資料夾 / "
                f"{inner} stands in {outer}; site, cache and data need folders of their own"
            )


def _refuse_folder(out: Path) -> None:
    """Only a site of ours is replaced: whatever else stands in a folder is somebody's work."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise NotOurs(f"{out} 不是資料夾；請換一個 / {out} is no folder; choose another")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise NotOurs(
            f"{out} 裡有別的檔案，不會清掉；請換一個空的資料夾 / "
            f"{out} holds other files and is not cleared; choose an empty folder"
        )


def set_modes(tree: Path) -> None:
    """A web server must read every file whatever the umask was."""
    for folder, _, names in os.walk(tree):  # no list of a nation's files is held
        os.chmod(folder, 0o755)
        for name in names:
            os.chmod(os.path.join(folder, name), 0o644)
