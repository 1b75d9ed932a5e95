"""What can go wrong in the data: a rule, a place, what was found and what was expected.

Knows how a problem is worded and ordered. Knows no rule and no file.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.rulebook.ids import RuleId
from generator.rulebook.rule import Severity as Severity
from generator.rulebook.rule import Words as Words

PathStep = str | int


@dataclass(frozen=True, order=True)
class Place:
    """Where: file (relative, `/` between folders), line and column from 1, path in the record.

    `draft`: in the text that was to become the file, which was not written.
    """

    file: str
    line: int = 1
    column: int = 1
    path: tuple[PathStep, ...] = field(default=(), compare=False)
    draft: bool = False


_MOST = 300
_DRAFT = ("（草稿，未寫入）", " (draft, not written)")


def printable(text: str) -> str:
    """Text safe to show in a terminal: what is not printable is written as an escape."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def _one_line(said: str) -> str:
    return printable(said if len(said) <= _MOST else f"{said[: _MOST - 1]}…")


@dataclass(frozen=True)
class Problem:
    """One problem; `found` and `expected` are pairs (Chinese, English)."""

    place: Place
    rule: RuleId
    found: tuple[str, str]
    expected: tuple[str, str]
    severity: Severity = "error"

    def render(self, language: str = "zh") -> str:
        """`file:line:column: rule: what was found; what was expected`, in one line."""
        draft = _DRAFT[0 if language == "zh" else 1] if self.place.draft else ""
        place = f"{self.place.file}{draft}:{self.place.line}:{self.place.column}"
        return f"{place}: {self.rule}: {self.says(language)}"

    def says(self, language: str = "zh") -> str:
        """`what was found; what was expected`, in one line."""
        index, between = (0, "；") if language == "zh" else (1, "; ")
        return f"{_one_line(self.found[index])}{between}{_one_line(self.expected[index])}"

    def as_json(self) -> dict[str, object]:
        """The problem for programs, both languages."""
        return {
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "path": list(self.place.path),
            "rule": self.rule,
            "severity": self.severity,
            "found": {"zh": self.found[0], "en": self.found[1]},
            "expected": {"zh": self.expected[0], "en": self.expected[1]},
        }


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By place, then rule, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda p: (p.place, p.rule, p.found)))


class ProblemsError(Exception):
    """The one error a user is shown without a traceback: every problem of every file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sort_problems(problems)
        # The argument is what a worker process sends back to rebuild the error.
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(problem.render("en") for problem in self.problems)
