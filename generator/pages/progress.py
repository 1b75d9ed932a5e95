"""Where an indicator stands, in one language: values, clocks, working, reasons."""

from dataclasses import dataclass
from typing import Literal

from generator import charts
from generator.attainment import show
from generator.fields import Text
from generator.indicators import Kpi
from generator.language import Language
from generator.numerals import Figure, round_to
from generator.observations import Observation
from generator.pages.breakdown import BreakdownView, view_breakdown
from generator.pages.states import (
    RULES_ADDRESS,
    ReportLink,
    StateView,
    report_link,
    verdict_view,
)
from generator.pages.targets import shown_figure, shown_target
from generator.pages.working import Parts, working_parts, working_words
from generator.plan_progress import PlanProgress
from generator.progress import Progress
from generator.reports import Evidence, Link, Standing
from generator.results import Verdict

# Rules whose state, in a sentence, says why nothing more is said of a value.
_TOLD = frozenset({"direction-not-stated", "reported"})


@dataclass(frozen=True)
class ClockRow:
    """One line of the working: which clock, its state, the arithmetic, the names of its figures,
    and the rule's address."""

    clock: str
    state: StateView
    working: str | None
    parts: Parts
    rule: str


@dataclass(frozen=True)
class ValueRow:
    """One reported value with all it was said with; `why` explains the correction it makes."""

    report: str
    as_of: str
    reported: str
    stage: str
    body: Text
    value: str | None
    text: Text | None
    parts: tuple[tuple[Text, str], ...]
    working: str | None
    final: bool
    note: Text | None
    evidence: tuple[Evidence, ...]
    links: tuple[Link, ...]
    corrected_by: ReportLink | None
    corrects: ReportLink | None
    why: Text | None
    standing: Standing | None
    breakdown: BreakdownView | None = None
    judged: StateView | None = None


@dataclass(frozen=True)
class ProgressView:
    """One indicator in one year."""

    year: str | None
    named_year: str | None
    state: StateView
    late: StateView | None
    revised: bool
    target: str | None
    target_text: Text | None
    target_working: str | None
    value: str | None
    value_text: Text | None
    as_of: str | None
    clocks: tuple[ClockRow, ...]
    current: ValueRow | None
    values: tuple[ValueRow, ...]
    differs: tuple[ValueRow, ...]
    reason: Text | None
    response: Text | None
    bullet: charts.Bullet | None
    drawing: Literal["bar", "hatched", "none"]
    sentence: str

    @property
    def parts_alone(self) -> tuple[tuple[Text, str], ...]:
        """The parts that were reported where neither a figure nor words were."""
        told = self.value or self.value_text
        return self.current.parts if self.current and not told else ()

    @property
    def held_here(self) -> bool:
        """Whether anything can be said of it: a value is held, or one is asked for."""
        return self.state.code != "not-held-here"

    @property
    def bare(self) -> bool:
        """Whether words stand alone: no bar, or no target's line that they could stand at."""
        return self.bullet is None or self.drawing == "none"


class ProgressViews:
    """The progress of one plan in one language."""

    def __init__(self, progress: PlanProgress, language: Language) -> None:
        self.progress = progress
        self.language = language

    def _verdict(self, verdict: Verdict) -> StateView:
        return verdict_view(verdict, self.language)

    def _value(self, kpi: Kpi, seen: Observation) -> str | None:
        said = seen.said
        if said.on:
            return self.language.day(said.on)
        if said.value:
            return shown_figure(kpi, said.value, self.language, said.qualifier)
        if seen.value is not None:
            # Without a rounding rule the exact value counts; two places of it are shown.
            shown = round_to(seen.value, 2)
            qualifier = said.qualifier or ("about" if shown != seen.value else None)
            return shown_figure(kpi, Figure(show(shown), shown), self.language, qualifier)
        if said.achieved is not None:
            return self.language.word("value.achieved" if said.achieved else "value.not-achieved")
        return None

    def _parts(self, kpi: Kpi, seen: Observation, year: int | None) -> tuple[tuple[Text, str], ...]:
        """Components and conditions with their figures."""
        names = {name: (part.name, part.unit) for name, part in kpi.components.items()}
        for target in kpi.targets:
            if target.year == year:
                names |= {c.id: (c.text, c.figure.unit) for c in target.conditions}
        figures = {**seen.said.components, **seen.said.conditions}
        return tuple(
            (names[name][0], self.language.figure(figure, names[name][1]))
            for name, figure in figures.items()
            if name in names
        )

    def told(self, kpi: Kpi, seen: Observation) -> str:
        """A value in one line: its figure, else its parts, else its words."""
        figure = self._value(kpi, seen)
        parts = self._parts(kpi, seen, seen.as_of.year)
        if figure:
            return figure
        if parts:
            return self.language.join(f"{self.language.plain(n)} {value}" for n, value in parts)
        standing = seen.said.standing
        text = seen.said.text or (standing.reason if standing else None)
        return self.language.plain(text) if text else "–"

    def value_row(
        self, kpi: Kpi, seen: Observation, year: int | None, judged: Verdict | None = None
    ) -> ValueRow:
        """One value as a line of the history."""
        entry, said, language = seen.entry, seen.said, self.language
        return ValueRow(
            report=entry.id,
            as_of=language.day(seen.as_of),
            reported=language.day(entry.reported),
            stage=language.word(f"stage.{entry.stage}"),
            body=entry.report.body,
            value=self._value(kpi, seen),
            text=said.text,
            parts=self._parts(kpi, seen, year),
            working=seen.computed.expression if seen.computed else None,
            final=said.final,
            note=said.note,
            evidence=said.evidence,
            links=entry.report.links,
            corrected_by=report_link(seen.corrected_by, language),
            corrects=report_link(entry.report.corrects, language),
            why=entry.report.why if entry.report.corrects else None,
            standing=said.standing,
            breakdown=view_breakdown(kpi, said.breakdown, language),
            judged=self._verdict(judged) if judged else None,
        )

    def _clocks(
        self, progress: Progress, target: str | None, value: str | None
    ) -> tuple[ClockRow, ...]:
        rows = []
        if progress.clock:
            rows.append((progress.clock, progress.verdict))
        if progress.result and progress.result.code:
            rows.append(("result", progress.result))
        if progress.pace:
            rows.append(("pace", progress.pace.verdict))
        if progress.freshness and progress.clock != "standing":
            rows.append(("freshness", progress.freshness))
        unique = {(clock, verdict.rule): (clock, verdict) for clock, verdict in rows}
        return tuple(
            ClockRow(
                clock=self.language.word(f"clock.{clock}"),
                state=self._verdict(verdict),
                working=working_words(verdict, self.language),
                parts=working_parts(
                    progress, clock, verdict, actual=value, target=target, language=self.language
                ),
                rule=f"{RULES_ADDRESS}#{verdict.rule}",
            )
            for clock, verdict in unique.values()
        )

    def _sentence(
        self, verdict: Verdict, target: str | None, value: str | None, day: str | None
    ) -> str:
        word, state = self.language.word, self._verdict(verdict).word
        if verdict.rule in _TOLD and value:
            state = word(f"told.{verdict.rule}")
        if value and day and target:
            return word("progress.sentence", value=value, day=day, target=target, state=state)
        if value and day:
            return word("progress.sentence-no-target", value=value, day=day, state=state)
        if target:
            return word("progress.sentence-no-value", target=target, state=state)
        return word("progress.sentence-state", state=state)

    def of(self, progress: Progress) -> ProgressView:
        """One indicator's year."""
        language, kpi, seen = self.language, progress.kpi, progress.seen
        target, target_text = shown_target(progress, language)
        year = progress.year
        values = self.progress.book.of_kpi(kpi.id, year) if year else (seen,) if seen else ()
        rows = tuple(self.value_row(kpi, value, year) for value in values if value)
        current = self.value_row(kpi, seen, year) if seen else None
        state = self._verdict(progress.verdict)
        differs = tuple(
            self.value_row(kpi, value, year, judged)
            for value, judged in zip(progress.differs, progress.judged, strict=True)
        )
        told = " ≠ ".join(row.value or "–" for row in differs) if differs else None
        if current and not differs:
            told = current.value
        bar = _bullet(progress)
        derived = progress.aim.derived if progress.aim else None
        return ProgressView(
            year=language.year(year) if year else None,
            named_year=language.plan_year(year) if year else None,
            state=state,
            late=self._verdict(progress.late) if progress.late else None,
            revised=progress.revised,
            target=target,
            target_text=target_text,
            target_working=derived.expression if derived else None,
            value=told,
            value_text=current.text if current else None,
            as_of=current.as_of if current else None,
            clocks=self._clocks(progress, target, told),
            current=current,
            values=rows,
            differs=differs,
            reason=seen.said.reason if seen else None,
            response=seen.said.response if seen else None,
            bullet=bar,
            drawing="bar" if bar and bar.width is not None else "none" if seen else "hatched",
            sentence=self._sentence(
                progress.verdict, target or (language.plain(target_text) if target_text else None), told,
                current.as_of if current else None,
            ),
        )  # fmt: skip

    def years(self, kpi: Kpi) -> tuple[ProgressView, ...]:
        """Every year of an indicator."""
        return tuple(self.of(progress) for progress in self.progress.kpis[kpi.id])

    def headline(self, kpi: Kpi) -> ProgressView:
        """The year a reader is told first."""
        return self.of(self.progress.headlines[kpi.id])


def _bullet(progress: Progress) -> charts.Bullet | None:
    """The bar against its target, where both are figures."""
    aim, seen = progress.aim, progress.seen
    if aim is None or progress.kpi.kind == "rank":
        return None
    actual = seen.value if seen and not progress.differs else None
    if aim.target.range:
        return charts.bullet(actual, aim.target.range.low.value, aim.target.range.high.value)
    return None if aim.value is None else charts.bullet(actual, aim.value, aim.value)
