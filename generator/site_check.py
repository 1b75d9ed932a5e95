"""The check of the whole site: everything leads somewhere, also what was not made again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from generator.checks import Fault, Lead
from generator.leavings import Trace


@dataclass(frozen=True)
class Gone:
    """What is no more: files, and of pages that stand the anchors that they have lost."""

    files: frozenset[str]
    anchors: Mapping[str, frozenset[str]]

    @cached_property
    def marks(self) -> frozenset[str]:
        """Of the folders where something is gone."""
        return frozenset(map(_mark, (*self.files, *self.anchors)))


def lead_marks(leads: Iterable[Lead]) -> str:
    """Marks of the folders that something leads to: enough to pass over most of a nation's pages
    without reading where each leads."""
    return " ".join(sorted({_mark(lead.target) for lead in leads}))


def may_lead(marks: str, gone: Gone) -> bool:
    """Whether what has these marks may lead to what is gone; two folders may share a mark."""
    return not gone.marks.isdisjoint(marks.split(" "))


def _mark(target: str) -> str:
    return f"{crc32(target.rpartition('/')[0].encode()) & 0xFFFF:04x}"


def check_leads(
    traces: Iterable[Trace], *, stands: Callable[[str], bool], has: Callable[[str, str], bool]
) -> Iterator[Fault]:
    """Where what was made leads nowhere. `traces` are gone through once, for a nation's are not held
    at once; `stands`: whether a file will stand; `has`: whether a page has an anchor."""
    known: dict[str, bool] = {}
    for trace in traces:
        for lead in trace.leads:
            if lead.target not in known:
                known[lead.target] = stands(lead.target)
            if not known[lead.target]:
                if not lead.anchor:
                    yield lead.fault
            elif (
                lead.anchor and lead.target.endswith(".html") and not has(lead.target, lead.anchor)
            ):
                yield lead.fault


def check_others(traces: Iterable[Trace], gone: Gone) -> Iterator[Fault]:
    """Where what was not made again leads to what is gone."""
    for trace in traces:
        yield from (lead.fault for lead in trace.leads if _is_gone(lead, gone))


def _is_gone(lead: Lead, gone: Gone) -> bool:
    if lead.target in gone.files:
        return not lead.anchor
    return lead.anchor in gone.anchors.get(lead.target, ())
