"""Which files of a data folder may be mended, and putting what was mended in place.

A report that is published, or of which nobody can tell whether it is, is never touched.
"""

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from generator.atomic import write_whole
from generator.folders import DataFolder
from generator.git import in_last_commit
from generator.mending import CannotMend, Mended, mend_text
from generator.records import RECORDS


@dataclass(frozen=True)
class Repair:
    """One file: what was mended in it, or why it was left as it is."""

    file: str
    mended: Mended | None = None
    left: str | None = None


def mend_files(data: Path) -> tuple[Repair, ...]:
    """Mend what is safe in every file, each written whole. Raises `OSError`."""
    folder = DataFolder(data)
    done = []
    for path, name in _files(folder):
        content = folder.read(path) if _is_own(path) else None
        if content is None:
            continue
        model: type[BaseModel] = RECORDS[name]
        try:
            mended = mend_text(content, folder.name(path), model)
        except CannotMend as error:
            done.append(Repair(folder.name(path), left=str(error)))
            continue
        if mended:
            write_whole(path, mended.new)
            done.append(Repair(folder.name(path), mended))
    return tuple(done)


def _files(folder: DataFolder) -> Iterator[tuple[Path, str]]:
    """The files that may be mended, each with the name of its schema."""
    for name in ("site", "vocabulary", "glossary", "strings", "accessibility", "exceptions"):
        yield folder.root / f"{name}.yml", name
    for path in folder.consultations():
        yield path, "consultation"
    for agency in folder.agencies():
        office = folder.root / "agencies" / agency
        yield office / "agency.yml", "agency"
        for plan in folder.plans(office):
            yield office / plan / "plan.yml", "plan"
            yield office / plan / "participation.yml", "participation"
            for report in folder.reports(office / plan):
                if in_last_commit(folder.root, report) is False:
                    yield report, "report"


def _is_own(path: Path) -> bool:
    """Whether it is a plain file with one name; a link would mend another file."""
    try:
        status = path.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_nlink == 1
