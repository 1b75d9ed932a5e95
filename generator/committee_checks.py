"""A committee's files against each other: days, the order of an agenda, meetings that are named.

Knows the places of each file. What a resolution names of a plan is looked at elsewhere: a plan may
lose an item, and then the resolution still stands as it was resolved.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.committees import AGENDA, Concern, MeetingEntry, Resolution, ResolutionEntry
from generator.document import Document, Path
from generator.problems import Problem
from generator.rulebook.ids import RuleId

Words = tuple[str, str]


@dataclass(frozen=True)
class FiledMeeting:
    """A meeting with its file."""

    entry: MeetingEntry
    document: Document


@dataclass(frozen=True)
class FiledResolution:
    """A resolution with its file."""

    entry: ResolutionEntry
    document: Document


def check_committee(
    stated: Sequence[Concern],
    document: Document,
    meetings: Sequence[FiledMeeting],
    resolutions: Sequence[FiledResolution],
) -> Iterator[Problem]:
    """Everything that is wrong between a committee's files."""
    yield from _check_concerns(stated, document, "stated")
    numbers: dict[int, dt.date] = {}
    for meeting in meetings:
        yield from _check_agenda(meeting)
        yield from _check_number(meeting, numbers)
    days = {one.entry.day: one.entry for one in meetings}
    for resolution in resolutions:
        record = resolution.entry.resolution
        yield from _check_concerns(record.concerns, resolution.document, "concerns")
        yield from _check_meetings(record, days, resolution.document)
        yield from _check_state(record, resolution.document)


def _problem(
    document: Document, path: Path, rule: RuleId, found: Words, expected: Words
) -> Problem:
    return Problem(document.place(document.find(path)[0]), rule, found, expected)


def _check_concerns(concerns: Sequence[Concern], document: Document, key: str) -> Iterator[Problem]:
    for i, concern in enumerate(concerns):
        if len(concern.named) > 1:
            n = len(concern.named)
            yield _problem(
                document, (key, i), "concern-item",
                (f"寫了 {n} 個項目", f"{n} items are named"),
                ("goal、measure、kpi、work、finding 只寫一個；兩個項目請分列兩條，整份計畫則都不寫",
                 "name one of goal, measure, kpi, work, finding; two items make two entries, and none is named where the whole plan is meant"),
            )  # fmt: skip


def _check_agenda(filed: FiledMeeting) -> Iterator[Problem]:
    kinds = [AGENDA.index(item.kind) for item in filed.entry.meeting.agenda]
    for i, (before, after) in enumerate(pairwise(kinds), 1):
        if after < before:
            yield _problem(
                filed.document, ("agenda", i, "kind"), "agenda-order",
                (f"「{AGENDA[after]}」排在「{AGENDA[before]}」之後", f"“{AGENDA[after]}” stands after “{AGENDA[before]}”"),
                ("依序為 " + "、".join(AGENDA), "the order is " + ", ".join(AGENDA)),
            )  # fmt: skip


def _check_number(filed: FiledMeeting, numbers: dict[int, dt.date]) -> Iterator[Problem]:
    number, day = filed.entry.meeting.number, filed.entry.day
    if number in numbers:
        yield _problem(
            filed.document, ("number",), "number-twice",
            (f"第 {number} 次與 {numbers[number]} 的會議重複", f"the meeting of {numbers[number]} has number {number} too"),
            ("每次會議的次別只能出現一次", "each meeting has a number of its own"),
        )  # fmt: skip
    numbers.setdefault(number, day)


def _check_meetings(
    record: Resolution, days: Mapping[dt.date, MeetingEntry], document: Document
) -> Iterator[Problem]:
    """What names a meeting names one that is recorded, and nothing stands before the resolution."""
    named: list[tuple[Path, dt.date]] = [(("meeting",), record.meeting)]
    named += [(("notes", i, "meeting"), note.meeting) for i, note in enumerate(record.notes)]
    if record.decided:
        named.append((("decided", "meeting"), record.decided.meeting))
    for path, day in named:
        if day not in days:
            yield _problem(
                document, path, "unknown-reference",
                (f"沒有 {day} 的會議", f"there is no meeting of {day}"),
                ("請寫 meetings/ 裡有的日期", "write a day that stands in meetings/"),
            )  # fmt: skip
        elif days[day].meeting.state == "cancelled":
            yield _problem(
                document, path, "resolution-days",
                (f"{day} 的會議已取消", f"the meeting of {day} was cancelled"),
                ("請寫有召開的會議", "write one that was held"),
            )  # fmt: skip
        if day < record.meeting:
            yield _early(document, path, day, record.meeting)
    if record.deadline and record.deadline < record.meeting:
        yield _early(document, ("deadline",), record.deadline, record.meeting)


def _early(document: Document, path: Path, day: dt.date, resolved: dt.date) -> Problem:
    return _problem(
        document, path, "resolution-days",
        (f"{day} 早於決議的 {resolved}", f"{day} is before it was resolved on {resolved}"),
        ("請改正其中一個日期", "correct one of the days"),
    )  # fmt: skip


def _check_state(record: Resolution, document: Document) -> Iterator[Problem]:
    if record.state == "tracked" and record.decided:
        yield _problem(
            document, ("state",), "resolution-state",
            ("寫了解除列管的會議，狀態卻是 tracked（繼續列管）", "the meeting that closed it is named, and its state is tracked"),
            ("請寫 closed（解除列管），或刪去 decided", "write closed, or leave decided out"),
        )  # fmt: skip
