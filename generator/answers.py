"""Which questions and consultations are known on a day, and which of them still wait.

What happened after the day is not known on it: an answer of tomorrow is no answer yet.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from generator.participation import Consultation, Participation, Question


@dataclass(frozen=True)
class Told:
    """A question on a day. `days`: how long it is overdue; zero unless it is."""

    question: Question
    state: Literal["answered", "waiting", "overdue"]
    days: int = 0


@dataclass(frozen=True)
class Held:
    """A consultation on a day: still open, closed without a result yet, or done."""

    consultation: Consultation
    state: Literal["open", "closed", "done"]


def assess_question(question: Question, as_of: dt.date) -> Told:
    """Where a question stands on the day."""
    if question.answered and question.answered <= as_of:
        return Told(question, "answered")
    late = (as_of - question.due).days if question.due else 0
    return Told(question, "overdue", late) if late > 0 else Told(question, "waiting")


def assess_consultation(consultation: Consultation, as_of: dt.date) -> Held:
    """Where a consultation stands on the day; its last day is a day to take part."""
    if as_of <= consultation.closed:
        return Held(consultation, "open")
    return Held(consultation, "done" if consultation.done else "closed")


def known_questions(participation: Participation, as_of: dt.date) -> tuple[Told, ...]:
    """Questions asked by the day, the newest first."""
    known = (one for one in participation.questions if one.asked <= as_of)
    newest = sorted(known, key=lambda one: one.asked, reverse=True)
    return tuple(assess_question(one, as_of) for one in newest)


def known_consultations(participation: Participation, as_of: dt.date) -> tuple[Held, ...]:
    """Consultations opened by the day, the newest first."""
    known = (one for one in participation.consultations if one.opened <= as_of)
    newest = sorted(known, key=lambda one: one.opened, reverse=True)
    return tuple(assess_consultation(one, as_of) for one in newest)
