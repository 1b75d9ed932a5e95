"""The list of all volumes: what the browser asks first. Pure.

The order of the list is the order of places in the index: offices by id, each with its plans, then
the other pages by address. It depends on which volumes there are and not on what they say.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zlib import crc32

CONTENTS = "contents.json"


@dataclass(frozen=True)
class Entry:
    """A volume in the list. `fictional` ones are found only when asked for. `agency` and `plan` are empty for a page outside offices and plans;
    `years` is a plan's first and last; `size` in bytes."""

    address: str
    size: int
    agency: str = ""
    plan: str = ""
    years: tuple[int, int] | None = None
    fictional: bool = False


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries as the index numbers them, from 0. An office's own page stands before its plans."""
    return sorted(entries, key=lambda one: (not one.agency, one.agency, one.plan, one.address))


def order_mark(entries: Sequence[Entry]) -> str:
    """What stays the same for as long as places in the index mean the same volumes."""
    addresses = "\n".join(one.address for one in entries)
    return f"{crc32(addresses.encode()):08x}"


def contents_file(entries: Sequence[Entry], *, bits: int) -> bytes:
    """The list of `entries`, which are in order, for the browser; `bits` is the index's."""
    # Sizes serve to read as much at once as is cheap: kilobytes will do, and seldom change.
    agencies: dict[str, list[object]] = {}
    pages: list[object] = []
    for one in entries:
        size = -(-one.size // 1024)
        if not one.agency:
            pages.append([one.address, size, *([1] if one.fictional else [])])
            continue
        row = [one.plan, size, *one.years] if one.years else ["", size]
        agencies.setdefault(one.agency, [one.agency, int(one.fictional)]).append(row)
    content = {
        "order": order_mark(entries),
        "bits": bits,
        "agencies": list(agencies.values()),
        "pages": pages,
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
