"""Which questions and consultations are known on a day, and which of them still wait.

What happened after the day is not known on it: an answer of tomorrow is no answer yet.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from generator.consultations import Answers, Consultation
from generator.participation import Participation, Question
from generator.vocabulary import AnswerDays

State = Literal["planned", "open", "closed", "overdue", "answered"]


@dataclass(frozen=True)
class Told:
    """A question on a day. `due`: when an answer is due, `None` where no day is set; `by_rule`:
    whether this site's own rule set it; `days`: how long it is overdue, zero unless it is."""

    question: Question
    state: Literal["answered", "waiting", "overdue"]
    due: dt.date | None = None
    by_rule: bool = False
    days: int = 0


@dataclass(frozen=True)
class Standing:
    """A consultation on a day: made known and not yet open, open, closed and its decision awaited or
    overdue by `days`, or answered. `due` and `by_rule` as of a question, of the decision."""

    consultation: Consultation
    state: State
    due: dt.date | None = None
    by_rule: bool = False
    days: int = 0

    @property
    def answers(self) -> Answers | None:
        """What came in, once it is closed."""
        return None if self.state in ("planned", "open") else self.consultation.answers

    @property
    def is_answered(self) -> bool:
        """Whether the decision was told by the day."""
        return self.state == "answered"


@dataclass(frozen=True)
class Consulted:
    """A consultation as one of its plans knows it. `id`: of its own page; `anchor`: on the page of
    the plan's questions; `number`: as printed there."""

    id: str
    anchor: str
    number: str
    consultation: Consultation


@dataclass(frozen=True)
class Held:
    """A consultation of a plan, on a day."""

    consulted: Consulted
    standing: Standing

    @property
    def consultation(self) -> Consultation:
        """Its record."""
        return self.consulted.consultation


@dataclass(frozen=True)
class Asked:
    """Everything that was published of what people asked about a plan, and was asked of them.
    `within`: the days that this site's rule gives for answers."""

    participation: Participation = field(default_factory=Participation)
    consultations: tuple[Consulted, ...] = ()
    within: AnswerDays = field(default_factory=AnswerDays)


NOBODY_ASKED = Asked()


def concerning(
    consultations: Iterable[tuple[str, Consultation]], plan: str
) -> tuple[Consulted, ...]:
    """The consultations, given with their ids, that are about a plan (`demo/2025`)."""
    return tuple(
        Consulted(id_, one.anchor, one.number, consultation)
        for id_, consultation in consultations
        for one in consultation.plans
        if one.plan == plan
    )


def _due(
    set_day: dt.date | None, since: dt.date, within: int | None
) -> tuple[dt.date | None, bool]:
    """The day that was set, else the one of this site's rule; and whether it is the latter."""
    if set_day or within is None:
        return set_day, False
    return since + dt.timedelta(days=within), True


def assess_question(question: Question, as_of: dt.date, within: int | None = None) -> Told:
    """Where a question stands on the day; it is overdue from the day after its due day."""
    due, by_rule = _due(question.due, question.asked, within)
    if question.answered and question.answered <= as_of:
        return Told(question, "answered", due, by_rule)
    late = (as_of - due).days if due else 0
    if late > 0:
        return Told(question, "overdue", due, by_rule, late)
    return Told(question, "waiting", due, by_rule)


def assess_consultation(
    consultation: Consultation, as_of: dt.date, within: int | None = None
) -> Standing:
    """Where a consultation stands on the day. Its last day is a day to take part; the day its
    decision is due is a day to tell it."""
    due, by_rule = _due(consultation.answer_due, consultation.closes, within)
    if as_of < consultation.opens:
        return Standing(consultation, "planned", due, by_rule)
    if as_of <= consultation.closes:
        return Standing(consultation, "open", due, by_rule)
    if consultation.answered and consultation.answered <= as_of:
        return Standing(consultation, "answered", due, by_rule)
    late = (as_of - due).days if due else 0
    if late > 0:
        return Standing(consultation, "overdue", due, by_rule, late)
    return Standing(consultation, "closed", due, by_rule)


def is_known(consultation: Consultation, as_of: dt.date) -> bool:
    """Whether it was made known by the day."""
    return (consultation.announced or consultation.opens) <= as_of


def known_questions(asked: Asked, as_of: dt.date) -> tuple[Told, ...]:
    """Questions asked by the day, the newest first."""
    known = (one for one in asked.participation.questions if one.asked <= as_of)
    newest = sorted(known, key=lambda one: one.asked, reverse=True)
    return tuple(assess_question(one, as_of, asked.within.questions) for one in newest)


def known_consultations(asked: Asked, as_of: dt.date) -> tuple[Held, ...]:
    """Consultations made known by the day, the newest first."""
    known = (one for one in asked.consultations if is_known(one.consultation, as_of))
    newest = sorted(known, key=lambda one: one.consultation.opens, reverse=True)
    within = asked.within.consultations
    return tuple(Held(one, assess_consultation(one.consultation, as_of, within)) for one in newest)
