"""The one table of columns: which field stands under which heading, both ways.

Headings and notes are in both languages side by side, since a workbook has no language switch.
"""

from generator.periods import ROC_OFFSET
from generator.workbook.book import Column, Words

_AS_PRINTED = (
    "照文件印出的樣子填，全形、千分位與單位都保留；空白表示文件沒有，不是 0。",
    "As the document prints it, with full-width signs, separators and unit; empty means that the document has none, not zero.",
)
_TEXT = (
    "文件的原文，一字不改。", "The document's own words, unchanged."
)  # fmt: skip
_ENGLISH = (
    "英譯；尚未翻譯就留空。", "English translation; leave it empty until it is done."
)  # fmt: skip
_PLACE = ("鎖定：這一列說的是哪一項。", "Locked: which item this row is about.")
_LISTED = ("請從清單選。", "Choose from the list.")


def _number(heading: Words = ("項次", "No.")) -> Column:
    return Column(("number",), heading, _PLACE, 8, locked=True)


def _both(name: str, zh: str, en: str, width: int = 40) -> tuple[Column, Column]:
    return (
        Column((name, "zh"), (zh, f"{en} (Chinese)"), _TEXT, width),
        Column((name, "en"), (f"{zh}（英）", f"{en} (English)"), _ENGLISH, width),
    )


PLAN = (
    Column(("kind",), ("計畫種類", "Kind"), _PLACE, 24, locked=True),
    Column(("period",), ("計畫期間（民國）", "Period (ROC)"), _PLACE, 12, locked=True),
    *_both("title", "計畫名稱", "Title"),
    Column(("money_unit",), ("金額單位", "Money unit"), _LISTED, 12, choices="money_units"),
    Column(("budget_total",), ("預算合計", "Budget total"), _AS_PRINTED, 14),
)
GOALS = (
    _number(),
    Column(("kind",), ("種類", "Kind"), _LISTED, 20, choices="goal_kinds"),
    *_both("heading", "計畫名稱", "Heading", 24),
    *_both("text", "目標", "Goal"),
    Column(
        ("budget_line",), ("預算項次", "Budget line"),
        ("所屬預算的項次。", "Number of the budget line it stands under."), 12,
    ),
)  # fmt: skip
MEASURES = (
    Column(("number",), ("目標項次", "Goal"), _PLACE, 8, locked=True, up=2),
    _number(),
    *_both("text", "作法", "Measure"),
    Column(
        ("schedule",), ("期程", "Schedule"),
        ("民國年與月份區間，例如 109.01-12。", "ROC year and months, e.g. 109.01-12."), 14,
    ),
    Column(("estimate",), ("估列經費", "Estimate"), _AS_PRINTED, 12),
    Column(("category",), ("類別", "Category"), _LISTED, 16, choices="categories", open=True),
)  # fmt: skip
_KPIS = (
    Column(("goal",), ("目標項次", "Goal"), _PLACE, 8, locked=True),
    _number(),
    *_both("name", "指標", "Indicator", 36),
    Column(("kind",), ("種類", "Kind"), _LISTED, 16, choices="kpi_kinds"),
    Column(
        ("unit",), ("單位", "Unit"),
        ("目標值旁沒有印單位時才填。", "Only where no unit is printed beside the targets."),
        10, choices="units", open=True,
    ),
    *_both("evaluation", "評估方式", "Evaluation", 16),
    *_both("formula", "衡量標準", "Formula", 36),
    Column(("direction", "value"), ("方向", "Direction"), _LISTED, 18, choices="directions"),
    Column(("accumulation",), ("累計或時點", "Accumulation"), _LISTED, 18, choices="accumulations"),
    Column(("weight",), ("權重", "Weight"), _AS_PRINTED, 10),
    Column(("scope",), ("面向", "Scope"), _LISTED, 12, choices="scopes"),
    Column(("baseline",), ("基期值", "Baseline"), _AS_PRINTED, 12),
)  # fmt: skip
BUDGET = (
    _number(),
    *_both("group", "類", "Group", 20),
    *_both("name", "名稱", "Name", 30),
    Column(("amount",), ("金額", "Amount"), _AS_PRINTED, 16),
    Column(("parent",), ("上層項次", "Parent"), _PLACE, 14, locked=True),
)
TEXTS = (
    Column(("[where]",), ("位置", "Where"), _PLACE, 30, locked=True),
    Column(("zh",), ("中文", "Chinese"), _TEXT, 60),
    Column(("en",), ("英文", "English"), _ENGLISH, 60),
)


def kpi_columns(years: tuple[str, ...]) -> tuple[Column, ...]:
    """The indicators' columns, a target for each ROC year at their end."""
    targets = (
        Column(
            ("targets", year),
            (f"{year} 年目標值", f"Target {int(year) + ROC_OFFSET}"),
            _AS_PRINTED,
            16,
        )
        for year in years
    )
    return (*_KPIS, *targets)


_SAID = {
    "note": (("說明", "Note"), ("對數字的說明。", "A note on the figure.")),
    "reason": (
        ("未達原因", "Reason"),
        ("未達標或落後的原因。", "Why it was missed or is behind."),
    ),
    "response": (
        ("因應策略", "Response"),
        ("接下來怎麼做。", "What follows."),
    ),
}
_FIGURE = (
    "本期的數字，照填，可帶單位；沒有數字就留空，不要填 0。",
    "This report's figure, with its unit if wanted; leave it empty where there is none, do not write 0.",
)
_DAY = ("西元日期，例如 2026-10-31。", "A date, e.g. 2026-10-31.")


def _said(name: str, below: tuple[str, ...] = ()) -> Column:
    heading, note = _SAID[name]
    return Column((name, *below), heading, note, 36)


def _context(name: str, zh: str, en: str, width: int) -> Column:
    return Column((f"[{name}]",), (zh, en), _PLACE, width, locked=True)


REPORT = (
    _context("what", "填報", "Report", 30),
    Column(
        ("as_of",), ("截至日", "As of"),
        ("數字截至哪一天，例如 2026-10-31 或 115/10/31。", "The day the figures stand for, e.g. 2026-10-31."), 14,
    ),
    Column(("stage",), ("階段", "Stage"), _LISTED, 20, choices="stages"),
    Column(("body",), ("填報單位", "Body"), ("空白時同上次。", "Empty: as last time."), 28),
    Column(
        ("corrects",), ("更正哪份報告", "Corrects"),
        ("要更正時，填原報告的檔名。", "For a correction: the report it puts right."), 24,
    ),
    Column(("why",), ("更正理由", "Why"), ("更正時必填。", "Needed for a correction."), 30),
)  # fmt: skip
REPORT_KPIS = (
    _context("number", "項次", "No.", 8),
    _context("name", "指標", "Indicator", 40),
    _context("unit", "單位", "Unit", 8),
    _context("target", "目標值", "Target", 18),
    Column(("value",), ("數字", "Value"), _FIGURE, 16),
    Column(("on",), ("完成日", "Reached on"), _DAY, 14),
    Column(("achieved",), ("是否達成", "Achieved"), _LISTED, 12, choices="yes_or_no"),
    Column(
        ("year",),
        ("目標年度", "Target year"),
        ("民國年；空白時為截至日那一年。", "ROC year; empty: the year of the as-of day."),
        10,
    ),
    Column(("final",), ("定案", "Final"), _LISTED, 12, choices="yes_or_no"),
    *(_said(name) for name in _SAID),
)
REPORT_MEASURES = (
    _context("number", "項次", "No.", 10),
    _context("name", "作法", "Measure", 50),
    Column(("state",), ("狀態", "State"), _LISTED, 24, choices="states"),
    Column(("text", "zh"), ("辦理情形", "What was done"), ("做了什麼。", "What was done."), 40),
    Column(("spent",), ("已支用", "Spent"), _FIGURE, 12),
    _said("reason", ("zh",)),
    _said("response", ("zh",)),
    Column(
        ("ground", "zh"), ("依據法條", "Legal ground"),
        ("依法不公開時填法條。", "The article, where the law withholds it."), 24,
    ),
)  # fmt: skip
REPORT_BUDGET = (
    _context("number", "項次", "No.", 14),
    _context("name", "名稱", "Name", 36),
    _context("amount", "預算數", "Amount", 16),
    Column(("paid",), ("實支數", "Paid"), _FIGURE, 14),
    Column(("payable",), ("應付數", "Payable"), _FIGURE, 14),
    Column(("saved",), ("節餘數", "Saved"), _FIGURE, 14),
    Column(("controlled",), ("控留數", "Controlled"), _FIGURE, 14),
    Column(("final",), ("定案", "Final"), _LISTED, 12, choices="yes_or_no"),
    _said("note", ("zh",)),
)
