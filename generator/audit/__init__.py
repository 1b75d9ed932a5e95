"""Findings about a published document: named rules over one plan.

A rule states what it sees, neutrally and with its working; nothing here blocks or scores.
"""

from collections.abc import Iterable, Mapping

from generator.audit import arithmetic, form, targets, texts
from generator.audit.finding import Finding, Rule, both
from generator.model import Plan
from generator.vocabulary import Vocabulary

__all__ = ["RULES", "Finding", "Rule", "audit_plan", "tell_apart"]

RULES: tuple[Rule, ...] = (
    Rule("weights-total", "finding", both("權重合計不是 100%", "Weights do not add up to 100%"),
         both("各指標權重相加不是 100%；列出相加的算式。",
              "The printed weights of the indicators do not add up to 100%; the sum is shown."),
         arithmetic.weights_total),
    Rule("budget-total", "finding", both("預算各筆與合計不符", "Budget lines and total differ"),
         both("各筆預算相加與文件印出的合計不同。",
              "The budget lines do not add up to the total that the document prints."),
         arithmetic.budget_total),
    Rule("budget-no-total", "finding", both("經費沒有合計", "No printed total"),
         both("有兩項以上的估列經費，文件沒有印出合計可供核對。",
              "There are two estimates or more, and no printed total to check them against."),
         arithmetic.budget_no_total),
    Rule("budget-undivided", "finding", both("一筆預算涵蓋多項", "One amount for several items"),
         both("同一筆預算底下有好幾個計畫項目，文件沒有說明怎麼分。",
              "Several work items stand under one amount, and the document does not say how it is divided."),
         arithmetic.budget_undivided, each=True),
    Rule("budget-line-one-table-only", "finding", both("只列在一張表的預算", "A line in one table only"),
         both("同一筆預算應該在兩張表都有，卻只列在其中一張。",
              "A budget line stands in one of the document's two tables and not in the other."),
         arithmetic.budget_line_one_table_only, each=True),
    Rule("budget-dominant-line", "finding", both("一筆預算占絕大部分", "One line is nearly all"),
         both("一筆預算占總額的絕大部分，而且沒有再細分。",
              "One line is nearly all of the budget and is not broken down."),
         arithmetic.budget_dominant_line),
    Rule("form-schedule-outside", "finding", both("預定進度不在計畫期間", "Scheduled outside the plan"),
         both("作法的預定進度整段不在計畫期間內；只看採用該填表說明的計畫。",
              "A measure's months all lie outside the plan's period; plans on that form only."),
         form.contradicts(form.schedules_outside), each=True),
    Rule("form-none-beside-item", "finding", both("「無」與績效對應項目並列", "“None” beside a performance item"),
         both("同一項作法的績效對應項目既填「無」又填了項目；只看採用該填表說明的計畫。",
              "A measure says “none” beside performance items; plans on that form only."),
         form.contradicts(form.none_beside_items), each=True),
    Rule("form-money-unit", "finding", both("估列經費不以千元計", "Estimates not in NT$ thousand"),
         both("填表說明以新臺幣千元為單位，估列經費用了別的單位。",
              "The form asks for NT$ thousand, and the estimates have another unit."),
         form.contradicts(form.other_money_unit)),
    Rule("form-schedule-words", "advice", both("預定進度寫「經常辦理」", "“Handled regularly” as a schedule"),
         both("預定進度寫「經常辦理」等字而沒有月份；只看採用該填表說明的計畫，作法本身的文字不在此限。",
              "The schedule column says “handled regularly” or the like and gives no months; plans on that form only, and not the measure's own words."),
         form.schedule_words),
    Rule("schedule-whole-period", "advice", both("排定全年", "Scheduled all year"),
         both("作法的預定進度排定全年，沒有分階段；只看採用該填表說明的計畫。",
              "A measure is scheduled for the whole period without stages; plans on the form that asks for stages only."),
         form.schedule_whole_period),
    Rule("performance-item-missing", "advice", both("沒有績效對應項目", "No performance item"),
         both("作法沒有提列績效對應項目，也沒有填「無」；只看採用該填表說明的計畫。",
              "A measure names no performance item and does not say “none”; plans on that form only."),
         form.performance_item_missing),
    Rule("category-label", "advice", both("業務類別的名稱", "Category labels"),
         both("業務類別的名稱與填表說明所列不同；照印並歸入對應的類別。",
              "A category is worded otherwise than on the form; shown as printed and filed under the form's category."),
         form.category_label),
    Rule("no-kpi", "finding", both("沒有績效指標", "No indicator"),
         both("施政計畫沒有列績效指標與目標值。",
              "A policy plan lists no performance indicator and no target."),
         targets.no_kpi),
    Rule("target-flat", "finding", both("各年目標相同", "Same target every year"),
         both("跨兩年以上的計畫，指標每年的目標值都相同。",
              "In a plan of two years or more, an indicator has the same target every year."),
         targets.target_flat),
    Rule("target-outside-table", "finding", both("指標表以外的目標", "A target outside the table"),
         both("文字裡有可以計數的目標，卻不在績效指標表內。",
              "A target that can be counted stands in the text and not in the indicator table."),
         targets.target_outside_table, each=True),
    Rule("unit-elsewhere", "finding", both("單位不在數字旁", "Unit not beside the figure"),
         both("目標值只印數字，單位要看別的欄位。",
              "A target is printed as a bare figure; its unit stands in another column."),
         targets.unit_elsewhere),
    Rule("strategy-without-kpi", "finding", both("沒有指標的策略", "A strategy without indicator"),
         both("策略在績效指標表裡沒有對應的指標。",
              "A strategy has no indicator in the indicator table."),
         targets.strategy_without_kpi),
    Rule("formula-conflict", "finding", both("公式兩處不同", "Two forms of one formula"),
         both("同一項指標的公式，文件兩處寫法不同；兩處都照印。",
              "The document words one indicator's formula in two ways; both are shown."),
         targets.formula_conflict, each=True),
    Rule("scoring-gap", "finding", both("計分說明的缺口", "Gaps in the scoring rule"),
         both("計分說明沒有交代某一年或某種情形怎麼計分。",
              "The scoring rule leaves a year or a case open."),
         targets.scoring_gap, each=True),
    Rule("goal-text-differs", "finding", both("目標的文字不同", "Goal worded differently"),
         both("同一編號的目標，在文件兩處的文字不同。",
              "A goal with the same number is worded differently in two places."),
         texts.goal_text_differs),
    Rule("text-normalised", "note", both("換過的字元", "Characters replaced"),
         both("本站持有的文字檔有相容字，已換成標準字；列出換了幾個。",
              "The text file held here has compatibility characters; they became the standard ones, and their number is given."),
         texts.text_normalised),
    Rule("translation-missing", "note", both("尚未翻譯", "Not yet translated"),
         both("有文字還沒有英文譯文。",
              "Some texts have no English yet."),
         texts.translation_missing),
)  # fmt: skip


def audit_plan(plan: Plan, vocabulary: Vocabulary) -> tuple[Finding, ...]:
    """Every finding about one plan, in the order of the rules."""
    basis = plan.sources[0].basis
    return tuple(
        Finding(
            id=rule.name if n == 1 else f"{rule.name}-{n}",
            rule=rule.name,
            severity=rule.severity,
            basis=basis,
            items=seen.items,
            text=seen.text,
            working=seen.working,
        )
        for rule in RULES
        for n, seen in enumerate(rule.look(plan, vocabulary), start=1)
    )


_EACH = frozenset(rule.name for rule in RULES if rule.each)


def tell_apart(findings: Iterable[Finding]) -> Mapping[tuple[str, str, int], Finding]:
    """Findings by what makes each the same in another version of its plan: its rule, and for a rule
    that finds several things the first item it names. Its words and figures may change meanwhile."""
    found: dict[tuple[str, str, int], Finding] = {}
    for one in findings:
        first = one.items[0] if one.rule in _EACH and one.items else ""
        n = 1
        while (one.rule, first, n) in found:  # such as two targets in the words of one measure
            n += 1
        found[one.rule, first, n] = one
    return found
