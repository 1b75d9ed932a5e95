"""Calendars: ROC years, plan periods and month ranges.

ROC year = Gregorian year - 1911. Knows nothing of today: an as-of date is always handed in.
"""

import datetime as dt
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass

from generator.numerals import Refused

ROC_OFFSET = 1911
_EARLIEST, _LATEST = 1, 200  # ROC years a plan can bear


def gregorian(roc_year: int) -> int:
    """ROC year to Gregorian year; raises `Refused` outside ROC 1 to 200."""
    if not _EARLIEST <= roc_year <= _LATEST:
        raise Refused(
            found=(f"民國 {roc_year} 年", f"ROC year {roc_year}"),
            expected=("年份應在民國 1 至 200 年之間", "a ROC year from 1 to 200 is expected"),
        )
    return roc_year + ROC_OFFSET


@dataclass(frozen=True)
class Period:
    """The years a plan covers, Gregorian, both ends included."""

    printed: str
    first_year: int
    last_year: int

    @property
    def years(self) -> tuple[int, ...]:
        """Every year of the period, Gregorian."""
        return tuple(range(self.first_year, self.last_year + 1))

    @property
    def end(self) -> dt.date:
        """The last day of the period."""
        return dt.date(self.last_year, 12, 31)

    def is_over(self, as_of: dt.date) -> bool:
        """Whether the whole period lies before the as-of date."""
        return as_of > self.end


_PERIOD = re.compile(r"(?P<first>[0-9]{2,3})(?:年?(?:至|-|~)(?P<last>[0-9]{2,3}))?(?:年度?)?")


def parse_period(printed: str) -> Period:
    """Read `109`, `109年`, `109年度`, `108-111` or `108至111年度`. Raises `Refused`."""
    match = _PERIOD.fullmatch(unicodedata.normalize("NFKC", printed).strip())
    if match is None:
        raise Refused(
            found=(f"「{printed}」不是計畫期間", f"“{printed}” is not a plan period"),
            expected=(
                "請寫民國年，例如 109 或 108-111",
                "write ROC years, e.g. 109 or 108-111",
            ),
        )
    first = gregorian(int(match["first"]))
    last = gregorian(int(match["last"])) if match["last"] else first
    if last < first:
        raise Refused(
            found=(f"「{printed}」起年晚於迄年", f"“{printed}” ends before it begins"),
            expected=("起年應早於或等於迄年", "the first year must not be after the last"),
        )
    return Period(printed=printed, first_year=first, last_year=last)


@dataclass(frozen=True)
class Month:
    """A month of the Gregorian calendar."""

    year: int
    month: int

    @property
    def iso(self) -> str:
        """`2020-03`."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def last_day(self) -> dt.date:
        """The last day of the month."""
        return dt.date(self.year, self.month, monthrange(self.year, self.month)[1])


@dataclass(frozen=True)
class Schedule:
    """A printed month range such as `109.01-12`. `last` is `None` for an open end (`109.03-`),
    `first` too where words stand in place of months (`經常辦理`)."""

    printed: str
    first: Month | None
    last: Month | None

    def whole_years(self, period: Period) -> bool:
        """Whether it runs from the first month of a period to its last."""
        return (self.first, self.last) == (
            Month(period.first_year, 1),
            Month(period.last_year, 12),
        )


_SCHEDULE = re.compile(
    r"(?P<year>[0-9]{2,3})\.(?P<first>[0-9]{2})-(?:(?:(?P<last_year>[0-9]{2,3})\.)?(?P<last>[0-9]{2}))?"
)

# What stands in the column of schedules in place of months, and gives no completion time.
_STANDING = re.compile(
    r"(?:經常性?|隨時|不定期|持續性?|常態性?|常年|全年度?|[視依](?:實際|業務)?需要)(?:辦理|執行|推動|實施)?"
)


def parse_schedule(printed: str) -> Schedule:
    """Read `109.01-12`, `109.11-110.02`, `109.03-` (open end). One month is `109.10-10`.

    Words such as `經常辦理` are a schedule without months. A bare `109.10` is refused: it cannot be
    told from a number. Raises `Refused`.
    """
    text = unicodedata.normalize("NFKC", printed).strip()
    if _STANDING.fullmatch(text):
        return Schedule(printed=printed, first=None, last=None)
    match = _SCHEDULE.fullmatch(text)
    if match is None:
        raise Refused(
            found=(f"「{printed}」不是月份區間", f"“{printed}” is not a month range"),
            expected=(
                "請寫區間，例如 109.01-12；單一月份寫 109.10-10",
                "write a range, e.g. 109.01-12; a single month is 109.10-10",
            ),
        )
    year = gregorian(int(match["year"]))
    first = _month(printed, year, int(match["first"]))
    if not match["last"]:
        return Schedule(printed=printed, first=first, last=None)
    last_year = gregorian(int(match["last_year"])) if match["last_year"] else year
    last = _month(printed, last_year, int(match["last"]))
    if (last.year, last.month) < (first.year, first.month):
        raise Refused(
            found=(f"「{printed}」起月晚於迄月", f"“{printed}” ends before it begins"),
            expected=("起月應早於或等於迄月", "the first month must not be after the last"),
        )
    return Schedule(printed=printed, first=first, last=last)


def _month(printed: str, year: int, month: int) -> Month:
    if not 1 <= month <= 12:
        raise Refused(
            found=(f"「{printed}」有第 {month} 月", f"“{printed}” names month {month}"),
            expected=("月份應為 01 至 12", "months run from 01 to 12"),
        )
    return Month(year=year, month=month)
