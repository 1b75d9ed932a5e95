"""A data set: the tables of one plan, or of the whole site, and what is said of them.

What every format is made from. Knows no format.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.downloads import DATA_FOLDER, Licence
from generator.exports.plain import Json
from generator.exports.tables import Cell, Table
from generator.fields import Text
from generator.model import Plan
from generator.reports import ReportEntry
from generator.vocabulary import Agency

FOLDER = DATA_FOLDER
Rows = Mapping[str, Cell]


@dataclass(frozen=True)
class Publisher:
    """Who offers the data: the site's name and address, its operator and licence."""

    site: Text
    url: str
    operator: str
    operator_name: Text
    licence: Licence


@dataclass(frozen=True)
class Origin:
    """The records that a plan's data set was made from, for formats that give them back."""

    agency_id: str
    agency: Agency
    plan_id: str
    plan: Plan
    reports: tuple[ReportEntry, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """One plan's data, the whole site's, a committee's or that of all consultations.

    `folder`: its folder below the site's root; `page`: the address of its page; `about`: one sentence
    on what it holds; `publisher`: who offers it; `as_of`: the day its states are judged on; `changed`:
    the day the data last changed; `tables`: those that have rows; `read` gives a table's rows, again
    at each call; `record`: the public record (as `plan_json` makes a plan's), `None` for the site;
    `fictional`: where it holds nothing else; `origin`: what the plan's was made from. `joined`: of a
    data set of many plans, each table's CSV file with the columns' names, put together from theirs;
    `large`: it has too many rows for formats that read them all.
    """

    folder: str
    page: str
    title: Text
    about: Text
    publisher: Publisher
    as_of: dt.date
    changed: dt.date
    tables: tuple[Table, ...]
    read: Callable[[str], Iterable[Rows]]
    record: Json | None = None
    fictional: bool = False
    origin: Origin | None = None
    joined: Mapping[str, bytes] | None = None
    large: bool = False

    @property
    def is_site(self) -> bool:
        """Whether it is the whole site's, or a region's."""
        return self.record is None

    @property
    def name(self) -> str:
        """A name for files and packages: `kinmen-2020`; `all-plans` for the site's."""
        return "-".join(self.folder.removeprefix(FOLDER).split("/")[:-1]) or "all-plans"

    @property
    def address(self) -> str:
        """Where its page stands on the web."""
        return self.publisher.url + self.page

    def rows(self, table: Table) -> Iterator[Rows]:
        """A table's rows, in their order."""
        return iter(self.read(table.name))


@dataclass(frozen=True)
class DataFile:
    """One file of a data set: its name below the data set's folder, and what it is.

    `table`: the table it holds, where it holds one; `language`: of its headings, where they are in
    one language; `aside`: it tells of the data and holds none, as a schema does.
    """

    name: str
    media_type: str
    content: bytes
    table: str | None = None
    language: str | None = None
    aside: bool = False


@dataclass(frozen=True)
class Format:
    """A way to take the data away. `plan`, `site`: what it is made for; `large`: also for a data set
    of very many rows, since it costs little there; `make` gives its files, and
    none where it has nothing to say. `files`: those that were made before it, by name (a package
    names them with their hashes). `needs`: a library that is installed only where it is wanted.
    `label`: its name in a page's one line of files, where it is offered first."""

    id: str
    title: Text
    about: Text
    make: Callable[[Dataset, Mapping[str, DataFile]], Iterable[DataFile]]
    plan: bool = True
    site: bool = True
    large: bool = False
    needs: str = ""
    label: str = ""
