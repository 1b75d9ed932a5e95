"""Printed numbers: figures with their unit, and the numbering of items.

Knows how Taiwan's plans print numbers (half and full width, CJK numerals, `58,696`,
`12.5%`, `130 案`). Knows nothing of plans, money or dates.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache


class Refused(ValueError):
    """A printed text that cannot be read, with what was found and what was expected.

    `found` and `expected` are pairs (Chinese, English), so that the loader can say it in either
    language and add the place.
    """

    def __init__(self, *, found: tuple[str, str], expected: tuple[str, str]) -> None:
        super().__init__(f"{found[1]}; {expected[1]}")
        self.found = found
        self.expected = expected


@dataclass(frozen=True)
class Figure:
    """A printed figure: the text as it stands in the document, its value and its unit.

    `unit` is the printed unit after NFKC (`案`, `%`), or `None` where none stands beside the
    figure. An absent figure is `None` in its record, never a zero.
    """

    printed: str
    value: Decimal
    unit: str | None = None


# No office counts further; the arithmetic stays exact within these bounds.
MOST_DIGITS, _MOST_PLACES = 15, 8
WIDE = Context(prec=200)


def round_to(value: Decimal, places: int, mode: str = ROUND_HALF_UP) -> Decimal:
    """`value` rounded to a number of decimal places, whatever its size."""
    return value.quantize(Decimal(1).scaleb(-places), mode, WIDE)


_FIGURE = re.compile(
    r"(?P<number>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?) ?(?P<unit>[^0-9.,_\s+\-][^0-9_]*)?"
)


def parse_figure(printed: str) -> Figure:
    """Read a printed figure such as `58,696`, `130 案`, `40.7%` or `100﹪`.

    Full-width forms are read through NFKC; the printed form is kept. Signs, exponents,
    underscores and digits of other scripts are refused, since no document prints them.

    Raises `Refused`.
    """
    text = unicodedata.normalize("NFKC", printed).strip()
    match = _FIGURE.fullmatch(text)
    # NFKC also folds ² and ① into digits, which are no figures: only digit forms may be folded.
    if match is None or any(unicodedata.category(letter) == "No" for letter in printed):
        raise Refused(
            found=(f"「{printed}」不是印出的數字", f"“{printed}” is not a printed figure"),
            expected=(
                "請照文件寫數字，可帶千分位與單位，例如 58,696、130 案、12.5%",
                "write the figure as the document prints it, e.g. 58,696, 130 案 or 12.5%",
            ),
        )
    whole, _, places = match["number"].replace(",", "").partition(".")
    if len(whole) > MOST_DIGITS or len(places) > _MOST_PLACES:
        raise Refused(
            found=(f"「{printed}」位數太多", f"“{printed}” has too many digits"),
            expected=(
                f"整數最多 {MOST_DIGITS} 位，小數最多 {_MOST_PLACES} 位",
                f"at most {MOST_DIGITS} digits before and {_MOST_PLACES} after the point",
            ),
        )
    unit = (match["unit"] or "").strip() or None
    return Figure(printed=printed, value=Decimal(match["number"].replace(",", "")), unit=unit)


_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    c: i for i, c in enumerate("零壹貳參肆伍陸柒捌玖")
}
_TENS = "十拾"
_CJK_RUN = re.compile(f"[{''.join(_DIGITS)}{_TENS}]+")
_NUMBER = re.compile(r"[0-9]+(?:-[0-9]+)*")


def _cjk_value(run: str) -> str:
    """`十二` -> `12`; a run without 十 is read digit by digit."""
    run = run.replace("拾", "十")
    if "十" not in run:
        return "".join(str(_DIGITS[c]) for c in run)
    tens, _, ones = run.partition("十")
    return str((_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0))


# The numbers of a plan's items are asked for again and again.
@lru_cache(maxsize=1 << 12)
def western_number(printed: str) -> str:
    """Printed numbering in Western digits, for ids: `壹` -> `1`, `貳-二(一)` -> `2-2-1`, `5(1)` -> `5-1`.

    Raises `Refused` where the text holds anything but numerals, hyphens and parentheses.
    """
    text = unicodedata.normalize("NFKC", printed)
    try:
        text = _CJK_RUN.sub(lambda run: _cjk_value(run[0]), text)
    except (KeyError, ValueError):
        text = ""
    text = text.replace("(", "-").replace(")", "").strip("-.、")
    if not _NUMBER.fullmatch(text):
        raise Refused(
            found=(f"「{printed}」不是項次", f"“{printed}” is not an item number"),
            expected=(
                "請寫文件印出的項次，例如 壹、三、5(1)、貳-二(一)",
                "write the printed number, e.g. 壹, 三, 5(1), 貳-二(一)",
            ),
        )
    return text
