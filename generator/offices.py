"""Offices that were read and found good: what they said is kept, and told again while their files
stand as they stood.

What an office says by itself is kept apart from what all offices are asked for together, which is
little and read at every build.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.document import Value
from generator.exceptions import Excepted
from generator.form_checks import check_drafts
from generator.git import Blob, History
from generator.history import Key, moved_plans, plan_key, read_ledgers, unexplained
from generator.kept import Codec
from generator.ledger import Entry
from generator.naming import Names
from generator.problems import Problem
from generator.published import altered_reports
from generator.source import Common, SiteData, read_office, recall_office
from generator.store import Store
from generator.vocabulary import Agency


@dataclass(frozen=True)
class Office:
    """An office in short. `key`: of its files and of what they are read by; `plans`: by their folder;
    `moved`: where its plans stood under earlier names, and where they stand; `good`: whether what
    it says can be used."""

    id: str
    key: str
    agency: Agency | None
    plans: tuple[str, ...]
    problems: tuple[Problem, ...]
    names: Names
    used: tuple[Excepted, ...]
    moved: tuple[tuple[Key, Key], ...]
    good: bool


_OFFICES: Codec[tuple[Office, ...]] = Codec(tuple[Office, ...])
_INDEX = "offices.json"


def read_index(store: Store) -> dict[str, Office]:
    """The offices that were kept, in short."""
    content = store.text(_INDEX)
    try:
        found = _OFFICES.load(content) if content else ()
    except ValueError:  # of another version
        found = ()
    return {office.id: office for office in found}


def write_index(store: Store, offices: Iterable[Office]) -> None:
    """Keep the offices in short. Raises `OSError`."""
    store.write_text(_INDEX, _OFFICES.dump(tuple(office for office in offices if office.good)))


def _values_name(office: str) -> str:
    return f"values/{office}.json"


def take_in(data: Path, common: Common, id_: str, key: str, store: Store) -> Office:
    """Read and check an office's files, and keep what they say. Raises `OSError`."""
    read = read_office(data, common, id_, keep_values=True)
    if not read.failed:
        store.write(_values_name(id_), {"key": key, "values": read.values})
    moved = moved_plans(common.site_data((read.entry,))) if read.entry else {}
    return Office(
        id=id_,
        key=key,
        agency=read.entry.agency if read.entry else None,
        plans=tuple(plan.id for plan in read.entry.plans) if read.entry else (),
        problems=read.problems,
        names=read.names,
        used=tuple(read.used),
        moved=tuple(moved.items()),
        good=not read.failed,
    )


def forget_office(store: Store, office: str) -> None:
    """What is kept of an office that is gone."""
    store.remove(_values_name(office))


class NotKept(Exception):
    """What was to be kept of an office is not there or is damaged: it is to be read again."""


def recall(
    data: Path, common: Common, office: Office, store: Store, plan: str | None = None
) -> SiteData:
    """A site of one office, from what was kept; `plan`: with this plan alone. Raises `NotKept`."""
    kept = store.read(_values_name(office.id))
    if kept is None or kept["key"] != office.key:
        raise NotKept(office.id)
    values = as_values(kept["values"])
    if plan is not None:
        own, under = f"agencies/{office.id}/", f"agencies/{office.id}/{plan}/"
        values = {
            name: value
            for name, value in values.items()
            if name.startswith(under) or "/" not in name.removeprefix(own)
        }
    return common.site_data((recall_office(data, values, office.id),))


def as_values(kept: Mapping[str, Any]) -> dict[str, Value]:
    """Plain values as a file's reader gives them: its lists are tuples."""
    return {name: _value(value) for name, value in kept.items()}


def _value(kept: Any) -> Value:
    if isinstance(kept, list):
        return tuple(_value(item) for item in kept)
    if isinstance(kept, dict):
        return {key: _value(item) for key, item in kept.items()}
    found: Value = kept
    return found


def share_history(history: History, offices: Iterable[Office]) -> dict[str, History]:
    """Each office's part of the history, under its present name; that of offices that are gone under
    an empty name."""
    offices = tuple(offices)
    present = {(office.id, plan) for office in offices for plan in office.plans}
    moved = {
        before: now for office in offices for before, now in office.moved if before not in present
    }
    ids = {office.id for office in offices}
    shares: dict[str, dict[str, tuple[Blob, ...]]] = {}
    for path, blobs in history.blobs.items():
        if path.endswith("/agency.yml") or not path.startswith("agencies/"):
            continue
        key = plan_key(path)
        owner = moved.get(key, key)[0]
        shares.setdefault(owner if owner in ids else "", {})[path] = tuple(blobs)
    states = history.of_offices()
    for share in shares.values():
        for office in {path.split("/")[1] for path in share}:
            if office in states:
                share[f"agencies/{office}/agency.yml"] = tuple(states[office])
    found = {id_: History(share, history.kept) for id_, share in shares.items()}
    return {id_: found.get(id_, History({}, history.kept)) for id_ in (*ids, "")}


def share_of_plan(office: Office, plan: str, share: History) -> History:
    """A plan's part of its office's history: its versions under its present name and earlier ones."""
    present = {(office.id, one) for one in office.plans}
    moved = {before: now for before, now in office.moved if before not in present}
    own = office.id, plan
    blobs = {
        path: blobs
        for path, blobs in share.of_plans().items()
        if moved.get(plan_key(path), plan_key(path)) == own
    }
    return History(blobs, share.kept)


def check_history(
    data: Path, loaded: SiteData, as_of: Any, share: History
) -> tuple[Mapping[Key, tuple[Entry, ...]], tuple[Problem, ...]]:
    """The ledgers of a site of one office, and what its history shows to be wrong. `share`: its part
    of the history."""
    ledgers = read_ledgers(data, loaded, as_of, share)
    problems: Iterator[Problem] = iter(
        (
            *unexplained(ledgers, data),
            *altered_reports(data, loaded, share),
            *(p for p in check_drafts(data, loaded, as_of, share) if p.severity == "error"),
        )
    )
    return ledgers, tuple(problems)


def without_fiction(offices: Iterable[Office]) -> tuple[Office, ...]:
    """Without those that are marked as fictional."""
    return tuple(office for office in offices if not (office.agency and office.agency.fictional))
