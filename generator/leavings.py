"""What is left of every plan and part once it is made: kept in the store, under the key of what it was
made from, which is a name that means the same for good.

Files for each: what other pages need of it; its files, anchors and leads, for the check; what is
searched of it in each language.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.checks import Lead, Outline
from generator.downloads import Download
from generator.kept import Codec
from generator.pages.page import Page
from generator.pages.parts import Files, Product
from generator.store import Store
from generator.summary import PlanSummary
from generator.totals import RegionSummary

_FOLDER = "made"


@dataclass(frozen=True)
class PlanLeft:
    """Of a plan, for the pages over many: it in short, the addresses of its pages below the site's
    root, its files of data."""

    summary: PlanSummary
    pages: tuple[str, ...]
    downloads: tuple[Download, ...]


@dataclass(frozen=True)
class PartLeft:
    """Of a part, for others: its files, what is said of those of data, the summary of a region."""

    files: tuple[str, ...]
    downloads: tuple[Download, ...] = ()
    region: RegionSummary | None = None


@dataclass(frozen=True)
class Trace:
    """What the check of the whole site needs of a plan or part: all its files, the anchors of its
    pages, where they lead beyond themselves."""

    files: tuple[str, ...]
    anchors: Mapping[str, tuple[str, ...]]
    leads: tuple[Lead, ...]


def trace_of(files: Iterable[str], seen: Outline) -> Trace:
    """The trace of some files and their pages."""
    return Trace(tuple(files), seen.anchors, seen.leads)


_PLAN: Codec[PlanLeft] = Codec(PlanLeft)
_PART: Codec[PartLeft] = Codec(PartLeft)


def _name(of: str, key: str, what: str) -> str:
    """`of`: a plan's address or a part's name."""
    return f"{_folder(of)}/{key[:20]}.{what}"


def _folder(of: str) -> str:
    return f"{_FOLDER}/{of.replace(':', '/')}".rstrip("/") + "/_"


class Leavings:
    """What is left of plans and parts; asked for by name and key."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep_plan(self, of: str, key: str, left: PlanLeft) -> None:
        """Raises `OSError`, as all that keep."""
        self._store.write_text(_name(of, key, "left"), _PLAN.dump(left))

    def keep_part(self, of: str, key: str, left: PartLeft) -> None:
        self._store.write_text(_name(of, key, "left"), _PART.dump(left))

    def keep_trace(self, of: str, key: str, trace: Trace) -> None:
        leads = [[lead.target, lead.anchor, lead.page, lead.missing] for lead in trace.leads]
        self._store.write(_name(of, key, "trace"), [trace.files, dict(trace.anchors), leads])

    def keep_terms(self, of: str, key: str, terms: Mapping[str, Iterable[str]]) -> None:
        for code, own in terms.items():
            self._store.write(_name(of, key, f"terms-{code}"), list(own))

    def plan(self, of: str, key: str) -> PlanLeft | None:
        """`None` where it was not kept, or is damaged; so all that ask."""
        content = self._store.text(_name(of, key, "left"))
        return _PLAN.load(content) if content else None

    def part(self, of: str, key: str) -> PartLeft | None:
        content = self._store.text(_name(of, key, "left"))
        return _PART.load(content) if content else None

    def trace(self, of: str, key: str) -> Trace | None:
        kept = self._store.read(_name(of, key, "trace"))
        if kept is None:
            return None
        files, anchors, leads = kept
        return Trace(
            tuple(files),
            {page: tuple(own) for page, own in anchors.items()},
            tuple(Lead(*lead) for lead in leads),
        )

    def terms(self, of: str, key: str, code: str) -> list[str] | None:
        kept: list[str] | None = self._store.read(_name(of, key, f"terms-{code}"))
        return kept

    def drop_all_but(self, keys: Mapping[str, str]) -> None:
        """Forget whatever was kept under other names and keys; `keys` by name."""
        kept = {_name(of, key, "") for of, key in keys.items()}
        for folder, _, names in os.walk(self._store.folder / _FOLDER):
            below = os.path.relpath(folder, self._store.folder)
            for name in names:
                if f"{below}/{name.rpartition('.')[0]}." not in kept:
                    os.unlink(os.path.join(folder, name))

    def drop_others(self, of: str, key: str | None) -> None:
        """Forget what was kept under other keys; under all of them where there is none now."""
        folder = self._store.folder / _folder(of)
        if key is None:
            shutil.rmtree(folder, ignore_errors=True)
            return
        for path in folder.glob("*"):
            if not path.name.startswith(key[:20]):
                path.unlink()


def left_of(product: Product, files: tuple[str, ...]) -> PartLeft:
    """What is left of a part's product."""
    if isinstance(product, Files):
        return PartLeft(files, product.downloads)
    return PartLeft(files, region=None if isinstance(product, Page) else product)
