"""Questions and answers against their plan: items, days, and no personal data.

Knows a plan and the places of one file.
"""

import re
from collections.abc import Iterator, Mapping

from generator.audit import RULES
from generator.document import Document, Path
from generator.fields import Text
from generator.model import Plan
from generator.numbering import check_once
from generator.participation import Participation, Question
from generator.personal_data import find_personal_data
from generator.problems import Problem
from generator.rulebook.ids import RuleId

Words = tuple[str, str]

# Where a rule sees several things, the second is `finding-<rule>-2`.
_NUMBERED = re.compile(r"-(?:[2-9]|[1-9][0-9]+)$")


def check_participation(
    published: Participation, plan: Plan, document: Document
) -> Iterator[Problem]:
    """Everything that is wrong in a plan's published questions."""
    known = _known_items(plan)
    for i, question in enumerate(published.questions):
        path: Path = ("questions", i)
        yield from _check_item(question, known, document, path)
        yield from _check_days(question, document, path)
        for key, text, open_ in (
            ("question", question.question, True),
            ("answer", question.answer, False),
            ("changed", question.changed, False),
            ("by", question.by, False),
        ):
            yield from check_private(text, document, (*path, key), asked=open_)
    yield from _check_numbers(published, document)


def _problem(
    document: Document, path: Path, rule: RuleId, found: Words, expected: Words
) -> Problem:
    return Problem(document.place(document.find(path)[0]), rule, found, expected)


def _known_items(plan: Plan) -> Mapping[str, frozenset[str]]:
    """By the key that names an item: the ids of that kind.

    A finding may be gone by now, since the plan's record was corrected; its rule is enough.
    """
    return {
        "goal": frozenset(goal.id for goal in plan.goals),
        "measure": frozenset(measure.id for _, measure in plan.measures),
        "kpi": frozenset(kpi.id for kpi in plan.kpis),
        "line": frozenset(line.id for line in plan.budget),
        "finding": frozenset(f"finding-{rule.name}" for rule in RULES),
    }


def _check_item(
    question: Question, known: Mapping[str, frozenset[str]], document: Document, path: Path
) -> Iterator[Problem]:
    """It is about one item of this plan, or about the plan."""
    if len(question.named) > 1:
        yield _problem(
            document, path, "question-item",
            (f"寫了 {len(question.named)} 個項目", f"{len(question.named)} items are named"),
            ("goal、measure、kpi、line、finding 只寫一個；問整份計畫則都不寫",
             "name one of goal, measure, kpi, line, finding; none where the whole plan is meant"),
        )  # fmt: skip
        return
    item = _NUMBERED.sub("", question.item or "") if question.finding else question.item
    for key, ids in known.items():
        if getattr(question, key) and item not in ids:
            name = question.named[0]
            yield _problem(
                document, (*path, key), "unknown-reference",
                (f"「{name}」不是這份計畫的項目", f"“{name}” is no item of this plan"),
                ("請照計畫的項次填寫；finding 寫檢視規則的代碼",
                 "write the number as the plan prints it; for a finding the code of its rule"),
            )  # fmt: skip


def _check_days(question: Question, document: Document, path: Path) -> Iterator[Problem]:
    asked, answered = question.asked, question.answered
    if answered and answered < asked:
        yield _problem(
            document, (*path, "answered"), "answer-early",
            (f"{answered} 答覆，早於提問的 {asked}", f"answered on {answered}, before it was asked on {asked}"),
            ("請改正 asked 或 answered", "correct asked or answered"),
        )  # fmt: skip
    if question.due and question.due < asked:
        yield _problem(
            document, (*path, "due"), "due-early",
            (f"答覆期限 {question.due} 早於提問的 {asked}", f"due on {question.due}, before it was asked on {asked}"),
            ("請改正 asked 或 due", "correct asked or due"),
        )  # fmt: skip
    if (answered is None) != (question.answer is None):
        missing = "answer" if answered else "answered"
        yield _problem(
            document, path, "missing-key",
            (f"寫了{'答覆日' if answered else '答覆'}，沒有「{missing}」",
             f"there is {'a day of the answer' if answered else 'an answer'} and no “{missing}”"),
            ("answered 與 answer 請一起寫；尚未答覆則都不寫",
             "write answered and answer together, or neither while there is no answer"),
        )  # fmt: skip
    elif answered is None and (question.changed or question.by):
        yield _problem(
            document, path, "missing-key",
            ("沒有答覆，卻寫了 by 或 changed", "there is by or changed, and no answer"),
            ("請補上 answered 與 answer，或刪去", "add answered and answer, or leave it out"),
        )  # fmt: skip


def check_private(
    text: Text | None, document: Document, path: Path, *, asked: bool
) -> Iterator[Problem]:
    """Personal data stops the build; the message does not repeat it.

    An office may name its own telephone and address in an answer, nobody else's.
    """
    for key, said in (("zh", text.zh), ("en", text.en)) if text else ():
        for private in find_personal_data(said or ""):
            if asked or private.everywhere:
                yield _problem(
                    document, (*path, key), "personal-data",
                    (f"文字裡有{private.name[0]}", f"the text holds {private.name[1]}"),
                    ("公開前請刪去，改寫成不指明個人的說法；原文若已在版本紀錄，請先清除",
                     "take it out and say it without naming a person; if it was committed, clean the history first"),
                )  # fmt: skip


def _check_numbers(published: Participation, document: Document) -> Iterator[Problem]:
    """A number is an address: it stands once."""
    yield from check_once(
        ((("questions", i, "number"), one.id) for i, one in enumerate(published.questions)),
        document,
    )
