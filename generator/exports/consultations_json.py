"""All consultations as JSON values: what the page of each shows on the as-of day, whichever plans it
is about. A count that its page withholds stands in no file: it stands in no record either.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from generator.consultations import ChangeMade, Concerned, Consultation, Decision, Theme
from generator.exports.plain import (
    SCHEMA_VERSION,
    Json,
    day_json,
    notice_json,
    text_json,
    whole_json,
)
from generator.language import Language
from generator.pages.consultations import ConsultationRow
from generator.pages.page import phrase

Languages = Mapping[str, Language]


def consultations_json(
    rows: Iterable[ConsultationRow],
    *,
    held: Collection[str],
    as_of: dt.date,
    languages: Languages,
) -> Json:
    """The list. `rows`: as the page of all has them; `held`: the addresses of the plans that stand
    on this site."""
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": as_of.isoformat(),
        "consultations": [_consultation(row, held, languages) for row in rows],
    }


def _consultation(row: ConsultationRow, held: Collection[str], languages: Languages) -> Json:
    one, standing = row.consultation, row.standing
    answers, answered = standing.answers, standing.is_answered
    return {
        "id": row.id,
        "fictional": row.fictional,
        "notice": notice_json(fictional=row.fictional),
        "agency": one.office,
        "agency_name": text_json(row.office.name),
        "title": text_json(one.title),
        "state": standing.state,
        "state_words": text_json(phrase(f"consulted.{standing.state}", languages)),
        "announced": day_json(one.announced),
        "opens": one.opens.isoformat(),
        "closes": one.closes.isoformat(),
        "due": day_json(standing.due),
        "due_by_rule": standing.by_rule,
        "days_overdue": str(standing.days) if standing.state == "overdue" else None,
        "question": text_json(one.question),
        "plain": text_json(one.plain),
        "can_change": [text_json(text) for text in one.can_change],
        "cannot_change": [text_json(text) for text in one.cannot_change],
        **_ways(one),
        "total": whole_json(answers.total if answers else None),
        "answered": day_json(one.answered) if answered else None,
        "by": text_json(one.by) if answered else None,
        "decided": text_json(one.decided) if answered else None,
        "page": row.address,
        "plans": [_plan(about, held) for about in one.plans],
        "meetings": [
            {"day": hearing.day.isoformat(), "place": text_json(hearing.place)}
            for hearing in one.ways.meetings
        ],
        "themes": [_theme(theme) for theme in (answers.themes if answers else ())],
        "decisions": [_decision(d, languages) for d in (one.decisions if answered else ())],
    }


def _ways(one: Consultation) -> Json:
    return {"form": one.ways.form, "email": one.ways.email, "post": text_json(one.ways.post)}


def _plan(about: Concerned, held: Collection[str]) -> Json:
    agency, _, plan = about.plan.partition("/")
    address = f"agencies/{about.plan}/"
    return {
        "agency": agency,
        "plan": plan,
        "number": about.number,
        "page": f"{address}participation/#{about.anchor}" if address in held else None,
    }


def _theme(theme: Theme) -> Json:
    return {
        "theme": text_json(theme.theme),
        "count": None if theme.withheld else whole_json(theme.count),
        "withheld": theme.withheld,
        "said": [text_json(text) for text in theme.said],
    }


def _decision(one: Decision, languages: Languages) -> Json:
    return {
        "point": text_json(one.point),
        "outcome": one.outcome,
        "outcome_words": text_json(phrase(f"outcome.{one.outcome}", languages)),
        "why": text_json(one.why),
        "changes": [_change(change) for change in one.changes],
    }


def _change(change: ChangeMade) -> Json:
    agency, _, plan = change.plan.partition("/")
    return {
        "agency": agency,
        "plan": plan,
        "date": change.date.isoformat(),
        "item": change.item or None,
        "field": change.field,
        "year": whole_json(change.year),
    }
