"""What a reader can do about one item: write to the office, report an error, cite it."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.addresses import page_url
from generator.contact import Contact
from generator.fields import Text
from generator.language import Language
from generator.letters import MOST_FIGURES, MOST_TITLE, Item, letter_address, one_line
from generator.pages.embed import embed_address, embed_code
from generator.pages.items import FindingView, GoalView
from generator.pages.kpi import KpiView
from generator.pages.money import MoneyFigure
from generator.pages.part import PLAN, Citation, QuestionView, ResolutionLink, TakePart
from generator.qr import draw_qr
from generator.summary import PlanSummary
from generator.vocabulary import Agency, Site


@dataclass(frozen=True)
class _Told:
    """An item as its letters and its citation name it: with its figures in words."""

    id: str
    number: str
    title: Text
    figures: tuple[str | None, ...]


def _goals(goals: Sequence[GoalView]) -> Iterator[_Told]:
    for view in goals:
        goal = view.goal
        yield _Told(goal.id, goal.number, goal.text, (view.estimate, view.line_amount))
        for one in view.measures:
            yield _Told(one.id, one.cite, one.measure.text, (one.months, one.estimate))


def _lines(budget: MoneyFigure | None) -> Iterator[_Told]:
    for row in budget.rows if budget else ():
        if row.anchors:
            yield _Told(row.anchors[0], row.number, row.label, (row.amount,))


def _findings(findings: Sequence[FindingView], language: Language) -> Iterator[_Told]:
    for view in findings:
        working = view.finding.working
        told = language.plain(working) if working else None
        yield _Told(view.finding.anchor, "", view.finding.text, (told,))


def _kpi(kpi: KpiView, language: Language) -> _Told:
    """An indicator with the latest value, its day and the target, as far as there are any."""
    now, word = kpi.progress, language.word
    value = f"{now.value} {word('kpi.as-of-short', day=now.as_of)}" if now.value else None
    aimed = kpi.headline or (language.plain(kpi.headline_text) if kpi.headline_text else None)
    target = word("kpi.target-short", target=aimed) if aimed else None
    return _Told(kpi.id, kpi.number, kpi.name, (value, target))


@dataclass(frozen=True, kw_only=True)
class TakingPart:
    """The letters and citations of one plan's items, in one language; `asked`: the published
    questions by the id of what they are about, `resolved`: likewise a committee's resolutions."""

    site: Site
    agency: Agency
    summary: PlanSummary
    as_of: dt.date
    languages: Mapping[str, Language]
    language: Language
    asked: Mapping[str, tuple[QuestionView, ...]]
    resolved: Mapping[str, tuple[ResolutionLink, ...]]

    def everything(
        self,
        *,
        goals: Sequence[GoalView],
        kpis: Sequence[KpiView],
        budget: MoneyFigure | None,
        findings: Sequence[FindingView],
    ) -> dict[str, TakePart]:
        """Every goal, measure, KPI, budget line and finding by id, and the plan as `plan`."""
        base = self.summary.address
        on_page = (*_goals(goals), *_lines(budget), *_findings(findings, self.language))
        return {
            PLAN: self._with_code(_Told(PLAN, "", self.summary.title, ()), base),
            **{told.id: self._part(told, f"{base}#{told.id}") for told in on_page},
            **{kpi.id: self._of_kpi(kpi) for kpi in kpis},
        }

    def _of_kpi(self, kpi: KpiView) -> TakePart:
        url = page_url(self.site, self.language, embed_address(kpi.address))
        return replace(
            self._with_code(_kpi(kpi, self.language), kpi.address),
            embed=embed_code(url, self.language.plain(kpi.name)),
        )

    def _with_code(self, told: _Told, address: str) -> TakePart:
        """Of what has a page of its own."""
        code = draw_qr(page_url(self.site, self.language, address))
        return replace(self._part(told, address), code=code)

    def _part(self, told: _Told, address: str) -> TakePart:
        """What can be done about an item; `address` is below a language's root."""
        comments = self.agency.comments or self.site.comments
        item = Item(
            id=f"{self.summary.agency}/{self.summary.plan}/{told.id}",
            number=told.number,
            title=self.language.plain(told.title),
            figures=self.language.join(figure for figure in told.figures if figure),
            url=page_url(self.site, self.language, address),
        )
        return TakePart(
            cite=told.number,
            comment=self._letter(comments, item, comment=True),
            by_form=bool(comments and comments.form),
            report=self._letter(self.site.corrections, item, comment=False),
            citations=tuple(
                self._citation(told, address, language) for language in self.languages.values()
            ),
            channels=(*self.agency.channels, *self.site.channels),
            questions=self.asked.get(told.id, ()),
            resolutions=self.resolved.get(told.id, ()),
        )

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

    def _citation(self, told: _Told, address: str, language: Language) -> Citation:
        word, plain = language.word, language.plain
        values = {
            "office": plain(self.summary.agency_name),
            "plan": plain(self.summary.title),
            "site": plain(self.site.name),
            "day": language.day(self.as_of),
            "url": page_url(self.site, language, address),
        }
        item = f"{told.number} {plain(told.title).rstrip('。.')}".strip()
        whole = address == self.summary.address
        text = word("cite.text-plan", **values) if whole else word("cite.text", item=item, **values)
        if self.summary.fictional:
            text = word("cite.fictional", citation=text)
        return Citation(tag=language.tag, label=word("cite.language"), text=text)
