"""What people asked and were told, and consultations, as JSON values on the as-of date."""

import datetime as dt

from generator.answers import Held, Told, known_consultations, known_questions
from generator.exports.plain import Json, text_json
from generator.participation import Participation


def _question(told: Told) -> Json:
    one, answered = told.question, told.state == "answered"
    return {
        "id": one.id,
        "number": one.number,
        "item": one.item,
        "asked": one.asked.isoformat(),
        "question": text_json(one.question),
        "due": one.due.isoformat() if one.due else None,
        "state": told.state,
        "days_overdue": str(told.days) if told.state == "overdue" else None,
        "answered": one.answered.isoformat() if answered and one.answered else None,
        "answer": text_json(one.answer) if answered else None,
        "by": text_json(one.by) if answered else None,
        "changed": text_json(one.changed) if answered else None,
    }


def _consultation(held: Held) -> Json:
    one, open_ = held.consultation, held.state == "open"
    return {
        "id": one.id,
        "number": one.number,
        "title": text_json(one.title),
        "opened": one.opened.isoformat(),
        "closed": one.closed.isoformat(),
        "state": held.state,
        "asked": text_json(one.asked),
        "said": [
            {"text": text_json(said.text), "count": None if said.count is None else str(said.count)}
            for said in (() if open_ else one.said)
        ],
        "done": text_json(one.done) if held.state == "done" else None,
    }


def participation_json(participation: Participation, as_of: dt.date) -> Json:
    """The two lists of a plan's JSON, newest first."""
    return {
        "questions": [_question(one) for one in known_questions(participation, as_of)],
        "consultations": [_consultation(one) for one in known_consultations(participation, as_of)],
    }
