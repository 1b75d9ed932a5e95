"""What lists and fields of a plan's public record are called, in both languages."""

from collections.abc import Mapping

from generator.periods import ROC_OFFSET

# What the lists of a plan's public record are called.
SECTIONS: Mapping[str, tuple[str, str]] = {
    "reports": ("填報", "report"), "changes": ("異動", "change"), "goals": ("目標", "goal"),
    "measures": ("作法", "measure"), "kpis": ("指標", "indicator"),
    "work_items": ("計畫項目", "work item"), "strategies": ("策略", "strategy"),
    "priorities": ("施政重點", "priority"), "budget": ("預算", "budget line"),
    "scoring": ("計分說明", "scoring rule of indicator"), "findings": ("文件檢視", "finding"),
    "notes": ("備註", "note"), "summaries": ("摘要", "summary"), "questions": ("提問", "question"),
    "consultations": ("意見徵詢", "consultation"), "sources": ("來源", "source"),
    "": ("計畫", "plan"),
}  # fmt: skip
# What fields are called; a field that has no words here is told by its own name.
FIELDS: Mapping[str, tuple[str, str]] = {
    "targets": ("目標值", "target"), "state": ("狀態", "state"), "states": ("狀態", "state"),
    "freshness": ("填報情形", "reporting"), "observations": ("填報", "reported"),
    "stated": ("數字", "figure"), "value": ("數字", "figure"), "final": ("是否定案", "final"),
    "weight_printed": ("權重", "weight"), "formula": ("公式", "formula"), "name": ("名稱", "name"),
    "text": ("文字", "text"), "title": ("標題", "title"), "schedule": ("期程", "schedule"),
    "estimate_printed": ("估列經費", "estimate"), "printed": ("印出的數字", "printed figure"),
    "direction": ("方向", "direction"), "executed": ("執行", "spent"),
    "parts": ("", ""), "report": ("依據填報", "by report"), "paid": ("實支數", "paid"),
    "payable": ("應付數", "payable"), "saved": ("節餘數", "saved"), "rate": ("執行率", "rate"),
    "reason": ("原因", "reason"), "response": ("因應策略", "response"), "note": ("說明", "note"),
    "answer": ("答覆", "answer"), "due": ("期限", "due day"), "period": ("期間", "period"),
    "budget_total": ("預算合計", "total of the budget"), "roll_up": ("加權得分", "weighted score"),
    "points": ("得分", "points"), "weight_scored": ("已評權重", "weight scored"),
    "weight_published": ("公布的權重", "weight published"), "calendar": ("填報日程", "calendar"), "unit": ("單位", "unit"),
    "category": ("業務類別", "category"), "money_unit": ("金額單位", "unit of money"),
    "performance_items": ("提列績效對應項目", "performance item"),
}  # fmt: skip


def field_words(field: str, *, zh: bool) -> str:
    """`targets.2023` as 目標值 112 年度."""
    told = []
    for part in field.split("."):
        if len(part) == 4 and part.isdigit():
            told.append(f"{int(part) - ROC_OFFSET} 年度" if zh else part)
        elif part not in ("printed", "value", "label") or part == field:
            told.append(FIELDS.get(part, (part, part))[0 if zh else 1])
    return " ".join(word for word in told if word)
