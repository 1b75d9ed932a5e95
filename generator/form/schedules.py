"""Month ranges as offices write them (109年1月至12月, 109.1~12), in the form that a plan takes."""

import calendar
import re
import unicodedata

from generator.numerals import Refused
from generator.periods import ROC_OFFSET, parse_schedule

_TO = re.compile("[~〜∼‐‑–—−至到]+")
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_CHINESE = re.compile(f"[{''.join(_DIGITS)}十百]+(?=[年月日])")
_MONTH = r"(?:(?:民國)?(?P<year{0}>[0-9]{{2,3}})[年./])?(?P<month{0}>[0-9]{{1,2}})(?:月份?|(?=[-.底止起]|$))(?:[.]?(?P<day{0}>[0-9]{{1,2}})日?)?[底止]?"
_RANGE = re.compile(f"{_MONTH.format(1)}(?:(?P<open>起|-)|-{_MONTH.format(2)})?")
_ADVICE = (
    "請寫月份區間，例如 109.01-12；單一月份寫 109.10-10",
    "write a range of months, e.g. 109.01-12; a single month is 109.10-10",
)


def read_schedule(text: str, years: tuple[int, ...]) -> tuple[str, bool]:
    """A schedule in the form that a plan takes, and whether it says the very same.

    What a plan takes as it is stays as it is. `years`: those of the plan, Gregorian; months without
    a year are of a plan's one year, which is a reading. Raises `Refused`.
    """
    try:
        parse_schedule(text)
        return text, True
    except Refused:
        pass
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    plain = _TO.sub("-", _CHINESE.sub(lambda run: str(_value(run[0])), plain))
    match = _RANGE.fullmatch(plain.removesuffix("辦理"))
    if match is None or not (match["year1"] or len(years) == 1):
        raise _refused(text)
    first_year = int(match["year1"] or years[0] - ROC_OFFSET)
    first, last = int(match["month1"]), match["month2"]
    if match["open"]:
        written = f"{first_year}.{first:02}-"
    elif last is None:
        written = f"{first_year}.{first:02}-{first:02}"
    else:
        end = f"{match['year2']}." if match["year2"] and int(match["year2"]) != first_year else ""
        written = f"{first_year}.{first:02}-{end}{int(last):02}"
    parse_schedule(written)
    if not _whole_months(match, first_year):
        raise _refused(text)
    # `109.10` may be a month or a number, 10月底 a deadline; a month without a year was given one.
    one_month = last is None and not match["open"]
    sure = not one_month or plain.endswith("月")
    return written, bool(match["year1"]) and sure


def _refused(text: str) -> Refused:
    return Refused(found=(f"「{text}」不是月份區間", f"“{text}” is not a range of months"), expected=_ADVICE)  # fmt: skip


def _value(run: str) -> int:
    """一百零九, 一〇九 and 十二 as figures."""
    if not {"十", "百"} & set(run):
        return int("".join(str(_DIGITS[letter]) for letter in run))
    hundreds, _, rest = run.rpartition("百")
    tens, has_tens, ones = rest.rpartition("十")
    total = (_digit(hundreds) or 1) * 100 if "百" in run else 0
    return total + ((_digit(tens) or 1) * 10 if has_tens else 0) + _digit(ones)


def _digit(text: str) -> int:
    return _DIGITS.get(text.lstrip("零〇○"), 0)


def _whole_months(match: re.Match[str], year: int) -> bool:
    """Days are lost in a range of months, but for the first day of one and the last of another."""
    if match["day1"] and (int(match["day1"]) != 1 or not match["day2"]):
        return False
    if not match["day2"]:
        return True
    end = int(match["year2"] or year) + ROC_OFFSET
    return int(match["day2"]) == calendar.monthrange(end, int(match["month2"]))[1]
