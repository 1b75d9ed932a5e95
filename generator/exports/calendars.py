"""Calendars (RFC 5545): all-day events, each written once, and files of them.

A file over several plans takes the plans' events as they were written: a line that begins an event
or names its day can be nothing else, since a text stands behind its name and is folded.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.clock import TAIPEI
from generator.subscriptions import Head

# A plan's calendar holds everything; those over several plans what is nearest.
MOST = 1000
_PRODUCT = "-//Lianming//lianming//{}"
# The line break before it is the end of the line before: a folded line begins with a space.
_BEGIN = b"\r\nBEGIN:VEVENT\r\n"
_DAYS = re.compile(rb"\nDTSTART;VALUE=DATE:(\d{8})\r")
_END = b"END:VCALENDAR\r\n"
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n", "\r": r"\n"})
_MOST_OCTETS = 74


@dataclass(frozen=True)
class DueEvent:
    """A day of a plan: `key` names it within its plan and stays when the day moves; `summary` and
    `description` are what is shown, `url` where it stands on the site."""

    key: str
    day: dt.date
    summary: str
    description: str
    url: str


@dataclass(frozen=True)
class WrittenEvent:
    """An event as it stands in a file."""

    day: dt.date
    content: bytes


def write_event(event: DueEvent, *, uid: str, changed: dt.date, tag: str) -> WrittenEvent:
    """An event that lasts all day and blocks no time. `changed`: the day its plan's data changed."""
    stamp = dt.datetime.combine(changed, dt.time.min, TAIPEI).astimezone(dt.UTC)
    lines = (
        "BEGIN:VEVENT",
        f"SUMMARY;LANGUAGE={tag}:{_text(event.summary)}",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"UID:{_text(uid)}",
        f"DESCRIPTION;LANGUAGE={tag}:{_text(event.description)}",
        "TRANSP:TRANSPARENT",
        f"URL:{event.url}",
        "END:VEVENT",
    )
    return WrittenEvent(event.day, _folded(lines))


def _text(value: str) -> str:
    return value.replace("\r\n", "\n").translate(_ESCAPES)


def _folded(lines: Iterable[str]) -> bytes:
    """Lines of at most 75 octets with the space that continues one; no character and no escape is
    cut."""
    return b"".join(part for line in lines for part in _parts(line.encode()))


def _parts(line: bytes) -> Iterator[bytes]:
    while len(line) > _MOST_OCTETS:
        end = _MOST_OCTETS
        while line[end] & 0xC0 == 0x80:  # within a character
            end -= 1
        end -= line[end - 1 : end] in (b"\\", b"^")
        yield line[:end] + b"\r\n "
        line = line[end:]
    yield line + b"\r\n"


def nearest(
    events: Iterable[WrittenEvent], *, most: int, as_of: dt.date
) -> tuple[WrittenEvent, ...]:
    """At most so many: first those to come, the next before the later, then the last past ones."""

    def key(event: WrittenEvent) -> tuple[bool, int, bytes]:
        return *_away(event.day, as_of), event.content

    return tuple(sorted(events, key=key)[:most])


def _away(day: dt.date, as_of: dt.date) -> tuple[bool, int]:
    """Whether a day is past, and how many days away."""
    away = (day - as_of).days
    return away < 0, abs(away)


def join_events(files: Sequence[bytes], *, most: int, as_of: dt.date) -> tuple[WrittenEvent, ...]:
    """The nearest events of several files that `write_calendar` wrote. Only those of a day that is
    near enough are taken out: a nation's files have twenty times as many."""
    days = [_DAYS.findall(file) for file in files]
    ranks = {day: _away(dt.date.fromisoformat(day.decode()), as_of) for of in days for day in of}
    last = sorted(ranks[day] for of in days for day in of)[:most][-1:]
    events = (
        WrittenEvent(dt.date.fromisoformat(day.decode()), content)
        for file, of in zip(files, days, strict=True)
        for day, content in zip(of, _events(file), strict=True)
        if [ranks[day]] <= last
    )
    return nearest(events, most=most, as_of=as_of)


def _events(file: bytes) -> Iterator[bytes]:
    for event in file.removesuffix(_END).split(_BEGIN)[1:]:
        yield b"BEGIN:VEVENT\r\n%b\r\n" % event.removesuffix(b"\r\n")


def write_calendar(head: Head, events: Sequence[WrittenEvent]) -> bytes:
    """A calendar with its events in the order of their days."""
    ordered = sorted(events, key=lambda event: (event.day, event.content))
    top = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT.format(head.tag.upper())}",
        "CALSCALE:GREGORIAN",
        f"NAME:{_text(head.title)}",
        f"X-WR-CALNAME:{_text(head.title)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
        f"SOURCE;VALUE=URI:{head.url}",
        f"URL:{head.page}",
    )
    return _folded(top) + b"".join(event.content for event in ordered) + _END
