"""Bytes to text that a reader can trust: the encoding, and characters that are not what they seem.

Knows code points. Knows nothing of YAML or records.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from generator.problems import Place, Problem

MOST_REPORTED = 20
# Stands in for a refused character, so that the rest of the file can still be read. It is itself
# refused in a file, so a text that holds it has its problem reported already.
STAND_IN = "\ufffd"


@dataclass(frozen=True)
class _Kind:
    """A class of refused characters: its members, its name and what to do, (Chinese, English)."""

    members: str
    name: tuple[str, str]
    advice: tuple[str, str]


_DELETE = ("請刪除", "remove it")
_RETYPE = ("請改用一般的字", "use the ordinary character")
_PLANES = "".join(f"{chr(p * 0x10000 + 0xFFFE)}{chr(p * 0x10000 + 0xFFFF)}" for p in range(17))

_KINDS = (
    _Kind("\t", ("定位字元", "a tab"), ("請改用空格", "use spaces")),
    _Kind("\r", ("單獨的歸位字元", "a lone carriage return"), ("請用一般換行", "use line feeds")),
    _Kind(
        "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029",
        ("控制字元", "a control character"),
        _DELETE,
    ),
    _Kind(
        "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069",
        ("改變文字方向的字元", "a character that turns the direction of text"),
        _DELETE,
    ),
    _Kind(
        "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f"
        "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
        "\U000e0000-\U000e0fff",
        ("看不見的字元", "an invisible character"),
        _DELETE,
    ),
    _Kind("\u2e80-\u2fdf", ("部首字元", "a radical that looks like a character"), _RETYPE),
    _Kind(
        "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd",
        ("造字（私用區）", "a private-use character"),
        _RETYPE,
    ),
    _Kind(f"\ufdd0-\ufdef{_PLANES}", ("不是字元的碼位", "a code point that is no character"), _DELETE),
    _Kind(
        f"\ufffc{STAND_IN}",
        ("轉檔時遺失的字", "a character lost in conversion"),
        ("請對照文件補上", "look it up in the document"),
    ),
)  # fmt: skip
_STACKED = ("疊加的附加符號", "stacked combining marks")
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_MEMBERS = "".join(kind.members for kind in _KINDS if kind.members != "\r")
_REFUSED = re.compile(f"[{_MEMBERS}]|\r(?!\n)|[{_MARKS}]{{3,}}")
_SPACES = re.compile("[\t\x85\u2028\u2029]|\r(?!\n)")
_BY_KIND = tuple((re.compile(f"[{kind.members}]"), kind) for kind in _KINDS)

_SAVE_AS = ("請另存為 UTF-8（無 BOM）", "save it as UTF-8 without BOM")
# UTF-32 first: its mark begins with that of UTF-16.
_MARKS_OF_ORDER = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"\xef\xbb\xbf", "UTF-8 BOM"),
)


def decode(data: bytes, file: str) -> str | Problem:
    """The text of a file in strict UTF-8, or the problem, with a guess at what it is instead."""
    for mark, name in _MARKS_OF_ORDER:
        if data.startswith(mark):
            return Problem(
                Place(file), "encoding", (f"檔案是 {name}", f"the file is {name}"), _SAVE_AS
            )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        return _not_utf8(place_at(before, len(before), file), _guess(data))
    if data[:64].count(0) > 8:
        return _not_utf8(Place(file), "UTF-16")
    return text


def _not_utf8(place: Place, guess: str | None) -> Problem:
    zh, en = (f"，可能是 {guess}", f", perhaps {guess}") if guess else ("", "")
    return Problem(place, "encoding", (f"不是 UTF-8{zh}", f"not UTF-8{en}"), _SAVE_AS)


def _guess(data: bytes) -> str | None:
    if data[:64].count(0) > 8:
        return "UTF-16"
    for codec, name in (("cp950", "Big5"), ("gb18030", "GB18030")):
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            continue
        return name
    return None


def place_at(text: str, index: int, file: str) -> Place:
    """The place of a character, lines and columns from 1."""
    line_start = text.rfind("\n", 0, index) + 1
    return Place(file, text.count("\n", 0, index) + 1, index - line_start + 1)


def check_text(text: str, file: str) -> tuple[str, list[Problem]]:
    """Text with refused characters replaced, one for one, and a problem for each of them."""
    problems = []
    for count, match in enumerate(_REFUSED.finditer(text)):
        place = place_at(text, match.start(), file)
        if count == MOST_REPORTED:
            rest = len(_REFUSED.findall(text)) - MOST_REPORTED
            problems.append(_more(place, rest))
            break
        problems.append(_refused(match[0], place))
    return (_replace(text), problems) if problems else (text, [])


def check_value(text: str, place: Place) -> tuple[str, list[Problem]]:
    """The same for one value, whose refused characters were written as escapes."""
    problems = [_refused(match[0], place) for match in _first(text)]
    return (_replace(text), problems) if problems else (text, [])


def _first(text: str) -> Iterator[re.Match[str]]:
    """Each refused character once."""
    seen: set[str] = set()
    for match in _REFUSED.finditer(text):
        if match[0] not in seen and len(seen) < MOST_REPORTED:
            seen.add(match[0])
            yield match


def _replace(text: str) -> str:
    # White space stays white space, for the file's structure hangs on it.
    return _REFUSED.sub(lambda match: STAND_IN * len(match[0]), _SPACES.sub(" ", text))


def _refused(found: str, place: Place) -> Problem:
    name, advice = _STACKED, _DELETE
    for members, kind in _BY_KIND:
        if members.match(found):
            name, advice = kind.name, kind.advice
            break
    code = f"U+{ord(found[0]):04X}"
    said = unicodedata.name(found[0], "")
    shown = f"{code} {said}".rstrip()
    return Problem(place, "character", (f"{name[0]} {shown}", f"{name[1]}, {shown}"), advice)


def _more(place: Place, rest: int) -> Problem:
    return Problem(
        place, "character",
        (f"還有 {rest} 個這類字元", f"{rest} more characters of this kind"),
        ("請先改正以上各處", "mend those above first"),
    )  # fmt: skip


def normalise(text: str) -> tuple[str, int]:
    """Text in NFC, and how many characters that changed."""
    if unicodedata.is_normalized("NFC", text):
        return text, 0
    alone = [unicodedata.normalize("NFC", letter) for letter in text]
    normal = unicodedata.normalize("NFC", text)
    replaced = sum(new != old for new, old in zip(alone, text, strict=True))
    joined = max(0, len("".join(alone)) - len(normal))
    return normal, max(1, replaced + joined)
