"""What the tests of feeds and calendars share: each plan in each language, made in this process."""

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from generator.clock import resolve_as_of
from generator.exports.feeds import FeedEntry
from generator.exports.plan_in_language import PlanInLanguage
from generator.history import read_ledgers
from generator.language import Language
from generator.observations import keep_book
from generator.plan_progress import assess_plan
from generator.regions import Holdings, PlanKey
from generator.source import SiteData, load_site
from generator.summary import PlanSummary, summarise_plan

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-21"
# Each plan's folder below /data/v1/, by whether its office is fictional.
REAL = ("chiayi-city/2019-2022", "hsinchu-county/2023", "kaohsiung/2024", "kinmen/2020")
FICTIONAL = ("demo/2025", "demo/2025-2026", "demo/2026")
# Texts that would be a line, a property or an element of their own.
HOSTILE = (
    "x\r\nATTENDEE:mailto:a@b.example\r\nEND:VEVENT",
    "x\nEND:VEVENT\nBEGIN:VEVENT",
    "]]></summary><script>alert(1)</script><entry>",
    "\"'&amp;&lt;",
    "a;b,c\\n:d",
    "=1+1",
    "字" * 10_000,
)


def read_feed(content: bytes) -> tuple[FeedEntry, ...]:
    """The entries of a feed, by another reader than the one that joins feeds."""
    names = {"": "http://www.w3.org/2005/Atom"}
    return tuple(
        FeedEntry(
            id=entry.findtext("id", "", names),
            day=dt.datetime.fromisoformat(entry.findtext("updated", "", names)).date(),
            title=entry.findtext("title", "", names),
            summary=entry.findtext("summary", "", names),
            themes=tuple(one.attrib["term"] for one in entry.iterfind("category", names)),
        )
        for entry in ElementTree.fromstring(content).iterfind("entry", names)
    )


def views(data: Path, as_of: str = AS_OF) -> Iterator[PlanInLanguage]:
    """Every plan of a data folder, in Chinese and in English."""
    loaded = load_site(data)
    ledgers = read_ledgers(data, loaded, resolve_as_of(as_of, environ={}, root=ROOT))
    for office in loaded.agencies:
        for entry in office.plans:
            day = resolve_as_of(as_of, environ={}, root=ROOT)
            progress = assess_plan(entry.plan, keep_book(entry.plan, entry.reports, day), day)
            summary = summarise_plan(
                agency_id=office.id,
                agency=office.agency,
                plan_id=entry.id,
                plan=entry.plan,
                vocabulary=loaded.vocabulary,
                progress=progress,
                ledger=ledgers[office.id, entry.id],
            )
            for code in ("zh", "en"):
                yield PlanInLanguage(
                    site=loaded.site,
                    plan=entry.plan,
                    summary=summary,
                    progress=progress,
                    asked=loaded.asked(office.id, entry),
                    as_of=day,
                    language=Language(code, loaded.strings, loaded.vocabulary),
                )


def holdings_of(data: SiteData, made: Iterable[PlanSummary]) -> Holdings:
    """What a site holds, from its offices and the summaries of its plans in their order."""
    return Holdings(
        agencies=tuple((entry.id, entry.agency) for entry in data.agencies),
        plans=tuple(
            PlanKey(
                agency=summary.agency,
                plan=summary.plan,
                first_year=summary.period.first_year,
                last_year=summary.period.last_year,
                changed=summary.changed,
                fictional=summary.fictional,
            )
            for summary in made
        ),
    )
