"""Text into tokens that an index cannot misread. Pure; `segment.js` does the same in the browser.

A token is a run of Latin letters, a figure, or any one other sign: a Han character, a comma. Each is
written in letters alone, so that no stemmer, segmenter or rule for punctuation touches it, and a
phrase is found exactly where it stands. Full-width and small forms, thousands commas and signs that
nobody sees make no difference: the index compares without case, so capitals keep how it was printed.
"""

import re
import unicodedata
from functools import cache

# Written out, since "white space" is not the same set in Python and in JavaScript.
_SPACE = " \t\n\v\f\r\u00a0\u2003\u3000"
_TOKEN = re.compile(rf"([A-Za-z]+)|([0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])|[0-9]+)|[^{_SPACE}]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)
# Full-width forms, small forms, and the radicals that come out of some PDF files: one sign each.
_WIDE, _SMALL, _RADICALS = range(0xFF01, 0xFF5F), range(0xFE50, 0xFE6C), range(0x2F00, 0x2FD6)
_FOLDED = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*_WIDE, *_SMALL, *_RADICALS)}
_DIGITS = str.maketrans("0123456789", "abcdefghij")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Between two blocks, such as cells of a table: no phrase runs across it.
BREAK = "xz"
# After a token: white space follows. The index drops it; an excerpt needs it.
_GAP = "."


def _seen(text: str) -> str:
    """`text` without what nobody sees, and composed."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))


@cache
def _sign(character: str) -> str:
    """A sign as five letters: its code point to the base of 26."""
    number, letters = ord(character), ""
    for _ in range(5):
        number, rest = divmod(number, 26)
        letters = _LETTERS[rest] + letters
    return letters


def _code(match: re.Match[str], printed: str) -> str:
    """A token; a capital X: printed full-width, a capital second letter: grouped, or a small form."""
    word, figure = match.group(1), match.group(2)
    head = "X" if all(ord(sign) in _WIDE for sign in printed) else "x"
    if word:
        return f"{head}w{word}"
    if figure:
        digits = figure.replace(",", "")
        kind = "N" if digits != figure else "n"
        return f"{head}{kind}{digits.translate(_DIGITS)}"
    return f"{head}{'Q' if ord(printed) in _SMALL else 'q'}{_sign(match.group())}"


def encode(text: str) -> str:
    """`text` as the index holds it; how it was printed and the spaces are kept for excerpts."""
    printed = _seen(text)
    folded = printed.translate(_FOLDED)
    codes = []
    for match in _TOKEN.finditer(folded):
        after = folded[match.end() : match.end() + 1]
        gap = _GAP if after and after in _SPACE else ""
        codes.append(_code(match, printed[match.start() : match.end()]) + gap)
    return " ".join(codes)


def words(text: str) -> set[str]:
    """Every run of Latin letters in `text`, in lower case: a query may end within one."""
    folded = _seen(text).translate(_FOLDED)
    return {match.group(1).lower() for match in _TOKEN.finditer(folded) if match.group(1)}
