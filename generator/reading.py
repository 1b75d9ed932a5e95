"""A folder's files to records: one office's file, one plan with what stands beside it.

Knows which file is which record, and what must agree within a plan. Names and bytes come from
`folders`, values from `strict_yaml`, records from `records`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from generator.breakdown_checks import check_breakdowns
from generator.consultation_checks import (
    ConsultationEntry,
    KnownOffice,
    check_consultation,
    check_named,
)
from generator.consultations import Consultation
from generator.document import Document, Value
from generator.exceptions import NO_EXCEPTIONS, Excepted, Exceptions
from generator.fields import Record, bilingual_texts
from generator.folders import CONSULTATIONS, EXCEPTIONS, TRANSLATIONS, DataFolder
from generator.known_folder import KnownFolder
from generator.model import Plan
from generator.naming import Names, check_period_named
from generator.numbering import check_numbers
from generator.participation import NOTHING_ASKED, Participation
from generator.participation_checks import check_participation
from generator.privacy_checks import judge, suspect
from generator.problems import Problem
from generator.promises import check_promises
from generator.records import Strings, copied_chinese, read_record
from generator.references import check_references
from generator.report_checks import check_reports
from generator.reports import Report, ReportEntry, parse_report_name
from generator.strict_yaml import parse_document
from generator.translation_checks import check_age, check_translation, text_prefix
from generator.translations import (
    NOTHING_TRANSLATED,
    Coverage,
    Made,
    Translations,
    cover,
    mark_stale,
)
from generator.value_checks import Filed
from generator.vocabulary import (
    Agency,
    Glossary,
    Vocabulary,
)

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class PlanEntry:
    """A plan, its folder's name, its reports in the order they came in, what people asked, and how
    much of it is in English."""

    id: str
    plan: Plan
    reports: tuple[ReportEntry, ...] = ()
    participation: Participation = NOTHING_ASKED
    translation: Coverage = NOTHING_TRANSLATED


@dataclass(frozen=True)
class AgencyEntry:
    """An agency, its folder's name and its plans."""

    id: str
    agency: Agency
    plans: tuple[PlanEntry, ...]
    translation: Coverage = NOTHING_TRANSLATED


@dataclass(frozen=True)
class OfficeRead:
    """An office's files, read and checked by themselves. `entry` is `None` where its own file cannot
    be read; `names`: by which it must differ from others; `used`: the exceptions it needed;
    `values`: the plain values of its files by path, where that was asked for."""

    entry: AgencyEntry | None
    problems: tuple[Problem, ...]
    names: Names = ()
    used: frozenset[Excepted] = frozenset()
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether something in it is wrong."""
        return has_errors(self.problems)


def read_exceptions(folder: DataFolder) -> tuple[Exceptions, Document | None]:
    """What was looked at and may stay."""
    path = folder.root / EXCEPTIONS
    record, document = read_file(folder, path, Exceptions) if folder.has(path) else (None, None)
    return record or NO_EXCEPTIONS, document


def read_consultations(folder: DataFolder) -> tuple[tuple[ConsultationEntry, ...], Coverage]:
    """Every consultation, checked by itself, by its file's name; and how much is in English."""
    found = []
    for path in folder.consultations():
        record, document = read_file(folder, path, Consultation)
        if record and document:
            if not isinstance(folder, KnownFolder):
                small_count = folder.privacy.small_count
                folder.problems += check_consultation(record, document, small_count)
            found.append(ConsultationEntry(path.stem, record, document))
    if not found:
        return (), NOTHING_TRANSLATED
    read = [(one.consultation, one.document) for one in found]
    return tuple(found), cover_folder(folder, folder.root / CONSULTATIONS, read)


def check_consulted(
    consultations: Iterable[ConsultationEntry], offices: Iterable[tuple[str, OfficeRead]]
) -> Iterator[Problem]:
    """What consultations name that is not there, from every office as it was read."""
    plans: dict[str, Plan] = {}
    known = {}
    for office, read in offices:
        entries = read.entry.plans if read.entry else ()
        plans |= {f"{office}/{plan.id}": plan.plan for plan in entries}
        known[office] = KnownOffice(
            frozenset(plan.id for plan in entries),
            fictional=bool(read.entry and read.entry.agency.fictional),
            whole=not read.failed,
        )
    yield from check_named(consultations, known, plans.get)


def judge_folder(folder: DataFolder, exceptions: Exceptions) -> frozenset[Excepted]:
    """Notes what the files that were read may expose, less what may stay; returns what was needed
    for that."""
    problems, used = judge(
        folder.suspicions,
        exceptions.exceptions,
        small_count=folder.privacy.small_count,
        root=folder.name(folder.root),
    )
    folder.problems += problems
    return used


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether one of some problems stops a build."""
    return any(problem.severity == "error" for problem in problems)


def read_file(
    folder: DataFolder, path: Path, model: type[Model]
) -> tuple[Model | None, Document | None]:
    """One file as a record, with its document for later checks."""
    if isinstance(folder, KnownFolder):
        known = folder.document(path)
        return read_record(known, model)[0], known
    data = folder.read(path)
    if data is None:
        return None, None
    document = parse_document(data, folder.name(path))
    folder.problems += document.problems
    if document.value is None:
        return None, document
    folder.keep(path, document.value)
    if model is not Translations:  # hashes alone
        folder.suspicions += suspect(document)
    record, problems = read_record(document, model)
    folder.problems += problems
    if model not in (Strings, Glossary):  # these name the other language, and list its terms
        folder.problems += copied_chinese(document, document.value)
        folder.problems += check_translation(document, folder.statutes)
    return record, document


def read_plan(folder: DataFolder, path: Path, vocabulary: Vocabulary | None) -> PlanEntry | None:
    plan, document = read_file(folder, path / "plan.yml", Plan)
    if plan is None or document is None:
        return None
    filed = _reports(folder, path)
    asked, questions = _participation(folder, path)
    if not isinstance(folder, KnownFolder):
        folder.problems += check_period_named(path.name, plan, document)
        if vocabulary:
            folder.problems += check_references(plan, document, vocabulary)
            folder.problems += check_numbers(plan, document)
            folder.problems += check_promises(plan, document)
            folder.problems += check_reports(plan, filed, vocabulary)
        folder.problems += check_breakdowns(filed, plan, folder.privacy.small_count)
        if questions:
            folder.problems += check_participation(asked, plan, questions)
    covered = cover_folder(folder, path, [(plan, document), (asked, questions)])
    # A report is never changed once it is out, so its English cannot fall behind.
    covered += cover(text for one in filed for text in bilingual_texts(one.entry.report))
    reports = tuple(one.entry for one in filed)
    return PlanEntry(path.name, plan, reports, participation=asked, translation=covered)


def cover_folder(
    folder: DataFolder, path: Path, read: Sequence[tuple[Record, Document | None]]
) -> Coverage:
    """Marks and counts the texts of a folder's records by what their English was made from."""
    file = path / TRANSLATIONS
    record, _ = read_file(folder, file, Translations) if folder.has(file) else (None, None)
    made = Made(record.pairs if record else frozenset())
    for _, document in read:
        if document and not isinstance(folder, KnownFolder):
            below = document.file.removeprefix(f"{folder.name(path)}/")
            folder.problems += check_age(document, made, text_prefix(below))
    texts = [text for one, _ in read for text in bilingual_texts(one)]
    mark_stale(texts, made)
    return cover(texts, made)


def _participation(folder: DataFolder, plan: Path) -> tuple[Participation, Document | None]:
    """What people asked about a plan; no file or an empty one is nobody."""
    path = plan / "participation.yml"
    if not folder.has(path):
        return NOTHING_ASKED, None
    if isinstance(folder, KnownFolder):
        known = folder.document(path)
        return read_record(known, Participation)[0] or NOTHING_ASKED, known
    data = folder.read(path)
    if data is None:
        return NOTHING_ASKED, None
    document = parse_document(data, folder.name(path))
    if [problem.rule for problem in document.problems] == ["file-empty"]:
        return NOTHING_ASKED, None
    folder.problems += document.problems
    if document.value is None:
        return NOTHING_ASKED, None
    folder.keep(path, document.value)
    folder.suspicions += suspect(document)
    record, problems = read_record(document, Participation)
    folder.problems += (*problems, *check_translation(document, folder.statutes))
    return (record, document) if record else (NOTHING_ASKED, None)


def _reports(folder: DataFolder, plan: Path) -> list[Filed]:
    """The plan's reports with their documents, in the order they came in."""
    filed = []
    for path in folder.reports(plan):
        named = parse_report_name(path.stem)
        if named is None:
            folder.add(
                path, "report-name",
                (f"報告檔名「{path.stem}」", f"the report's name “{path.stem}”"),
                ("請寫 日期-階段.yml，例如 2026-07-12-self.yml；階段為 self、first-review、second-review、approved",
                 "write day-stage.yml, e.g. 2026-07-12-self.yml; stages are self, first-review, second-review, approved"),
            )  # fmt: skip
            continue
        report, document = read_file(folder, path, Report)
        if report and document:
            day, stage, order = named
            filed.append(Filed(ReportEntry(path.stem, day, stage, order, report), document))
    return sorted(filed, key=lambda one: one.entry.rank)
