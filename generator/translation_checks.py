"""A file's English against its Chinese: figures and dates, titles of statutes, and its age.

Knows values and places, no record. Which figures agree is in `translated_figures`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from generator.document import Document, Path, Value
from generator.fields import is_english
from generator.personal_data import look_through
from generator.problems import Problem
from generator.rulebook.ids import RuleId
from generator.rulebook.translation import TRANSLATION
from generator.translated_figures import compare_figures
from generator.translations import Made
from generator.vocabulary import Glossary, Term

_RULES = {rule.id: rule for rule in TRANSLATION}
_STATUTE = re.compile("(?:法|條例|辦法|公約)$")
_SPACE = re.compile(r"\s+")
Words = tuple[str, str]
# The files that a folder is known by, whose texts need no file named.
_OWN = frozenset({"agency", "plan", "participation", "committee"})
# What to do about each.
_ADVICE: Mapping[str, Words] = {
    "translation-stale": ("請改英文；英文仍正確時，執行 translations accept 加上這個位置", "change the English; where it still holds, run translations accept with this path"),
    "translation-figures": ("請讓兩種語文的數字與日期相同", "tell the same figures and dates in both languages"),
    "translation-statute": ("請用 glossary.yml 的官方英譯", "use the official title of glossary.yml"),
}  # fmt: skip


def statutes_of(glossary: Glossary) -> tuple[Term, ...]:
    """Statutes with an official English title, longest first."""
    found = (
        term for term in glossary.terms if term.status == "official" and _STATUTE.search(term.zh)
    )
    return tuple(sorted(found, key=lambda term: -len(term.zh)))


def check_translation(document: Document, statutes: Iterable[Term]) -> Iterator[Problem]:
    """English that tells other figures than its Chinese, or names a statute otherwise than the law."""
    known = tuple((term, _ways(term.en)) for term in statutes)
    for path, zh, en in _pairs(document.value, ()):
        missing, added = compare_figures(zh, en)
        if missing or added:
            said = _differing(missing, added)
            if any(look_through([zh, en])):  # a message repeats no telephone
                said = ("中文與英文的數字不同", "the figures of the two languages differ")
            yield _problem(document, path, "translation-figures", said)
        plain = _SPACE.sub(" ", en).casefold()
        for term, ways in known:
            if term.zh in zh and not any(way in plain for way in ways):
                yield _problem(
                    document, path, "translation-statute",
                    (f"「{term.zh}」的官方英譯是 {term.en}", f"“{term.zh}” has the official title {term.en}"),
                )  # fmt: skip


def text_prefix(file: str) -> str:
    """What stands before the path of a text in messages and commands, by its file below the folder of
    `translations.yml`: nothing in the folder's own files, `resolutions/3-2.` in another."""
    name = file.removesuffix(".yml")
    return "" if name in _OWN else f"{name}."


def check_age(document: Document, made: Made, prefix: str = "") -> Iterator[Problem]:
    """English that stayed as it was when its Chinese was changed."""
    for path, zh, en in _pairs(document.value, ()):
        if made.standing(zh, en) == "stale":
            where = prefix + ".".join(map(str, path))
            yield _problem(
                document, path, "translation-stale",
                (f"中文改過，英文沒有改〔{where}〕", f"the Chinese was changed and the English was not [{where}]"),
            )  # fmt: skip


def text_paths(value: Value, prefix: str = "") -> dict[str, tuple[str, str]]:
    """`goals.0.text` -> Chinese and English, of every text that has both."""
    return {prefix + ".".join(map(str, path)): (zh, en) for path, zh, en in _pairs(value, ())}


def _problem(document: Document, path: Path, id_: RuleId, found: Words) -> Problem:
    rule = _RULES[id_]
    return Problem(document.place((*path, "en")), id_, found, _ADVICE[id_], rule.severity)


def _differing(missing: tuple[str, ...], added: tuple[str, ...]) -> Words:
    zh, en = [], []
    if missing:
        shown = "、".join(one.strip() for one in missing)
        zh.append(f"中文的 {shown} 英文沒有")
        en.append(f"the English lacks {shown.replace('、', ', ')}")
    if added:
        zh.append(f"英文的 {'、'.join(added)} 中文沒有")
        en.append(f"the Chinese lacks {', '.join(added)}")
    return "；".join(zh), "; ".join(en)


def _ways(title: str) -> tuple[str, ...]:
    """How a title may be written: `Convention against X (CAX)` also as `CAX`."""
    full, _, short = title.partition(" (")
    return tuple(way.casefold() for way in (full, short.rstrip(")")) if way)


def _pairs(value: Value, path: Path) -> Iterator[tuple[Path, str, str]]:
    """Every text that stands in both languages."""
    if isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from _pairs(item, (*path, i))
    elif isinstance(value, dict):
        zh, en = value.get("zh"), value.get("en")
        if isinstance(zh, str) and isinstance(en, str) and is_english(en):
            yield path, zh, en
        for key, item in value.items():
            yield from _pairs(item, (*path, key))
