"""What a plan says of its indicators must hold together: formulas, nesting, calendar, changes.

A recorded change must end in what the plan says now, and a changed promise must say why. Knows a
plan and the places of its file.
"""

from collections.abc import Iterator

from generator.aims import PARENT
from generator.document import Document, Path
from generator.indicators import Kpi
from generator.ledger import recorded_entries
from generator.model import Amendment, Plan
from generator.numerals import western_number
from generator.problems import Problem
from generator.rulebook.ids import RuleId

Words = tuple[str, str]
WHOLE = 100


def check_promises(plan: Plan, document: Document) -> Iterator[Problem]:
    """Problems of a plan's indicators, reporting calendar and recorded changes."""
    for i, kpi in enumerate(plan.kpis):
        yield from _check_formula(kpi, document, ("kpis", i))
        yield from _check_parent(kpi, plan, document, ("kpis", i))
        yield from _check_trajectory(kpi, plan, document, ("kpis", i))
        yield from _check_targets(kpi, document, ("kpis", i))
    yield from _check_calendar(plan, document)
    for i, change in enumerate(plan.amendments):
        yield from _check_amendment(change, plan, document, ("amendments", i))
    yield from _check_chains(plan, document)
    yield from _check_reasons(plan, document)


def _problem(
    document: Document, path: Path, rule: RuleId, found: Words, expected: Words
) -> Problem:
    return Problem(document.place(document.find(path)[0]), rule, found, expected)


def _check_formula(kpi: Kpi, document: Document, path: Path) -> Iterator[Problem]:
    """Whatever a formula names is a component of the indicator."""
    used: dict[str, Path] = {}
    if kpi.calculation:
        at = (*path, "calculation")
        instead = kpi.calculation.instead
        sums = [
            ("numerator", kpi.calculation.numerator),
            ("denominator", kpi.calculation.denominator),
        ]
        if instead:
            sums += [
                ("when", instead.when),
                ("below", instead.below),
                ("denominator", instead.denominator),
            ]
        used |= {name: at for _, terms in sums for name in terms or {}}
    for j, target in enumerate(kpi.targets):
        if target.derived and target.derived.of != PARENT:
            used[target.derived.of] = (*path, "targets", j)
    for name, where in used.items():
        if name not in kpi.components:
            yield _problem(
                document, where, "unknown-component",
                (f"公式用了「{name}」", f"the formula uses “{name}”"),
                ("請在 components 寫明這一項，或改正名稱", "describe it under components, or correct the name"),
            )  # fmt: skip


def _check_parent(kpi: Kpi, plan: Plan, document: Document, path: Path) -> Iterator[Problem]:
    parents = {other.id: other.parent_id for other in plan.kpis}
    if any(t.derived and t.derived.of == PARENT for t in kpi.targets) and kpi.parent is None:
        yield _problem(
            document, path, "missing-key", ("目標取自上層指標，但沒有「parent」", "a target is taken from a parent, and there is no “parent”"),
            ("請寫 parent 與上層指標的項次", "write parent with the number of the indicator above"),
        )  # fmt: skip
    if kpi.parent_id is None:
        return
    if kpi.parent_id not in parents:
        yield _problem(
            document, (*path, "parent"), "unknown-reference",
            (f"「{kpi.parent}」不是這份計畫的指標", f"“{kpi.parent}” is not an indicator of this plan"),
            ("請改正，或先新增", "correct it, or add it first"),
        )  # fmt: skip
    above: str | None = kpi.parent_id
    for _ in plan.kpis:
        if above == kpi.id:
            yield _problem(
                document, (*path, "parent"), "kpi-circle",
                (f"指標「{kpi.number}」成為自己的上層", f"indicator “{kpi.number}” is its own parent"),
                ("請改正 parent", "correct parent"),
            )  # fmt: skip
            return
        above = parents.get(above or "")


def _check_trajectory(kpi: Kpi, plan: Plan, document: Document, path: Path) -> Iterator[Problem]:
    if kpi.trajectory is None:
        return
    days = [point.on for point in kpi.trajectory.points]
    if days != sorted(set(days)) or days[-1] > plan.period.end:
        yield _problem(
            document, (*path, "trajectory"), "trajectory-order",
            ("進程的日期要由早到晚，且不晚於計畫期間", "the days of a trajectory run forward and end with the plan"),
            (f"計畫期間到 {plan.period.end}", f"the plan ends on {plan.period.end}"),
        )  # fmt: skip


def _check_targets(kpi: Kpi, document: Document, path: Path) -> Iterator[Problem]:
    """Years in order, ranges the right way round, conditions told apart, weights that can be."""
    years = [target.year for target in kpi.targets]
    if years != sorted(years):
        yield _problem(
            document, (*path, "targets"), "target-order",
            ("目標的年度沒有由早到晚", "the targets' years do not run forward"),
            ("請依年度排列", "write them in the order of years"),
        )  # fmt: skip
    for j, target in enumerate(kpi.targets):
        at = (*path, "targets", j)
        if target.range and target.range.low.value > target.range.high.value:
            yield _problem(
                document, at, "range-reversed",
                (f"low {target.range.low.printed} 大於 high {target.range.high.printed}",
                 f"low {target.range.low.printed} is above high {target.range.high.printed}"),
                ("請對調或改正", "change them round, or correct them"),
            )  # fmt: skip
        names = [condition.id for condition in target.conditions]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield _problem(
                document, at, "condition-twice",
                (f"兩個條件都叫「{name}」", f"two conditions are named “{name}”"),
                ("請取不同的 id", "give each its own id"),
            )  # fmt: skip
    if kpi.weight and kpi.weight.value > WHOLE:
        yield _problem(
            document, (*path, "weight"), "weight-over-100",
            (f"權重 {kpi.weight.printed} 大於 100", f"the weight {kpi.weight.printed} is over 100"),
            ("請檢查單位；權重以百分比計", "check its unit: weights are in percent"),
        )  # fmt: skip


def _check_calendar(plan: Plan, document: Document) -> Iterator[Problem]:
    for due in plan.calendar.dues if plan.calendar else ():
        if due.as_of.year not in plan.period.years:
            yield _problem(
                document, ("calendar", "dues", str(due.as_of)), "calendar-year",
                (f"填報截至日 {due.as_of} 不在計畫期間", f"the as-of day {due.as_of} is outside the plan"),
                (f"計畫期間為 {plan.period.printed}", f"the period is {plan.period.printed}"),
            )  # fmt: skip


def _check_amendment(
    change: Amendment, plan: Plan, document: Document, path: Path
) -> Iterator[Problem]:
    named = [n for n in (change.kpi, change.measure, change.line, change.report) if n]
    kpis = {kpi.id: kpi for kpi in plan.kpis}
    ids = {*kpis, *(m.id for _, m in plan.measures), *(line.id for line in plan.budget)}
    if len(named) != 1:
        yield _problem(
            document, path, "amendment-item", (f"寫了 {len(named)} 個項目", f"{len(named)} items are named"),
            ("kpi、measure、line、report 請寫其中一個", "name one of kpi, measure, line, report"),
        )  # fmt: skip
    elif change.report or change.field == "report":
        if not (
            change.report
            and change.field == "report"
            and change.kind == "correction"
            and change.why
        ):
            yield _problem(
                document, path, "amendment-item", ("撤回報告的記錄不完整", "the record of a report taken back is not whole"),
                ("請寫 kind: correction、report、field: report 與 why", "write kind: correction, report, field: report and why"),
            )  # fmt: skip
    elif change.field == "item":
        if change.kind != "correction" or change.item in ids:
            yield _problem(
                document, path, "amendment-item", ("field: item 只用於本站誤收、已移除的項目", "field: item is for an item that this site had by mistake and removed"),
                ("機關停辦的項目請保留，寫 field: standing", "keep an item that the office gave up, and write field: standing"),
            )  # fmt: skip
    elif change.item not in ids:
        yield _problem(
            document, path, "unknown-reference",
            (f"「{named[0]}」不是這份計畫的項目", f"“{named[0]}” is no item of this plan"),
            ("請改正項次；已刪除的項目請保留並註記停辦", "correct the number; keep an item that ended and record its end"),
        )  # fmt: skip
    elif change.field == "target" and change.item in kpis:
        years = {target.year for target in kpis[change.item].targets}
        if change.year not in years:
            yield _problem(
                document, path, "amendment-year", ("沒有寫目標值的年度", "the target's year is missing or has no target"),
                ("請寫 year，例如 year: 115", "write the year, e.g. year: 115"),
            )  # fmt: skip
        elif change.kind == "revision" and change.year and change.date.year > change.year:
            yield _problem(
                document, (*path, "date"), "amendment-late",
                (f"{change.date} 才改 {change.year} 年的目標值，該年度已經結束",
                 f"the target of {change.year} is changed on {change.date}, after that year had ended"),
                ("年度結束後的目標值不再修正；若是本站誤植，寫 kind: correction；若修正日期有誤，請改正",
                 "a target stands once its year is over; for a mistake of this site write kind: correction; if the day is wrong, correct it"),
            )  # fmt: skip
    if change.field == "standing" and change.new not in ("withdrawn", "merged"):
        yield _problem(
            document, (*path, "new"), "value", (f"「{change.new}」", f"“{change.new}”"),
            ("請寫 withdrawn（停辦）或 merged（併入）", "write withdrawn or merged"),
        )  # fmt: skip
    if change.field == "standing" and change.why is None:
        yield _problem(
            document, path, "reason-missing", ("停辦或併入沒有理由", "an item ended without a reason"),
            ("請寫 why", "write why"),
        )  # fmt: skip
    if change.field == "standing" and change.year is not None:
        yield _problem(
            document, (*path, "year"), "amendment-year", ("停辦或併入寫了年度", "an end of an item names a year"),
            ("請刪去 year；自 date 起停辦", "leave year out: the item ended on its date"),
        )  # fmt: skip
    successor = western_number(change.successor) if change.successor else None
    if (change.new == "merged" and successor is None) or (successor and successor not in kpis):
        yield _problem(
            document, path, "unknown-reference", ("併入的指標找不到", "the indicator it was merged into is not found"),
            ("請在 successor 寫指標項次", "write its number under successor"),
        )  # fmt: skip


def _now(plan: Plan, change: Amendment) -> str | None:
    """What the plan says today of what a change changed, as printed; `None` where it cannot differ."""
    kpi = next((k for k in plan.kpis if k.id == change.item), None)
    if kpi and change.field == "target":
        return next((t.printed for t in kpi.targets if t.year == change.year), None)
    if kpi and change.field == "weight" and kpi.weight:
        return kpi.weight.printed
    if kpi and change.field == "direction":
        return kpi.direction.value
    if kpi and change.field == "formula" and kpi.formula:
        return kpi.formula.zh
    measure = next((m for _, m in plan.measures if m.id == change.item), None)
    if measure and change.field == "deadline" and measure.schedule:
        return measure.schedule.printed
    if measure and change.field == "amount" and measure.estimate:
        return measure.estimate.printed
    line = next((one for one in plan.budget if one.id == change.item), None)
    return line.amount.printed if line and change.field == "amount" else None


def _check_chains(plan: Plan, document: Document) -> Iterator[Problem]:
    """Changes of one thing follow each other: old is what was new before, the last new is today's."""
    last: dict[tuple[str, str, int | None], tuple[int, Amendment]] = {}
    for i, change in sorted(enumerate(plan.amendments), key=lambda pair: pair[1].date):
        if change.field == "standing":
            continue
        key = (change.item, change.field, change.year)
        if key in last and change.old != last[key][1].new:
            yield _problem(
                document, ("amendments", i, "old"), "amendment-chain",
                (f"前次修正為「{last[key][1].new}」，這次的 old 是「{change.old}」",
                 f"the change before ended in “{last[key][1].new}”, this one's old is “{change.old}”"),
                ("請使前後相接", "make them follow each other"),
            )  # fmt: skip
        last[key] = (i, change)
    for i, change in last.values():
        now = _now(plan, change)
        if now is not None and change.new != now:
            yield _problem(
                document, ("amendments", i, "new"), "amendment-chain",
                (f"最後一次修正為「{change.new}」，計畫現在寫「{now}」",
                 f"the last change ended in “{change.new}”, the plan now says “{now}”"),
                ("請使兩者相同，或補上這次修正", "make them the same, or record the change"),
            )  # fmt: skip


def _check_reasons(plan: Plan, document: Document) -> Iterator[Problem]:
    for i, entry in enumerate(recorded_entries(plan)):
        if entry.needs_reason:
            what = (
                (f"公式由「{entry.old}」改為「{entry.new}」", f"the formula went from “{entry.old}” to “{entry.new}”")
                if entry.field == "formula"
                else (f"由「{entry.old}」改為「{entry.new}」", f"it went from “{entry.old}” to “{entry.new}”")
            )  # fmt: skip
            yield _problem(
                document, ("amendments", i), "reason-missing", what,
                ("請在 why 寫明理由", "write the reason under why"),
            )  # fmt: skip
