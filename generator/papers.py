"""The papers of a committee's meetings that stand beside its record: read, and checked against it.

What a paper says is not looked at: it may be of any program.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from generator.committee_checks import FiledMeeting
from generator.committees import Paper, PaperFile
from generator.document import Path as Steps
from generator.folders import COMMITTEES, MAX_PAPER_BYTES, PAPERS, DataFolder
from generator.known_folder import KnownFolder
from generator.problems import Place, Problem


def paper_place(data: Path, committee: str, name: str) -> Path:
    """Where a paper stands in the data."""
    return data / COMMITTEES / committee / PAPERS / name


def read_paper(data: Path, committee: str, name: str) -> bytes:
    """What a paper holds that was found good before. Raises `OSError`."""
    content = DataFolder(data).read(paper_place(data, committee, name), MAX_PAPER_BYTES)
    if content is None:  # gone or exchanged since
        raise FileNotFoundError(f"{committee}/{PAPERS}/{name}")
    return content


def read_papers(
    folder: DataFolder, paths: Sequence[Path], meetings: Sequence[FiledMeeting], filed: int
) -> tuple[PaperFile, ...]:
    """The papers that are shown, by name; problems are noted. `paths`: what stands in `papers/`;
    `filed`: how many files of meetings there are, some of which may not have been read."""
    files = {path.name: _read(folder, path) for path in paths}
    if not isinstance(folder, KnownFolder):
        for meeting in meetings:
            folder.problems += _check(meeting, files)
        if len(meetings) == filed:
            folder.problems += _unnamed(folder, paths, meetings)
    shown: dict[str, PaperFile] = {}
    for meeting in meetings:
        record = meeting.entry.meeting
        for path, paper in record.every_paper:
            known = files.get(paper.file or "")
            if known is None or (path == ("minutes",) and record.state != "held"):
                continue
            # Minutes are shown from the meeting's day on, as its page has them.
            since = meeting.entry.day if path == ("minutes",) else None
            before = shown.get(known.name)
            if before:
                since = min(since, before.since) if since and before.since else None
            shown[known.name] = replace(known, since=since)
    return tuple(shown[name] for name in sorted(shown))


def _read(folder: DataFolder, path: Path) -> PaperFile | None:
    """A paper's size and hash; `None` where it cannot be read, which is noted."""
    if isinstance(folder, KnownFolder):
        known = folder.document(path).value
        if isinstance(known, dict):
            return PaperFile(path.name, int(str(known["size"])), str(known["sha256"]))
        raise TypeError(f"no size was kept of {path.name}")
    content = folder.read(path, MAX_PAPER_BYTES)
    if content is None:
        return None
    file = PaperFile(path.name, len(content), hashlib.sha256(content).hexdigest())
    folder.keep(path, {"size": str(file.size), "sha256": file.sha256})
    return file


def _check(filed: FiledMeeting, files: Mapping[str, PaperFile | None]) -> Iterator[Problem]:
    """What a meeting's papers have wrong."""
    for path, paper in filed.entry.meeting.every_paper:
        place = filed.document.place(filed.document.find(path)[0])
        if bool(paper.url) == bool(paper.file):
            found = (
                ("url 與 file 都寫了", "it has both url and file")
                if paper.url
                else ("沒有 url，也沒有 file", "it has neither url nor file")
            )
            yield Problem(
                place, "paper-place", found,
                ("放在 papers/ 的寫 file，放在別處的寫 url", "write file for one in papers/, url for one that stands elsewhere"),
            )  # fmt: skip
        elif paper.file:
            at = filed.document.place(filed.document.find((*path, "file"))[0])
            yield from _check_file(paper, paper.file, at, filed, path, files)


def _check_file(
    paper: Paper,
    name: str,
    at: Place,
    filed: FiledMeeting,
    path: Steps,
    files: Mapping[str, PaperFile | None],
) -> Iterator[Problem]:
    if name not in files:
        yield Problem(
            at, "paper-missing",
            (f"papers/ 沒有「{name}」", f"there is no “{name}” in papers/"),
            ("請放入檔案，或改正檔名；不接受連結（symlink）", "put the file there, or correct its name; a link to a file is not taken"),
        )  # fmt: skip
        return
    file = files[name]
    if file and file.sha256 != paper.sha256:
        yield Problem(
            filed.document.place(filed.document.find((*path, "sha256"))[0]), "paper-differs",
            (f"寫的是 {paper.sha256}，檔案 {name} 是 {file.sha256}", f"{paper.sha256} is written, and {name} has {file.sha256}"),
            ("請先打開檔案核對；檔案正確就改寫 sha256，不對就放回原來的檔案", "open the file first; if it is the right one, write its hash, else put the former file back"),
        )  # fmt: skip


def _unnamed(
    folder: DataFolder, paths: Iterable[Path], meetings: Iterable[FiledMeeting]
) -> Iterator[Problem]:
    """Files that no meeting names; they are not shown."""
    named = {paper.file for one in meetings for _, paper in one.entry.meeting.every_paper}
    for path in paths:
        if path.name not in named:
            yield Problem(
                Place(folder.name(path)), "paper-unnamed",
                ("沒有會議列出這個檔案，不會公布", "no meeting names this file; it is not shown"),
                ("請在會議的 papers 加上 file 與 sha256，或刪去檔案", "add it to the papers of a meeting with file and sha256, or remove it"),
                severity="warning",
            )  # fmt: skip
