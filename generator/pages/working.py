"""The working behind a state in one language: what its figures are, and what the calendar says."""

from decimal import Decimal

from generator.attainment import NEAR, ON_PACE, WATCH, show
from generator.charts import two_places
from generator.language import Language
from generator.numerals import Figure
from generator.progress import Progress
from generator.results import Verdict

Parts = tuple[tuple[str, str], ...]

_ONE = Decimal(1)
# From which share on a state is given, and up to which; `None`: no end.
_BANDS: dict[str, tuple[Decimal | None, Decimal | None]] = {
    "on-pace": (ON_PACE, None),
    "watch": (WATCH, ON_PACE),
    "behind": (None, WATCH),
    "near-attainment": (NEAR, _ONE),
    "missed-attainment": (None, NEAR),
    "missed-small": (None, _ONE),
    "missed-law-bound": (None, _ONE),
}


def working_words(verdict: Verdict, language: Language) -> str | None:
    """A verdict's arithmetic; that of the calendar as a sentence."""
    due, word = verdict.due, language.word
    if due is None:
        return verdict.expression or None
    day = language.day(due.due)
    if verdict.code == "due":
        return word("working.due", day=day)
    if verdict.code == "not-due":
        return word("working.not-due", as_of=language.day(due.as_of), day=day)
    if verdict.code == "not-reported":
        return word("working.not-reported", n=verdict.days, day=day)
    return word("working.overdue", n=verdict.days, day=day)


def working_parts(
    progress: Progress,
    clock: str,
    verdict: Verdict,
    *,
    actual: str | None,
    target: str | None,
    language: Language,
) -> Parts:
    """The figures of a verdict's arithmetic with their names; `actual`, `target` as they are shown."""
    seen, aim = progress.seen, progress.aim
    if seen is None or aim is None or progress.differs or not verdict.expression:
        return ()
    word = language.word
    if verdict.rule == "final-value-not-reported":
        return (
            (word("working.held"), language.day(seen.as_of)),
            (word("working.end"), language.day(aim.target.end)),
        )
    if clock == "pace" and progress.pace and progress.pace.verdict == verdict:
        stood = two_places(progress.pace.expected)
        expected = language.figure(Figure(show(stood), stood), progress.kpi.target_unit)
        against, ratio = (word("pace.expected"), expected), progress.pace.ratio
        name = word("working.ratio")
    elif clock == "result":
        against, ratio = (word("kpi.target"), target or ""), verdict.attainment
        name = word("working.attainment")
    else:
        return ()
    parts = [against, (word("kpi.actual"), actual or "")]
    if ratio is not None:
        parts.append((name, language.number(two_places(ratio, 4))))
        parts.append((word("working.threshold"), _band(verdict.rule, language)))
    return tuple((name, value) for name, value in parts if value)


def _band(rule: str, language: Language) -> str:
    """The shares between which the state is given: `0.7`, `0.7–0.9`."""
    ends = _BANDS.get(rule, (_ONE, None))
    return "–".join(language.number(end) for end in ends if end is not None)
