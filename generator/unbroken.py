"""Dates in a page's HTML that a line must not break.

Works on finished HTML of our own templates: what a reader sees as text gets a `span`, attributes,
titles, scripts and drawings are left alone. A date in both calendars may break between the two.
"""

import re
from collections.abc import Iterator

from generator.language import Code

_LEFT_ALONE = re.compile(
    r"<(?P<name>title|script|style|textarea|option|svg|text|code)\b.*?</(?P=name)>", re.DOTALL
)
# Each begins with one set of letters, which the search skips to; what stands before is asked after.
_ISO = r"(?<=\d)(?<![\w-]\d)\d{3}-\d{2}-\d{2}(?![\w-])"
_DAYS = {
    "zh": r"[\d（](?:(?<=\d)\d{1,3} 年 \d{1,2} 月 \d{1,2} 日|(?<=（)\d{4}-\d{2}-\d{2}）"
    rf"|{_ISO})",
    "en": r"\d(?:(?<!\w\d)\d? (?:January|February|March|April|May|June|July|August|September"
    rf"|October|November|December) \d{{4}}\b|{_ISO})",
}
# Our templates escape both brackets in what they are given: what reaches a `>` first is in a tag.
_PATTERNS = {code: re.compile(f"(?:{days})(?![^<>]*>)") for code, days in _DAYS.items()}


def keep_days(html: str, code: Code) -> str:
    """`html` with each date of the language in a `span` that does not break."""
    return "".join(_parts(html, _PATTERNS[code]))


def _whole(day: re.Match[str]) -> str:
    return f'<span class="day">{day[0]}</span>'


def _parts(html: str, days: re.Pattern[str]) -> Iterator[str]:
    at = 0
    for apart in _LEFT_ALONE.finditer(html):
        yield days.sub(_whole, html[at : apart.start()])
        yield apart[0]
        at = apart.end()
    yield days.sub(_whole, html[at:])
