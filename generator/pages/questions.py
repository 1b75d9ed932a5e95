"""What people asked and were told, and consultations, as pages show them."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.answers import Asked, Held, Standing, Told, known_consultations, known_questions
from generator.consultations import Answers, Consultation
from generator.fields import Text
from generator.language import Language
from generator.ledger import item_names
from generator.model import Plan
from generator.pages.changes import ChangeRow
from generator.pages.consultation_states import FOLDER, consultation_state
from generator.pages.items import ItemLink
from generator.pages.page import Crumb, Page, phrase
from generator.pages.part import QuestionView, TakePart
from generator.pages.states import StateView
from generator.summary import PlanSummary


@dataclass(frozen=True)
class ConsultationView:
    """A consultation with its state; `answers` and `done` are what is public of them on the day;
    `page`: its own, `anchor`: on the page of the plan's questions."""

    consultation: Consultation
    standing: Standing
    state: StateView
    answers: Answers | None
    done: Text | None
    page: str
    anchor: str


@dataclass(frozen=True)
class Published:
    """Everything published about one plan on the as-of date, newest first."""

    address: str
    sentence: str
    questions: tuple[QuestionView, ...]
    consultations: tuple[ConsultationView, ...]

    @property
    def anything(self) -> bool:
        return bool(self.questions or self.consultations)

    def by_item(self) -> dict[str, tuple[QuestionView, ...]]:
        """The questions of each item, by the item's id."""
        items = dict.fromkeys(one.question.item for one in self.questions)
        return {
            item: tuple(one for one in self.questions if one.question.item == item)
            for item in items
            if item is not None
        }


def question_state(told: Told, language: Language) -> StateView:
    """Whether a question is answered, waits, or is overdue by how many days."""
    if told.state == "answered":
        return StateView("done", language.word("question.answered"))
    if told.state == "overdue":
        return StateView("overdue", language.word("question.overdue", n=told.days))
    return StateView("due", language.word("question.waiting"))


def _sentence(told: Sequence[Told], held: Sequence[Held], language: Language) -> str:
    word = language.word
    answered = sum(1 for one in told if one.state == "answered")
    late = sum(1 for one in told if one.state == "overdue")
    parts = []
    if told:
        parts.append(word("question.count", n=len(told)))
        parts.append(word("question.count-answered", n=answered))
    if late:
        parts.append(word("question.count-overdue", n=late))
    if held:
        parts.append(word("question.count-consultations", n=len(held)))
    return word("question.sentence", parts=language.join(parts))


def published(
    asked: Asked,
    *,
    plan: Plan,
    summary: PlanSummary,
    cites: Mapping[str, ItemLink],
    findings: Mapping[str, Text],
    as_of: dt.date,
    language: Language,
) -> Published:
    """What is published about a plan; `cites` are its items, `findings` those of its
    page, by id."""
    address = f"{summary.address}participation/"
    told = known_questions(asked, as_of)
    held = known_consultations(asked, as_of)
    names = {**item_names(plan), **{goal.id: goal.text for goal in plan.goals}}

    def view(one: Told) -> QuestionView:
        item = one.question.item or ""
        link = cites.get(item)
        where = link.address if link else None
        about = findings.get(item)
        if about:
            where = f"{summary.address}#{item}"
        elif link and (name := names.get(item)):
            en = f"{link.cite} {name.en}" if name.en else None
            about = Text(zh=f"{link.cite} {name.zh}", en=en)
        return QuestionView(
            question=one.question,
            state=question_state(one, language),
            answered=one.state == "answered",
            due=one.due,
            by_rule=one.by_rule,
            address=f"{address}#{one.question.id}",
            about=about,
            about_address=where,
        )

    return Published(
        address=address,
        sentence=_sentence(told, held, language),
        questions=tuple(view(one) for one in told),
        consultations=tuple(
            ConsultationView(
                consultation=one.consultation,
                standing=one.standing,
                state=consultation_state(one.standing, language),
                answers=one.standing.answers,
                done=one.consultation.decided if one.standing.is_answered else None,
                page=f"{FOLDER}{one.consulted.id}/",
                anchor=one.consulted.anchor,
            )
            for one in held
        ),
    )


def brought_by(row: ChangeRow, asked: Asked, as_of: dt.date) -> ChangeRow:
    """A change with the consultations that it came of, as far as their results are told."""
    entry, plan = row.entry, f"{row.summary.agency}/{row.summary.plan}"
    found = tuple(
        (held.consultation.title, f"{FOLDER}{held.consulted.id}/")
        for held in known_consultations(asked, as_of)
        if held.standing.is_answered
        and any(
            change.plan == plan and change.is_of(entry.date, entry.item, entry.field, entry.year)
            for decision in held.consultation.decisions
            for change in decision.changes
        )
    )
    return replace(row, brought_by=found) if found else row


def participation_pages(
    given: Published,
    *,
    summary: PlanSummary,
    part: TakePart,
    crumbs: tuple[Crumb, ...],
    languages: Mapping[str, Language],
    language: Language,
) -> tuple[Page, ...]:
    """The page of a plan's questions and consultations; none where nothing was published."""
    if not given.anything:
        return ()
    title = language.plain(summary.title)
    return (
        Page(
            address=given.address,
            template="participation.html",
            title=language.word("question.of", title=title),
            description=language.word("question.description", title=title),
            section="agencies",
            crumbs=(*crumbs, Crumb(phrase("question.title", languages), given.address)),
            context={"summary": summary, "given": given, "part": part},
            changed=summary.changed,
            fictional=summary.fictional,
        ),
    )
