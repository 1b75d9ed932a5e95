"""A report on its way: what a clerk says, checked with the plan, and put in place whole.

Starts from an open `Desk`; the commands print what it returns.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.asks import Wanted
from generator.atomic import write_new, write_whole
from generator.desk import Desk, progress_of
from generator.fields import Text
from generator.git import in_last_commit
from generator.imports.report_file import Draft, Said, add_to_report, can_be_added, compose_report
from generator.indicators import Kpi
from generator.numerals import Refused
from generator.observations import value_year
from generator.periods import ROC_OFFSET, gregorian
from generator.plan_progress import PlanProgress
from generator.problems import Problem, ProblemsError
from generator.reports import ReportEntry, Stage
from generator.source import load_plan

MOST_OF_A_DAY = 99  # reports of one day and stage that names can tell apart


@dataclass(frozen=True)
class Given:
    """What the clerk says of a report as a whole; the rest follows from the desk."""

    reported: dt.date
    stage: Stage | None = None
    as_of: dt.date | None = None
    body: str | None = None
    corrects: str | None = None
    why: str | None = None


def start_draft(desk: Desk, given: Given) -> Draft:
    """An empty report. A correction stands for the same day, body and stage as what it corrects.

    Raises `Refused` where the corrected report does not exist.
    """
    corrected = desk.report(given.corrects.removesuffix(".yml")) if given.corrects else None
    if given.corrects and corrected is None:
        known = "、".join(entry.id for entry in desk.entry.reports[-5:]) or "–"
        raise Refused(
            found=(f"沒有報告「{given.corrects}」", f"there is no report “{given.corrects}”"),
            expected=(f"最近的報告：{known}", f"latest reports: {known}"),
        )
    as_of = corrected.report.as_of if corrected else desk.as_of
    body = corrected.report.body if corrected else desk.body
    return Draft(
        reported=given.reported,
        stage=given.stage or (corrected.stage if corrected else "self"),
        as_of=given.as_of or as_of or given.reported,
        body=Text(zh=given.body) if given.body else body,
        corrects=corrected.id if corrected else None,
        why=Text(zh=given.why) if given.why else None,
    )


def to_ask(desk: Desk, draft: Draft) -> tuple[Wanted, ...]:
    """The figures that a draft is to hold: those of the corrected report, or those that are due."""
    corrected = desk.report(draft.corrects) if draft.corrects else None
    if corrected is None:
        return tuple(one for one in desk.wanted if one.year == draft.as_of.year)
    named = {(said.kpi_id, value_year(said, corrected)) for said in corrected.report.kpis}
    rows = progress_of(desk.entry, draft.reported).kpis
    return tuple(
        Wanted(row.kpi, row.year, None, row)
        for years in rows.values()
        for row in years
        if row.year is not None and (row.kpi.id, row.year) in named
    )


def read_settings(desk: Desk, settings: Sequence[str]) -> dict[str, Said]:
    """`7=86%`, `2.answered=150`, `5.reason=…` -> what is said of each KPI, by printed number.

    Raises `Refused` where a setting cannot be read; what it says is checked with the report.
    """
    said: dict[str, Said] = {}
    given: dict[tuple[str, str], str] = {}
    for setting in settings:
        target, equals, value = setting.partition("=")
        number, _, name = target.strip().partition(".")
        kpi, name = desk.kpi(number), name or "value"
        if not equals or kpi is None or not value.strip():
            known = "、".join(kpi.number for kpi in desk.entry.plan.kpis)
            raise Refused(
                found=(f"「{setting}」", f"“{setting}”"),
                expected=(
                    f"請寫 指標=數字，例如 7=86%；指標有：{known}",
                    f"write indicator=figure, e.g. 7=86%; indicators: {known}",
                ),
            )
        if before := given.get((kpi.id, name)):
            raise Refused(
                found=(f"「{before}」與「{setting}」說的是同一欄", f"“{before}” and “{setting}” set the same field"),
                expected=("請只留一個；另一年度或另一天的數字，請另外填報", "keep one; a figure of another year or day goes into another report"),
            )  # fmt: skip
        given[kpi.id, name] = setting
        put_field(said.setdefault(kpi.number, {}), kpi, name, value.strip())
    return said


def set_figures(desk: Desk, draft: Draft, settings: Sequence[str]) -> Draft:
    """The draft with what the settings say; a correction is of the year that it corrects.

    Raises `Refused` where a setting cannot be read, or does not say which of several years it is.
    """
    return with_figures(desk, draft, read_settings(desk, settings))


def with_figures(desk: Desk, draft: Draft, said: dict[str, Said]) -> Draft:
    """The draft with what is said of each KPI. Raises `Refused` as `set_figures` does."""
    corrected = desk.report(draft.corrects) if draft.corrects else None
    for number, fields in said.items() if corrected else ():
        year = None if "year" in fields else _other_year(desk, draft, corrected, number)
        if year is not None:
            fields["year"] = str(year - ROC_OFFSET)
    return replace(draft, kpis=said)


def _other_year(desk: Desk, draft: Draft, corrected: ReportEntry | None, number: str) -> int | None:
    """The year that a corrected report has an indicator for, where it is not the as-of day's own."""
    kpi = desk.kpi(number)
    if corrected is None or kpi is None:
        return None
    years = sorted(
        value_year(said, corrected) for said in corrected.report.kpis if said.kpi_id == kpi.id
    )
    if not years or draft.as_of.year in years:
        return None
    if len(years) > 1:
        listed = [str(year - ROC_OFFSET) for year in years]
        raise Refused(
            found=(f"{corrected.id} 的指標 {number} 有 {'、'.join(listed)} 年的數字", f"{corrected.id} has indicator {number} for the ROC years {', '.join(listed)}"),
            expected=(f"請加 --set {number}.year={listed[-1]} 說明更正哪一年", f"say which one is corrected, e.g. --set {number}.year={listed[-1]}"),
        )  # fmt: skip
    return years[0]


_WORDS = ("reason", "response", "note", "text")
_PLAIN = ("value", "on", "qualifier")
_YES_OR_NO = ("final", "achieved")


def put_field(said: Said, kpi: Kpi, name: str, value: str) -> None:
    """One field: a component or condition goes under its heading, a text gets its language.

    Raises `Refused`.
    """
    conditions = {c.id for target in kpi.targets for c in target.conditions}
    if name in kpi.components:
        said.setdefault("components", {})[name] = value
    elif name in conditions:
        said.setdefault("conditions", {})[name] = value
    elif name in _WORDS:
        said[name] = {"zh": value}
    elif name == "year":
        said[name] = _roc_year(value)
    elif name in _PLAIN:
        said[name] = value
    elif name in _YES_OR_NO and value in ("true", "false"):
        said[name] = value == "true"
    elif name in _YES_OR_NO:
        raise Refused(
            found=(f"{name}={value}", f"{name}={value}"),
            expected=("請寫 true 或 false", "write true or false"),
        )
    else:
        known = [*_PLAIN, "year", *_YES_OR_NO, *_WORDS, *kpi.components, *sorted(conditions)]
        raise Refused(
            found=(f"指標 {kpi.number} 沒有「{name}」這一欄", f"indicator {kpi.number} has no field “{name}”"),
            expected=(f"可用：{'、'.join(known)}", f"known: {', '.join(known)}"),
        )  # fmt: skip


def _roc_year(value: str) -> str:
    if not value.isdecimal():
        raise Refused(
            found=(f"year={value}", f"year={value}"),
            expected=("請寫民國年，例如 114", "write an ROC year, e.g. 114"),
        )
    gregorian(int(value))  # refuses a year out of reach
    return value


def draft_problems(desk: Desk, draft: Draft) -> tuple[Problem, ...]:
    """What the loader says of the plan with the draft among its reports."""
    path, text, _ = place_draft(desk, draft)
    return _problems(desk, path, text)


def _problems(desk: Desk, path: Path, text: str) -> tuple[Problem, ...]:
    try:
        load_plan(
            desk.data, agency=desk.agency.id, plan=desk.entry.id,
            vocabulary=desk.site.vocabulary, draft=(path.name, text.encode()),
        )  # fmt: skip
    except ProblemsError as error:
        return tuple(_as_draft(problem, path) for problem in error.problems)
    return ()


def _as_draft(problem: Problem, path: Path) -> Problem:
    """A problem of the draft itself is in no file yet, and says so."""
    if Path(problem.place.file).name != path.name:
        return problem
    return replace(problem, place=replace(problem.place, draft=True))


def place_draft(desk: Desk, draft: Draft) -> tuple[Path, str, bool]:
    """The file that a draft goes to, its text, and whether it is new.

    A report that is not published yet is added to where it stands for the same day and body. A
    name that was published stays taken, even where the file has gone.
    """
    folder = desk.data / "agencies" / desk.agency.id / desk.entry.id / "reports"
    for order in range(1, MOST_OF_A_DAY + 1):
        tail = "" if order == 1 else f"-{order}"
        path = folder / f"{draft.reported}-{draft.stage}{tail}.yml"
        published = in_last_commit(desk.data, path)
        if not path.exists() and not published:
            return path, compose_report(draft), True
        entry = desk.report(path.stem)
        if entry and published is False and can_be_added(entry, draft):
            return path, add_to_report(path.read_text(encoding="utf-8"), draft), False
    raise Refused(
        found=(f"{draft.reported} 已有 {MOST_OF_A_DAY} 份報告", f"{draft.reported} has {MOST_OF_A_DAY} reports already"),
        expected=("請合併後再填報", "put some of them together first"),
    )  # fmt: skip


@dataclass(frozen=True)
class Placed:
    """Where a report was put; `new`: as a file of its own, else into one not published yet."""

    path: Path
    new: bool


def file_report(desk: Desk, draft: Draft) -> Placed:
    """Check the draft with the plan and put it in place whole.

    Raises `ProblemsError`; `Refused` where a day's names are used up, or another report took the
    name meanwhile.
    """
    path, text, new = place_draft(desk, draft)
    if problems := _problems(desk, path, text):
        raise ProblemsError(problems)
    path.parent.mkdir(exist_ok=True)
    if not new:
        write_whole(path, text)
        return Placed(path, new)
    try:
        write_new(path, text.encode())
    except FileExistsError:
        raise Refused(
            found=(f"剛才另有報告寫成 {path.name}", f"another report has just become {path.name}"),
            expected=("請再填報一次", "report once more"),
        ) from None
    return Placed(path, new)


def outcome(desk: Desk, draft: Draft, as_of: dt.date) -> PlanProgress:
    """Where the plan would stand with the draft, for what is asked next. Raises `ProblemsError`."""
    path, text, _ = place_draft(desk, draft)
    entry = load_plan(
        desk.data, agency=desk.agency.id, plan=desk.entry.id,
        vocabulary=desk.site.vocabulary, draft=(path.name, text.encode()),
    )  # fmt: skip
    return progress_of(entry, as_of)
