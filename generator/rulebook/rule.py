"""One rule of the checks."""

from dataclasses import dataclass

from generator.problems import Severity

Words = tuple[str, str]


@dataclass(frozen=True)
class Rule:
    """A rule: `id` as a problem names it, what it asks, why, and who says so.

    Words are pairs (Chinese, English). `source`: the law, the form's numbered rule, the standard, or
    this project's own decision.
    """

    id: str
    severity: Severity
    asks: Words
    reason: Words
    source: Words
