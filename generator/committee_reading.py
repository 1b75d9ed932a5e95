"""A committee's folder to its records: the committee, its meetings, its resolutions."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from generator.committee_checks import FiledMeeting, FiledResolution, check_committee
from generator.committees import (
    Committee,
    CommitteeEntry,
    Meeting,
    MeetingEntry,
    Resolution,
    ResolutionEntry,
)
from generator.document import Document, Value
from generator.exceptions import Excepted, Exceptions
from generator.folders import DataFolder, is_id
from generator.known_folder import KnownFolder
from generator.naming import Names
from generator.papers import read_papers
from generator.problems import Place, Problem
from generator.reading import cover_folder, has_errors, judge_folder, read_file

T = TypeVar("T")


def read_committee(folder: DataFolder, id_: str) -> tuple[CommitteeEntry | None, Document | None]:
    """A committee with what stands below it, and the document of its own file; problems are noted."""
    path = folder.root / "committees" / id_
    committee, document = read_file(folder, path / "committee.yml", Committee)
    files = folder.committee_files(path)
    meetings = [
        FiledMeeting(MeetingEntry(day, record), own)
        for file in files["meetings"]
        if (day := _named(folder, file, _day))
        for record, own in [read_file(folder, file, Meeting)]
        if record and own
    ]
    resolutions = [
        FiledResolution(ResolutionEntry(name, record), own)
        for file in files["resolutions"]
        if (name := _named(folder, file, _id))
        for record, own in [read_file(folder, file, Resolution)]
        if record and own
    ]
    if committee is None or document is None:
        return None, document
    if not isinstance(folder, KnownFolder):
        folder.problems += check_committee(committee.stated, document, meetings, resolutions)
    covered = cover_folder(
        folder,
        path,
        [
            (committee, document),
            *((one.entry.meeting, one.document) for one in meetings),
            *((one.entry.resolution, one.document) for one in resolutions),
        ],
    )
    papers = read_papers(folder, files["papers"], meetings, len(files["meetings"]))
    entry = CommitteeEntry(
        id_,
        committee,
        tuple(sorted((one.entry for one in meetings), key=lambda one: one.day)),
        tuple(one.entry for one in resolutions),
        papers,
        covered,
    )
    return entry, document


@dataclass(frozen=True)
class CommitteeRead:
    """A committee's files, read and checked by themselves. `entry` is `None` where its own file
    cannot be read; `named`: the offices it names, with the place of each; `used`: the exceptions it
    needed; `values`: the plain values of its files by path, where that was asked for."""

    entry: CommitteeEntry | None
    problems: tuple[Problem, ...]
    named: tuple[tuple[str, Place], ...] = ()
    used: frozenset[Excepted] = frozenset()
    values: Mapping[str, Value] = field(default_factory=dict)
    names: Names = ()

    @property
    def failed(self) -> bool:
        """Whether something in it is wrong."""
        return has_errors(self.problems)


def take_committee(own: DataFolder, id_: str, exceptions: Exceptions) -> CommitteeRead:
    """A committee, read and checked by itself; `own` has read nothing else."""
    entry, document = read_committee(own, id_)
    offices = entry.committee.offices if entry else ()
    used = judge_folder(own, exceptions)
    return CommitteeRead(
        entry,
        tuple(own.problems),
        tuple((one, document.place(("offices", i))) for i, one in enumerate(offices) if document),
        used,
        own.values or {},
    )


def check_offices(
    named: Iterable[tuple[str, Place]], offices: Collection[str]
) -> Iterator[Problem]:
    """The offices that a committee names have a folder."""
    for office, place in named:
        if office not in offices:
            yield Problem(
                place, "unknown-reference",
                (f"沒有機關「{office}」", f"there is no office “{office}”"),
                ("請寫 agencies/ 裡的資料夾名稱", "write the name of a folder in agencies/"),
            )  # fmt: skip


def _day(name: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(name)
    except ValueError:
        return None
    return day if day.isoformat() == name else None


def _id(name: str) -> str | None:
    return name if is_id(name) else None


def _named(folder: DataFolder, path: Path, parse: Callable[[str], T | None]) -> T | None:
    """What a file is named for; another name is noted."""
    found = parse(path.stem)
    if found is None:
        meeting = path.parent.name == "meetings"
        folder.add(
            path, "committee-file",
            (f"檔名「{path.stem}」", f"the file's name “{path.stem}”"),
            ("請寫會議日期，例如 2026-08-14.yml", "write the meeting's day, e.g. 2026-08-14.yml") if meeting
            else ("請寫 1 至 40 個小寫英文字母、數字與連字號，例如 3-2.yml",
                  "use 1 to 40 lower-case letters, digits and hyphens, e.g. 3-2.yml"),
        )  # fmt: skip
    return found
