"""The map over plans: one plan becomes its pages and files.

A plan's pages depend on that plan, the committees that name it, the as-of date, the frames, the
words and the templates, on nothing else.
"""

from dataclasses import dataclass

from generator.answers import Asked
from generator.audit import audit_plan
from generator.committees import CommitteeEntry
from generator.downloads import Download
from generator.exports.dataset import Dataset, Origin
from generator.exports.datasets import plan_dataset, publisher_of
from generator.exports.figure_json import figure_files
from generator.exports.following import plan_files
from generator.exports.formats import make_files
from generator.exports.plan_in_language import PlanInLanguage
from generator.exports.plan_json import plan_json
from generator.ledger import Entry, Version
from generator.observations import keep_book
from generator.pages.concerns import name_concerns
from generator.pages.plan import PlanPages
from generator.plan_progress import assess_plan
from generator.rendered import Theme
from generator.resolutions import CommitteeOnDay
from generator.since import Since, Start, compare_days, known_on, start_of
from generator.source import PlanEntry
from generator.summary import PlanSummary, summarise_plan
from generator.tree import Tree
from generator.vocabulary import Agency
from generator.writer import CODES, Words, Writer


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


@dataclass(frozen=True)
class Made:
    """What a plan became: its summary, its pages' addresses, its files of data, and the names of all
    its files."""

    task: Task
    summary: PlanSummary
    addresses: tuple[str, ...]
    downloads: tuple[Download, ...]
    files: tuple[str, ...]


class Press:
    """Writers of both languages, made once per process: their templates are compiled once."""

    def __init__(self, words: Words, theme: Theme) -> None:
        self.words = words
        self.theme = theme
        self.languages = words.languages()
        self.writers: dict[str, Writer] = {
            code: Writer(words=words, code=code, languages=self.languages, theme=theme)
            for code in CODES
        }

    def build_plan(self, task: Task, tree: Tree) -> Made:
        """The map: one plan's pages in both languages and its data."""
        vocabulary, as_of = self.words.vocabulary, self.words.as_of
        plan = task.entry.plan
        progress = assess_plan(plan, keep_book(plan, task.entry.reports, as_of), as_of)
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
            named=name_concerns(
                task.committees,
                plan,
                f"agencies/{task.agency_id}/{task.entry.id}/",
                audit_plan(plan, vocabulary) if task.committees else (),
            ),
        )
        record = plan_json(
            agency_id=task.agency_id,
            agency=task.agency,
            plan_id=task.entry.id,
            plan=plan,
            vocabulary=vocabulary,
            progress=progress,
            ledger=task.ledger,
            as_of=as_of,
            asked=task.asked,
        )
        dataset = plan_dataset(
            record,
            summary,
            publisher=publisher_of(self.words.site),
            as_of=as_of,
            languages=self.languages,
            origin=Origin(task.agency_id, task.agency, task.entry.id, plan, task.entry.reports),
        )
        downloads = write_dataset(dataset, tree)
        committees = tuple(CommitteeOnDay(one, as_of) for one in task.committees)
        held = (day for one in committees for day in one.held)
        start = start_of(progress.book.reports, meeting=max(held, default=None))
        since = self._since(task, start) if start else None
        pages = [
            (self.writers[code], page)
            for code, language in self.languages.items()
            for page in PlanPages(
                site=self.words.site,
                agency=task.agency,
                plan=plan,
                summary=summary,
                progress=progress,
                as_of=as_of,
                languages=self.languages,
                language=language,
                vocabulary=vocabulary,
                asked=task.asked,
                committees=committees,
                downloads=downloads,
                since=since,
            ).pages()
        ]
        written = [(page, writer.write(page, tree)) for writer, page in pages]
        addresses = tuple(address for page, address in written if page.framed)
        for language in self.languages.values():
            for file in figure_files(plan, summary, progress, language, vocabulary):
                tree.write(file.address, file.text())
            view = PlanInLanguage(
                site=self.words.site,
                plan=plan,
                summary=summary,
                progress=progress,
                asked=task.asked,
                as_of=as_of,
                language=language,
            )
            for address, content in plan_files(view):
                tree.write(address, content)
        return Made(task, summary, addresses, downloads, tree.take_written())

    def _since(self, task: Task, start: Start) -> Since:
        as_of, entry = self.words.as_of, task.entry
        # The pages show the plan as it stands, also as of a day before its last version.
        earlier = [version for version in task.versions[:-1] if version.date <= as_of]
        last = min((version.date for version in task.versions[-1:]), default=as_of)
        before, after = (
            known_on(
                day,
                versions=(*earlier, Version(min(last, as_of), entry.plan)),
                reports=entry.reports,
                asked=task.asked,
                vocabulary=self.words.vocabulary,
            )
            for day in (start.day, as_of)
        )
        return compare_days(before, after, start.mark)


def write_dataset(dataset: Dataset, tree: Tree) -> tuple[Download, ...]:
    """A data set's files into the tree, and what they are."""
    downloads = []
    for download, content in make_files(dataset):
        tree.write(download.address, content)
        downloads.append(download)
    return tuple(downloads)
