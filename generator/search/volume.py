"""What is searched together: a plan's pages, or one page outside plans. Pure.

A volume is made from its own finished pages alone. The browser reads the volumes that may hold what
was asked, and looks there word for word.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from generator.markup import Markup
from generator.search.passages import read_passages
from generator.search.segment import spread, terms

# The search page itself, specimens, and pieces of pages that other sites frame.
_LEFT_OUT = re.compile(r"search/|style/|.*/embed/")
_LONGEST_TITLE = 160
# Where the search stands below the site's root; each language has a folder in it.
FOLDER = "assets/search"

Page = Markup | str


@dataclass(frozen=True)
class Volume:
    """`content`: the file that the browser reads. `terms`: what stands in it, each once, in the
    order of the index."""

    content: bytes
    terms: tuple[str, ...]


def is_searched(address: str) -> bool:
    """Whether the page at an address, without its language's prefix, belongs to any volume."""
    return _LEFT_OUT.fullmatch(address) is None


def volume_file(address: str) -> str:
    """The name, below a language's folder, of the volume of the plan or page at `address`."""
    return f"volumes/{address.rstrip('/') or 'index'}.json"


def read_volume(pages: Iterable[tuple[str, Page]]) -> Volume:
    """A volume of finished pages, each an address without its language's prefix and HTML."""
    found = [(address, read_passages(page)) for address, page in pages]
    content = [
        [
            address,
            [
                [
                    one.kind,
                    one.anchor,
                    one.number,
                    one.title[:_LONGEST_TITLE],
                    one.blocks,
                    one.beside,
                ]
                for one in passages
            ],
        ]
        for address, passages in found
    ]
    # Cells and headings say the same again and again.
    said = terms({text for _, passages in found for one in passages for text in one.texts})
    return Volume(
        content=json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(),
        terms=tuple(sorted(said, key=lambda term: (spread(term), term))),
    )
