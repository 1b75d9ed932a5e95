"""StratML's elements, and how our texts and plain values stand in them; shared with the import."""

import calendar
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lxml import etree

from generator.fields import Record, Text
from generator.model import Plan
from generator.periods import Schedule
from generator.plain_yaml import write_plain

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
ROOT = "PerformancePlanOrReport"
# Names of Descriptors: what kind of target it is, and where a result stands.
TARGET_KIND, STATE = "target_kind", "state"
# The Objective that holds a goal's indicators; it is not numbered.
INDICATORS = Text(zh="績效指標", en="Performance indicators")
Plain = dict[str, Any]
Element = etree._Element


def name_of(tag: str) -> str:
    """The element's full name."""
    return f"{{{NAMESPACE}}}{tag}"


def dumped(record: Record) -> Plain:
    """A record as the plain values of its file, without what is as by default."""
    plain: Plain = record.model_dump(exclude_defaults=True)
    return plain


def known_on(plan: Plan, as_of: dt.date) -> Plain:
    """A plan as `dumped`, without what was recorded after the as-of day; the first change stays,
    since the record of a plan has one."""
    plain, day = dumped(plan), as_of.isoformat()
    first = min(change["date"] for change in plain["changes"])
    plain["changes"] = tuple(one for one in plain["changes"] if one["date"] <= max(day, first))
    amendments = tuple(one for one in plain.pop("amendments", ()) if one["date"] <= day)
    return plain | ({"amendments": amendments} if amendments else {})


def on_one_line(text: Text) -> str:
    """Both languages side by side, as far as they are there."""
    return " ".join(filter(None, (text.zh, text.en)))


def lines_of(text: Mapping[str, str]) -> str:
    """Both languages, one line each. Raises `ValueError` where a line break stands within one: the
    rest of it would be read as the other language."""
    lines = [text["zh"], *([text["en"]] if "en" in text else [])]
    if any("\n" in line for line in lines):
        raise ValueError(f"a text of several lines: {lines[0]!r}")
    return "\n".join(lines)


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """A new element at the end of `parent`. Raises `ValueError` for a character XML has not."""
    element = etree.SubElement(parent, name_of(tag), attributes)
    element.text = text
    return element


def add_rest(parent: Element, rest: Plain, head: str = "", tag: str = "OtherInformation") -> None:
    """What StratML has no element for, if there is any."""
    if rest:
        add(parent, tag, head + write_plain(rest).rstrip("\n"))


def add_days(result: Element, schedule: Schedule) -> None:
    """The first day of the first month and the last of the last, where the schedule names them."""
    if first := schedule.first:
        add(result, "StartDate", f"{first.iso}-01")
    if last := schedule.last:
        add(result, "EndDate", f"{last.iso}-{calendar.monthrange(last.year, last.month)[1]}")


def describe(result: Element, name: str, value: str) -> None:
    """A result's Descriptor."""
    descriptor = add(result, "Descriptor")
    add(descriptor, "DescriptorName", name)
    add(descriptor, "DescriptorValue", value)


def number_of(value: Decimal) -> str:
    """An `xsd:decimal`."""
    return f"{value:f}"
