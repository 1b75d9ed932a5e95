"""Whether an English text tells the figures and dates of its Chinese, each in its own way. Pure.

Years of the Republic and of the common era are one year, months are words or numbers, `七日` is
seven days and `約 5,870 萬元` is NT$58.7 million.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.periods import ROC_OFFSET

_SCALES = {
    "千": 10**3, "萬": 10**4, "百萬": 10**6, "千萬": 10**7, "億": 10**8, "兆": 10**12,
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
}  # fmt: skip
_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
    "tenth", "eleventh", "twelfth",
]  # fmt: skip
_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
]  # fmt: skip
_WORDS: dict[str, int] = {word: i for i, word in enumerate(_ONES)}
_WORDS |= {word: 10 * i for i, word in enumerate(_TENS, start=2)}
_WORDS |= {word: i for i, word in enumerate(_ORDINALS)}
_WORDS |= {
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "hundred": 100,
    "dozen": 12,
    "single": 1,
    "a": 1,
    "an": 1,
}
_WORDS |= {"yearly": 1, "annual": 1, "each": 1, "every": 1, "per": 1, "both": 2, "pair": 2}
_MONTH_WORDS = {word: i for i, word in enumerate(_MONTHS, start=1)}
_MONTH_WORDS |= {word[:3]: i for word, i in _MONTH_WORDS.items()} | {"sept": 9}
# Words of English that say how many as a figure does; the others (a, each, first) are idiom too.
_FIGURES = frozenset(_ONES[3:] + _TENS + ["thrice"])

_HAN_DIGITS = {letter: i for i, letter in enumerate("零一二三四五六七八九")}
_HAN_DIGITS |= {letter: i for i, letter in enumerate("零壹貳參肆伍陸柒捌玖")}
_HAN_DIGITS |= {"〇": 0, "兩": 2}
_HAN_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_HAN = "".join([*_HAN_DIGITS, *_HAN_UNITS])
# A numeral that counts something. 一 is idiom as well (一般, 一次付清), and so is 十分.
_COUNTED = "年度?月日天週場次件人項個點條款倍成小時分鐘名位種類組階段級季期%"

_MONTH_RANGE = re.compile(r"(?<!\d)(\d{2,3})\.(\d{2})-(?:(\d{2,3})\.)?(\d{2})?(?!\d)")
_ROC_DAY = re.compile(r"(?<![\d.])(\d{2,3})\.(\d{1,2})\.(\d{1,2})(?![\d.])")
_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_SCALE = re.compile(r"\s?(百萬|千萬|[千萬億兆]|thousand|million|billion|trillion)", re.IGNORECASE)
_HAN_RUN = re.compile(f"[{_HAN}]+")
_WORD = re.compile(r"[A-Za-z]+")
_ANCIENT, _RECENT = 1911, 2111


@dataclass(frozen=True)
class _Told:
    """One figure as printed, and the values that it may mean."""

    printed: str
    values: frozenset[Decimal]


def compare_figures(zh: str, en: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Figures of the Chinese that the English lacks, and those that it alone tells, as printed."""
    chinese, english = _plain(zh), _plain(en)
    required, counted = list(_numbers(chinese)), list(_han_numbers(chinese))
    said, spelled = list(_numbers(english)), list(_spelled(english))
    in_english = {value for one in (*said, *spelled) for value in one.values}
    in_english |= {value for one in _han_numbers(english) for value in one.values}
    must = [*required, *(one for one in counted if one.printed[-1] in _COUNTED)]
    missing = [one.printed for one in must if not one.values & in_english]
    in_chinese = {value for one in (*required, *counted) for value in one.values}
    in_chinese |= {Decimal(scale) for word, scale in _SCALES.items() if word in chinese}
    claimed = [*said, *(one for one in spelled if one.printed.lower() in _FIGURES)]
    added = [one.printed for one in claimed if not one.values & in_chinese]
    return tuple(dict.fromkeys(missing)), tuple(dict.fromkeys(added))


def _plain(text: str) -> str:
    """Full width made plain; month ranges and days apart, since their points are no decimals."""
    text = unicodedata.normalize("NFKC", text)
    text = _MONTH_RANGE.sub(
        lambda found: "年 ".join(filter(None, (found[1], found[2], found[3], found[4]))), text
    )
    return _ROC_DAY.sub(r"\1年 \2 \3", text)


def _numbers(text: str) -> Iterator[_Told]:
    """Figures in digits. A small one may be a year of the Republic, a large one of the common era."""
    for found in _NUMBER.finditer(text):
        value = Decimal(found[0].replace(",", ""))
        values = {value}
        if value == value.to_integral_value():
            behind = text[found.end() : found.end() + 2].lstrip()
            if 100 <= value <= 200 or (1 <= value < 100 and behind.startswith("年")):
                values.add(value + ROC_OFFSET)
            elif _ANCIENT < value <= _RECENT:
                values.add(value - ROC_OFFSET)
        if scale := _SCALE.match(text, found.end()):
            values.add(value * _SCALES[scale[1].lower()])
        if text[found.end() : found.end() + 1] == "成":
            values.add(value * 10)
        yield _Told(found[0], frozenset(values))


def _han_numbers(text: str) -> Iterator[_Told]:
    """Chinese numerals, each with the sign behind it where that says what it counts."""
    for found in _HAN_RUN.finditer(text):
        value = _han_value(found[0])
        if value is None:
            continue
        values = {Decimal(value)}
        behind = text[found.end() : found.end() + 1]
        if behind == "成":
            values.add(Decimal(value * 10))
        if scale := _SCALE.match(text, found.end()):
            values.add(Decimal(value * _SCALES[scale[1]]))
        if 100 <= value <= 200 or (behind == "年" and len(found[0]) > 1):
            values.add(Decimal(value + ROC_OFFSET))
        counts = value > 2 and behind and behind in _COUNTED and found[0] + behind != "十分"
        yield _Told(found[0] + (behind if counts else " "), frozenset(values))


def _han_value(run: str) -> int | None:
    """`十二` is 12, `一百零八` 108, `一〇九` 109."""
    if not set(run) & set(_HAN_UNITS):
        return int("".join(str(_HAN_DIGITS[letter]) for letter in run))
    total, digit = 0, None
    for letter in run:
        if letter in _HAN_DIGITS:
            digit = _HAN_DIGITS[letter]
        else:
            total += (1 if digit is None else digit) * _HAN_UNITS[letter]
            digit = 0
    return total + (digit or 0)


def _spelled(text: str) -> Iterator[_Told]:
    """English words that say a number or a month; `twenty-five` is one number."""
    words = list(_WORD.finditer(text))
    for place, found in enumerate(words):
        word = found[0].lower()
        if word in _MONTH_WORDS:
            yield _Told(found[0], frozenset({Decimal(_MONTH_WORDS[word])}))
        if word not in _WORDS:
            continue
        values = {Decimal(_WORDS[word])}
        following = words[place + 1][0].lower() if place + 1 < len(words) else ""
        if word in _TENS and _WORDS.get(following, 99) < 10:
            values = {Decimal(_WORDS[word] + _WORDS[following])}
        before = words[place - 1][0].lower() if place else ""
        if before in _TENS and _WORDS[word] < 10:
            values.add(Decimal(_WORDS[before] + _WORDS[word]))
        if following in _SCALES:
            values.add(_WORDS[word] * Decimal(_SCALES[following]))
        yield _Told(found[0], frozenset(values))
