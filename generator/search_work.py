"""The search of a site, from what is kept of its plans and parts: what has changed, or all of it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from generator.language import PREFIXES
from generator.leavings import Leavings
from generator.parts_work import NotThere, read_standing
from generator.search.contents import Entry
from generator.search.upkeep import changed_files, count_files, search_files
from generator.search.volume import FOLDER
from generator.standing import Made
from generator.tree import Tree


@dataclass(frozen=True)
class Searched:
    """What is searched: plans by address, parts by name; `fictional`: the offices
    marked so, and the folders of committees and
    consultations."""

    plans: Mapping[str, Made]
    parts: Mapping[str, Made]
    fictional: frozenset[str]

    @property
    def files(self) -> int:
        """How many files the search has beside the volumes, which are of plans and parts."""
        return sum(count_files(len(self.entries(code)[0])) for code in PREFIXES)

    def key(self, of: str) -> str:
        """The key of a plan or part."""
        return (self.plans[of] if of in self.plans else self.parts[of]).key

    def entries(self, code: str) -> tuple[list[Entry], dict[str, str]]:
        """The volumes of one language, and of which plan or part each is, by address."""
        entries, of = [], {}
        for address, made in self.plans.items():
            _, agency, plan, _ = address.split("/")
            years = made.first_year, made.last_year
            size, fictional = made.volumes[code], agency in self.fictional
            entries.append(Entry(address, size, agency, plan, years, fictional))
            of[address] = address
        for name, made in self.parts.items():
            if code in made.volumes:
                address = name.partition(":")[2]
                office = _office(address)
                fictional = bool(self.fictional & {office, _folder(address)})
                entries.append(Entry(address, made.volumes[code], office, fictional=fictional))
                of[address] = name
        return entries, of


def _office(address: str) -> str:
    """The office whose own page stands there, if it is one's."""
    parts = address.split("/")
    return parts[1] if parts[0] == "agencies" and len(parts) == len(("agencies", "id", "")) else ""


def _folder(address: str) -> str:
    """The folder of the committee or consultation that a page is of, if it is one's."""
    parts = address.split("/")
    return "/".join(parts[:2]) if parts[0] in ("committees", "consultations") else ""


def write_search(
    now: Searched,
    before: Searched | None,
    again: Collection[str],
    *,
    leavings: Leavings,
    tree: Tree,
) -> Iterator[str]:
    """Write the files of the search that may have changed since `before`, all of them without it;
    gives those that are gone. `again`: plans and parts that were made again."""
    for code in PREFIXES:
        language = _Language(code, leavings, tree)
        if before is None:
            language.write_whole(now)
        else:
            yield from language.update(now, before, again)


@dataclass(frozen=True)
class _Language:
    code: str
    leavings: Leavings
    tree: Tree

    @property
    def folder(self) -> str:
        return f"{FOLDER}/{self.code}/"

    def terms(self, of: str, key: str) -> list[str]:
        terms = self.leavings.terms(of, key, self.code)
        if terms is None:
            raise NotThere(of)
        return terms

    def write(self, files: Iterator[tuple[str, bytes]]) -> None:
        for name, content in files:
            self.tree.write(self.folder + name, content)

    def write_whole(self, now: Searched) -> None:
        entries, of = now.entries(self.code)
        self.write(search_files(entries, lambda one: self._own(now, of, one)))

    def _own(self, now: Searched, of: Mapping[str, str], one: Entry) -> list[str]:
        return self.terms(of[one.address], now.key(of[one.address]))

    def update(self, now: Searched, before: Searched, again: Collection[str]) -> Iterator[str]:
        entries, of = now.entries(self.code)
        was, then = before.entries(self.code)
        changed = {
            address: (self.terms(name, before.key(name)), self.terms(name, now.key(name)))
            for address, name in of.items()
            if name in again and then.get(address) == name
        }
        files, going = changed_files(
            was,
            entries,
            changed,
            terms=lambda one: self._own(now, of, one),
            read=lambda name: read_standing(self.tree, self.folder + name),
        )
        self.write(files)
        yield from (self.folder + name for name in going)
