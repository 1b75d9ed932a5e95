"""Agencies with their plans on cards, as lists and overviews show them. Sees summaries only."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.language import Language
from generator.pages.states import ToneCount, state_counts
from generator.summary import PlanSummary
from generator.vocabulary import Agency


@dataclass(frozen=True)
class PlanCard:
    """A plan on a card: its summary, one plain sentence, whether its period is over, and how many
    items stand at which state (none where nothing is held here)."""

    summary: PlanSummary
    sentence: str
    period: str
    over: bool
    kpi_states: tuple[ToneCount, ...]
    measure_states: tuple[ToneCount, ...]


@dataclass(frozen=True)
class AgencyCard:
    """An agency with its plans, newest first."""

    id: str
    agency: Agency
    address: str
    plans: tuple[PlanCard, ...]


def plan_sentence(summary: PlanSummary, language: Language) -> str:
    """One plain sentence of what the document holds, and its money where it prints any."""
    word = language.word
    counts = (
        ("lede.goals", summary.goals),
        ("lede.measures", summary.measures),
        ("lede.kpis", len(summary.kpis)),
        ("lede.work-items", summary.work_items),
        ("lede.strategies", summary.strategies),
    )
    parts = language.join(word(key, n=n) for key, n in counts if n)
    total = summary.budget_total if summary.budget_total is not None else summary.estimate_total
    money = ""
    if total is not None and summary.money_unit:
        money = word(
            "lede.money",
            amount=language.printed_money(total, summary.money_unit),
            reader=language.money(total),
        )
    return word("lede.sentence", parts=parts, money=money)


def _states(counts: Mapping[str, int], language: Language) -> tuple[ToneCount, ...]:
    """Counts by state, unless nothing at all is held here."""
    return () if set(counts) <= {"not-held-here"} else state_counts(counts, language)


def held_by(card: AgencyCard) -> tuple[str, ...]:
    """What an agency's plans hold, and whether a plan runs and has results: the list's filters."""
    keys = {key for plan in card.plans for key in plan.summary.holds}
    keys |= {"results"} if any(plan.summary.results for plan in card.plans) else set()
    keys |= {"running"} if any(not plan.over for plan in card.plans) else set()
    return tuple(sorted(keys))


def agency_cards(
    agencies: Sequence[tuple[str, Agency]],
    summaries: Sequence[PlanSummary],
    as_of: dt.date,
    language: Language,
) -> tuple[AgencyCard, ...]:
    """Every agency with its plans, newest first."""
    plans: dict[str, list[PlanSummary]] = {id_: [] for id_, _ in agencies}
    for summary in summaries:
        plans[summary.agency].append(summary)
    return tuple(
        AgencyCard(
            id=id_,
            agency=agency,
            address=f"agencies/{id_}/",
            plans=tuple(
                PlanCard(
                    summary=summary,
                    sentence=plan_sentence(summary, language),
                    period=language.period(summary.period),
                    over=summary.period.is_over(as_of),
                    kpi_states=_states(summary.kpi_states, language),
                    measure_states=_states(summary.measure_states, language),
                )
                for summary in sorted(plans[id_], key=lambda s: (-s.period.last_year, s.plan))
            ),
        )
        for id_, agency in agencies
    )


def agency_description(card: AgencyCard, language: Language) -> str:
    """What an office's page says of itself to search engines."""
    plain, word = language.plain, language.word
    name, region = plain(card.agency.name), plain(card.agency.region)
    if not card.plans:
        return word("meta.agency-no-plans", name=name, region=region)
    titles = language.join(plain(plan.summary.title) for plan in card.plans)
    return word("meta.agency", name=name, region=region, n=len(card.plans), titles=titles)
