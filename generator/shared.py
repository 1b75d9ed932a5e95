"""What every process of one build shares, worked out once in each: words, theme, where to write."""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock

from generator.inputs import VERSION
from generator.offices import as_values
from generator.press import Press
from generator.rendered import Theme, theme_of
from generator.source import Common, load_common, recall_common
from generator.store import Store
from generator.writer import Words

_COMMON, _THEME = "common.json", "theme.json"


class AnotherProgram(Exception):
    """A process of a cluster was started with another version of the program, or of its libraries."""

    def __init__(self) -> None:
        super().__init__(
            "叢集的工作程序是用別的版本啟動的，請重新啟動 / "
            "the workers of the cluster were started with another version: start them again"
        )


@dataclass(frozen=True)
class Spec:
    """What another process, on another machine perhaps, needs to work for a build: folders that all
    of them see, the as-of date (ISO), the keys of what is kept in the store, and the program. `before`: the site
    that stands, where it is updated; `problems`: shown on every page of a preview."""

    data: Path
    as_of: str
    tree: Path
    before: Path | None
    store: Path
    common: str
    theme: str
    version: str
    problems: tuple[str, ...] = ()


class Shared:
    """A build in one process. The theme is asked for when the first plan is made: by then it was
    kept."""

    def __init__(self, spec: Spec, store: Store, common: Common) -> None:
        self.spec, self.store, self.common = spec, store, common
        self.words = words_of(common, spec.as_of, spec.problems)
        self.base = base_of(common.site.url)

    @cached_property
    def theme(self) -> Theme:
        """Frames, hand-written pages, what pages load. Raises `RuntimeError` where none was kept."""
        theme = recall_theme(self.store, self.spec.theme)
        if theme is None:
            raise RuntimeError("the theme was not kept")
        return theme

    @cached_property
    def press(self) -> Press:
        """Writers of both languages."""
        return Press(self.words, self.theme)


def words_of(common: Common, as_of: str, problems: tuple[str, ...] = ()) -> Words:
    """What every page needs beside its plan."""
    return Words(
        site=common.site,
        vocabulary=common.vocabulary,
        phrases=common.strings,
        as_of=dt.date.fromisoformat(as_of),
        terms=common.glossary.terms,
        problems=problems,
    )


def base_of(url: str) -> str:
    """The path that the site is served under, from its address."""
    return "/" + url.split("/", 3)[3]


def keep_common(store: Store, key: str, common: Common) -> None:
    """Keep what stands beside the offices; what has exceptions is read anew, for their places.
    Raises `OSError`."""
    if common.exceptions_file is None:
        store.write(_COMMON, {"key": key, "values": common.values})


def recall_kept_common(store: Store, data: Path, key: str) -> Common | None:
    """What was kept, where it is of this key."""
    kept = store.read(_COMMON)
    if kept is None or kept.get("key") != key:
        return None
    return recall_common(data, as_values(kept["values"]))


def keep_theme(store: Store, key: str, theme: Theme) -> None:
    """Keep the theme. Raises `OSError`."""
    store.write(_THEME, {"key": key, "theme": theme.as_json()})


def recall_theme(store: Store, key: str) -> Theme | None:
    """The theme that was kept, where it is of this key."""
    kept = store.read(_THEME)
    return theme_of(kept["theme"]) if kept is not None and kept.get("key") == key else None


# By its spec: the process that orders a build puts its own here, and those forked from it find it.
_known: dict[Spec, Shared] = {}
_knowing = Lock()


def share(shared: Shared) -> None:
    """This process has worked it out."""
    _known[shared.spec] = shared


def forget(spec: Spec) -> None:
    """The build is over."""
    _known.pop(spec, None)


def shared_of(spec: Spec) -> Shared:
    """What the build of `spec` shares, in this process; its threads wait for the first of them."""
    with _knowing:
        return _known_of(spec)


def _known_of(spec: Spec) -> Shared:
    if spec.version != VERSION:
        raise AnotherProgram
    if spec not in _known:
        _known.clear()
        store = Store(spec.store)
        common = recall_kept_common(store, spec.data, spec.common) or load_common(spec.data)
        _known[spec] = Shared(spec, store, common)
    return _known[spec]
