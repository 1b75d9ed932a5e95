"""Meetings to come, for the home page: the next one of each committee that is not fictional."""

import datetime as dt
from dataclasses import dataclass

from generator.fields import Text
from generator.pages.parts import Records
from generator.pages.resolutions import meeting_address
from generator.pages.site_in_language import SiteInLanguage
from generator.resolutions import CommitteeOnDay

_MOST = 5


@dataclass(frozen=True)
class ComingMeeting:
    """A meeting that is planned. `name`: `第 8 次會議`; `place`: where, if that is known; `address`: of
    its page."""

    committee: Text
    name: str
    day: dt.date
    place: Text | None
    address: str


def coming_committees(view: SiteInLanguage) -> tuple[str, ...]:
    """The ids of the committees whose next meeting may be told of; a part that does so names them."""
    return tuple(
        key.id
        for key in view.holdings.committees
        if not key.fictional and any(day >= view.as_of for day in key.meetings)
    )


def coming_meetings(view: SiteInLanguage, left: Records) -> tuple[ComingMeeting, ...]:
    """The first ones to come, the next one first."""
    found = []
    for id_ in coming_committees(view):
        entry = left.committee(id_)
        met = CommitteeOnDay(entry, view.as_of).coming
        if met is not None:
            meeting, day = met.entry.meeting, met.entry.day
            name = view.language.word("meeting.nth", n=meeting.number)
            found.append(
                ComingMeeting(
                    entry.committee.name, name, day, meeting.place, meeting_address(entry, day)
                )
            )
    return tuple(sorted(found, key=lambda one: (one.day, one.address))[:_MOST])
