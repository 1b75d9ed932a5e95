"""The office's desk: what the data lacks, what is asked for, and one plan laid open.

Reads the data folder and git through `source` and `history`; the commands print what it returns.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.asks import (
    Ask,
    Beside,
    Wanted,
    asks_of,
    beside_figures,
    later_reports,
    missing_reasons,
    wanted,
)
from generator.committee_history import altered_committees
from generator.fields import Text
from generator.form_checks import check_drafts
from generator.git import is_absent, is_shallow, is_unreadable, read_history
from generator.history import read_ledgers, unexplained
from generator.indicators import Kpi
from generator.numerals import Refused, western_number
from generator.observations import keep_book
from generator.plan_progress import PlanProgress, assess_plan
from generator.problems import Place, Problem, ProblemsError, Severity, sort_problems
from generator.prose_checks import check_prose
from generator.published import altered_reports
from generator.reports import ReportEntry
from generator.rulebook.translation import TRANSLATION
from generator.source import AgencyEntry, PlanEntry, SiteData, load_site
from generator.translations import Coverage


@dataclass(frozen=True)
class Inspection:
    """What `check` found: errors that stop a build, warnings and notes that do not."""

    problems: tuple[Problem, ...]
    plans: int = 0

    def of(self, severity: Severity) -> tuple[Problem, ...]:
        """The problems of one severity, in the order of their places."""
        return tuple(problem for problem in self.problems if problem.severity == severity)


def inspect(data: Path, as_of: dt.date | None, *, content: Path | None = None) -> Inspection:
    """Everything that is wrong with a data folder, and what is asked for, on a day.

    `content`: the folder of the hand-written pages, which are looked through for personal data.
    Without a day (no git, none given) only what holds on every day is looked at.
    """
    try:
        loaded = load_site(data)
    except ProblemsError as error:
        return Inspection(error.problems)
    remarks: list[Problem] = list(loaded.notes)
    remarks += unrecorded(loaded, data.name)
    for agency, entry in _entries(loaded) if as_of else ():
        folder = f"{data.name}/agencies/{agency.id}/{entry.id}"
        remarks += later_reports(entry.reports, as_of or dt.date.max, folder)
        remarks += missing_reasons(progress_of(entry, as_of or dt.date.max), folder)
    if is_shallow(data):
        remarks.append(_shallow(data))
    if is_unreadable(data):
        remarks.append(_unreadable(data))
    if is_absent(data):
        remarks.append(_absent(data))
    faults = list(unexplained(read_ledgers(data, loaded, as_of or dt.date.max), data))
    history = read_history(data)
    faults += altered_reports(data, loaded, history)
    faults += altered_committees(data, loaded, history)
    faults += check_drafts(data, loaded, as_of)
    if content:
        faults += check_prose(
            content,
            loaded.exceptions,
            small_count=loaded.site.privacy.small_count,
            file=f"{data.name}/exceptions.yml",
        )
    plans = sum(len(agency.plans) for agency in loaded.agencies)
    return Inspection(sort_problems([*remarks, *faults]), plans)


def unrecorded(loaded: SiteData, root: str) -> Iterable[Problem]:
    """A remark for each folder with English texts whose Chinese is not on record."""
    rule = next(rule for rule in TRANSLATION if rule.id == "translation-unrecorded")
    do = ("請執行 site_build.py translations accept", "run site_build.py translations accept")
    found: list[tuple[str, Coverage]] = []
    for agency in loaded.agencies:
        folder = f"{root}/agencies/{agency.id}"
        files = [(f"{folder}/agency.yml", agency.translation)]
        files += ((f"{folder}/{plan.id}/plan.yml", plan.translation) for plan in agency.plans)
        found += files
    found += (
        (f"{root}/committees/{one.id}/committee.yml", one.translation) for one in loaded.committees
    )
    found.append((f"{root}/consultations", loaded.consulted_translation))
    for file, coverage in found:
        if n := coverage.unrecorded:
            said = (f"{n} 段英文還沒有記下譯自哪一版中文", f"{n} English texts have no record of the Chinese they were made from")  # fmt: skip
            yield Problem(Place(file), rule.id, said, do, rule.severity)


def _shallow(data: Path) -> Problem:
    return Problem(
        Place(data.name), "history-shallow",
        ("git 只有最近的版本，看不到先前的目標與報告", "git holds the latest versions alone: earlier targets and reports cannot be compared"),
        ("請執行 git fetch --unshallow", "run git fetch --unshallow"),
        severity="note",
    )  # fmt: skip


def _unreadable(data: Path) -> Problem:
    return Problem(
        Place(data.name), "history-unreadable",
        ("這裡有 git 的歷史，但讀不到，先前的目標與報告沒有比對", "a git history stands here and cannot be read: earlier targets and reports were not compared"),
        ("請安裝 git；若訊息是 dubious ownership，請執行 git config --global --add safe.directory", "install git; for dubious ownership run git config --global --add safe.directory"),
        severity="note",
    )  # fmt: skip


def _absent(data: Path) -> Problem:
    return Problem(
        Place(data.name), "history-absent",
        ("這裡沒有 git 的歷史，已公布的報告與目標值有沒有更動，沒有比對", "there is no git history here: published reports and targets were not compared with what stood before"),
        ("請用 git clone 取得專案，不要用 ZIP 檔", "get the project with git clone, not as a ZIP file"),
        severity="note",
    )  # fmt: skip


def _entries(loaded: SiteData) -> Iterable[tuple[AgencyEntry, PlanEntry]]:
    return ((agency, entry) for agency in loaded.agencies for entry in agency.plans)


def progress_of(entry: PlanEntry, as_of: dt.date) -> PlanProgress:
    """Where a plan stands on a day."""
    return assess_plan(entry.plan, keep_book(entry.plan, entry.reports, as_of), as_of)


@dataclass(frozen=True)
class PlanAsks:
    """What one plan's office (`name`) is asked for. `agency`, `plan`: their folders."""

    agency: str
    plan: str
    name: Text
    asks: tuple[Ask, ...]


def list_asks(loaded: SiteData, as_of: dt.date) -> tuple[PlanAsks, ...]:
    """What is due, late, missed or behind, plan by plan."""
    found = (
        PlanAsks(
            agency.id,
            entry.id,
            agency.agency.name,
            asks_of(entry.plan, progress_of(entry, as_of)),
        )
        for agency, entry in _entries(loaded)
    )
    return tuple(one for one in found if one.asks)


class NoPlan(LookupError):
    """The named agency or plan does not exist; the message lists those that do."""


@dataclass(frozen=True)
class Desk:
    """One plan on the desk: its entry, what is wanted, what is outstanding beside it, and who reports
    by habit."""

    data: Path
    agency: AgencyEntry
    entry: PlanEntry
    site: SiteData
    wanted: tuple[Wanted, ...]
    beside: Beside

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

    def report(self, id_: str) -> ReportEntry | None:
        """A report of the plan by its file's name without `.yml`."""
        return next((entry for entry in self.entry.reports if entry.id == id_), None)

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
    progress = progress_of(entry, as_of)
    asked = wanted(entry.plan, progress, as_of)
    return Desk(data, found, entry, loaded, asked, beside_figures(entry.plan, progress, as_of))
