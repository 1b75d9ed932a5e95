"""The data of a build: what has changed is read and checked, the rest told as it was."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.assemblies import (
    Assembly,
    forget_committee,
    read_assemblies,
    recall_committee,
    take_in_committee,
    write_assemblies,
)
from generator.committee_history import altered_committees, compare_committees
from generator.committee_reading import CommitteeRead, check_offices
from generator.consultation_checks import KnownOffice, check_named
from generator.exceptions import Excepted
from generator.git import PATTERNS, History, read_history
from generator.model import Plan
from generator.offices import (
    NotKept,
    Office,
    check_history,
    forget_office,
    read_index,
    recall,
    share_history,
    without_fiction,
    write_index,
)
from generator.plan_work import HistoryJob, OfficeJob, check_history_job, read_office_job
from generator.problems import Problem, ProblemsError
from generator.published import altered_reports
from generator.reading import has_errors
from generator.shared import Spec
from generator.source import (
    AgencyEntry,
    Common,
    OfficeRead,
    SiteData,
    load_common,
    read_office,
    together,
)
from generator.stamps import key_of
from generator.store import Store
from generator.workers import Workers

_HISTORY, _FOUND_GOOD = "history.json", "history-good.json"
_COMMITTEES_GOOD = "committees-good.json"


@dataclass(frozen=True)
class Data:
    """The offices of a build in their order, each one's part of the history, and committees."""

    offices: tuple[Office, ...]
    shares: Mapping[str, History]
    committees: tuple[Assembly, ...] = ()


def read_data(
    spec: Spec,
    common: Common,
    keys: Mapping[str, str],
    committee_keys: Mapping[str, str],
    *,
    store: Store,
    workers: Workers,
    head: str | None,
    demonstration: bool | None,
) -> Data:
    """Every office and committee, read and checked where its key is new. `keys`: of each office's
    files and of what they are read by, `committee_keys` likewise; `head`: the commit that the data
    stands at, none without git; `demonstration`: whether fictional offices are built, left to
    site.yml where it is not said. Raises `ProblemsError`, `OSError`."""
    known = read_index(store)
    new = [OfficeJob(spec, id_, keys[id_]) for id_ in common.offices if not _is(known, id_, keys)]
    done = {office.id: office for office in workers.map(read_office_job, new)}
    offices = tuple(done.get(id_) or known[id_] for id_ in common.offices)
    committees = _committees(spec, common, committee_keys, store)
    read: list[OfficeRead | CommitteeRead] = [
        *map(_as_read, offices),
        *map(_committee_as_read, committees),
    ]
    problems = [*common.problems, *together(common, read)]
    for one in committees:
        problems += check_offices(one.named, common.offices)
    problems += check_consultations(spec, common, offices, store)
    if has_errors(problems):
        write_index(store, offices)
        raise ProblemsError(problems)
    if done or len(known) != len(offices):
        write_index(store, offices)
        for id_ in known.keys() - set(common.offices):
            forget_office(store, id_)
    history = _history(spec.data, head, store)
    altered = _committees_against_history(spec, common, offices, committees, history, store)
    shown = common.site.demonstration if demonstration is None else demonstration
    offices = offices if shown else without_fiction(offices)
    ids = {office.id for office in offices}
    committees = tuple(one for one in committees if ids.issuperset(one.offices))
    shares = share_history(history, offices)
    problems += _against_history(spec, common, offices, shares, store=store, workers=workers)
    problems += altered
    if has_errors(problems):
        raise ProblemsError(problems)
    return Data(offices, shares, committees)


def _committees(
    spec: Spec, common: Common, keys: Mapping[str, str], store: Store
) -> tuple[Assembly, ...]:
    """Every committee; those whose files are new are read."""
    known = read_assemblies(store)
    found = tuple(
        known[id_]
        if id_ in known and known[id_].key == keys[id_]
        else take_in_committee(spec.data, common, id_, keys[id_], store)
        for id_ in common.committees
    )
    if {one.id: one for one in found} != known:
        write_assemblies(store, found)
        for id_ in known.keys() - set(common.committees):
            forget_committee(store, id_)
    return found


def check_consultations(
    spec: Spec, common: Common, offices: tuple[Office, ...], store: Store
) -> list[Problem]:
    """What consultations name that is not there, with its places."""
    if not common.consultations:
        return []
    by_id = {office.id: office for office in offices}
    known = {
        office.id: KnownOffice(
            frozenset(office.plans),
            fictional=bool(office.agency and office.agency.fictional),
            whole=office.good,
        )
        for office in offices
    }

    def plan_of(name: str) -> Plan | None:
        office, _, plan = name.partition("/")
        if not by_id[office].good:
            return None
        entry: AgencyEntry | None
        try:
            (entry,) = recall(spec.data, common, by_id[office], store, plan).agencies
        except NotKept:
            entry = read_office(spec.data, common, office).entry
        return next((one.plan for one in entry.plans if one.id == plan), None) if entry else None

    found = list(check_named(common.consultations, known, plan_of))
    if found:  # what was kept of a file has no places
        found = list(check_named(load_common(spec.data).consultations, known, plan_of))
    return found


def _is(known: Mapping[str, Office], id_: str, keys: Mapping[str, str]) -> bool:
    return id_ in known and known[id_].key == keys[id_]


def _as_read(office: Office) -> OfficeRead:
    used: frozenset[Excepted] = frozenset(office.used)
    return OfficeRead(None, office.problems, office.names, used)


def _committee_as_read(one: Assembly) -> CommitteeRead:
    return CommitteeRead(None, one.problems, one.named, frozenset(one.used))


def _history(data: Path, head: str | None, store: Store) -> History:
    """The history of a folder up to a commit, read once for each."""
    if head is None:
        return History({}, kept=False)
    kept = store.read(_HISTORY)
    if kept is not None and kept["of"] == [head, str(data), *PATTERNS]:
        return History.of(kept["blobs"])
    history = read_history(data)
    store.write(_HISTORY, {"of": [head, str(data), *PATTERNS], "blobs": history.as_json()})
    return history


def _against_history(
    spec: Spec,
    common: Common,
    offices: tuple[Office, ...],
    shares: Mapping[str, History],
    *,
    store: Store,
    workers: Workers,
) -> list[Problem]:
    """What the history shows to be wrong, and what of it has no office any more."""
    keys = {o.id: key_of(o.key, spec.as_of, shares[o.id]) for o in offices}
    good = store.read(_FOUND_GOOD) or {}
    jobs = [
        HistoryJob(spec, office, shares[office.id])
        for office in offices
        if shares[office.id].kept and good.get(office.id) != keys[office.id]
    ]
    problems: list[Problem] = []
    failed = set()
    for job, found in zip(jobs, workers.map(check_history_job, jobs), strict=True):
        problems += found
        if found:
            failed.add(job.office.id)
    if jobs:
        store.write(_FOUND_GOOD, {id_: key for id_, key in keys.items() if id_ not in failed})
    gone = altered_reports(spec.data, common.site_data(()), shares[""])
    return [*problems, *gone]


def _committees_against_history(
    spec: Spec,
    common: Common,
    offices: tuple[Office, ...],
    committees: tuple[Assembly, ...],
    history: History,
    store: Store,
) -> list[Problem]:
    """What the history shows to be wrong with committees; looked at where one of them, an office's
    standing or the history is new."""
    fictional = {one.id: bool(one.agency and one.agency.fictional) for one in offices}
    blobs = History(
        {
            path: found
            for path, found in history.blobs.items()
            if path.startswith("committees/") or path.endswith("/agency.yml")
        }
    )
    key = key_of([one.key for one in committees], sorted(fictional.items()), blobs)
    if (store.read(_COMMITTEES_GOOD) or {}).get("key") == key:
        return []
    entries = {one.id: recall_committee(spec.data, common, one, store) for one in committees}
    found = list(compare_committees(spec.data, entries, fictional, blobs))
    if not found:
        store.write(_COMMITTEES_GOOD, {"key": key})
    return found


def refuse_data(data: Path, loaded: SiteData, as_of: dt.date) -> None:
    """What the history of all offices shows to be wrong. Raises `ProblemsError`."""
    history = read_history(data)
    problems = [*check_history(data, loaded, as_of, history)[1]]
    problems += altered_committees(data, loaded, history)
    if problems:
        raise ProblemsError([*problems, *loaded.notes])
