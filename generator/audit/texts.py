"""Rules about words: texts that differ, characters that were mended, English that is missing."""

import re
from collections.abc import Iterator

from generator.audit.finding import Seen, both
from generator.fields import bilingual_texts, is_english
from generator.model import Plan
from generator.vocabulary import Vocabulary

_TRIVIAL = re.compile(r"[\s:：、。]")


def goal_text_differs(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """A goal that the plan words otherwise among its priorities, under the same number."""
    goals = {goal.id: goal for goal in plan.goals}
    differing = []
    for priority in plan.priorities:
        if priority.goal is None:
            continue
        goal = next((g for g in goals.values() if g.number == priority.goal), None)
        if goal and _TRIVIAL.sub("", goal.text.zh) != _TRIVIAL.sub("", priority.text.zh):
            differing.append((goal, priority))
    if not differing:
        return
    working = "；".join(
        f"{goal.number}：「{goal.text.zh}」／「{priority.text.zh}」" for goal, priority in differing
    )
    yield Seen(
        tuple(id_ for goal, priority in differing for id_ in (goal.id, priority.id)),
        both(
            f"{len(differing)} 個目標在施政重點與指標表的文字不同。",
            f"{len(differing)} goals are worded differently among the priorities and in the table of indicators."
            if len(differing) > 1
            else "1 goal is worded differently among the priorities and in the table of indicators.",
        ),
        both(working, working),
    )


def text_normalised(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Compatibility characters of the copy that were replaced on transcribing."""
    count = sum(source.normalised_characters for source in plan.sources)
    if count:
        yield Seen(
            (),
            both(
                f"本站持有的文字檔有 {count} 個相容字，已依 NFC 換成標準字；字形與意思不變。",
                f"The text copy held here had {count} compatibility characters; they were replaced by the standard ones (NFC). Shape and meaning are the same.",
            ),
        )


def translation_missing(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Texts without English, or with Chinese in its place."""
    texts = list(bilingual_texts(plan))
    missing = sum(1 for text in texts if not (text.en and is_english(text.en)))
    if missing:
        yield Seen(
            (),
            both(
                f"{len(texts)} 段文字中有 {missing} 段尚未翻譯，英文頁顯示中文並加註。",
                f"{missing} of {len(texts)} texts are not yet translated; the English pages show the Chinese and say so.",
            ),
        )
