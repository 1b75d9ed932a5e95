"""The map over plans: one plan becomes its pages and files.

A plan's pages depend on that plan, the committees that name it, the as-of date, the frames, the
words and the templates, on nothing else.
"""

from dataclasses import dataclass

from generator.assessed import Task, assess_task
from generator.downloads import Download
from generator.exports.dataset import Dataset, Origin
from generator.exports.datasets import plan_dataset, publisher_of
from generator.exports.figure_json import figure_files
from generator.exports.following import plan_files
from generator.exports.formats import make_files
from generator.exports.plan_in_language import PlanInLanguage
from generator.exports.plan_json import plan_json
from generator.rendered import Theme
from generator.summary import PlanSummary
from generator.tree import Tree
from generator.writer import CODES, Words, Writer


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
        plan, found = task.entry.plan, assess_task(task, self.words)
        progress, summary = found.progress, found.summary
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
        pages = [
            (self.writers[code], page)
            for code, language in self.languages.items()
            for page in found.pages(self.words, self.languages, language, downloads).pages()
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


def write_dataset(dataset: Dataset, tree: Tree) -> tuple[Download, ...]:
    """A data set's files into the tree, and what they are."""
    downloads = []
    for download, content in make_files(dataset):
        tree.write(download.address, content)
        downloads.append(download)
    return tuple(downloads)
