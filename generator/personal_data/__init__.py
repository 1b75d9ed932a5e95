"""What nobody may publish of a person, and what points at one: found in texts. Pure.

`find_personal_data` for what the public asked, where every form of personal data counts;
`look_through` for what an office writes itself.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from generator.personal_data import cases
from generator.personal_data.forms import (
    KINDS,
    PROVIDERS,
    Private,
    find_personal_data,
    read_plainly,
)
from generator.personal_data.identity import is_identity_number
from generator.personal_data.late import LatePattern
from generator.personal_data.likely import (
    BANK,
    BIRTH,
    BIRTH_SIGN,
    MESSENGER,
    MESSENGER_SIGN,
    PASSPORT,
    PLATE,
    PLATE_SIGN,
    cards,
)
from generator.personal_data.names import (
    ENGLISH_SIGN,
    MASKED,
    MAYBE_ENGLISH,
    MAYBE_NAMED,
    NAMED,
    NAMED_ENGLISH,
    NO_PERSON,
    ONE_NAME,
    ROLE_SIGN,
)
from generator.personal_data.rosters import ROSTER, ROSTER_SIGN
from generator.personal_data.sentences import (
    OPEN_CASE,
    OPEN_SIGN,
    SENSITIVE_SIGN,
    WEAKNESS,
    WEAKNESS_SIGN,
    small_counts,
)
from generator.rulebook.ids import RuleId

__all__ = ["Private", "Seen", "are_names", "find_personal_data", "look_through"]

_PROVIDERS = re.compile(PROVIDERS, re.IGNORECASE)
# A line of an office: named as one, or with an extension, and not said to be somebody's.
_SOMEBODYS = re.compile(r"[人家宅生士姐者君員民其]電話[^\d一-鿿]{0,4}$")
_OFFICE_BEFORE = re.compile(
    r"(?:專線|傳真|總機|電話|fax|hotline|switchboard)[^\d一-鿿]{0,4}$", re.IGNORECASE
)
_OFFICE_BEHIND = re.compile(r"\s?(?:轉|分機|#|ext)[\s.:]{0,2}\d", re.IGNORECASE)


@dataclass(frozen=True)
class Seen:
    """Something that may expose a person: the rule it breaks, its words in one way of writing.

    `count`: how many a small count told of; `None` for everything else.
    """

    rule: RuleId
    words: str
    count: int | None = None


def look_through(texts: Sequence[str]) -> Iterator[tuple[int, Seen]]:
    """Everything in the texts that may expose a person, with the place of its text in the list.

    Quick signs, in small letters, are looked for in all texts at once; few texts have one.
    """
    whole = read_plainly("\n".join(text.replace("\n", " ") for text in texts))
    parts, starts = whole.split("\n"), [0]
    for part in parts:
        starts.append(starts[-1] + len(part) + 1)
    whole = _CAPITALS.sub(lambda found: found[0].lower(), whole)
    for sign, look in _LOOKS:
        signed = {bisect_right(starts, found.start()) - 1 for found in sign.finditer(whole)}
        for index in sorted(signed):
            yield from ((index, seen) for seen in look(parts[index]))


def _plain(rule: RuleId, pattern: re.Pattern[str] | LatePattern) -> Callable[[str], Iterator[Seen]]:
    return lambda text: (Seen(rule, found[0]) for found in pattern.finditer(text))


def _phones(text: str) -> Iterator[Seen]:
    for found in _FORMS["phone"].find(text):
        before = text[max(0, found.start() - 12) : found.start()]
        office = _OFFICE_BEFORE.search(before) or _OFFICE_BEHIND.match(text, found.end())
        if not office or _SOMEBODYS.search(before):
            yield Seen("privacy-phone", found[0])


def _identities(text: str) -> Iterator[Seen]:
    for found in _FORMS["identity"].find(text):
        certain = is_identity_number(re.sub("[^A-Za-z0-9]", "", found[0]))
        yield Seen("privacy-identity" if certain else "privacy-identity-like", found[0])


def _mailboxes(text: str) -> Iterator[Seen]:
    for found in _FORMS["email"].find(text):
        own = _PROVIDERS.search(found[0])
        yield Seen("privacy-email-personal" if own else "privacy-email", found[0])


def _cards(text: str) -> Iterator[Seen]:
    return (Seen("privacy-card", words) for words in cards(text))


def _names(certain: LatePattern, likely: LatePattern) -> Callable[[str], Iterator[Seen]]:
    """Certain ones, and likely ones where nothing is certain."""

    def look(text: str) -> Iterator[Seen]:
        sure = [Seen("privacy-name", found[0]) for found in certain.finditer(text)]
        yield from sure or (Seen("privacy-name-like", found[0]) for found in likely.finditer(text))

    return look


def _counts(text: str) -> Iterator[Seen]:
    return (Seen("privacy-small-count", words, count) for words, count in small_counts(text))


# Signs are in small letters, which is much faster than to ignore case.
_CAPITALS = re.compile("[A-Z]+")
_LONGEST_NAME = 40
_FORMS = {kind.code: kind for kind in KINDS}
# What every text with something of the kind matches, and how to look for it.
_LOOKS: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[Seen]]], ...] = (
    (_FORMS["mobile"].sign, _plain("privacy-mobile", _FORMS["mobile"].pattern)),
    (_FORMS["phone"].sign, _phones),
    (_FORMS["case"].sign, _plain("privacy-case-number", _FORMS["case"].pattern)),
    (cases.SIGN, _plain("privacy-case-like", cases.CASE_LIKE)),
    (_FORMS["address"].sign, _plain("privacy-address", _FORMS["address"].pattern)),
    (_FORMS["identity"].sign, _identities),
    (_FORMS["email"].sign, _mailboxes),
    (_FORMS["phone"].sign, _plain("privacy-identity-like", PASSPORT)),
    (_FORMS["phone"].sign, _plain("privacy-bank", BANK)),
    (_FORMS["phone"].sign, _cards),
    (BIRTH_SIGN, _plain("privacy-birth", BIRTH)),
    (PLATE_SIGN, _plain("privacy-plate", PLATE)),
    (MESSENGER_SIGN, _plain("privacy-messenger", MESSENGER)),
    (ROLE_SIGN, _names(NAMED, MAYBE_NAMED)),
    (ROLE_SIGN, _plain("privacy-name-masked", MASKED)),
    (ENGLISH_SIGN, _names(NAMED_ENGLISH, MAYBE_ENGLISH)),
    (ROSTER_SIGN, _plain("privacy-roster", ROSTER)),
    (OPEN_SIGN, _plain("privacy-open-case", OPEN_CASE)),
    (WEAKNESS_SIGN, _plain("privacy-weakness", WEAKNESS)),
    (SENSITIVE_SIGN, _counts),
)


def are_names(texts: Sequence[str]) -> bool:
    """Whether a list of three texts or more is a list of persons' names and nothing else."""
    if len(texts) < 3 or any(len(text) > _LONGEST_NAME for text in texts):
        return False
    plain = [read_plainly(text).strip() for text in texts]
    return all(ONE_NAME.fullmatch(text) and not NO_PERSON.search(text) for text in plain)
