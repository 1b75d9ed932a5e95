"""Rules about sums: weights, totals, lines that stand once, lines that swamp the rest."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from generator import budgets
from generator.audit.finding import Seen, both
from generator.indicators import Kpi
from generator.model import Plan
from generator.numerals import round_to, western_number
from generator.vocabulary import Vocabulary


def _sum(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0))


def _products(kpis: Sequence[Kpi]) -> str:
    """`12.5 × 4 + 2.5 × 2`: equal weights together, largest first."""
    counts = Counter(kpi.weight.value for kpi in kpis if kpi.weight)
    return " + ".join(
        f"{weight} × {n}" if n > 1 else f"{weight}"
        for weight, n in sorted(counts.items(), reverse=True)
    )


def _amount(figure: str, unit: str | None) -> tuple[str, str]:
    """A printed figure of money with its unit, in both languages."""
    english = f"NT${figure} thousand" if unit == "千元" else f"{figure} {unit or ''}".rstrip()
    return f"{figure} {unit or ''}".rstrip(), english


def weights_total(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Weights that do not add up to 100."""
    weighted = [kpi for kpi in plan.kpis if kpi.weight]
    total = _sum([kpi.weight.value for kpi in weighted if kpi.weight])
    if not weighted or total == 100:
        return
    own = [kpi for kpi in weighted if kpi.common is False]
    common = [kpi for kpi in weighted if kpi.common]
    working = f"{_products(weighted)} = {total}"
    zh, en = working, working
    if own and common and len(own) + len(common) == len(weighted):
        parts = [
            (group, _sum([kpi.weight.value for kpi in group if kpi.weight]))
            for group in (own, common)
        ]
        zh = (
            "；".join(
                f"{name} {_products(group)} = {subtotal}"
                for name, (group, subtotal) in zip(("業務", "共同"), parts, strict=True)
            )
            + f"；{parts[0][1]} + {parts[1][1]} = {total}"
        )
        en = (
            "; ".join(
                f"{name} {_products(group)} = {subtotal}"
                for name, (group, subtotal) in zip(("own", "common"), parts, strict=True)
            )
            + f"; {parts[0][1]} + {parts[1][1]} = {total}"
        )
    yield Seen(
        tuple(kpi.id for kpi in weighted),
        both(
            f"{len(weighted)} 項指標的權重合計 {total}%，不是 100%。其餘權重本文件未列，可能另載。",
            f"The weights of the {len(weighted)} indicators add up to {total}%, not 100%. The rest is not in this document; it may stand elsewhere.",
        ),
        both(zh, en),
    )


def budget_total(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Lines that do not add up to the printed total."""
    if plan.budget_total is None:
        return
    lines = [line for line in plan.budget if line.parent is None]
    total = _sum([line.amount.value for line in lines])
    if total == plan.budget_total.value:
        return
    sums = " + ".join(line.amount.printed for line in lines)
    yield Seen(
        tuple(line.id for line in lines),
        both(
            f"各筆預算相加是 {total:,}，文件印出的合計是 {plan.budget_total.printed}。",
            f"The budget lines add up to {total:,}; the document prints a total of {plan.budget_total.printed}.",
        ),
        both(f"{sums} = {total:,}", f"{sums} = {total:,}"),
    )


def budget_no_total(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Several estimates without a printed total to check them against."""
    if plan.budget or plan.budget_total:
        return
    by_goal = [
        _sum([measure.estimate.value for measure in goal.measures if measure.estimate])
        for goal in plan.goals
        if any(measure.estimate for measure in goal.measures)
    ]
    count = sum(1 for _, measure in plan.measures if measure.estimate)
    if count < 2:
        return
    total = _sum(by_goal)
    zh, en = _amount(f"{total:,}", plan.money_unit)
    sums = " + ".join(f"{amount:,}" for amount in by_goal)
    yield Seen(
        (),
        both(
            f"經費沒有合計。本站把 {count} 項估列數相加得 {zh}；本文件未印出合計可供核對。",
            f"No total is printed. The {count} estimates add up to {en}; the document prints nothing to check this against.",
        ),
        both(f"各目標小計 {sums} = {total:,}", f"by goal: {sums} = {total:,}"),
    )


def budget_undivided(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """One amount under which several work items stand."""
    for line in plan.budget:
        items = [
            item
            for item in plan.work_items
            if item.budget_line and f"b{western_number(item.budget_line)}" == line.id
        ]
        if len(items) < 2:
            continue
        row = f"「{line.printed_with}」項" if line.printed_with else "其中一項"
        zh, en = _amount(line.amount.printed, plan.money_unit)
        yield Seen(
            (line.id, *(item.id for item in items)),
            both(
                f"{len(items)} 個計畫項目只印一筆預算 {zh}，印在{row}的列上；這筆金額屬於該項或涵蓋全部，本文件未說明，因此無法拆分。",
                f"One amount, {en}, is printed for {len(items)} work items, in the row of item {line.printed_with or 'one of them'}. Whether it covers that item or all of them the document does not say, so it cannot be divided.",
            ),
        )


def budget_line_one_table_only(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """A line that one table prints and the other does not."""
    if not any(len(line.printed_in) > 1 for line in plan.budget):
        return
    for line in plan.budget:
        if len(line.printed_in) == 1:
            zh, en = _amount(line.amount.printed, plan.money_unit)
            yield Seen(
                (line.id,),
                both(
                    f"「{line.name.zh}」{zh} 只列在計畫與預算配合對照表，施政計畫的表裡沒有這一筆。",
                    f"“{line.name.en or line.name.zh}”, {en}, stands in the comparison table of plan and budget alone; the plan's own table does not list it.",
                ),
            )


def budget_dominant_line(plan: Plan, vocabulary: Vocabulary) -> Iterator[Seen]:
    """One line that is nearly all of the budget and is not broken down."""
    budget = budgets.summarise_budget(plan, vocabulary)
    if budget is None or budget.dominant is None:
        return
    line = next(line for line in plan.budget if line.id == budget.dominant.id)
    percent = round_to(budget.dominant.share * 100, 1)
    total = _sum([one.amount.value for one in budgets.leaf_lines(plan)])
    group = line.group or line.name
    working = f"{line.amount.printed} ÷ {total:,} = {percent}%"
    yield Seen(
        (line.id,),
        both(
            f"預算的 {percent}% 是{group.zh}，本文件未再細分，可能另載。",
            f"{percent}% of the budget is {(group.en or group.zh).lower()}; this document does not itemise it. It may stand elsewhere.",
        ),
        both(working, working),
    )
