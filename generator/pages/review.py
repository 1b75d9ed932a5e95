"""A plan before a committee's meeting, in the order such a meeting works.

What is late or behind with reason and response, what was changed within a year, what the document
leaves open. Shows what others have judged.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.asks import ATTENTION, measures_to_review, to_review
from generator.fields import Text
from generator.language import Language
from generator.pages.changes import ChangeRow
from generator.pages.items import FindingView, GoalView, MeasureView
from generator.pages.kpi import KpiView
from generator.pages.page import Crumb, Page, phrase
from generator.pages.part import ResolutionLink
from generator.pages.progress import ClockRow, ProgressView, ProgressViews
from generator.pages.questions import Published
from generator.pages.since import SinceView
from generator.pages.states import ORDER, never_reported
from generator.plan_progress import PlanProgress
from generator.progress import Progress
from generator.summary import PlanSummary

RECENT = dt.timedelta(days=366)


@dataclass(frozen=True)
class ReviewRow:
    """One indicator's year that needs talking about; `order` sorts the most pressing first.

    `working`: of each state that is the reason for it, the arithmetic with its names.
    """

    number: str
    name: Text
    address: str
    view: ProgressView
    working: tuple[ClockRow, ...]
    order: int


def _rows(
    kpis: Sequence[KpiView], progress: PlanProgress, language: Language
) -> tuple[ReviewRow, ...]:
    views = ProgressViews(progress, language)
    by_id = {kpi.kpi.id: kpi for kpi in kpis}
    urgent = sorted(to_review(progress), key=_urgency)
    return tuple(_row(by_id[row.kpi.id], views.of(row), n) for n, row in enumerate(urgent))


def _urgency(row: Progress) -> tuple[int, int]:
    """By the gravest of a year's states, then the longest overdue."""
    verdicts = [one for one in (row.verdict, row.freshness) if one]
    gravest = min(ORDER.index(one.code) for one in verdicts if one.code in ATTENTION)
    return gravest, -max(one.days or 0 for one in verdicts)


def _row(kpi: KpiView, view: ProgressView, order: int) -> ReviewRow:
    working = tuple(
        clock for clock in view.clocks if clock.working and clock.state.code in ATTENTION
    )
    return ReviewRow(kpi.number, kpi.name, kpi.address, view, working, order)


def _measures(goals: Sequence[GoalView], progress: PlanProgress) -> tuple[MeasureView, ...]:
    wanted = measures_to_review(progress)
    return tuple(measure for goal in goals for measure in goal.measures if measure.id in wanted)


def review_page(
    *,
    summary: PlanSummary,
    progress: PlanProgress,
    kpis: Sequence[KpiView],
    goals: Sequence[GoalView],
    all_changes: Sequence[ChangeRow],
    findings: Sequence[FindingView],
    given: Published,
    since: SinceView | None,
    resolutions: Sequence[ResolutionLink],
    as_of: dt.date,
    held: bool,
    crumbs: tuple[Crumb, ...],
    languages: Mapping[str, Language],
    language: Language,
) -> Page:
    """The page that a committee member prepares a meeting with, and prints."""
    address = f"{summary.address}review/"
    rows = _rows(kpis, progress, language)
    changes: tuple[ChangeRow, ...] = tuple(
        row for row in all_changes if as_of - row.entry.date <= RECENT
    )
    return Page(
        address=address,
        template="review.html",
        title=language.word("review.of", title=language.plain(summary.title)),
        head_title=language.word(
            "review.head", agency=language.plain(summary.agency_name),
            title=language.plain(summary.title),
        ),
        description=language.word(
            "review.description", agency=language.plain(summary.agency_name),
            period=language.short_period(summary.period),
        ),
        section="review",
        crumbs=(*crumbs, Crumb(phrase("review.title", languages), address)),
        context={
            "summary": summary,
            "held": held,
            "day": language.day(as_of),
            "rows": rows,
            "never_reported": never_reported(
                Counter(one.code for row in rows for one in (row.view.state, row.view.late) if one)
            ),
            "measures": _measures(goals, progress),
            "changes": changes,
            "findings": findings,
            "given": given,
            "since": since,
            "resolutions": resolutions,
        },
        changed=summary.changed,
        fictional=summary.fictional,
    )  # fmt: skip
