"""The theme's page, split once at its markers; data pages are set into it.

Plain HTML in, plain HTML out: whatever engine renders the theme can provide a frame.
"""

import re
from dataclasses import dataclass
from html import escape

# A marker is text that no page holds and no template escapes.
_MARKER = re.compile(r"@@slot:([a-z0-9-]+)@@")
REQUIRED = ("title", "description", "head", "banner", "switch", "body", "changed")


def marker(name: str) -> str:
    """The text that stands in the theme's page where slot `name` is filled."""
    return f"@@slot:{name}@@"


@dataclass(frozen=True)
class Slots:
    """What a page sets into its frame.

    `title` and `description` are plain text; `switch` a relative address; `head`, `banner`,
    `body` and `changed` trusted HTML; `section` the header's current section or empty;
    `alternates` pairs of language tag and absolute address.
    """

    title: str
    description: str
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    switch: str
    section: str
    head: str
    banner: str
    body: str
    changed: str

    def links(self) -> str:
        """The `<link>` elements and further head HTML."""
        rows = [f'<link rel="canonical" href="{escape(self.canonical)}">']
        rows += [
            f'<link rel="alternate" hreflang="{escape(tag)}" href="{escape(address)}">'
            for tag, address in self.alternates
        ]
        return "\n".join([*rows, self.head] if self.head else rows)


@dataclass(frozen=True)
class Frame:
    """`texts` and `names` alternate: text, slot, text, slot … text."""

    texts: tuple[str, ...]
    names: tuple[str, ...]

    def fill(self, slots: Slots) -> str:
        """The whole page."""
        values = {
            "title": escape(slots.title),
            "description": escape(slots.description),
            "head": slots.links(),
            "switch": escape(slots.switch),
            "banner": slots.banner,
            "body": slots.body,
            "changed": slots.changed,
            f"current-{slots.section}": ' aria-current="true"',
        }
        parts = [self.texts[0]]
        for name, text in zip(self.names, self.texts[1:], strict=True):
            parts += (values.get(name, ""), text)
        return "".join(parts)


def split_frame(html: str) -> Frame:
    """Split the theme's page. Raises `ValueError` naming a slot that is missing or stands twice."""
    pieces = _MARKER.split(html)
    names = tuple(pieces[1::2])
    for name in REQUIRED:
        if names.count(name) != 1:
            raise ValueError(f"the theme's page holds the slot {name!r} {names.count(name)} times")
    return Frame(texts=tuple(pieces[0::2]), names=names)
