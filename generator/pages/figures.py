"""Which interactive figures a plan has, and the address of each one's data."""

from decimal import Decimal

from generator import budgets
from generator.language import Language
from generator.model import Plan
from generator.plan_progress import PlanProgress
from generator.progress import Progress
from generator.summary import PlanSummary
from generator.vocabulary import Vocabulary


def drawn_actual(row: Progress) -> Decimal | None:
    """The value that a figure draws; contradicting ones are not drawn."""
    return row.seen.value if row.seen and not row.differs else None


def drawn_aim(row: Progress) -> Decimal | None:
    """The target that a figure draws."""
    return row.aim.value if row.aim else None


def figure_addresses(
    plan: Plan,
    summary: PlanSummary,
    progress: PlanProgress,
    language: Language,
    vocabulary: Vocabulary,
) -> dict[str, str]:
    """Which figures a plan has: `kpi-3`, `pace-3`, `budget`, `execution` to their addresses."""
    folder = f"data/v1/{summary.agency}/{summary.plan}/figures/"
    names = []
    for kpi in plan.kpis:
        rows = progress.kpis[kpi.id] if kpi.kind != "rank" else ()  # a rank is no magnitude
        if any(drawn_actual(row) is not None for row in rows) and any(
            drawn_aim(row) is not None for row in rows
        ):
            names.append(f"kpi-{kpi.id}")
        if kpi.trajectory and progress.headlines[kpi.id].held:
            names.append(f"pace-{kpi.id}")
    whole = budgets.summarise_budget(plan, vocabulary)
    # Beside a line that is nearly all of it, the others would be slivers.
    if whole and len(whole.lines) > 1 and not whole.dominant:
        names.append("budget")
    if plan.execution and progress.book.budget:
        names.append("execution")
    return {name: f"{folder}{name}.{language.code}.json" for name in names}
