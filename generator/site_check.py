"""The check of the whole site: everything leads somewhere, also what was not made again."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.checks import Fault, Lead
from generator.leavings import Trace


@dataclass(frozen=True)
class Changed:
    """What was made again. `traces`: of it, as it is now; `removed`: files that are gone; `lost`:
    pages with the anchors that they had and have no more."""

    traces: Mapping[str, Trace]
    removed: frozenset[str]
    lost: Mapping[str, frozenset[str]]


def check_leads(
    changed: Changed,
    *,
    stands: Callable[[str], bool],
    anchors: Callable[[str], Collection[str]],
    others: Callable[[], Iterable[Trace]],
) -> Iterator[Fault]:
    """Where something leads nowhere. `stands`: whether a file will stand; `anchors`: those of a page;
    `others`: the traces of what was not made again, asked for where something is gone."""
    known: dict[str, bool] = {}
    for trace in changed.traces.values():
        for lead in trace.leads:
            if lead.target not in known:
                known[lead.target] = stands(lead.target)
            if not known[lead.target]:
                if not lead.anchor:
                    yield lead.fault
            elif lead.anchor and lead.anchor not in anchors(lead.target):
                yield lead.fault
    if changed.removed or changed.lost:
        for trace in others():
            yield from (lead.fault for lead in trace.leads if _is_gone(lead, changed))


def _is_gone(lead: Lead, changed: Changed) -> bool:
    if lead.target in changed.removed:
        return not lead.anchor
    return lead.anchor in changed.lost.get(lead.target, ())
