"""What a build is ordered to make, and the files that it is made from. Imports nothing heavy."""

import os
import sys
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from generator.git import head_of
from generator.stamps import Hashes, Listing, key_of, list_files

_CODE = Path(__file__).resolve().parent
# What the frames and the hand-written pages are made from, below the project's root.
THEME = ("mkdocs.yml", "mkdocs.en.yml", "content", "theme_overrides")
_BESIDE = ("tools/recompute.py", "uv.lock")


@dataclass(frozen=True)
class Order:
    """What is built. `root`: of the project, where content and theme stand; `as_of`: ISO date;
    `demonstration`: whether fictional offices are built, left to site.yml where it is not said;
    `jobs`: processes of this machine; `cluster`: the address of a scheduler; `problems`: shown on
    every page of a preview."""

    root: Path
    data: Path
    as_of: str
    demonstration: bool | None = None
    jobs: int = 1
    cluster: str | None = None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inputs:
    """The files of an order as they stand now, and the keys of groups of them."""

    order: Order
    listing: Listing
    head: str | None

    @cached_property
    def digest(self) -> str:
        """Tells whether anything that the site is made from is another, without reading a file."""
        return key_of(self.listing.digest, self.head, *self._asked)

    @property
    def _asked(self) -> tuple[object, ...]:
        order = self.order
        return (
            *(str(order.root), str(order.data), order.as_of, order.demonstration, order.problems),
            VERSION,
        )

    def keys(self, hashes: Hashes) -> "Keys":
        """The keys of what changes together; `hashes` reads the files whose stat is new."""
        groups: dict[str, list[tuple[str, str]]] = {}
        data = f"{self.order.data}/"
        for path, stat in self.listing.stats.items():
            group, below = _group(path, data)
            if group == "program":  # told by VERSION, as it was loaded
                continue
            groups.setdefault(group, []).append((below, hashes.of(path, stat)))
        reading = key_of(VERSION, groups.get("code"), groups.get("data"))
        common = key_of(reading, groups.get("consultations"))
        offices = {
            name.removeprefix("office "): key_of(reading, files)
            for name, files in groups.items()
            if name.startswith("office ")
        }
        committees = {
            name.removeprefix("committee "): key_of(reading, files)
            for name, files in groups.items()
            if name.startswith("committee ")
        }
        plans: dict[str, str] = {}
        for office in offices:
            own: dict[str, list[tuple[str, str]]] = {}
            for below, hash_ in groups[f"office {office}"]:
                plan = below.split("/")[0] if "/" in below else ""
                own.setdefault(plan, []).append((below, hash_))
            plans |= {
                f"agencies/{office}/{plan}/": key_of(own.get(""), files)
                for plan, files in own.items()
                if plan
            }
        theme = key_of(reading, groups.get("theme"), str(self.order.root))
        basis = key_of(theme, groups.get("templates"), self._asked[2:])
        return Keys(reading, common, theme, basis, offices, plans, committees)


@dataclass(frozen=True)
class Keys:
    """`reading`: of what all offices are read by; `common`: of everything beside the offices, with
    what is of some plans alone; `theme`: of frames and hand-written pages; `basis`:
    of everything that every page depends on; `offices`: of each office's files, with `reading`;
    `plans`: of each plan's files and its office's own, by the plan's address; `committees`: of each
    committee's files, with `reading`."""

    reading: str
    common: str
    theme: str
    basis: str
    offices: Mapping[str, str]
    plans: Mapping[str, str]
    committees: Mapping[str, str]


def _group(path: str, data: str) -> tuple[str, str]:
    if path.startswith(data):
        below = path[len(data) :]
        if below == "README.md":  # for who opens the folder; no page shows it
            return "unread", below
        _, office, *rest = (*below.split("/", 2), "")
        if below.startswith("agencies/") and office:
            return f"office {office}", rest[0]
        if below.startswith("committees/") and office:
            return f"committee {office}", rest[0]
        return ("consultations" if below.startswith("consultations/") else "data"), below
    if path.startswith(f"{_CODE}/templates/"):
        return "templates", path
    if path.startswith(f"{_CODE}/"):
        return ("program" if path.endswith(".py") else "code"), path
    return ("templates" if path.endswith(_BESIDE) else "theme"), path


def look_at_inputs(order: Order) -> Inputs:
    """The files of an order as they stand now."""
    places = [
        *(order.data, _CODE),
        *(order.root / name for name in THEME),
        *(_CODE.parent / name for name in _BESIDE),
    ]
    return Inputs(order, list_files(places), head_of(order.data))


def watched_files(root: Path) -> tuple[Path, ...]:
    """What a site is made from beside its data: files and folders whose change asks for a build."""
    return (*(root / name for name in THEME), _CODE / "templates")


def later_reports(order: Order) -> list[str]:
    """The reports whose name says a day after the as-of day: a site does not show them yet."""
    places = sorted(order.data.glob("agencies/*/*/reports/*.yml"))
    later = (path for path in places if path.stem[: len(order.as_of)] > order.as_of)
    return [path.relative_to(order.data / "agencies").as_posix() for path in later]


def _installed() -> str:
    """The libraries that are installed, with their versions."""
    try:
        names = os.listdir(sysconfig.get_path("purelib"))
    except OSError:
        return ""
    return key_of(sorted(name for name in names if name.endswith(".dist-info")))


def _version() -> str:
    """Of the program as it was loaded: where its files are others later, what runs is still this."""
    listing = list_files((_CODE,))
    files = [(path, *stat[1:3]) for path, stat in listing.stats.items() if path.endswith(".py")]
    return key_of(files, sys.version, _installed())


# What another program kept is not read, and a cluster's workers must be of the same one.
VERSION = _version()
