"""Which volumes hold a term: small files by the term's hash, of which a question needs a few. Pure.

An entry is a term and the places of its volumes (`contents`), written as how many volumes are skipped
before each. Nothing but the terms of all volumes goes into the index, so a changed volume changes the
files of the terms that came or went, and an index brought up to date equals one made anew.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Protocol

from generator.search.segment import spread

# Found first: what an office promised, then what stands around it, then whole pages.
KINDS = (
    *("kpi", "measure", "goal", "line", "work-item", "strategy", "priority"),
    *("finding", "note", "plan", "page"),
)
_FEWEST_BITS, _MOST_BITS = 5, 16
# So many postings of a clean index are in memory at a time, more or less.
_SPAN = 1 << 20


class BrokenIndex(Exception):
    """A file of the index does not fit what it is said to hold: make the index anew."""


class Terms(Protocol):
    """The terms of every volume, in the order of volumes. Each is gone through again and again, so
    that they may be kept on disk."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Sequence[str]]: ...


@dataclass(frozen=True)
class Change:
    """The terms of the volume at a place, before and after; none where there was or is no volume."""

    place: int
    old: Sequence[str]
    new: Sequence[str]


def index_bits(volumes: int) -> int:
    """The index of so many volumes stands in 2 to this power files."""
    return min(max(volumes.bit_length(), _FEWEST_BITS), _MOST_BITS)


def bucket_file(bucket: int) -> str:
    """The name, below a language's folder, of one of the index's files."""
    return f"index/{bucket:04x}.json"


def _write(order: str, entries: dict[str, list[int]]) -> bytes:
    content = [order, dict(sorted(entries.items()))]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _bucket(term: str, bits: int) -> int:
    return spread(term) >> (32 - bits)


def index_files(volumes: Terms, order: str) -> Iterator[tuple[str, bytes]]:
    """Every file of the index, by name. `order` is the mark of the list of volumes."""
    bits = index_bits(len(volumes))
    step = max(1, (1 << bits) * _SPAN // max(_SPAN, sum(len(terms) for terms in volumes)))
    for first in range(0, 1 << bits, step):
        last = min(first + step, 1 << bits)
        buckets: list[dict[str, list[int]]] = [{} for _ in range(first, last)]
        for term, skipped in _postings(volumes, first << (32 - bits), last << (32 - bits)):
            buckets[_bucket(term, bits) - first][term] = skipped
        for bucket, entries in enumerate(buckets, first):
            yield bucket_file(bucket), _write(order, entries)


def _postings(volumes: Terms, first: int, last: int) -> Iterator[tuple[str, list[int]]]:
    """The terms whose hash is `first` to below `last`, each with the volumes skipped."""
    found: dict[str, list[int]] = {}
    for place, terms in enumerate(volumes):
        start = bisect_left(terms, first, key=spread)
        for term in terms[start : bisect_left(terms, last, key=spread)]:
            found.setdefault(term, []).append(place)
    for term, places in found.items():
        yield term, _skipped(places)


def _skipped(places: Sequence[int]) -> list[int]:
    """How many volumes are skipped before each place."""
    return [places[0], *(two - one - 1 for one, two in pairwise(places))]


def _find(skipped: Sequence[int], place: int) -> tuple[int, int]:
    """Which posting is the first at a place or after it, and where that stands; for none, which would
    be the next and a place before."""
    before = list(accumulate(skipped))
    at = bisect_left(range(len(before)), place, key=lambda one: before[one] + one)
    return (at, before[at] + at) if at < len(before) else (at, -1)


def _put(skipped: list[int], place: int) -> bool:
    """Add a place; whether it was not there."""
    at, found = _find(skipped, place)
    if found == place:
        return False
    end = sum(skipped[:at]) + at
    skipped.insert(at, place - end)
    if at + 1 < len(skipped):
        skipped[at + 1] -= place - end + 1
    return True


def _take(skipped: list[int], place: int) -> bool:
    """Take a place out; whether it was there."""
    at, found = _find(skipped, place)
    if found != place:
        return False
    free = skipped.pop(at) + 1
    if at < len(skipped):
        skipped[at] += free
    return True


def _close(skipped: list[int], place: int) -> None:
    """The volume at a place is gone: those after it move up."""
    _take(skipped, place)
    at, _ = _find(skipped, place)
    if at < len(skipped):
        skipped[at] -= 1


def _open(skipped: list[int], place: int) -> None:
    """A volume comes to stand at a place: it and those after it move down."""
    at, _ = _find(skipped, place)
    if at < len(skipped):
        skipped[at] += 1


def _read(content: bytes, order: str, name: str) -> dict[str, list[int]]:
    try:
        mark, entries = json.loads(content)
    except (TypeError, ValueError) as error:
        raise BrokenIndex(f"{name}: {error}") from error
    if mark != order or not isinstance(entries, dict):
        raise BrokenIndex(f"{name}: {mark!r} instead of {order!r}")
    for term, skipped in entries.items():
        if type(skipped) is not list or set(map(type, skipped)) != {int} or min(skipped) < 0:
            raise BrokenIndex(f"{name}: {term!r}")
    return entries


def update_index(
    changes: Iterable[Change],
    *,
    volumes: int,
    order: str,
    read: Callable[[str], bytes],
) -> Iterator[tuple[str, bytes]]:
    """The files of the index that change, by name, where the list of volumes stays as it is.

    `volumes`: how many there are; `read` gives a file of the index as it stands. Raises `BrokenIndex`.
    """
    bits = index_bits(volumes)
    coming: dict[int, list[tuple[str, int]]] = {}
    going: dict[int, list[tuple[str, int]]] = {}
    for change in changes:
        old, new = set(change.old), set(change.new)
        for terms, found in ((old - new, going), (new - old, coming)):
            for term in terms:
                found.setdefault(_bucket(term, bits), []).append((term, change.place))
    for bucket in sorted(coming.keys() | going.keys()):
        name = bucket_file(bucket)
        entries = _read(read(name), order, name)
        _amend(entries, coming.get(bucket, []), going.get(bucket, []), name)
        yield name, _write(order, entries)


def _amend(
    entries: dict[str, list[int]],
    coming: Iterable[tuple[str, int]],
    going: Iterable[tuple[str, int]],
    name: str,
) -> None:
    """Take and add places of terms in one file of the index."""
    for term, place in going:
        if not _take(entries.get(term, []), place):
            raise BrokenIndex(f"{name}: {term!r} does not have {place}")
        if not entries[term]:
            del entries[term]
    for term, place in coming:
        if not _put(entries.setdefault(term, []), place):
            raise BrokenIndex(f"{name}: {term!r} has {place} already")


def move_index(
    *,
    gone: Iterable[int],
    come: Iterable[int],
    volumes: int,
    orders: tuple[str, str],
    read: Callable[[str], bytes],
) -> Iterator[tuple[str, bytes]]:
    """Every file of the index after volumes came or went, by name.

    `gone`: their places in the list of so many `volumes` that there was; `come`: their places in the
    new list; `orders`: the mark of the list, before and after. A volume that came has no terms yet:
    `update_index` gives it them. Raises `BrokenIndex`, also where the new list asks for another
    number of files.
    """
    gone, come = sorted(gone, reverse=True), sorted(come)
    now = volumes - len(gone) + len(come)
    bits = index_bits(volumes)
    if index_bits(now) != bits:
        raise BrokenIndex(f"{volumes} volumes became {now}")
    before, after = orders
    for bucket in range(1 << bits):
        name = bucket_file(bucket)
        entries = _read(read(name), before, name)
        for skipped in entries.values():
            for place in gone:
                _close(skipped, place)
            for place in come:
                _open(skipped, place)
        yield name, _write(after, {term: skipped for term, skipped in entries.items() if skipped})
