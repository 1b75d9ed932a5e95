"""The office's desk: what the data lacks, what is asked for, and a new report put in place.

Reads the data folder and git through `source` and `history`; the commands print what it returns.
"""

import datetime as dt
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.asks import Ask, Wanted, asks_of, later_reports, missing_reasons, wanted
from generator.fields import Text
from generator.history import is_published, read_ledgers, unexplained
from generator.imports.report_file import Draft, Said, add_to_report, compose_report
from generator.indicators import Kpi
from generator.numerals import Refused, western_number
from generator.observations import keep_book
from generator.plan_progress import PlanProgress, assess_plan
from generator.problems import Problem, ProblemsError, sort_problems
from generator.source import AgencyEntry, PlanEntry, SiteData, load_plan, load_site


@dataclass(frozen=True)
class Inspection:
    """What `check` found: problems that stop a build, and remarks that stop nothing."""

    problems: tuple[Problem, ...]
    failed: bool
    plans: int = 0


def inspect(data: Path, as_of: dt.date | None) -> Inspection:
    """Everything that is wrong with a data folder, and what is asked for, on a day.

    Without a day (no git, none given) only what holds on every day is looked at.
    """
    try:
        loaded = load_site(data)
    except ProblemsError as error:
        return Inspection(error.problems, failed=True)
    remarks: list[Problem] = list(loaded.notes)
    for agency, entry in _entries(loaded) if as_of else ():
        folder = f"{data.name}/agencies/{agency.id}/{entry.id}"
        remarks += later_reports(entry.reports, as_of or dt.date.max, folder)
        remarks += missing_reasons(progress_of(entry, as_of or dt.date.max), folder)
    faults = list(unexplained(read_ledgers(data, loaded, as_of or dt.date.max), data))
    plans = sum(len(agency.plans) for agency in loaded.agencies)
    return Inspection(sort_problems([*remarks, *faults]), bool(faults), plans)


def _entries(loaded: SiteData) -> Iterable[tuple[AgencyEntry, PlanEntry]]:
    return ((agency, entry) for agency in loaded.agencies for entry in agency.plans)


def progress_of(entry: PlanEntry, as_of: dt.date) -> PlanProgress:
    """Where a plan stands on a day."""
    return assess_plan(entry.plan, keep_book(entry.plan, entry.reports, as_of), as_of)


@dataclass(frozen=True)
class PlanAsks:
    """What one plan's office is asked for."""

    agency: str
    plan: str
    asks: tuple[Ask, ...]


def list_asks(data: Path, as_of: dt.date) -> tuple[PlanAsks, ...]:
    """What is due, late, missed or behind, plan by plan. Raises `ProblemsError`."""
    found = (
        PlanAsks(agency.id, entry.id, asks_of(entry.plan, progress_of(entry, as_of)))
        for agency, entry in _entries(load_site(data))
    )
    return tuple(one for one in found if one.asks)


class NoPlan(LookupError):
    """The named agency or plan does not exist; the message lists those that do."""


@dataclass(frozen=True)
class Desk:
    """One plan on the desk: its entry, what is wanted, and who reports by habit."""

    data: Path
    agency: AgencyEntry
    entry: PlanEntry
    site: SiteData
    wanted: tuple[Wanted, ...]

    @property
    def body(self) -> Text:
        """Who reported last, else the agency itself."""
        reports = self.entry.reports
        return reports[-1].report.body if reports else self.agency.agency.name

    @property
    def as_of(self) -> dt.date | None:
        """The as-of day that the calendar asks for."""
        days = [one.due.as_of for one in self.wanted if one.due]
        return max(days, default=None)

    def kpi(self, printed: str) -> Kpi | None:
        """The KPI of a number as printed or in Western digits."""
        try:
            number = western_number(printed)
        except Refused:
            return None
        return next((kpi for kpi in self.entry.plan.kpis if kpi.id == number), None)


def open_desk(data: Path, *, agency: str, plan: str, as_of: dt.date) -> Desk:
    """The plan that a report is for. Raises `NoPlan`, `ProblemsError`."""
    loaded = load_site(data)
    plans = {(a.id, entry.id): (a, entry) for a, entry in _entries(loaded)}
    if (agency, plan) not in plans:
        known = "、".join(f"{a} {p}" for a, p in plans)
        raise NoPlan(f"沒有 {agency} {plan}；有：{known} / there is no {agency} {plan}")
    found, entry = plans[agency, plan]
    asked = wanted(entry.plan, progress_of(entry, as_of), as_of)
    return Desk(data, found, entry, loaded, asked)


def read_settings(desk: Desk, settings: Sequence[str]) -> dict[str, Said]:
    """`7=86%`, `2.answered=150`, `5.reason=…` -> what is said of each KPI, by printed number.

    Raises `Refused` where a setting cannot be read; what it says is checked with the report.
    """
    said: dict[str, Said] = {}
    for setting in settings:
        target, equals, value = setting.partition("=")
        number, _, name = target.strip().partition(".")
        kpi = desk.kpi(number)
        if not equals or kpi is None or not value.strip():
            known = "、".join(kpi.number for kpi in desk.entry.plan.kpis)
            raise Refused(
                found=(f"「{setting}」", f"“{setting}”"),
                expected=(
                    f"請寫 指標=數字，例如 7=86%；指標有：{known}",
                    f"write indicator=figure, e.g. 7=86%; indicators: {known}",
                ),
            )
        _put(said.setdefault(kpi.number, {}), kpi, name or "value", value.strip())
    return said


def _put(said: Said, kpi: Kpi, name: str, value: str) -> None:
    """One field: a component or condition goes under its heading, a text gets its language."""
    conditions = {c.id for target in kpi.targets for c in target.conditions}
    if name in kpi.components:
        said.setdefault("components", {})[name] = value
    elif name in conditions:
        said.setdefault("conditions", {})[name] = value
    elif name in ("reason", "response", "note", "text"):
        said[name] = {"zh": value}
    elif value in ("true", "false"):
        said[name] = value == "true"
    else:
        said[name] = value


def draft_problems(desk: Desk, draft: Draft) -> tuple[Problem, ...]:
    """What the loader says of the plan with the draft among its reports."""
    path, text = _place(desk, draft)
    return _problems(desk, path, text)


def _problems(desk: Desk, path: Path, text: str) -> tuple[Problem, ...]:
    try:
        load_plan(
            desk.data, agency=desk.agency.id, plan=desk.entry.id,
            vocabulary=desk.site.vocabulary, draft=(path.name, text.encode()),
        )  # fmt: skip
    except ProblemsError as error:
        return error.problems
    return ()


def _place(desk: Desk, draft: Draft) -> tuple[Path, str]:
    """The file that a draft goes to, and its text: a new one, or one that is not published yet."""
    folder = desk.data / "agencies" / desk.agency.id / desk.entry.id / "reports"
    order = 1
    while True:
        tail = "" if order == 1 else f"-{order}"
        path = folder / f"{draft.reported}-{draft.stage}{tail}.yml"
        if not path.exists():
            return path, compose_report(draft)
        if draft.corrects is None and not is_published(desk.data, path):
            return path, add_to_report(path.read_text(encoding="utf-8"), draft)
        order += 1


def file_report(desk: Desk, draft: Draft) -> Path:
    """Check the draft with the plan and put it in place whole. Raises `ProblemsError`."""
    path, text = _place(desk, draft)
    if problems := _problems(desk, path, text):
        raise ProblemsError(problems)
    path.parent.mkdir(exist_ok=True)
    # A half-written report must never be seen, so the text comes in under its name all at once.
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(path)
    return path


def outcome(desk: Desk, draft: Draft, as_of: dt.date) -> PlanProgress:
    """Where the plan would stand with the draft, for what is asked next. Raises `ProblemsError`."""
    path, text = _place(desk, draft)
    entry = load_plan(
        desk.data, agency=desk.agency.id, plan=desk.entry.id,
        vocabulary=desk.site.vocabulary, draft=(path.name, text.encode()),
    )  # fmt: skip
    return progress_of(entry, as_of)
