"""Files to records, or to every problem of every file at once.

Knows which file of a data folder is which record, and what must agree between files. Names and
bytes come from `folders`, values from `strict_yaml`, records from `records`.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from generator.document import Document
from generator.folders import AgencyFolder, DataFolder
from generator.model import Plan
from generator.numbering import check_numbers
from generator.participation import NOTHING_ASKED, Participation
from generator.participation_checks import check_participation
from generator.problems import Place, Problem, ProblemsError, sort_problems
from generator.promises import check_promises
from generator.records import Strings, copied_chinese, read_record
from generator.references import check_references
from generator.report_checks import check_reports
from generator.reports import Report, ReportEntry, parse_report_name
from generator.strict_yaml import parse_document
from generator.value_checks import Filed
from generator.vocabulary import Accessibility, Agency, Glossary, Phrase, Site, Vocabulary

_PNG = b"\x89PNG\r\n\x1a\n"
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class PlanEntry:
    """A plan, its folder's name, its reports in the order they came in, and what people asked."""

    id: str
    plan: Plan
    reports: tuple[ReportEntry, ...] = ()
    participation: Participation = NOTHING_ASKED


@dataclass(frozen=True)
class AgencyEntry:
    """An agency, its folder's name and its plans."""

    id: str
    agency: Agency
    plans: tuple[PlanEntry, ...]


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
    site, _ = _read(folder, data / "site.yml", Site)
    vocabulary, _ = _read(folder, data / "vocabulary.yml", Vocabulary)
    glossary, _ = _read(folder, data / "glossary.yml", Glossary)
    strings, _ = _read(folder, data / "strings.yml", Strings)
    tested = data / "accessibility.yml"
    accessibility, _ = _read(folder, tested, Accessibility) if tested.exists() else (None, None)
    entries = _agencies(folder, agencies, vocabulary)
    mark = _mark(folder, data, site)
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
    entry = _plan(folder, data / "agencies" / agency / plan, vocabulary)
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
    record, problems = read_record(document, model)
    folder.problems += problems
    if model not in (Strings, Glossary):  # these name the other language, and list its terms
        folder.problems += copied_chinese(document, document.value)
    return record, document


def _mark(folder: DataFolder, data: Path, site: Site | None) -> bytes | None:
    """The picture of the accessibility mark, where the site has been given one."""
    if site is None or site.accessibility_mark is None:
        return None
    path = data / "accessibility-mark.png"
    content = folder.read(path)
    if content is not None and not content.startswith(_PNG):
        folder.add(
            path, "not-a-picture", ("不是 PNG 圖檔", "not a PNG picture"),
            ("請放無障礙標章的 PNG 圖檔，88×31", "put the PNG of the accessibility mark there, 88 by 31"),
        )  # fmt: skip
    return content


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
            folder.problems += _same_names(record, document, seen)
            whole = tuple(plan for plan in plans if plan)
            entries.append(AgencyEntry(id=agency.id, agency=record, plans=whole))
    return tuple(entries)


def _plan(folder: DataFolder, path: Path, vocabulary: Vocabulary | None) -> PlanEntry | None:
    plan, document = _read(folder, path / "plan.yml", Plan)
    if plan is None or document is None:
        return None
    folder.problems += _period_named(path.name, plan, document)
    filed = _reports(folder, path)
    asked, questions = _participation(folder, path)
    if vocabulary:
        folder.problems += check_references(plan, document, vocabulary)
        folder.problems += check_numbers(plan, document)
        folder.problems += check_promises(plan, document)
        folder.problems += check_reports(plan, filed, vocabulary)
    if questions:
        folder.problems += check_participation(asked, plan, questions)
    return PlanEntry(
        id=path.name, plan=plan, reports=tuple(one.entry for one in filed), participation=asked
    )


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
    record, problems = read_record(document, Participation)
    folder.problems += problems
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


def _period_named(name: str, plan: Plan, document: Document) -> list[Problem]:
    """A plan's folder is its address, so it names the plan's years: `2023`, `2019-2022`."""
    first, last = plan.period.first_year, plan.period.last_year
    years = str(first) if first == last else f"{first}-{last}"
    # A second plan of the same years has a word after them: `2023-risk`.
    word = name.removeprefix(f"{years}-")
    if name == years or (word != name and not word[:1].isdigit()):
        return []
    return [
        Problem(
            document.place(("period",)), "plan-folder",
            (f"計畫期間與資料夾名稱「{name}」不符", f"the period does not fit the folder “{name}”"),
            (f"資料夾應為 {years}", f"the folder should be {years}"),
        )
    ]  # fmt: skip


def _same_names(record: Agency, document: Document, seen: dict[str, Place]) -> list[Problem]:
    """Two agencies must not look the same to a reader; `seen` gains this one's names."""
    problems = []
    for language, name in (("zh", record.name.zh), ("en", record.name.en)):
        place = document.place(("name", language))
        key = unicodedata.normalize("NFKC", name or "").casefold()
        if name and key in seen:
            first = f"{seen[key].file}:{seen[key].line}"
            problems.append(
                Problem(
                    place, "name-twice",
                    (f"「{name}」與 {first} 同名", f"“{name}” is named in {first} too"),
                    ("請寫出可以分辨的名稱", "write a name that can be told apart"),
                )
            )  # fmt: skip
        seen.setdefault(key, place)
    return problems
