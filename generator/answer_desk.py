"""What the public still waits for, for the office's desk: answers and results that are overdue, as
the pages of questions and consultations show them.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.answers import assess_consultation, is_known, known_questions
from generator.fields import Text
from generator.source import AgencyEntry, SiteData


@dataclass(frozen=True)
class Owed:
    """A question without an answer (`kind`: `question-overdue`), or a closed consultation without
    its result (`consultation-overdue`). `item`: the question's id, or the consultation's; `plan`: of
    a question; `days`: how long it is overdue, `working`: reckoned how."""

    kind: Literal["question-overdue", "consultation-overdue"]
    plan: str
    item: str
    number: str
    name: Text
    working: str
    days: int


@dataclass(frozen=True)
class OwedBy:
    """What one office (`name`) owes the public. `agency`: its folder."""

    agency: str
    name: Text
    owed: tuple[Owed, ...]


def list_owed(loaded: SiteData, as_of: dt.date) -> tuple[OwedBy, ...]:
    """Office by office: questions plan by plan, then consultations."""
    found = (
        OwedBy(
            office.id,
            office.agency.name,
            (*_questions(loaded, office, as_of), *_consultations(loaded, office.id, as_of)),
        )
        for office in loaded.agencies
    )
    return tuple(one for one in found if one.owed)


def _questions(loaded: SiteData, office: AgencyEntry, as_of: dt.date) -> Iterator[Owed]:
    within = loaded.site.answer_within.questions
    for entry in office.plans:
        for told in known_questions(loaded.asked(office.id, entry), as_of):
            question = told.question
            if told.state == "overdue" and told.due:
                rule = (question.asked, within) if told.by_rule else None
                yield Owed(
                    "question-overdue", entry.id, question.id, question.number, question.question,
                    _working(told.due, rule, as_of), told.days,
                )  # fmt: skip


def _consultations(loaded: SiteData, office: str, as_of: dt.date) -> Iterator[Owed]:
    """Each once, whatever plans it is about."""
    within = loaded.site.answer_within.consultations
    for entry in loaded.consultations:
        one = entry.consultation
        if one.office != office or not is_known(one, as_of):
            continue
        standing = assess_consultation(one, as_of, within)
        if standing.state == "overdue" and standing.due:
            rule = (one.closes, within) if standing.by_rule else None
            yield Owed(
                "consultation-overdue", "", entry.id, entry.id, one.title,
                _working(standing.due, rule, as_of), standing.days,
            )  # fmt: skip


def _working(due: dt.date, rule: tuple[dt.date, int | None] | None, as_of: dt.date) -> str:
    """`2026-11-21 − 2026-10-19 = 33`; `rule`: the day and the days that set the due day, where this
    site's own rule did."""
    late = f"{as_of} − {due} = {(as_of - due).days}"
    return f"{rule[0]} + {rule[1]} = {due}; {late}" if rule else late
