"""The dictionary of the open data: every field of every record, with its meaning in both languages.

Read from `dictionary.yml`. Tables, schemas, packages and the dictionary page are made from it, so
that none of them can hold a field that is not described.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from generator.document import Value
from generator.problems import ProblemsError
from generator.strict_yaml import parse_document

Words = tuple[str, str]
ROOT_RECORD = "plan"
SCALARS = frozenset(
    {
        *("text", "string", "decimal", "integer", "year", "month", "date", "boolean"),
        *("hash", "url", "json"),
    }
)
_FILE = Path(__file__).parent / "dictionary.yml"
_TYPE = re.compile(
    r"(?P<base>[a-z_]+)(?P<many>\[\]|\{(?P<key>[a-z_]+)(:(?P<key_base>[a-z_]+))?\})?"
    r"(?P<marks>\?{0,2})"
)


@dataclass(frozen=True)
class Code:
    """One value of a code list and what it stands for."""

    value: str
    title: Words


@dataclass(frozen=True)
class Field:
    """A field of a record. `base`: a scalar, a code list or a record; `key`: of a map, its key's
    name, and `key_base` its type; `nullable`: may be null; `optional`: stands in some records only.
    """

    name: str
    base: str
    many: Literal["one", "list", "map"]
    key: str
    key_base: str
    nullable: bool
    optional: bool
    title: Words
    says: Words


@dataclass(frozen=True)
class Shape:
    """A kind of record; `key`: the fields that tell one from its neighbours, none where its place
    in the list does; `marks`: those that the rows of every table below it repeat."""

    name: str
    title: Words
    says: Words
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dictionary:
    """Every kind of record and every code list, by name."""

    shapes: Mapping[str, Shape]
    codes: Mapping[str, tuple[Code, ...]]

    def is_record(self, base: str) -> bool:
        """Whether a field of this base holds records."""
        return base in self.shapes

    def below(self, root: str) -> tuple[str, ...]:
        """The kinds of records that stand in one kind, itself left out, in the dictionary's order."""
        found, left = {root}, [root]
        while left:
            bases = {field.base for field in self.shapes[left.pop()].fields}
            left += (new := {base for base in bases if self.is_record(base)} - found)
            found |= new
        return tuple(name for name in self.shapes if name in found and name != root)


def _words(value: Value, count: int) -> tuple[str, ...]:
    if not isinstance(value, tuple) or len(value) != count:
        raise ValueError(f"{count} words are expected: {value!r}")
    return tuple(str(word) for word in value)


def _mapping(value: Value) -> Mapping[str, Value]:
    if not isinstance(value, dict):
        raise ValueError(f"a mapping is expected: {value!r}")
    return value


def _field(name: str, value: Value) -> Field:
    type_, zh, en, says_zh, says_en = _words(value, 5)
    match = _TYPE.fullmatch(type_)
    if match is None:
        raise ValueError(f"no type: {type_}")
    many = match["many"] or ""
    return Field(
        name=name,
        base=match["base"],
        many="list" if many == "[]" else "map" if many else "one",
        key=match["key"] or "",
        key_base=match["key_base"] or "string",
        nullable=bool(match["marks"]),
        optional=match["marks"] == "??",
        title=(zh, en),
        says=(says_zh, says_en),
    )


def _shape(name: str, value: Value) -> Shape:
    said = _mapping(value)
    _, zh, en, says_zh, says_en = ("", *_words(said["about"], 4))
    fields = tuple(_field(key, row) for key, row in _mapping(said["fields"]).items())
    key = said.get("key")
    if isinstance(key, tuple):
        names = _words(key, len(key))
    else:
        names = ("id",) if any(field.name == "id" for field in fields) else ()
    marks = said.get("marks")
    repeated = _words(marks, len(marks)) if isinstance(marks, tuple) else ()
    return Shape(name, (zh, en), (says_zh, says_en), names, fields, repeated)


@cache
def load_dictionary() -> Dictionary:
    """The dictionary. Raises `ProblemsError` or `ValueError` where the file is at fault."""
    document = parse_document(_FILE.read_bytes(), _FILE.name)
    if document.problems:
        raise ProblemsError(document.problems)
    said = _mapping(document.value)
    made = Dictionary(
        shapes={name: _shape(name, one) for name, one in _mapping(said["records"]).items()},
        codes={
            name: tuple(
                Code(value, (zh, en))
                for value, row in _mapping(codes).items()
                for zh, en in [_words(row, 2)]
            )
            for name, codes in _mapping(said["codes"]).items()
        },
    )
    known = {*SCALARS, *made.shapes, *made.codes}
    for shape in made.shapes.values():
        named = {base for field in shape.fields for base in (field.base, field.key_base)}
        if unknown := sorted(named - known):
            raise ValueError(f"{shape.name}: unknown types {unknown}")
    return made
