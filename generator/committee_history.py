"""What committees published, from the commits it stood in, against what stands today.

A resolution's words, its meeting and what meetings said of it stay; a meeting that was held stays
held. What may change: its English, its links to plans, papers that are added, notes that are added;
who does it, its deadline and its state with a note of a later word. Fiction may be rewritten.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from generator.committees import Committee, CommitteeEntry, Meeting, Note, Paper, Resolution
from generator.document import Document
from generator.document import Path as Where
from generator.git import Blob, History, contents_of, read_contents
from generator.history import read_version
from generator.loaded import SiteData
from generator.problems import Place, Problem
from generator.published import office_states, published_versions
from generator.rulebook.ids import RuleId
from generator.strict_yaml import parse_document

Words = tuple[str, str]
# Where something differs, and what is said of it.
Change = tuple[Where, Words]
States = Mapping[str, Sequence[tuple[int, bool]]]

_GONE: Change = ((), ("不見了", "is gone"))
_RESOLVED = (
    "請復原；更正請在 notes 加一則新的辦理情形。依法必須撤回的，請在 committee.yml 的 corrections 寫 date、record 與 why",
    "put it back, and correct it with a new note; where it must be taken back, write date, record and why under corrections in committee.yml",
)
_NOTED = (
    "請在 notes 加一則辦理情形，說明由哪次會議改、為什麼改",
    "add a note: which meeting changed it, and why",
)
_MET = (
    "請復原；依法必須撤回或更正的，請在 committee.yml 的 corrections 寫 date、record 與 why",
    "put it back; where it must be corrected or taken back, write date, record and why under corrections in committee.yml",
)
# What may change with a word of a meeting.
_WITH_A_NOTE: Mapping[str, Words] = {
    "lead": ("主辦單位改了，沒有新的辦理情形", "the lead office was changed without a new note"),
    "supporting": ("協辦單位改了，沒有新的辦理情形", "the supporting offices were changed without a new note"),
    "deadline": ("期限改了，沒有新的辦理情形", "the deadline was changed without a new note"),
    "state": ("解除列管後又列管，沒有新的辦理情形", "it was closed and is open again without a new note"),
    "decided": ("解除列管的會議或文字改了，沒有新的辦理情形", "the meeting that closed it, or its words, changed without a new note"),
}  # fmt: skip


def altered_committees(data: Path, loaded: SiteData, history: History) -> Iterator[Problem]:
    """`compare_committees` of a whole site."""
    committees = {one.id: one for one in loaded.committees}
    fictional = {one.id: one.agency.fictional for one in loaded.agencies}
    return compare_committees(data, committees, fictional, history)


def compare_committees(
    data: Path,
    committees: Mapping[str, CommitteeEntry],
    fictional: Mapping[str, bool],
    history: History,
) -> Iterator[Problem]:
    """Published meetings and resolutions that say something else today, or are gone. `committees`:
    as they stand, by their folder; `fictional`: whether each office is today."""
    found = history.of_committees()
    if not found:
        return
    states = office_states(data, history)
    for id_, files in found.items():
        entry = committees.get(id_)
        names = contents_of(blob for blobs in files.values() for blob in blobs)
        contents = dict(read_contents(data, names))
        offices = _offices(id_, entry, files, contents)
        real = _states(offices, states, fictional)
        made_up = any(fictional.get(one, False) for one in offices)
        for path, blobs in sorted(files.items()):
            stood = published_versions(blobs, real, fictional=made_up)
            versions = [(one, contents.get(one.name or "", b"")) for one in stood]
            yield from _of_file(data, path, versions, entry)


def _offices(
    id_: str,
    entry: CommitteeEntry | None,
    files: Mapping[str, Sequence[Blob]],
    contents: Mapping[str, bytes],
) -> frozenset[str]:
    """The offices whose plans it supervises; of one that is gone as it last said."""
    if entry:
        return frozenset(entry.committee.offices)
    blobs = files.get(f"committees/{id_}/committee.yml", ())
    said = [read_version(contents.get(blob.name or "", b""), Committee) for blob in blobs]
    return frozenset(next((one.offices for one in reversed(said) if one), ()))


def _states(
    offices: Collection[str], states: States, fictional: Mapping[str, bool]
) -> list[tuple[int, bool]]:
    """From which commit on one of the offices was fictional, or none."""
    known = {office: states.get(office, ()) for office in offices}
    changes = sorted({at for found in known.values() for at, _ in found})

    def at_commit(office: str, commit: int) -> bool:
        found = known[office]
        before = [made_up for at, made_up in found if at <= commit]
        if before:
            return before[-1]
        return found[0][1] if found else fictional.get(office, False)

    return [(at, any(at_commit(office, at) for office in offices)) for at in changes]


def _of_file(
    data: Path,
    path: str,
    versions: Sequence[tuple[Blob, bytes]],
    entry: CommitteeEntry | None,
) -> Iterator[Problem]:
    """What is different in one file, each thing once, by the first version that had it."""
    *_, folder, file = path.split("/")
    name = file.removesuffix(".yml")
    if folder not in ("meetings", "resolutions"):
        return
    corrections = entry.committee.corrections if entry else ()
    corrected = [one.date for one in corrections if one.record == f"{folder}/{name}"]
    told: set[Where] = set()
    for blob, content in versions:
        if any(day >= blob.date for day in corrected):
            continue
        for where, words in _changes(folder, name, content, entry):
            if where not in told:
                told.add(where)
                yield _problem(data, path, folder, blob, (where, words))


def _changes(
    folder: str, name: str, content: bytes, entry: CommitteeEntry | None
) -> Iterator[Change]:
    if folder == "meetings":
        meetings = {e.day.isoformat(): e.meeting for e in entry.meetings} if entry else {}
        met = read_version(content, Meeting)
        return _meeting_changes(met, meetings.get(name)) if met else iter(())
    resolutions = {e.id: e.resolution for e in entry.resolutions} if entry else {}
    resolved = read_version(content, Resolution)
    return _resolution_changes(resolved, resolutions.get(name)) if resolved else iter(())


def _problem(data: Path, path: str, folder: str, blob: Blob, change: Change) -> Problem:
    where, (zh, en) = change
    rule: RuleId = "meeting-altered" if folder == "meetings" else "resolution-altered"
    kind = ("會議", "meeting") if folder == "meetings" else ("決議", "resolution")
    advice = _MET if folder == "meetings" else _RESOLVED
    if where and where[0] in _WITH_A_NOTE and folder == "resolutions":
        advice = _NOTED
    return Problem(
        _place(data, path, where), rule,
        (f"{blob.date} 已公布的{kind[0]}：{zh}", f"the {kind[1]} published on {blob.date}: {en}"),
        advice,
    )  # fmt: skip


def _place(data: Path, path: str, where: Where) -> Place:
    file = f"{data.name}/{path}"
    if not where or not (data / path).is_file():
        return Place(file)
    document: Document = parse_document((data / path).read_bytes(), file)
    return document.place(document.find(where)[0])


def _said(notes: Sequence[Note]) -> list[tuple[object, str]]:
    """Notes by their meeting and their Chinese: a translation may come later."""
    return [(note.meeting, note.text.zh) for note in notes]


def _resolution_changes(then: Resolution, now: Resolution | None) -> Iterator[Change]:
    if now is None:
        yield _GONE
        return
    if now.meeting != then.meeting:
        yield ("meeting",), ("作成決議的會議改了", "the meeting that resolved it was changed")
    if now.text.zh != then.text.zh:
        yield ("text",), ("決議的文字改了", "its text was changed")
    before, after = _said(then.notes), _said(now.notes)
    for day, text in before:
        if (day, text) not in after:
            yield (
                ("notes",),
                (f"{day} 的辦理情形改了或不見了", f"the note of {day} was changed or is gone"),
            )
            return  # a changed note is no new one
    if set(after) - set(before):
        return
    for key in ("lead", "supporting", "deadline"):
        if _plain(getattr(then, key)) != _plain(getattr(now, key)):
            yield (key,), _WITH_A_NOTE[key]
    if then.state == "closed" and now.state != "closed":
        yield ("state",), _WITH_A_NOTE["state"]
    elif then.decided and (not now.decided or _said([then.decided]) != _said([now.decided])):
        yield ("decided",), _WITH_A_NOTE["decided"]


def _plain(value: object) -> object:
    """A text by its Chinese alone."""
    if isinstance(value, tuple):
        return tuple(_plain(one) for one in value)
    return getattr(value, "zh", value)


def _papers(meeting: Meeting) -> Iterator[Paper]:
    yield from meeting.papers
    for item in meeting.agenda:
        yield from item.papers
    if meeting.minutes:
        yield meeting.minutes


def _meeting_changes(then: Meeting, now: Meeting | None) -> Iterator[Change]:
    """One that is only planned may be moved or dropped."""
    if then.state == "planned":
        return
    if now is None:
        yield _GONE
        return
    if now.state != then.state:
        yield ("state",), ("召開或取消改了", "whether it was held was changed")
    if now.number != then.number:
        yield ("number",), ("次別改了", "its number was changed")
    items = [(item.kind, item.text.zh) for item in now.agenda]
    if any((item.kind, item.text.zh) not in items for item in then.agenda):
        yield (
            ("agenda",),
            ("議程的項目改了或不見了", "an item of its agenda was changed or is gone"),
        )
    hashes = {paper.sha256 for paper in _papers(now)}
    if any(paper.sha256 not in hashes for paper in _papers(then)):
        yield (
            ("papers",),
            ("文件或紀錄換了或不見了", "a paper or its minutes were replaced or are gone"),
        )
