"""Exceptions from the rules of privacy: what may stay, why, and who decided.

Frozen records of exceptions.yml. Knows no text: an exception holds the hash of the words it is for,
so that it lapses when they change and does not repeat them.
"""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from generator.fields import Day, Line, Record, Text
from generator.numerals import Refused
from generator.rulebook.privacy import PRIVACY

_KNOWN = tuple(
    rule.id for rule in PRIVACY if rule.id.startswith("privacy-") and rule.severity != "note"
)


def _check_rule(written: str) -> str:
    if written not in _KNOWN:
        raise Refused(
            found=(f"「{written}」", f"“{written}”"),
            expected=("請寫隱私規則的代碼：" + "、".join(_KNOWN), "write a rule of privacy: " + ", ".join(_KNOWN)),
        )  # fmt: skip
    return written


class Excepted(Record):
    """One thing that may stay.

    `file`: below the data folder, or a page below `content/`; `path`: the field, as `check` tells it;
    `text`: the code of the words, as `check` tells it; `decided_by`: an office, no person.
    """

    rule: Annotated[Line, AfterValidator(_check_rule)]
    file: Line
    path: Line
    text: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$", strict=True)]
    reason: Text
    decided_by: Text
    date: Day

    @property
    def is_for_page(self) -> bool:
        """Whether it is for a hand-written page."""
        return self.file.startswith("content/")


class Exceptions(Record):
    """exceptions.yml: everything that was looked at and may stay."""

    exceptions: tuple[Excepted, ...] = ()


NO_EXCEPTIONS = Exceptions()
