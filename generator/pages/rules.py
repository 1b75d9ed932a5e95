"""The public pages of rules: those of the states with worked examples, and those of the findings."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from generator import audit
from generator.audit.finding import Severity
from generator.fields import Text
from generator.language import Language
from generator.method import Example, Rule, Specification
from generator.observations import keep_book
from generator.pages.page import Crumb, Page, phrase
from generator.pages.progress import ProgressViews
from generator.pages.states import RULES_ADDRESS, StateView, state_view, verdict_view
from generator.plan_progress import PlanProgress
from generator.progress import RULES_VERSION
from generator.reports import MeasureState
from generator.results import Verdict

CLOCKS = ("result", "pace", "freshness", "standing")
MEASURE_STATES: tuple[str, ...] = get_args(MeasureState)


@dataclass(frozen=True)
class ExampleView:
    """A worked example: what is given, and the arithmetic that follows."""

    target: str | None
    target_text: Text | None
    given: tuple[str, ...]
    values: tuple[str, ...]
    dues: tuple[str, ...]
    as_of: str
    working: tuple[str, ...]


@dataclass(frozen=True)
class RuleView:
    """A rule with its state."""

    rule: Rule
    state: StateView
    examples: tuple[ExampleView, ...]


def _example(example: Example, language: Language) -> ExampleView:
    found = example.assess()
    empty = PlanProgress(
        example.as_of, keep_book(example.plan, (), example.as_of), {}, {}, {}, None
    )
    view = ProgressViews(empty, language).of(found)
    values = tuple(
        language.word(
            "rules.value-final" if value.said.final else "rules.value",
            value=ProgressViews(empty, language).told(found.kpi, value),
            day=value.as_of.isoformat(),
        )
        for value in found.values
    )
    derived, computed = view.target_working, found.seen.computed if found.seen else None
    steps = (derived, computed.expression if computed else None, found.verdict.expression)
    return ExampleView(
        target=view.target,
        target_text=view.target_text,
        given=_given(example, language),
        values=values,
        dues=tuple(f"{due.as_of} → {due.due}" for due in example.dues or ()),
        as_of=example.as_of.isoformat(),
        working=tuple(dict.fromkeys(step for step in steps if step)),
    )


def _given(example: Example, language: Language) -> tuple[str, ...]:
    """What the indicator says beside its target, as far as a rule looks at it."""
    kpi, word = example.kpi, language.word
    given = [word(f"direction.{kpi.direction.value}")] if kpi.direction.value != "none" else []
    given += [word("kpi.cumulative")] if kpi.accumulation == "cumulative" else []
    given += [word("rules.law-bound")] if kpi.law_bound else []
    if kpi.trajectory:
        points = [f"{point.on} {point.figure.printed}" for point in kpi.trajectory.points]
        given.append(word("rules.trajectory", points=language.join(points)))
    given += [
        word("rules.amended", day=change.date.isoformat(), what=word(f"state.{change.new}"))
        for change in example.amendments
    ]
    return tuple(given)


def _view(rule: Rule, language: Language) -> RuleView:
    return RuleView(
        rule=rule,
        state=verdict_view(Verdict(rule.state, rule.id), language),
        examples=tuple(_example(example, language) for example in rule.examples),
    )


def rules_page(
    specification: Specification,
    *,
    languages: Mapping[str, Language],
    language: Language,
    changed: dt.date | None,
) -> Page:
    """One section per clock, one row per rule."""
    views = [_view(rule, language) for rule in specification.rules]
    groups = tuple(
        (clock, language.word(f"clock.{clock}"), language.word(f"rules.{clock}"), rules)
        for clock in CLOCKS
        if (rules := tuple(view for view in views if view.rule.clock == clock))
    )
    return Page(
        address=RULES_ADDRESS,
        template="rules.html",
        title=language.word("rules.title"),
        description=language.word("rules.description"),
        section="method",
        crumbs=(
            Crumb(phrase("nav.home", languages), ""),
            Crumb(phrase("nav.method", languages), "method/"),
            Crumb(phrase("rules.title", languages), RULES_ADDRESS),
        ),
        context={
            "groups": groups,
            "count": len(views),
            "examples": sum(len(view.examples) for view in views),
            "version": RULES_VERSION,
            "measures": tuple(state_view(code, language) for code in MEASURE_STATES),
        },
        changed=changed,
    )


def document_rules_page(
    *, languages: Mapping[str, Language], language: Language, changed: dt.date | None
) -> Page:
    """What is looked for in every document, from the list that the findings come from."""
    address = "method/findings/"
    groups = tuple(
        (severity, tuple(rule for rule in audit.RULES if rule.severity == severity))
        for severity in get_args(Severity)
    )
    return Page(
        address=address,
        template="document_rules.html",
        title=language.word("document-rules.title"),
        description=language.word("document-rules.description"),
        section="method",
        crumbs=(
            Crumb(phrase("nav.home", languages), ""),
            Crumb(phrase("nav.method", languages), "method/"),
            Crumb(phrase("document-rules.title", languages), address),
        ),
        context={"groups": groups, "count": len(audit.RULES)},
        changed=changed,
    )
