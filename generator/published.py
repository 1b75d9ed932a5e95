"""Reports that a real office published, from the commits they stood in, against what stands today.

What was published once is never altered or removed without a word, also where a folder was renamed
or removed, or its office marked as fictional later.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.git import Blob, History, contents_of, read_contents, read_history
from generator.history import moved_plans, plan_key, read_version
from generator.problems import Place, Problem
from generator.reports import Report
from generator.source import SiteData
from generator.vocabulary import Agency

_PUT_BACK = (
    "請復原這個檔案，另以 report --corrects 更正；若依法必須撤回，請在 plan.yml 的 amendments 寫 kind: correction、field: report、report 與 why",
    "put the file back and correct it with report --corrects; where it must be taken back, write kind: correction, field: report, report and why under amendments in plan.yml",
)
_FOLDER_GONE = (
    "請復原機關或計畫的資料夾；若是改名，請在 agency.yml 或 plan.yml 的 formerly 寫原資料夾名稱",
    "put the folder of the office or plan back; if it was renamed, write its earlier name under formerly in agency.yml or plan.yml",
)


def published_versions(
    record: Sequence[Blob], office: Sequence[tuple[int, bool]], *, fictional: bool
) -> Iterator[Blob]:
    """The versions of a record that stood in a commit where its office was real.

    `office`: from which commit on it was fictional or not; `fictional`: where none says.
    """
    states = [(0, office[0][1] if office else fictional), *office]
    ends = [at for at, _ in states[1:]]
    spans = [
        (start, end)
        for (start, made_up), end in zip(states, [*ends, None], strict=True)
        if not made_up
    ]
    for blob, after in zip(record, [*record[1:], None], strict=True):
        stood = ((max(blob.at, start), end) for start, end in spans)
        last = after.at if after else None
        if blob.name and any(
            (end is None or since < end) and (last is None or since < last) for since, end in stood
        ):
            yield blob


def office_states(data: Path, history: History) -> dict[str, list[tuple[int, bool]]]:
    """From which commit on each office was fictional or not."""
    offices = history.of_offices()
    names = contents_of(blob for found in offices.values() for blob in found)
    contents = dict(read_contents(data, names))
    states = {}
    for id_, found in offices.items():
        records = ((b.at, read_version(contents.get(b.name or "", b""), Agency)) for b in found)
        states[id_] = [(at, record.fictional) for at, record in records if record]
    return states


def _first_published(
    data: Path, loaded: SiteData, history: History
) -> Iterator[tuple[str, Blob, Report]]:
    """Each report that a real office published: where it stood, its first version, what it said.

    An office that was marked fictional later, or is gone, published what it published.
    """
    now = {a.id: a.agency.fictional for a in loaded.agencies}
    states = office_states(data, history)
    first = {}
    for path, found in history.of_reports().items():
        id_ = path.split("/")[1]
        stood = published_versions(found, states.get(id_, ()), fictional=now.get(id_, False))
        if blob := next(stood, None):
            first[path] = blob
    contents = dict(read_contents(data, contents_of(first.values())))
    for path, blob in first.items():
        said = read_version(contents.get(blob.name or "", b""), Report)
        if said is not None:
            yield path, blob, said


def altered_reports(
    data: Path, loaded: SiteData, history: History | None = None
) -> Iterator[Problem]:
    """Published reports that say something else today, or are gone, and no record says why.

    An office that was fictional all along may rewrite its own. Comments and form may change; what
    is said may not. A folder that is gone or renamed without a word takes its reports with it.
    """
    entries = {(a.id, e.id): e for a in loaded.agencies for e in a.plans}
    moved = moved_plans(loaded)
    for path, blob, published in _first_published(data, loaded, history or read_history(data)):
        key, name = plan_key(path), Path(path).stem
        entry = entries.get(moved.get(key, key))
        reports, changes = (entry.reports, entry.plan.amendments) if entry else ((), ())
        now = next((e.report for e in reports if e.id == name), None)
        if published == now or any(change.report == name for change in changes):
            continue
        what = ("不見了", "is gone") if now is None else ("內容改了", "says something else")
        yield Problem(
            Place(f"{data.name}/{path}"), "report-altered",
            (f"{blob.date} 已公布的報告{what[0]}", f"the report published on {blob.date} {what[1]}"),
            _PUT_BACK if entry else _FOLDER_GONE,
        )  # fmt: skip
