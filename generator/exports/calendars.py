"""Calendars (RFC 5545): all-day events, each written once by the library, and files of them.

A file over several plans takes the plans' events as they were written: a line that begins an event
or names its day can be nothing else, since the library folds what a text holds.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from icalendar import Calendar, Event

from generator.clock import TAIPEI
from generator.subscriptions import Head

# A plan's calendar holds everything; those over several plans what is nearest.
MOST = 1000
_PRODUCT = "-//Lianming//lianming//{}"
# The line break before it is the end of the line before: a folded line begins with a space.
_BEGIN = b"\r\nBEGIN:VEVENT\r\n"
_DAYS = re.compile(rb"\nDTSTART;VALUE=DATE:(\d{8})\r")
_END = b"END:VCALENDAR\r\n"


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
    in_language = {"LANGUAGE": tag}
    written = Event()
    written.add("uid", uid)
    written.add("dtstamp", stamp)
    written.add("dtstart", event.day)
    written.add("summary", event.summary, parameters=in_language)
    written.add("description", event.description, parameters=in_language)
    written.add("url", event.url)
    written.add("transp", "TRANSPARENT")
    return WrittenEvent(event.day, written.to_ical())


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
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT.format(head.tag.upper()))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, head.title)
    calendar.add("url", head.page)
    calendar.add("source", head.url, parameters={"VALUE": "URI"})
    calendar.add("refresh-interval", dt.timedelta(days=1), parameters={"VALUE": "DURATION"})
    ordered = sorted(events, key=lambda event: (event.day, event.content))
    body = b"".join(event.content for event in ordered)
    empty: bytes = calendar.to_ical()
    return empty.removesuffix(_END) + body + _END
