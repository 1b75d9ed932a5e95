"""A data folder to records, or to every problem of every file at once.

Knows what stands in a data folder, and what must agree between offices; `reading` knows each.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from generator.committee_reading import CommitteeRead, check_offices, take_committee
from generator.consultation_checks import ConsultationEntry
from generator.document import Value
from generator.exceptions import NO_EXCEPTIONS, Excepted, Exceptions
from generator.folders import DataFolder
from generator.known_folder import KnownFolder
from generator.loaded import Common as Common
from generator.loaded import SiteData as SiteData
from generator.naming import check_same_names, names_of
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
    Privacy,
    Site,
    Vocabulary,
)


def load_site(data: Path) -> SiteData:
    """Everything in `data`. Raises `ProblemsError` with every problem of every file."""
    try:
        common = load_common(data)
    except CommonFailed as failed:
        offices = failed.read_offices(data)
        named = check_consulted(failed.consultations, offices.items())
        every: list[OfficeRead | CommitteeRead] = [*offices.values()]
        every += failed.read_committees(data)
        raise ProblemsError([*failed.problems, *_of_offices(every), *named]) from None
    read = [read_office(data, common, office) for office in common.offices]
    bodies = [read_one_committee(data, common, committee) for committee in common.committees]
    problems = [*common.problems, *together(common, [*read, *bodies])]
    problems += check_consulted(common.consultations, zip(common.offices, read, strict=True))
    for body in bodies:
        problems += check_offices(body.named, common.offices)
    if has_errors(problems):
        raise ProblemsError(problems)
    entries = tuple(one.entry for one in read if one.entry)
    committees = tuple(one.entry for one in bodies if one.entry)
    return common.site_data(entries, sort_problems(problems), committees)


class CommonFailed(ProblemsError):
    """What stands beside the offices is not whole; the offices can be looked at all the same."""

    def __init__(
        self,
        folder: DataFolder,
        offices: tuple[str, ...],
        committees: tuple[str, ...],
        vocabulary: Vocabulary | None,
        exceptions: Exceptions,
        consultations: tuple[ConsultationEntry, ...],
    ) -> None:
        super().__init__(folder.problems)
        self._offices, self._committees, self.consultations = offices, committees, consultations
        self._like, self._vocabulary, self._exceptions = folder, vocabulary, exceptions

    def read_offices(self, data: Path) -> dict[str, OfficeRead]:
        """Every office with its problems, by its id."""
        return {
            office: _read_office(self._own(data), office, self._vocabulary, self._exceptions)
            for office in self._offices
        }

    def read_committees(self, data: Path) -> Iterator[CommitteeRead]:
        """Every committee with its problems."""
        for committee in self._committees:
            yield take_committee(self._own(data), committee, self._exceptions)

    def _own(self, data: Path) -> DataFolder:
        return DataFolder(data, statutes=self._like.statutes, privacy=self._like.privacy)


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
    return replace(_common(KnownFolder(data, values=values)), values=values)


def _common(folder: DataFolder) -> Common:
    data = folder.root
    offices, committees = folder.agencies(), folder.committees()
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
    consultations, consulted = read_consultations(folder)
    exceptions, document = read_exceptions(folder)
    used = judge_folder(folder, exceptions)
    if has_errors(folder.problems) or not (site and vocabulary and glossary and strings):
        raise CommonFailed(folder, offices, committees, vocabulary, exceptions, consultations)
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
        committees=committees,
        consultations=consultations,
        consulted_translation=consulted,
    )


def read_office(
    data: Path, common: Common, office: str, *, keep_values: bool = False
) -> OfficeRead:
    """One office and its plans, checked by themselves; `together` does the rest."""
    own = _own_folder(data, common, keep_values)
    return _read_office(own, office, common.vocabulary, common.exceptions)


def read_one_committee(
    data: Path, common: Common, committee: str, *, keep_values: bool = False
) -> CommitteeRead:
    """One committee, checked by itself."""
    return take_committee(_own_folder(data, common, keep_values), committee, common.exceptions)


def _own_folder(data: Path, common: Common, keep_values: bool) -> DataFolder:
    own = DataFolder(data, statutes=statutes_of(common.glossary), privacy=common.site.privacy)
    own.values = {} if keep_values else None
    return own


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


def together(common: Common, read: Iterable[OfficeRead | CommitteeRead]) -> Iterator[Problem]:
    """The problems of all offices and committees, and what must hold between them."""
    used: set[Excepted] = set()

    def noted() -> Iterator[OfficeRead | CommitteeRead]:
        for one in read:
            used.update(one.used)
            yield one

    yield from _of_offices(noted())
    yield from common.unneeded(frozenset(used))


def _of_offices(read: Iterable[OfficeRead | CommitteeRead]) -> Iterator[Problem]:
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
