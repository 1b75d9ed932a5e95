"""A meeting's pack from the data: a committee's record and its plans on a day, set as one document.

What is printed comes from the views and templates of the site's own pages.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from generator.assessed import Assessed, Task, assess_task
from generator.committees import CommitteeEntry, MeetingEntry
from generator.git import commit_of, read_history
from generator.history import read_versions
from generator.language import Code, Language
from generator.ledger import draw_ledger
from generator.pack_html import Column, Document, set_document
from generator.pages.committee_views import CommitteeViews
from generator.pages.pack import Origin, Pack, plan_in_pack
from generator.pages.site_in_language import SiteInLanguage
from generator.regions import CommitteeKey, Holdings
from generator.releases import Releases
from generator.resolutions import CommitteeOnDay
from generator.source import SiteData
from generator.summary import PlanSummary
from generator.writer import Words


class NoMeeting(Exception):
    """There is no such committee or meeting; the message names those there are."""


class NotPublished(Exception):
    """What the pack would say is not what is published; the message says what differs."""


def find_meeting(
    loaded: SiteData, committee: str, day: dt.date
) -> tuple[CommitteeEntry, MeetingEntry]:
    """A committee and its meeting of a day. Raises `NoMeeting`."""
    entry = next((one for one in loaded.committees if one.id == committee), None)
    if entry is None:
        there = ", ".join(one.id for one in loaded.committees) or "–"
        raise NoMeeting(
            f"沒有「{committee}」這個會報資料夾；現有：{there} / no committee {committee}; there are: {there}"
        )
    meeting = next((one for one in entry.meetings if one.day == day), None)
    if meeting is None:
        there = ", ".join(str(one.day) for one in entry.meetings) or "–"
        raise NoMeeting(
            f"{committee} 沒有 {day} 的會議；現有：{there} / {committee} has no meeting on {day}; there are: {there}"
        )
    return entry, meeting


def origin_of(data: Path, as_of: dt.date, published: Releases | None = None) -> Origin:
    """What a pack is made from. `published`: the releases of which the current one must be made from
    the same, on the same day. Raises `NotPublished`, `BadManifest`, `NoRelease`."""
    commit = commit_of(data)
    origin = Origin(commit.rstrip("+"), commit.endswith("+")) if commit else Origin(None)
    if published is None:
        return origin
    current = published.current()
    if current is None:
        raise NotPublished("還沒有發布過 / nothing was published yet")
    if (current.commit, current.as_of) != (commit, as_of.isoformat()):
        raise NotPublished(
            f"已發布的第 {current.sequence} 版是 {current.as_of}、{current.commit or '–'}，"
            f"這份資料是 {as_of}、{commit or '–'}：請先發布，或用同一個 --as-of / release "
            f"{current.sequence} is of other data or another day: publish first, or give the same --as-of"
        )
    return replace(origin, release=current.sequence)


def pack_meeting(
    data: Path,
    loaded: SiteData,
    words: Words,
    entry: CommitteeEntry,
    meeting: MeetingEntry,
    origin: Origin,
) -> "Packing":
    """Everything that the pack of a meeting is made from, on the words' as-of date: of the plans of
    the committee's offices those that run on it or ended the year before, and those that the
    committee or its resolutions name. Changes are told since the last meeting held before."""
    offices = {*entry.committee.offices, *(plan.split("/")[1] for plan in entry.plans)}
    agencies = tuple(one for one in loaded.agencies if one.id in offices)
    versions = read_versions(
        data, replace(loaded, agencies=agencies), words.as_of, history := read_history(data)
    )
    last = CommitteeOnDay(entry, words.as_of).held_before(meeting.day)

    def assessed() -> Iterator[Assessed]:
        for agency in agencies:
            for plan in agency.plans:
                address = f"agencies/{agency.id}/{plan.id}/"
                period = plan.plan.period
                runs = period.first_year <= words.as_of.year <= period.last_year + 1
                own = agency.id in entry.committee.offices
                if address not in entry.plans and not (own and runs):
                    continue
                past = versions[agency.id, plan.id]
                task = Task(
                    agency.id, agency.agency, plan,
                    draw_ledger(plan.plan, past, words.as_of),
                    loaded.asked(agency.id, plan), past,
                    tuple(one for one in loaded.committees if address in one.plans),
                    compared=history.kept,
                )  # fmt: skip
                yield assess_task(task, words, last)

    return Packing(loaded, words, entry, meeting, tuple(assessed()), origin)


@dataclass(frozen=True)
class Packing:
    """What a pack is made from, worked out once for all languages."""

    loaded: SiteData
    words: Words
    entry: CommitteeEntry
    meeting: MeetingEntry
    plans: tuple[Assessed, ...]
    origin: Origin

    def document(self, codes: Sequence[Code]) -> Document:
        """The pack in these languages, the first the document's own."""
        return set_document([self._column(code, code == codes[0]) for code in codes])

    def _column(self, code: Code, is_first: bool) -> Column:
        language = self.languages[code]
        views = _views(self, language)
        met = next(met for met in views.on_day.meetings if met.entry == self.meeting)
        pages = (plan.pages(self.words, self.languages, language) for plan in self.plans)
        pack = Pack(views, met, tuple(map(plan_in_pack, pages)), self.origin)
        return Column(code, language, self.words, pack, is_first)

    @cached_property
    def languages(self) -> dict[str, Language]:
        """Both languages, bound."""
        return self.words.languages()

    @cached_property
    def summaries(self) -> Mapping[str, PlanSummary]:
        """Of its plans, by their address."""
        return {plan.task.address: plan.summary for plan in self.plans}

    def summary(self, plan: str) -> PlanSummary:
        """A plan in short."""
        return self.summaries[plan]

    def committee(self, id_: str) -> CommitteeEntry:
        """The committee's record."""
        return self.entry


def _views(packing: Packing, language: Language) -> CommitteeViews:
    entry, loaded = packing.entry, packing.loaded
    agencies = tuple((one.id, one.agency) for one in loaded.agencies)
    told = {*entry.committee.offices, *(plan.task.agency_id for plan in packing.plans)}
    fictional = any(agency.fictional for id_, agency in agencies if id_ in told)
    key = CommitteeKey(
        entry.id,
        entry.committee.name,
        entry.committee.offices,
        tuple(plan for plan in entry.plans if plan in packing.summaries),
        tuple(one.day for one in entry.meetings),
        bool(entry.resolutions),
        entry.papers,
        fictional,
    )
    holdings = Holdings(agencies, (), (key,))
    as_of, languages = packing.words.as_of, packing.languages
    view = SiteInLanguage.of(loaded, holdings, as_of, languages, language)
    return CommitteeViews(view, key, packing)
