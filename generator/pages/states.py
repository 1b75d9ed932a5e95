"""States, counts of states, reports and the roll-up of a plan, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator import charts
from generator.attainment import show
from generator.fields import Text
from generator.language import Language
from generator.pages.working import working_words
from generator.plan_progress import MeasureProgress, PlanProgress
from generator.reports import ReportEntry, parse_report_name
from generator.results import Verdict

# The order in which states are told: what needs attention first.
ORDER = (
    *("missed", "behind", "overdue", "not-reported", "final-value-not-reported", "watch"),
    *("sources-differ", "due", "near", "reported", "on-pace", "meeting-for-now", "met"),
    *("not-started", "under-way", "done", "standing-duty", "carried-over", "stopped", "not-due"),
    *("direction-not-stated", "no-target", "not-measurable", "not-applicable", "withdrawn"),
    *("merged", "withheld-by-law", "not-held-here"),
)
# States that mean alike, told together; what is in none of them has nothing to judge.
_TONES: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "bad",
        frozenset({"missed", "behind", "overdue", "not-reported", "final-value-not-reported"}),
    ),
    ("warn", frozenset({"watch", "near", "due", "sources-differ", "carried-over"})),
    ("info", frozenset({"reported", "on-pace", "under-way", "standing-duty"})),
    ("good", frozenset({"met", "meeting-for-now", "done"})),
    ("none", frozenset()),
)
RULES_ADDRESS = "method/states/"


@dataclass(frozen=True)
class StateView:
    """A state as it is shown: its code (shape and colour) and its word."""

    code: str
    word: str


@dataclass(frozen=True)
class StateCount:
    """How many items stand at a state."""

    state: StateView
    n: int


@dataclass(frozen=True)
class ToneCount:
    """States that mean alike: their name and how many items there are, as a bar's width of 100."""

    code: str
    name: str
    n: int
    width: str
    states: tuple[StateCount, ...]


# Rules that say more than their state's word does.
_OWN_WORDS = frozenset(
    {
        "reported-before-first-point",
        "reported-target-waits",
        "reported-bound",
        "not-judged-bound",
        "reported-not-judged",
        "final-value-preliminary",
    }
)


def state_view(code: str, language: Language) -> StateView:
    """A state's word."""
    return StateView(code, language.word(f"state.{code}"))


def verdict_view(verdict: Verdict, language: Language) -> StateView:
    """A verdict's word: an overdue one says by how many days, one not judged says why."""
    if verdict.code == "overdue" and verdict.days is not None:
        return StateView(verdict.code, language.word("state.overdue-days", n=verdict.days))
    if verdict.rule == "reported":
        return StateView(verdict.code, language.word("state.reported-no-trajectory"))
    if verdict.rule in _OWN_WORDS:
        return StateView(verdict.code, language.word(f"state.{verdict.rule}"))
    return state_view(verdict.code, language)


def tone_of(code: str) -> str:
    """Which tone a state belongs to."""
    return next((tone for tone, codes in _TONES if code in codes), "none")


def state_counts(counts: Mapping[str, int], language: Language) -> tuple[ToneCount, ...]:
    """States with their counts, grouped by what they mean, what needs attention first."""
    codes = sorted((code for code, n in counts.items() if n), key=ORDER.index)
    total = Decimal(sum(counts.values()))
    found = []
    for tone, _ in _TONES:
        states = tuple(
            StateCount(state_view(code, language), counts[code])
            for code in codes
            if tone_of(code) == tone
        )
        n = sum(one.n for one in states)
        if n:
            name, width = language.word(f"tone.{tone}"), charts.bar_width(Decimal(n), total)
            found.append(ToneCount(tone, name, n, width, states))
    return tuple(found)


def never_reported(counts: Mapping[str, int]) -> bool:
    """Whether anything was never reported at all, which is another thing than one day missed."""
    return counts.get("not-reported", 0) > 0


@dataclass(frozen=True)
class MeasureStatus:
    """What was last said of a measure. `outputs` are counted things with their names."""

    state: StateView
    late: StateView | None
    as_of: str | None
    text: Text | None
    outputs: tuple[tuple[Text, str], ...]
    spent: str | None
    reason: Text | None
    response: Text | None
    ground: Text | None
    working: str | None
    rule: str


def measure_status(
    progress: MeasureProgress, language: Language, spent: str | None
) -> MeasureStatus:
    """A measure's last report, or what the calendar says; `spent` as it is shown."""
    seen, verdict = progress.seen, progress.verdict
    late = progress.freshness
    outstanding = late and seen and late.code in ("due", "overdue", "not-reported")
    said = seen.said if seen else None
    return MeasureStatus(
        state=verdict_view(verdict, language),
        late=verdict_view(late, language) if late and outstanding else None,
        as_of=language.day(seen.as_of) if seen else None,
        text=said.text if said else None,
        outputs=tuple((o.name, language.figure(o.figure)) for o in said.outputs) if said else (),
        spent=spent,
        reason=said.reason if said else None,
        response=said.response if said else None,
        ground=said.ground if said else None,
        working=working_words(verdict, language),
        rule=f"{RULES_ADDRESS}#{'measures' if seen else verdict.rule}",
    )


@dataclass(frozen=True)
class ReportLink:
    """A report as people call it, and its id on the page of changes."""

    id: str
    words: str


def report_link(name: str | None, language: Language) -> ReportLink | None:
    """The report that another one corrects, or is corrected by."""
    return ReportLink(name, report_words(name, language)) if name else None


def report_words(name: str, language: Language) -> str:
    """A report as people call it: the day it was filed and its stage."""
    named = parse_report_name(name)
    if named is None:
        return name
    day, stage, order = named
    words = language.word(
        "report.named", day=language.day(day), stage=language.word(f"stage.{stage}")
    )
    return words if order == 1 else language.word("report.again", report=words, n=order)


@dataclass(frozen=True)
class ReportRow:
    """One report in a plan's list of reports."""

    entry: ReportEntry
    reported: str
    as_of: str
    stage: str
    corrects: ReportLink | None


def report_rows(reports: Sequence[ReportEntry], language: Language) -> tuple[ReportRow, ...]:
    """A plan's reports, newest first."""
    return tuple(
        ReportRow(
            entry=entry,
            reported=language.day(entry.reported),
            as_of=language.day(entry.report.as_of),
            stage=language.word(f"stage.{entry.stage}"),
            corrects=report_link(entry.report.corrects, language),
        )
        for entry in reversed(reports)
    )


@dataclass(frozen=True)
class RollUpView:
    """The weighted roll-up: what was reached of what was scored, published, and a hundred."""

    points: str
    scored: str
    published: str
    parts: tuple[tuple[str, Text, str, str | None, str | None, bool], ...]
    terms: str


def roll_up_view(progress: PlanProgress, language: Language) -> RollUpView | None:
    """The roll-up with every term of its sum; two decimal places, halves up."""
    roll_up = progress.roll_up
    if roll_up is None:
        return None
    rounded = charts.two_places
    terms = [
        f"{show(part.weight)} × {show(rounded(part.credit, 4))}"
        for part in roll_up.parts
        if part.credit is not None
    ]
    return RollUpView(
        points=language.number(rounded(roll_up.points)),
        scored=language.number(roll_up.scored),
        published=language.number(roll_up.published),
        parts=tuple(
            (
                part.kpi.number,
                part.kpi.name,
                language.number(part.weight),
                None if part.credit is None else language.number(rounded(part.credit, 4)),
                None if part.points is None else language.number(rounded(part.points)),
                part.by_table,
            )
            for part in roll_up.parts
        ),
        terms=f"{' + '.join(terms)} ≈ {show(rounded(roll_up.points))}",
    )


def progress_contents(progress: PlanProgress, language: Language) -> dict[str, object]:
    """What a plan's page shows of the states of its items and of its reports."""
    return {
        "kpi_states": state_counts(progress.kpi_counts, language),
        "measure_states": state_counts(progress.measure_counts, language),
        "never_reported": never_reported(progress.kpi_counts + progress.measure_counts),
        "roll_up": roll_up_view(progress, language),
        "reports": report_rows(progress.book.reports, language),
    }
