"""A plan and its results as StratML Part 2 (ISO 17469-2), a Performance Plan or Report.

A goal is a Goal, each of its measures an Objective; its indicators stand in one Objective more,
which has no SequenceIndicator. An estimate is an indicator of the Input stage. StratML has one text
where we have two: the Chinese is the first line, the English the second. What StratML has no
element for stands in OtherInformation (of a result: in its Description) under the names, and in the
form, that it has in the data files; `generator.imports.stratml` reads it all back.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml import etree

from generator.exports.dataset import DataFile, Dataset, Format, Origin
from generator.exports.stratml_xml import (
    INDICATORS,
    NAMESPACE,
    ROOT,
    STATE,
    TARGET_KIND,
    Element,
    Plain,
    add,
    add_days,
    add_rest,
    describe,
    dumped,
    known_on,
    lines_of,
    name_of,
    number_of,
    on_one_line,
)
from generator.fields import Text
from generator.indicators import Kpi, YearTarget
from generator.model import Goal, Measure, StatedTarget
from generator.numerals import Figure, parse_figure
from generator.observations import value_year

NAME = "plan.stratml.xml"
MEDIA_TYPE = "application/xml"

_ESTIMATE = Text(zh="概估經費", en="Estimate")
_OFFICE = Text(zh="主辦機關", en="Office in charge")
_REST = (
    "# StratML 沒有欄位的內容，寫法同資料檔 What StratML has no element for, as in the data files\n"
)
_QUALITATIVE = ("milestone", "text")


class _Writer:
    """One plan's document; holds what its parts refer to."""

    def __init__(self, dataset: Dataset, origin: Origin, record: Mapping[str, Any]) -> None:
        self.dataset = dataset
        self.origin = origin
        self.record = record
        self.plan = origin.plan
        self.prefix = f"lianming.{origin.agency_id}.{origin.plan_id}"
        self.kpis = {kpi["id"]: kpi for kpi in record["kpis"]}
        held = {report["id"] for report in record["reports"]}
        self.reports = [entry for entry in origin.reports if entry.id in held]
        self.said: dict[tuple[str, int], list[Plain]] = {}
        for entry in self.reports:
            for place, said in enumerate(entry.report.kpis, 1):
                about = {"report": entry.id, "place": str(place), **dumped(said)}
                self.said.setdefault((said.kpi_id, value_year(said, entry)), []).append(about)

    def write(self) -> bytes:
        kind = "Performance_Report" if self.reports else "Performance_Plan"
        root = etree.Element(name_of(ROOT), {"Type": kind}, nsmap={None: NAMESPACE})
        plan = known_on(self.plan, self.dataset.as_of)
        goals, kpis = plan.pop("goals"), plan.pop("kpis", ())
        add(root, "Name", lines_of(plan.pop("title")))
        if notice := self.record["notice"]:
            add(root, "Description", lines_of(notice))
        add_rest(root, plan | self._beside(), self._head())
        core = add(root, "StrategicPlanCore")
        self._organization(core)
        for goal, plain in zip(self.plan.goals, goals, strict=True):
            self._goal(core, goal, plain, kpis)
        self._administration(root)
        return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)

    def _head(self) -> str:
        publisher = self.dataset.publisher
        licence = publisher.licence
        said = (
            on_one_line(publisher.site),
            on_one_line(publisher.operator_name),
            f"{on_one_line(licence.title)} {licence.url}",
        )
        return "".join(f"# {line}\n" for line in said) + _REST

    def _beside(self) -> Plain:
        """The order of the indicators where it is not that of the goals, and the reports without
        what they say of indicators."""
        beside: Plain = {}
        order = [kpi.number for kpi in self.plan.kpis]
        if order != [kpi.number for goal in self.plan.goals for kpi in self._kpis(goal)]:
            beside["kpi_order"] = order
        if self.reports:
            beside["reports"] = {
                entry.id: {k: v for k, v in dumped(entry.report).items() if k != "kpis"}
                for entry in self.reports
            }
        return beside

    def _kpis(self, goal: Goal) -> list[Kpi]:
        return [kpi for kpi in self.plan.kpis if kpi.goal_id == goal.id]

    def _organization(self, core: Element) -> None:
        agency = self.origin.agency
        name = lines_of(dumped(agency.name))
        office = add(core, "Organization")
        add(office, "Name", name)
        add(office, "Identifier", f"lianming.{self.origin.agency_id}")
        add(office, "Description", lines_of(dumped(agency.government)))
        stakeholder = add(office, "Stakeholder", StakeholderTypeType="Organization")
        add(stakeholder, "Name", name)
        role = add(stakeholder, "Role")
        add(role, "Name", lines_of(dumped(_OFFICE)))
        add(role, "RoleType", "Performer")

    def _administration(self, root: Element) -> None:
        period = self.plan.period
        about = add(root, "AdministrativeInformation")
        add(about, "Identifier", self.prefix)
        add(about, "StartDate", f"{period.first_year}-01-01")
        add(about, "EndDate", period.end.isoformat())
        add(about, "PublicationDate", self.dataset.changed.isoformat())
        add(about, "Source", f"{self.dataset.publisher.url}{self.dataset.page}")

    def _goal(self, core: Element, goal: Goal, plain: Plain, kpis: Sequence[Plain]) -> None:
        element = add(core, "Goal")
        add(element, "Name", lines_of(plain.pop("text")))
        add(element, "Description", "\n\n".join(map(lines_of, plain.pop("details", ()))))
        add(element, "Identifier", f"{self.prefix}.{goal.id}")
        add(element, "SequenceIndicator", plain.pop("number"))
        measures = plain.pop("measures", ())
        add_rest(element, plain)
        for measure, below in zip(goal.measures, measures, strict=True):
            self._measure(element, measure, below)
        if own := self._kpis(goal):
            objective = add(element, "Objective")
            add(objective, "Name", lines_of(dumped(INDICATORS)))
            add(objective, "Identifier", f"{self.prefix}.{goal.id}.kpis")
            for kpi in own:
                self._kpi(objective, goal, kpi, kpis[self.plan.kpis.index(kpi)])

    def _measure(self, goal: Element, measure: Measure, plain: Plain) -> None:
        element = add(goal, "Objective")
        add(element, "Name", lines_of(plain.pop("text")))
        add(element, "Identifier", f"{self.prefix}.{measure.id}")
        add(element, "SequenceIndicator", plain.pop("number"))
        for stated in ("estimate", "targets"):
            plain.pop(stated, None)
        add_rest(element, plain)
        if measure.estimate:
            self._estimate(element, measure, measure.estimate)
        for target in measure.targets:
            _stated_target(element, target)

    def _estimate(self, objective: Element, measure: Measure, estimate: Figure) -> None:
        element = add(
            objective, "PerformanceIndicator",
            ValueChainStage="Input", PerformanceIndicatorType="Quantitative",
        )  # fmt: skip
        add(element, "MeasurementDimension", lines_of(dumped(_ESTIMATE)))
        add(element, "UnitOfMeasurement", estimate.unit or self.plan.money_unit or "")
        add(element, "Identifier", f"{self.prefix}.{measure.id}.estimate")
        result = add(add(element, "MeasurementInstance"), "TargetResult")
        if measure.schedule:
            add_days(result, measure.schedule)
        add(result, "NumberOfUnits", number_of(estimate.value))
        add(result, "Description", estimate.printed)

    def _kpi(self, objective: Element, goal: Goal, kpi: Kpi, plain: Plain) -> None:
        kind = "Qualitative" if kpi.kind in _QUALITATIVE else "Quantitative"
        element = add(objective, "PerformanceIndicator", PerformanceIndicatorType=kind)
        add(element, "SequenceIndicator", plain.pop("number"))
        add(element, "MeasurementDimension", lines_of(plain.pop("name")))
        add(element, "UnitOfMeasurement", kpi.target_unit or "")
        add(element, "Identifier", f"{self.prefix}.{kpi.id}")
        parent = next((one for one in self.plan.kpis if one.id == kpi.parent_id), None)
        if parent:
            relation = add(element, "Relationship", RelationshipType="Narrower_Than")
            add(relation, "ReferentIdentifier", f"{self.prefix}.{parent.id}")
            if parent.number == kpi.parent:
                del plain["parent"]
        if kpi.unit != next((self._stood(kpi, t).unit for t in kpi.targets if t.figure), None):
            plain.pop("unit", None)  # else it would be told from the figures' own
        if plain["goal"] == goal.number:
            del plain["goal"]
        targets = {t.year: t for t in kpi.targets}
        printed = plain.pop("targets", {}).values()
        values = dict(zip(targets, printed, strict=True))
        more = sorted({year for id_, year in self.said if id_ == kpi.id} - set(targets))
        for year in (*targets, *more):
            instance = add(element, "MeasurementInstance")
            if year in targets:
                self._target(instance, kpi, targets[year], values[year])
            for said in self.said.get((kpi.id, year), ()):
                self._actual(instance, kpi, year, said)
        add_rest(element, plain)

    def _target(
        self, instance: Element, kpi: Kpi, target: YearTarget, plain: Any
    ) -> None:  # fmt: skip
        result = add(instance, "TargetResult")
        add(result, "StartDate", f"{target.year}-01-01")
        end = target.milestone.by if target.milestone else target.end
        add(result, "EndDate", end.isoformat())
        if target.figure:
            stood = self._stood(kpi, target)
            add(result, "NumberOfUnits", number_of(stood.value))
            add(result, "Description", stood.printed)
        elif text := target.milestone.text if target.milestone else target.text:
            describe(result, TARGET_KIND, "milestone" if target.milestone else "text")
            add(result, "Description", lines_of(dumped(text)))
        elif plain is not None:
            worked_out = self._state(kpi.id, target.year).get("target")
            if target.derived and worked_out is not None:
                add(result, "NumberOfUnits", worked_out)
            kinds = ("range", "conditions", "derived")
            describe(result, TARGET_KIND, next(k for k in kinds if getattr(target, k)))
            add_rest(result, plain, tag="Description")

    def _stood(self, kpi: Kpi, target: YearTarget) -> Figure:
        """A target's figure as it stood on the as-of day, which the public record tells."""
        return parse_figure(self.kpis[kpi.id]["targets"][str(target.year)]["printed"])

    def _actual(self, instance: Element, kpi: Kpi, year: int, said: Plain) -> None:
        """A result that another report corrected has no number, so that nobody counts it."""
        observed = next(
            one
            for one in self.kpis[kpi.id]["observations"]
            if (one["report"], one["year"]) == (said["report"], str(year))
        )
        result = add(instance, "ActualResult")
        add(result, "StartDate", f"{year}-01-01")
        add(result, "EndDate", observed["as_of"])
        if observed["value"] is not None and observed["corrected_by"] is None:
            add(result, "NumberOfUnits", observed["value"])
        state = self._state(kpi.id, year)
        if state.get("observation") == said["report"]:
            describe(result, STATE, state["code"])
        if said["kpi"] == kpi.number:
            said = {key: value for key, value in said.items() if key != "kpi"}
        add_rest(result, said, tag="Description")

    def _state(self, kpi: str, year: int) -> Mapping[str, Any]:
        """Where an indicator stands for a year, as its page shows it; empty where it has none."""
        states = self.kpis[kpi]["states"]
        return next((state for state in states if state["year"] == str(year)), {})


def _stated_target(objective: Element, target: StatedTarget) -> None:
    element = add(objective, "PerformanceIndicator")
    figure = target.figure
    add(element, "MeasurementDimension", lines_of(dumped(target.text)))
    add(element, "UnitOfMeasurement", (figure.unit if figure else None) or "")
    result = add(add(element, "MeasurementInstance"), "TargetResult")
    if figure or target.kind == "zero":
        add(result, "NumberOfUnits", number_of(figure.value) if figure else "0")
    describe(result, TARGET_KIND, target.kind)
    if figure:
        add(result, "Description", figure.printed)


def write_stratml(dataset: Dataset, origin: Origin, record: Mapping[str, Any]) -> bytes:
    """The plan's document. Raises `ValueError` for a text that it cannot hold (a line break, a
    character that XML does not have); the loader lets none in."""
    return _Writer(dataset, origin, record).write()


def _make(dataset: Dataset, _: Mapping[str, DataFile]) -> Iterator[DataFile]:
    origin = dataset.origin
    # A plan that is being written may have no goals yet; StratML needs one.
    if origin and dataset.record is not None and origin.plan.goals:
        yield DataFile(NAME, MEDIA_TYPE, write_stratml(dataset, origin, dataset.record))


STRATML = Format(
    id="stratml",
    title=Text(zh="StratML 績效計畫", en="StratML performance plan"),
    about=Text(
        zh="國際標準 ISO 17469-2：目標、作法、指標、目標值與實績，其他策略管理工具可以直接讀取。",
        en="International standard ISO 17469-2: goals, objectives, indicators, targets and results, for other tools of strategic management.",
    ),
    make=_make,
    site=False,
)
