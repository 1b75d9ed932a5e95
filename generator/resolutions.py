"""Where a committee's meetings and resolutions stand on a day, and what its record shows to be open.

What happens after the day is not known on it: a meeting of tomorrow is planned, and neither closes a
resolution nor says anything of it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from generator.committees import (
    CommitteeEntry,
    Concern,
    MeetingEntry,
    MeetingState,
    Note,
    Resolution,
    ResolutionEntry,
)
from generator.fields import Text

# Held meetings without a word of an open resolution, above which that is a finding.
MOST_SILENT = 2


@dataclass(frozen=True)
class Named:
    """What a resolution or a committee names of a plan, as its plan knows it. `about`: the id of the
    resolution, empty for the committee's own record; `item`: the id as written, `None` for the plan;
    `cite`, `name`: its number and its words; `address`: where it stands, `None` where there is none."""

    committee: str
    about: str
    item: str | None
    cite: str
    name: Text | None
    address: str | None


@dataclass(frozen=True)
class Met:
    """A meeting on a day. `unmarked`: its day is over, and the record still calls it planned."""

    entry: MeetingEntry
    state: MeetingState
    unmarked: bool = False


@dataclass(frozen=True)
class Tracked:
    """A resolution on a day. `age_meetings`: meetings held since it was resolved, to the one that
    closed it or to the day, `None` where that meeting is not recorded; `age_days`: likewise in days;
    `overdue`: days since its deadline, zero
    unless it is open and late; `silent`: meetings held since the last word of it."""

    entry: ResolutionEntry
    is_open: bool
    age_meetings: int | None
    age_days: int | None
    overdue: int
    silent: int
    notes: tuple[Note, ...]
    decided: Note | None

    @property
    def resolution(self) -> Resolution:
        """As recorded."""
        return self.entry.resolution


@dataclass(frozen=True)
class CommitteeOnDay:
    """A committee as it is known on a day."""

    entry: CommitteeEntry
    as_of: dt.date

    @cached_property
    def meetings(self) -> tuple[Met, ...]:
        """All meetings, the oldest first."""
        return tuple(self._met(one) for one in self.entry.meetings)

    def _met(self, one: MeetingEntry) -> Met:
        state = one.meeting.state
        if state == "held" and one.day > self.as_of:
            return Met(one, "planned")
        return Met(one, state, unmarked=state == "planned" and one.day < self.as_of)

    @cached_property
    def held(self) -> tuple[dt.date, ...]:
        """The days of the meetings that were held, the first first."""
        return tuple(met.entry.day for met in self.meetings if met.state == "held")

    def held_before(self, day: dt.date) -> dt.date | None:
        """The last meeting that was held before a day."""
        return max((one for one in self.held if one < day), default=None)

    @property
    def coming(self) -> Met | None:
        """The next meeting that is planned."""
        planned = (m for m in self.meetings if m.state == "planned" and m.entry.day >= self.as_of)
        return next(planned, None)

    @cached_property
    def resolutions(self) -> tuple[Tracked, ...]:
        """Open ones first: the longest overdue, then by deadline, then by age; then closed ones, the
        last closed first."""
        known = (one for one in self.entry.resolutions if one.resolution.meeting <= self.as_of)
        return tuple(sorted((self._tracked(one) for one in known), key=_order))

    @property
    def concerns(self) -> Iterator[tuple[str, Concern]]:
        """What the committee, and the resolutions known on the day, name of plans; with the id of the
        resolution, empty for the committee's own record."""
        known = {one.entry.id for one in self.resolutions}
        return (one for one in concerns_of(self.entry) if not one[0] or one[0] in known)

    def open_before(self, day: dt.date) -> tuple[Tracked, ...]:
        """The resolutions of earlier meetings that were still open when the meeting of a day began."""
        return tuple(
            one
            for one in self.resolutions
            if one.resolution.meeting < day
            and (one.is_open or (one.decided is not None and one.decided.meeting >= day))
        )

    def _tracked(self, entry: ResolutionEntry) -> Tracked:
        resolution, as_of = entry.resolution, self.as_of
        decided = resolution.decided
        if decided and decided.meeting > as_of:
            decided = None
        # One that the record closes without its meeting was closed at some time: not open now.
        later = resolution.decided is not None and decided is None
        is_open = resolution.state == "tracked" or later
        notes = tuple(
            sorted((n for n in resolution.notes if n.meeting <= as_of), key=lambda n: n.meeting)
        )
        end = as_of if is_open else decided.meeting if decided else None
        since = [day for day in self.held if end and resolution.meeting < day <= end]
        last = max([resolution.meeting, *(note.meeting for note in notes)])
        deadline = resolution.deadline
        late = (as_of - deadline).days if is_open and deadline else 0
        return Tracked(
            entry=entry,
            is_open=is_open,
            age_meetings=len(since) if end else None,
            age_days=(end - resolution.meeting).days if end else None,
            overdue=max(late, 0),
            silent=sum(1 for day in self.held if last < day <= as_of) if is_open else 0,
            notes=notes,
            decided=decided,
        )


def _order(one: Tracked) -> tuple[object, ...]:
    resolution = one.resolution
    if not one.is_open:
        closed = one.decided.meeting if one.decided else resolution.meeting
        return True, -closed.toordinal(), 0, one.entry.id
    deadline = resolution.deadline or dt.date.max
    return False, -one.overdue, deadline.toordinal(), resolution.meeting.toordinal(), one.entry.id


def concerns_of(entry: CommitteeEntry) -> Iterator[tuple[str, Concern]]:
    """Everything that a committee names of plans, with the id of the resolution, empty for its own
    record."""
    for concern in entry.committee.stated:
        yield "", concern
    for one in entry.resolutions:
        for concern in one.resolution.concerns:
            yield one.id, concern


def tracked_of(
    committees: Iterable[CommitteeOnDay], address: str
) -> Iterator[tuple[CommitteeOnDay, Tracked, tuple[str | None, ...]]]:
    """The resolutions that concern the plan at an address, with the ids of its items that each names
    (`None`: the whole plan)."""
    for committee in committees:
        for tracked in committee.resolutions:
            concerns = tracked.resolution.concerns
            items = tuple(one.item for one in concerns if one.address == address)
            if items:
                yield committee, tracked, items
