"""Automatic numbers and indents of an .odt, from its styles."""

import re
from collections.abc import Iterable
from decimal import Decimal
from xml.etree.ElementTree import Element

from generator.form.automatic import Counter, Level
from generator.form.odt import NAMESPACES

_LO = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_LENGTH = re.compile(r"(?P<figure>-?[0-9]{1,4}(?:\.[0-9]{1,6})?)(?P<unit>cm|mm|in|pt)")
_MM = {"cm": Decimal(10), "mm": Decimal(1), "in": Decimal("25.4"), "pt": Decimal("0.3528")}
_MOST_STYLES = 20  # a style rests on another; a circle of them ends here


def tag(name: str) -> str:
    """`text:p` as a tree names it."""
    space, _, local = name.partition(":")
    return f"{{{NAMESPACES[space]}}}{local}"


def whole(element: Element, name: str, default: int = 1) -> int:
    """An attribute that counts something; the default where it is no such number."""
    value = element.get(tag(name), "")
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 6 else default


def _mm(length: str | None) -> Decimal | None:
    match = _LENGTH.fullmatch(length or "")
    return Decimal(match["figure"]) * _MM[match["unit"]] if match else None


class Styles:
    """What the styles of a document say of lists and indents."""

    def __init__(self, parts: Iterable[Element]) -> None:
        self.paragraphs: dict[str, Element] = {}
        self.lists: dict[str, dict[int, Level]] = {}
        for part in parts:
            for style in part.iter(tag("style:style")):
                if style.get(tag("style:family")) == "paragraph":
                    self.paragraphs[style.get(tag("style:name"), "")] = style
            for rule in part.iter(tag("text:list-style")):
                self.lists[rule.get(tag("style:name"), "")] = dict(map(_level, rule))

    def chain(self, name: str) -> Iterable[Element]:
        """A paragraph's style and those that it rests on."""
        for _ in range(_MOST_STYLES):
            style = self.paragraphs.get(name)
            if style is None:
                return
            yield style
            name = style.get(tag("style:parent-style-name"), "")

    def indent(self, name: str) -> int | None:
        """Where the first line of a paragraph of this style begins, in mm."""
        left = first = None
        for style in self.chain(name):
            about = style.find(tag("style:paragraph-properties"))
            if about is None:
                continue
            left = _mm(about.get(tag("fo:margin-left"))) if left is None else left
            first = _mm(about.get(tag("fo:text-indent"))) if first is None else first
        if left is None and first is None:
            return None
        return round((left or 0) + (first or 0))


def _level(element: Element) -> tuple[int, Level]:
    """A level of a list; LibreOffice writes its whole text, the standard what stands around."""
    place = whole(element, "text:level") - 1
    count = element.get(tag("style:num-format"), "")
    if element.tag != tag("text:list-level-style-number") or not count:
        return place, Level("bullet", "")
    around = f"{element.get(tag('style:num-prefix'), '')}%{place + 1}{element.get(tag('style:num-suffix'), '')}"
    text = element.get(f"{_LO}num-list-format")
    if text is not None:
        text = re.sub(r"%([0-9]+)%", r"%\1", text)
    label = element.find(f".//{tag('style:list-level-label-alignment')}")
    left = _mm(label.get(tag("fo:margin-left"))) if label is not None else None
    first = _mm(label.get(tag("fo:text-indent"))) if label is not None else None
    indent = round((left or 0) + (first or 0))
    return place, Level(count, text or around, whole(element, "text:start-value"), indent)


class Lists:
    """The lists of a document. Numbers are counted, so items are asked for in their order."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.last: dict[str, Counter] = {}  # by the list's style
        self.by_id: dict[str, Counter] = {}

    def counter(self, element: Element, style: str) -> Counter:
        """The counter of a list: its own, or that of the list it goes on with."""
        goes_on = element.get(tag("text:continue-list"))
        if goes_on in self.by_id:
            counter = self.by_id[goes_on]
        elif element.get(tag("text:continue-numbering")) == "true" and style in self.last:
            counter = self.last[style]
        else:
            counter = Counter()
        self.last[style] = counter
        if id_ := element.get("{http://www.w3.org/XML/1998/namespace}id"):
            self.by_id[id_] = counter
        return counter

    def label(self, counter: Counter, style: str, level: int) -> tuple[str | None, int]:
        """The number of a list item with a tab behind it, empty without one, `None` for one in a
        form that is not known; and the level's indent in mm."""
        levels = self.styles.lists.get(style, {})
        if level not in levels or levels[level].count == "bullet":
            return "", levels[level].indent if level in levels else 0
        text = counter.next(level, levels)
        return (None if text is None else f"{text}\t"), levels[level].indent
