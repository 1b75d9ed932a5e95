"""Earlier versions of the plans' files, from git where there is one, and what they show.

A version that today's format cannot read is passed over.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from generator.committees import Committee, Meeting, Resolution
from generator.git import Blob, History, contents_of, read_contents, read_history
from generator.ledger import Entry, Version, draw_ledger
from generator.model import Plan
from generator.problems import Place, Problem
from generator.records import read_record
from generator.reports import Report
from generator.source import SiteData
from generator.strict_yaml import parse_document
from generator.vocabulary import Agency

Key = tuple[str, str]  # agency, plan
Kept = TypeVar("Kept", Plan, Report, Agency, Committee, Meeting, Resolution)


def read_version(content: bytes, model: type[Kept]) -> Kept | None:
    """A version of a file as a record; `None` where today's format cannot read it."""
    document = parse_document(content, "plan.yml")
    if document.value is None or any(p.severity == "error" for p in document.problems):
        return None
    record, _ = read_record(document, model)
    return record


def read_versions(
    data: Path, loaded: SiteData, as_of: dt.date, history: History
) -> Mapping[Key, tuple[Version, ...]]:
    """Each plan's versions, oldest first, the present one last.

    Without git, or with one version alone, that is the present one. What is not committed yet
    counts as changed on the as-of date.
    """
    now = {(a.id, entry.id): entry.plan for a in loaded.agencies for entry in a.plans}
    # A plan with a single version has nothing to compare it with, but for what is not committed.
    files = {plan_key(path): found for path, found in history.of_plans().items()}
    moved = moved_plans(loaded)
    blobs: dict[Key, list[Blob]] = {}
    for (agency, name), found in files.items():  # a renamed plan keeps its history
        if (key := moved.get((agency, name), (agency, name))) in now:
            blobs[key] = sorted([*blobs.get(key, ()), *found], key=lambda blob: blob.at)
    contents = dict(read_contents(data, contents_of(b for found in blobs.values() for b in found)))
    versions = {}
    for key, plan in now.items():
        past = _past(blobs.get(key, []), contents)
        if past and past[-1].plan == plan:
            versions[key] = past
        else:
            versions[key] = (*past, Version(as_of, plan))
    return versions


def plan_key(path: str) -> Key:
    """`agencies/demo/2025/plan.yml` -> office and plan."""
    _, agency, plan, *_ = path.split("/")
    return agency, plan


def moved_plans(loaded: SiteData) -> Mapping[Key, Key]:
    """Where a plan stood before its office's folder or its own was renamed -> where it stands."""
    present = {(a.id, entry.id) for a in loaded.agencies for entry in a.plans}
    found = {
        (office, name): (a.id, entry.id)
        for a in loaded.agencies
        for entry in a.plans
        for office in (a.id, *a.agency.formerly)
        for name in (entry.id, *entry.plan.formerly)
    }
    return {before: now for before, now in found.items() if before not in present}


def _past(blobs: list[Blob], contents: Mapping[str, bytes]) -> tuple[Version, ...]:
    plans = (
        (blob.date, read_version(contents[blob.name], Plan))
        for blob in blobs
        if blob.name and blob.name in contents
    )
    return tuple(Version(day, plan) for day, plan in plans if plan is not None)


def read_ledgers(
    data: Path, loaded: SiteData, as_of: dt.date, history: History | None = None
) -> Mapping[Key, tuple[Entry, ...]]:
    """Each plan's ledger of changes up to the as-of date, newest first. `history`: of these offices
    at least; read where it is not given."""
    versions = read_versions(data, loaded, as_of, history or read_history(data))
    return {
        (agency.id, entry.id): draw_ledger(entry.plan, versions[agency.id, entry.id], as_of)
        for agency in loaded.agencies
        for entry in agency.plans
    }


_KEYS = {"target": "targets", "formula": "formula", "direction": "direction"}


def _place(data: Path, agency: str, plan: str, entry: Entry) -> Place:
    """Where the changed item stands today, or the plan's file where it is gone."""
    file = f"{data.name}/agencies/{agency}/{plan}/plan.yml"
    document = parse_document((data / f"agencies/{agency}/{plan}/plan.yml").read_bytes(), file)
    record, _ = read_record(document, Plan)
    for i, kpi in enumerate(record.kpis if record else ()):
        if kpi.id == entry.item:
            return document.place(("kpis", i, _KEYS.get(entry.field, "number")))
    return Place(file)


def unexplained(ledgers: Mapping[Key, tuple[Entry, ...]], data: Path) -> Iterator[Problem]:
    """Changed targets, weights and formulas that the history shows and no reason explains."""
    for (agency, plan), entries in ledgers.items():
        for entry in entries:
            if not entry.needs_reason or entry.recorded:
                continue  # a recorded change without a reason was refused on loading
            was, now = entry.old or "–", entry.new or "–"
            advice = (
                ("請在 amendments 記錄 old、new、date 與 why；若是本站更正，寫 kind: correction",
                 "record old, new, date and why under amendments; for a mistake of this site write kind: correction")
                if entry.field != "item"
                else ("機關停辦的項目請保留，並在 amendments 寫 field: standing；本站誤收的寫 kind: correction、field: item",
                      "keep an item that the office gave up, with field: standing under amendments; for one that this site had by mistake write kind: correction, field: item")
            )  # fmt: skip
            yield Problem(
                _place(data, agency, plan, entry),
                "reason-missing",
                (f"{entry.date} 起「{entry.item}」由「{was}」改為「{now}」，沒有理由",
                 f"from {entry.date} on “{entry.item}” went from “{was}” to “{now}” without a reason"),
                advice,
            )  # fmt: skip
