"""Dates in a page's HTML that a line must not break.

Works on finished HTML of our own templates: what a reader sees as text gets a `span`, attributes,
titles, scripts and drawings are left alone. A date in both calendars may break between the two.
"""

import re

from generator.language import Code

_LEFT_ALONE = (
    r"<(?P<name>title|script|style|textarea|option|svg|text|code)\b.*?</(?P=name)>|<[^>]*>"
)
_ISO = r"(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])"
_DAYS = {
    "zh": r"\d{2,4} 年 \d{1,2} 月 \d{1,2} 日|（\d{4}-\d{2}-\d{2}）",
    "en": r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December) \d{4}\b",
}
_PATTERNS = {
    code: re.compile(f"(?P<tag>{_LEFT_ALONE})|(?P<day>{days}|{_ISO})", re.DOTALL)
    for code, days in _DAYS.items()
}


def _whole(match: re.Match[str]) -> str:
    return match["tag"] or f'<span class="day">{match["day"]}</span>'


def keep_days(html: str, code: Code) -> str:
    """`html` with each date of the language in a `span` that does not break."""
    return _PATTERNS[code].sub(_whole, html)
