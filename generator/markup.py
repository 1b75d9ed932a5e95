"""A finished page as what its reader meets: elements that open and close, and text between them.

The only HTML parser. It is libxml2's, in C; Python's own took five times as long, and finished pages
are read twice, by the index and by the checks.
"""

from collections.abc import Mapping
from typing import Protocol

from lxml.html import HtmlElement, HTMLParser, document_fromstring


class Reader(Protocol):
    """What a page is read by, in the order of its text. Names are in lower case; an attribute
    without a value has an empty one; elements that hold nothing close at once."""

    def opened(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def closed(self, tag: str) -> None:
        """An element ends."""

    def said(self, text: str) -> None:
        """Text, of scripts too, with its character references resolved."""


def read_markup(html: str, reader: Reader) -> None:
    """Let `reader` read a page, without its comments."""
    if html.strip():
        # A parser of its own: they are no good to two threads at once.
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        _read(document_fromstring(html.encode(), parser=parser), reader)


def _read(element: HtmlElement, reader: Reader) -> None:
    tag = str(element.tag)
    reader.opened(tag, dict(element.items()))
    if element.text:
        reader.said(element.text)
    for child in element:
        _read(child, reader)
        if child.tail:
            reader.said(child.tail)
    reader.closed(tag)
