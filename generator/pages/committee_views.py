"""A committee in one language, as its pages show it: meetings, agendas, resolutions, findings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from generator.cards import Card, committee_card
from generator.committee_findings import CommitteeFinding, find_open_ends
from generator.committees import AGENDA, AgendaItem, MeetingEntry
from generator.fields import Text
from generator.pages.page import Crumb, Page, Subject
from generator.pages.parts import Records
from generator.pages.resolutions import (
    ConcernView,
    MeetingLink,
    NoteView,
    ResolutionView,
    ResolutionViews,
    register_address,
)
from generator.pages.site_in_language import SiteInLanguage
from generator.pages.states import StateView
from generator.regions import CommitteeKey
from generator.resolutions import CommitteeOnDay, Met
from generator.subscriptions import offered

ADDRESS = "committees/"
_MEETING_STATES = {"planned": "not-due", "held": "done", "cancelled": "stopped"}


@dataclass(frozen=True)
class MeetingView:
    """A meeting in a list."""

    link: MeetingLink
    state: StateView
    entry: MeetingEntry
    resolved: int


@dataclass(frozen=True)
class AgendaGroup:
    """The items of one kind, in the order of a meeting."""

    kind: str
    name: str
    items: tuple[AgendaItem, ...]


@dataclass(frozen=True)
class FollowedUp:
    """An earlier resolution at a meeting, and what was said of it there, if anything."""

    resolution: ResolutionView
    said: NoteView | None
    closed: bool


@dataclass(frozen=True)
class FindingLine:
    """A finding of the committee's record and where what it is about stands."""

    finding: CommitteeFinding
    about: str | None
    address: str | None


@dataclass(frozen=True)
class Unit:
    """An office that leads or supports resolutions, with these."""

    id: str
    name: Text
    open: int
    led: tuple[ResolutionView, ...]
    supported: tuple[ResolutionView, ...]


@dataclass(frozen=True)
class ListedCommittee:
    """A committee in the list of all."""

    key: CommitteeKey
    offices: tuple[Text, ...]
    held: int
    coming: MeetingLink | None
    open: int
    overdue: int


class CommitteeViews:
    """A committee as its pages need it, in one language."""

    def __init__(self, view: SiteInLanguage, key: CommitteeKey, left: Records) -> None:
        self.view, self.key, self.language = view, key, view.language
        self.entry = left.committee(key.id)
        self.record = self.entry.committee
        self.name = self.language.plain(self.record.name)
        self.on_day = CommitteeOnDay(self.entry, view.as_of)
        self.plans = {plan: left.summary(plan) for plan in key.plans}
        self._views = ResolutionViews(self.on_day, self.plans, view.languages, view.language)

    @cached_property
    def resolutions(self) -> tuple[ResolutionView, ...]:
        """All of them, open ones first."""
        return tuple(map(self._views.view, self.on_day.resolutions))

    def page(
        self,
        below: str,
        template: str,
        *,
        title: str,
        description: str,
        crumbs: tuple[tuple[str | Text, str], ...],
        context: Mapping[str, object],
    ) -> Page:
        """One of its pages."""
        view, address = self.view, self.entry.address
        own = (
            Crumb(view.words(text) if isinstance(text, str) else text, at) for text, at in crumbs
        )
        return Page(
            address=f"{address}{below}",
            template=template,
            title=title,
            description=description,
            section="review",
            crumbs=(
                view.home,
                Crumb(view.words("committees.title"), ADDRESS),
                Crumb(self.record.name, address),
                *own,
            ),
            context={
                "key": self.key,
                "name": self.record.name,
                "offices": self._offices(),
                "register": register_address(self.entry) if self.key.resolved else None,
                "address": address,
                **context,
            },
            fictional=self.key.fictional,
            subject=Subject(address, self._card()),
            subscriptions=offered(
                "committee",
                address,
                name=self.name,
                language=self.language,
                plans=bool(self.key.meetings),
            ),
        )

    def _card(self) -> Card:
        return committee_card(
            self.entry.address,
            self.record.name,
            self.office_names,
            held=len(self.on_day.held),
            open_=sum(1 for one in self.on_day.resolutions if one.is_open),
            fictional=self.key.fictional,
            language=self.language,
        )

    def _offices(self) -> tuple[tuple[Text, str], ...]:
        agencies = dict(self.view.holdings.agencies)
        return tuple((agencies[id_].name, f"agencies/{id_}/") for id_ in self.key.offices)

    @property
    def office_names(self) -> tuple[Text, ...]:
        """Of the offices whose plans it supervises."""
        return tuple(name for name, _ in self._offices())

    def listed(self) -> ListedCommittee:
        """In the list of all."""
        coming = self.coming()
        return ListedCommittee(
            self.key,
            self.office_names,
            len(self.on_day.held),
            coming.link if coming else None,
            sum(1 for one in self.on_day.resolutions if one.is_open),
            sum(1 for one in self.on_day.resolutions if one.overdue),
        )

    def sentence(self) -> str:
        """How many resolutions are open, late and closed; what is not held where there are none."""
        word = self.language.word
        if not self.resolutions:
            return word("resolution.none")
        still = sum(1 for one in self.on_day.resolutions if one.is_open)
        late = sum(1 for one in self.on_day.resolutions if one.overdue)
        closed = len(self.resolutions) - still
        counts = (
            (still, word("resolution.count-open", n=still)),
            (late, word("resolution.count-overdue", n=late)),
            (closed, word("resolution.count-closed", n=closed)),
        )
        told = self.language.join(words for n, words in counts if n)
        return word("resolution.sentence", day=self.language.day(self.view.as_of), counts=told)

    @property
    def external_share(self) -> str | None:
        """How many of its members are external, of a hundred."""
        seats = self.record.seats
        if seats is None or not seats.members or seats.external is None:
            return None
        return self.language.percent(Decimal(seats.external) / seats.members)

    def meeting(self, met: Met) -> MeetingView:
        """A meeting with its state."""
        state = StateView(
            _MEETING_STATES[met.state], self.language.word(f"meeting.state-{met.state}")
        )
        resolved = sum(1 for one in self.resolutions if one.meeting.day == met.entry.day)
        return MeetingView(self._views.meeting(met.entry.day), state, met.entry, resolved)

    def coming(self) -> MeetingView | None:
        """The next one."""
        coming = self.on_day.coming
        return self.meeting(coming) if coming else None

    def stated(self) -> tuple[ConcernView, ...]:
        """Where plans speak of it."""
        return tuple(self._views.concern("", concern) for concern in self.record.stated)

    def agenda(self, met: Met) -> tuple[AgendaGroup, ...]:
        """Its agenda, item by item under their kinds."""
        items = met.entry.meeting.agenda
        groups = (
            AgendaGroup(kind, self.language.word(f"agenda.{kind}"), own)
            for kind in AGENDA
            if (own := tuple(item for item in items if item.kind == kind))
        )
        return tuple(groups)

    def followed_up(self, met: Met) -> tuple[FollowedUp, ...]:
        """What earlier meetings left open, as this one found it; none where it was cancelled."""
        day = met.entry.day
        if met.state == "cancelled":
            return ()
        views = {view.id: view for view in self.resolutions}
        found = []
        for tracked in self.on_day.open_before(day):
            view = views[tracked.entry.id]
            closed = bool(tracked.decided and tracked.decided.meeting == day)
            said = (
                view.decided
                if closed
                else next((n for n in view.notes if n.meeting.day == day), None)
            )
            found.append(FollowedUp(view, said, closed))
        return tuple(found)

    def findings(self) -> tuple[FindingLine, ...]:
        """What the record leaves open, with what it is about."""
        views = {view.id: view for view in self.resolutions}
        lines = []
        for finding in find_open_ends(self.on_day, self._views.missing()):
            if finding.resolution in views:
                view = views[finding.resolution]
                about, address = view.text, view.address
                lines.append(FindingLine(finding, self.language.plain(about), address))
            elif finding.meeting:
                link = self._views.meeting(finding.meeting)
                lines.append(FindingLine(finding, link.name, link.address))
            else:
                lines.append(FindingLine(finding, None, None))
        return tuple(lines)

    def findings_by_resolution(self) -> Mapping[str, tuple[CommitteeFinding, ...]]:
        """Those of each resolution, by its id."""
        found = [line.finding for line in self.findings()]
        return {
            view.id: tuple(one for one in found if one.resolution == view.id)
            for view in self.resolutions
        }


def units_of(views: Sequence[ResolutionView]) -> tuple[Unit, ...]:
    """The offices that do something, by their names as written, those that lead most first."""
    names = {name.zh: name for view in views for name in (view.lead, *view.supporting)}
    units = []
    for zh, name in names.items():
        led = tuple(view for view in views if view.lead.zh == zh)
        supported = tuple(v for v in views if zh in {one.zh for one in v.supporting})
        units.append((name, led, supported))
    units.sort(key=lambda unit: (-len(unit[1]), unit[0].zh))
    return tuple(
        Unit(
            f"unit-{n}",
            name,
            sum(1 for v in (*led, *supported) if v.tracked.is_open),
            led,
            supported,
        )
        for n, (name, led, supported) in enumerate(units, 1)
    )
