"""The ledger of changes: what was promised before, what now, when and why."""

import datetime as dt
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.fields import Text
from generator.language import Language
from generator.ledger import CALENDAR, Entry
from generator.model import Change, Plan
from generator.pages.page import Crumb, Page, phrase
from generator.pages.region_table import RegionTable
from generator.pages.states import ReportRow, report_rows
from generator.plan_progress import PlanProgress
from generator.subscriptions import Subscription
from generator.summary import LedgerLine, PlanSummary, last_change, real_plans
from generator.totals import MOST_CHANGES, RegionSummary


@dataclass(frozen=True)
class ChangeRow:
    """One change as it is shown; `address` is the changed item's, `anchor` the change's own among
    those of its plan; `brought_by`: the consultations that it came of, by title and address."""

    entry: Entry
    anchor: str
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
    brought_by: tuple[tuple[Text, str], ...] = ()

    @property
    def anchor_of_many(self) -> str:
        """The anchor on a page with the changes of several plans."""
        return f"{self.summary.agency}.{self.summary.plan}.{self.anchor}"


@dataclass(frozen=True)
class RecordRow:
    """One change of this site's record of a plan, with its anchor."""

    anchor: str
    change: Change


def _address(summary: PlanSummary, line: LedgerLine) -> str:
    item = line.entry.item
    if any(kpi.id == item for kpi in summary.kpis):
        return f"{summary.address}kpi/{item}/"
    elsewhere = item == CALENDAR or line.entry.field == "report"
    return summary.address if elsewhere or not line.name else f"{summary.address}#{item}"


def _way(entry: Entry, language: Language) -> str | None:
    return None if entry.way == "other" else language.word(f"change.{entry.way}")


def _apart(told: Iterable[tuple[str, tuple[str | None, ...]]]) -> Iterator[str]:
    """An anchor for each anchor and content: those that share one are told apart by what they say,
    and not by their place, which moves when another is added. A number tells apart the same said
    twice."""
    pairs = list(told)
    shared = Counter(anchor for anchor, _ in pairs)
    seen: Counter[str] = Counter()
    for anchor, content in pairs:
        own = anchor if shared[anchor] == 1 else f"{anchor}-{_short_hash(content)}"
        seen[own] += 1
        yield own if seen[own] == 1 else f"{own}-no{seen[own]}"


def _short_hash(content: tuple[str | None, ...]) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:8]


def _anchor(entry: Entry) -> str:
    year = f"-{entry.year}" if entry.year else ""
    return f"{entry.date}-{entry.item}-{entry.field}{year}"


def _row(summary: PlanSummary, line: LedgerLine, anchor: str, language: Language) -> ChangeRow:
    entry, word = line.entry, language.word
    ended = entry.field == "standing"
    successor = entry.recorded.successor if entry.recorded else None
    return ChangeRow(
        entry=entry,
        anchor=anchor,
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
    anchors = _apart(
        (_anchor(line.entry), (line.entry.old, line.entry.new)) for line in summary.ledger
    )
    return tuple(
        _row(summary, line, anchor, language)
        for line, anchor in zip(summary.ledger, anchors, strict=True)
    )


def record_rows(plan: Plan) -> tuple[RecordRow, ...]:
    """What changed in this site's record of a plan, in the order of the file."""
    anchors = _apart((f"record-{change.date}", (change.what.zh,)) for change in plan.changes)
    return tuple(
        RecordRow(anchor, change) for change, anchor in zip(plan.changes, anchors, strict=True)
    )


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
            "count": len(rows),
            "regions": None,
            "reports": reports,
            "record": record_rows(plan),
            "several": False,
        },
        changed=summary.changed,
        fictional=summary.fictional,
    )


def newest_changes_page(
    nation: RegionSummary,
    regions: RegionTable,
    languages: Mapping[str, Language],
    language: Language,
    subscriptions: tuple[Subscription, ...],
    changed: dt.date | None,
) -> Page:
    """The newest changes of a site that is split by region, and how many each region has."""
    rows = [row for summary in nation.ledgers for row in change_rows(summary, language)]
    rows.sort(key=lambda row: row.entry.date, reverse=True)
    page = site_changes_page((), languages, language, subscriptions)
    context = {
        **page.context,
        "rows": tuple(rows[:MOST_CHANGES]),
        "count": nation.changes,
        "regions": regions,
    }
    return replace(page, context=context, changed=changed)


def site_changes_page(
    summaries: Sequence[PlanSummary],
    languages: Mapping[str, Language],
    language: Language,
    subscriptions: tuple[Subscription, ...],
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
            "count": len(rows),
            "regions": None,
            "reports": (),
            "record": (),
            "several": True,
            "summaries": real,
        },
        changed=last_change(summaries),
        subscriptions=subscriptions,
    )
