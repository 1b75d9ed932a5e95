"""The first files of an office and of a plan, and a plan that follows an earlier one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from generator.document import Value
from generator.fields import Text
from generator.imports.house import dump, house_yaml, text_node, unquoted
from generator.numerals import western_number
from generator.periods import ROC_OFFSET

_AGENCY_HEAD = "# yaml-language-server: $schema=../../../schemas/agency.json\n"
_PLAN_HEAD = "# yaml-language-server: $schema=../../../../schemas/plan.json\n"
_SAME = "與上期相同，請確認或修改 the same as in the last period: confirm or change"
# Of an indicator, what belongs to its period and not to what it measures.
_OF_PERIOD = ("targets", "trajectory", "baseline")


@dataclass(frozen=True)
class NewAgency:
    """An office; `official` says whether its English name is its own."""

    name: Text
    government: Text
    region: Text
    official: bool


@dataclass(frozen=True)
class NewPlan:
    """A plan's head. `period` as printed (`115`, `116-119`); `taken`: the day it is taken in."""

    kind: str
    title: Text
    period: str
    money_unit: str | None
    document_format: Text
    sha256: str
    taken: dt.date


def compose_agency(new: NewAgency) -> str:
    """The text of agency.yml."""
    document = CommentedMap(
        {
            "name": text_node(new.name),
            "name_status": "official" if new.official else "provisional",
            "government": text_node(new.government),
            "region": text_node(new.region),
        }
    )
    return _AGENCY_HEAD + unquoted(dump(document))


def _head(new: NewPlan) -> CommentedMap:
    document = CommentedMap({"kind": new.kind, "title": text_node(new.title), "period": new.period})
    if new.money_unit:
        document["money_unit"] = new.money_unit
    source = CommentedMap(
        {
            "id": "doc",
            "title": text_node(new.title),
            "format": text_node(new.document_format),
            "sha256": new.sha256,
            "basis": "original",
        }
    )
    document["sources"] = CommentedSeq([source])
    taken_in = text_node(Text(zh="首次收錄", en="First recorded here"))
    document["changes"] = CommentedSeq([CommentedMap({"date": str(new.taken), "what": taken_in})])
    return document


def compose_plan(new: NewPlan, content: Mapping[str, Value] | None = None) -> str:
    """The text of a plan.yml; without `content` its goals are copied from the document next.

    `content`: plain values as the file has them, by section (`goals`, `notes`, `sections`).
    """
    document = _head(new)
    for key, value in (content or {}).items():
        if value:
            document[key] = _node(value)
    return _PLAN_HEAD + unquoted(dump(document))


def _node(value: Value) -> object:
    """Plain values as ruamel.yaml writes them in the house format."""
    if isinstance(value, dict):
        return CommentedMap({key: _node(below) for key, below in value.items()})
    if isinstance(value, (list, tuple)):
        return CommentedSeq([_node(below) for below in value])
    return value


@dataclass(frozen=True)
class Carried:
    """A plan made from the last one: its text, the printed numbers of the indicators whose target
    is the last period's still, and of those whose target cannot be carried over as it is."""

    text: str
    unchanged: tuple[str, ...]
    left_out: tuple[str, ...]


def carry_over(
    last: str, new: NewPlan, *, years: tuple[int, ...], actuals: Mapping[str, str]
) -> Carried:
    """Goals and indicators of the last plan under a new head.

    `last`: the text of its plan.yml; `years`: the new period's, Gregorian; `actuals`: the last
    final value of each indicator as reported, by western number, which becomes its baseline.
    What belongs to the old period (measures, money, schedule, amendments) is left behind. Each
    year has the last target, marked, until someone sets another.
    """
    old = house_yaml().load(last)
    document = _head(new)
    for key in ("sections", "goals"):
        if key in old:
            document[key] = old[key]
    for goal in document.get("goals", ()):
        for key in ("measures", "budget_line"):
            goal.pop(key, None)
    unchanged, left_out = [], []
    for kpi in old.get("kpis", ()):
        targets = kpi.get("targets") or {}
        for key in _OF_PERIOD:
            kpi.pop(key, None)
        number = str(kpi["number"])
        if actual := actuals.get(western_number(number)):
            kpi["baseline"] = actual
        if targets and isinstance(last_target := list(targets.values())[-1], str):
            kpi["targets"] = CommentedMap({year - ROC_OFFSET: str(last_target) for year in years})
            kpi.yaml_set_comment_before_after_key("targets", before=_SAME, indent=4)
            unchanged.append(number)
        elif targets:
            left_out.append(number)
    if "kpis" in old:
        document["kpis"] = old["kpis"]
    return Carried(_PLAN_HEAD + unquoted(dump(document)), tuple(unchanged), tuple(left_out))
