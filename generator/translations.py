"""Which Chinese each English text was made from, kept as hashes beside the texts.

A pair is what counts, not its place: items can be moved and renumbered, and a text that stands
twice is recorded once. Knows no file.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from generator.fields import Record, Text, is_english

Standing = Literal["current", "stale", "new"]


# Each text is asked for several times while its file is read.
@lru_cache(maxsize=1 << 12)
def text_hash(text: str) -> str:
    """Twelve digits of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class Translations(Record):
    """translations.yml: for each English text its hash and that of the Chinese it was made from."""

    made_from: Annotated[
        tuple[
            Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12} [0-9a-f]{12}$", strict=True)],
            ...,
        ],
        Field(default=()),
    ]

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """(hash of the English, hash of the Chinese)."""
        return frozenset((row[:12], row[13:]) for row in self.made_from)


@dataclass(frozen=True)
class Made:
    """What was recorded, to be asked for each text."""

    pairs: frozenset[tuple[str, str]] = frozenset()
    english: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "english", frozenset(english for english, _ in self.pairs))

    def standing(self, zh: str, en: str) -> Standing:
        """`stale`: this English was recorded, and with other Chinese alone; `new`: never."""
        english = text_hash(en)
        if english not in self.english:
            return "new"
        return "current" if (english, text_hash(zh)) in self.pairs else "stale"

    def rows(self, texts: Iterable[Text], *, accepted: frozenset[Text]) -> tuple[str, ...]:
        """The rows of the record once new texts, and stale ones that were `accepted`, are in it.

        What no text needs any more is left out; a stale text keeps what it was made from.
        """
        rows: set[tuple[str, str]] = set()
        for text in texts:
            if text.en is None or not is_english(text.en):
                continue
            english = text_hash(text.en)
            if self.standing(text.zh, text.en) == "stale" and text not in accepted:
                rows |= {pair for pair in self.pairs if pair[0] == english}
            else:
                rows.add((english, text_hash(text.zh)))
        return tuple(f"{english} {chinese}" for english, chinese in sorted(rows))


@dataclass(frozen=True)
class Coverage:
    """How many texts there are, have English, are older than their Chinese, are not recorded yet."""

    texts: int = 0
    english: int = 0
    stale: int = 0
    unrecorded: int = 0

    @property
    def missing(self) -> int:
        """Texts without English, or with Chinese in its place."""
        return self.texts - self.english

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            self.texts + other.texts,
            self.english + other.english,
            self.stale + other.stale,
            self.unrecorded + other.unrecorded,
        )


NOTHING_TRANSLATED = Coverage()


def mark_stale(texts: Iterable[Text], made: Made) -> None:
    """Marks the texts whose English is older than their Chinese, for pages and files to say so."""
    for text in texts:
        if text.en is not None and made.standing(text.zh, text.en) == "stale":
            text.mark_stale()


def cover(texts: Iterable[Text], made: Made | None = None) -> Coverage:
    """The coverage of some texts. Without `made` they need no record: once out they never change."""
    count = english = stale = unrecorded = 0
    for text in texts:
        count += 1
        if text.en is None or not is_english(text.en):
            continue
        english += 1
        standing = made.standing(text.zh, text.en) if made else "current"
        stale += standing == "stale"
        unrecorded += standing == "new"
    return Coverage(count, english, stale, unrecorded)
