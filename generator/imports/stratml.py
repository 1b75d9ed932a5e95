"""A StratML document that `generator.exports.stratml` wrote, perhaps changed since, to records.

Read is what the plan and its reports say; not read is what follows from elsewhere: the office,
Identifiers but those of a Relationship, days that follow from a schedule, units of a measure's
indicators, states, worked-out targets. An element that has no place in a plan is a problem, so nothing is dropped.
"""

from dataclasses import dataclass

from generator.document import Document, Path, Value
from generator.exports.stratml_xml import INDICATORS, TARGET_KIND, Element, Plain, dumped
from generator.imports.stratml_document import RESULT, Elements, Reading, descriptor, parse_xml
from generator.imports.stratml_reports import Reports
from generator.model import Plan
from generator.numerals import Refused, parse_figure
from generator.periods import ROC_OFFSET, parse_period
from generator.problems import Problem, ProblemsError
from generator.records import read_record
from generator.reports import ReportEntry

_PLAN = "Name Description OtherInformation StrategicPlanCore AdministrativeInformation"
_GOAL = "Name Description Identifier SequenceIndicator OtherInformation"
_OBJECTIVE = "Name Identifier SequenceIndicator OtherInformation"
_INDICATOR = (
    "SequenceIndicator MeasurementDimension UnitOfMeasurement Identifier Relationship"
    " OtherInformation"
)
_STATED = "MeasurementDimension UnitOfMeasurement Identifier MeasurementInstance"
_OF_INDICATORS = {"Name", "Identifier", "PerformanceIndicator"}
_IN_WORDS = ("text", "milestone")


@dataclass(frozen=True)
class Imported:
    """A plan with its reports in the order they came in; `values`: the plan as plain values of its
    file. `notes` are remarks that stop nothing."""

    plan: Plan
    reports: tuple[ReportEntry, ...]
    values: Plain
    notes: tuple[Problem, ...]


def read_stratml(content: bytes, file: str) -> Imported:
    """The plan and reports of a document. `file`: its name, for the places of problems.

    What must agree inside the plan is for the loader to check, once it stands in a folder. Raises
    `ProblemsError` with every problem.
    """
    reader = _Reader(file)
    reader.read(parse_xml(content, file))
    plan, problems = read_record(reader.document, Plan)
    reader.reading.problems += problems
    reports = reader.reports.entries()
    found = reader.reading.problems
    if plan is None or any(problem.severity == "error" for problem in found):
        raise ProblemsError(found)
    values = reader.document.value
    return Imported(plan, reports, dict(values) if isinstance(values, dict) else {}, tuple(found))


class _Reader:
    """One file on its way: the plan's plain values, each with its place, and its reports'."""

    def __init__(self, file: str) -> None:
        self.reading = Reading(file)
        self.document = Document(file)
        self.reports = Reports(self.reading)
        self.numbers: dict[str, str] = {}

    def read(self, root: Element) -> None:
        """Fills `document` and `reports`."""
        reading, document = self.reading, self.document
        document.places[()] = reading.place(root)
        parts = reading.children(root, _PLAN)
        rest = reading.rest(parts.one("OtherInformation"), document, ())
        order = rest.pop("kpi_order", ())
        self.reports.take_heads(rest.pop("reports", {}), document)
        core = parts.one("StrategicPlanCore")
        below = reading.children(core, "", "Organization Goal") if core is not None else None
        goals = below.many("Goal") if below else []
        indicators: list[tuple[Element, str | None]] = []
        plan: Plain = {
            "title": reading.text(parts.one("Name"), document, ("title",)),
            "goals": tuple(self._goal(goal, i, indicators) for i, goal in enumerate(goals)),
        }
        indicators = self._in_order(indicators, order)
        plan["kpis"] = tuple(
            self._kpi(element, goal, ("kpis", i)) for i, (element, goal) in enumerate(indicators)
        )
        document.value = self._joined(parts, rest, plan, ())
        self._check_period(parts.one("AdministrativeInformation"), rest.get("period"))

    def _joined(self, parts: Elements, rest: Plain, said: Plain, path: Path) -> dict[str, Value]:
        """What elements say and what stands beside them; a field in both places must agree."""
        said = {name: value for name, value in said.items() if value not in (None, ())}
        for name in said.keys() & rest.keys():
            if said[name] != rest[name]:
                place = self.document.place((*path, name))
                self.reading.differ(place, name, str(said[name]), str(rest[name]))
        self.document.places.setdefault(path, parts.place)
        return {**rest, **said}

    def _goal(
        self, element: Element, index: int, indicators: list[tuple[Element, str | None]]
    ) -> dict[str, Value]:
        reading, path = self.reading, ("goals", index)
        parts = reading.children(element, _GOAL, "Objective")
        rest = reading.rest(parts.one("OtherInformation"), self.document, path)
        number = reading.line(parts.one("SequenceIndicator"))
        measures: list[Value] = []
        for objective in parts.many("Objective"):
            below = reading.children(objective, _OBJECTIVE, "PerformanceIndicator")
            own = below.many("PerformanceIndicator")
            if set(below.by_tag) <= _OF_INDICATORS and self._name(below) == dumped(INDICATORS):
                indicators += [(indicator, number) for indicator in own]
            else:
                measures.append(self._measure(below, own, (*path, "measures", len(measures))))
        said = {
            "number": self._number(parts, path),
            "text": reading.text(parts.one("Name"), self.document, (*path, "text")),
            "details": reading.texts(parts.one("Description"), self.document, (*path, "details")),
            "measures": tuple(measures),
        }
        return self._joined(parts, rest, said, path)

    def _name(self, parts: Elements) -> Plain | None:
        return self.reading.text(parts.one("Name"), Document(self.reading.file), ())

    def _number(self, parts: Elements, path: Path) -> str | None:
        element = parts.one("SequenceIndicator")
        if element is not None:
            self.document.places[(*path, "number")] = self.reading.place(element)
        return self.reading.line(element)

    def _measure(self, parts: Elements, own: list[Element], path: Path) -> dict[str, Value]:
        reading = self.reading
        rest = reading.rest(parts.one("OtherInformation"), self.document, path)
        said: Plain = {
            "number": self._number(parts, path),
            "text": reading.text(parts.one("Name"), self.document, (*path, "text")),
        }
        targets: list[Plain] = []
        for indicator in own:
            below = reading.children(indicator, _STATED)
            at = (*path, "targets", len(targets))
            result = self._only_target(below)
            if indicator.get("ValueChainStage") == "Input" and "estimate" not in said:
                said["estimate"] = reading.figure(result, self.document, (*path, "estimate"))
                continue
            name = reading.text(below.one("MeasurementDimension"), self.document, (*at, "text"))
            kind = descriptor(reading, result, TARGET_KIND)
            target: Plain = {"kind": kind, "text": name}
            if kind != "zero" or result.one("Description") is not None:
                target["figure"] = reading.figure(result, self.document, (*at, "figure"))
            targets.append(self._joined(below, {}, target, at))
        said["targets"] = tuple(targets)
        return self._joined(parts, rest, said, path)

    def _only_target(self, indicator: Elements) -> Elements:
        """The one TargetResult of an indicator that is no KPI."""
        instance = indicator.one("MeasurementInstance")
        if instance is None:
            return Elements(indicator.place)
        target = self.reading.children(instance, "TargetResult").one("TargetResult")
        if target is None:
            return Elements(indicator.place)
        return self.reading.children(target, RESULT)

    def _in_order(
        self, indicators: list[tuple[Element, str | None]], order: Value
    ) -> list[tuple[Element, str | None]]:
        """The indicators in the plan's order; those that it does not name come last."""
        numbered = []
        for element, goal in indicators:
            parts = Elements(self.reading.place(element))
            for child in element:
                parts.by_tag.setdefault(str(child.tag).rpartition("}")[2], []).append(child)
            number = (parts.one("SequenceIndicator"), parts.one("Identifier"))
            printed, identifier = (one.text or "" if one is not None else "" for one in number)
            if identifier:
                self.numbers[identifier.strip()] = printed.strip()
            numbered.append((printed.strip(), (element, goal)))
        places = {number: i for i, number in enumerate(order)} if isinstance(order, tuple) else {}
        numbered.sort(key=lambda one: places.get(one[0], len(places)))
        return [one for _, one in numbered]

    def _kpi(self, element: Element, goal: str | None, path: Path) -> dict[str, Value]:
        reading, document = self.reading, self.document
        parts = reading.children(element, _INDICATOR, "MeasurementInstance")
        rest = reading.rest(parts.one("OtherInformation"), document, path)
        number = self._number(parts, path)
        said: Plain = {
            "number": number,
            "name": reading.text(parts.one("MeasurementDimension"), document, (*path, "name")),
        }
        if "goal" not in rest:
            said["goal"] = goal
        if "parent" not in rest:
            said["parent"] = self._parent(parts)
        targets: Plain = {}
        for instance in parts.many("MeasurementInstance"):
            below = reading.children(instance, "TargetResult", "ActualResult")
            target = below.one("TargetResult")
            if target is not None:
                self._target(reading.children(target, RESULT), targets, path)
            for actual in below.many("ActualResult"):
                self.reports.take_value(reading.children(actual, RESULT), number)
        said["targets"] = targets or None
        printed = next((one for one in targets.values() if isinstance(one, str)), None)
        said["unit"] = self._unit(parts, rest, printed)
        return self._joined(parts, rest, said, path)

    def _parent(self, parts: Elements) -> str | None:
        """The number of the indicator that this one is nested in."""
        relation = parts.one("Relationship")
        if relation is None:
            return None
        below = self.reading.children(relation, "ReferentIdentifier")
        named = self.reading.line(below.one("ReferentIdentifier")) or ""
        if named not in self.numbers:
            self.reading.add(
                below.place, "stratml-reference",
                (f"找不到指標「{named}」", f"there is no indicator “{named}”"),
                ("請寫本檔中指標的 Identifier", "write the Identifier of an indicator in this file"),
            )  # fmt: skip
        return self.numbers.get(named)

    def _unit(self, parts: Elements, rest: Plain, printed: str | None) -> str | None:
        """The indicator's own unit, unless its figures print the same."""
        unit = self.reading.line(parts.one("UnitOfMeasurement"))
        if unit is None or "unit" in rest:
            return unit
        return None if unit == _printed_unit(printed) else unit

    def _target(self, parts: Elements, targets: Plain, path: Path) -> None:
        reading = self.reading
        start = reading.line(parts.one("StartDate")) or ""
        year = _roc_year(start)
        if year is None or year in targets:
            reading.add(
                parts.place, "stratml-year",
                (f"目標的 StartDate 是「{start}」", f"a target's StartDate is “{start}”"),
                ("請寫該年第一天，例如 2026-01-01；一年一個目標", "write the first day of its year, e.g. 2026-01-01; one target a year"),
            )  # fmt: skip
            return
        at = (*path, "targets", year)
        self.document.places[at] = self.document.keys[at] = parts.place
        kind = descriptor(reading, parts, TARGET_KIND)
        if kind is None:
            targets[year] = reading.figure(parts, self.document, at)
        elif kind in _IN_WORDS:
            inside = at if kind == "text" else (*at, "text")
            text = reading.text(parts.one("Description"), self.document, inside)
            by = reading.line(parts.one("EndDate"))
            targets[year] = text if kind == "text" else {"by": by, "text": text}
        else:
            targets[year] = reading.rest(parts.one("Description"), self.document, at)

    def _check_period(self, about: Element | None, printed: Value) -> None:
        """The days of the period and its printed years must be the same."""
        if about is None or not isinstance(printed, str):
            return
        parts = self.reading.children(about, "Identifier StartDate EndDate PublicationDate Source")
        try:
            period = parse_period(printed)
        except Refused:
            return  # said with the field
        days = {"StartDate": f"{period.first_year}-01-01", "EndDate": period.end.isoformat()}
        for tag, day in days.items():
            if (said := self.reading.line(parts.one(tag))) not in (None, day):
                self.reading.differ(parts.place, tag, str(said), f"period: {printed}")


def _roc_year(day: str) -> str | None:
    """The ROC year that starts on a day; `None` for another day."""
    year, _, rest = day.partition("-")
    return str(int(year) - ROC_OFFSET) if year.isdecimal() and rest == "01-01" else None


def _printed_unit(printed: str | None) -> str | None:
    try:
        return parse_figure(printed).unit if printed else None
    except Refused:
        return None
