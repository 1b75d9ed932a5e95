"""What can be followed of a committee: the feed of its meetings and resolutions, and its calendar,
where it has a meeting. Those of the site take what stands in these.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.exports.calendars import write_calendar, write_event
from generator.exports.committee_calendar import CommitteeEvents
from generator.exports.committee_feed import CommitteeEntries
from generator.exports.feeds import newest, write_feed
from generator.exports.following import committee_part, head_of, host_of
from generator.language import Language
from generator.pages.parts import Files, Leftovers, Part
from generator.regions import CommitteeKey, Holdings
from generator.resolutions import CommitteeOnDay
from generator.subscriptions import Head, offered
from generator.vocabulary import Site


@dataclass(frozen=True, kw_only=True)
class CommitteeFiles:
    """The feeds and calendars of all committees in one language."""

    site: Site
    holdings: Holdings
    as_of: dt.date
    language: Language

    def parts(self) -> Iterator[Part]:
        """One of each committee."""
        for key in self.holdings.committees:
            yield Part(
                name=committee_part(key, self.language),
                make=lambda left, key=key: self._files(key, left),  # type: ignore[misc]
                committees=(key.id,),
                also=str(key.fictional),
            )

    def _files(self, key: CommitteeKey, left: Leftovers) -> Files:
        on_day, language = CommitteeOnDay(left.committee(key.id), self.as_of), self.language
        name = language.plain(on_day.entry.committee.name)
        makers = {"feed": self._feed, "calendar": self._calendar}
        made = []
        for one in offered(
            "committee", key.address, name=name, language=language, plans=bool(key.meetings)
        ):
            head = head_of(
                one, key.address, site=self.site, language=language, day=self.as_of,
                fictional=key.fictional,
            )  # fmt: skip
            content = makers[one.kind.id](head, key, on_day)
            made.append((f"{language.prefix}{one.address}", content))
        return Files(tuple(made))

    def _feed(self, head: Head, key: CommitteeKey, on_day: CommitteeOnDay) -> bytes:
        entries = CommitteeEntries(self.site, on_day, self.language, key.fictional).entries()
        return write_feed(head, newest(entries))

    def _calendar(self, head: Head, key: CommitteeKey, on_day: CommitteeOnDay) -> bytes:
        code, host = self.language.code, host_of(self.site)
        events = CommitteeEvents(self.site, on_day, self.language, key.fictional).events()
        return write_calendar(
            head,
            [
                write_event(
                    event,
                    uid=f"{key.id}.{event.key}.{code}@{host}",
                    changed=self.as_of,
                    tag=self.language.tag,
                )
                for event in events
            ],
        )
