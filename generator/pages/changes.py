"""The ledger of changes: what was promised before, what now, when and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.fields import Text
from generator.language import Language
from generator.ledger import CALENDAR, Entry
from generator.model import Plan
from generator.pages.page import Crumb, Page, phrase
from generator.pages.states import ReportRow, report_rows
from generator.plan_progress import PlanProgress
from generator.summary import LedgerLine, PlanSummary, last_change, real_plans


@dataclass(frozen=True)
class ChangeRow:
    """One change as it is shown; `address` is the changed item's."""

    entry: Entry
    item: str
    name: Text | None
    address: str
    day: str
    field: str
    year: str | None
    way: str | None
    old: str | None
    new: str | None
    successor: str | None
    summary: PlanSummary


def _address(summary: PlanSummary, line: LedgerLine) -> str:
    item = line.entry.item
    if any(kpi.id == item for kpi in summary.kpis):
        return f"{summary.address}kpi/{item}/"
    elsewhere = item == CALENDAR or line.entry.field == "report"
    return summary.address if elsewhere or not line.name else f"{summary.address}#{item}"


def _way(entry: Entry, language: Language) -> str | None:
    return None if entry.way == "other" else language.word(f"change.{entry.way}")


def _row(summary: PlanSummary, line: LedgerLine, language: Language) -> ChangeRow:
    entry, word = line.entry, language.word
    ended = entry.field == "standing"
    successor = entry.recorded.successor if entry.recorded else None
    return ChangeRow(
        entry=entry,
        item=entry.item,
        name=line.name,
        address=_address(summary, line),
        day=language.day(entry.date),
        field=word(f"change.{entry.field}"),
        year=language.year(entry.year) if entry.year else None,
        way=_way(entry, language),
        old=entry.old,
        new=word(f"state.{entry.new}") if ended and entry.new else entry.new,
        successor=successor,
        summary=summary,
    )


def change_rows(summary: PlanSummary, language: Language) -> tuple[ChangeRow, ...]:
    """A plan's ledger, newest first."""
    return tuple(_row(summary, line, language) for line in summary.ledger)


def plan_changes_page(
    *,
    plan: Plan,
    summary: PlanSummary,
    progress: PlanProgress,
    rows: Sequence[ChangeRow],
    crumbs: tuple[Crumb, ...],
    languages: Mapping[str, Language],
    language: Language,
) -> Page:
    """Everything that changed in one plan: promises, reports, and this site's record of it."""
    address = f"{summary.address}changes/"
    reports: tuple[ReportRow, ...] = report_rows(progress.book.reports, language)
    return Page(
        address=address,
        template="changes.html",
        title=language.word("changes.of", title=language.plain(summary.title)),
        head_title=language.word(
            "meta.changes-title",
            agency=language.plain(summary.agency_name),
            title=language.plain(summary.title),
        ),
        description=language.word(
            "meta.changes",
            agency=language.plain(summary.agency_name),
            period=language.short_period(summary.period),
            title=language.plain(summary.title),
        ),
        section="agencies",
        crumbs=(*crumbs, Crumb(phrase("changes.title", languages), address)),
        context={
            "summary": summary,
            "rows": rows,
            "reports": reports,
            "record": plan.changes,
            "several": False,
        },
        changed=summary.changed,
        fictional=summary.fictional,
    )


def site_changes_page(
    summaries: Sequence[PlanSummary], languages: Mapping[str, Language], language: Language
) -> Page:
    """What changed in every plan, newest first; fictional offices are left out."""
    real = real_plans(summaries)
    rows = [row for summary in real for row in change_rows(summary, language)]
    rows.sort(key=lambda row: row.entry.date, reverse=True)
    return Page(
        address="changes/",
        template="changes.html",
        title=language.word("changes.title"),
        description=language.word("changes.description"),
        section="changes",
        crumbs=(
            Crumb(phrase("nav.home", languages), ""),
            Crumb(phrase("changes.title", languages), "changes/"),
        ),
        context={
            "summary": None,
            "rows": tuple(rows),
            "reports": (),
            "record": (),
            "several": True,
            "summaries": real,
        },
        changed=last_change(summaries),
    )
