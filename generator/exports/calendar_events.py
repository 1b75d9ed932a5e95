"""The days of a plan, as events of a calendar: reports due, ends of measures, milestones, ends of
indicators' years and of the plan, answers due, consultations.

Each says where it stands on the as-of date, in the words of the plan's own pages.
"""

import calendar
import datetime as dt
from collections.abc import Iterator

from generator.aims import Aim
from generator.answers import known_consultations, known_questions
from generator.exports.calendars import DueEvent
from generator.exports.plan_in_language import PlanInLanguage, one_line
from generator.pages.consultation_states import consultation_state
from generator.pages.page import shorten
from generator.pages.questions import question_state
from generator.pages.states import StateView, verdict_view
from generator.pages.targets import shown_target
from generator.periods import Month
from generator.progress import Progress, freshness

_LONGEST_NAME = 80


def last_day(month: Month) -> dt.date:
    """The last day of a month."""
    return dt.date(month.year, month.month, calendar.monthrange(month.year, month.month)[1])


class PlanEvents:
    """The events of one plan in one language."""

    def __init__(self, view: PlanInLanguage) -> None:
        self._view = view
        self._word = view.language.word

    def events(self) -> Iterator[DueEvent]:
        """Every event, in no order."""
        yield from self._plan()
        yield from self._measures()
        yield from self._kpis()
        yield from self._questions()
        yield from self._consultations()

    def _event(
        self,
        key: str,
        day: dt.date,
        what: str,
        *,
        about: list[str],
        state: StateView | None,
        address: str,
    ) -> DueEvent:
        """`about`: lines that stand before the state."""
        view, url = self._view, self._view.url(address)
        as_of = view.language.day(view.as_of)
        lines = list(about)
        lines += [self._word("due.state", state=state.word, day=as_of)] if state else []
        return DueEvent(key, day, view.title(what), "\n".join([*lines, url]), url)

    def _name(self, text: str) -> str:
        return shorten(text, _LONGEST_NAME)

    def _plan(self) -> Iterator[DueEvent]:
        view, word = self._view, self._word
        held = [entry.report.as_of for entry in view.progress.book.reports]
        for due in view.plan.calendar.dues if view.plan.calendar else ():
            verdict = freshness((due,), held=held, final=False, as_of=view.as_of)
            state = (
                verdict_view(verdict, view.language)
                if verdict
                else StateView("reported", word("due.reported"))
            )
            yield self._event(
                f"due.{due.as_of}", due.due, word("due.report", day=view.language.day(due.as_of)),
                about=[], state=state, address=f"{view.summary.address}#progress",
            )  # fmt: skip
        yield self._event(
            "end", view.plan.period.end, word("due.plan"),
            about=[view.plain(view.plan.title)], state=None, address=view.summary.address,
        )  # fmt: skip

    def _measures(self) -> Iterator[DueEvent]:
        view = self._view
        for _, measure in view.plan.measures:
            if measure.schedule and measure.schedule.last:
                name = view.plain(measure.text)
                yield self._event(
                    f"measure.{measure.id}", last_day(measure.schedule.last),
                    self._word("due.measure", name=self._name(name)), about=[name],
                    state=verdict_view(view.progress.measures[measure.id].verdict, view.language),
                    address=f"{view.summary.address}#{measure.id}",
                )  # fmt: skip

    def _kpis(self) -> Iterator[DueEvent]:
        for rows in self._view.progress.kpis.values():
            for progress in rows:
                if progress.aim:
                    yield self._kpi(progress, progress.aim)

    def _kpi(self, progress: Progress, aim: Aim) -> DueEvent:
        """The day of a milestone, else the end of the target's year."""
        view, word, target = self._view, self._word, aim.target
        name = view.plain(progress.kpi.name)
        figure, text = shown_target(progress, view.language)
        shown = figure or (view.plain(text) if text else None)
        milestone = target.milestone
        what = (
            word("due.milestone", name=self._name(name))
            if milestone
            else word("due.kpi", name=self._name(name), year=view.language.year(target.year))
        )
        about = [name]
        about += [view.plain(milestone.text)] if milestone else []
        about += [word("kpi.target-short", target=one_line(shown))] if shown else []
        return self._event(
            f"kpi.{progress.kpi.id}.{target.year}", milestone.by if milestone else target.end, what,
            about=about, state=verdict_view(progress.verdict, view.language),
            address=f"{view.summary.address}kpi/{progress.kpi.id}/",
        )  # fmt: skip

    def _questions(self) -> Iterator[DueEvent]:
        view = self._view
        for told in known_questions(view.asked, view.as_of):
            if told.due:
                yield self._event(
                    f"answer.{told.question.id}", told.due,
                    self._word("due.answer", number=told.question.number),
                    about=[view.plain(told.question.question)],
                    state=question_state(told, view.language),
                    address=f"{view.questions}#{told.question.id}",
                )  # fmt: skip

    def _consultations(self) -> Iterator[DueEvent]:
        view, word = self._view, self._word
        for held in known_consultations(view.asked, view.as_of):
            one, anchor = held.consultation, held.consulted.anchor
            name = self._name(view.plain(one.title))
            days = [
                ("opens", one.opens, word("due.opens", name=name)),
                ("closes", one.closes, word("due.closes", name=name)),
            ]
            days += [
                (f"meets.{number}", meeting.day, word("due.meets", name=name))
                for number, meeting in enumerate(one.ways.meetings, 1)
            ]
            if due := held.standing.due:
                days.append(("decides", due, word("due.decides", name=name)))
            for key, day, what in days:
                yield self._event(
                    f"{key}.{anchor}", day, what, about=[view.plain(one.question)],
                    state=consultation_state(held.standing, view.language),
                    address=f"{view.questions}#{anchor}",
                )  # fmt: skip
