"""The index of one language brought up to date: the files that a changed volume changes; all of them,
moved, where volumes came or went."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.search.contents import CONTENTS, Entry, contents_file, in_order, order_mark
from generator.search.index import (
    BrokenIndex,
    Change,
    bucket_file,
    index_bits,
    index_files,
    move_index,
    update_index,
)


@dataclass(frozen=True)
class Volumes:
    """The volumes of one language in their order; gives the terms of each when they are asked for."""

    entries: Sequence[Entry]
    terms: Callable[[Entry], Sequence[str]]

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[Sequence[str]]:
        return map(self.terms, self.entries)


def search_files(
    entries: Sequence[Entry], terms: Callable[[Entry], Sequence[str]]
) -> Iterator[tuple[str, bytes]]:
    """Every file of the search but the volumes, by its name below the language's folder."""
    ordered = in_order(entries)
    yield CONTENTS, contents_file(ordered, bits=index_bits(len(ordered)))
    yield from index_files(Volumes(ordered, terms), order_mark(ordered))


def changed_files(
    before: Sequence[Entry],
    entries: Sequence[Entry],
    changed: Mapping[str, tuple[Sequence[str], Sequence[str]]],
    *,
    terms: Callable[[Entry], Sequence[str]],
    read: Callable[[str], bytes],
) -> tuple[Iterator[tuple[str, bytes]], tuple[str, ...]]:
    """The files that may change, and the names of those that go. `before`: what was listed;
    `changed`: the terms before and after of volumes by their address; `read` gives a file as it
    stands."""
    was, ordered = in_order(before), in_order(entries)
    going = _names(len(was)) - _names(len(ordered))
    try:
        files = _kept_up(was, ordered, changed, terms=terms, read=read)
    except (BrokenIndex, OSError):  # a file is damaged or gone, or there are too many more: anew
        return search_files(entries, terms), tuple(sorted(going))
    contents = CONTENTS, contents_file(ordered, bits=index_bits(len(ordered)))
    return iter([contents, *files.items()]), ()


def _kept_up(
    was: Sequence[Entry],
    ordered: Sequence[Entry],
    changed: Mapping[str, tuple[Sequence[str], Sequence[str]]],
    *,
    terms: Callable[[Entry], Sequence[str]],
    read: Callable[[str], bytes],
) -> dict[str, bytes]:
    """The files of the index that may change, by name. Raises `BrokenIndex`, `OSError`."""
    order = order_mark(ordered)
    places = {one.address: place for place, one in enumerate(ordered)}
    before = {one.address for one in was}
    files: dict[str, bytes] = {}
    come = [one for one in ordered if one.address not in before]
    gone = [place for place, one in enumerate(was) if one.address not in places]
    if come or gone:
        files |= move_index(
            gone=gone,
            come=[places[one.address] for one in come],
            volumes=len(was),
            orders=(order_mark(was), order),
            read=read,
        )
    changes = [Change(places[address], old, new) for address, (old, new) in changed.items()]
    changes += [Change(places[one.address], (), terms(one)) for one in come]
    files |= update_index(
        changes,
        volumes=len(ordered),
        order=order,
        read=lambda name: files.get(name) or read(name),
    )
    return files


def count_files(volumes: int) -> int:
    """How many files the search of so many volumes has beside them."""
    return 1 + len(_names(volumes))


def _names(volumes: int) -> set[str]:
    return {bucket_file(bucket) for bucket in range(1 << index_bits(volumes))} if volumes else set()
