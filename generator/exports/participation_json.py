"""What people asked and were told, and consultations, as JSON values on the as-of date."""

import datetime as dt

from generator.answers import Asked, Held, Told, known_consultations, known_questions
from generator.consultations import Theme
from generator.exports.plain import Json, day_json, text_json, whole_json


def _question(told: Told) -> Json:
    one, answered = told.question, told.state == "answered"
    return {
        "id": one.id,
        "number": one.number,
        "item": one.item,
        "asked": one.asked.isoformat(),
        "question": text_json(one.question),
        "due": day_json(told.due),
        "state": told.state,
        "days_overdue": str(told.days) if told.state == "overdue" else None,
        "answered": day_json(one.answered) if answered else None,
        "answer": text_json(one.answer) if answered else None,
        "by": text_json(one.by) if answered else None,
        "changed": text_json(one.changed) if answered else None,
    }


def _said(theme: Theme) -> Json:
    return {
        "text": text_json(theme.theme),
        "count": whole_json(theme.count),
        "withheld": theme.withheld,
    }


def _consultation(held: Held) -> Json:
    one, standing = held.consultation, held.standing
    answered = standing.is_answered
    return {
        "id": held.consulted.anchor,
        "number": held.consulted.number,
        "page": f"consultations/{held.consulted.id}/",
        "title": text_json(one.title),
        "opened": one.opens.isoformat(),
        "closed": one.closes.isoformat(),
        "state": standing.state,
        "due": day_json(standing.due),
        "days_overdue": str(standing.days) if standing.state == "overdue" else None,
        "asked": text_json(one.question),
        "said": [_said(theme) for theme in (standing.answers.themes if standing.answers else ())],
        "answered": day_json(one.answered) if answered else None,
        "done": text_json(one.decided) if answered else None,
    }


def participation_json(asked: Asked, as_of: dt.date) -> Json:
    """The two lists of a plan's JSON, newest first."""
    return {
        "questions": [_question(one) for one in known_questions(asked, as_of)],
        "consultations": [_consultation(one) for one in known_consultations(asked, as_of)],
    }
