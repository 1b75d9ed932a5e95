"""What a finding and a rule are."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from generator.fields import Text
from generator.model import Plan
from generator.vocabulary import Vocabulary

Severity = Literal["finding", "advice", "note"]
Basis = Literal["copy", "original", "fictional"]


@dataclass(frozen=True)
class Finding:
    """Something seen in a published document, stated neutrally. It never blocks.

    `id`: the rule's name, with `-2`, `-3` behind it where the rule sees more than one thing;
    `items`: ids within the plan (`g1-3`, `5-1`, `b2`); `working`: the arithmetic in full.
    """

    id: str
    rule: str
    severity: Severity
    basis: Basis
    items: tuple[str, ...]
    text: Text
    working: Text | None = None

    @property
    def anchor(self) -> str:
        """`finding-target-flat`: its address within the plan's page."""
        return f"finding-{self.id}"


@dataclass(frozen=True)
class Seen:
    """What a rule returns: items, words and working; the rule's name and basis are added."""

    items: tuple[str, ...]
    text: Text
    working: Text | None = None


@dataclass(frozen=True)
class Rule:
    """A named rule: what it looks for (`title`, and `says` in a sentence), how grave it is, and the
    function that looks. `each`: it finds several things, each known by the first item it names;
    without it, one thing of the plan as a whole."""

    name: str
    severity: Severity
    title: Text
    says: Text
    look: Callable[[Plan, Vocabulary], Iterator[Seen]]
    each: bool = False


def both(zh: str, en: str) -> Text:
    """A text in both languages."""
    return Text(zh=zh, en=en)
