"""Themes: the same kind of work across offices. The grouping is this site's own and says so.

Sees summaries only; fictional offices are left out.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.language import Language
from generator.pages.page import Crumb, Page, phrase
from generator.subscriptions import offered
from generator.summary import GoalSummary, PlanSummary, last_change, real_plans
from generator.vocabulary import Theme

ADDRESS = "themes/"


@dataclass(frozen=True)
class ThemePlan:
    """The goals of one plan that belong to a theme."""

    summary: PlanSummary
    period: str
    goals: tuple[GoalSummary, ...]


@dataclass(frozen=True)
class ThemeRow:
    """A theme in the list: its page, and how many goals it has in how many plans."""

    id: str
    theme: Theme
    address: str
    goals: int
    plans: int


def theme_plans(
    id_: str, summaries: Sequence[PlanSummary], language: Language
) -> tuple[ThemePlan, ...]:
    """The plans that have goals of a theme; those of fictional offices are left out."""
    return tuple(
        ThemePlan(summary, language.short_period(summary.period), goals)
        for summary in real_plans(summaries)
        if (goals := tuple(g for g in summary.goal_list if id_ in g.themes))
    )


def themes_page(
    themes: Mapping[str, Theme],
    summaries: Sequence[PlanSummary],
    languages: Mapping[str, Language],
    language: Language,
) -> Page:
    """The list of themes, with how many goals and plans each has."""
    held = {id_: theme_plans(id_, summaries, language) for id_ in themes}
    counts = {
        id_: (sum(len(plan.goals) for plan in plans), len(plans)) for id_, plans in held.items()
    }
    return theme_list_page(themes, counts, languages, language, last_change(summaries))


def theme_list_page(
    themes: Mapping[str, Theme],
    counts: Mapping[str, tuple[int, int]],
    languages: Mapping[str, Language],
    language: Language,
    changed: dt.date | None,
) -> Page:
    """The list of themes; `counts`: goals and plans of each."""
    rows = tuple(
        ThemeRow(id_, theme, f"{ADDRESS}{id_}/", *counts.get(id_, (0, 0)))
        for id_, theme in themes.items()
    )
    return Page(
        address=ADDRESS,
        template="themes.html",
        title=language.word("nav.themes"),
        description=language.word("themes.description"),
        section="",
        crumbs=theme_crumbs(languages),
        context={"themes": rows},
        changed=changed,
    )


def theme_crumbs(languages: Mapping[str, Language]) -> tuple[Crumb, ...]:
    """Where the list of themes stands."""
    home = Crumb(phrase("nav.home", languages), "")
    return home, Crumb(phrase("nav.themes", languages), ADDRESS)


def theme_page(
    id_: str,
    themes: Mapping[str, Theme],
    summaries: Sequence[PlanSummary],
    languages: Mapping[str, Language],
    language: Language,
) -> Page:
    """The goals of one theme in all plans."""
    return page_of_theme(
        id_,
        themes,
        template="theme.html",
        context={"plans": theme_plans(id_, summaries, language)},
        languages=languages,
        language=language,
        changed=last_change(summaries),
    )


def page_of_theme(
    id_: str,
    themes: Mapping[str, Theme],
    *,
    template: str,
    context: Mapping[str, object],
    languages: Mapping[str, Language],
    language: Language,
    changed: dt.date | None,
) -> Page:
    """A theme's page over the whole site."""
    theme, address = themes[id_], f"{ADDRESS}{id_}/"
    name = language.plain(theme.label)
    return Page(
        address=address,
        template=template,
        title=name,
        description=language.word(
            "themes.one-description", theme=name, about=language.plain(theme.about)
        ),
        section="",
        crumbs=(*theme_crumbs(languages), Crumb(theme.label, address)),
        context={
            "theme": theme,
            "kicker": language.word("nav.themes"),
            "others": other_themes(id_, themes, ADDRESS),
            **context,
        },
        changed=changed,
        subscriptions=offered("theme", address, name=name, language=language),
    )


def other_themes(id_: str, themes: Mapping[str, Theme], folder: str) -> tuple[Crumb, ...]:
    """Links to the other themes, whose pages stand in the same folder."""
    return tuple(
        Crumb(theme.label, f"{folder}{other}/") for other, theme in themes.items() if other != id_
    )
