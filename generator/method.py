"""The status specification: rules with worked examples, read from `status_spec.yml`.

The same table is the test of the rules and the public method page.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from generator.fields import Day, Days, Line, Record, Text
from generator.indicators import Kpi
from generator.model import Amendment, Calendar, Plan
from generator.observations import keep_book
from generator.problems import ProblemsError
from generator.progress import Progress, assess_kpi
from generator.records import read_record
from generator.reports import Report, ReportEntry, parse_report_name
from generator.strict_yaml import parse_document

_SPEC = Path(__file__).parent / "status_spec.yml"
_NAME = {"zh": "指標", "en": "Indicator"}
_BODY = {"zh": "填報機關", "en": "Reporting office"}

# What an example stands in: a plan of one year, without a document.
_PLAN = Plan.model_validate(
    {
        "kind": "example",
        "title": _NAME,
        "period": "114",
        "sources": ({"id": "doc", "title": _NAME, "format": _NAME, "basis": "fictional"},),
        "changes": ({"date": "2025-01-01", "what": _NAME},),
    },
    strict=True,
)


def _kpi(value: Any) -> Any:
    """An example says only what matters; the rest of a KPI's record is filled in."""
    return (
        {"goal": "1", "number": "1", "name": _NAME, **value} if isinstance(value, dict) else value
    )


def _report(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    kpis = tuple({"kpi": "1", **said} for said in value.get("kpis", ()))
    return {"body": _BODY, **value, "kpis": kpis}


class Example(Record):
    """One case: a KPI, reports by name, what the calendar asks for, and what must come out.

    `working` is the state's arithmetic, `computed` that of the value, `target` that of the target.
    """

    kpi: Annotated[Kpi, BeforeValidator(_kpi)]
    reports: dict[Line, Annotated[Report, BeforeValidator(_report)]] = Field(default_factory=dict)
    dues: Days | None = None
    amendments: tuple[Amendment, ...] = ()
    as_of: Day
    state: Line
    working: Line | None = None
    computed: Line | None = None
    target: Line | None = None

    @property
    def entries(self) -> tuple[ReportEntry, ...]:
        """Its reports with what their names say."""
        entries = []
        for name, report in self.reports.items():
            if named := parse_report_name(name):
                entries.append(ReportEntry(name, *named, report))
        return tuple(entries)

    @property
    def plan(self) -> Plan:
        """The plan that the example stands in."""
        update = {
            "kpis": (self.kpi,), "amendments": self.amendments, "calendar": _calendar(self),
        }  # fmt: skip
        return _PLAN.model_copy(update=update)

    def assess(self) -> Progress:
        """What the rules make of it."""
        book = keep_book(self.plan, self.entries, self.as_of)
        return assess_kpi(self.kpi, plan=self.plan, book=book, as_of=self.as_of)[0]


def _calendar(example: Example) -> Calendar | None:
    if example.dues is None:
        return None
    return Calendar.model_construct(accepted=example.as_of, source=Text(zh="–"), dues=example.dues)


class Rule(Record):
    """A rule: which clock it belongs to, the state it gives, its words, and worked examples."""

    id: Line
    clock: Literal["result", "pace", "freshness", "standing"]
    state: Line
    says: Text
    examples: Annotated[tuple[Example, ...], Field(min_length=1)]


class Specification(Record):
    """Every rule, in the order of the method page."""

    rules: tuple[Rule, ...]


def load_specification(path: Path = _SPEC) -> Specification:
    """The table. Raises `ProblemsError` where it does not hold together."""
    document = parse_document(path.read_bytes(), path.name)
    specification, problems = read_record(document, Specification)
    if specification is None or document.problems:
        raise ProblemsError([*document.problems, *problems])
    return specification
