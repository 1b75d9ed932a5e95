"""Numbers and addresses of persons by their form, also where they are written apart. Pure.

Telephones that anyone may call (0800, 1999) are nobody's; days, sums and articles of law are no
numbers of persons.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.personal_data import cases
from generator.personal_data.identity import is_identity_number
from generator.personal_data.late import LatePattern

Words = tuple[str, str]


@dataclass(frozen=True)
class Private:
    """A kind of personal data: its code, what it looks like, its name; `everywhere`: in answers too.

    `sign`: a quick pattern, in small letters, that every text with one matches; `holds`: whether what
    looks like one is one.
    """

    code: str
    sign: re.Pattern[str]
    pattern: LatePattern
    name: Words
    everywhere: bool
    holds: Callable[[str], bool] = bool

    def find(self, text: str) -> Iterator[re.Match[str]]:
        """Where the text, read plainly, has one."""
        return (found for found in self.pattern.finditer(text) if self.holds(found[0]))


def _is_identity(written: str) -> bool:
    """In one or apart behind a capital letter it has the form; else its check digit decides."""
    return bool(_IDENTITY.fullmatch(written)) or is_identity_number(
        re.sub("[^A-Za-z0-9]", "", written)
    )


_GAP = r"[\s()./-]{0,3}"  # between two digits of a number that is written apart
# No number starts within another one, in a decimal or after a hyphen of one.
_START = r"(?<![\d.,])(?<!\d[-/])"
_END = r"(?!\d)"
_LATIN = r"(?<![A-Za-z])"  # a Latin word begins, also right after a Han character
_ABROAD = rf"(?:\+|00\d?[\s-]?)?886{_GAP}"
_MARK = r"\s?[_、,~•·・‧*]\s?"  # between groups of three
_NO_SUM = r"(?!\s*[千萬億]?元)"
_NUMERAL = "[〇零○一二三四五六七八九]"
_AT = r"(?:\s*@\s*|\s*[(\[{<]\s*(?:at|@)\s*[)\]}>]\s*|\s*小老鼠\s*|%40)"
_DOT = r"(?:\s*\.\s*|\s*[(\[{<]\s*(?:dot|點|\.)\s*[)\]}>]\s*|\s+dot\s+|\s*點\s*)"
_HOST = rf"[\w-]+(?:{_DOT}[\w-]+)+"
_FIGURE = r"[\d一二三四五六七八九十百]+"

# Seven digits of one line that stand close, and an at sign in one of its spellings.
_DIGITS = re.compile(r"\d(?:[ ()./-]{0,3}\d){6}")
_AT_SIGN = re.compile(r"@|小老鼠|%40|at(?![a-z])(?<![a-z]at)|[(\[{]\s?a\s?[)\]}]")
# Who gives mailboxes to anyone.
PROVIDERS = (
    r"gmail|googlemail|yahoo|ymail|hotmail|outlook|\blive\b|\bmsn\b|icloud|\bme\b\W{0,4}com|\bmac\b\W{0,4}com|\bqq\b|\b163\b|\b126\b|"
    r"pchome|hinet|seed\.net|kimo|proton|\bpm\b\W{0,4}me|\bgmx\b|mail\.ru|foxmail|\baol\b|zoho|tutanota|\bline\b\W{0,4}me"
)
_IDENTITY = re.compile(r"[A-Za-z][1289A-Da-d]\d{8}|[A-Z][\s.-]{0,2}[1289A-D](?:[\s.-]{0,2}\d){8}")
_BETWEEN = r"[\s().,·_•・‧、-]{0,2}"
# A place in a township, and not the number of a road, a park or a letter.
_PLACE = (
    r"[一-鿿](?:[鄉鎮市區村里])(?![公第立府長])(?:[一-鿿](?<![第公國道線頭橋令字函案燈站館園])){1,7}\d{1,4}"
    r"(?:\s*(?:之|-)\s*\d{1,3})?\s*號"
)
_NO_WORKS = r"(?!\s*[一-鿿]{0,4}(?:道路|公路|工程|公園|碼頭|出口|計畫|標案|提案|公告|[函令橋線井]))"
_ROADS = r"\b(?:Rd|Road|St|Street|Blvd|Boulevard|Ave|Avenue)\b"

KINDS = (
    Private(
        "email",
        _AT_SIGN,
        LatePattern(
            rf"(?<![\w.+-])[\w.+-]+(?:{_AT}{_HOST}|\s*[(\[{{<]\s*at\s*[)\]}}>]\s*\w"
            r"|\s+at\s+[\w-]+(?:\s+dot\s+\w+)+"
            rf"|(?:\s+at\s+|\s*[(\[{{]\s*a\s*[)\]}}]\s*)(?:{PROVIDERS}){_DOT}\w+)",
            re.IGNORECASE,
        ),
        ("電子郵件地址", "an e-mail address"),
        False,
    ),
    Private(
        "mobile",
        re.compile(r"(?<!\d)0[ ()./-]{0,3}9|886|[〇零○]九|手機|行動電話|mobile|cell"),
        LatePattern(
            rf"{_START}(?:{_ABROAD}(?:0{_GAP})?|\(?0{_GAP})9(?:{_GAP}\d){{8}}{_END}{_NO_SUM}"
            rf"|{_START}09\d\d{_MARK}\d{{3}}{_MARK}\d{{3}}{_END}{_NO_SUM}"
            rf"|(?:手機|行動電話|(?i:mobile|cell ?phone))[^\d]{{0,6}}9(?:{_GAP}\d){{8}}{_END}{_NO_SUM}"
            rf"|[〇零○]九{_NUMERAL}{{8}}(?!{_NUMERAL})"
        ),
        ("行動電話號碼", "a mobile number"),
        True,
    ),
    Private(
        "phone",
        _DIGITS,
        LatePattern(
            rf"{_START}(?:{_ABROAD}\(?0?\)?|\(?0)(?!80[09])[2-8](?:{_GAP}\d){{7,9}}{_END}"
            rf"|(?:電話|手機|{_LATIN}tel\.?|{_LATIN}phone)[^\d#]{{0,4}}\d{{3,4}}{_GAP}\d{{4}}{_END}",
            re.IGNORECASE,
        ),
        ("電話號碼", "a telephone number"),
        False,
    ),
    Private(
        "identity",
        re.compile(
            r"(?<![a-z0-9])[a-z][ ().,·_•・‧、-]{0,2}[1289a-d](?:[ ().,·_•・‧、-]{0,2}\d){8}"
        ),
        LatePattern(
            rf"(?<![A-Za-z0-9])[A-Za-z]{_BETWEEN}[1289A-Da-d](?:{_BETWEEN}\d){{8}}{_END}",
        ),
        ("國民身分證或居留證統一編號", "an identity or residence number"),
        True,
        _is_identity,
    ),
    Private(
        "case",
        cases.SIGN,
        cases.CASE,
        ("案號", "the number of a case"),
        True,
    ),
    Private(
        "address",
        re.compile("號|鄰|no|road|street|avenue|boulevard"),
        LatePattern(
            rf"[一-鿿](?:(?<![公鐵網電線管])路|街|大道)\s*(?:{_FIGURE}\s*段\s*)?(?:{_FIGURE}\s*巷\s*)?"
            rf"(?:{_FIGURE}\s*弄\s*)?{_FIGURE}(?:\s*(?:之|-)\s*{_FIGURE})?\s*號{_NO_WORKS}|{_PLACE}{_NO_WORKS}|[村里]\s*{_FIGURE}\s*鄰"
            rf"|{_LATIN}No\.?\s*\d+(?:-\d+)?\s*,(?:\s*(?:Ln|Lane|Aly|Alley|Sec|Section)\.?\s*\d+\s*,)*"
            rf"\s*[A-Z][\w' -]{{1,30}}{_ROADS}"
            r"|(?<![\w.-])(?<!Sec\. )(?<!Section )(?:No\.?\s*)?\d{1,3}(?:-\d+)?,?\s+"
            rf"(?!Provincial|County|City|Township|National|Main|Public|Rural)[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){{0,2}}\s{_ROADS}(?!\s(?:[Ww]orks|[Pp]roject))"
        ),
        ("地址", "a street address"),
        False,
    ),
)
_DASHES = re.compile("[‐‑‒–—―−ー﹣]")
# Days and hours are full of digits and belong to nobody.
_DAYS = re.compile(
    r"(?<!\d)(?<!\d[-/.])(?:(?:19|20)\d\d|1\d\d)([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?<!\d)(?<!\d[-/.])(?:0?[1-9]|[12]\d|3[01])([/.])(?:0?[1-9]|[12]\d|3[01])\2(?:19|20)\d\d(?!\d)"
    r"|(?<!\d)[0-2]?\d:[0-5]\d(?!\d)"
)
# What a link asks a server for is no number of a person, unless it says so.
_PARAMETERS = re.compile(r"([?&])(?!phone|tel|mobile|cell)[\w-]{1,20}=\d+")


def read_plainly(text: str) -> str:
    """A text in one way of writing: full-width forms and dashes made plain, days and the figures in
    a link taken out."""
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
    return _DAYS.sub("、", _PARAMETERS.sub(r"\1", plain))


def find_personal_data(text: str) -> Iterator[Private]:
    """The kinds of personal data that a text holds, each once."""
    plain = read_plainly(text)
    return (kind for kind in KINDS if any(kind.find(plain)))
