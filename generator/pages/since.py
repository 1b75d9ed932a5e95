"""What changed in a plan between two days, in one language: one block for the page of a review and
for that of a meeting. Says what `since` found; compares nothing itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.answers import Told
from generator.audit import Finding
from generator.fields import Text
from generator.language import Language
from generator.ledger import Entry, item_names
from generator.pages.changes import ChangeRow, change_rows
from generator.pages.items import ItemLink, item_cites
from generator.pages.progress import ProgressViews
from generator.pages.questions import question_state
from generator.pages.states import RULES_ADDRESS, ReportLink, StateView, report_link, verdict_view
from generator.pages.working import Parts, working_words
from generator.plan_progress import MeasureProgress, PlanProgress
from generator.progress import Progress
from generator.reports import ReportEntry
from generator.since import KINDS, Deadline, Flip, Kind, Since
from generator.summary import LedgerLine, PlanSummary


@dataclass(frozen=True)
class Side:
    """A state on one of the two days, with its arithmetic, the names of its figures and its rule.
    `aspect`: the word of what it is a state of, result, pace or reporting; `None` for what was reported
    of a measure, which has one state alone."""

    aspect: str | None
    state: StateView
    working: str | None
    parts: Parts
    rule: str


@dataclass(frozen=True)
class FlipRow:
    """Items that went from one state to another: one, or several that time alone changed alike.

    `name`: of one item. `report`: what made it so; `changed`: the address of the change of the plan
    that did; neither where it was the calendar.
    """

    items: tuple[ItemLink, ...]
    name: Text | None
    year: str | None
    before: Side
    after: Side
    report: ReportLink | None
    changed: str | None


@dataclass(frozen=True)
class SinceRow:
    """Any other change. Its name is `words` or, where data gives it, `name`; `said` is told of it,
    `old` and `new` are as printed, `items` what it is about."""

    address: str | None = None
    day: str | None = None
    cite: str | None = None
    words: str | None = None
    name: Text | None = None
    said: str | None = None
    old: str | None = None
    new: str | None = None
    why: Text | None = None
    state: StateView | None = None
    items: tuple[ItemLink, ...] = ()


@dataclass(frozen=True)
class Group:
    """The changes of one kind; either of `flips` and `rows` is empty."""

    kind: Kind
    title: str
    n: int
    flips: tuple[FlipRow, ...]
    rows: tuple[SinceRow, ...]


@dataclass(frozen=True)
class SinceView:
    """The block: `title`, a sentence with the two days and the count, and the changes by kind.
    `address`: of the plan's record of changes, where the reports stand too."""

    title: str
    sentence: str
    groups: tuple[Group, ...]
    address: str


def _by_time(flip: Flip) -> bool:
    """Whether a report or the calendar has the word, and no change of the plan."""
    row = flip.after
    if flip.report or isinstance(row, MeasureProgress) or row.clock == "freshness":
        return True
    return row.verdict.code == "final-value-not-reported"


def since_view(since: Since | None, summary: PlanSummary, language: Language) -> SinceView | None:
    """The block of one plan; `None` where there is no earlier day to compare with."""
    return SinceViews(since, summary, language).view() if since else None


class SinceViews:
    """What changed in one plan, in one language."""

    def __init__(self, since: Since, summary: PlanSummary, language: Language) -> None:
        self.since = since
        self.summary = summary
        self.language = language
        self._changes = f"{summary.address}changes/"
        # What stands no more is named as the earlier version named it, and has no address.
        self._cites = item_cites(since.after.plan, summary.address)
        self._names: Mapping[str, Text] = {
            **item_names(since.before.plan),
            **item_names(since.after.plan),
        }

    def view(self) -> SinceView:
        """The block."""
        word, since = self.language.word, self.since
        mark = since.mark
        start = word(f"since.from-{mark}", day=self.language.day(since.before.day))
        end, n = self.language.day(since.after.day), len(since.changes)
        none = word("since.none", start=start, end=end)
        return SinceView(
            title=word(f"since.title-{mark}"),
            sentence=word("since.sentence", start=start, end=end, n=n) if n else none,
            groups=tuple(self._group(kind) for kind in KINDS if since.of(kind)),
            address=self._changes,
        )

    def _group(self, kind: Kind) -> Group:
        found = [change.what for change in self.since.of(kind)]
        return Group(
            kind=kind,
            title=self.language.word(f"since.kind-{kind}"),
            n=len(found),
            flips=tuple(self._flips([one for one in found if isinstance(one, Flip)])),
            rows=tuple(self._row(kind, one) for one in found if not isinstance(one, Flip)),
        )

    def _flips(self, flips: Sequence[Flip]) -> Iterator[FlipRow]:
        """The flips in the order of the plan; those that time changed alike stand together."""
        alike: dict[tuple[object, ...], FlipRow] = {}
        for flip in flips:
            row = self._flip(flip)
            by_time = row.report is None and row.changed is None
            key = (row.year, row.before, row.after) if by_time else (flip.item, flip.year)
            if key in alike:
                joined = (*alike[key].items, *row.items)
                row = replace(row, items=joined, name=None)
            alike[key] = row
        yield from alike.values()

    def _flip(self, flip: Flip) -> FlipRow:
        since, several = self.since, len(self.since.after.plan.period.years) > 1
        entry = next(
            (
                change.what
                for change in since.of("target", "promise")
                if isinstance(change.what, Entry) and change.what.item == flip.item
            ),
            None,
        )
        return FlipRow(
            items=(self._cites[flip.item],),
            name=self._names[flip.item],
            year=self.language.year(flip.year) if flip.year and several else None,
            before=self._side(flip.before, since.before.progress),
            after=self._side(flip.after, since.after.progress),
            report=report_link(flip.report.id, self.language) if flip.report else None,
            changed=self._entry_address(entry) if entry and not _by_time(flip) else None,
        )

    def _side(self, row: Progress | MeasureProgress, progress: PlanProgress) -> Side:
        verdict, language = row.verdict, self.language
        if isinstance(row, MeasureProgress):
            rule = f"{RULES_ADDRESS}#{'measures' if row.seen else verdict.rule}"
            state = verdict_view(verdict, language)
            aspect = None if row.seen else language.word("clock.freshness")
            return Side(aspect, state, working_words(verdict, language), (), rule)
        (clock, *_) = ProgressViews(progress, language).of(row).clocks
        return Side(clock.clock, clock.state, clock.working, clock.parts, clock.rule)

    def _row(self, kind: Kind, what: Deadline | ReportEntry | Entry | Finding | Told) -> SinceRow:
        if isinstance(what, Deadline):
            return self._deadline(what)
        if isinstance(what, ReportEntry):
            return self._report(what)
        if isinstance(what, Entry):
            return self._entry(what)
        if isinstance(what, Finding):
            return self._finding(what, here=kind == "finding-come")
        return self._question(what)

    def _deadline(self, one: Deadline) -> SinceRow:
        word = self.language.word
        as_of = self.language.day(one.as_of) if one.as_of else ""
        said = None
        if one.term == "report":
            said = word("since.unreported") if one.items else word("since.all-reported")
        return SinceRow(
            day=self.language.day(one.day),
            words=word(f"since.term-{one.term}", day=as_of),
            said=said,
            items=tuple(self._cites[item] for item in one.items),
        )

    def _report(self, entry: ReportEntry) -> SinceRow:
        word, report = self.language.word, entry.report
        link = report_link(entry.id, self.language)
        corrected = report_link(report.corrects, self.language)
        contents = word(
            "changes.contents",
            kpis=len(report.kpis), measures=len(report.measures), lines=len(report.budget),
        )  # fmt: skip
        return SinceRow(
            address=f"{self._changes}#{entry.id}",
            words=link.words if link else None,
            said=word("since.corrects", report=corrected.words) if corrected else contents,
            why=report.why if corrected else None,
        )

    def _entry(self, entry: Entry) -> SinceRow:
        row, cite = self._change_row(entry), self._cites.get(entry.item)
        name = self._names.get(entry.item)
        said = (row.field, row.year, row.way)
        return SinceRow(
            address=self._entry_address(entry),
            day=row.day,
            cite=cite.cite if cite else None,
            words=None if name else entry.item,
            name=name,
            said=" ".join(part for part in said if part),
            old=row.old,
            new=row.new or self.language.word("changes.gone"),
            why=entry.why,
        )

    def _change_row(self, entry: Entry) -> ChangeRow:
        line = LedgerLine(entry, self._names.get(entry.item))
        (row,) = change_rows(replace(self.summary, ledger=(line,)), self.language)
        return row

    def _entry_address(self, entry: Entry) -> str:
        """The change on the record of changes, where it stands among all of them."""
        rows = change_rows(self.summary, self.language)
        anchor = next((row.anchor for row in rows if row.entry == entry), None)
        return f"{self._changes}#{anchor}" if anchor else self._changes

    def _finding(self, finding: Finding, *, here: bool) -> SinceRow:
        there = f"{self.summary.address}#{finding.anchor}"
        cites = [self._cites[item] for item in finding.items if item in self._cites]
        return SinceRow(
            address=there if here else f"method/findings/#{finding.rule}",
            name=finding.text,
            items=tuple(cites),
        )

    def _question(self, told: Told) -> SinceRow:
        question = told.question
        return SinceRow(
            address=f"{self.summary.address}participation/#{question.id}",
            name=question.question,
            state=question_state(told, self.language),
        )
