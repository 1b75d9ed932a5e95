"""What the committees' records leave open, for their office's desk: the same that their pages show."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit import audit_plan
from generator.committee_findings import CommitteeFinding, find_open_ends
from generator.committees import CommitteeEntry, Concern
from generator.fields import Text
from generator.pages.concerns import name_concerns
from generator.resolutions import CommitteeOnDay, Named
from generator.source import SiteData


@dataclass(frozen=True)
class OpenEnd:
    """A finding with what it is about: the resolution's id and text, or the day of a meeting; both
    empty where it is about neither."""

    finding: CommitteeFinding
    item: str
    text: Text | None


@dataclass(frozen=True)
class CommitteeAsks:
    """What one committee's record leaves open. `office`: the first that it supervises."""

    id: str
    name: Text
    office: str
    ends: tuple[OpenEnd, ...]


def list_open_ends(loaded: SiteData, as_of: dt.date) -> tuple[CommitteeAsks, ...]:
    """Committee by committee; those whose record leaves nothing open are left out."""
    named = tuple(_named(loaded))
    found = (_asks(committee, named, as_of) for committee in loaded.committees)
    return tuple(one for one in found if one.ends)


def _named(loaded: SiteData) -> Iterator[tuple[str, Named]]:
    """Everything that committees name, with the address of its plan."""
    for agency in loaded.agencies:
        for entry in agency.plans:
            address = f"agencies/{agency.id}/{entry.id}/"
            naming = [one for one in loaded.committees if address in one.plans]
            findings = audit_plan(entry.plan, loaded.vocabulary) if naming else ()
            for one in name_concerns(naming, entry.plan, address, findings):
                yield address, one


def _asks(
    committee: CommitteeEntry, named: tuple[tuple[str, Named], ...], as_of: dt.date
) -> CommitteeAsks:
    on_day = CommitteeOnDay(committee, as_of)
    stand = {
        (address, one.about, one.item)
        for address, one in named
        if one.committee == committee.id and one.address is not None
    }

    def missing(about: str, concern: Concern) -> bool:
        return (concern.address, about, concern.item) not in stand

    texts = {one.entry.id: one.resolution.text for one in on_day.resolutions}
    ends = tuple(
        OpenEnd(finding, finding.resolution or str(finding.meeting or ""), texts.get(finding.resolution or ""))
        for finding in find_open_ends(
            on_day, [(a, c) for a, c in on_day.concerns if missing(a, c)]
        )
    )  # fmt: skip
    return CommitteeAsks(
        committee.id, committee.committee.name, committee.committee.offices[0], ends
    )
