"""A report's file in the house format: written new, or added to with its comments kept.

What is written here is checked by the loader before it is put in place.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq

from generator.fields import Text
from generator.imports.house import dump, house_yaml, text_node, unquoted
from generator.numerals import western_number
from generator.periods import gregorian
from generator.reports import ReportEntry, Stage

_PARTS = ("components", "conditions")  # said one by one, so a later one joins the others
_HEAD = "# yaml-language-server: $schema=../../../../../schemas/report.json\n"

# What is said of one KPI, field by field, as in the file: {"value": "31 件"}.
Said = dict[str, Any]


@dataclass(frozen=True)
class Draft:
    """A report before it is written. `kpis`, `measures`, `budget`: what is said, by the printed
    number of the KPI, the measure (`壹-3`) or the line."""

    reported: dt.date
    stage: Stage
    as_of: dt.date
    body: Text
    kpis: Mapping[str, Said] = field(default_factory=dict)
    measures: Mapping[str, Said] = field(default_factory=dict)
    budget: Mapping[str, Said] = field(default_factory=dict)
    corrects: str | None = None
    why: Text | None = None


def _entry(number: str, said: Said, item: str = "kpi") -> CommentedMap:
    return CommentedMap({item: number, **said})


def compose_report(draft: Draft) -> str:
    """The text of a new report file."""
    document = CommentedMap({"as_of": str(draft.as_of), "body": text_node(draft.body)})
    if draft.corrects:
        document["corrects"] = draft.corrects
    if draft.why:
        document["why"] = text_node(draft.why)
    for section, item, rows in _beside(draft):
        if rows or section == "kpis":
            entries = (_entry(number, said, item) for number, said in rows.items())
            document[section] = CommentedSeq(entries)
    return _HEAD + unquoted(dump(document))


def _beside(draft: Draft) -> tuple[tuple[str, str, Mapping[str, Said]], ...]:
    """The report's lists, and the field that names each entry's item."""
    return (
        ("kpis", "kpi", draft.kpis),
        ("measures", "measure", draft.measures),
        ("budget", "line", draft.budget),
    )


def can_be_added(entry: ReportEntry, draft: Draft) -> bool:
    """Whether a draft says more of what a report is: one as-of day, one body, no correction."""
    report = entry.report
    same = (report.as_of, report.body.zh) == (draft.as_of, draft.body.zh)
    return same and report.corrects is None and draft.corrects is None


def _item(entry: Mapping[str, Any], draft: Draft) -> tuple[str, int]:
    """What makes two entries the same: the KPI and the year of its target."""
    year = entry.get("year")
    return western_number(str(entry["kpi"])), gregorian(int(year)) if year else draft.as_of.year


def add_to_report(text: str, draft: Draft) -> str:
    """An unpublished report with what the draft says added or put in place; comments stay."""
    document = house_yaml().load(text)
    kpis = document.setdefault("kpis", CommentedSeq())
    standing = {_item(entry, draft): entry for entry in kpis}
    for number, said in draft.kpis.items():
        new = _entry(number, said)
        entry = standing.get(_item(new, draft))
        if entry is None:
            kpis.append(new)
            continue
        for name, value in said.items():
            if name in _PARTS and name in entry:
                entry[name].update(value)
            else:
                entry[name] = value
    for section, item, rows in _beside(draft)[1:]:
        if rows:
            _add_beside(document.setdefault(section, CommentedSeq()), item, rows)
    return unquoted(dump(document))


def _add_beside(entries: CommentedSeq, item: str, rows: Mapping[str, Said]) -> None:
    """Measures or budget lines added, or put in place where the report has them."""
    standing = {western_number(str(entry[item])): entry for entry in entries}
    for number, said in rows.items():
        entry = standing.get(western_number(number))
        if entry is None:
            entries.append(_entry(number, said, item))
        else:
            entry.update(said)
