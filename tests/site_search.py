"""The search of a whole finished site: its volumes, the list of them, and the index over them.

The same files as those that a build makes and keeps up, from pages that no build made.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.language import PREFIXES
from generator.search.contents import CONTENTS, Entry, contents_file, in_order, order_mark
from generator.search.index import index_bits, index_files
from generator.search.volume import is_searched, read_volume, volume_file
from generator.source import SiteData

FOLDER = "assets/search"


class _Shelf:
    """The terms of volumes in their order, packed: a nation's take 30 MB."""

    def __init__(self) -> None:
        self._packed: list[bytes] = []

    def add(self, terms: tuple[str, ...]) -> None:
        self._packed.append(zlib.compress("\n".join(terms).encode(), 1))

    def __len__(self) -> int:
        return len(self._packed)

    def __iter__(self) -> Iterator[list[str]]:
        for packed in self._packed:
            text = zlib.decompress(packed).decode()
            yield text.split("\n") if text else []


def list_volumes(data: SiteData) -> dict[str, Entry]:
    """The volumes of offices and plans by their address, without sizes."""
    found = {}
    for entry in data.agencies:
        office = Entry(
            f"agencies/{entry.id}/", 0, agency=entry.id, fictional=entry.agency.fictional
        )
        found[office.address] = office
        for plan in entry.plans:
            period = plan.plan.period
            years = (period.first_year, period.last_year)
            address = f"{office.address}{plan.id}/"
            found[address] = replace(office, address=address, plan=plan.id, years=years)
    return found


def _shelve(root: Path, known: Mapping[str, Entry], others: str) -> dict[str, list[str]]:
    """The addresses of one language's pages below `root`, by the address of their volume."""
    shelved = defaultdict(list)
    for path in sorted(root.rglob("index.html")):
        address = f"{path.parent.relative_to(root).as_posix()}/".removeprefix("./")
        if is_searched(address) and not (others and address.startswith(others)):
            plan = "/".join(address.split("/")[:3]) + "/"
            shelved[plan if plan in known else address].append(address)
    return shelved


def index_site(tree: Path, data: SiteData) -> None:
    """Write the search of both languages into the finished `tree`."""
    known = list_volumes(data)
    marked = tuple(_fictional(data))
    for code, prefix in PREFIXES.items():
        others = "" if prefix else PREFIXES["en"]
        _index_language(tree / prefix, tree / FOLDER / code, known, others, marked)


def _fictional(data: SiteData) -> Iterator[str]:
    """The folders of fictional offices' committees and consultations."""
    offices = {entry.id for entry in data.agencies if entry.agency.fictional}
    for body in data.committees:
        if offices.intersection(body.committee.offices):
            yield f"committees/{body.id}/"
    yield from (f"{c.folder}/" for c in data.consultations if c.consultation.office in offices)


def _index_language(
    root: Path, out: Path, known: Mapping[str, Entry], others: str, marked: tuple[str, ...]
) -> None:
    shelved = _shelve(root, known, others)
    entries, shelf = [], _Shelf()
    for entry in in_order(
        known.get(address, Entry(address, 0, fictional=address.startswith(marked)))
        for address in shelved
    ):
        pages = (
            (address, (root / address / "index.html").read_text(encoding="utf-8"))
            for address in shelved[entry.address]
        )
        volume = read_volume(pages)
        _write(out / volume_file(entry.address), volume.content)
        entries.append(replace(entry, size=len(volume.content)))
        shelf.add(volume.terms)
    bits = index_bits(len(entries))
    _write(out / CONTENTS, contents_file(entries, bits=bits))
    for name, content in index_files(shelf, order_mark(entries)):
        _write(out / name, content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
