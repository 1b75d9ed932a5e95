"""Findings about a published document: named rules over one plan.

A rule states what it sees, neutrally and with its working; nothing here blocks or scores.
"""

from generator.audit import arithmetic, form, targets, texts
from generator.audit.finding import Finding, Rule, both
from generator.model import Plan
from generator.vocabulary import Vocabulary

__all__ = ["RULES", "Finding", "Rule", "audit_plan"]

RULES: tuple[Rule, ...] = (
    Rule("weights-total", "finding", both("權重合計不是 100%", "Weights do not add up to 100 %"), arithmetic.weights_total),
    Rule("budget-total", "finding", both("預算各筆與合計不符", "Budget lines and total differ"), arithmetic.budget_total),
    Rule("budget-no-total", "finding", both("經費沒有合計", "No printed total"), arithmetic.budget_no_total),
    Rule("budget-undivided", "finding", both("一筆預算涵蓋多項", "One amount for several items"), arithmetic.budget_undivided),
    Rule("budget-line-one-table-only", "finding", both("只列在一張表的預算", "A line in one table only"), arithmetic.budget_line_one_table_only),
    Rule("budget-dominant-line", "finding", both("一筆預算占絕大部分", "One line is nearly all"), arithmetic.budget_dominant_line),
    Rule("schedule-whole-period", "advice", both("排定全年", "Scheduled all year"), form.schedule_whole_period),
    Rule("performance-item-missing", "advice", both("沒有績效對應項目", "No performance item"), form.performance_item_missing),
    Rule("category-label", "advice", both("業務類別的名稱", "Category labels"), form.category_label),
    Rule("no-kpi", "finding", both("沒有績效指標", "No indicator"), targets.no_kpi),
    Rule("target-flat", "finding", both("各年目標相同", "Same target every year"), targets.target_flat),
    Rule("target-outside-table", "finding", both("指標表以外的目標", "A target outside the table"), targets.target_outside_table),
    Rule("unit-elsewhere", "finding", both("單位不在數字旁", "Unit not beside the figure"), targets.unit_elsewhere),
    Rule("strategy-without-kpi", "finding", both("沒有指標的策略", "A strategy without indicator"), targets.strategy_without_kpi),
    Rule("formula-conflict", "finding", both("公式兩處不同", "Two forms of one formula"), targets.formula_conflict),
    Rule("scoring-gap", "finding", both("計分說明的缺口", "Gaps in the scoring rule"), targets.scoring_gap),
    Rule("goal-text-differs", "finding", both("目標的文字不同", "Goal worded differently"), texts.goal_text_differs),
    Rule("text-normalised", "note", both("換過的字元", "Characters replaced"), texts.text_normalised),
    Rule("translation-missing", "note", both("尚未翻譯", "Not yet translated"), texts.translation_missing),
)  # fmt: skip


def audit_plan(plan: Plan, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Every finding about one plan, in the order of the rules."""
    basis = plan.sources[0].basis
    return tuple(
        Finding(rule.name, rule.severity, basis, seen.items, seen.text, seen.working)
        for rule in RULES
        for seen in rule.look(plan, vocabulary)
    )
