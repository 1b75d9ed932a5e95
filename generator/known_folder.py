"""A data folder as it was read before."""

from collections.abc import Mapping
from pathlib import Path

from generator.document import Document, Value
from generator.folders import COMMITTEE_FOLDERS, CONSULTATIONS, TRANSLATIONS, DataFolder


class KnownFolder(DataFolder):
    """A folder whose files were read and found good before: it gives what they said, by path, and
    looks at no disk."""

    def __init__(self, root: Path, *, values: Mapping[str, Value]) -> None:
        super().__init__(root)
        self._known = values

    def document(self, path: Path) -> Document:
        """What a file said, without places. Raises `KeyError` where it was not kept."""
        name = path.relative_to(self.root).as_posix()
        return Document(name, self._known[name])

    def has(self, path: Path) -> bool:
        return path.relative_to(self.root).as_posix() in self._known

    def committee_files(self, committee: Path) -> dict[str, list[Path]]:
        below = committee.relative_to(self.root).as_posix()
        return {one: self._under(f"{below}/{one}/") for one in COMMITTEE_FOLDERS}

    def plans(self, agency: Path) -> list[str]:
        parts = (name.split("/") for name in sorted(self._known))
        return [p[2] for p in parts if p[:2] == ["agencies", agency.name] and p[3:] == ["plan.yml"]]

    def consultations(self) -> list[Path]:
        found = self._under(f"{CONSULTATIONS}/")
        return [path for path in found if path.name != TRANSLATIONS]

    def reports(self, plan: Path) -> list[Path]:
        return self._under(f"{plan.relative_to(self.root).as_posix()}/reports/")

    def _under(self, below: str) -> list[Path]:
        return [self.root / name for name in sorted(self._known) if name.startswith(below)]
