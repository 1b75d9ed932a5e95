"""The index of each language, made from the finished pages: the only Pagefind.

Each passage is handed to Pagefind as a small page of encoded tokens (`segment`), so what it finds is
exact. Pagefind's own page of results is not taken along; `search.js` asks the index.
"""

import gzip
import json
import re
import shutil
import subprocess
import tempfile
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from pagefind.service import get_executable

from generator.language import PREFIXES
from generator.search.passages import Passage, read_passages
from generator.search.segment import BREAK, encode, words
from generator.source import SiteData

# Found first: what an office promised, then what stands around it, then whole pages.
KINDS = (
    *("kpi", "measure", "goal", "line", "work-item", "strategy", "priority"),
    *("finding", "note", "plan", "page"),
)
# The search page itself, specimens, and pieces of pages that other sites frame.
_LEFT_OUT = re.compile(r"search/|style/|.*/embed/")
# Pagefind's ready-made pages and their styles stay behind.
_TAKEN = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.unknown.pagefind")
_LONGEST_TITLE = 160
_PATIENCE = 300


class BrokenIndex(Exception):
    """Pagefind made no index, or not the whole of it; the message says why, in both languages."""


@dataclass(frozen=True)
class _Plan:
    """What a page under a plan's or an office's address belongs to."""

    agency: str
    fictional: bool
    years: tuple[int, ...]
    rank: int


@dataclass(frozen=True)
class Reading:
    """A passage as Pagefind is handed it (`record`), and the words in it."""

    passage: Passage
    record: str
    words: frozenset[str]


Read = Callable[[str], tuple[Reading, ...]]


def read_page(html: str) -> tuple[Reading, ...]:
    """The passages of a page that hold text, the page itself first."""
    return tuple(
        Reading(
            passage,
            _record(passage),
            frozenset(word for block in passage.texts for word in words(block)),
        )
        for passage in read_passages(html)
    )


@dataclass(frozen=True)
class _Found:
    """A passage with the page it stands on and its place in the order of results."""

    address: str
    reading: Reading
    plan: _Plan | None
    place: int

    @property
    def passage(self) -> Passage:
        return self.reading.passage

    @property
    def handed(self) -> str:
        """The address that Pagefind is given; `@anchor.html` becomes `#anchor` in the browser."""
        anchor = self.passage.anchor
        page = f"/{self.address}".replace("//", "/")
        return f"{page}@{anchor}.html" if anchor else page

    @property
    def order(self) -> tuple[bool, int, int, int]:
        """Fictional offices last; then by kind, plan (the newest first) and place on the page."""
        plan = self.plan
        return (
            plan is not None and plan.fictional,
            KINDS.index(self.passage.kind),
            plan.rank if plan else -1,
            self.place,
        )


def _plans(data: SiteData) -> dict[str, _Plan]:
    """Offices and plans by their address."""
    entries = sorted(
        ((entry, plan) for entry in data.agencies for plan in entry.plans),
        key=lambda pair: (-pair[1].plan.period.last_year, pair[0].id, pair[1].id),
    )
    found = {
        f"agencies/{entry.id}/{plan.id}/": _Plan(
            entry.id, entry.agency.fictional, tuple(plan.plan.period.years), rank
        )
        for rank, (entry, plan) in enumerate(entries)
    }
    for entry in data.agencies:
        found[f"agencies/{entry.id}/"] = _Plan(entry.id, entry.agency.fictional, (), -1)
    return found


def _passages(tree: Path, prefix: str, plans: dict[str, _Plan], read: Read) -> Iterator[_Found]:
    """Every passage of one language's pages, in the order of addresses."""
    root = tree / prefix
    place = 0
    for path in sorted(root.rglob("index.html")):
        address = f"{path.parent.relative_to(root).as_posix()}/".removeprefix("./")
        if _LEFT_OUT.fullmatch(address) or (not prefix and address.startswith("en/")):
            continue
        parts = address.split("/")
        plan = plans.get("/".join(parts[:3]) + "/") or plans.get("/".join(parts[:2]) + "/")
        for reading in read(path.read_text(encoding="utf-8")):
            place += 1
            yield _Found(address, reading, plan, place)


def _record(passage: Passage) -> str:
    """A passage as the small page that Pagefind reads."""
    title = encode(passage.title[:_LONGEST_TITLE])
    marks = f'<i data-pagefind-meta="title[title]" title="{title}"></i>'
    if passage.number:
        marks += f'<i data-pagefind-meta="number[title]" title="{escape(passage.number)}"></i>'
    # Two breaks in a row: an excerpt goes no further.
    parts = (passage.blocks, passage.beside)
    text = f" {BREAK} {BREAK} ".join(
        f" {BREAK} ".join(encode(block) for block in part) for part in parts if part
    )
    return f'<!doctype html><html lang="unknown"><body data-pagefind-body>{marks}<p>{text}</p></body></html>'


@contextmanager
def _expecting(name: str) -> Iterator[None]:
    """Reads a file that Pagefind wrote, whose form another version may change."""
    try:
        yield
    except (EOFError, KeyError, TypeError, ValueError, zlib.error) as error:
        raise BrokenIndex(
            f"Pagefind 的 {name} 讀不懂 / Pagefind's {name} is not as expected: {error!r}"
        ) from error


def _names(made: Path) -> dict[str, str]:
    """Pagefind's own name of each passage, by the address it was handed in under."""
    names = {}
    for path in sorted((made / "fragment").glob("*.pf_fragment")):
        with _expecting(path.name):
            # A fragment is JSON behind twelve signs of Pagefind's own.
            fragment = json.loads(gzip.decompress(path.read_bytes())[12:])
            names[fragment["url"]] = path.stem
    return names


def _table(found: list[_Found], names: dict[str, str]) -> str:
    """What the filters ask, in the order of results, and the words that a query may end within.

    Pagefind's own filters are written in another order each time, so the same site would not give
    the same bytes twice.
    """
    plans: dict[_Plan, int] = {}
    for one in found:
        if one.plan:
            plans.setdefault(one.plan, len(plans))
    rows = [
        [
            names[one.handed],
            KINDS.index(one.passage.kind),
            plans[one.plan] if one.plan else -1,
        ]
        for one in found
    ]
    vocabulary = frozenset().union(*(one.reading.words for one in found))
    table = {
        "kinds": KINDS,
        "plans": [
            {"agency": plan.agency, "years": plan.years, "fictional": plan.fictional}
            for plan in plans
        ],
        "rows": rows,
        "words": sorted(vocabulary),
    }
    return json.dumps(table, separators=(",", ":")) + "\n"


def _run(records: Path, out: Path) -> None:
    """Pagefind over `records` into `out`."""
    command = [
        *(str(get_executable()), "--site", str(records), "--output-path", str(out)),
        *("--force-language", "unknown", "--quiet"),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=_PATIENCE, cwd=records
    )
    if done.returncode != 0:
        raise BrokenIndex(
            f"Pagefind 無法建立搜尋索引 / Pagefind made no index: {done.stderr or done.stdout}"
        )


def _keep(made: Path, out: Path, *, records: int) -> None:
    """What the browser needs of Pagefind's output into `out`; its count must be ours."""
    with _expecting("pagefind-entry.json"):
        entry = json.loads((made / "pagefind-entry.json").read_text(encoding="utf-8"))
        counted = sum(language["page_count"] for language in entry["languages"].values())
    if counted != records:
        raise BrokenIndex(
            f"搜尋索引缺漏：{counted}／{records} / the index holds {counted} of {records} passages"
        )
    out.mkdir(parents=True)
    for folder in ("fragment", "index"):
        shutil.copytree(made / folder, out / folder)
    for path in sorted(made.glob("*.pf_meta")):
        shutil.copyfile(path, out / path.name)
    for name in _TAKEN:
        shutil.copyfile(made / name, out / name)


def index_site(tree: Path, data: SiteData, read: Read = read_page) -> None:
    """The search index of both languages into the finished `tree`, side by side; `read` reads a
    page. Raises `BrokenIndex`."""
    plans = _plans(data)
    try:
        with ThreadPoolExecutor(len(PREFIXES)) as pool:
            made = [
                pool.submit(
                    _index_language, tree, tree / "assets/search" / code, prefix, plans, read
                )
                for code, prefix in PREFIXES.items()
            ]
            for one in made:
                one.result()
    except (OSError, subprocess.SubprocessError) as error:
        raise BrokenIndex(f"無法建立搜尋索引 / no search index: {error}") from error


def _index_language(
    tree: Path, out: Path, prefix: str, plans: dict[str, _Plan], read: Read
) -> None:
    found = sorted(_passages(tree, prefix, plans, read), key=lambda one: one.order)
    with tempfile.TemporaryDirectory(prefix="lianming-search-") as name:
        records, made = Path(name) / "records", Path(name) / "made"
        for one in found:
            file = one.handed if one.passage.anchor else f"{one.handed}index.html"
            path = records / file[1:]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(one.reading.record, encoding="utf-8")
        _run(records, made)
        _keep(made, out, records=len(found))
        names = _names(made)
        if lacking := [one.handed for one in found if one.handed not in names]:
            raise BrokenIndex(f"搜尋索引沒有 {lacking[0]} / the index lacks {lacking[0]}")
        (out / "table.json").write_text(_table(found, names), encoding="utf-8")
