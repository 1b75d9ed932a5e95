"""A pack as HTML, in one language or in both beside each other: what files of it are made from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.addresses import page_url
from generator.language import Code, Language
from generator.pages.pack import Block, Pack
from generator.render import Renderer
from generator.writer import Words

TAGS: dict[Code, str] = {"zh": "zh-Hant-TW", "en": "en"}
# Widths of the columns of tables in hundredths, by the first of these that is a class of them.
_WIDTHS = {
    "keys": (22, 78),
    "register": (38, 15, 17, 15, 15),
    "flips": (24, 29, 29, 18),
    "agenda": (31, 16, 12, 16, 25),
    "kpis": (36, 11, 17, 18, 18),
    "measures": (68, 32),
}
_TABLE = re.compile(r'<table class="(?P<classes>[^"]*)"[^>]*>(?:<caption>[^<]*</caption>)?')
_HEADING = re.compile(r"(</?h)([1-6])\b")
# What leads to its own place says nothing on paper.
_PERMALINK = re.compile(r"<a [^>]*>#</a>")
# Beside each state stands its word, which says what the shape says.
_SHAPE = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TITLE = re.compile(r"<h1>.*?</h1>", re.DOTALL)
# Names with their texts are a table on paper, whose rows a screen reader tells.
_NAMED = (
    (re.compile(r'<dl class="keys">'), '<table class="keys"><tbody>'),
    (re.compile(r"<div><dt>(.*?)</dt><dd[^>]*>"), r'<tr><th scope="row">\1</th><td>'),
    (re.compile(r"</dd></div>"), "</td></tr>"),
    (re.compile(r"</dl>"), "</tbody></table>"),
)
# What leads within the document: beside the Chinese, the English has ids of its own.
_ID = re.compile(r'(\s(?:id|href|aria-labelledby)="#?)(?=r-)')


@dataclass(frozen=True)
class Document:
    """A pack in one language, or in both beside each other. `codes`: of its columns; `foot`: stands
    at the foot of its pages; `for_office`: the HTML for word processors, where the title is no part
    of the text and columns are tables."""

    codes: tuple[Code, ...]
    foot: str
    html: str
    for_office: str


# A piece in each language of a document, with the language's tag.
Side = tuple[str, str]


@dataclass(frozen=True)
class Column:
    """A pack in one language; where another stands before it, its ids are told apart."""

    code: Code
    language: Language
    words: Words
    pack: Pack
    is_first: bool

    @cached_property
    def renderer(self) -> Renderer:
        """The pack's templates with the language bound."""
        site, as_of = self.words.site, self.words.as_of
        return Renderer(self.language, as_of=as_of, operator=site.operator, assets="")

    def set(self, block: Block) -> str:
        """A block as HTML, whose links are addresses on the web."""
        context = {"link": self._link, "root": self._root, **block.context}
        html = self.renderer.piece(block.template, **context)
        html = _PERMALINK.sub("", _SHAPE.sub("", html))
        for written, instead in _NAMED:
            html = written.sub(instead, html)
        html = _TABLE.sub(_with_widths, html)
        if not self.is_first:
            html = _ID.sub(rf"\1{self.code}-", html)
        return _HEADING.sub(lambda found: found[1] + str(int(found[2]) + block.deeper), html)

    def _link(self, address: str) -> str:
        return page_url(self.words.site, self.language, address)

    def _root(self, address: str) -> str:
        return f"{self.words.site.url}{address}"


def set_document(columns: Sequence[Column]) -> Document:
    """The pack in these languages, the first the document's own."""
    first = columns[0]

    def sides(pieces: Sequence[Block]) -> tuple[Side, ...]:
        return tuple(
            (TAGS[column.code], column.set(piece))
            for column, piece in zip(columns, pieces, strict=True)
        )

    chapters = [column.pack.chapters() for column in columns]
    shown: dict[str, object] = {
        "lang_tag": TAGS[first.code],
        "title": " / ".join(column.pack.title for column in columns),
        "author": first.pack.views.name,
        "contents": tuple((TAGS[one.code], one.language.word("pack.contents")) for one in columns),
        "cover": sides([column.pack.cover for column in columns]),
        "chapters": tuple(
            {
                "id": same[0].id,
                "titles": tuple(
                    (TAGS[column.code], one.title)
                    for column, one in zip(columns, same, strict=True)
                ),
                "blocks": tuple(
                    sides(pieces) for pieces in zip(*(one.blocks for one in same), strict=True)
                ),
            }
            for same in zip(*chapters, strict=True)
        ),
    }
    html, for_office = (
        first.renderer.piece("document.html", office=office, **shown) for office in (False, True)
    )
    day = first.words.as_of
    foot = " / ".join(
        f"{one.language.word('plan.as-of')} {one.language.day(day)}" for one in columns
    )
    return Document(tuple(one.code for one in columns), foot, html, _TITLE.sub("", for_office))


def _with_widths(table: re.Match[str]) -> str:
    kind = next(kind for kind in _WIDTHS if kind in table["classes"].split())
    columns = "".join(f'<col style="width: {width}%">' for width in _WIDTHS[kind])
    return f"{table[0]}<colgroup>{columns}</colgroup>"
