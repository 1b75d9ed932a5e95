"""What a plan and a part have in common once they are made: their pages are read again, for the check
and the search, and what the rest of the build needs of them is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.checks import Fault, look_at, outline
from generator.language import PREFIXES
from generator.leavings import Leavings, trace_of
from generator.markup import Markup
from generator.search.volume import FOLDER, is_searched, read_volume, volume_file
from generator.shared import Shared
from generator.site_check import lead_marks
from generator.tree import Tree


@dataclass(frozen=True)
class Finished:
    """`files`: all that was made; `volumes`: the length of what is searched in each language that has
    pages to search; `leads`: marks of the folders that the pages lead to; `faults`: of the pages by
    themselves."""

    files: tuple[str, ...]
    volumes: Mapping[str, int]
    leads: str
    faults: tuple[Fault, ...]


def finish(
    of: str,
    key: str,
    address: str,
    *,
    files: tuple[str, ...] = (),
    shared: Shared,
    tree: Tree,
) -> Finished:
    """Look at the finished pages in `tree`, write what is searched of them, keep the rest under `of`
    and `key`. `address`: of the volume; `files`: those taken from the tree before. Raises `OSError`."""
    pages = {name: Markup(html) for name, html in tree.take_pages().items()}
    volumes: dict[str, int] = {}
    terms: dict[str, tuple[str, ...]] = {}
    for code, prefix in PREFIXES.items():
        if searched := list(_searched(pages, prefix)):
            volume = read_volume(searched)
            tree.write(f"{FOLDER}/{code}/{volume_file(address)}", volume.content)
            volumes[code], terms[code] = len(volume.content), volume.terms
    files = (*files, *tree.take_written())
    looks = {name: look_at(page) for name, page in pages.items()}
    seen = outline(looks, frozenset(files), base=shared.base)
    leavings = Leavings(shared.store)
    leavings.keep_trace(of, key, trace_of(files, seen))
    leavings.keep_terms(of, key, terms)
    return Finished(files, volumes, lead_marks(seen.leads), seen.faults)


def _searched(pages: Mapping[str, Markup], prefix: str) -> Iterator[tuple[str, Markup]]:
    """The pages of one language, in the order of addresses. What is shown in place of a page that
    is not there is no page of its own."""
    own = (name for name in pages if name.startswith("en/") == bool(prefix))
    found = {
        name.removeprefix(prefix).removesuffix("index.html"): pages[name]
        for name in own
        if name.endswith("index.html")
    }
    return ((address, found[address]) for address in sorted(found) if is_searched(address))
