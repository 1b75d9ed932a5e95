"""Committees that were read and found good: what they said is kept, and told again while their files
stand as they stood. As `offices` does for offices, and with less: a committee is small.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.committee_reading import read_committee
from generator.committees import CommitteeEntry, PaperFile
from generator.exceptions import Excepted
from generator.fields import Text
from generator.kept import Codec
from generator.known_folder import KnownFolder
from generator.offices import as_values
from generator.problems import Place, Problem
from generator.source import Common, read_one_committee
from generator.store import Store


@dataclass(frozen=True)
class Assembly:
    """A committee in short. `key`: of its files and of what they are read by; `offices`: that it
    supervises; `plans`: the addresses of the plans that it names; `meetings`: their days; `resolved`:
    whether it resolved anything; `papers`: that stand beside it; `named`: the offices with the
    place of each; `good`: whether what it says can be used."""

    id: str
    key: str
    name: Text | None
    offices: tuple[str, ...]
    plans: tuple[str, ...]
    meetings: tuple[dt.date, ...]
    resolved: bool
    papers: tuple[PaperFile, ...]
    problems: tuple[Problem, ...]
    named: tuple[tuple[str, Place], ...]
    used: tuple[Excepted, ...]
    good: bool


_ASSEMBLIES: Codec[tuple[Assembly, ...]] = Codec(tuple[Assembly, ...])
_INDEX = "committees.json"


def read_assemblies(store: Store) -> dict[str, Assembly]:
    """The committees that were kept, in short."""
    content = store.text(_INDEX)
    try:
        found = _ASSEMBLIES.load(content) if content else ()
    except ValueError:  # of another version
        found = ()
    return {one.id: one for one in found}


def write_assemblies(store: Store, assemblies: Iterable[Assembly]) -> None:
    """Keep the committees in short. Raises `OSError`."""
    good = tuple(one for one in assemblies if one.good)
    store.write_text(_INDEX, _ASSEMBLIES.dump(good))


def _values_name(committee: str) -> str:
    return f"values/committee {committee}.json"


def take_in_committee(data: Path, common: Common, id_: str, key: str, store: Store) -> Assembly:
    """Read and check a committee's files, and keep what they say. Raises `OSError`."""
    read = read_one_committee(data, common, id_, keep_values=True)
    if not read.failed:
        store.write(_values_name(id_), {"key": key, "values": read.values})
    entry = read.entry
    return Assembly(
        id=id_,
        key=key,
        name=entry.committee.name if entry else None,
        offices=entry.committee.offices if entry else (),
        plans=entry.plans if entry else (),
        meetings=tuple(one.day for one in entry.meetings) if entry else (),
        resolved=bool(entry and entry.resolutions),
        papers=entry.papers if entry else (),
        problems=read.problems,
        named=read.named,
        used=tuple(read.used),
        good=not read.failed,
    )


def forget_committee(store: Store, committee: str) -> None:
    """What is kept of a committee that is gone."""
    store.remove(_values_name(committee))


def recall_committee(data: Path, common: Common, one: Assembly, store: Store) -> CommitteeEntry:
    """A committee from what was kept; where that is gone meanwhile, read again. Raises `OSError`."""
    kept = store.read(_values_name(one.id))
    if kept is None or kept["key"] != one.key:
        take_in_committee(data, common, one.id, one.key, store)
        kept = store.read(_values_name(one.id))
    if kept is None:
        raise FileNotFoundError(_values_name(one.id))
    entry, _ = read_committee(KnownFolder(data, values=as_values(kept["values"])), one.id)
    if entry is None:
        raise ValueError(f"no committee in what was kept of {one.id}")
    return entry
