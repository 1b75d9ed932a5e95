"""Files to records, or to every problem of every file at once.

Knows which file of a data folder is which record, and what must agree between files. Names and
bytes come from `folders`, values from `strict_yaml`, records from `records`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from generator.breakdown_checks import check_breakdowns
from generator.document import Document
from generator.exceptions import NO_EXCEPTIONS, Exceptions
from generator.fields import Record, bilingual_texts
from generator.folders import EXCEPTIONS, TRANSLATIONS, AgencyFolder, DataFolder
from generator.model import Plan
from generator.naming import check_period_named, check_same_names
from generator.numbering import check_numbers
from generator.participation import NOTHING_ASKED, Participation
from generator.participation_checks import check_participation
from generator.privacy_checks import judge, suspect, unused
from generator.problems import Place, Problem, ProblemsError, sort_problems
from generator.promises import check_promises
from generator.records import Strings, copied_chinese, read_record
from generator.references import check_references
from generator.report_checks import check_reports
from generator.reports import Report, ReportEntry, parse_report_name
from generator.strict_yaml import parse_document
from generator.translation_checks import check_age, check_translation, statutes_of
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
    Accessibility,
    Agency,
    Glossary,
    Phrase,
    Privacy,
    Site,
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
class SiteData:
    """Everything a data folder holds. `notes` are remarks that stop nothing."""

    site: Site
    vocabulary: Vocabulary
    glossary: Glossary
    accessibility: Accessibility | None
    strings: Mapping[str, Phrase]
    agencies: tuple[AgencyEntry, ...]
    mark: bytes | None = None
    exceptions: Exceptions = NO_EXCEPTIONS
    notes: tuple[Problem, ...] = ()


def load_site(data: Path) -> SiteData:
    """Everything in `data`. Raises `ProblemsError` with every problem of every file."""
    folder = DataFolder(data)
    if not data.is_dir():
        folder.add(
            data, "no-data", ("找不到資料夾", "there is no such folder"),
            ("請指定資料夾", "name the data folder"),
        )  # fmt: skip
        raise ProblemsError(folder.problems)
    agencies = folder.agencies()
    glossary, _ = _read(folder, data / "glossary.yml", Glossary)
    folder.statutes = statutes_of(glossary) if glossary else ()
    site, _ = _read(folder, data / "site.yml", Site)
    folder.privacy = site.privacy if site else Privacy()
    vocabulary, _ = _read(folder, data / "vocabulary.yml", Vocabulary)
    strings, _ = _read(folder, data / "strings.yml", Strings)
    tested = data / "accessibility.yml"
    accessibility, _ = _read(folder, tested, Accessibility) if tested.exists() else (None, None)
    entries = _agencies(folder, agencies, vocabulary)
    shows_mark = site is not None and site.accessibility_mark is not None
    mark = folder.picture(data / "accessibility-mark.png") if shows_mark else None
    exceptions = _settle_privacy(folder, whole=True)
    if _failed(folder) or not (site and vocabulary and glossary and strings):
        raise ProblemsError(folder.problems)
    return SiteData(
        site=site,
        vocabulary=vocabulary,
        glossary=glossary,
        accessibility=accessibility,
        strings=strings.root,
        agencies=entries,
        mark=mark,
        exceptions=exceptions,
        notes=sort_problems(folder.problems),
    )


def load_plan(
    data: Path,
    *,
    agency: str,
    plan: str,
    vocabulary: Vocabulary,
    draft: tuple[str, bytes] | None = None,
) -> PlanEntry:
    """One plan, whatever state the other plans are in. Raises `ProblemsError`.

    `draft`: the name and content of a report, or of `plan.yml`, that is to be written, read as if
    it stood there.
    """
    folder = DataFolder(data, drafts=dict([draft]) if draft else {})
    site, _ = _read(DataFolder(data), data / "site.yml", Site)
    folder.privacy = site.privacy if site else Privacy()
    entry = _plan(folder, data / "agencies" / agency / plan, vocabulary)
    _settle_privacy(folder, whole=False)
    if entry is None or _failed(folder):
        raise ProblemsError(folder.problems)
    return entry


def load_agency(data: Path, agency: str) -> Agency:
    """One office, whatever stands below it. Raises `ProblemsError`."""
    folder = DataFolder(data)
    record, _ = _read(folder, data / "agencies" / agency / "agency.yml", Agency)
    if record is None or _failed(folder):
        raise ProblemsError(folder.problems)
    return record


def _settle_privacy(folder: DataFolder, *, whole: bool) -> Exceptions:
    """Notes what the files that were read may expose, less what was looked at and may stay.

    `whole`: every file was read, so an exception that matches nothing is out of date.
    """
    path = folder.root / EXCEPTIONS
    record, document = _read(folder, path, Exceptions) if path.exists() else (None, None)
    exceptions = record or NO_EXCEPTIONS
    problems, used = judge(
        folder.suspicions,
        exceptions.exceptions,
        small_count=folder.privacy.small_count,
        root=folder.name(folder.root),
    )
    folder.problems += problems
    if whole and document:
        folder.problems += unused(exceptions, document, used)
    return exceptions


def _failed(folder: DataFolder) -> bool:
    return any(problem.severity == "error" for problem in folder.problems)


def _read(
    folder: DataFolder, path: Path, model: type[Model]
) -> tuple[Model | None, Document | None]:
    """One file as a record, with its document for later checks."""
    data = folder.read(path)
    if data is None:
        return None, None
    document = parse_document(data, folder.name(path))
    folder.problems += document.problems
    if document.value is None:
        return None, document
    if model is not Translations:  # hashes alone
        folder.suspicions += suspect(document)
    record, problems = read_record(document, model)
    folder.problems += problems
    if model not in (Strings, Glossary):  # these name the other language, and list its terms
        folder.problems += copied_chinese(document, document.value)
        folder.problems += check_translation(document, folder.statutes)
    return record, document


def _agencies(
    folder: DataFolder, agencies: tuple[AgencyFolder, ...], vocabulary: Vocabulary | None
) -> tuple[AgencyEntry, ...]:
    entries = []
    seen: dict[str, Place] = {}
    for agency in agencies:
        path = folder.root / "agencies" / agency.id
        record, document = _read(folder, path / "agency.yml", Agency)
        plans = tuple(_plan(folder, path / plan, vocabulary) for plan in agency.plans)
        if record and document:
            folder.problems += check_same_names(record, document, seen)
            whole = tuple(plan for plan in plans if plan)
            covered = _translated(folder, path, [(record, document)])
            entries.append(AgencyEntry(agency.id, record, whole, covered))
    return tuple(entries)


def _plan(folder: DataFolder, path: Path, vocabulary: Vocabulary | None) -> PlanEntry | None:
    plan, document = _read(folder, path / "plan.yml", Plan)
    if plan is None or document is None:
        return None
    folder.problems += check_period_named(path.name, plan, document)
    filed = _reports(folder, path)
    asked, questions = _participation(folder, path)
    if vocabulary:
        folder.problems += check_references(plan, document, vocabulary)
        folder.problems += check_numbers(plan, document)
        folder.problems += check_promises(plan, document)
        folder.problems += check_reports(plan, filed, vocabulary)
    folder.problems += check_breakdowns(filed, plan, folder.privacy.small_count)
    if questions:
        folder.problems += check_participation(asked, plan, questions)
    covered = _translated(folder, path, [(plan, document), (asked, questions)])
    # A report is never changed once it is out, so its English cannot fall behind.
    covered += cover(text for one in filed for text in bilingual_texts(one.entry.report))
    reports = tuple(one.entry for one in filed)
    return PlanEntry(path.name, plan, reports, participation=asked, translation=covered)


def _translated(
    folder: DataFolder, path: Path, read: list[tuple[Record, Document | None]]
) -> Coverage:
    """Marks and counts the texts of a folder's records by what their English was made from."""
    file = path / TRANSLATIONS
    record, _ = _read(folder, file, Translations) if file.exists() else (None, None)
    made = Made(record.pairs if record else frozenset())
    for _, document in read:
        if document:
            folder.problems += check_age(document, made)
    texts = [text for one, _ in read for text in bilingual_texts(one)]
    mark_stale(texts, made)
    return cover(texts, made)


def _participation(folder: DataFolder, plan: Path) -> tuple[Participation, Document | None]:
    """What people asked about a plan; no file or an empty one is nobody."""
    path = plan / "participation.yml"
    if not path.is_file() or path.is_symlink():
        return NOTHING_ASKED, None
    data = folder.read(path)
    if data is None:
        return NOTHING_ASKED, None
    document = parse_document(data, folder.name(path))
    if [problem.rule for problem in document.problems] == ["file-empty"]:
        return NOTHING_ASKED, None
    folder.problems += document.problems
    if document.value is None:
        return NOTHING_ASKED, None
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
        report, document = _read(folder, path, Report)
        if report and document:
            day, stage, order = named
            filed.append(Filed(ReportEntry(path.stem, day, stage, order, report), document))
    return sorted(filed, key=lambda one: one.entry.rank)
