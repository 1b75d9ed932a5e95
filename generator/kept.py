"""Records as JSON text to keep, and back: with the mark of English that is older than its Chinese,
which no file says."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from generator.fields import Text, bilingual_texts

T = TypeVar("T")


class Codec(Generic[T]):
    """JSON text of one type of value. Parts of it may be records, dataclasses, tuples, mappings."""

    def __init__(self, kind: Any) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def dump(self, value: T) -> bytes:
        """The value as one line of JSON, after a line of the texts that are marked."""
        stale = sorted({(text.zh, text.en or "") for text in _texts(value) if text.stale})
        head = json.dumps(stale, ensure_ascii=False).encode()
        return head + b"\n" + self._adapter.dump_json(value, round_trip=True)

    def load(self, content: bytes) -> T:
        """The value. Raises `ValueError` where it is of another version."""
        head, _, body = content.partition(b"\n")
        value = self._adapter.validate_json(body)
        if stale := {tuple(pair) for pair in json.loads(head)}:
            for text in _texts(value):
                if (text.zh, text.en or "") in stale:
                    text.mark_stale()
        return value


def _texts(value: object) -> Iterator[Text]:
    if is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    else:
        yield from bilingual_texts(value)


def hash_fields(value: Any) -> dict[str, str]:
    """A short hash of each field of a dataclass, of the marks of its texts too."""
    found = {}
    for field in fields(value):
        own = getattr(value, field.name)
        stale = [text.zh for text in _texts(own) if text.stale]
        found[field.name] = hashlib.sha256(repr((own, stale)).encode()).hexdigest()[:10]
    return found
