"""Papers of meetings that stand on the site: the files, and how a page names them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.committees import CommitteeEntry
from generator.language import Language
from generator.pages.offers import size_words
from generator.pages.parts import Files, Leftovers, Part
from generator.regions import CommitteeKey, Holdings

_KINDS = {
    "pdf": "PDF",
    "docx": "Word (.docx)",
    "odt": "ODT",
    "xlsx": "Excel (.xlsx)",
    "ods": "ODS",
    "csv": "CSV",
    "txt": "TXT",
}


@dataclass(frozen=True)
class HeldPaper:
    """A paper on the site: its address below the site's root, its kind and its size in words."""

    address: str
    kind: str
    size: str


def files_of(entry: CommitteeEntry, language: Language) -> Mapping[str, HeldPaper]:
    """The papers of a committee that stand on the site, by their names."""
    return {
        one.name: HeldPaper(
            paper_address(entry.address, one.name),
            _KINDS[one.name.rpartition(".")[2]],
            size_words(one.size, language),
        )
        for one in entry.papers
    }


def paper_address(committee: str, name: str) -> str:
    """`committees/demo/papers/agenda.pdf`. `committee`: its address."""
    return f"{committee}papers/{name}"


def paper_parts(holdings: Holdings, as_of: dt.date) -> Iterator[Part]:
    """Each paper that is shown on the as-of day, by itself: it may be large, and seldom changes."""
    for key in holdings.committees:
        for paper in key.papers:
            if paper.since is None or paper.since <= as_of:
                yield _part(key, paper.name, paper.sha256)


def _part(key: CommitteeKey, name: str, sha256: str) -> Part:
    address = paper_address(key.address, name)

    def made(left: Leftovers) -> Files:
        return Files(((address, left.paper(key.id, name)),))

    return Part(address, made, also=sha256)
