"""The number that a line begins with, as a document prints it: 壹、 一、 （一） 1. 貳-二(一)."""

import re
from dataclasses import dataclass

from generator.numerals import Refused, western_number

_LEGAL, _COUNTING = "壹貳參叁肆伍陸柒捌玖拾", "一二三四五六七八九十"
_ONE = f"(?:[{_LEGAL}]{{1,3}}|[{_COUNTING}]{{1,3}}|[0-9０-９]{{1,2}})"
_LEADING = re.compile(
    rf"\s*(?:(?P<bare>{_ONE}(?:-{_ONE})*)(?:[、﹑：:\t\u3000]|[.．](?![0-9０-９]))"
    rf"|(?P<closed>(?:{_ONE}(?:-{_ONE})*)?[(（]{_ONE}[)）])[、﹑.．]?)\s*"
)


@dataclass(frozen=True)
class Leading:
    """A line's number as printed, its last figure, the kind of numbering, and the text behind it.

    `mark`: the number with its sign, as it stands in the line.
    """

    number: str
    value: int
    shape: tuple[str, str]
    text: str
    mark: str


def read_leading(line: str) -> Leading | None:
    """The number that a line begins with, if any."""
    match = _LEADING.match(line)
    if match is None:
        return None
    number = match["bare"] or match["closed"]
    try:
        value = int(western_number(number.replace("叁", "參")).rpartition("-")[2])
    except Refused:
        return None
    last = number.rstrip(")）")[-1]
    kind = "legal" if last in _LEGAL else "counting" if last in _COUNTING else "figure"
    shape = ("bare" if match["bare"] else "closed", kind)
    return Leading(number, value, shape, line[match.end() :].strip(), match[0].strip())
