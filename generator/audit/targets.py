"""Rules about targets and indicators."""

import unicodedata
from collections.abc import Iterator

from generator.audit.finding import Seen, both
from generator.model import Plan
from generator.numerals import western_number
from generator.vocabulary import Vocabulary


def no_kpi(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """A policy plan without an indicator."""
    if plan.kind == "annual-policy-plan" and not plan.kpis:
        yield Seen(
            (),
            both(
                "本文件未列績效指標與目標值，可能另載。",
                "This document lists no performance indicators and no targets; they may stand elsewhere.",
            ),
        )


def target_flat(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Indicators whose target is the same in every year of a plan over several years."""
    flat = [
        kpi
        for kpi in plan.kpis
        if len(kpi.targets) > 1
        and all(target.figure for target in kpi.targets)
        and len({target.figure.value for target in kpi.targets if target.figure}) == 1
    ]
    if not flat:
        return
    years = len(plan.period.years)
    steps = "；".join(
        f"{kpi.number}：{'、'.join(target.printed.replace(' ', '') for target in kpi.targets)}"
        for kpi in flat
    )
    yield Seen(
        tuple(kpi.id for kpi in flat),
        both(
            f"{len(plan.kpis)} 項指標中有 {len(flat)} 項的目標值 {years} 年都相同。",
            f"{len(flat)} of {len(plan.kpis)} indicators have the same target in all {years} years.",
        ),
        both(steps, steps.replace("：", ": ").replace("、", ", ").replace("；", "; ")),
    )


def target_outside_table(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """A countable target that stands in an item's words while the plan has an indicator table."""
    if not plan.kpis:
        return
    stated = [(measure.id, target) for _, measure in plan.measures for target in measure.targets]
    for item in plan.work_items:
        stated += [(item.point_id(p), target) for p in item.points for target in p.targets]
    for id_, target in stated:
        yield Seen(
            (id_,),
            both(
                f"「{target.text.zh}」是可以計數的目標，但不在績效指標表內。",
                f"“{target.text.en or target.text.zh}” can be counted, and stands outside the table of indicators.",
            ),
        )


def unit_elsewhere(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Targets printed without a unit, which only the measurement standard carries."""
    kpis = [
        kpi
        for kpi in plan.kpis
        if kpi.unit and any(target.figure and target.figure.unit is None for target in kpi.targets)
    ]
    if kpis:
        yield Seen(
            tuple(kpi.id for kpi in kpis),
            both(
                f"{len(kpis)} 項指標的目標值只印數字，單位要看「衡量標準」欄。",
                f"The targets of {len(kpis)} indicators are printed as bare numbers; their unit stands in the measurement standard.",
            ),
        )


def strategy_without_kpi(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """Strategies that no goal of the indicator table carries on."""
    without = [strategy for strategy in plan.strategies if not strategy.goals]
    if not plan.kpis or not without:
        return
    numbers_zh = "、".join(strategy.number for strategy in without)
    yield Seen(
        tuple(strategy.id for strategy in without),
        both(
            f"{len(plan.strategies)} 項策略中，{numbers_zh} 在關鍵績效指標表沒有對應的指標。策略與指標的對應是本站的解讀。",
            f"Of {len(plan.strategies)} strategies, {numbers_zh.replace('、', ', ')} have no indicator in the table. Which indicator belongs to which strategy is our reading.",
        ),
    )


def formula_conflict(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """An indicator's formula that the goal's own explanation words differently."""
    goals = {goal.id: goal for goal in plan.goals}
    for kpi in plan.kpis:
        goal = goals.get(kpi.goal_id)
        if goal is None or kpi.formula is None:
            continue
        formula = unicodedata.normalize("NFKC", kpi.formula.zh).replace(" ", "")
        told = next((paragraph.zh for paragraph in goal.details if "分子：" in paragraph.zh), None)
        if told is None or "÷2)÷" not in formula or "÷" in told:
            continue
        yield Seen(
            (kpi.id, goal.id),
            both(
                "指標表的公式把臨時人員數除以 2 再相加，目標的說明寫分子時沒有除以 2。兩處不同，本站都照印。",
                "The table's formula divides the temporary staff by 2 before adding; the goal's own account of the numerator does not. Both are shown as printed.",
            ),
            both(f"{kpi.formula.zh}　／　{told}", f"{kpi.formula.zh} / {told}"),
        )


def scoring_gap(plan: Plan, _: Vocabulary) -> Iterator[Seen]:
    """A scoring rule that leaves a year or a case open."""
    for table in plan.scoring:
        open_rows = [row for row in table.rows if row.years is None]
        # Reaching the target in a year says nothing of that year's own points unless it is listed.
        unscored = sorted(
            row.reached for row in table.rows if row.years and row.reached not in row.years
        )
        if not open_rows and not unscored:
            continue
        points = "、".join(row.points.printed for row in open_rows)
        years = "、".join(str(year - 1911) for year in unscored)
        zh = [f"得 {points} 分的情形沒有說明是哪一年的分數"] if open_rows else []
        en = [f"for {points.replace('、', ' and ')} points it names no year"] if open_rows else []
        if unscored:
            zh.append(f"{years} 年本身如何計分沒有說明")
            roc = " and ".join(str(year) for year in unscored)
            en.append(f"for {roc} themselves it says nothing")
        kpi = next(kpi for kpi in plan.kpis if kpi.id == western_number(table.kpi))
        if kpi.formula and "新增" in kpi.formula.zh:
            zh.append("沒有新增員額時如何計分也沒有說明")
            en.append("for a unit without new posts it says nothing either")
        yield Seen(
            (kpi.id,),
            both(
                f"計分說明有沒交代的地方：{'；'.join(zh)}。",
                f"The scoring rule leaves gaps: {'; '.join(en)}.",
            ),
        )
