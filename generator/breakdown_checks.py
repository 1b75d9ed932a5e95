"""Breakdowns of reported counts: that they add up, and that no withheld part can be worked out.

Knows reports and the places of their files. What gives a part away is in `disclosure`.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from generator.attainment import show
from generator.disclosure import is_small, withhold
from generator.document import Path
from generator.observations import value_year
from generator.problems import Problem
from generator.reports import Breakdown, Cell, KpiValue
from generator.rulebook.ids import RuleId
from generator.rulebook.privacy import PRIVACY
from generator.value_checks import Filed, Words

_RULES = {rule.id: rule for rule in PRIVACY}
# What to do about each.
_ADVICE: Mapping[str, Words] = {
    "breakdown-cell": ("每格寫 figure（整數）或 withheld: true 其中之一，名稱不重複", "give each cell a whole figure or withheld: true, one of the two, and a name of its own"),
    "breakdown-total": ("請讓各格加起來等於總數", "make the cells add up to the total"),
    "breakdown-small": ("請改寫 withheld: true；不是案件數（例如訓練人次）請寫 sensitive: false", "write withheld: true; where it counts no cases (trainings, say) write sensitive: false"),
    "breakdown-given-away": ("請再隱去至少一格，或不列這張表", "withhold at least one more cell, or leave the table out"),
}  # fmt: skip


def check_breakdowns(filed: Sequence[Filed], small_count: int) -> Iterator[Problem]:
    """Everything that is wrong in the breakdowns of a plan's reports."""
    for place, one in enumerate(filed):
        for i, said in enumerate(one.entry.report.kpis):
            if said.breakdown is None:
                continue
            path: Path = ("kpis", i, "breakdown")
            unit = said.value.unit if said.value else None
            faults = list(_check_cells(one, path, said.breakdown, unit))
            yield from faults
            if faults:
                continue
            yield from _check_total(one, path, said, said.breakdown)
            if said.breakdown.sensitive:
                earlier = _earlier(one, said, filed[:place])
                yield from _check_withheld(one, path, said, earlier, small_count)


def _check_cells(
    one: Filed, path: Path, breakdown: Breakdown, unit: str | None
) -> Iterator[Problem]:
    """A part has a count or is withheld, whole numbers of the total's unit, and each name once."""
    seen: set[str] = set()
    for j, cell in enumerate(breakdown.cells):
        where = (*path, "cells", j)
        if cell.withheld and cell.figure:
            yield _problem(
                one, (*where, "figure"), "breakdown-cell",
                ("不公開的格子裡還寫著數字", "a withheld cell still holds its count"),
            )  # fmt: skip
        elif not cell.withheld and cell.figure is None:
            yield _problem(one, where, "breakdown-cell", ("沒有數字，也沒有寫 withheld", "neither a count nor withheld"))  # fmt: skip
        elif cell.figure and cell.figure.value != cell.figure.value.to_integral_value():
            yield _problem(one, (*where, "figure"), "breakdown-cell", (f"{cell.figure.printed} 不是整數", f"{cell.figure.printed} is no whole number"))  # fmt: skip
        elif cell.figure and unit and cell.figure.unit not in (None, unit):
            yield _problem(one, (*where, "figure"), "breakdown-cell", (f"單位是「{cell.figure.unit}」，總數是「{unit}」", f"the unit is “{cell.figure.unit}”, that of the total “{unit}”"))  # fmt: skip
        if cell.name.zh in seen:
            yield _problem(one, (*where, "name"), "breakdown-cell", (f"「{cell.name.zh}」出現兩次", f"“{cell.name.zh}” stands twice"))  # fmt: skip
        seen.add(cell.name.zh)
    if any(cell.withheld for cell in breakdown.cells) and breakdown.ground is None:
        yield one.problem(
            path, "missing-key",
            ("依法不公開而沒有法律依據", "withheld by law without its ground"),
            ("請在 ground 寫明條文", "write the article under ground"),
        )  # fmt: skip


def _check_total(one: Filed, path: Path, said: KpiValue, breakdown: Breakdown) -> Iterator[Problem]:
    if said.value is None:
        return
    shown = sum(_shown(breakdown.cells), Decimal(0))
    hidden = any(cell.withheld for cell in breakdown.cells)
    total = said.value.value
    if shown > total or (shown != total and not hidden):
        yield _problem(
            one, (*path, "cells"), "breakdown-total",
            (f"各格合計 {show(shown)}，總數是 {said.value.printed}", f"the cells add up to {show(shown)}, the total is {said.value.printed}"),
        )  # fmt: skip


def _check_withheld(
    one: Filed, path: Path, said: KpiValue, earlier: Mapping[str, Decimal], small_count: int
) -> Iterator[Problem]:
    """Small cells are withheld, and none can be worked out, also with what `earlier` reports show.

    No message repeats a small count.
    """
    cells = said.breakdown.cells if said.breakdown else ()
    for j, cell in enumerate(cells):
        if cell.figure and is_small(cell.figure.value, small_count):
            yield _problem(
                one, (*path, "cells", j, "figure"), "breakdown-small",
                (f"「{cell.name.zh}」小於門檻 {small_count}", f"“{cell.name.zh}” is under the threshold of {small_count}"),
            )  # fmt: skip
    told = [cell.name.zh for cell in cells if cell.withheld and cell.name.zh in earlier]
    if told:
        yield _problem(
            one, (*path, "cells"), "breakdown-given-away",
            (f"較早的報告已公開「{'、'.join(told)}」", f"an earlier report shows {', '.join(told)}"),
        )  # fmt: skip
    own = {cell.name.zh: cell.figure.value for cell in cells if cell.figure}
    known = {name: earlier[name] for name in told} | own
    hidden = [cell.name.zh for cell in cells if cell.name.zh not in known]
    names = list(known)
    chosen = withhold(
        list(known.values()),
        total=said.value.value if said.value else None,
        threshold=small_count,
        withheld=len(hidden),
    )
    more = [names[i] for i in sorted(chosen or ()) if not is_small(known[names[i]], small_count)]
    if chosen is not None and not more:
        return
    zh = f"請再隱去「{'、'.join(more)}」" if more else "請不要公開這張分列表"
    en = f"withhold {', '.join(more)} as well" if more else "leave the breakdown out"
    yield _problem(
        one, (*path, "cells"), "breakdown-given-away",
        (f"從總數可以算出不公開的格子；{zh}", f"the total gives a withheld cell away; {en}"),
    )  # fmt: skip


def _earlier(one: Filed, said: KpiValue, filed: Sequence[Filed]) -> dict[str, Decimal]:
    """What earlier reports show of the same indicator, year, day and division."""
    year = value_year(said, one.entry)
    shown: dict[str, Decimal] = {}
    for other in filed:
        for value in other.entry.report.kpis:
            same = (value.kpi_id, value_year(value, other.entry), other.entry.report.as_of) == (
                said.kpi_id, year, one.entry.report.as_of,
            )  # fmt: skip
            if (
                same
                and value.breakdown
                and said.breakdown
                and value.breakdown.by == said.breakdown.by
            ):
                shown |= {c.name.zh: c.figure.value for c in value.breakdown.cells if c.figure}
    return shown


def _shown(cells: Sequence[Cell]) -> list[Decimal]:
    return [cell.figure.value for cell in cells if cell.figure]


def _problem(one: Filed, path: Path, id_: RuleId, found: Words) -> Problem:
    rule = _RULES[id_]
    return Problem(
        one.document.place(one.document.find(path)[0]), id_, found, _ADVICE[id_], rule.severity
    )
