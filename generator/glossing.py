"""Terms of the glossary in a page's HTML: the first use of each links to its explanation.

Works on finished HTML of our own templates, so it sees a page as its reader does: what stands in
links, headings, buttons, drawings or the other language is left alone.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from generator.language import Language
from generator.vocabulary import Term

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_LEFT_ALONE = frozenset(
    {
        *("a", "button", "label", "option", "summary"),  # used already: a link within is none
        *("h1", "h2", "h3", "caption", "thead", "title"),  # names of what follows, not sentences
        *("nav", "article"),  # lists of links; cards, rules and prose link by hand
        *("svg", "script", "style", "code", "kbd"),  # no text of the page
        *("time", "s"),  # a day; what no longer holds
    }
)
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
# Shorter ones stand inside other words (政風 in 政風處) or are too common in a sentence.
_SHORTEST_ZH, _SHORTEST_EN = 3, 2  # characters, words


def term_anchor(term: Term) -> str:
    """The term's anchor on the glossary's page: `term-廉政會報`."""
    return "term-" + re.sub(r"\s+", "-", term.zh)


class Glossing:
    """The terms of one language that have something to say, ready to be found in a text."""

    def __init__(self, terms: Iterable[Term], language: Language) -> None:
        told = [term for term in terms if term.note and len(term.zh) >= _SHORTEST_ZH]
        if language.code == "en":
            named = {term.en.partition(" (")[0].lower(): term for term in told}
            self._terms = {k: t for k, t in named.items() if len(k.split()) >= _SHORTEST_EN}
        else:
            self._terms = {term.zh.lower(): term for term in told}
        longest = sorted(self._terms, key=len, reverse=True)
        choice = "|".join(re.escape(word) for word in longest)
        edge = r"\b" if language.code == "en" else ""
        self._pattern = re.compile(f"{edge}(?:{choice}){edge}", re.IGNORECASE) if choice else None

    def link(self, html: str, glossary: str) -> str:
        """`html` with the first use of each term linked; `glossary` is the page's address."""
        if self._pattern is None:
            return html
        return "".join(self._parts(html, glossary, self._pattern))

    def _parts(self, html: str, glossary: str, pattern: re.Pattern[str]) -> Iterator[str]:
        linked: set[str] = set()
        inside, depth = "", 0

        def replace(match: re.Match[str]) -> str:
            # Some letters fold together that do not lower alike (ſ, K): no term is meant.
            term = self._terms.get(match[0].lower())
            if term is None or term.zh in linked:
                return match[0]
            linked.add(term.zh)
            anchor = escape(f"{glossary}#{quote(term_anchor(term))}")
            return f'<a class="term" href="{anchor}">{match[0]}</a>'

        for piece in _TAG.split(html):
            if not piece.startswith("<"):
                yield piece if depth else pattern.sub(replace, piece)
                continue
            named = _NAME.match(piece)
            name = named[1] if named else ""
            closes = piece.startswith("</")
            if depth and name == inside:
                depth += -1 if closes else 1
            elif not depth and not closes and name not in _VOID and _stands_apart(name, piece):
                inside, depth = name, 1
            yield piece


def _stands_apart(name: str, tag: str) -> bool:
    return (name in _LEFT_ALONE or " lang=" in tag) and not tag.endswith("/>")
