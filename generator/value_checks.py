"""One reported value against its indicator: year, content, unit, bounds, components, conditions.

Knows a plan, one report and the places of its file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.attainment import compute
from generator.document import Document, Path
from generator.indicators import Kpi
from generator.model import Plan
from generator.numerals import Figure
from generator.observations import value_year
from generator.periods import ROC_OFFSET
from generator.problems import Problem
from generator.reports import KpiValue, ReportEntry
from generator.rulebook.ids import RuleId

Words = tuple[str, str]
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Filed:
    """A report and the document it was read from."""

    entry: ReportEntry
    document: Document

    def problem(self, path: Path, rule: RuleId, found: Words, expected: Words) -> Problem:
        """A problem at `path` of this report's file."""
        return Problem(self.document.place(self.document.find(path)[0]), rule, found, expected)


@dataclass(frozen=True)
class ValueCheck:
    """One KPI's entry in one report, under examination; `path` is where it stands in the file."""

    one: Filed
    path: Path
    said: KpiValue
    kpi: Kpi
    plan: Plan

    def _problem(self, key: str, rule: RuleId, found: Words, expected: Words) -> Problem:
        return self.one.problem((*self.path, key) if key else self.path, rule, found, expected)

    def problems(self) -> Iterator[Problem]:
        """Everything wrong with it."""
        yield from self._year()
        yield from self._content()
        if self.said.value:
            yield from self._figure(self.said.value)
        yield from self._components()
        yield from self._conditions()

    def _year(self) -> Iterator[Problem]:
        year = value_year(self.said, self.one.entry)
        years = [target.year for target in self.kpi.targets] or list(self.plan.period.years)
        if year not in years:
            listed = "、".join(str(y - ROC_OFFSET) for y in years)
            yield self._problem(
                "year", "value-year", (f"民國 {year - ROC_OFFSET} 年沒有這項指標的目標", f"this indicator has no target for ROC {year - ROC_OFFSET}"),
                (f"請寫 year：{listed}", f"write the year: one of ROC {listed}"),
            )  # fmt: skip

    def _content(self) -> Iterator[Problem]:
        said = self.said
        given = (said.value, said.components, said.conditions, said.on, said.text, said.standing)
        if not any(given) and said.achieved is None and said.note is None:
            yield self._problem(
                "", "value-empty", ("沒有填任何內容", "nothing is reported"),
                ("請填 value，或刪去這一項；沒有資料不等於 0", "write a value, or leave the item out: absent is not zero"),
            )  # fmt: skip
        if said.final and said.qualifier == "preliminary":
            yield self._problem(
                "final", "final-preliminary", ("同時標示定案與初步", "marked both final and preliminary"),
                ("請擇一", "keep one of them"),
            )  # fmt: skip
        if said.standing and said.value:
            yield self._problem(
                "standing", "value-and-standing", ("同時有數字與「沒有數字」的理由", "both a figure and a reason for having none"),
                ("請擇一", "keep one of them"),
            )  # fmt: skip
        yield from self._withheld()
        if said.standing and said.standing.kind == "withheld-by-law" and not said.standing.ground:
            yield self._problem(
                "standing", "missing-key", ("依法不公開而沒有法律依據", "withheld by law without its ground"),
                ("請在 ground 寫明條文", "write the article under ground"),
            )  # fmt: skip
        if said.on and said.on > self.one.entry.report.as_of:
            yield self._problem(
                "on", "report-future", (f"完成日 {said.on} 晚於截至日", f"the day {said.on} is after the as-of day"),
                ("請改正日期", "correct the day"),
            )  # fmt: skip

    def _withheld(self) -> Iterator[Problem]:
        """What the law withholds is told in no other key either: the file itself is public."""
        said = self.said
        if not said.standing or said.standing.kind != "withheld-by-law":
            return
        told = {"components": said.components, "breakdown": said.breakdown,
                "conditions": said.conditions, "on": said.on}  # fmt: skip
        for key in (key for key, given in told.items() if given):
            yield self._problem(key, "value-and-standing", *told_and_withheld(key))

    def _figure(self, figure: Figure) -> Iterator[Problem]:
        unit = self.kpi.target_unit
        if figure.unit and unit and figure.unit != unit:
            yield self._problem(
                "value", "value-unit", (f"單位是「{figure.unit}」", f"the unit is “{figure.unit}”"),
                (f"這項指標的單位是「{unit}」", f"this indicator is counted in “{unit}”"),
            )  # fmt: skip
        yield from self._over(figure.value, figure.printed)
        whole = (
            self.kpi.kind in ("count", "rank") and figure.value != figure.value.to_integral_value()
        )
        if whole:
            yield self._problem(
                "value", "value-not-whole", (f"件數「{figure.printed}」有小數", f"the count “{figure.printed}” is not whole"),
                ("請填整數", "write a whole number"),
            )  # fmt: skip

    def _over(self, value: Decimal, shown: str) -> Iterator[Problem]:
        if self.kpi.target_unit == "%" and value > HUNDRED and not self.kpi.over_100:
            yield self._problem(
                "value", "value-over-100", (f"{shown} 超過 100%", f"{shown} is over 100%"),
                ("請檢查；若這項比率可能超過，請在計畫的指標寫 over_100: true", "check it; if this rate can pass 100, write over_100: true in the plan"),
            )  # fmt: skip

    def _components(self) -> Iterator[Problem]:
        said, kpi = self.said, self.kpi
        for name in said.components:
            if name not in kpi.components:
                known = "、".join(kpi.components) or "–"
                yield self._problem(
                    "components", "unknown-component", (f"指標沒有「{name}」這個組成", f"the indicator has no component “{name}”"),
                    (f"可用：{known}", f"known: {known}"),
                )  # fmt: skip
        if kpi.calculation is None or not said.components:
            return
        parts = {name: figure.value for name, figure in said.components.items()}
        computed = compute(kpi.calculation, parts, kpi.rounding)
        if computed is None:
            return
        if said.value is None:
            yield from self._over(computed.value or HUNDRED, computed.expression)
            return
        if computed.value is None or not _agree(said.value, computed.value):
            working = computed.expression
            yield self._problem(
                "value", "value-differs", (f"填 {said.value.printed}，但由組成算得 {working}", f"{said.value.printed} is stated, and the components give {working}"),
                ("請改正其中之一，或只填組成", "correct one of them, or give the components alone"),
            )  # fmt: skip

    def _conditions(self) -> Iterator[Problem]:
        year = value_year(self.said, self.one.entry)
        wanted = {c.id for t in self.kpi.targets if t.year == year for c in t.conditions}
        for name in self.said.conditions:
            if name not in wanted:
                yield self._problem(
                    "conditions", "unknown-component", (f"目標沒有「{name}」這個條件", f"the target has no condition “{name}”"),
                    (f"可用：{'、'.join(sorted(wanted)) or '–'}", f"known: {', '.join(sorted(wanted)) or '–'}"),
                )  # fmt: skip


def told_and_withheld(key: str) -> tuple[Words, Words]:
    """What is found, and what is to be done, where the law withholds an item and `key` tells it."""
    return (
        (f"依法不公開，{key} 卻還有內容", f"withheld by law, and {key} still tells it"),
        (f"請刪去 {key}；資料檔也是公開的", f"take {key} out: the file is public too"),
    )


def _agree(stated: Figure, computed: Decimal) -> bool:
    """Whether the stated value is the computed one, to the places that it is stated with."""
    exponent = stated.value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return abs(stated.value - computed) * 2 <= Decimal(1).scaleb(-places)
