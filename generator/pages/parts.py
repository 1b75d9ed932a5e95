"""What is made of more than one plan, as parts that say what they are made of.

A part is made again only where something that it names has changed; it may ask for nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from generator.committees import CommitteeEntry
from generator.downloads import Download
from generator.language import Code
from generator.pages.page import Page
from generator.summary import PlanSummary
from generator.totals import RegionSummary


@dataclass(frozen=True)
class Files:
    """Files by their addresses below the site's root, and what is said of those that are data."""

    files: tuple[tuple[str, bytes], ...]
    downloads: tuple[Download, ...] = ()


Product = Page | Files | RegionSummary


class Records(Protocol):
    """Plans in short, by their address, and committees by their id."""

    def summary(self, plan: str) -> PlanSummary:
        """A plan in short."""

    def committee(self, id_: str) -> CommitteeEntry:
        """A committee's record."""


class Leftovers(Records, Protocol):
    """What was made before: by the map of each plan, by its address, and by parts that stand
    earlier in the list, by their names."""

    def pages(self, plan: str) -> tuple[str, ...]:
        """The addresses of a plan's pages below the site's root, in both languages."""

    def downloads(self, of: str) -> tuple[Download, ...]:
        """The files of data of a plan or a part."""

    def region(self, part: str) -> RegionSummary:
        """The summary that a part made."""

    def files(self, part: str) -> tuple[str, ...]:
        """The addresses of the files that a part made."""

    def paper(self, committee: str, name: str) -> bytes:
        """A file of a committee's papers."""

    def read(self, address: str) -> bytes:
        """A file that stands in the tree, by its address below the site's root."""


@dataclass(frozen=True)
class Part:
    """Something made of several plans. `name`: unique in a site; `plans`: the addresses of the plans
    whose leftovers it is made of; `sees`: the fields of their summaries that it looks at, `None` for
    all of the leftovers: while these are the same it need not be made again; `parts`: the names of the parts whose products it is made of,
    which stand before it; `offices`, `committees`: the ids of the offices and committees whose records it shows; `also`: any
    further input that is neither words, theme nor as-of date; `language`: of a page; `listed`: the
    page's address below the site's root, where the site map names it."""

    name: str
    make: Callable[[Leftovers], Product]
    plans: tuple[str, ...] = ()
    sees: frozenset[str] | None = None
    parts: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    also: str = ""
    language: Code | None = None
    listed: str | None = None
