"""Breakdowns of reported counts: that they add up, and that no withheld part can be worked out.

Knows reports and the places of their files. What gives a part away is in `disclosure`.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.attainment import compute, show
from generator.disclosure import gives_away, is_small, withhold
from generator.document import Path
from generator.indicators import Kpi
from generator.model import Plan
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
# Where it is the total that gives a part away: the earlier table is out, and stays.
_LEAVE_OUT: Words = (
    "請刪去這個數字；較早的分列表已經公開",
    "leave this figure out: the earlier breakdown is public already",
)


@dataclass(frozen=True)
class _Told:
    """What one report tells of one KPI's count and of its parts. `path`: of the value in the file.

    `total`: stated, computed from components, or the sum of parts that are all shown. `day`: the
    as-of day, at most the year's last. `cumulative`: the parts, too, can only grow.
    """

    one: Filed
    path: Path
    said: KpiValue
    year: int
    day: dt.date
    total: Decimal | None
    cumulative: bool

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The parts, shown or withheld; none without a breakdown."""
        return self.said.breakdown.cells if self.said.breakdown else ()

    @property
    def shown(self) -> dict[str, Decimal]:
        """The parts that it shows, by name."""
        return {cell.name.zh: cell.figure.value for cell in self.cells if cell.figure}

    @property
    def withheld(self) -> frozenset[str]:
        """The names of the parts that the law withholds."""
        if self.said.breakdown is None or not self.said.breakdown.sensitive:
            return frozenset()
        return frozenset(cell.name.zh for cell in self.cells if cell.withheld)

    def is_beside(self, other: "_Told") -> bool:
        """Whether the other counts the same, so that their parts can be put side by side.

        So it is on the same day, and where a running count has the same total: no part has grown.
        """
        same = self.total is not None and self.total == other.total
        return self.day == other.day or (self.cumulative and same)


def check_breakdowns(filed: Sequence[Filed], plan: Plan, small_count: int) -> Iterator[Problem]:
    """Everything that is wrong in the breakdowns of a plan's reports."""
    kpis = {kpi.id: kpi for kpi in plan.kpis}
    told: dict[tuple[str, int], list[_Told]] = {}
    for one in filed:
        for i, said in enumerate(one.entry.report.kpis):
            new = _tell(one, ("kpis", i), said, kpis.get(said.kpi_id))
            before = told.setdefault((said.kpi_id, new.year), [])
            yield from _check(new, before, small_count)
            before.append(new)


def _tell(one: Filed, path: Path, said: KpiValue, kpi: Kpi | None) -> _Told:
    year = value_year(said, one.entry)
    return _Told(
        one, path, said, year,
        day=min(one.entry.report.as_of, dt.date(year, 12, 31)),
        total=_total(said, kpi),
        cumulative=kpi is not None and kpi.accumulation == "cumulative",
    )  # fmt: skip


def _total(said: KpiValue, kpi: Kpi | None) -> Decimal | None:
    """The count that a reader knows from this report, `None` where it tells of none."""
    if (stated := _stated(said, kpi)) is not None:
        return stated
    cells = said.breakdown.cells if said.breakdown else ()
    shown = _shown(cells)
    return sum(shown, Decimal(0)) if cells and len(shown) == len(cells) else None


def _stated(said: KpiValue, kpi: Kpi | None) -> Decimal | None:
    """The count as stated, or as its components give it."""
    if said.value:
        return said.value.value
    if kpi is None or kpi.calculation is None:
        return None
    parts = {name: figure.value for name, figure in said.components.items()}
    computed = compute(kpi.calculation, parts, kpi.rounding)
    return computed.value if computed else None


def _check(new: _Told, before: Sequence[_Told], small_count: int) -> Iterator[Problem]:
    """One value's breakdown, and what it tells of those `before` it of the same KPI and year."""
    beside = [told for told in before if told.is_beside(new)]
    if new.said.breakdown:
        path: Path = (*new.path, "breakdown")
        unit = new.said.value.unit if new.said.value else None
        faults = list(_check_cells(new.one, path, new.said.breakdown, unit))
        yield from faults
        if faults:
            return
        yield from _check_total(new, path)
        if new.said.breakdown.sensitive:
            yield from _check_small(new, path, small_count)
            yield from _check_withheld(new, path, beside, small_count)
    yield from _check_earlier(new, beside, small_count)


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


def _check_total(new: _Told, path: Path) -> Iterator[Problem]:
    """The parts shown are no more than the total of this report, and all of it where none is withheld."""
    shown = sum(_shown(new.cells), Decimal(0))
    hidden = any(cell.withheld for cell in new.cells)
    if new.total is None or shown == new.total or (hidden and shown < new.total):
        return
    total = new.said.value.printed if new.said.value else show(new.total)
    yield _problem(
        new.one, (*path, "cells"), "breakdown-total",
        (f"各格合計 {show(shown)}，總數是 {total}", f"the cells add up to {show(shown)}, the total is {total}"),
    )  # fmt: skip


def _check_small(new: _Told, path: Path, small_count: int) -> Iterator[Problem]:
    """Small cells are withheld. No message repeats a small count."""
    for j, cell in enumerate(new.cells):
        if cell.figure and is_small(cell.figure.value, small_count):
            yield _problem(
                new.one, (*path, "cells", j, "figure"), "breakdown-small",
                (f"「{cell.name.zh}」小於門檻 {small_count}", f"“{cell.name.zh}” is under the threshold of {small_count}"),
            )  # fmt: skip


def _check_withheld(
    new: _Told, path: Path, beside: Sequence[_Told], small_count: int
) -> Iterator[Problem]:
    """No withheld cell can be worked out, also with what the earlier reports `beside` it show."""
    earlier = {name: count for told in beside for name, count in told.shown.items()}
    told = [cell.name.zh for cell in new.cells if cell.withheld and cell.name.zh in earlier]
    if told:
        yield _problem(
            new.one, (*path, "cells"), "breakdown-given-away",
            (f"較早的報告已公開「{'、'.join(told)}」", f"an earlier report shows {', '.join(told)}"),
        )  # fmt: skip
    known = {name: earlier[name] for name in told} | new.shown
    hidden = [cell.name.zh for cell in new.cells if cell.name.zh not in known]
    names = list(known)
    chosen = withhold(
        list(known.values()),
        total=_known_total(new, beside),
        threshold=small_count,
        withheld=len(hidden),
    )
    more = [names[i] for i in sorted(chosen or ()) if not is_small(known[names[i]], small_count)]
    if chosen is not None and not more:
        return
    zh = f"請再隱去「{'、'.join(more)}」" if more else "請不要公開這張分列表"
    en = f"withhold {', '.join(more)} as well" if more else "leave the breakdown out"
    yield _problem(
        new.one, (*path, "cells"), "breakdown-given-away",
        (f"從總數可以算出不公開的格子；{zh}", f"the total gives a withheld cell away; {en}"),
    )  # fmt: skip


def _check_earlier(new: _Told, beside: Sequence[_Told], small_count: int) -> Iterator[Problem]:
    """What a report adds gives away no cell that an earlier one withholds."""
    for earlier in beside:
        others = [told for told in beside if told is not earlier and told.is_beside(earlier)]
        already = _is_given_away(earlier, others, small_count)
        if already or not _is_given_away(earlier, [*others, new], small_count):
            continue
        id_ = earlier.one.entry.id
        own = new.said.breakdown is not None
        yield _problem(
            new.one, (*new.path, "breakdown", "cells") if own else new.path, "breakdown-given-away",
            (f"與 {id_} 合看，可以算出不公開的格子", f"together with {id_} it gives a withheld cell away"),
            None if own else _LEAVE_OUT,
        )  # fmt: skip


def _is_given_away(told: _Told, others: Sequence[_Told], small_count: int) -> bool:
    """Whether others that tell of the same count show a small cell that is withheld here, or let it
    be worked out."""
    seen = {name: count for other in others for name, count in other.shown.items()}
    known = {name: count for name, count in seen.items() if name in told.withheld} | told.shown
    left = told.withheld - known.keys()
    if any(is_small(known[name], small_count) for name in told.withheld - left):
        return True
    return gives_away(_known_total(told, others), list(known.values()), len(left))


def _known_total(told: _Told, others: Sequence[_Told]) -> Decimal | None:
    """Its own total, or the one that another report tells of the same count."""
    totals = (one.total for one in (told, *others))
    return next((total for total in totals if total is not None), None)


def _shown(cells: Sequence[Cell]) -> list[Decimal]:
    return [cell.figure.value for cell in cells if cell.figure]


def _problem(
    one: Filed, path: Path, id_: RuleId, found: Words, advice: Words | None = None
) -> Problem:
    place = one.document.place(one.document.find(path)[0])
    return Problem(place, id_, found, advice or _ADVICE[id_], _RULES[id_].severity)
