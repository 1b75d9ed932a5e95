"""What can stand side by side: what each document holds, and why its figures are not compared.

Sees summaries only. Fictional offices are left out of every comparison.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.language import Language
from generator.summary import HOLDS, PlanSummary


@dataclass(frozen=True)
class CoverageRow:
    """One plan: for each kind of content whether its document holds it."""

    summary: PlanSummary
    period: str
    holds: tuple[bool, ...]


@dataclass(frozen=True)
class Coverage:
    """The matrix: what is asked for (keys of `holds.*`), a row for each plan, how many hold what."""

    keys: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    counts: tuple[int, ...]


def coverage(summaries: Sequence[PlanSummary], language: Language) -> Coverage:
    """Which document holds what."""
    rows = tuple(
        CoverageRow(
            summary, language.short_period(summary.period), tuple(k in summary.holds for k in HOLDS)
        )
        for summary in summaries
    )
    counts = tuple(sum(row.holds[i] for row in rows) for i in range(len(HOLDS)))
    return Coverage(HOLDS, rows, counts)


def reasons_apart(summaries: Sequence[PlanSummary], language: Language) -> tuple[str, ...]:
    """Why no figures of these plans stand side by side, worked out from the plans themselves."""
    word = language.word
    reasons = []
    periods = {(s.period.first_year, s.period.last_year) for s in summaries}
    if len(periods) == len(summaries) > 1:
        listed = language.join(
            f"{language.plain(s.region)} {language.short_period(s.period)}" for s in summaries
        )
        reasons.append(word("compare.periods", periods=listed))
    with_kpis = [s for s in summaries if s.kpis]
    names: dict[str, set[str]] = {}
    for summary in with_kpis:
        for kpi in summary.kpis:
            names.setdefault(kpi.name.zh, set()).add(summary.address)
    shared = sum(1 for plans in names.values() if len(plans) > 1)
    reasons += kpis_apart(len(with_kpis), sum(len(s.kpis) for s in with_kpis), shared, language)
    estimates = sum(1 for s in summaries if s.estimate_total is not None)
    budgets = sum(1 for s in summaries if s.budget_total is not None)
    return (*reasons, *money_apart(estimates, budgets, language))


def kpis_apart(plans: int, kpis: int, shared: int, language: Language) -> tuple[str, ...]:
    """That each plan sets its own indicators; `shared`: names that stand in several plans."""
    if not plans:
        return ()
    return (language.word("compare.kpis", plans=plans, n=kpis, shared=shared),)


def money_apart(estimates: int, budgets: int, language: Language) -> tuple[str, ...]:
    """That estimates and appropriations mean different things, where there are both."""
    if not (estimates and budgets):
        return ()
    return (language.word("compare.money", estimates=estimates, budgets=budgets),)
