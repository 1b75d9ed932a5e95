"""A committee's calendar: its meetings, and the deadlines of what it resolved and has not closed.

Each says where it stands on the as-of date, in the words of the committee's own pages.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.addresses import page_url
from generator.exports.calendars import DueEvent
from generator.exports.plan_in_language import marked, one_line
from generator.fields import Text
from generator.language import Language
from generator.pages.page import shorten
from generator.pages.resolutions import (
    meeting_address,
    overdue_state,
    resolution_address,
    resolution_state,
)
from generator.resolutions import CommitteeOnDay
from generator.vocabulary import Site

_LONGEST_NAME = 80


@dataclass(frozen=True)
class CommitteeEvents:
    """The events of one committee in one language."""

    site: Site
    on_day: CommitteeOnDay
    language: Language
    fictional: bool

    def events(self) -> Iterator[DueEvent]:
        """Every event, in no order."""
        on_day, word, fictional = self.on_day, self.language.word, self.fictional
        entry = on_day.entry
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
