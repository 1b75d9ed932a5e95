"""Earlier versions of the plans' files, from git where there is one.

The only reader of git's history. A version that today's format cannot read is passed over.
"""

import datetime as dt
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.clock import TAIPEI
from generator.ledger import Entry, Version, draw_ledger
from generator.model import Plan
from generator.problems import Place, Problem
from generator.records import read_record
from generator.reports import Report
from generator.source import SiteData
from generator.strict_yaml import parse_document
from generator.vocabulary import Agency

_PLANS = "agencies/*/*/plan.yml"
# Set while git runs a hook: they would point at another repository than the data's.
_OWN = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
Key = tuple[str, str]  # agency, plan


@dataclass(frozen=True)
class Blob:
    """A version of one file: the day it was committed, which commit that was (counted from the
    first), and its content's name in git; `None` where the file was removed."""

    date: dt.date
    at: int
    name: str | None


def _git(data: Path, *arguments: str, stdin: bytes = b"") -> bytes | None:
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=data,
            input=stdin,
            capture_output=True,
            check=False,
            env={name: value for name, value in os.environ.items() if name not in _OWN},
        )
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def commit_of(data: Path) -> str | None:
    """The commit that the data folder stands at, with `+` where something in it is not committed;
    `None` without git."""
    head = _git(data, "rev-parse", "HEAD")
    if head is None:
        return None
    changed = _git(data, "status", "--porcelain", "--", ".")
    return head.decode().strip() + ("+" if changed else "")


def read_blobs(data: Path, *patterns: str) -> dict[str, list[Blob]]:
    """Every version of every file of some patterns, oldest first, in one reading of the history."""
    said = _git(
        data, "log", "--first-parent", "-m", "--reverse", "--no-renames", "--relative", "--raw", "--no-abbrev",
        "--format=@%ct", "--", *(f":(glob){pattern}" for pattern in patterns),
    )  # fmt: skip
    found: dict[str, list[Blob]] = {}
    day, at = dt.date.min, 0
    for line in (said or b"").decode("utf-8", "replace").splitlines():
        if line.startswith("@"):
            day, at = dt.datetime.fromtimestamp(int(line[1:]), TAIPEI).date(), at + 1
        elif line.startswith(":"):
            head, _, path = line.partition("\t")
            name = head.split()[3]
            kept = None if set(name) == {"0"} else name  # all zeros: the file was removed
            found.setdefault(path, []).append(Blob(day, at, kept))
    return found


def contents_of(blobs: Iterable[Blob]) -> list[str]:
    """What versions are called in git, each once."""
    return sorted({blob.name for blob in blobs if blob.name})


def read_contents(data: Path, names: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each content by name, in one call."""
    said = _git(data, "cat-file", "--batch", stdin="\n".join(names).encode()) if names else None
    at = 0
    while said and at < len(said):
        head, _, _ = said[at:].partition(b"\n")
        name, *about = head.decode().split()
        start = at + len(head) + 1
        if len(about) != len(("type", "size")):  # `missing`: a shallow or damaged repository
            at = start
            continue
        size = about[1]
        yield name, said[start : start + int(size)]
        at = start + int(size) + 1


Kept = TypeVar("Kept", Plan, Report, Agency)


def read_version(content: bytes, model: type[Kept]) -> Kept | None:
    """A version of a file as a record; `None` where today\'s format cannot read it."""
    document = parse_document(content, "plan.yml")
    if document.value is None or any(p.severity == "error" for p in document.problems):
        return None
    record, _ = read_record(document, model)
    return record


def read_versions(
    data: Path, loaded: SiteData, as_of: dt.date
) -> Mapping[Key, tuple[Version, ...]]:
    """Each plan's versions, oldest first, the present one last.

    Without git, or with one version alone, that is the present one. What is not committed yet
    counts as changed on the as-of date.
    """
    now = {(a.id, entry.id): entry.plan for a in loaded.agencies for entry in a.plans}
    # A plan with a single version has nothing to compare it with, but for what is not committed.
    files = {plan_key(path): found for path, found in read_blobs(data, _PLANS).items()}
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


def _is_kept(data: Path) -> bool:
    return any((folder / ".git").exists() for folder in (data.resolve(), *data.resolve().parents))


def is_unreadable(data: Path) -> bool:
    """Whether a history stands here and git does not give it (no git, or not this owner's)."""
    return _is_kept(data) and _git(data, "rev-parse", "--is-inside-work-tree") is None


def is_absent(data: Path) -> bool:
    """Whether no history stands here at all (a ZIP file), so that nothing can be compared."""
    return not _is_kept(data) and _git(data, "rev-parse", "--is-inside-work-tree") is None


def is_shallow(data: Path) -> bool:
    """Whether git holds only the latest commits, so that earlier promises cannot be compared."""
    return _git(data, "rev-parse", "--is-shallow-repository") == b"true\n"


def read_ledgers(data: Path, loaded: SiteData, as_of: dt.date) -> Mapping[Key, tuple[Entry, ...]]:
    """Each plan's ledger of changes up to the as-of date, newest first."""
    versions = read_versions(data, loaded, as_of)
    return {
        (agency.id, entry.id): draw_ledger(entry.plan, versions[agency.id, entry.id], as_of)
        for agency in loaded.agencies
        for entry in agency.plans
    }


def resolve_revision(data: Path, revision: str) -> str | None:
    """The commit that a revision names; `None` where git knows none."""
    said = _git(data, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")  # fmt: skip
    return said.decode().strip() if said else None


def read_at(data: Path, commit: str, path: str) -> bytes | None:
    """A file below the data folder as a commit has it; `None` where it does not stand there."""
    return _git(data, "cat-file", "blob", f"{commit}:./{path}")


def in_last_commit(data: Path, path: Path) -> bool | None:
    """Whether a file stands in the last commit, and so is published; `None`: there is no git."""
    if _git(data, "rev-parse", "--is-inside-work-tree") is None:
        return None
    below = Path(os.path.relpath(path.resolve(), data.resolve())).as_posix()
    return _git(data, "cat-file", "-e", f"HEAD:./{below}") is not None


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
