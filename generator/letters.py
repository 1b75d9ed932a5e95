"""Addresses that open a prefilled e-mail or form about one item.

Every value is cleaned of line breaks and of characters that turn the direction of text, cut to a
length that mail programs take, and percent-encoded. Knows no page.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from generator.contact import PLACE, Contact

# A Chinese character is nine characters when encoded; addresses over 2,000 fail in some programs.
MOST_TITLE, MOST_FIGURES = 48, 32


@dataclass(frozen=True)
class Item:
    """What a letter speaks of. `url` is the item's whole address; the rest is plain text."""

    id: str
    number: str
    title: str
    figures: str
    url: str


def one_line(text: str, most: int | None = None) -> str:
    """`text` on one line, without controls and format characters, cut at `most` characters."""
    shown = text if text.isprintable() else _printable(text)
    line = " ".join(shown.split())
    return line if most is None or len(line) <= most else f"{line[: most - 1].rstrip()}…"


def _printable(text: str) -> str:
    return "".join(
        letter if unicodedata.category(letter)[0] not in "CZ" else " "
        for letter in text
        if unicodedata.category(letter) != "Cf"
    )


def _encoded(text: str) -> str:
    return quote(text, safe="")


def _mail(email: str, subject: str, lines: Sequence[str]) -> str:
    body = "\r\n".join(one_line(line) for line in lines)
    return (
        f"mailto:{quote(email, safe='@+')}"
        f"?subject={_encoded(one_line(subject))}&body={_encoded(body)}"
    )


def _form(template: str, item: Item) -> str:
    values = {
        "id": item.id,
        "title": one_line(f"{item.number} {item.title}", MOST_TITLE),
        "figures": one_line(item.figures, MOST_FIGURES),
        "url": item.url,
    }
    return PLACE.sub(lambda place: _encoded(values[place[1]]), template)


def letter_address(contact: Contact, item: Item, *, subject: str, lines: Sequence[str]) -> str:
    """The address of a letter about `item`; `subject` and `lines` are used by e-mail alone."""
    if contact.email:
        return _mail(contact.email, subject, lines)
    return _form(contact.form or "", item)
