"""The page of one meeting: what stands on its agenda, what it follows up, the plans it works on, what
it resolved.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from generator.fields import Text
from generator.language import Language
from generator.pages.committee_views import CommitteeViews, FollowedUp
from generator.pages.page import Page
from generator.pages.papers import files_of
from generator.pages.resolutions import MeetingLink, meeting_address
from generator.pages.states import StateView
from generator.resolutions import Met
from generator.summary import PlanSummary

# What the page shows of the plans that are named.
SEES = frozenset(
    {"named", "title", "agency_name", "since", "questions_waiting", "questions_overdue"}
)


@dataclass(frozen=True)
class FollowedGroup:
    """Earlier resolutions under one heading. `meeting`: that resolved them, if one did."""

    id: str
    title: str
    meeting: MeetingLink | None
    resolutions: tuple[FollowedUp, ...]


@dataclass(frozen=True)
class PlanAtMeeting:
    """A plan that the committee names, on the as-of date. `review`: the address of its review; `since`:
    what that calls its block of changes, with the earlier day, if it has one; `questions`: how many
    wait and are overdue, none where none does; `participation`: where they stand."""

    agency: Text
    title: Text
    review: str
    since: str | None
    questions: tuple[StateView, ...]
    participation: str


def meeting_page(day: dt.date, one: CommitteeViews) -> Page:
    """The page of the committee's meeting of a day."""
    word = one.language.word
    at = [met.entry.day for met in one.on_day.meetings].index(day)
    met, views = one.on_day.meetings[at], [one.meeting(m) for m in one.on_day.meetings]
    shown, told = views[at], one.language.day(day)
    return one.page(
        f"meetings/{day}/",
        "meeting.html",
        title=word("meeting.of", name=one.name, n=met.entry.meeting.number),
        description=word("meeting.description", name=one.name, day=told),
        crumbs=(
            (Text(zh=shown.link.name, en=shown.link.name), meeting_address(one.entry, day)),
        ),
        context={
            "view": shown,
            "unmarked": met.unmarked,
            "agenda": one.agenda(met),
            "files": files_of(one.entry, one.language),
            "followed": tuple(followed_groups(met, one)),
            "plans": () if met.state == "cancelled" else plans_of(one),
            "resolved": tuple(
                view
                for view in one.resolutions
                if met.state == "held" and view.meeting.day == day
            ),
            "findings": tuple(
                replace(line, address=None)
                for line in one.findings()
                if line.finding.meeting == day
            ),
            "previous": views[at - 1] if at else None,
            "following": views[at + 1] if at + 1 < len(views) else None,
        },
    )  # fmt: skip


def followed_groups(met: Met, one: CommitteeViews) -> Iterator[FollowedGroup]:
    """What was open when the meeting began: first what the meeting held before resolved, then what
    is older; each resolution once."""
    word, found = one.language.word, one.followed_up(met)
    before = one.on_day.held_before(met.entry.day)
    last = [row for row in found if row.resolution.meeting.day == before]
    older = [row for row in found if row.resolution.meeting.day != before]
    if last:
        meeting = last[0].resolution.meeting
        yield FollowedGroup("last-resolved", word("meeting.last-resolved"), meeting, tuple(last))
    if older:
        title = word("meeting.older-resolved" if last else "agenda.follow-up")
        yield FollowedGroup("follow-up", title, None, tuple(older))


def plans_of(one: CommitteeViews) -> tuple[PlanAtMeeting, ...]:
    """The plans that the committee names, in the order of their addresses."""
    return tuple(_plan(summary, one.language) for summary in one.plans.values())


def _plan(summary: PlanSummary, language: Language) -> PlanAtMeeting:
    start = summary.since
    said = (
        language.word(f"meeting.since-{start.mark}", day=language.day(start.day)) if start else None
    )
    return PlanAtMeeting(
        agency=summary.agency_name,
        title=summary.title,
        review=f"{summary.address}review/",
        since=said,
        questions=tuple(
            _questions(summary.questions_waiting, summary.questions_overdue, language)
        ),
        participation=f"{summary.address}participation/",
    )  # fmt: skip


def _questions(waiting: int, overdue: int, language: Language) -> Sequence[StateView]:
    states = (
        (overdue, StateView("overdue", language.word("question.count-overdue", n=overdue))),
        (waiting, StateView("due", language.word("question.count-waiting", n=waiting))),
    )
    return [state for n, state in states if n]
