"""Earlier versions of the plans' files, from git where there is one.

The only reader of git's history. A version that today's format cannot read is passed over.
"""

import datetime as dt
import os
import subprocess
from collections.abc import Iterator, Mapping
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

_PLANS, _REPORTS = "agencies/*/*/plan.yml", "agencies/*/*/reports/*.yml"
# Set while git runs a hook: they would point at another repository than the data's.
_OWN = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
Key = tuple[str, str]  # agency, plan


@dataclass(frozen=True)
class _Blob:
    """A version of one file: the day it was committed, and its content's name in git."""

    date: dt.date
    name: str


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


def _blobs(data: Path, pattern: str) -> dict[str, list[_Blob]]:
    """Every version of every file of a pattern, oldest first, in one reading of the history."""
    said = _git(
        data, "log", "--first-parent", "-m", "--reverse", "--no-renames", "--relative", "--raw", "--no-abbrev",
        "--format=@%ct", "--", f":(glob){pattern}",
    )  # fmt: skip
    found: dict[str, list[_Blob]] = {}
    day = dt.date.min
    for line in (said or b"").decode("utf-8", "replace").splitlines():
        if line.startswith("@"):
            day = dt.datetime.fromtimestamp(int(line[1:]), TAIPEI).date()
        elif line.startswith(":"):
            head, _, path = line.partition("\t")
            name = head.split()[3]
            if set(name) != {"0"}:  # all zeros: the file was removed
                found.setdefault(path, []).append(_Blob(day, name))
    return found


def _contents(data: Path, names: list[str]) -> Iterator[tuple[str, bytes]]:
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


Kept = TypeVar("Kept", Plan, Report)


def _record(content: bytes, model: type[Kept]) -> Kept | None:
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
    files = {tuple(path.split("/")[1:3]): found for path, found in _blobs(data, _PLANS).items()}
    blobs = {key: files[key] for key in now if key in files}
    contents = dict(_contents(data, sorted({b.name for found in blobs.values() for b in found})))
    versions = {}
    for key, plan in now.items():
        past = _past(blobs.get(key, []), contents)
        if past and past[-1].plan == plan:
            versions[key] = past
        else:
            versions[key] = (*past, Version(as_of, plan))
    return versions


def _past(blobs: list[_Blob], contents: Mapping[str, bytes]) -> tuple[Version, ...]:
    plans = (
        (blob.date, _record(contents[blob.name], Plan)) for blob in blobs if blob.name in contents
    )
    return tuple(Version(day, plan) for day, plan in plans if plan is not None)


def altered_reports(data: Path, loaded: SiteData) -> Iterator[Problem]:
    """Published reports that say something else today, or are gone, and no record says why.

    A fictional office may rewrite its own. Comments and form may change; what is said may not.
    """
    real = {a.id: a for a in loaded.agencies if not a.agency.fictional}
    entries = {(a.id, e.id): e for a in real.values() for e in a.plans}
    first = {
        path: found[0] for path, found in _blobs(data, _REPORTS).items()
        if path.split("/")[1] in real
    }  # fmt: skip
    contents = dict(_contents(data, sorted({blob.name for blob in first.values()})))
    for path, blob in first.items():
        _, agency, plan, _, file = path.split("/")
        entry, name = entries.get((agency, plan)), file.removesuffix(".yml")
        published = _record(contents.get(blob.name, b""), Report)
        reports, changes = (entry.reports, entry.plan.amendments) if entry else ((), ())
        now = next((e.report for e in reports if e.id == name), None)
        taken_back = any(change.report == name for change in changes)
        if published is None or published == now or taken_back:
            continue
        what = ("不見了", "is gone") if now is None else ("內容改了", "says something else")
        yield Problem(
            Place(f"{data.name}/{path}"), "report-altered",
            (f"{blob.date} 已公布的報告{what[0]}", f"the report published on {blob.date} {what[1]}"),
            ("請復原這個檔案，另以 report --corrects 更正；若依法必須撤回，請在 plan.yml 的 amendments 寫 kind: correction、field: report、report 與 why",
             "put the file back and correct it with report --corrects; where it must be taken back, write kind: correction, field: report, report and why under amendments in plan.yml"),
        )  # fmt: skip


def is_unreadable(data: Path) -> bool:
    """Whether a history stands here and git does not give it (no git, or not this owner's)."""
    kept = any((folder / ".git").exists() for folder in (data.resolve(), *data.resolve().parents))
    return kept and _git(data, "rev-parse", "--is-inside-work-tree") is None


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
    """Lowered targets and changed formulas that the history shows and no reason explains."""
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
