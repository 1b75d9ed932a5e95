"""One plan as it stands on a day: its states, its summary, what changed; what its pages are made of.

Depends on the plan, its history, the committees that name it, the as-of date and the words alone.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from generator.answers import Asked
from generator.audit import audit_plan
from generator.committees import CommitteeEntry
from generator.downloads import Download
from generator.language import Language
from generator.ledger import Entry, Version
from generator.observations import keep_book
from generator.pages.concerns import name_concerns
from generator.pages.plan import PlanPages
from generator.plan_progress import PlanProgress, assess_plan
from generator.resolutions import CommitteeOnDay
from generator.since import Since, Start, compare_days, known_on, start_of
from generator.source import PlanEntry
from generator.summary import PlanSummary, summarise_plan
from generator.vocabulary import Agency, Vocabulary
from generator.writer import Words


@dataclass(frozen=True)
class Task:
    """A plan to be made, with its ledger and its versions, oldest first; without any, as it is read
    alone. `committees`: those that name it; `compared`: whether there is a history to compare it with."""

    agency_id: str
    agency: Agency
    entry: PlanEntry
    ledger: tuple[Entry, ...]
    asked: Asked
    versions: tuple[Version, ...] = ()
    committees: tuple[CommitteeEntry, ...] = ()
    compared: bool = False

    @property
    def address(self) -> str:
        """`agencies/kinmen/2020/`."""
        return f"agencies/{self.agency_id}/{self.entry.id}/"


@dataclass(frozen=True)
class Assessed:
    """A plan on a day. `since`: what changed, `None` where there is no earlier day to compare with."""

    task: Task
    progress: PlanProgress
    summary: PlanSummary
    committees: tuple[CommitteeOnDay, ...]
    since: Since | None

    def pages(
        self,
        words: Words,
        languages: Mapping[str, Language],
        language: Language,
        downloads: tuple[Download, ...] = (),
    ) -> PlanPages:
        """Its pages in one language."""
        return PlanPages(
            site=words.site,
            agency=self.task.agency,
            plan=self.task.entry.plan,
            summary=self.summary,
            progress=self.progress,
            as_of=words.as_of,
            languages=languages,
            language=language,
            vocabulary=words.vocabulary,
            asked=self.task.asked,
            committees=self.committees,
            downloads=downloads,
            since=self.since,
        )


def assess_task(task: Task, words: Words, meeting: dt.date | None = None) -> Assessed:
    """The plan on the words' as-of date. `meeting`: since which changes are told, else since the
    last one of the committees that name it."""
    vocabulary, as_of, plan = words.vocabulary, words.as_of, task.entry.plan
    progress = assess_plan(plan, keep_book(plan, task.entry.reports, as_of), as_of)
    committees = tuple(CommitteeOnDay(one, as_of) for one in task.committees)
    held = (day for one in committees for day in one.held)
    start = start_of(progress.book.reports, meeting=meeting or max(held, default=None))
    summary = summarise_plan(
        agency_id=task.agency_id,
        agency=task.agency,
        plan_id=task.entry.id,
        plan=plan,
        vocabulary=vocabulary,
        progress=progress,
        ledger=task.ledger,
        asked=task.asked,
        compared=task.compared,
        since=start,
        named=name_concerns(
            task.committees,
            plan,
            task.address,
            audit_plan(plan, vocabulary) if task.committees else (),
        ),
    )
    since = _since(task, start, as_of, vocabulary) if start else None
    return Assessed(task, progress, summary, committees, since)


def _since(task: Task, start: Start, as_of: dt.date, vocabulary: Vocabulary) -> Since:
    entry = task.entry
    # The pages show the plan as it stands, also as of a day before its last version.
    earlier = [version for version in task.versions[:-1] if version.date <= as_of]
    last = min((version.date for version in task.versions[-1:]), default=as_of)
    before, after = (
        known_on(
            day,
            versions=(*earlier, Version(min(last, as_of), entry.plan)),
            reports=entry.reports,
            asked=task.asked,
            vocabulary=vocabulary,
        )
        for day in (start.day, as_of)
    )
    return compare_days(before, after, start.mark)
