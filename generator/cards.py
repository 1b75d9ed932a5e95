"""What the share picture of an office, a plan or the site says. Knows no pixel and no file.

Every figure is one that the pages show; what is not held here is said, never drawn as zero.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.fields import Text
from generator.language import Language
from generator.periods import Period
from generator.summary import PlanSummary
from generator.totals import Totals
from generator.vocabulary import Agency, Site

SITE_CARD = "cards/site.png"
_MOST_COUNTS = 3
# Drawn by any font, for a mark that must not be lost with its characters.
_BARE_MARK = "FICTIONAL"


@dataclass(frozen=True)
class Fact:
    """A figure and what it counts; `number` is `None` where nothing is held here."""

    number: str | None
    label: str


@dataclass(frozen=True)
class Card:
    """A share picture. `address` is below the language's root, as a page's.

    `kicker` stands above the title and `period` below it; `mark` says that an office is fictional;
    `plain` stands for a title that the font cannot draw; `alt` says it all.
    """

    address: str
    kicker: str
    title: str
    period: str
    facts: tuple[Fact, ...]
    mark: str | None
    plain: str
    alt: str


def _alt(card: Card, language: Language) -> Card:
    facts = [f"{fact.number} {fact.label}" if fact.number else fact.label for fact in card.facts]
    parts = (card.kicker, card.title, card.period, language.join(facts), card.mark or "")
    stop = "；" if language.code == "zh" else "; "
    return replace(card, alt=stop.join(part for part in parts if part))


def _counts(counts: Sequence[tuple[str, int]], language: Language) -> tuple[Fact, ...]:
    found = [Fact(language.number(n), language.word(key, n=n)) for key, n in counts if n]
    return tuple(found[:_MOST_COUNTS])


def _results(summaries: Sequence[PlanSummary], language: Language) -> Fact:
    return _result(
        sum(summary.results for summary in summaries),
        kpis=sum(len(summary.kpis) for summary in summaries),
        reported=max((s.reported for s in summaries if s.reported), default=None),
        language=language,
    )


def _result(results: int, *, kpis: int, reported: dt.date | None, language: Language) -> Fact:
    """How many KPIs have a value held; else the day of the last report; else that none is held."""
    if results:
        return Fact(language.number(results), language.word("fact.results", n=kpis))
    if reported:
        return Fact(reported.isoformat(), language.word("card.reported"))
    return Fact(None, language.word("fact.no-results"))


def _mark(fictional: bool, language: Language) -> str | None:
    return language.word("card.fictional") if fictional else None


def plan_card(summary: PlanSummary, language: Language) -> Card:
    """The picture of a plan; its KPI pages show it too."""
    # "with a result, of 23 indicators" counts the indicators already.
    kpis = 0 if summary.results else len(summary.kpis)
    counts = (
        ("fact.goals", summary.goals),
        ("fact.measures", summary.measures),
        ("fact.kpis", kpis),
        ("fact.strategies", summary.strategies),
        ("fact.work-items", summary.work_items),
    )
    card = Card(
        address=f"cards/{summary.agency}/{summary.plan}.png",
        kicker=language.plain(summary.agency_name),
        title=language.plain(summary.title),
        period=language.period(summary.period),
        facts=(*_counts(counts, language), _results([summary], language)),
        mark=_mark(summary.fictional, language),
        plain=f"{summary.agency} {summary.plan}",
        alt="",
    )
    return _alt(card, language)


def _span(summaries: Sequence[PlanSummary], language: Language) -> str:
    if not summaries:
        return ""
    first = min(summary.period.first_year for summary in summaries)
    last = max(summary.period.last_year for summary in summaries)
    return language.period(Period(printed="", first_year=first, last_year=last))


def office_card(
    id_: str, agency: Agency, summaries: Sequence[PlanSummary], language: Language
) -> Card:
    """The picture of an office: how many plans of which years."""
    counts = (
        ("card.plans", len(summaries)),
        ("fact.measures", sum(summary.measures for summary in summaries)),
        ("fact.kpis", sum(len(summary.kpis) for summary in summaries)),
    )
    facts = (_results(summaries, language),) if summaries else ()
    card = Card(
        address=f"cards/{id_}/office.png",
        kicker=language.plain(agency.region),
        title=language.plain(agency.name),
        period=_span(summaries, language),
        facts=(*_counts(counts, language), *facts),
        mark=_mark(agency.fictional, language),
        plain=id_,
        alt="",
    )
    return _alt(card, language)


def site_alt(site: Site, language: Language) -> str:
    """What the site's own picture shows, for pages that know no plan."""
    name, tagline = language.plain(site.name), language.plain(site.tagline)
    return f"{name}：{tagline}" if language.code == "zh" else f"{name}: {tagline}"


def site_card(site: Site, totals: Totals, language: Language) -> Card:
    """The site's own picture."""
    counts = (
        ("card.plans", totals.plans),
        ("fact.measures", totals.measures),
        ("fact.kpis", totals.kpis),
    )
    result = _result(totals.results, kpis=totals.kpis, reported=totals.latest, language=language)
    facts = (result,) if totals.plans else ()
    card = Card(
        address=SITE_CARD,
        kicker=language.word("home.title"),
        title=language.plain(site.tagline),
        period="",
        facts=(*_counts(counts, language), *facts),
        mark=None,
        plain="",
        alt="",
    )
    return _alt(card, language)


def drawable(card: Card, characters: frozenset[str]) -> Card:
    """The card as a font with these characters can draw it, without one empty box.

    A title or office with another character gives way to the plan's id and years as a whole: half
    a name would be another name.
    """

    def held(text: str) -> bool:
        return set(text) <= characters

    named = held(card.kicker) and held(card.title)
    return replace(
        card,
        kicker=card.kicker if named else "",
        title=card.title if named else card.plain,
        period=card.period if held(card.period) else "",
        facts=tuple(fact for fact in card.facts if held((fact.number or "") + fact.label)),
        mark=card.mark if card.mark is None or held(card.mark) else _BARE_MARK,
    )


def committee_card(
    folder: str,
    name: Text,
    offices: Sequence[Text],
    *,
    held: int,
    open_: int,
    fictional: bool,
    language: Language,
) -> Card:
    """The picture of a committee, which its meetings and its register show too. `folder`: of its
    pages; `held`: meetings; `open_`: resolutions."""
    counts = (("card.meetings", held), ("card.resolutions", open_))
    card = Card(
        address=f"{folder}card.png",
        kicker=language.join(language.plain(office) for office in offices),
        title=language.plain(name),
        period="",
        facts=_counts(counts, language) or (Fact(None, language.word("card.no-meetings")),),
        mark=_mark(fictional, language),
        plain=folder.strip("/"),
        alt="",
    )
    return _alt(card, language)
