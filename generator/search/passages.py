"""A finished page cut into passages: what the search finds and links to. Pure.

Templates mark items with `data-kind` and an id; the rest of a plan's page is cut at its sections.
A page's text is what stands below `#main`, without `<nav>`: header and footer are the same on all.
What only serves the page (headings of tables, the code in print, downloads) is found too, but
stands apart, so that an excerpt of what the page says does not show it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from generator.markup import Markup

# What every item has alike (citations, embedding) is not what an office promised.
_ASIDE = {"anchor", "part", "take-part"}
# By class or tag: not what the page says.
_FURNITURE = {"qr", "mark", "basis", "file"}
_FURNITURE_TAGS = {"caption", "thead"}
_SKIPPED = {"nav", "script", "style", "svg", "noscript", "form", "template"}
_INLINE = {
    *("a", "abbr", "b", "cite", "code", "dfn", "em", "i", "kbd", "mark", "q", "s", "small"),
    *("span", "strong", "sub", "sup", "time", "u", "wbr"),
}
_VOID = {"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_HEADS = {"h1", "h2", "h3", "th"}


@dataclass(frozen=True)
class Passage:
    """One thing to find. `anchor` is empty for a page as a whole; `blocks` are its texts in order,
    `beside` its number and what only serves the page."""

    kind: str
    anchor: str
    number: str
    title: str
    blocks: tuple[str, ...]
    beside: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that can be found."""
        return self.blocks + self.beside


@dataclass
class _Open:
    """A passage while it is read. `depth` is where its element stands."""

    kind: str
    anchor: str
    number: str
    depth: int
    head: str = ""
    blocks: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)

    def add(self, text: str, *, furniture: bool) -> None:
        """One more block; a result shows the item's number already."""
        numbers = (self.number, self.number.rpartition("-")[2])
        (self.beside if furniture or text in numbers else self.blocks).append(text)

    def close(self) -> Passage:
        return Passage(
            kind=self.kind,
            anchor=self.anchor,
            number=self.number,
            title=(self.head or (*self.blocks, *self.beside)[0]).removeprefix(f"{self.number} "),
            blocks=tuple(self.blocks),
            beside=tuple(self.beside),
        )


class _Reader:
    def __init__(self) -> None:
        self._depth = 0
        self._furniture: int | None = None
        self._text: list[str] = []
        self._page = _Open("page", "", "", 0)
        self._stack: list[_Open] = [self._page]
        self.found: list[_Open] = [self._page]

    def opened(self, tag: str, attribute: Callable[[str, str], str]) -> bool:
        if tag == "br":
            self._text.append(" ")
        elif tag not in _INLINE:
            self._break()
        if tag in _SKIPPED or tag in _VOID:
            return False
        class_ = attribute("class", "")
        if class_ and not _ASIDE.isdisjoint(class_.split()):
            return False
        self._depth += 1
        if self._furniture is None and (tag in _FURNITURE_TAGS or class_ in _FURNITURE):
            self._furniture = self._depth
        self._begin(tag, attribute)
        return True

    def _begin(self, tag: str, attribute: Callable[[str, str], str]) -> None:
        """Open a passage where an item or a plan's section begins."""
        kind, anchor = attribute("data-kind", ""), attribute("id", "")
        if kind and not anchor:
            self._page.kind = kind
            self._page.number = attribute("data-number", "")
        elif anchor and (kind or (tag == "section" and self._page.kind == "plan")):
            self._break()
            opened = _Open(kind or "plan", anchor, attribute("data-number", ""), self._depth)
            self._stack.append(opened)
            self.found.append(opened)

    def closed(self, tag: str) -> None:
        if tag not in _INLINE:
            self._break(tag)
        if self._furniture == self._depth:
            self._furniture = None
        if self._stack[-1].depth == self._depth:
            self._break()
            self._stack.pop()
        self._depth -= 1

    def said(self, text: str) -> None:
        self._text.append(text)

    def ended(self) -> None:
        """The page's text is over."""
        self._break()

    def _break(self, closed: str = "") -> None:
        """End the block that is being read."""
        if not self._text:
            return
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if not text:
            return
        passage = self._stack[-1]
        passage.add(text, furniture=self._furniture is not None)
        if closed in _HEADS and not passage.head:
            passage.head = text


def read_passages(page: Markup | str) -> tuple[Passage, ...]:
    """The passages of a page that hold text, the page itself first."""
    reader = _Reader()
    page = Markup(page) if isinstance(page, str) else page
    page.read_part("main", reader)
    reader.ended()
    return tuple(opened.close() for opened in reader.found if opened.blocks or opened.beside)
