"""Resolutions as pages show them: with their age, deadline and state, beside what they concern too."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.committees import CommitteeEntry, Concern, Note
from generator.fields import Text
from generator.language import Language
from generator.pages.page import phrase
from generator.pages.part import ResolutionLink
from generator.pages.states import StateView
from generator.resolutions import CommitteeOnDay, Named, Tracked, tracked_of
from generator.summary import PlanSummary


@dataclass(frozen=True)
class MeetingLink:
    """A meeting as it is spoken of: `第 3 次會議`, its day, its page."""

    name: str
    day: dt.date
    address: str


@dataclass(frozen=True)
class NoteView:
    """What was said at a meeting."""

    meeting: MeetingLink
    text: Text


@dataclass(frozen=True)
class ConcernView:
    """What a resolution concerns; `address` is `None` where it does not stand on this site."""

    plan: Text
    label: Text
    address: str | None


@dataclass(frozen=True)
class ResolutionView:
    """A resolution in full. `age`: how many meetings and days it is or was on the list, if known; `late`: by
    how many days it is overdue, if it is."""

    id: str
    tracked: Tracked
    text: Text
    state: StateView
    late: StateView | None
    age: str | None
    lead: Text
    supporting: tuple[Text, ...]
    meeting: MeetingLink
    notes: tuple[NoteView, ...]
    decided: NoteView | None
    concerns: tuple[ConcernView, ...]
    address: str


def register_address(committee: CommitteeEntry) -> str:
    """`committees/demo/resolutions/`."""
    return f"{committee.address}resolutions/"


def resolution_address(committee: CommitteeEntry, id_: str) -> str:
    """The address of a resolution within its register."""
    return f"{register_address(committee)}#r-{id_}"


def meeting_address(committee: CommitteeEntry, day: dt.date) -> str:
    """`committees/demo/meetings/2026-09-30/`."""
    return f"{committee.address}meetings/{day}/"


def resolution_state(tracked: Tracked, language: Language) -> StateView:
    """繼續列管, 解除列管."""
    if tracked.is_open:
        return StateView("under-way", language.word("resolution.tracked"))
    return StateView("done", language.word("resolution.closed"))


def overdue_state(tracked: Tracked, language: Language) -> StateView | None:
    """By how many days it is overdue, if it is."""
    if not tracked.overdue:
        return None
    return StateView("overdue", language.word("resolution.overdue", n=tracked.overdue))


@dataclass(frozen=True)
class Resolved:
    """The resolutions that concern a plan, open ones first, and those of each item, by its id."""

    links: tuple[ResolutionLink, ...]
    by_item: Mapping[str, tuple[ResolutionLink, ...]]


def resolved_of(committees: Sequence[CommitteeOnDay], address: str, language: Language) -> Resolved:
    """What these committees resolved about the plan at `address`."""
    found = [
        (_link(committee, tracked, language), items)
        for committee, tracked, items in tracked_of(committees, address)
    ]
    found.sort(key=lambda one: not one[0].is_open)
    ids = dict.fromkeys(item for _, items in found for item in items if item)
    by_item = {id_: tuple(link for link, items in found if id_ in items) for id_ in ids}
    return Resolved(tuple(link for link, _ in found), by_item)


def _link(committee: CommitteeOnDay, tracked: Tracked, language: Language) -> ResolutionLink:
    entry, resolution = committee.entry, tracked.resolution
    return ResolutionLink(
        text=resolution.text,
        address=resolution_address(entry, tracked.entry.id),
        is_open=tracked.is_open,
        state=resolution_state(tracked, language),
        late=overdue_state(tracked, language),
        committee=entry.committee.name,
        committee_address=entry.address,
        lead=resolution.lead,
        deadline=resolution.deadline,
    )


@dataclass(frozen=True)
class ResolutionViews:
    """The resolutions of one committee in one language. `plans`: in short, of those it names and
    that are held, by address."""

    committee: CommitteeOnDay
    plans: Mapping[str, PlanSummary]
    languages: Mapping[str, Language]
    language: Language

    @property
    def entry(self) -> CommitteeEntry:
        """The committee."""
        return self.committee.entry

    def meeting(self, day: dt.date) -> MeetingLink:
        """The meeting of a day."""
        (one,) = (met for met in self.committee.meetings if met.entry.day == day)
        name = self.language.word("meeting.nth", n=one.entry.meeting.number)
        return MeetingLink(name, day, meeting_address(self.entry, day))

    def note(self, note: Note) -> NoteView:
        """What was said at a meeting."""
        return NoteView(self.meeting(note.meeting), note.text)

    def concern(self, about: str, concern: Concern) -> ConcernView:
        """What the committee, or one of its resolutions, names of a plan."""
        plan = self.plans.get(concern.address)
        named = self._named(about, concern, plan) if plan else None
        if plan is None or named is None:
            return ConcernView(Text(zh=concern.plan), _as_written(concern), None)
        if named.item is None:
            return ConcernView(
                plan.title, phrase("resolution.whole-plan", self.languages), named.address
            )
        if named.name is None:
            return ConcernView(plan.title, _as_written(concern), named.address)
        return ConcernView(plan.title, _numbered(named.cite, named.name), named.address)

    def _named(self, about: str, concern: Concern, plan: PlanSummary) -> Named | None:
        key = self.entry.id, about, concern.item
        return next((n for n in plan.named if (n.committee, n.about, n.item) == key), None)

    def missing(self) -> tuple[tuple[str, Concern], ...]:
        """What is named and stands nowhere on this site."""
        return tuple(
            (about, concern)
            for about, concern in self.committee.concerns
            if self.concern(about, concern).address is None
        )

    def view(self, tracked: Tracked) -> ResolutionView:
        """A resolution in full."""
        word, resolution = self.language.word, tracked.resolution
        age = (
            word("resolution.age-meetings", n=tracked.age_meetings),
            word("resolution.age-days", n=tracked.age_days),
        )
        known = tracked.age_days is not None
        return ResolutionView(
            id=tracked.entry.id,
            tracked=tracked,
            text=resolution.text,
            state=resolution_state(tracked, self.language),
            late=overdue_state(tracked, self.language),
            age=self.language.join(age) if known else None,
            lead=resolution.lead,
            supporting=resolution.supporting,
            meeting=self.meeting(resolution.meeting),
            notes=tuple(map(self.note, tracked.notes)),
            decided=self.note(tracked.decided) if tracked.decided else None,
            concerns=tuple(self.concern(tracked.entry.id, one) for one in resolution.concerns),
            address=resolution_address(self.entry, tracked.entry.id),
        )


def _as_written(concern: Concern) -> Text:
    written = concern.named[0] if concern.named else concern.plan
    return Text(zh=written, en=written if written.isascii() else None)


def _numbered(cite: str, name: Text) -> Text:
    en = f"{cite} {name.en}".strip() if name.en else None
    return Text(zh=f"{cite} {name.zh}".strip(), en=en)
