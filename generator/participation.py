"""What people asked about a plan and what they were told.

Frozen records, as published by the office. Knows no plan and no file.
"""

from generator.fields import Day, Line, Number, Record, Text
from generator.numerals import western_number


class Question(Record):
    """A question from the public, in words that name no person.

    One of `goal`, `measure` (`壹-3`), `kpi`, `line` and `finding` (its rule, with `-2` for the rule's
    second) names what it is about; without any of them it is about the plan as a whole. `due`: the day the office said it would
    answer by, without it the rule of site.yml holds, if it has one; `by`: who answered; `changed`: what was changed because of it.
    """

    number: Number
    goal: Number | None = None
    measure: Number | None = None
    kpi: Number | None = None
    line: Number | None = None
    finding: Line | None = None
    asked: Day
    question: Text
    due: Day | None = None
    answered: Day | None = None
    answer: Text | None = None
    by: Text | None = None
    changed: Text | None = None

    @property
    def id(self) -> str:
        """`q3`: the address within the page of the plan's questions."""
        return f"q{western_number(self.number)}"

    @property
    def named(self) -> tuple[str, ...]:
        """Everything it names, as written; one at most in data that holds."""
        names = (self.goal, self.measure, self.kpi, self.line, self.finding)
        return tuple(name for name in names if name)

    @property
    def item(self) -> str | None:
        """The id of what it is about: `g1`, `g1-3`, `5-1`, `b2`, `finding-…`; `None`: the plan."""
        if self.kpi:
            return western_number(self.kpi)
        if self.finding:
            return f"finding-{self.finding}"
        if self.line:
            return f"b{western_number(self.line)}"
        number = self.goal or self.measure
        return f"g{western_number(number)}" if number else None


class Participation(Record):
    """participation.yml: the published questions of one plan."""

    questions: tuple[Question, ...] = ()


NOTHING_ASKED = Participation()
