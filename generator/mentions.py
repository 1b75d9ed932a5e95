"""What stands outside a plan's folder and is told of on its pages: the committees and consultations
that name it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.assemblies import Assembly
from generator.consultation_checks import ConsultationEntry


@dataclass
class Mentions:
    """Of one plan: its committees, and what its consultations say, as a hash of each."""

    committees: list[Assembly] = field(default_factory=list)
    consultations: list[str] = field(default_factory=list)

    @property
    def keys(self) -> tuple[list[str], list[str]]:
        """Tells whether anything of it is another."""
        return [one.key for one in self.committees], self.consultations


def mentions_of(
    committees: Iterable[Assembly], consultations: Iterable[ConsultationEntry]
) -> dict[str, Mentions]:
    """Who names which plan, by the plan's address."""
    found: dict[str, Mentions] = {}
    for committee in committees:
        for address in committee.plans:
            found.setdefault(address, Mentions()).committees.append(committee)
    for entry in consultations:
        for about in entry.consultation.plans:
            address = f"agencies/{about.plan}/"
            found.setdefault(address, Mentions()).consultations.append(entry.digest)
    return found
