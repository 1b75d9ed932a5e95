"""The money of a plan as figures with their finding sentence: estimates and budget lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator import budgets, charts
from generator.fields import Text
from generator.language import Language
from generator.model import BudgetLine, Plan
from generator.numerals import western_number
from generator.observations import Book
from generator.vocabulary import Vocabulary


@dataclass(frozen=True)
class BarRow:
    """One bar of the money figure."""

    id: str
    label: Text
    number: str
    amount: str
    reader: str | None
    share: str
    width: str
    printed: str
    note: str | None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class MoneyFigure:
    """The money drawn: finding sentence, bars, and a second panel without a dominant line."""

    sentence: str
    rows: tuple[BarRow, ...]
    zoom: tuple[BarRow, ...]
    zoom_sentence: str | None
    total: str
    total_reader: str
    total_printed: bool


@dataclass(frozen=True)
class ExecutionRow:
    """A budget line planned and executed; `executed` is `None` where the plan's formula cannot be
    filled, and the reported parts stand alone."""

    number: str
    label: Text
    planned: str
    executed: str | None
    rate: str | None
    parts: tuple[tuple[str, str], ...]
    as_of: str
    note: Text | None
    planned_width: str
    executed_width: str | None


@dataclass(frozen=True)
class ExecutionFigure:
    """Budget execution drawn, with the government's own formula."""

    sentence: str
    formula: Text | None
    rows: tuple[ExecutionRow, ...]


class MoneyViews:
    """The money figures of one plan in one language."""

    def __init__(self, plan: Plan, language: Language, vocabulary: Vocabulary) -> None:
        self.plan = plan
        self.language = language
        self.vocabulary = vocabulary

    def _printed(self, ntd: Decimal) -> str:
        return self.language.printed_money(ntd, self.plan.money_unit or "元")

    def _reader(self, ntd: Decimal) -> str | None:
        """The reader's unit, where it says more than the printed one."""
        reader = self.language.money(ntd)
        return None if reader == self._printed(ntd) else reader

    def _rows(
        self,
        shares: tuple[budgets.Share, ...],
        labels: Mapping[str, tuple[str, Text]],
        printed: Mapping[str, str],
        notes: Mapping[str, str],
        anchors: Mapping[str, tuple[str, ...]],
    ) -> tuple[BarRow, ...]:
        largest = max((share.amount for share in shares), default=Decimal(0))
        return tuple(
            BarRow(
                id=share.id,
                number=labels[share.id][0],
                label=labels[share.id][1],
                amount=self._printed(share.amount),
                reader=self._reader(share.amount),
                share=self.language.percent(share.share),
                width=charts.bar_width(share.amount, largest),
                printed=printed.get(share.id, ""),
                note=notes.get(share.id),
                anchors=anchors.get(share.id, ()),
            )
            for share in shares
        )

    def estimates(self) -> MoneyFigure | None:
        """Estimates by goal."""
        summary = budgets.summarise_estimates(self.plan, self.vocabulary)
        if summary is None:
            return None
        labels = {goal.id: (goal.number, goal.text) for goal in self.plan.goals}
        rows = self._rows(summary.lines, labels, {}, {}, {})
        return MoneyFigure(
            sentence=self._largest_goal(rows),
            rows=rows,
            zoom=(),
            zoom_sentence=None,
            total=self._printed(summary.total),
            total_reader=self.language.money(summary.total),
            total_printed=False,
        )

    def _largest_goal(self, rows: tuple[BarRow, ...]) -> str:
        first, word = rows[0], self.language.word
        if len(rows) == 1:
            return word("estimates.one-goal", number=first.number, amount=first.amount)
        return word(
            "estimates.sentence", number=first.number, amount=first.amount, share=first.share
        )

    def budget(self) -> MoneyFigure | None:
        """Printed budget lines."""
        summary = budgets.summarise_budget(self.plan, self.vocabulary)
        if summary is None:
            return None
        word = self.language.word
        labels = {line.id: (line.number, line.name) for line in self.plan.budget}
        printed = {line.id: line.amount.printed for line in self.plan.budget}
        covered = {
            line.id: sum(
                1
                for item in self.plan.work_items
                if item.budget_line and f"b{western_number(item.budget_line)}" == line.id
            )
            for line in self.plan.budget
        }
        notes = {id_: word("budget.covers", n=count) for id_, count in covered.items() if count > 1}
        for line, _ in budgets.remainders(self.plan):
            labels[budgets.rest_id(line)] = (line.number, _not_itemised(line))
        anchors = _anchors(self.plan)
        rows = self._rows(summary.lines, labels, printed, notes, anchors)
        sentence = (
            word(
                "budget.one-line", amount=rows[0].amount, reader=self.language.money(summary.total)
            )
            if len(rows) == 1
            else word(
                "budget.sentence",
                name=self.language.plain(rows[0].label),
                amount=rows[0].amount,
                share=rows[0].share,
            )
        )
        zoom: tuple[BarRow, ...] = ()
        if summary.dominant:
            rest = tuple(line for line in summary.lines if line.id != summary.dominant.id)
            zoom = self._rows(rest, labels, printed, notes, {})
        return MoneyFigure(
            sentence=sentence,
            rows=rows,
            zoom=zoom,
            zoom_sentence=word("budget.zoom", name=self.language.plain(rows[0].label))
            if zoom
            else None,
            total=self._printed(summary.total),
            total_reader=self.language.money(summary.total),
            total_printed=self.plan.budget_total is not None,
        )

    def execution(self, book: Book) -> ExecutionFigure | None:
        """Planned beside executed, line by line; `None` where no report speaks of a line."""
        lines = budgets.summarise_execution(self.plan, book, self.vocabulary)
        if not lines:
            return None
        largest = max(line.planned for line in lines)
        rows = tuple(self._executed(line, largest) for line in lines)
        whole = sum(1 for line in lines if line.rate is not None)
        return ExecutionFigure(
            sentence=self.language.word("execution.sentence", n=whole, total=len(rows)),
            formula=self.plan.execution.text if self.plan.execution else None,
            rows=rows,
        )

    def _executed(self, line: budgets.Executed, largest: Decimal) -> ExecutionRow:
        word = self.language.word
        return ExecutionRow(
            number=line.line.number,
            label=line.line.name,
            planned=self._printed(line.planned),
            executed=None if line.spent is None else self._printed(line.spent),
            rate=None if line.rate is None else self.language.percent(line.rate),
            parts=tuple((word(f"part.{part}"), self._printed(ntd)) for part, ntd in line.parts),
            as_of=self.language.day(line.seen.as_of),
            note=line.seen.said.note,
            planned_width=charts.bar_width(line.planned, largest),
            executed_width=None if line.spent is None else charts.bar_width(line.spent, largest),
        )


def _not_itemised(line: BudgetLine) -> Text:
    return Text(
        zh=f"{line.name.zh}（未細分）",
        en=f"{line.name.en} (not itemised)" if line.name.en else None,
    )


def _anchors(plan: Plan) -> dict[str, tuple[str, ...]]:
    """The ids that each row answers to: its own, and those of lines it is the first part of."""
    lines = {western_number(line.number): line for line in plan.budget}
    anchors: dict[str, tuple[str, ...]] = {}
    named: set[str] = set()
    for leaf in budgets.leaf_lines(plan):
        ids, line = [leaf.id], leaf
        while line.parent and (line := lines[western_number(line.parent)]).id not in named:
            ids.append(line.id)
        named.update(ids)
        anchors[leaf.id] = tuple(ids)
    return anchors
