"""Rules of the 109 form (填表說明), for plans made on that form only.

What the form advises is stated beside what the document does; it is no fault of the office.
"""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.audit.finding import Seen, both
from generator.model import Plan
from generator.problems import PathStep, Words
from generator.vocabulary import Vocabulary

FORM = "109"
MONEY_UNIT = "千元"
NONE = "無"


@dataclass(frozen=True)
class Contradiction:
    """A place where a plan on the form contradicts the form or itself: the ids of its items, where it
    stands in the file, what is there and what the form asks."""

    items: tuple[str, ...]
    path: tuple[PathStep, ...]
    found: Words
    expected: Words


Look = Callable[[Plan], Iterator[Contradiction]]


def schedules_outside(plan: Plan) -> Iterator[Contradiction]:
    """Rule 3: a measure whose months all lie before or after the plan's years."""
    for i, goal in enumerate(plan.goals):
        for j, measure in enumerate(goal.measures):
            schedule = measure.schedule
            if schedule is None or schedule.first is None:
                continue
            ends = schedule.last.year if schedule.last else plan.period.last_year
            if schedule.first.year > plan.period.last_year or ends < plan.period.first_year:
                yield Contradiction(
                    (measure.id,), ("goals", i, "measures", j, "schedule"),
                    (f"作法 {goal.number}-{measure.number} 的預定進度 {schedule.printed} 不在計畫期間 {plan.period.printed}",
                     f"measure {goal.number}-{measure.number} is scheduled for {schedule.printed}, outside the plan's period {plan.period.printed}"),
                    ("填表說明第 3 點：預定進度應有階段進度及完成時限；請改正月份", "rule 3 of the form asks for stages and a completion time: correct the months"),
                )  # fmt: skip


def none_beside_items(plan: Plan) -> Iterator[Contradiction]:
    """Rule 5: 無 stands where there is no performance item, not beside one."""
    for i, goal in enumerate(plan.goals):
        for j, measure in enumerate(goal.measures):
            said = [
                unicodedata.normalize("NFKC", p.text.zh).strip("。 ")
                for p in measure.performance_items
            ]
            if NONE in said and len(set(said)) > 1:
                yield Contradiction(
                    (measure.id,), ("goals", i, "measures", j, "performance_items"),
                    (f"作法 {goal.number}-{measure.number} 的績效對應項目填了「無」，又填了其他項目",
                     f"measure {goal.number}-{measure.number} says 無 (none) beside other performance items"),
                    ("填表說明第 5 點：無對應項目者填「無」；請擇一", "rule 5 of the form: 無 stands where there is none; keep one of them"),
                )  # fmt: skip


def other_money_unit(plan: Plan) -> Iterator[Contradiction]:
    """Rule 6: estimates are in NT$ thousand."""
    estimated = tuple(measure.id for _, measure in plan.measures if measure.estimate)
    if estimated and plan.money_unit != MONEY_UNIT:
        yield Contradiction(
            estimated, ("money_unit",),
            (f"估列經費的單位是「{plan.money_unit}」", f"estimates are in “{plan.money_unit}”"),
            (f"填表說明第 6 點：單位為新臺幣{MONEY_UNIT}；請換算或改正單位", "rule 6 of the form: the unit is NT$ thousand; convert them or correct the unit"),
        )  # fmt: skip


def contradicts(look: Look) -> Callable[[Plan, Vocabulary], Iterator[Seen]]:
    """The same as a finding about a published plan, one for each kind."""

    def seen(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
        found = tuple(look(plan)) if plan.form == FORM else ()
        for one in found:
            rule = one.expected[0].partition("；")[0], one.expected[1].partition(";")[0]
            text = both(
                f"{one.found[0]}。{rule[0]}。", f"{_capital(one.found[1])}. {_capital(rule[1])}."
            )
            yield Seen(one.items, text)

    return seen


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def schedule_words(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Rule 3: the schedule column avoids words such as 經常辦理."""
    if plan.form != FORM:
        return
    worded = [m for _, m in plan.measures if m.schedule and m.schedule.first is None]
    if worded:
        printed = dict.fromkeys(m.schedule.printed for m in worded if m.schedule)
        zh, en = "」、「".join(printed), "”, “".join(printed)
        yield Seen(
            tuple(measure.id for measure in worded),
            both(
                f"{len(worded)} 項作法的預定進度寫「{zh}」，沒有月份。填表說明第 3 點：避免使用「經常辦理」等不確定概念。",
                f"The schedule column of {len(worded)} measures says “{en}” and gives no months. Rule 3 of the form: avoid uncertain terms such as “handled regularly”.",
            ),
        )


def schedule_whole_period(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Rule 3: the schedule column gives stages and a completion time."""
    if plan.form != FORM:
        return
    scheduled = [measure for _, measure in plan.measures if measure.schedule]
    whole = [
        measure
        for measure in scheduled
        if measure.schedule and measure.schedule.whole_years(plan.period)
    ]
    if not whole:
        return
    printed = whole[0].schedule.printed if whole[0].schedule else ""
    yield Seen(
        tuple(measure.id for measure in whole),
        both(
            f"{len(scheduled)} 項作法中有 {len(whole)} 項排定全年（{printed}）。填表說明第 3 點：「預定進度」應預估階段進度及完成時限。其中包括受理陳情等經常性業務，這類業務排定全年並非缺失。",
            f"{len(whole)} of {len(scheduled)} measures run all year ({printed}). Rule 3 of the form asks the schedule column for stages and a completion time. Standing duties such as handling petitions are among them; for these it is no fault.",
        ),
    )


def performance_item_missing(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Rule 5: a measure may name a performance item, or 無, or an explanation."""
    if plan.form != FORM:
        return
    measures = [measure for _, measure in plan.measures]
    without = [measure for measure in measures if not measure.performance_items]
    if not without:
        return
    yield Seen(
        tuple(measure.id for measure in without),
        both(
            f"{len(measures)} 項作法中有 {len(without)} 項沒有提列績效對應項目，也都沒有填「無」。填表說明第 5 點：無對應項目者「得」填「無」或敘明，並非必填。",
            f"{len(without)} of {len(measures)} measures name no performance item, and none prints 無 (none). Rule 5 of the form says one may write 無 or explain; it does not demand it.",
        ),
    )


def category_label(plan: Plan, vocabulary: Vocabulary) -> Iterator[Seen]:
    """Rule 4: the categories that the form lists; shorter labels are shown as printed."""
    if plan.form != FORM:
        return
    listed = {category.label.zh for category in vocabulary.categories.values()}
    used = {measure.category for _, measure in plan.measures if measure.category}
    shorter = {label for label in used if label not in listed}
    if not shorter:
        return
    pairs = []
    for category in vocabulary.categories.values():
        pairs += [(label, category.label.zh) for label in category.printed if label in shorter]
    zh = "、".join(f"{label}（{full}）" for label, full in pairs)
    en = ", ".join(f"{label} for {full}" for label, full in pairs)
    yield Seen(
        tuple(measure.id for _, measure in plan.measures if measure.category in shorter),
        both(
            f"業務類別用的名稱比填表說明第 4 點所列的短：{zh}。本站照印，並歸入對應的類別。",
            f"The category labels are shorter than those rule 4 of the form lists: {en}. They are shown as printed and filed under the category they stand for.",
        ),
    )
