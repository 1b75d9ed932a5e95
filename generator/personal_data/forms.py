"""Numbers and addresses of persons by their form, also where they are written apart. Pure.

Telephones that anyone may call (0800, 1999) are nobody's; days, sums and articles of law are no
numbers of persons.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

Words = tuple[str, str]


@dataclass(frozen=True)
class Private:
    """A kind of personal data: its code, what it looks like, its name; `everywhere`: in answers too.

    `sign`: a quick pattern, in small letters, that every text with one matches.
    """

    code: str
    sign: re.Pattern[str]
    pattern: re.Pattern[str]
    name: Words
    everywhere: bool


_GAP = r"[\s()./-]{0,3}"  # between two digits of a number that is written apart
# No number starts within another one, in a decimal or after a hyphen of one.
_START = r"(?<![\d.,])(?<!\d[-/])"
_END = r"(?!\d)"
_LATIN = r"(?<![A-Za-z])"  # a Latin word begins, also right after a Han character
_ABROAD = rf"\+?886{_GAP}"
_AT = r"(?:\s*@\s*|\s*[(\[{<]\s*(?:at|@)\s*[)\]}>]\s*|\s*小老鼠\s*)"
_DOT = r"(?:\s*\.\s*|\s*[(\[{<]\s*(?:dot|點|\.)\s*[)\]}>]\s*|\s+dot\s+)"
_HOST = rf"[\w-]+(?:{_DOT}[\w-]+)+"
# What an investigation calls its cases; a court's have 年度, a decision of principle has neither.
_CASES = "調偵續|調偵緝|調偵|軍偵|選偵|少連偵|偵緝|偵續|偵|聲他|選他|他|相|廉查|廉立|查"
_FIGURE = r"[\d一二三四五六七八九十百]+"

# Seven digits of one line that stand close, and an at sign in one of its spellings.
_DIGITS = re.compile(r"\d(?:[ ()./-]{0,3}\d){6}")
_AT_SIGN = re.compile("@|小老鼠|at(?![a-z])(?<![a-z]at)")

KINDS = (
    Private(
        "email",
        _AT_SIGN,
        re.compile(
            rf"(?<![\w.+-])[\w.+-]+(?:{_AT}{_HOST}|\s*[(\[{{<]\s*at\s*[)\]}}>]\s*\w"
            r"|\s+at\s+[\w-]+(?:\s+dot\s+\w+)+)",
            re.IGNORECASE,
        ),
        ("電子郵件地址", "an e-mail address"),
        False,
    ),
    Private(
        "mobile",
        _DIGITS,
        re.compile(rf"{_START}(?:{_ABROAD}0?|\(?0)9(?:{_GAP}\d){{8}}{_END}"),
        ("行動電話號碼", "a mobile number"),
        True,
    ),
    Private(
        "phone",
        _DIGITS,
        re.compile(
            rf"{_START}(?:{_ABROAD}\(?0?\)?|\(?0)(?!80[09])[2-8](?:{_GAP}\d){{7,9}}{_END}"
            rf"|(?:電話|手機|{_LATIN}tel\.?|{_LATIN}phone)[^\d#]{{0,4}}\d{{3,4}}{_GAP}\d{{4}}{_END}",
            re.IGNORECASE,
        ),
        ("電話號碼", "a telephone number"),
        False,
    ),
    Private(
        "identity",
        _DIGITS,
        # Written in one, or apart behind a capital letter.
        re.compile(
            r"(?<![A-Za-z0-9])(?:[A-Za-z][1289A-Da-d]\d{8}(?!\d)"
            rf"|[A-Z][\s.-]{{0,2}}[1289A-D](?:[\s.-]{{0,2}}\d){{8}}{_END})"
        ),
        ("國民身分證或居留證統一編號", "an identity or residence number"),
        True,
    ),
    Private(
        "case",
        re.compile("字|案號|case"),
        # A case has up to six digits; the number of an official letter has more.
        re.compile(
            rf"\d{{2,3}}\s*(?:年度\s*[一-鿿]{{1,5}}|年?\s*(?:{_CASES}))\s*字\s*第?\s*\d{{1,6}}(?!\d)"
            rf"|(?<!標案)(?<!採購)案號[\s:為是]{{0,4}}[\w-]{{0,20}}\d{{3}}|{_LATIN}case\s+(?:no\.?|number)[\s:#]{{0,4}}[\w-]{{0,20}}\d{{2}}",
            re.IGNORECASE,
        ),
        ("案號", "the number of a case"),
        True,
    ),
    Private(
        "address",
        re.compile("號|鄰|no"),
        re.compile(
            rf"[一-鿿](?:(?<![公鐵網電線管])路|街|大道)\s*(?:{_FIGURE}\s*段\s*)?(?:{_FIGURE}\s*巷\s*)?"
            rf"(?:{_FIGURE}\s*弄\s*)?{_FIGURE}(?:\s*(?:之|-)\s*{_FIGURE})?\s*號|[村里]\s*{_FIGURE}\s*鄰"
            rf"|{_LATIN}No\.?\s*\d+(?:-\d+)?\s*,(?:\s*(?:Ln|Lane|Aly|Alley|Sec|Section)\.?\s*\d+\s*,)*"
            r"\s*[A-Z][\w' -]{1,30}\b(?:Rd|Road|St|Street|Blvd|Boulevard|Ave|Avenue)\b"
        ),
        ("地址", "a street address"),
        False,
    ),
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ー﹣"), "-")
# Days and hours are full of digits and belong to nobody.
_DAYS = re.compile(
    r"(?<!\d)(?<!\d[-/.])(?:(?:19|20)\d\d|1\d\d)([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?<!\d[-/.])(?:0?[1-9]|[12]\d|3[01])([/.])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d(?!\d)"
    r"|(?<!\d)[0-2]?\d:[0-5]\d(?!\d)"
)


def read_plainly(text: str) -> str:
    """A text in one way of writing: full-width forms and dashes made plain, days taken out."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return _DAYS.sub("、", plain)


def find_personal_data(text: str) -> Iterator[Private]:
    """The kinds of personal data that a text holds, each once."""
    plain = read_plainly(text)
    return (kind for kind in KINDS if kind.pattern.search(plain))
