"""A build from an order to a site: into a folder that is brought up to date, or into a new one.

Nothing that stands is touched until what is new is written and checked.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from generator.clock import resolve_as_of
from generator.construction import Construction, New
from generator.inputs import Inputs, Order, look_at_inputs
from generator.leavings import Leavings
from generator.order_data import read_data, refuse_data
from generator.parts_work import Gone
from generator.prose_checks import refuse_prose
from generator.rendered import Theme
from generator.shared import (
    Shared,
    Spec,
    forget,
    keep_common,
    keep_theme,
    recall_kept_common,
    share,
)
from generator.source import Common, CommonFailed, load_common, load_site
from generator.stamps import Hashes
from generator.standing import (
    MARK,
    PLACE,
    Standing,
    State,
    cache_of,
    forget_others,
    hold,
)
from generator.store import Store, open_store, passing_store
from generator.theming import find_theme, theme_settings
from generator.workers import Workers, share_work

if TYPE_CHECKING:
    from generator.theme import ThemeSettings

Step = Callable[[str], None]
_HASHES, _VERSION, _STAGING = "hashes.json", "version.json", "staging.json"


class NotOurs(Exception):
    """What stands where the site was to be written is not a site of ours; nothing was touched."""


class Changing(Exception):
    """Files changed while the site was made from them; nothing was touched."""


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
    out = out.resolve() if not out.is_symlink() else out.absolute()
    _refuse_folder(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        store = held.enter_context(open_store(cache_of(cache, out)))
        held.enter_context(hold(store.folder, out))
        if out.is_dir():  # another cache may be of the same site
            held.enter_context(hold(out, out))
        forget_others(cache, store)
        standing = Standing(out, store)
        standing.recover()
        _forget_staging(store)
        now = store.file_time()
        inputs = look_at_inputs(order)
        if full or store.read(_VERSION) != inputs.version:
            store.clear()
            store.write(PLACE, str(out))
            store.write(_VERSION, inputs.version)
        state = standing.state()
        if state and state.listing == inputs.digest:
            return Built(out, state.pages, state.files, changed=False)
        staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        store.write(_STAGING, str(staging))
        try:
            site = _Site(inputs, store, now, step)
            new, updated = site.make(staging / "new", out, state)
            step("switch")
            if updated:
                standing.update(staging / "new", new.removed, new.state)
            else:
                set_modes(staging / "new")
                standing.replace(staging / "new", staging / "old")
                standing.tell(new.state)
            site.tidy(new, updated=updated)
        finally:
            _forget_staging(store)
            shutil.rmtree(staging, ignore_errors=True)
        return Built(out, new.state.pages, new.state.files, notes=tuple(store.notes))


def _forget_staging(store: Store) -> None:
    """What a process that was killed had written beside the site, and nobody asks for."""
    staging = store.read(_STAGING)
    if isinstance(staging, str):
        shutil.rmtree(staging, ignore_errors=True)
        store.remove(_STAGING)


def make_tree(order: Order, tree: Path, *, step: Step = lambda _: None) -> Built:
    """Make the whole site in the new folder `tree` and check it. Raises as `build_site` does."""
    with passing_store() as store:
        site = _Site(look_at_inputs(order), store, store.file_time(), step)
        new, _ = site.make(tree, tree, None)
    return Built(tree, new.state.pages, new.state.files)


def settings_of_mkdocs(root: Path) -> "ThemeSettings":
    """Settings for plain `mkdocs build` and `mkdocs serve`, which take no options of ours; the data
    is read and checked, so that a problem does not cost the site that stands.

    `LIANMING_DATA` and `LIANMING_AS_OF` stand in for `--data` and `--as-of`.
    """
    data = Path(os.environ.get("LIANMING_DATA", root / "data")).absolute()
    day = resolve_as_of(os.environ.get("LIANMING_AS_OF"), environ=os.environ, root=root)
    order = Order(root, data, day.isoformat())
    loaded = load_site(data)
    refuse_data(data, loaded, day)
    common = load_common(data)
    small = common.site.privacy.small_count
    refuse_prose(root / "content", common.exceptions, small_count=small)
    return theme_settings(common, order)


def fill_of_mkdocs(theme: Theme, tree: Path, settings: "ThemeSettings") -> None:
    """The whole site with a theme that MkDocs's own command has rendered."""
    order = settings.order
    assert isinstance(order, Order)
    order = replace(order, problems=settings.problems)
    with passing_store() as store:
        site = _Site(look_at_inputs(order), store, store.file_time(), lambda _: None)
        site.make(tree, tree, None, theme)


class _Site:
    """A site in the making from files as they stood at `now`."""

    def __init__(self, inputs: Inputs, store: Store, now: int, step: Step) -> None:
        self._inputs, self._store, self._now, self._step = inputs, store, now, step
        known = store.read(_HASHES) or {}
        self._hashes = Hashes({path: (tuple(stat), sum_) for path, (stat, sum_) in known.items()})
        self._keys = inputs.keys(self._hashes)

    def make(
        self, tree: Path, out: Path, state: State | None, theme: Theme | None = None
    ) -> tuple[New, bool]:
        """What is new of the site at `out`, in the folder `tree`; and whether that is an update of
        it or the whole site."""
        self._step("pages")
        order, keys = self._inputs.order, self._keys
        before = state if state and state.basis == keys.basis else None
        common = self._common()
        if theme:
            keep_theme(self._store, keys.theme, theme)
        with share_work(order.jobs, order.cluster) as workers:
            try:
                new = self._construct(tree, out, before, common, workers)
            except Gone as gone:
                self._store.notes.append(
                    f"快取缺少 {gone.name}，全部重做 / the cache lacks {gone.name}; all is made anew"
                )
                self._store.clear(keep=(PLACE, _VERSION, _STAGING))
                shutil.rmtree(tree, ignore_errors=True)
                keep_common(self._store, keys.reading, common)
                if theme:
                    keep_theme(self._store, keys.theme, theme)
                before = None
                new = self._construct(tree, out, None, common, workers)
        now = look_at_inputs(order)
        if now.digest != self._inputs.digest:
            self._store.clear()
            raise Changing(
                "建置期間檔案有變動，請再做一次 / files changed meanwhile: build once more"
            )
        if not self._inputs.listing.is_settled(self._now):
            # Changed so lately that a change after it may have the same time: looked at again.
            new = replace(new, state=replace(new.state, listing=""))
        return new, before is not None

    def _common(self) -> Common:
        """What stands beside the offices; where it is not whole, all problems are told at once."""
        data, key = self._inputs.order.data, self._keys.reading
        common = recall_kept_common(self._store, data, key)
        if common is None:
            try:
                common = load_common(data, keep_values=True)
            except CommonFailed:
                load_site(data)
                raise
            keep_common(self._store, key, common)
        return common

    def _construct(
        self,
        tree: Path,
        out: Path,
        before: State | None,
        common: Common,
        workers: Workers,
    ) -> New:
        order, keys = self._inputs.order, self._keys
        spec = Spec(
            data=order.data,
            as_of=order.as_of,
            tree=tree,
            before=out if before else None,
            store=self._store.folder,
            common=keys.reading,
            theme=keys.theme,
            problems=order.problems,
        )
        shared = Shared(spec, self._store, common)
        share(shared)
        try:
            data = read_data(
                spec,
                common,
                keys.offices,
                store=self._store,
                workers=workers,
                head=self._inputs.head,
                demonstration=order.demonstration,
            )
            find_theme(self._store, keys.theme, order.root, common)
            return Construction(
                self._inputs, keys, shared, data, before=before, workers=workers, step=self._step
            ).make()
        finally:
            forget(spec)

    def tidy(self, new: New, *, updated: bool) -> None:
        """Forget what serves no more, and remember what files said."""
        leavings = Leavings(self._store)
        if updated:
            for of, key in new.left_over.items():
                leavings.drop_others(of, key)
        else:
            every = {**new.state.plans, **new.state.parts}
            leavings.drop_all_but({of: made.key for of, made in every.items()})
        self._store.write(_HASHES, self._hashes.remembered(self._now))


def _refuse_folder(out: Path) -> None:
    """Only a site of ours is replaced: whatever else stands in a folder is somebody's work."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise NotOurs(f"{out} 不是資料夾；請換一個 / {out} is no folder; choose another")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise NotOurs(
            f"{out} 裡有別的檔案，不會清掉；請換一個空的資料夾 / "
            f"{out} holds other files and is not cleared; choose an empty folder"
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
