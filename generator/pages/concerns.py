"""What committees name of a plan, as the plan knows it: number, words and where it stands.

A finding that is gone since leads to its plan: that it went is no fault of the resolution.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.audit import RULES, Finding
from generator.committees import CommitteeEntry, Concern
from generator.fields import Text
from generator.ledger import item_names
from generator.model import Plan
from generator.pages.items import item_cites
from generator.resolutions import Named, concerns_of

# Where a rule sees several things, the second is `finding-<rule>-2`.
_NUMBERED = re.compile(r"-(?:[2-9]|[1-9][0-9]+)$")


def name_concerns(
    committees: Iterable[CommitteeEntry],
    plan: Plan,
    address: str,
    findings: Sequence[Finding],
) -> tuple[Named, ...]:
    """Everything that these committees name of the plan at `address`; `findings`: of the plan."""
    names = {**item_names(plan), **{goal.id: goal.text for goal in plan.goals}}
    names |= {item.id: item.text for item in plan.work_items}
    names |= {
        item.point_id(point): point.text
        for item in plan.work_items
        for point in item.points
        if point.number
    }
    names |= {one.anchor: one.text for one in findings}
    places = {id_: (one.cite, one.address) for id_, one in item_cites(plan, address).items()}
    places |= {one.anchor: ("", f"{address}#{one.anchor}") for one in findings}

    def found() -> Iterator[Named]:
        for committee in committees:
            for about, concern in concerns_of(committee):
                if concern.address == address:
                    yield _named(committee.id, about, concern, names, places)

    return tuple(found())


def _named(
    committee: str,
    about: str,
    concern: Concern,
    names: Mapping[str, Text],
    places: Mapping[str, tuple[str, str]],
) -> Named:
    item = concern.item
    if item is None:
        return Named(committee, about, None, "", None, concern.address)
    if item in places:
        cite, address = places[item]
        return Named(committee, about, item, cite, names.get(item), address)
    gone = _NUMBERED.sub("", item)
    title = next((rule.title for rule in RULES if f"finding-{rule.name}" == gone), None)
    return Named(committee, about, item, "", title, concern.address if title else None)
