"""Leftovers that are handed out only to a part that names them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from generator.committees import CommitteeEntry
from generator.downloads import Download
from generator.pages.parts import Files, Leftovers, Part
from generator.summary import PlanSummary
from generator.totals import RegionSummary


class Undeclared(AssertionError):
    """A part asked for what it does not name."""


class Narrow:
    """A summary of which only the fields are seen that a part names; its address comes of two."""

    def __init__(self, summary: PlanSummary, part: Part) -> None:
        self._summary, self._part = summary, part

    def __getattr__(self, name: str) -> object:
        if name not in {*(self._part.sees or ()), "address"}:
            raise Undeclared(f"{self._part.name} looks at {name}")
        return getattr(self._summary, name)


@dataclass(frozen=True)
class Guarded:
    """What a part may read: the leftovers of plans and the products of parts that it names, and
    files of those alone; `own`: the files of each plan by name."""

    left: Leftovers
    part: Part
    written: Callable[[str], Iterable[str]]

    def _plan(self, plan: str) -> str:
        if plan not in self.part.plans:
            raise Undeclared(f"{self.part.name} asks for {plan}")
        return plan

    def _part(self, part: str) -> str:
        if part not in self.part.parts:
            raise Undeclared(f"{self.part.name} asks for {part}")
        return part

    def summary(self, plan: str) -> PlanSummary:
        summary = self.left.summary(self._plan(plan))
        if self.part.sees is None:
            return summary
        return cast(PlanSummary, Narrow(summary, self.part))

    def pages(self, plan: str) -> tuple[str, ...]:
        return self.left.pages(self._plan(plan))

    def downloads(self, of: str) -> tuple[Download, ...]:
        return self.left.downloads(self._plan(of) if of.startswith("agencies/") else self._part(of))

    def region(self, part: str) -> RegionSummary:
        return self.left.region(self._part(part))

    def files(self, part: str) -> tuple[str, ...]:
        return self.left.files(self._part(part))

    def committee(self, id_: str) -> CommitteeEntry:
        if id_ not in self.part.committees:
            raise Undeclared(f"{self.part.name} asks for {id_}")
        return self.left.committee(id_)

    def read(self, address: str) -> bytes:
        bare = address.removeprefix("en/")
        folders = set(self.part.plans)
        folders |= {plan.replace("agencies/", "data/v1/", 1) for plan in self.part.plans}
        if not any(bare.startswith(folder) for folder in folders) and not any(
            address in self.written(part) for part in self.part.parts
        ):
            raise Undeclared(f"{self.part.name} reads {address}")
        return self.left.read(address)


@dataclass(frozen=True)
class Reading:
    """Leftovers of which only files are asked: those just made, else those that `before` gives."""

    made: dict[str, bytes]
    before: Callable[[str], bytes]

    def read(self, address: str) -> bytes:
        return self.made[address] if address in self.made else self.before(address)


def joint_files(parts: Iterable[Part], read: Callable[[str], bytes]) -> dict[str, bytes]:
    """What parts write that are put together from files, one after the other."""
    left = Reading({}, read)
    for part in parts:
        made = part.make(left)
        assert isinstance(made, Files)
        left.made.update(made.files)
    return left.made
