"""The page that asks the search index; without JavaScript, a list of offices and plans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.language import Language
from generator.pages.page import Crumb, Page, phrase
from generator.summary import PlanSummary


@dataclass(frozen=True)
class YearChoice:
    """A year that a plan covers, as a choice of the filter."""

    year: int
    label: str


def year_choices(summaries: Sequence[PlanSummary], language: Language) -> tuple[YearChoice, ...]:
    """Every year that a plan covers, the newest first."""
    years = {year for summary in summaries for year in summary.period.years}
    return tuple(YearChoice(year, language.year(year)) for year in sorted(years, reverse=True))


def search_page(
    *,
    cards: Sequence[object],
    summaries: Sequence[PlanSummary],
    languages: Mapping[str, Language],
    language: Language,
) -> Page:
    """The search page in one language; `cards` are the offices with their plans."""
    return Page(
        address="search/",
        template="search.html",
        title=language.word("search.title"),
        description=language.word("search.description"),
        section="",
        crumbs=(
            Crumb(phrase("nav.home", languages), ""),
            Crumb(phrase("search.title", languages), "search/"),
        ),
        context={"cards": cards, "years": year_choices(summaries, language)},
    )
