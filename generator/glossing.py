"""Terms of the glossary in a page's HTML: the first use of each links to its explanation.

Works on finished HTML of our own templates, so it sees a page as its reader does: what stands in
links, headings, buttons, drawings or the other language is left alone.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from html import escape
from urllib.parse import quote

from generator.language import Language
from generator.vocabulary import Term

_LEFT_ALONE = frozenset(
    {
        *("a", "button", "label", "option", "summary"),  # used already: a link within is none
        *("h1", "h2", "h3", "caption", "thead", "title"),  # names of what follows, not sentences
        *("nav", "article"),  # lists of links; cards, rules and prose link by hand
        *("svg", "script", "style", "code", "kbd"),  # no text of the page
        *("time", "s"),  # a day; what no longer holds
    }
)
_VOID = ("br", "hr", "img", "input", "link", "meta", "wbr")
# The tag that opens what is left alone: by its name, or because it is in the other language.
_APART = re.compile(
    rf"<(?!(?:{'|'.join(_VOID)})(?![a-z0-9]))"
    rf"(?P<name>(?:{'|'.join(sorted(_LEFT_ALONE))})(?![a-z0-9])(?=[^>]*>)|[a-z0-9]+(?=[^>]* lang=))"
    r"[^>]*(?<!/)>"
)
# Our templates escape both brackets in what they are given: what reaches a `>` first is in a tag.
_OUTSIDE_TAGS = "(?![^<>]*>)"
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
        self._longest = tuple(sorted(self._terms, key=len, reverse=True))
        self._in_english = language.code == "en"

    def link(self, html: str, glossary: str) -> str:
        """`html` with the first use of each term linked; `glossary` is the page's address."""
        words = self._longest
        if self._in_english:
            # A pattern tries each of its words wherever one begins: few pages have more than two.
            lower = html.lower()
            words = tuple(word for word in words if word in lower)
        if not words:
            return html
        return "".join(self._parts(html, glossary, _pattern(words, whole=self._in_english)))

    def _parts(self, html: str, glossary: str, pattern: re.Pattern[str]) -> Iterator[str]:
        linked: set[str] = set()

        def replace(match: re.Match[str]) -> str:
            # Some letters fold together that do not lower alike (ſ, K): no term is meant.
            term = self._terms.get(match[0].lower())
            if term is None or term.zh in linked:
                return match[0]
            linked.add(term.zh)
            anchor = escape(f"{glossary}#{quote(term_anchor(term))}")
            return f'<a class="term" href="{anchor}">{match[0]}</a>'

        at = 0
        while opened := _APART.search(html, at):
            yield pattern.sub(replace, html[at : opened.start()])
            at = _end(html, opened)
            yield html[opened.start() : at]
        yield pattern.sub(replace, html[at:])


@lru_cache(maxsize=1 << 10)
def _pattern(words: tuple[str, ...], *, whole: bool) -> re.Pattern[str]:
    """Finds any of some words; `whole`: between the edges of words, for languages that have such."""
    edge = r"\b" if whole else ""
    choice = "|".join(map(re.escape, words))
    return re.compile(f"{edge}(?:{choice}){edge}{_OUTSIDE_TAGS}", re.IGNORECASE)


def _end(html: str, opened: re.Match[str]) -> int:
    """Where the element ends that a tag opened."""
    depth = 1
    for tag in _tags(opened["name"]).finditer(html, opened.end()):
        depth += -1 if tag[0].startswith("</") else 1
        if not depth:
            return tag.end()
    return len(html)


@cache
def _tags(name: str) -> re.Pattern[str]:
    """The tags of one kind of element."""
    return re.compile(f"</?{name}(?![a-z0-9])[^>]*>")
