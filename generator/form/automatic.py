"""Automatic numbers of lists, which stand in a file as a rule and not as text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

_COUNTING, _LEGAL = "〇一二三四五六七八九", "零壹貳參肆伍陸柒捌玖"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(value: int, *, digits: str = _COUNTING, ten: str = "十") -> str:
    """1 to 99 in Chinese numerals: 十, 十二, 二十."""
    tens, ones = divmod(value, 10)
    leading = ("" if tens == 1 else digits[tens]) + ten if tens else ""
    return leading + (digits[ones] if ones or not tens else "")


def _legal(value: int) -> str:
    return chinese(value, digits=_LEGAL, ten="拾")


# How a list counts, by the name that each format gives it. What is not here cannot be read.
COUNTS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalFullWidth": lambda value: str(value).translate(_WIDE),
    "decimalFullWidth2": lambda value: str(value).translate(_WIDE),
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": chinese,
    "ideographLegalTraditional": _legal,
    "japaneseLegal": _legal,
    "1": str,
    "１, ２, ３, ...": lambda value: str(value).translate(_WIDE),
    "一, 二, 三, ...": chinese,
    "壹, 貳, 參, ...": _legal,
    "壹, 貳, 叁, ...": _legal,
}
_LARGEST = 99


@dataclass(frozen=True)
class Level:
    """A level of a list: how it counts, its text around the figure (`%1、`), its first value."""

    count: str
    text: str
    start: int = 1
    indent: int = 0


@dataclass
class Counter:
    """The numbers of one list so far, level by level."""

    values: dict[int, int] = field(default_factory=dict)

    def next(self, level: int, levels: Mapping[int, Level]) -> str | None:
        """The next number of a level as text; `None` where the list counts in a way not known."""
        start = levels[level].start
        self.values[level] = self.values.get(level, start - 1) + 1
        for deeper in [one for one in self.values if one > level]:
            del self.values[deeper]
        text = levels[level].text
        for one in sorted(levels):
            mark = f"%{one + 1}"
            if mark not in text:
                continue
            value = self.values.get(one, levels[one].start)
            count = COUNTS.get(levels[one].count)
            if count is None or not 0 <= value <= _LARGEST:
                return None
            text = text.replace(mark, count(value))
        return text
