"""Themes: the same kind of work across offices. The grouping is this site's own and says so.

Sees summaries only; fictional offices are left out.
"""

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
class ThemeView:
    """A theme with the plans that have goals of it."""

    id: str
    theme: Theme
    plans: tuple[ThemePlan, ...]

    @property
    def address(self) -> str:
        """`themes/procurement/`."""
        return f"{ADDRESS}{self.id}/"

    @property
    def goals(self) -> int:
        """How many goals are grouped here."""
        return sum(len(plan.goals) for plan in self.plans)


def _views(
    themes: Mapping[str, Theme], summaries: Sequence[PlanSummary], language: Language
) -> tuple[ThemeView, ...]:
    return tuple(
        ThemeView(
            id_,
            theme,
            tuple(
                ThemePlan(summary, language.short_period(summary.period), goals)
                for summary in real_plans(summaries)
                if (goals := tuple(g for g in summary.goal_list if id_ in g.themes))
            ),
        )
        for id_, theme in themes.items()
    )


def theme_pages(
    themes: Mapping[str, Theme],
    summaries: Sequence[PlanSummary],
    languages: Mapping[str, Language],
    language: Language,
) -> tuple[Page, ...]:
    """The list of themes and a page for each."""
    views = _views(themes, summaries, language)
    home = Crumb(phrase("nav.home", languages), "")
    listed = Crumb(phrase("nav.themes", languages), ADDRESS)
    changed = last_change(summaries)
    index = Page(
        address=ADDRESS,
        template="themes.html",
        title=language.word("nav.themes"),
        description=language.word("themes.description"),
        section="",
        crumbs=(home, listed),
        context={"themes": views},
        changed=changed,
    )
    return (
        index,
        *(
            Page(
                address=view.address,
                template="theme.html",
                title=language.plain(view.theme.label),
                description=language.word(
                    "themes.one-description", theme=language.plain(view.theme.label),
                    about=language.plain(view.theme.about),
                ),
                section="",
                crumbs=(home, listed, Crumb(view.theme.label, view.address)),
                context={"view": view, "themes": views},
                changed=changed,
                subscriptions=offered(
                    "theme", view.address, name=language.plain(view.theme.label), language=language
                ),
            )
            for view in views
        ),
    )  # fmt: skip
