"""Atom feeds (RFC 4287): written, and put together from those of many plans.

An entry's id is its address on the site, which stays; its time is the day it is about, from
midnight in Taipei. Texts are plain text, so nothing in them is markup.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from xml.etree import ElementTree
from xml.sax.saxutils import unescape

from generator.clock import TAIPEI
from generator.subscriptions import Head

MEDIA_TYPE = "application/atom+xml"
# A plan's feed holds everything; those over several plans the newest.
MOST = 100
_ATOM = "http://www.w3.org/2005/Atom"
_ENTRY = re.compile(
    rb"^ <entry>\n  <id>(?P<id>[^<]*)</id>.*?\n  <updated>(?P<day>[0-9-]{10})T.*?^ </entry>\n",
    re.MULTILINE | re.DOTALL,
)
_THEME = re.compile(rb'<category term="([^"]*)"')
_END = b"</feed>\n"


@dataclass(frozen=True)
class FeedEntry:
    """One thing that happened on a day. `id` is also its address; `themes`: codes of what it
    concerns."""

    id: str
    day: dt.date
    title: str
    summary: str
    themes: tuple[str, ...] = ()


def newest(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Newest first."""
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.id), reverse=True))


def _moment(day: dt.date) -> str:
    return dt.datetime.combine(day, dt.time.min, TAIPEI).isoformat()


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> None:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text


@dataclass(frozen=True)
class WrittenEntry:
    """An entry as it stands in a feed."""

    id: str
    day: dt.date
    themes: tuple[str, ...]
    content: bytes


def join_entries(
    feeds: Iterable[Iterable[WrittenEntry]], theme: str | None = None
) -> tuple[WrittenEntry, ...]:
    """The newest of several feeds, each newest first; `theme`: of those that concern it."""
    ours = ((one for one in feed if theme is None or theme in one.themes) for feed in feeds)
    merged = merge(*ours, key=lambda one: (one.day, one.id), reverse=True)
    return tuple(islice(merged, MOST))


def write_feed(head: Head, entries: Sequence[FeedEntry]) -> bytes:
    """A feed with its entries in the order given."""
    root = _root(head, max((one.day for one in entries), default=head.day))
    for one in entries:
        entry = ElementTree.SubElement(root, "entry")
        _add(entry, "id", one.id)
        _add(entry, "title", one.title)
        _add(entry, "updated", _moment(one.day))
        _add(entry, "link", rel="alternate", type="text/html", hreflang=head.tag, href=one.id)
        for theme in one.themes:
            _add(entry, "category", term=theme, scheme=head.themes)
        _add(entry, "summary", one.summary)
    return _text(root)


def _root(head: Head, updated: dt.date) -> ElementTree.Element:
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": head.tag})
    _add(root, "id", head.url)
    _add(root, "title", head.title)
    _add(root, "updated", _moment(updated))
    _add(root, "link", rel="self", type=MEDIA_TYPE, href=head.url)
    _add(root, "link", rel="alternate", type="text/html", hreflang=head.tag, href=head.page)
    author = ElementTree.SubElement(root, "author")
    _add(author, "name", head.author)
    _add(root, "rights", head.rights)
    return root


def _text(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root, " ")
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def write_joint_feed(head: Head, entries: Sequence[WrittenEntry]) -> bytes:
    """A feed of entries as they stand in others, in the order given."""
    empty = _text(_root(head, max((one.day for one in entries), default=head.day)))
    body = b"".join(one.content for one in entries)
    return empty.removesuffix(_END) + body + _END


def written_entries(content: bytes) -> Iterator[WrittenEntry]:
    """The entries of a feed that was written here, as they stand in it: in its texts no `<` is bare."""
    for found in _ENTRY.finditer(content):
        # An id and a day stand in every entry.
        id_, day = found["id"].decode(), found["day"].decode()
        yield WrittenEntry(
            id=unescape(id_),
            day=dt.date.fromisoformat(day),
            themes=tuple(theme.decode() for theme in _THEME.findall(found[0])),
            content=found[0],
        )
