"""Interface words: each key used exists, each key is used, both languages take the same values."""

import re
from pathlib import Path
from string import Formatter

from generator.source import load_site

ROOT = Path(__file__).resolve().parent.parent
# Keys that are put together from a code: every code's key must exist and counts as used.
BUILT = (
    *("holds.", "kpi-kind.", "direction.", "state.", "stage.", "clock.", "qualifier.", "part."),
    *("change.", "document-rules.", "rules.", "value.", "tone.", "told.", "follow."),
    *("breakdown.by-", "consulted.", "outcome."),
    *("meeting.state-", "meeting.since-", "agenda.", "pack.chapter-"),
    *("dictionary.type-", "offer.headings-", "verify."),
    *("since.kind-", "since.term-", "since.title-", "since.from-"),
    *(
        "check.asks-",
        "check.says-",
        "check.short-",
        "check.part-",
        "check.from-",
        "check.grade-",
        "check.near-",
    ),
)
OVERVIEW = (
    "accessibility",
    "agencies",
    "api",
    "check",
    "committees",
    "compare",
    "consultations",
    "data",
    "dictionary",
    "glossary",
    "search",
    "sitemap",
    "verify",
)
CALLS = re.compile(r"""(?:\bt|word|phrase)\(\s*['"]([a-z0-9.-]+)['"]""")
PAIRS = re.compile(r"""\(\s*"((?:card|fact|lede)\.[a-z-]+)",""")


def _used() -> set[str]:
    keys = set()
    for folder, pattern in (("generator", "*.py"), ("generator/templates", "*.html")):
        for path in (ROOT / folder).rglob(pattern):
            text = path.read_text(encoding="utf-8")
            keys |= {key for key in CALLS.findall(text) if not key.endswith(".")}
            keys |= set(PAIRS.findall(text))
            keys |= set(
                re.findall(r"""word\(\s*["']((?:fact|value)\.[a-z]+)["'] if \w+ else ["']""", text)
            )
            keys |= set(re.findall(r"""else ["']((?:fact|rules)\.[a-z]+)["']\)""", text))
    for folder in ("theme_overrides",):
        for path in (ROOT / folder).rglob("*.html"):
            text = path.read_text(encoding="utf-8")
            keys |= set(re.findall(r"""words?(?:\[|\(|\.get\()\s*['"]([a-z0-9.-]+)['"]""", text))
    return keys | {f"{page}.{part}" for page in OVERVIEW for part in ("title", "description")}


def test_every_key_used_exists_and_every_key_is_used():
    strings = load_site(ROOT / "data").strings
    used = _used()
    assert sorted(used - set(strings)) == []
    unused = {key for key in set(strings) - used if not key.startswith(BUILT)}
    assert sorted(unused) == []


def test_both_languages_take_the_same_values():
    for key, phrase in load_site(ROOT / "data").strings.items():
        fields = [
            {name for _, name, _, _ in Formatter().parse(form) if name}
            for form in (phrase.zh, phrase.en, phrase.en_one or phrase.en)
        ]
        assert fields[0] >= fields[2] and fields[0] == fields[1], key
