"""A plan as feeds and calendars tell of it in one language: names, addresses, the mark of fiction."""

import datetime as dt
from dataclasses import dataclass

from generator.addresses import page_url
from generator.answers import Asked
from generator.fields import Text
from generator.language import Language
from generator.model import Plan
from generator.plan_progress import PlanProgress
from generator.summary import PlanSummary
from generator.vocabulary import Site


def one_line(text: str) -> str:
    """The text without line breaks: titles have none, and a summary's lines are ours."""
    return " ".join(text.split())


@dataclass(frozen=True, kw_only=True)
class PlanInLanguage:
    """A plan on the as-of date with the language that is bound."""

    site: Site
    plan: Plan
    summary: PlanSummary
    progress: PlanProgress
    asked: Asked
    as_of: dt.date
    language: Language

    def url(self, address: str) -> str:
        """A page of this language, absolute."""
        return page_url(self.site, self.language, address)

    @property
    def questions(self) -> str:
        """The address of the page of questions and consultations."""
        return f"{self.summary.address}participation/"

    @property
    def gap(self) -> str:
        """Between two phrases: Chinese needs no space."""
        return " " if self.language.code == "en" else ""

    def plain(self, text: Text) -> str:
        """A text in this language, else as recorded, on one line."""
        return one_line(self.language.plain(text))

    def title(self, what: str) -> str:
        """What happened or is due, with the office and the years before it, and marked where the
        office is fictional."""
        title = self.language.word(
            "follow.title",
            office=self.plain(self.summary.agency_name),
            period=self.language.short_period(self.summary.period),
            what=what,
        )
        return marked(title, fictional=self.summary.fictional, language=self.language)


def marked(title: str, *, fictional: bool, language: Language) -> str:
    """A title that says so where it is of a fictional office."""
    mark = language.word("banner.mark")
    return language.word("follow.marked", mark=mark, title=title) if fictional else title
