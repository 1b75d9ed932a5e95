"""One language bound: interface words, bilingual texts, numbers, money and dates.

The only Babel. Knows how each language writes a thing; knows no page and no plan.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from typing import Literal

from babel.dates import get_month_names
from babel.numbers import format_decimal, format_percent

from generator.fields import Text
from generator.numerals import WIDE, Figure, round_to
from generator.periods import ROC_OFFSET, Period, Schedule
from generator.vocabulary import Phrase, Vocabulary

Code = Literal["zh", "en"]
_LOCALES = {"zh": "zh_Hant_TW", "en": "en"}
# Where a language's pages stand below the site's root.
PREFIXES: Mapping[Code, str] = {"zh": "", "en": "en/"}
_TAGS = {"zh": "zh-Hant", "en": "en"}
_TEN_THOUSAND, _MILLION, _HUNDRED_MILLION = Decimal(10**4), Decimal(10**6), Decimal(10**8)


class Language:
    """Chinese or English, with the words of the site."""

    def __init__(self, code: Code, phrases: Mapping[str, Phrase], vocabulary: Vocabulary) -> None:
        self.code = code
        self.tag = _TAGS[code]
        self.other: Code = "en" if code == "zh" else "zh"
        self.other_tag = _TAGS[self.other]
        self.prefix = PREFIXES[code]
        self._phrases = phrases
        self._vocabulary = vocabulary
        self._locale = _LOCALES[code]

    def word(self, key: str, **values: object) -> str:
        """The interface text `key` with `{name}` filled; `n=1` takes English's singular form.

        Raises `KeyError` for a key that strings.yml does not hold.
        """
        phrase = self._phrases[key]
        form = phrase.zh if self.code == "zh" else phrase.en
        if self.code == "en" and phrase.en_one and str(values.get("n")) == "1":
            form = phrase.en_one
        return form.format(**values) if values else form

    def has(self, text: Text) -> bool:
        """Whether `text` exists in this language."""
        return self.code == "zh" or text.en is not None

    def plain(self, text: Text) -> str:
        """`text` in this language, else the Chinese record (for places that cannot carry `lang`)."""
        return text.zh if self.code == "zh" or text.en is None else text.en

    def join(self, parts: Iterable[str]) -> str:
        """Parts of a sentence side by side: `甲、乙`, `a, b`."""
        return ("、" if self.code == "zh" else ", ").join(parts)

    def number(self, value: Decimal | int) -> str:
        """`58,696`; every decimal place of the value is kept."""
        return _written(str(value), self._locale)

    def percent(self, share: Decimal) -> str:
        """A share of 0 to 1 with one decimal place: `98.3%`, halves rounded up."""
        rounded = round_to(share, 3)
        with localcontext(WIDE):
            return format_percent(rounded, format="#,##0.0%", locale=self._locale)

    def figure(self, figure: Figure, unit: str | None = None) -> str:
        """A printed figure with its unit in this language: `130 案`, `130 cases`, `40.7%`."""
        printed_unit = figure.unit or unit
        number = self.number(figure.value)
        if printed_unit is None:
            return number
        known = self._vocabulary.units.get(printed_unit)
        if known is not None and known.joined:
            return f"{number}{printed_unit}"
        if self.code == "zh" or known is None:
            return f"{number} {printed_unit}"
        return f"{number} {known.one if figure.value == 1 else known.many}"

    def unit(self, printed: str) -> str:
        """A printed unit for many, without a figure: `案`, `cases`, `%`."""
        known = self._vocabulary.units.get(printed)
        return known.many if known and self.code == "en" else printed

    def printed_money(self, ntd: Decimal, money_unit: str) -> str:
        """An amount as printed, `58,696 千元`; in English in whole NT$, `NT$58,696,000`."""
        if self.code == "en":
            return f"NT${self.number(ntd)}"
        printed = WIDE.divide(ntd, self._vocabulary.factor(money_unit))
        return f"{self.number(printed)} {money_unit}"

    def money(self, ntd: Decimal) -> str:
        """An amount in a reader's unit: `約 5,870 萬元`, `NT$58.7 million`."""
        if self.code == "en":
            if ntd < _MILLION:
                return f"NT${self.number(ntd)}"
            return f"NT${self.number(_significant(WIDE.divide(ntd, _MILLION), 3))} million"
        big = ntd >= _HUNDRED_MILLION
        exact = WIDE.divide(ntd, _HUNDRED_MILLION if big else _TEN_THOUSAND)
        shown = _significant(exact, 4 if exact >= 1000 else 3)
        about = "" if shown == exact else "約 "
        return f"{about}{self.number(shown)} {'億元' if big else '萬元'}"

    def day(self, day: dt.date) -> str:
        """`115 年 11 月 21 日（2026-11-21）`; `21 November 2026`."""
        if self.code == "zh":
            return f"{day.year - ROC_OFFSET} 年 {day.month} 月 {day.day} 日（{day.isoformat()}）"
        return f"{day.day} {_months('wide', 'en')[day.month]} {day.year}"

    def month_day(self, day: dt.date) -> str:
        """A day of a year that is told elsewhere: `11 月 21 日`, `21 Nov`."""
        if self.code == "zh":
            return f"{day.month} 月 {day.day} 日"
        return f"{day.day} {_months('abbreviated', 'en')[day.month]}"

    def year(self, year: int) -> str:
        """A Gregorian year in both calendars: `民國 109 年（2020）`, `2020 (ROC 109)`."""
        roc = year - ROC_OFFSET
        return f"民國 {roc} 年（{year}）" if self.code == "zh" else f"{year} (ROC {roc})"

    def short_year(self, year: int) -> str:
        """A Gregorian year as this language's readers count: `109`, `2020`."""
        return str(year - ROC_OFFSET) if self.code == "zh" else str(year)

    def plan_year(self, year: int) -> str:
        """A year that stands by itself and says what it is: `109 年度`, `Year 2020`."""
        return f"{year - ROC_OFFSET} 年度" if self.code == "zh" else f"Year {year}"

    def ordinal(self, number: Decimal) -> str:
        """A place in a ranking: `3`, `3rd`."""
        shown = self.number(number)
        if self.code == "zh" or number != number.to_integral_value():
            return shown
        teen = number % 100 in (11, 12, 13)
        ending = {1: "st", 2: "nd", 3: "rd"}.get(int(number % 10), "th")
        return f"{shown}{'th' if teen else ending}"

    def period(self, period: Period) -> str:
        """A plan period in both calendars: `民國 108 至 111 年（2019–2022）`."""
        if period.first_year == period.last_year:
            return self.year(period.first_year)
        first, last = period.first_year, period.last_year
        if self.code == "zh":
            return f"民國 {first - ROC_OFFSET} 至 {last - ROC_OFFSET} 年（{first}–{last}）"
        return f"{first}–{last} (ROC {first - ROC_OFFSET}–{last - ROC_OFFSET})"

    def short_period(self, period: Period) -> str:
        """`109 年度`, `108 至 111 年度`; `2020`, `2019–2022`."""
        first, last = period.first_year, period.last_year
        if self.code == "en":
            return str(first) if first == last else f"{first}–{last}"
        roc = str(first - ROC_OFFSET)
        return f"{roc} 年度" if first == last else f"{roc} 至 {last - ROC_OFFSET} 年度"

    def months(self, schedule: Schedule) -> str:
        """`1 月－12 月`, `Jan–Dec`; an open end says so, and so do words in place of months."""
        if schedule.first is None:
            return self.word("schedule.no-months")
        names = _months("abbreviated", self._locale)
        first: str = names[schedule.first.month]
        if schedule.last is None:
            return self.word("schedule.from", month=first)
        last: str = names[schedule.last.month]
        if self.code == "zh":
            first, last = first.replace("月", " 月"), last.replace("月", " 月")
        if (schedule.first.year, first) == (schedule.last.year, last):
            return first
        return f"{first}－{last}" if self.code == "zh" else f"{first}–{last}"


@cache
def _months(width: Literal["wide", "abbreviated"], locale: str) -> Mapping[int, str]:
    return get_month_names(width, locale=locale)


# The same figures stand on many pages.
@lru_cache(maxsize=1 << 14)
def _written(value: str, locale: str) -> str:
    with localcontext(WIDE):  # a total has more digits than the usual arithmetic keeps
        return format_decimal(Decimal(value), format="#,##0.##########", locale=locale)


def _significant(value: Decimal, figures: int) -> Decimal:
    """`value` rounded half up to a number of significant figures."""
    places = figures - 1 - value.adjusted()
    rounded = round_to(value, places)
    return round_to(rounded, 0) if rounded == rounded.to_integral() else rounded.normalize()
