"""What a data folder says once it is read: a whole site, and what stands beside its offices."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.answers import Asked, concerning
from generator.committees import CommitteeEntry
from generator.consultation_checks import ConsultationEntry
from generator.document import Document, Value
from generator.exceptions import NO_EXCEPTIONS, Excepted, Exceptions
from generator.privacy_checks import unused
from generator.problems import Problem
from generator.reading import AgencyEntry, PlanEntry
from generator.translations import NOTHING_TRANSLATED, Coverage
from generator.vocabulary import Accessibility, Glossary, Phrase, Site, Vocabulary


@dataclass(frozen=True)
class SiteData:
    """Everything a data folder holds. `notes` are remarks that stop nothing;
    `consulted_translation`: how much of the consultations is in English."""

    site: Site
    vocabulary: Vocabulary
    glossary: Glossary
    accessibility: Accessibility | None
    strings: Mapping[str, Phrase]
    agencies: tuple[AgencyEntry, ...]
    mark: bytes | None = None
    exceptions: Exceptions = NO_EXCEPTIONS
    notes: tuple[Problem, ...] = ()
    committees: tuple[CommitteeEntry, ...] = ()
    consultations: tuple[ConsultationEntry, ...] = ()
    consulted_translation: Coverage = NOTHING_TRANSLATED

    def asked(self, agency: str, entry: PlanEntry) -> Asked:
        """Everything that was published of questions and consultations about a plan."""
        found = concerning(
            ((one.id, one.consultation) for one in self.consultations), f"{agency}/{entry.id}"
        )
        return Asked(entry.participation, found, self.site.answer_within)


@dataclass(frozen=True)
class Common:
    """What a data folder holds beside its offices, and which offices and committees there are, by
    their folder.
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
    committees: tuple[str, ...] = ()
    consultations: tuple[ConsultationEntry, ...] = ()
    consulted_translation: Coverage = NOTHING_TRANSLATED

    def site_data(
        self,
        agencies: tuple[AgencyEntry, ...],
        notes: tuple[Problem, ...] = (),
        committees: tuple[CommitteeEntry, ...] = (),
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
            committees=committees,
            consultations=self.consultations,
            consulted_translation=self.consulted_translation,
        )

    def unneeded(self, used: frozenset[Excepted]) -> tuple[Problem, ...]:
        """Exceptions that nothing needs; `used`: what the offices needed."""
        if self.exceptions_file is None:
            return ()
        return tuple(unused(self.exceptions, self.exceptions_file, self.used | used))
