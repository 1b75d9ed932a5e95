"""The declared trajectory of an indicator's year: its drawing and its table, in one language."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.attainment import on_trajectory
from generator.charts import two_places
from generator.indicators import Trajectory
from generator.language import Language
from generator.progress import Progress
from generator.trajectory import Drawing, draw_trajectory

Days = list[tuple[dt.date, Decimal]]


@dataclass(frozen=True)
class PaceRow:
    """One day of the table: what was declared for it, and the value that stood."""

    day: str
    expected: str | None
    actual: str | None


def _expected(trajectory: Trajectory, day: dt.date, year: int) -> Decimal | None:
    stood = on_trajectory(trajectory, day, year)
    return stood.value if stood else None


def pace_rows(progress: Progress, language: Language) -> tuple[PaceRow, ...]:
    """The days of the trajectory's points in the year, and those that values stand for."""
    trajectory, year = progress.kpi.trajectory, progress.year
    if trajectory is None or year is None:
        return ()
    held = dict(progress.held)
    rows = []
    for day in sorted({*held, *(p.on for p in trajectory.points if p.on.year == year)}):
        expected = _expected(trajectory, day, year)
        rows.append(
            PaceRow(
                day=language.day(day),
                expected=None if expected is None else language.number(two_places(expected)),
                actual=language.number(held[day]) if day in held else None,
            )
        )
    return tuple(rows)


def _told(trajectory: Trajectory, progress: Progress, year: int) -> Days:
    """What the drawing tells of the trajectory: its stages, or a line's figure on each value's day.

    The target's line tells the one that equals it.
    """
    stages = [(p.on, p.figure.value) for p in trajectory.points if p.on.year == year]
    if trajectory.kind == "line":
        found = ((day, _expected(trajectory, day, year)) for day, _ in progress.held)
        on_line = {day: value for day, value in found if value is not None}
        stages = sorted({**dict(stages), **on_line}.items())
    target = progress.aim.value if progress.aim else None
    others = [(day, value) for day, value in stages if value != target]
    return others or stages


def pace_drawing(
    progress: Progress, target: str | None, as_of: dt.date, language: Language
) -> Drawing | None:
    """The trajectory and the values beside it; `target` as it is shown."""
    trajectory, year = progress.kpi.trajectory, progress.year
    if trajectory is None or year is None or progress.aim is None:
        return None
    points = [
        (point.on, point.figure.value)
        for point in trajectory.points
        if point.on.year == year or trajectory.kind == "line"
    ]
    stages = _told(trajectory, progress, year)
    word = language.word
    return draw_trajectory(
        year=year,
        points=points,
        stages=stages,
        values=progress.held,
        target=progress.aim.value,
        stepped=trajectory.kind == "points",
        as_of=as_of,
        words={
            "way": [word("pace.expected")],
            "stages": [language.number(two_places(value)) for _, value in stages],
            "values": _values(progress.held, language),
            "target": [word("kpi.target-short", target=target)] if target else [],
            "as-of": [word("pace.as-of", day=language.month_day(as_of))],
        },
    )


def _values(values: Sequence[tuple[dt.date, Decimal]], language: Language) -> list[str]:
    """Reported figures; the last one says what the line is."""
    shown = [language.number(two_places(value)) for _, value in values]
    return [*shown[:-1], *(language.word("pace.actual-short", value=one) for one in shown[-1:])]
