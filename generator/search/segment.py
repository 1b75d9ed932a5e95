"""Text into tokens, and tokens into the terms of the index. Pure; `segment.js` does the same in the
browser.

A token is a run of Latin letters, a figure, or any one other sign: a Han character, a comma. A term
is a token, or two that stand side by side. No stemmer, segmenter or list of words takes part, so a
phrase is found exactly where it stands. Capitals, full-width and small forms, thousands commas and
signs that nobody sees make no difference.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

# Written out, since "white space" is not the same set in Python and in JavaScript.
_SPACE = " \t\n\v\f\r\u00a0\u2003\u3000"
_TOKEN = re.compile(rf"[a-z]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+|[^{_SPACE}]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
# Full-width forms, small forms, and the radicals that come out of some PDF files: one sign each.
_WIDE, _SMALL, _RADICALS = range(0xFF01, 0xFF5F), range(0xFE50, 0xFE6C), range(0x2F00, 0x2FD6)
_CAPITALS = range(ord("A"), ord("Z") + 1)
_FOLDED = {
    code: unicodedata.normalize("NFKC", chr(code)).lower()
    for code in (*_CAPITALS, *_WIDE, *_SMALL, *_RADICALS)
}
# A block ends here: no phrase runs across it. Nothing on a page holds this sign.
_BREAK = "\x1f"
# A question may end within a Latin word, from so many letters on.
BEGINNING = 3


def tokens(text: str) -> list[str]:
    """The tokens of `text`, folded, in their order."""
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    found: list[str] = _TOKEN.findall(seen.translate(_FOLDED))
    return [one.replace(",", "") if len(one) > 1 and "," in one else one for one in found]


def terms(blocks: Iterable[str]) -> set[str]:
    """Every token of some blocks of text, and every two side by side with a space between them."""
    row = tokens(_BREAK.join(blocks))
    pairs = {
        f"{one} {other}" for one, other in set(pairwise(row)) if one != _BREAK and other != _BREAK
    }
    return (pairs | set(row)) - {_BREAK}


@lru_cache(1 << 16)
def spread(term: str) -> int:
    """The number, below 2**32, by which a term's place in the index is found.

    Terms that differ only in how a last Latin word of three letters goes on have the same, so that
    the word's beginning finds them all.
    """
    head, _, last = term.rpartition(" ")
    if len(last) > BEGINNING and last.isascii() and last.isalpha():
        term = f"{head} {last[:BEGINNING]}" if head else last[:BEGINNING]
    return crc32(term.encode())
