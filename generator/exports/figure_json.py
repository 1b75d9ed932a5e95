"""The interactive figures of a plan as JSON files, one per figure and language.

A file stands only where something is held that pointing at a mark tells more of; the page shows
the same figures without it. Words come from the language that is bound.
"""

import json
from dataclasses import dataclass

from generator import budgets
from generator.figures import Figure, Series, breakdown, execution, kpi_by_year, pace
from generator.indicators import Kpi
from generator.language import Language
from generator.model import Plan
from generator.pages.figures import drawn_actual, drawn_aim, figure_addresses
from generator.plan_progress import PlanProgress
from generator.summary import PlanSummary
from generator.vocabulary import Vocabulary


@dataclass(frozen=True)
class FigureFile:
    """A figure and the address of its file below the site's root."""

    address: str
    figure: Figure

    def text(self) -> str:
        """The file's content."""
        return json.dumps(self.figure, ensure_ascii=False) + "\n"


class _Figures:
    """The figures of one plan in one language."""

    def __init__(
        self, plan: Plan, progress: PlanProgress, language: Language, vocabulary: Vocabulary,
        fictional: bool,
    ) -> None:  # fmt: skip
        self.plan = plan
        self.progress = progress
        self.language = language
        self.vocabulary = vocabulary
        self.mark = f" ({language.word('banner.mark')})" if fictional else ""
        self.words = {
            "zoomIn2d": language.word("figure.zoom-in"),
            "zoomOut2d": language.word("figure.zoom-out"),
            "pan2d": language.word("figure.pan"),
            "resetScale2d": language.word("figure.reset"),
            "toolbar": language.word("figure.toolbar"),
        }

    def _title(self, text: str) -> str:
        return f"{text}{self.mark}"

    def _unit(self, kpi: Kpi) -> str:
        return self.language.unit(kpi.target_unit) if kpi.target_unit else ""

    def kpi(self, kpi: Kpi) -> Figure:
        """Actual and target by year."""
        rows = [row for row in self.progress.kpis[kpi.id] if row.year is not None]
        years = [self.language.short_year(row.year) for row in rows if row.year is not None]
        word = self.language.word
        return kpi_by_year(
            title=self._title(self.language.plain(kpi.name)),
            unit=self._unit(kpi),
            actual=Series(
                word("kpi.actual"), tuple(zip(years, map(drawn_actual, rows), strict=True))
            ),
            target=Series(word("kpi.target"), tuple(zip(years, map(drawn_aim, rows), strict=True))),
            words=self.words,
        )

    def pace(self, kpi: Kpi) -> Figure:
        """Trajectory and values over the headline's year."""
        points = kpi.trajectory.points if kpi.trajectory else ()
        held = self.progress.headlines[kpi.id].held
        word = self.language.word
        return pace(
            title=self._title(self.language.plain(kpi.name)),
            unit=self._unit(kpi),
            actual=Series(word("kpi.actual"), tuple((str(day), value) for day, value in held)),
            trajectory=Series(
                word("pace.expected"), tuple((str(p.on), p.figure.value) for p in points)
            ),
            words=self.words,
            steps=kpi.trajectory is not None and kpi.trajectory.kind == "points",
        )

    def budget(self) -> Figure:
        """The plan's leaf lines and what is not itemised, in NT$."""
        names = {line.id: self.language.plain(line.name) for line in self.plan.budget}
        for line, _ in budgets.remainders(self.plan):
            names[budgets.rest_id(line)] = self.language.word(
                "budget.rest", name=self.language.plain(line.name)
            )
        whole = budgets.summarise_budget(self.plan, self.vocabulary)
        lines = whole.lines if whole else ()
        return breakdown(
            title=self._title(self.language.word("fact.budget")),
            unit=self.language.word("unit.ntd"),
            parts=Series(
                self.language.word("budget.amount"),
                tuple((names[line.id], line.amount) for line in lines),
            ),
            words=self.words,
        )

    def execution(self) -> Figure:
        """Planned beside executed, in NT$."""
        lines = budgets.summarise_execution(self.plan, self.progress.book, self.vocabulary)
        word, plain = self.language.word, self.language.plain
        return execution(
            title=self._title(word("execution.title")),
            unit=word("unit.ntd"),
            planned=Series(
                word("execution.planned"),
                tuple((plain(one.line.name), one.planned) for one in lines),
            ),
            executed=Series(
                word("execution.executed"),
                tuple((plain(one.line.name), one.spent) for one in lines),
            ),
            words=self.words,
        )

    def named(self, name: str) -> Figure:
        """The figure of a name that `figure_addresses` gave."""
        kind, _, id_ = name.partition("-")
        if kind == "budget":
            return self.budget()
        if kind == "execution":
            return self.execution()
        kpi = next(kpi for kpi in self.plan.kpis if kpi.id == id_)
        return self.kpi(kpi) if kind == "kpi" else self.pace(kpi)


def figure_files(
    plan: Plan,
    summary: PlanSummary,
    progress: PlanProgress,
    language: Language,
    vocabulary: Vocabulary,
) -> tuple[FigureFile, ...]:
    """Every interactive figure of a plan in one language."""
    figures = _Figures(plan, progress, language, vocabulary, summary.fictional)
    addresses = figure_addresses(plan, summary, progress, language, vocabulary)
    return tuple(FigureFile(address, figures.named(name)) for name, address in addresses.items())
