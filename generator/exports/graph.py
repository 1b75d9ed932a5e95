"""Things with properties as linked data: the same statements as JSON-LD and as Turtle.

Every thing has an address of its own, so that neither form needs blank nodes and both are the same
bytes for the same data.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from generator.exports.plain import indented
from generator.fields import Text

PREFIXES: Mapping[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What may stand in an IRI as it is; everything else is percent-encoded (RFC 3987, RFC 3986).
_SAFE = "%/:=&?~#+!$,;'@()*[]"
_NAMED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPES = str.maketrans({chr(n): f"\\u{n:04X}" for n in range(0x20)} | _NAMED)


@dataclass(frozen=True)
class Iri:
    """The address of a thing."""

    value: str

    @cached_property
    def safe(self) -> str:
        """With what an IRI may not hold percent-encoded."""
        return quote(self.value, safe=_SAFE)


@dataclass(frozen=True)
class Literal:
    """A value: in a language, of a datatype (`xsd:date`), or a plain string."""

    value: str
    language: str = ""
    datatype: str = ""


Value = Iri | Literal


@dataclass(frozen=True)
class Thing:
    """A thing: its address, its class and its properties, names with a prefix of `PREFIXES`."""

    iri: Iri
    kind: str
    properties: tuple[tuple[str, Value], ...]


def words(name: str, text: Text | None) -> list[tuple[str, Value]]:
    """A property in both languages; English where it is translated."""
    if text is None:
        return []
    zh: tuple[str, Value] = (name, Literal(text.zh, language="zh-Hant"))
    return [zh, (name, Literal(text.en, language="en"))] if text.en else [zh]


def write_json_ld(things: Iterable[Thing], *, in_lines: bool = False) -> str:
    """The things as one JSON-LD document; `in_lines`: each on a line of its own, which is written
    in a fifth of the time."""
    context = json.dumps(dict(PREFIXES), ensure_ascii=False)
    # Thing by thing: a site has thousands, and only their text is held.
    lines = ",\n".join(json.dumps(_node(thing), ensure_ascii=False) for thing in things)
    text = f'{{"@context": {context},\n"@graph": [\n{lines}\n]}}\n'
    return text if in_lines else indented(text)


def write_turtle(things: Iterable[Thing]) -> str:
    """The things as Turtle."""
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return head + "".join(f"\n{_statements(thing)}\n" for thing in things)


def _grouped(thing: Thing) -> dict[str, list[Value]]:
    found: dict[str, list[Value]] = {}
    for name, value in thing.properties:
        found.setdefault(name, []).append(value)
    return found


def _node(thing: Thing) -> dict[str, object]:
    node: dict[str, object] = {"@id": thing.iri.safe, "@type": thing.kind}
    for name, values in _grouped(thing).items():
        said = [_json_value(value) for value in values]
        node[name] = said[0] if len(said) == 1 else said
    return node


def _json_value(value: Value) -> object:
    if isinstance(value, Iri):
        return {"@id": value.safe}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    return {"@value": value.value, "@type": value.datatype} if value.datatype else value.value


def _statements(thing: Thing) -> str:
    rows = [f"a {thing.kind}"]
    rows += [
        f"{name} {', '.join(map(_turtle_value, values))}"
        for name, values in _grouped(thing).items()
    ]
    return f"<{thing.iri.safe}> " + " ;\n  ".join(rows) + " ."


def _turtle_value(value: Value) -> str:
    if isinstance(value, Iri):
        return f"<{value.safe}>"
    text = value.value.translate(_ESCAPES)
    if value.language:
        return f'"{text}"@{value.language}'
    return f'"{text}"^^{value.datatype}' if value.datatype else f'"{text}"'
