"""Rules of the 109 form (填表說明), for plans made on that form only.

What the form advises is stated beside what the document does; it is no fault of the office.
"""

from collections.abc import Iterator

from generator.audit.finding import Seen, both
from generator.model import Plan
from generator.vocabulary import Vocabulary

FORM = "109"


def schedule_whole_period(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Rule 3: the schedule column gives stages and a completion time."""
    if plan.form != FORM:
        return
    scheduled = [measure for _, measure in plan.measures if measure.schedule]
    whole = [
        measure
        for measure in scheduled
        if measure.schedule
        and (measure.schedule.first.year, measure.schedule.first.month)
        == (plan.period.first_year, 1)
        and measure.schedule.last
        and (measure.schedule.last.year, measure.schedule.last.month) == (plan.period.last_year, 12)
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
