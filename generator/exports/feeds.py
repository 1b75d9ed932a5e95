"""Atom feeds (RFC 4287): written, and read back for the feeds of many plans.

An entry's id is its address on the site, which stays; its time is the day it is about, from
midnight in Taipei. Texts are plain text, so nothing in them is markup.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest
from xml.etree import ElementTree

from generator.clock import TAIPEI
from generator.subscriptions import Head

MEDIA_TYPE = "application/atom+xml"
# A plan's feed holds everything; those over several plans the newest.
MOST = 100
_ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class FeedEntry:
    """One thing that happened on a day. `id` is also its address; `themes`: codes of what it
    concerns."""

    id: str
    day: dt.date
    title: str
    summary: str
    themes: tuple[str, ...] = ()


def newest(entries: Iterable[FeedEntry], most: int | None = None) -> tuple[FeedEntry, ...]:
    """Newest first, at most so many."""

    def key(entry: FeedEntry) -> tuple[dt.date, str]:
        return entry.day, entry.id

    if most is None:
        return tuple(sorted(entries, key=key, reverse=True))
    return tuple(nlargest(most, entries, key=key))


def _moment(day: dt.date) -> str:
    return dt.datetime.combine(day, dt.time.min, TAIPEI).isoformat()


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> None:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text


def write_feed(head: Head, entries: Sequence[FeedEntry]) -> bytes:
    """A feed with its entries in the order given."""
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": head.tag})
    _add(root, "id", head.url)
    _add(root, "title", head.title)
    _add(root, "updated", _moment(max((one.day for one in entries), default=head.day)))
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=head.url)
    _add(root, "link", rel="alternate", type="text/html", hreflang=head.tag, href=head.page)
    author = ElementTree.SubElement(root, "author")
    _add(author, "name", head.author)
    _add(root, "rights", head.rights)
    for one in entries:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title)
        _add(entry, "updated", _moment(one.day))
        _add(entry, "link", rel="alternate", type="text/html", hreflang=head.tag, href=one.id)
        for theme in one.themes:
            _add(entry, "category", term=theme, scheme=head.themes)
        _add(entry, "summary", one.summary)
    ElementTree.indent(root, " ")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def read_feed(content: bytes) -> tuple[FeedEntry, ...]:
    """The entries of a feed that `write_feed` wrote."""
    names = {"": _ATOM}
    return tuple(
        FeedEntry(
            id=entry.findtext("id", "", names),
            day=dt.datetime.fromisoformat(entry.findtext("updated", "", names)).date(),
            title=entry.findtext("title", "", names),
            summary=entry.findtext("summary", "", names),
            themes=tuple(one.attrib["term"] for one in entry.iterfind("category", names)),
        )
        for entry in ElementTree.fromstring(content).iterfind("entry", names)
    )
