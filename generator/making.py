"""A site in the making: what is needed for it is read or told again, then what has changed is made."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.construction import Construction, New
from generator.inputs import VERSION, Inputs, look_at_inputs
from generator.leavings import Leavings
from generator.order_data import read_data
from generator.parts_work import NotThere
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
    PLACE,
    State,
)
from generator.store import Store
from generator.theming import ensure_theme
from generator.workers import Workers, share_work

Step = Callable[[str], None]
_HASHES = "hashes.json"
# Values that stay when what was kept is thrown away: the program it is of, and what a killed process
# had written beside the site.
VERSION_NAME, STAGING = "version.json", "staging.json"


class CacheUnseen(Exception):
    """What was just kept is not there: another machine of the cluster keeps it elsewhere."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"剛寫入快取的 {name} 找不到；用叢集時，--cache 應是每台都能讀寫的資料夾 / "
            f"{name} was kept and is not there: with a cluster, --cache is a folder that all machines share"
        )


class Changing(Exception):
    """Files changed while the site was made from them; nothing was touched."""


class Making:
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
            except NotThere as lacking:
                self._store.notes.append(
                    f"快取或網站缺少 {lacking.name}，全部重做 / "
                    f"the cache or the site lacks {lacking.name}; all is made anew"
                )
                self._store.clear(keep=(PLACE, VERSION_NAME, STAGING))
                shutil.rmtree(tree, ignore_errors=True)
                keep_common(self._store, keys.common, common)
                if theme:
                    keep_theme(self._store, keys.theme, theme)
                before = None
                try:
                    new = self._construct(tree, out, None, common, workers)
                except NotThere as still:
                    raise CacheUnseen(still.name) from still
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
        data, key = self._inputs.order.data, self._keys.common
        try:
            common = recall_kept_common(self._store, data, key)
            if common is None:
                common = load_common(data, keep_values=True)
                keep_common(self._store, key, common)
        except CommonFailed:
            load_site(data)
            raise
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
            common=keys.common,
            theme=keys.theme,
            version=VERSION,
            problems=order.problems,
        )
        shared = Shared(spec, self._store, common)
        share(shared)
        try:
            data = read_data(
                spec,
                common,
                keys.offices,
                keys.committees,
                store=self._store,
                workers=workers,
                head=self._inputs.head,
                demonstration=order.demonstration,
            )
            ensure_theme(self._store, keys.theme, order.root, common)
            return Construction(
                self._inputs, keys, shared, data, before=before, workers=workers, step=self._step
            ).make()
        finally:
            forget(spec)

    def tidy(self, new: New, *, updated: bool) -> None:
        """Forget what serves no more, and remember what files said. The site stands already: a cache
        that has no room is told, and costs time."""
        try:
            self._tidy(new, updated=updated)
        except OSError as error:
            self._store.notes.append(
                f"快取沒有寫完整（{error.strerror}） / the cache is not complete ({error.strerror})"
            )

    def _tidy(self, new: New, *, updated: bool) -> None:
        leavings = Leavings(self._store)
        if updated:
            for of, key in new.left_over.items():
                leavings.drop_others(of, key)
        else:
            every = {**new.state.plans, **new.state.parts}
            leavings.drop_all_but({of: made.key for of, made in every.items()})
        self._store.write(_HASHES, self._hashes.remembered(self._now))
