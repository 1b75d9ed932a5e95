"""Numbers of items: each is an address, so it stands once among its kind.

Knows a plan and the places of its file.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from generator.document import Document, Path
from generator.model import Plan
from generator.problems import Problem


class _Addressed(Protocol):
    @property
    def id(self) -> str: ...


def check_numbers(plan: Plan, document: Document) -> Iterator[Problem]:
    """An item's number is its address: it stands once among its kind."""
    for ids in _ids(plan):
        yield from check_once(ids, document)


def check_once(ids: Iterable[tuple[Path, str]], document: Document) -> Iterator[Problem]:
    """Of the ids of one kind, with the paths of their numbers, each stands once."""
    first: dict[str, Path] = {}
    for path, id_ in ids:
        if id_ in first:
            line = document.place(first[id_]).line
            yield Problem(
                document.place(path), "number-twice",
                (f"項次「{id_}」與第 {line} 行重複", f"the number “{id_}” stands in line {line} too"),
                ("每個項次只能出現一次", "each number must stand once"),
            )  # fmt: skip
        first.setdefault(id_, path)


def _ids(plan: Plan) -> Iterator[list[tuple[Path, str]]]:
    """The ids of each kind, with the path of the number they come from."""
    groups: tuple[tuple[str, Sequence[_Addressed]], ...] = (
        ("goals", plan.goals),
        ("kpis", plan.kpis),
        ("priorities", plan.priorities),
        ("strategies", plan.strategies),
        ("work_items", plan.work_items),
        ("budget", plan.budget),
        ("notes", plan.notes),
    )
    for kind, items in groups:
        yield [((kind, i, "number"), item.id) for i, item in enumerate(items)]
    for i, goal in enumerate(plan.goals):
        yield [(("goals", i, "measures", j, "number"), m.id) for j, m in enumerate(goal.measures)]
    for i, item in enumerate(plan.work_items):
        yield [
            (("work_items", i, "points", j, "number"), item.point_id(point))
            for j, point in enumerate(item.points)
            if point.number
        ]
