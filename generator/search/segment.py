"""Text into tokens that an index cannot misread. Pure; `segment.js` does the same in the browser.

A token is a run of Latin letters, a run of digits, or any one other sign: a Han character, a comma.
Each is written in letters alone, so that no stemmer, segmenter or rule for punctuation touches it,
and a phrase is found exactly where it stands.
"""

import re

# Written out, since "white space" is not the same set in Python and in JavaScript.
_SPACE = " \t\n\v\f\r\u00a0\u2003\u3000"
_TOKEN = re.compile(rf"([A-Za-z]+)|([0-9]+)|[^{_SPACE}]")
_DIGITS = str.maketrans("0123456789", "abcdefghij")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Between two blocks, such as cells of a table: no phrase runs across it.
BREAK = "xz"
# After a token: white space follows. The index drops it; an excerpt needs it.
_GAP = "."


def _sign(character: str) -> str:
    """A sign as five letters: its code point to the base of 26."""
    number, letters = ord(character), ""
    for _ in range(5):
        number, rest = divmod(number, 26)
        letters = _LETTERS[rest] + letters
    return f"xq{letters}"


def _code(match: re.Match[str]) -> str:
    word, digits = match.group(1), match.group(2)
    if word:
        return f"xw{word}"
    return f"xn{digits.translate(_DIGITS)}" if digits else _sign(match.group())


def encode(text: str) -> str:
    """`text` as the index holds it; the case of letters and the spaces are kept for excerpts."""
    return " ".join(
        _code(match) + (_GAP if text[match.end() : match.end() + 1] in _SPACE else "")
        if match.end() < len(text)
        else _code(match)
        for match in _TOKEN.finditer(text)
    )


def bare(encoded: str) -> str:
    """The tokens of `encode` as the index compares them: lower case, without gaps."""
    return encoded.replace(_GAP, "").lower()


def words(text: str) -> set[str]:
    """Every run of Latin letters in `text`, in lower case: a query may end within one."""
    return {match.group(1).lower() for match in _TOKEN.finditer(text) if match.group(1)}
