"""What a reader can do about one item, and what was asked and resolved about it, as its page shows it.

Records alone; `taking_part`, `questions` and `resolutions` make them.
"""

import datetime as dt
from dataclasses import dataclass

from generator.contact import Channel
from generator.fields import Text
from generator.pages.states import StateView
from generator.participation import Question
from generator.qr import QrCode

# The plan as a whole, among the ids of its items.
PLAN = "plan"


@dataclass(frozen=True)
class QuestionView:
    """A question with its state, and whether it was `answered` by the day; `due`: when
    an answer is due, `by_rule`: by this site's own rule; `about` is what it is
    about and where that stands, both `None` where the whole plan is meant."""

    question: Question
    state: StateView
    answered: bool
    due: dt.date | None
    by_rule: bool
    address: str
    about: Text | None
    about_address: str | None


@dataclass(frozen=True)
class ResolutionLink:
    """A committee's resolution beside what it concerns; `late`: by how many days it is overdue."""

    text: Text
    address: str
    is_open: bool
    state: StateView
    late: StateView | None
    committee: Text
    committee_address: str
    lead: Text
    deadline: dt.date | None


@dataclass(frozen=True)
class Citation:
    """An item's citation in one language."""

    tag: str
    label: str
    text: str


@dataclass(frozen=True)
class TakePart:
    """One item's letters, citations and published questions. `comment` and `report` are `None`
    where nobody is named; `by_form`, whether the comment is a form. What has a page of its own has
    the page's address as a `code`; a KPI has the HTML that shows its figure elsewhere, `embed`."""

    cite: str
    comment: str | None
    by_form: bool
    report: str | None
    citations: tuple[Citation, ...]
    channels: tuple[Channel, ...]
    questions: tuple[QuestionView, ...]
    resolutions: tuple[ResolutionLink, ...] = ()
    code: QrCode | None = None
    embed: str | None = None
