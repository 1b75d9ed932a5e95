"""A committee's calendar: its meetings, and the deadlines of what it resolved and has not closed.

Each says where it stands on the as-of date, in the words of the committee's own pages.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.addresses import page_url
from generator.committees import CommitteeEntry
from generator.exports.calendars import DueEvent, write_calendar, write_event
from generator.exports.following import head_of, host_of
from generator.exports.plan_in_language import marked, one_line
from generator.fields import Text
from generator.language import Language
from generator.pages.page import shorten
from generator.pages.parts import Files, Leftovers, Part
from generator.pages.resolutions import (
    meeting_address,
    overdue_state,
    resolution_address,
    resolution_state,
)
from generator.regions import CommitteeKey, Holdings
from generator.resolutions import CommitteeOnDay
from generator.subscriptions import offered
from generator.vocabulary import Site

_LONGEST_NAME = 80


@dataclass(frozen=True, kw_only=True)
class CommitteeCalendars:
    """The calendars of all committees in one language; none of one without a meeting."""

    site: Site
    holdings: Holdings
    as_of: dt.date
    language: Language

    def parts(self) -> Iterator[Part]:
        """One of each committee."""
        for key in self.holdings.committees:
            if key.meetings:
                yield Part(
                    name=f"{self.language.code}:follow:{key.address}",
                    make=lambda left, key=key: self._files(key, left),  # type: ignore[misc]
                    committees=(key.id,),
                    also=str(key.fictional),
                )

    def _files(self, key: CommitteeKey, left: Leftovers) -> Files:
        entry, language = left.committee(key.id), self.language
        name = language.plain(entry.committee.name)
        (one,) = offered("committee", key.address, name=name, language=language)
        head = head_of(
            one, key.address, site=self.site, language=language, day=self.as_of,
            fictional=key.fictional,
        )  # fmt: skip
        events = [
            write_event(
                event,
                uid=f"{key.id}.{event.key}.{language.code}@{host_of(self.site)}",
                changed=self.as_of,
                tag=language.tag,
            )
            for event in self._events(entry, fictional=key.fictional)
        ]
        return Files(((f"{language.prefix}{one.address}", write_calendar(head, events)),))

    def _events(self, entry: CommitteeEntry, *, fictional: bool) -> Iterator[DueEvent]:
        on_day, word = CommitteeOnDay(entry, self.as_of), self.language.word
        name = self._plain(entry.committee.name)
        for met in on_day.meetings:
            meeting, state = met.entry.meeting, word(f"meeting.state-{met.state}")
            what = word("meeting.event", name=name, n=meeting.number, state=state)
            told = [self._plain(line) for line in (meeting.place, meeting.why) if line]
            told += (
                f"{word(f'agenda.{one.kind}')}: {self._plain(one.text)}" for one in meeting.agenda
            )
            yield DueEvent(
                key=f"meeting-{meeting.number}",
                day=met.entry.day,
                summary=marked(what, fictional=fictional, language=self.language),
                description="\n".join(told),
                url=page_url(self.site, self.language, meeting_address(entry, met.entry.day)),
            )
        for tracked in on_day.resolutions:
            if tracked.is_open and tracked.resolution.deadline:
                text = self._plain(tracked.resolution.text)
                what = word("resolution.event", text=shorten(text, _LONGEST_NAME))
                late = overdue_state(tracked, self.language)
                states = (resolution_state(tracked, self.language), *([late] if late else []))
                yield DueEvent(
                    key=f"resolution-{tracked.entry.id}",
                    day=tracked.resolution.deadline,
                    summary=marked(what, fictional=fictional, language=self.language),
                    description="\n".join(
                        [name, text, self.language.join(state.word for state in states)]
                    ),
                    url=page_url(
                        self.site, self.language, resolution_address(entry, tracked.entry.id)
                    ),
                )

    def _plain(self, text: Text) -> str:
        return one_line(self.language.plain(text))
