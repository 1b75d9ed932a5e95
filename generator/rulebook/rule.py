"""One rule of the checks."""

from dataclasses import dataclass
from typing import Literal

from generator.rulebook.ids import RuleId

Severity = Literal["error", "warning", "note"]  # stops a build; to be looked at; to be known
Words = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """A rule: `id` as a problem names it, what it asks, why, and who says so.

    Words are pairs (Chinese, English). `source`: the law, the form's numbered rule, the standard, or
    this project's own decision.
    """

    id: RuleId
    severity: Severity
    asks: Words
    reason: Words
    source: Words
