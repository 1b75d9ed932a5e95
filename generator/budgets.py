"""Money of a plan: NT$ from printed figures, totals, shares, what stands undivided.

Knows lines and estimates. Never allocates what the document does not: a line that several goals
stand under keeps its one figure.
"""

from dataclasses import dataclass
from decimal import Decimal

from generator.model import BudgetLine, BudgetPart, Goal, Plan
from generator.numerals import Figure, western_number
from generator.observations import Book, Seen, current
from generator.reports import BudgetReport
from generator.vocabulary import Vocabulary

# From this share on, one line hides the others in a drawing and gets a second panel without it.
DOMINANT_SHARE = Decimal("0.90")


def to_ntd(figure: Figure, plan: Plan, vocabulary: Vocabulary) -> Decimal:
    """A printed amount in NT$: the figure times what one of the plan's money unit is worth.

    Raises `ValueError` where the plan names no money unit; the loader reports that earlier.
    """
    if plan.money_unit is None:
        raise ValueError("the plan names no money unit")
    return figure.value * vocabulary.factor(plan.money_unit)


@dataclass(frozen=True)
class Share:
    """One amount (NT$) and its share (0 to 1) of the whole it is drawn in."""

    id: str
    amount: Decimal
    share: Decimal


@dataclass(frozen=True)
class Budget:
    """A plan's leaf lines and not itemised remainders with their shares, largest first, and the
    sum of them in NT$."""

    lines: tuple[Share, ...]
    total: Decimal
    dominant: Share | None


def leaf_lines(plan: Plan) -> tuple[BudgetLine, ...]:
    """Lines that no other line names as parent; their sum counts each amount once."""
    parents = {western_number(line.parent) for line in plan.budget if line.parent}
    return tuple(line for line in plan.budget if western_number(line.number) not in parents)


def remainders(plan: Plan) -> tuple[tuple[BudgetLine, Decimal], ...]:
    """Lines whose parts do not reach them, with what the document does not itemise (as printed)."""
    parts: dict[str, Decimal] = {}
    for part in plan.budget:
        if part.parent:
            parent = western_number(part.parent)
            parts[parent] = parts.get(parent, Decimal(0)) + part.amount.value
    rests = []
    for line in plan.budget:
        reached = parts.get(western_number(line.number))
        if reached is not None and line.amount.value > reached:
            rests.append((line, line.amount.value - reached))
    return tuple(rests)


def rest_id(line: BudgetLine) -> str:
    """The id of a line's not itemised remainder: `b2-rest`."""
    return f"{line.id}-rest"


def _shares(amounts: dict[str, Decimal]) -> tuple[tuple[Share, ...], Decimal]:
    total = sum(amounts.values(), Decimal(0))
    shares = [
        Share(id=id_, amount=amount, share=amount / total if total else Decimal(0))
        for id_, amount in amounts.items()
    ]
    return tuple(sorted(shares, key=lambda share: -share.amount)), total


def summarise_budget(plan: Plan, vocabulary: Vocabulary) -> Budget | None:
    """The plan's budget, or `None` where the document prints no budget line."""
    if not plan.budget:
        return None
    amounts = {line.id: to_ntd(line.amount, plan, vocabulary) for line in leaf_lines(plan)}
    for line, rest in remainders(plan):
        amounts[rest_id(line)] = rest * vocabulary.factor(plan.money_unit or "")
    lines, total = _shares(amounts)
    dominant = lines[0] if len(lines) > 1 and lines[0].share >= DOMINANT_SHARE else None
    return Budget(lines=lines, total=total, dominant=dominant)


def goal_estimate(goal: Goal, plan: Plan, vocabulary: Vocabulary) -> Decimal | None:
    """Sum of a goal's printed estimates in NT$, or `None` where none is printed."""
    figures = [measure.estimate for measure in goal.measures if measure.estimate]
    if not figures:
        return None
    return sum((to_ntd(figure, plan, vocabulary) for figure in figures), Decimal(0))


def summarise_estimates(plan: Plan, vocabulary: Vocabulary) -> Budget | None:
    """Estimates added up by goal, or `None` where no measure prints one."""
    amounts = {
        goal.id: amount
        for goal in plan.goals
        if (amount := goal_estimate(goal, plan, vocabulary)) is not None
    }
    if not amounts:
        return None
    lines, total = _shares(amounts)
    return Budget(lines=lines, total=total, dominant=None)


@dataclass(frozen=True)
class Executed:
    """What a report says of a line, in NT$: the parts it gives, and their sum and rate by the
    plan's own formula. `None` where the plan names no formula or a part of it is absent."""

    line: BudgetLine
    planned: Decimal
    seen: Seen[BudgetReport]
    parts: tuple[tuple[BudgetPart, Decimal], ...]
    spent: Decimal | None
    rate: Decimal | None


_PARTS: tuple[BudgetPart, ...] = ("paid", "payable", "saved", "controlled")


def _executed(line: BudgetLine, seen: Seen[BudgetReport], plan: Plan, factor: Decimal) -> Executed:
    said = seen.said
    figures = {
        "paid": said.paid,
        "payable": said.payable,
        "saved": said.saved,
        "controlled": said.controlled,
    }
    parts = tuple((part, figure.value * factor) for part in _PARTS if (figure := figures[part]))
    wanted = plan.execution.parts if plan.execution else ()
    given = dict(parts)
    planned = line.amount.value * factor
    spent = None
    if wanted and all(part in given for part in wanted):
        spent = sum((given[part] for part in wanted), Decimal(0))
    rate = spent / planned if spent is not None and planned else None
    return Executed(line, planned, seen, parts, spent, rate)


def summarise_execution(plan: Plan, book: Book, vocabulary: Vocabulary) -> tuple[Executed, ...]:
    """Execution of each line that a report speaks of, in printed order."""
    if plan.money_unit is None:
        return ()
    factor = vocabulary.factor(plan.money_unit)
    seen = ((line, current(book.budget.get(line.id, ()))) for line in plan.budget)
    return tuple(_executed(line, said, plan, factor) for line, said in seen if said)
