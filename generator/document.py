"""One file's plain values, and where each of them stands.

The value is what YAML said before any record typed it. Knows neither YAML nor records.
"""

from dataclasses import dataclass, field

from generator.problems import PathStep, Place, Problem

Value = str | bool | None | tuple["Value", ...] | dict[str, "Value"]
Path = tuple[PathStep, ...]


@dataclass
class Document:
    """One file's value, the place of each value and key by path, and its problems.

    `refused`: paths whose value is not what the file says, because it was refused on reading;
    `braced`: paths of mappings written in { }; `comments`: what stands behind a #, with its line.
    """

    file: str
    value: Value = None
    places: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    refused: set[Path] = field(default_factory=set)
    braced: set[Path] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)

    def place(self, path: Path) -> Place:
        """The place of `path`, or of the nearest value around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place(self.file))

    def key_place(self, path: Path) -> Place:
        """The place of the key that `path` ends with."""
        return self.keys.get(path) or self.place(path)

    def is_refused(self, path: Path) -> bool:
        """Whether the value at `path`, or one around it, was refused on reading."""
        return any(path[:length] in self.refused for length in range(len(path) + 1))

    def find(self, steps: Path) -> tuple[Path, bool]:
        """The path in the file of a place in the record, and whether its key is meant.

        They differ where a record reads a mapping as rows: row 2 of `targets` is the mapping's
        third entry, its `year` the key and its `figure` the value. Steps that the file does not
        have (a missing field) end at the value around them.
        """
        value = self.value
        path: Path = ()
        for step in steps:
            if isinstance(value, dict) and isinstance(step, str) and step in value:
                path, value = (*path, step), value[step]
            elif isinstance(value, dict) and isinstance(step, int) and step < len(value):
                key = list(value)[step]
                path, value = (*path, key), value[key]
            elif isinstance(value, tuple) and isinstance(step, int) and step < len(value):
                path, value = (*path, step), value[step]
            elif step in ("year", "[key]"):
                return path, True
        return path, False
