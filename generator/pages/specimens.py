"""Every component with every state on one page, from the same partials as the site's own pages.

For whoever changes the look: nothing on it is about an office. Not in the navigation.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from generator import charts
from generator.audit import RULES, Finding, Rule
from generator.audit.finding import Basis
from generator.fields import Text
from generator.language import Language
from generator.method import Specification
from generator.observations import keep_book
from generator.pages.cards import PlanCard
from generator.pages.items import Fact, FindingView, ItemLink
from generator.pages.money import BarRow
from generator.pages.page import Crumb, Page, phrase
from generator.pages.progress import ProgressView, ProgressViews
from generator.pages.states import ORDER, state_counts, state_view
from generator.periods import parse_schedule
from generator.plan_progress import PlanProgress
from generator.vocabulary import Agency

ADDRESS = "style/"
_SAMPLE = Text(zh="元件樣本", en="Specimen")
COLOURS = (
    *("paper", "card", "ink", "soft", "line", "teal", "seal", "gold"),
    *("good", "warn", "bad", "info", "none", "bar", "hatch"),
)


@dataclass(frozen=True)
class Drawn:
    """A state with the bar that stands beside it, from a worked example of its rule."""

    rule: str
    view: ProgressView
    label: str


def _drawn(specification: Specification, language: Language) -> tuple[Drawn, ...]:
    found = []
    for rule in specification.rules:
        example = rule.examples[0]
        progress = example.assess()
        empty = PlanProgress(
            example.as_of, keep_book(example.plan, (), example.as_of), {}, {}, {}, None
        )
        view = ProgressViews(empty, language).of(progress)
        target = view.target or (language.plain(view.target_text) if view.target_text else None)
        label = (
            language.word("kpi.target-short", target=target)
            if target
            else language.word("state.no-target")
        )
        found.append(Drawn(rule.id, view, label))
    return tuple(found)


def _finding(rule: Rule, basis: Basis) -> FindingView:
    working = Text(zh="55 + 40 = 95", en="55 + 40 = 95")
    return FindingView(
        Finding(rule.name, rule.name, rule.severity, basis, (), _SAMPLE, working),
        (ItemLink("1", ""), ItemLink("2", "")),
    )


def _bars(language: Language) -> tuple[BarRow, ...]:
    rows = ((100, "66.7%", "100"), (40, "26.7%", "40"), (10, "6.7%", "10"))
    return tuple(
        BarRow(
            id=f"b{n}", label=_SAMPLE, number=str(n), amount=language.number(amount), reader=None,
            share=share, width=width, printed=str(amount), note=None,
        )
        for n, (amount, share, width) in enumerate(rows, 1)
    )  # fmt: skip


def specimen_page(
    specification: Specification,
    *,
    cards: Sequence[tuple[PlanCard, Agency]],
    languages: Mapping[str, Language],
    language: Language,
) -> Page:
    """The page of specimens; `cards` are plan cards with their agencies."""
    return Page(
        address=ADDRESS,
        template="style.html",
        title=language.word("style.title"),
        description=language.word("style.description"),
        section="",
        crumbs=(
            Crumb(phrase("nav.home", languages), ""),
            Crumb(phrase("style.title", languages), ADDRESS),
        ),
        context={
            "colours": COLOURS,
            "states": tuple(state_view(code, language) for code in (*ORDER, "target-revised")),
            "drawn": _drawn(specification, language),
            "counts": state_counts({code: n for n, code in enumerate(ORDER[:8], 1)}, language),
            "facts": tuple(Fact(str(n), language.plain(_SAMPLE)) for n in (8, 41, 21, 165)),
            "findings": tuple(map(_finding, RULES, get_args(Basis))),
            "months": charts.month_strip(parse_schedule("109.03-06"), 2020),
            "bars": _bars(language),
            "cards": cards,
        },
        unlisted=True,
        glossed=False,
    )
