"""A data folder to records, or to every problem of every file at once.

Knows what stands in a data folder, and what must agree between offices; `reading` knows each.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.answers import Asked, concerning
from generator.consultation_checks import ConsultationEntry
from generator.document import Document, Value
from generator.exceptions import NO_EXCEPTIONS, Excepted, Exceptions
from generator.folders import DataFolder, KnownFolder
from generator.naming import check_same_names, names_of
from generator.privacy_checks import unused
from generator.problems import Place, Problem, ProblemsError, sort_problems
from generator.reading import AgencyEntry as AgencyEntry
from generator.reading import OfficeRead as OfficeRead
from generator.reading import PlanEntry as PlanEntry
from generator.reading import (
    check_consulted,
    cover_folder,
    has_errors,
    judge_folder,
    read_consultations,
    read_exceptions,
    read_file,
    read_plan,
)
from generator.records import Strings
from generator.translation_checks import statutes_of
from generator.vocabulary import (
    Accessibility,
    Agency,
    Glossary,
    Phrase,
    Privacy,
    Site,
    Vocabulary,
)


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
    consultations: tuple[ConsultationEntry, ...] = ()

    def asked(self, agency: str, entry: PlanEntry) -> Asked:
        """Everything that was published of questions and consultations about a plan."""
        found = concerning(
            ((one.id, one.consultation) for one in self.consultations), f"{agency}/{entry.id}"
        )
        return Asked(entry.participation, found, self.site.answer_within)


@dataclass(frozen=True)
class Common:
    """What a data folder holds beside its offices, and which offices there are, by their folder.
    `problems` stop nothing here but go with those of the offices; `values`: the plain values of the
    files, where that was asked for."""

    site: Site
    vocabulary: Vocabulary
    glossary: Glossary
    accessibility: Accessibility | None
    strings: Mapping[str, Phrase]
    exceptions: Exceptions
    offices: tuple[str, ...]
    problems: tuple[Problem, ...]
    used: frozenset[Excepted]
    mark: bytes | None = None
    exceptions_file: Document | None = None
    values: Mapping[str, Value] = field(default_factory=dict)
    consultations: tuple[ConsultationEntry, ...] = ()

    def site_data(
        self, agencies: tuple[AgencyEntry, ...], notes: tuple[Problem, ...] = ()
    ) -> SiteData:
        """This with some offices."""
        return SiteData(
            site=self.site,
            vocabulary=self.vocabulary,
            glossary=self.glossary,
            accessibility=self.accessibility,
            strings=self.strings,
            agencies=agencies,
            mark=self.mark,
            exceptions=self.exceptions,
            notes=notes,
            consultations=self.consultations,
        )

    def unneeded(self, used: frozenset[Excepted]) -> tuple[Problem, ...]:
        """Exceptions that nothing needs; `used`: what the offices needed."""
        if self.exceptions_file is None:
            return ()
        return tuple(unused(self.exceptions, self.exceptions_file, self.used | used))


def load_site(data: Path) -> SiteData:
    """Everything in `data`. Raises `ProblemsError` with every problem of every file."""
    try:
        common = load_common(data)
    except CommonFailed as failed:
        read = [failed.read_office(data, office) for office in failed.offices]
        named = check_consulted(failed.consultations, zip(failed.offices, read, strict=True))
        raise ProblemsError([*failed.problems, *_of_offices(read), *named]) from None
    read = [read_office(data, common, office) for office in common.offices]
    named = check_consulted(common.consultations, zip(common.offices, read, strict=True))
    problems = [*common.problems, *together(common, read), *named]
    if has_errors(problems):
        raise ProblemsError(problems)
    entries = tuple(one.entry for one in read if one.entry)
    return common.site_data(entries, sort_problems(problems))


class CommonFailed(ProblemsError):
    """What stands beside the offices is not whole; the offices can be looked at all the same."""

    def __init__(
        self,
        folder: DataFolder,
        offices: tuple[str, ...],
        vocabulary: Vocabulary | None,
        exceptions: Exceptions,
        consultations: tuple[ConsultationEntry, ...],
    ) -> None:
        super().__init__(folder.problems)
        self.offices, self.consultations = offices, consultations
        self._like, self._vocabulary, self._exceptions = folder, vocabulary, exceptions

    def read_office(self, data: Path, office: str) -> OfficeRead:
        """An office's problems."""
        own = DataFolder(data, statutes=self._like.statutes, privacy=self._like.privacy)
        return _read_office(own, office, self._vocabulary, self._exceptions)


def load_common(data: Path, *, keep_values: bool = False) -> Common:
    """What stands in `data` beside the offices. Raises `CommonFailed`, and `ProblemsError` where
    there is no such folder."""
    folder = DataFolder(data)
    folder.values = {} if keep_values else None
    if not data.is_dir():
        folder.add(
            data, "no-data", ("找不到資料夾", "there is no such folder"),
            ("請指定資料夾", "name the data folder"),
        )  # fmt: skip
        raise ProblemsError(folder.problems)
    return _common(folder)


def recall_common(data: Path, values: Mapping[str, Value]) -> Common:
    """The same from the plain values of its files, which were read and found good before; where
    there are no exceptions, whose places are wanted. Raises `ProblemsError` where a folder is not as
    it should be now."""
    return _common(KnownFolder(data, values=values))


def _common(folder: DataFolder) -> Common:
    data = folder.root
    offices = folder.agencies()
    glossary, _ = read_file(folder, data / "glossary.yml", Glossary)
    folder.statutes = statutes_of(glossary) if glossary else ()
    site, _ = read_file(folder, data / "site.yml", Site)
    folder.privacy = site.privacy if site else Privacy()
    vocabulary, _ = read_file(folder, data / "vocabulary.yml", Vocabulary)
    strings, _ = read_file(folder, data / "strings.yml", Strings)
    tested = data / "accessibility.yml"
    has_test = folder.has(tested)
    accessibility, _ = read_file(folder, tested, Accessibility) if has_test else (None, None)
    shows_mark = site is not None and site.accessibility_mark is not None
    mark = folder.picture(data / "accessibility-mark.png") if shows_mark else None
    consultations = read_consultations(folder)
    exceptions, document = read_exceptions(folder)
    used = judge_folder(folder, exceptions)
    if has_errors(folder.problems) or not (site and vocabulary and glossary and strings):
        raise CommonFailed(folder, offices, vocabulary, exceptions, consultations)
    return Common(
        site=site,
        vocabulary=vocabulary,
        glossary=glossary,
        accessibility=accessibility,
        strings=strings.root,
        exceptions=exceptions,
        offices=offices,
        problems=tuple(folder.problems),
        used=used,
        mark=mark,
        exceptions_file=document,
        values=folder.values or {},
        consultations=consultations,
    )


def read_office(
    data: Path, common: Common, office: str, *, keep_values: bool = False
) -> OfficeRead:
    """One office and its plans, checked by themselves; `together` does the rest."""
    own = DataFolder(data, statutes=statutes_of(common.glossary), privacy=common.site.privacy)
    own.values = {} if keep_values else None
    return _read_office(own, office, common.vocabulary, common.exceptions)


def recall_office(data: Path, values: Mapping[str, Value], office: str) -> AgencyEntry:
    """An office from the plain values of its files, which were read and found good before."""
    read = _read_office(KnownFolder(data, values=values), office, None, NO_EXCEPTIONS)
    if read.entry is None:
        raise ValueError(f"no office in what was kept of {office}")
    return read.entry


def _read_office(
    own: DataFolder, office: str, vocabulary: Vocabulary | None, exceptions: Exceptions
) -> OfficeRead:
    path = own.root / "agencies" / office
    record, document = read_file(own, path / "agency.yml", Agency)
    plans = tuple(read_plan(own, path / plan, vocabulary) for plan in own.plans(path))
    entry = None
    if record and document:
        covered = cover_folder(own, path, [(record, document)])
        entry = AgencyEntry(office, record, tuple(plan for plan in plans if plan), covered)
    used = judge_folder(own, exceptions)
    names = names_of(record, document) if record and document else ()
    return OfficeRead(entry, tuple(own.problems), names, used, own.values or {})


def together(common: Common, read: Iterable[OfficeRead]) -> Iterator[Problem]:
    """The problems of all offices, and what must hold between them."""
    used: set[Excepted] = set()

    def noted() -> Iterator[OfficeRead]:
        for one in read:
            used.update(one.used)
            yield one

    yield from _of_offices(noted())
    yield from common.unneeded(frozenset(used))


def _of_offices(read: Iterable[OfficeRead]) -> Iterator[Problem]:
    seen: dict[str, Place] = {}
    for one in read:
        yield from one.problems
        yield from check_same_names(one.names, seen)


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
    site, _ = read_file(DataFolder(data), data / "site.yml", Site)
    folder.privacy = site.privacy if site else Privacy()
    entry = read_plan(folder, data / "agencies" / agency / plan, vocabulary)
    judge_folder(folder, read_exceptions(folder)[0])
    if entry is None or has_errors(folder.problems):
        raise ProblemsError(folder.problems)
    return entry


def load_agency(data: Path, agency: str) -> Agency:
    """One office, whatever stands below it. Raises `ProblemsError`."""
    folder = DataFolder(data)
    record, _ = read_file(folder, data / "agencies" / agency / "agency.yml", Agency)
    if record is None or has_errors(folder.problems):
        raise ProblemsError(folder.problems)
    return record
