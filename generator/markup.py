"""A finished page as what its reader meets: elements that open and close, and text between them.

The only HTML parser. It is libxml2's, in C; Python's own took five times as long, and finished pages
are read twice, by the index and by the checks.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from lxml.etree import XPath
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


class PartReader(Protocol):
    """What a part of a page is read by."""

    def opened(self, tag: str, attribute: Callable[[str, str], str]) -> bool:
        """An element begins; `attribute` gives one by its name, or what it is given beside. Where
        the answer is no, the element is passed over: its text is not said and it does not close."""

    def closed(self, tag: str) -> None:
        """An element ends."""

    def said(self, text: str) -> None:
        """Text, with its character references resolved."""


_OF_ID = XPath("//*[@id=$id]")


def read_markup(html: str, reader: Reader) -> None:
    """Let `reader` read a page, without its comments."""
    if html.strip():
        _read(_parse(html), reader)


def read_part(html: str, id_: str, reader: PartReader) -> None:
    """Let `reader` read what stands in the element of an id, without comments."""
    # What stands before the element is not worth parsing.
    start = html.rfind("<", 0, max(0, html.find(f'id="{id_}"')))
    if start >= 0:
        for element in _OF_ID(_parse(html[start:]), id=id_):
            _read_inside(element, reader)


def _parse(html: str) -> HtmlElement:
    # A parser of its own: they are no good to two threads at once.
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    return document_fromstring(html.encode(), parser=parser)


def _read_inside(element: HtmlElement, reader: PartReader) -> None:
    if text := element.text:
        reader.said(text)
    for child in element:
        tag = str(child.tag)
        if reader.opened(tag, child.get):
            _read_inside(child, reader)
            reader.closed(tag)
        if text := child.tail:
            reader.said(text)


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
