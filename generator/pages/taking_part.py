"""What a reader can do about one item: write to the office, report an error, cite it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from generator.contact import Channel, Contact
from generator.fields import Text
from generator.language import Language
from generator.letters import MOST_FIGURES, MOST_TITLE, Item, letter_address, one_line
from generator.pages.embed import embed_address, embed_code
from generator.pages.items import FindingView, GoalView
from generator.pages.kpi import KpiView
from generator.pages.money import MoneyFigure
from generator.pages.questions import QuestionView
from generator.qr import QrCode, draw_qr
from generator.summary import PlanSummary
from generator.vocabulary import Agency, Site

# The plan as a whole, among the ids of its items.
PLAN = "plan"


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
    code: QrCode | None = None
    embed: str | None = None


class TakingPart:
    """The letters and citations of one plan's items, in one language."""

    def __init__(
        self,
        *,
        site: Site,
        agency: Agency,
        summary: PlanSummary,
        as_of: dt.date,
        languages: Mapping[str, Language],
        language: Language,
        asked: Mapping[str, tuple[QuestionView, ...]],
    ) -> None:
        self.site = site
        self.agency = agency
        self.summary = summary
        self.as_of = as_of
        self.languages = languages
        self.language = language
        self.asked = asked

    def of(self, id_: str, *, number: str, title: Text, address: str, figures: str) -> TakePart:
        """What can be done about an item; `address` is below a language's root."""
        comments = self.agency.comments or self.site.comments
        item = Item(
            id=f"{self.summary.agency}/{self.summary.plan}/{id_}",
            number=number,
            title=self.language.plain(title),
            figures=figures,
            url=self._url(address, self.language),
        )
        return TakePart(
            cite=number,
            comment=self._letter(comments, item, comment=True),
            by_form=bool(comments and comments.form),
            report=self._letter(self.site.corrections, item, comment=False),
            citations=tuple(
                self._citation(number, title, address, language)
                for language in self.languages.values()
            ),
            channels=(*self.agency.channels, *self.site.channels),
            questions=self.asked.get(id_, ()),
        )

    def _url(self, address: str, language: Language) -> str:
        return f"{self.site.url}{language.prefix}{address}"

    def _letter(self, contact: Contact | None, item: Item, *, comment: bool) -> str | None:
        if contact is None:
            return None
        word = self.language.word
        title = one_line(f"{item.number} {item.title}", MOST_TITLE)
        figures = one_line(item.figures, MOST_FIGURES)
        lines = [
            word("take-part.letter-item", item=title),
            *([word("take-part.letter-figures", figures=figures)] if figures else []),
            word("take-part.letter-url", url=item.url),
            "",
            word("take-part.letter-public") if comment else word("take-part.letter-error"),
            "",
        ]
        subject = (
            word("take-part.subject-comment", id=item.id)
            if comment
            else word("take-part.subject-error", id=item.id)
        )
        return letter_address(contact, item, subject=subject, lines=lines)

    def _citation(self, number: str, title: Text, address: str, language: Language) -> Citation:
        word, plain = language.word, language.plain
        values = {
            "office": plain(self.summary.agency_name),
            "plan": plain(self.summary.title),
            "site": plain(self.site.name),
            "day": language.day(self.as_of),
            "url": self._url(address, language),
        }
        item = f"{number} {plain(title).rstrip('。.')}".strip()
        whole = address == self.summary.address
        text = word("cite.text-plan", **values) if whole else word("cite.text", item=item, **values)
        if self.summary.fictional:
            text = word("cite.fictional", citation=text)
        return Citation(tag=language.tag, label=word("cite.language"), text=text)

    def everything(
        self,
        *,
        goals: Sequence[GoalView],
        kpis: Sequence[KpiView],
        budget: MoneyFigure | None,
        findings: Sequence[FindingView],
    ) -> dict[str, TakePart]:
        """Every goal, measure, KPI, budget line and finding by id, and the plan as `plan`."""
        base, join = self.summary.address, self.language.join
        whole = self.of(PLAN, number="", title=self.summary.title, address=base, figures="")
        parts = {PLAN: replace(whole, code=draw_qr(self._url(base, self.language)))}

        def add(id_: str, number: str, title: Text, figures: Sequence[str | None]) -> None:
            told = join(figure for figure in figures if figure)
            parts[id_] = self.of(
                id_, number=number, title=title, address=f"{base}#{id_}", figures=told
            )

        for view in goals:
            add(view.goal.id, view.goal.number, view.goal.text, (view.estimate, view.line_amount))
            for one in view.measures:
                add(one.id, one.cite, one.measure.text, (one.months, one.estimate))
        for row in budget.rows if budget else ():
            if row.anchors:
                add(row.anchors[0], row.number, row.label, (row.amount,))
        for found in findings:
            working = found.finding.working
            told = self.language.plain(working) if working else None
            add(found.finding.anchor, "", found.finding.text, (told,))
        for kpi in kpis:
            now = kpi.progress
            target = self.language.word("kpi.target-short", target=kpi.headline or "–")
            day = self.language.word("kpi.as-of-short", day=now.as_of)
            value = f"{now.value} {day}" if now.value else None
            part = self.of(
                kpi.id,
                number=kpi.number,
                title=kpi.name,
                address=kpi.address,
                figures=join(figure for figure in (value, target) if figure),
            )
            parts[kpi.id] = replace(
                part,
                code=draw_qr(self._url(kpi.address, self.language)),
                embed=embed_code(
                    self._url(embed_address(kpi.address), self.language),
                    self.language.plain(kpi.name),
                ),
            )
        return parts
