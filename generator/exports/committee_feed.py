"""What happened in a committee, as entries of a feed: meetings that were held, and resolutions, each
told anew when it is closed. What is after the as-of date is not told.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.addresses import page_url
from generator.committees import CommitteeEntry
from generator.exports.feeds import FeedEntry
from generator.exports.plan_in_language import marked, one_line
from generator.fields import Text
from generator.language import Language
from generator.pages.page import shorten
from generator.pages.resolutions import meeting_address, resolution_address, resolution_state
from generator.resolutions import CommitteeOnDay, Met, Tracked
from generator.vocabulary import Site

_LONGEST_NAME = 80


@dataclass(frozen=True)
class CommitteeEntries:
    """The entries of one committee in one language."""

    site: Site
    on_day: CommitteeOnDay
    language: Language
    fictional: bool

    def entries(self) -> Iterator[FeedEntry]:
        """Every entry, in no order."""
        for met in self.on_day.meetings:
            if met.state == "held":
                yield self._meeting(met)
        yield from map(self._resolution, self.on_day.resolutions)

    @property
    def _committee(self) -> CommitteeEntry:
        return self.on_day.entry

    def _meeting(self, met: Met) -> FeedEntry:
        word, day = self.language.word, met.entry.day
        resolved = [t for t in self.on_day.resolutions if t.resolution.meeting == day]
        closed = [t for t in self.on_day.resolutions if t.decided and t.decided.meeting == day]
        lines = [
            self._labelled(f"agenda.{item.kind}", self._plain(item.text))
            for item in met.entry.meeting.agenda
        ]
        lines += [
            self._labelled(key, self.language.join(sorted(one.entry.id for one in found)))
            for key, found in (("meeting.resolved", resolved), ("meeting.closed-here", closed))
            if found
        ]
        title = word(
            "meeting.event", name=self._name, n=met.entry.meeting.number,
            state=word("meeting.state-held"),
        )  # fmt: skip
        return self._entry(meeting_address(self._committee, day), met, title, lines)

    def _resolution(self, tracked: Tracked) -> FeedEntry:
        word, resolution = self.language.word, tracked.resolution
        text, id_ = self._plain(resolution.text), tracked.entry.id
        lines = [text, self._labelled("resolution.lead", self._plain(resolution.lead))]
        if resolution.deadline:
            lines.append(
                self._labelled("resolution.deadline", self.language.day(resolution.deadline))
            )
        if tracked.decided:
            lines.append(self._labelled("resolution.closed-by", self._plain(tracked.decided.text)))
        title = word(
            "follow.resolution", name=self._name, number=id_,
            state=resolution_state(tracked, self.language).word, text=shorten(text, _LONGEST_NAME),
        )  # fmt: skip
        return self._entry(resolution_address(self._committee, id_), tracked, title, lines)

    def _entry(self, address: str, what: Met | Tracked, title: str, lines: list[str]) -> FeedEntry:
        if isinstance(what, Met):
            day = what.entry.day
        else:
            day = what.decided.meeting if what.decided else what.resolution.meeting
        return FeedEntry(
            id=page_url(self.site, self.language, address),
            day=day,
            title=marked(title, fictional=self.fictional, language=self.language),
            summary="\n".join(lines),
        )

    @property
    def _name(self) -> str:
        return self._plain(self._committee.committee.name)

    def _labelled(self, key: str, text: str) -> str:
        return self.language.word("follow.labelled", label=self.language.word(key), text=text)

    def _plain(self, text: Text) -> str:
        return one_line(self.language.plain(text))
