"""Consultations as pages show them: one by itself, their list, and rows of it elsewhere."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from generator.answers import Standing, State, assess_consultation, is_known
from generator.cards import plan_card
from generator.consultations import ChangeMade, Consultation, Decision
from generator.downloads import CONSULTATIONS_FOLDER
from generator.pages.changes import ChangeRow, change_rows
from generator.pages.consultation_states import FOLDER, consultation_state
from generator.pages.page import Crumb, Page, Subject, shorten
from generator.pages.parts import Leftovers, Part
from generator.pages.site_in_language import SiteInLanguage
from generator.pages.states import StateView
from generator.summary import PlanSummary
from generator.vocabulary import Agency

# In the order of the list: what one can take part in, what is awaited, what is over.
ORDER: tuple[State, ...] = ("open", "planned", "overdue", "closed", "answered")
_MOST_NOTED = 5
_OUTCOMES = {"taken": "done", "partly": "near", "not": "stopped"}


@dataclass(frozen=True)
class ConsultationRow:
    """A consultation in a list; `digest` tells whether it still says the same."""

    address: str
    consultation: Consultation
    standing: Standing
    state: StateView
    office: Agency
    digest: str

    @property
    def id(self) -> str:
        """The name of its file."""
        return self.address.removeprefix(FOLDER).rstrip("/")

    @property
    def closed(self) -> bool:
        """Whether it is over, answered or not."""
        return self.standing.state not in ("planned", "open")

    @property
    def awaited(self) -> bool:
        """Whether its result is to come, with a day by which it is due."""
        return self.standing.due is not None and not self.standing.is_answered

    @property
    def fictional(self) -> bool:
        """Whether its office is."""
        return self.office.fictional


@dataclass(frozen=True)
class DecisionView:
    """A decision, its outcome as a state, and the changes it brought with where they stand; a change
    whose plan is not on this site has no row."""

    decision: Decision
    state: StateView
    changes: tuple[tuple[ChangeRow, str], ...]


@dataclass(frozen=True)
class Group:
    """The consultations of a list that stand alike."""

    title: str
    rows: tuple[ConsultationRow, ...]


@dataclass(frozen=True)
class ConsultationPages:
    """The pages of consultations in one language, as parts; none where there is no consultation."""

    view: SiteInLanguage

    @cached_property
    def rows(self) -> tuple[ConsultationRow, ...]:
        """Those known by the day of offices that are shown: what is open first, then as `ORDER`; the
        newest first."""
        view = self.view
        offices = dict(view.holdings.agencies)
        within = view.site.answer_within.consultations
        found = []
        for entry in view.consultations:
            one = entry.consultation
            office = offices.get(one.office)
            if office is None or not is_known(one, view.as_of):
                continue
            standing = assess_consultation(one, view.as_of, within)
            state = consultation_state(standing, view.language)
            found.append(
                ConsultationRow(f"{FOLDER}{entry.id}/", one, standing, state, office, entry.digest)
            )
        newest = sorted(found, key=lambda row: row.consultation.opens, reverse=True)
        return tuple(sorted(newest, key=lambda row: ORDER.index(row.standing.state)))

    @cached_property
    def real(self) -> tuple[ConsultationRow, ...]:
        """Without those of fictional offices."""
        return tuple(row for row in self.rows if not row.fictional)

    @property
    def to_note(self) -> tuple[ConsultationRow, ...]:
        """The first of the real ones that are not over, for the home page."""
        return tuple(row for row in self.real if not row.standing.is_answered)[:_MOST_NOTED]

    @property
    def context(self) -> dict[str, object]:
        """What pages over the whole site show of them."""
        return {"consultations": self.to_note, "consulted": bool(self.rows)}

    def shown_on(self, address: str) -> str:
        """What the home page and the site map show of them, for the parts that they are."""
        if address not in ("", "sitemap/"):
            return ""
        return f"{bool(self.rows)} {self.said(self.to_note)}"

    @cached_property
    def _by_office(self) -> dict[str, tuple[ConsultationRow, ...]]:
        found: dict[str, tuple[ConsultationRow, ...]] = {}
        for row in self.rows:
            office = row.consultation.office
            found[office] = (*found.get(office, ()), row)
        return found

    def of_office(self, office: str) -> tuple[ConsultationRow, ...]:
        """Those of one office."""
        return self._by_office.get(office, ())

    @staticmethod
    def said(rows: Sequence[ConsultationRow]) -> str:
        """What rows of a list are made of, for the part that shows them."""
        return repr([(row.digest, row.office.name, row.fictional) for row in rows])

    def said_of_office(self, office: str) -> str:
        """What an office's page shows of committees and of its consultations."""
        bodies = [one.said for one in self.view.holdings.committees_of(office)]
        return "\n".join([*bodies, self.said(self.of_office(office))])

    def parts(self) -> Iterator[Part]:
        """The list and a page for each."""
        if not self.rows:
            return
        yield self.view.part(
            FOLDER,
            lambda left: self._offering(self._list(), left, fictional=not self.real),
            parts=(CONSULTATIONS_FOLDER,),
            also=self.said(self.rows),
            listed=bool(self.real),
        )
        held = frozenset(self.view.holdings.addresses)
        for row in self.rows:
            one = row.consultation
            addresses = (f"agencies/{about.plan}/" for about in one.plans)
            plans = tuple(plan for plan in addresses if plan in held)
            yield self.view.part(
                row.address,
                partial(self._page, row, plans),
                plans=plans,
                parts=(CONSULTATIONS_FOLDER,),
                offices=(one.office,),
                also=self.said([row]),
                listed=not row.fictional,
                dated=False,
            )

    def _offering(self, page: Page, left: Leftovers, *, fictional: bool) -> Page:
        return self.view.offering_of(page, left, CONSULTATIONS_FOLDER, fictional=fictional)

    def _list(self) -> Page:
        word = self.view.language.word
        groups = tuple(
            Group(word(f"consulted.{state}"), found)
            for state in ORDER
            if (found := tuple(row for row in self.real if row.standing.state == state))
        )
        fictional = tuple(row for row in self.rows if row.fictional)
        context = {"groups": groups, "fictional": fictional}
        return self.view.page("consultations", FOLDER, "", context)

    def _page(self, row: ConsultationRow, plans: tuple[str, ...], left: Leftovers) -> Page:
        view, one = self.view, row.consultation
        summaries = {plan: left.summary(plan) for plan in plans}
        themes = row.standing.answers.themes if row.standing.answers else ()
        context = {
            "row": row,
            "one": one,
            "about": tuple(
                (summary, f"{summary.address}participation/#{about.anchor}")
                for about in one.plans
                if (summary := summaries.get(f"agencies/{about.plan}/"))
            ),
            "open": row.standing.state == "open",
            "closed": row.closed,
            "answers": row.standing.answers,
            "withheld": any(theme.withheld for theme in themes),
            "small_count": view.site.privacy.small_count,
            "decisions": self._decisions(row, summaries),
            "office": f"agencies/{one.office}/",
        }
        title = view.language.plain(one.title)
        page = Page(
            address=row.address,
            template="consultation.html",
            title=title,
            description=shorten(view.language.plain(one.plain)),
            section="",
            crumbs=(
                view.home,
                Crumb(view.words("consultations.title"), FOLDER),
                Crumb(one.title, row.address),
            ),
            context=context,
            changed=self._changed(row),
            fictional=row.fictional,
            subject=self._subject(next(iter(summaries.values()), None), row),
        )
        return self._offering(page, left, fictional=row.fictional)

    def _subject(self, summary: PlanSummary | None, row: ConsultationRow) -> Subject | None:
        """The first plan that it is about, whose share picture it has."""
        if summary is None:
            return None
        card = plan_card(summary, self.view.language)
        return Subject(summary.address, card, summary.agency, row.office, summary)

    def _changed(self, row: ConsultationRow) -> dt.date:
        """The last day on which something happened in it, as far as the as-of date."""
        one = row.consultation
        days = (one.announced, one.opens, one.closes, one.answered)
        return max(day for day in days if day and day <= self.view.as_of)

    def _decisions(
        self, row: ConsultationRow, summaries: dict[str, PlanSummary]
    ) -> tuple[DecisionView, ...]:
        if not row.standing.is_answered:
            return ()
        word = self.view.language.word
        return tuple(
            DecisionView(
                one,
                StateView(_OUTCOMES[one.outcome], word(f"outcome.{one.outcome}")),
                tuple(
                    found
                    for change in one.changes
                    if (found := self._change(change, summaries)) is not None
                ),
            )
            for one in row.consultation.decisions
        )

    def _change(
        self, change: ChangeMade, summaries: dict[str, PlanSummary]
    ) -> tuple[ChangeRow, str] | None:
        summary = summaries.get(f"agencies/{change.plan}/")
        rows = change_rows(summary, self.view.language) if summary else ()
        for row in rows:
            entry = row.entry
            if change.is_of(entry.date, entry.item, entry.field, entry.year):
                return row, f"{row.summary.address}changes/#{row.anchor}"
        return None
