"""A finished page as a tree: what its elements are given, and the text of a part of it in order.

The only HTML parser. It is libxml2's, in C; a page is parsed once, for the check and for the search.
"""

from collections.abc import Callable
from typing import Protocol

from lxml.etree import XPath
from lxml.html import HtmlElement, HTMLParser, document_fromstring


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


def path(expression: str) -> XPath:
    """An XPath 1.0 expression, compiled; it gives texts, in the order of the page."""
    return XPath(expression, smart_strings=False)


class Markup:
    """A page, parsed; comments are left out."""

    def __init__(self, html: str) -> None:
        # A parser of its own: they are no good to two threads at once.
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        self._root = document_fromstring(html.encode(), parser=parser) if html.strip() else None

    def texts(self, wanted: XPath) -> list[str]:
        """The values of attributes that a `path` leads to."""
        return [str(text) for text in wanted(self._root)] if self._root is not None else []

    def elements(self, wanted: XPath) -> list[tuple[str, list[str]]]:
        """The names of the elements that a `path` leads to, each with those of its attributes."""
        found = wanted(self._root) if self._root is not None else ()
        return [(str(one.tag), [str(name) for name in one.attrib]) for one in found]

    def read_part(self, id_: str, reader: PartReader) -> None:
        """Let `reader` read what stands in the element of an id."""
        if self._root is not None:
            for element in _OF_ID(self._root, id=id_):
                _read_inside(element, reader)


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
