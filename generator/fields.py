"""The fields records are made of: typed figures, dates and bilingual text.

Each printed form is read by our own parser before pydantic sees it, since pydantic would take
`1_000` or `1e3` for a number. Dumped, a record is the plain values that its file holds. Knows no
record of a plan.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    PlainSerializer,
    PlainValidator,
    PrivateAttr,
    StringConstraints,
    WithJsonSchema,
)

from generator.numerals import MOST_DIGITS, Figure, Refused, parse_figure, western_number
from generator.periods import (
    ROC_OFFSET,
    Period,
    Schedule,
    gregorian,
    parse_period,
    parse_schedule,
)

T = TypeVar("T")


def refuse(kind: tuple[str, str], value: object) -> Refused:
    """A refusal by the kind of value that was expected; an example in it is said once."""
    plain = kind[0].partition("，例如")[0], kind[1].partition(", e.g.")[0]
    return Refused(
        found=(f"「{value}」不是{plain[0]}", f"“{value}” is not {plain[1]}"),
        expected=(f"請寫{kind[0]}", f"write {kind[1]}"),
    )


def _from_text(parse: Callable[[str], T], kind: tuple[str, str]) -> Callable[[object], T]:
    def read(value: object) -> T:
        if not isinstance(value, str):
            raise refuse(kind, value)
        return parse(value)

    return read


def _parse_whole(printed: str) -> int:
    if not (printed.isascii() and printed.isdecimal()):
        raise refuse(("整數", "a whole number"), printed)
    if len(printed) > MOST_DIGITS:
        raise Refused(
            found=(f"「{printed}」位數太多", f"“{printed}” has too many digits"),
            expected=(f"整數最多 {MOST_DIGITS} 位", f"at most {MOST_DIGITS} digits"),
        )
    return int(printed)


_DAY = ("西元日期，例如 2026-11-21", "a date, e.g. 2026-11-21")


@lru_cache(maxsize=1 << 10)
def _parse_day(printed: str) -> dt.date:
    try:
        return dt.datetime.strptime(printed, "%Y-%m-%d").date()
    except ValueError:
        raise refuse(_DAY, printed) from None


def _check_number(printed: str) -> str:
    western_number(printed)
    return printed


# As it stands in the file.
_AS_PRINTED = PlainSerializer(lambda read: read.printed)
# Editors read a plain `50` as a number, the loader as text: the schema takes both.
PRINTED_SCHEMA = {"type": ["string", "number"]}
Line = Annotated[str, StringConstraints(min_length=1, strict=True)]
# The name of a part of a formula or of a theme, for the data alone; people see a bilingual name.
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$", strict=True)]
# The name of an office's or a plan's folder.
Folder = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$", strict=True)]
# A file that the site hands on as it is: nothing that a browser would run, no name that leads elsewhere.
FILE_KINDS = ("pdf", "docx", "odt", "xlsx", "ods", "csv", "txt")
FILE_NAME = rf"^[a-z0-9][a-z0-9-]{{0,79}}\.({'|'.join(FILE_KINDS)})$"
FileName = Annotated[str, StringConstraints(pattern=FILE_NAME, strict=True)]
Number = Annotated[Line, AfterValidator(_check_number), WithJsonSchema(PRINTED_SCHEMA)]
Printed = Annotated[
    Figure,
    PlainValidator(_from_text(parse_figure, ("印出的數字", "a printed figure"))),
    _AS_PRINTED,
    WithJsonSchema(PRINTED_SCHEMA),
]
Years = Annotated[
    Period,
    PlainValidator(_from_text(parse_period, ("民國年，例如 109", "ROC years, e.g. 109"))),
    _AS_PRINTED,
    WithJsonSchema(PRINTED_SCHEMA),
]
Months = Annotated[
    Schedule,
    PlainValidator(
        _from_text(parse_schedule, ("月份區間，例如 109.01-12", "a month range, e.g. 109.01-12"))
    ),
    _AS_PRINTED,
    WithJsonSchema(PRINTED_SCHEMA),
]
Whole = Annotated[
    int,
    PlainValidator(_from_text(_parse_whole, ("整數", "a whole number"))),
    PlainSerializer(str),
    WithJsonSchema({"type": "integer"}),
]
RocYear = Annotated[
    int,
    PlainValidator(
        _from_text(lambda text: gregorian(_parse_whole(text)), ("民國年", "an ROC year"))
    ),
    PlainSerializer(lambda year: str(year - ROC_OFFSET)),
    WithJsonSchema({"type": ["integer", "string"]}),
]
Day = Annotated[
    dt.date,
    PlainValidator(_from_text(_parse_day, _DAY)),
    PlainSerializer(dt.date.isoformat),
    WithJsonSchema({"type": "string", "format": "date"}),
]


@dataclass(frozen=True)
class Due:
    """Figures as of `as_of` are due on `due`."""

    as_of: dt.date
    due: dt.date


def _parse_days(value: object) -> tuple[Due, ...]:
    kind = (
        "截至日與期限，由早到晚，例如 2026-06-30: 2026-07-20",
        "as-of days with due days, earliest first, e.g. 2026-06-30: 2026-07-20",
    )
    if not isinstance(value, dict) or not value:
        raise refuse(kind, value)
    days = tuple(Due(_parse_day(str(as_of)), _parse_day(str(due))) for as_of, due in value.items())
    if list(days) != sorted(days, key=lambda day: day.as_of) or any(d.due < d.as_of for d in days):
        raise refuse(kind, "、".join(map(str, value)))
    return days


Days = Annotated[
    tuple[Due, ...],
    PlainValidator(_parse_days),
    PlainSerializer(lambda days: {day.as_of.isoformat(): day.due.isoformat() for day in days}),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
]
# A code that editors may read as a number, such as the form `109`.
Code = Annotated[Line, WithJsonSchema(PRINTED_SCHEMA)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$", strict=True)]


class Record(BaseModel):
    """Base of all records: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_LETTER = re.compile("[A-Za-z]")


def is_english(written: str) -> bool:
    """Whether an English text is English, and not Chinese copied into its place: no more Han
    characters than letters. A printed form that is quoted stands among English words."""
    return written.isascii() or len(_HAN.findall(written)) <= len(_LETTER.findall(written))


class Text(Record):
    """A text in both languages. Chinese is the record; `en` is `None` until it is translated."""

    zh: Line
    en: Line | None = None
    _stale: bool = PrivateAttr(default=False)

    @property
    def stale(self) -> bool:
        """Whether the Chinese has changed since the English was made."""
        return self._stale

    def mark_stale(self) -> None:
        """Say that the English is older than the Chinese; for who reads the records alone."""
        self._stale = True


def bilingual_texts(value: object) -> Iterator[Text]:
    """Every text of a record, of the records in it, and of collections of them."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from bilingual_texts(getattr(value, name))
    elif isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from bilingual_texts(item)
