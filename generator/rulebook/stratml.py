"""Rules of a StratML file that comes in: nothing it says is lost, nothing in it is guessed."""

from generator.rulebook.rule import Rule
from generator.rulebook.sources import OURS

_STANDARD = ("StratML 第 2 部分（ISO 17469-2）", "StratML Part 2 (ISO 17469-2)")
_NOTHING_LOST = (
    "略過不讀，內容就會遺失而沒有人知道",
    "what is passed over would be lost without a word",
)

STRATML: tuple[Rule, ...] = (
    Rule("xml-syntax", "error",
         ("檔案是格式正確的 XML，巢狀不過深", "the file is well-formed XML, not nested too deep"),
         ("讀不懂的檔案不猜", "what cannot be read is not guessed"),
         ("XML 1.0", "XML 1.0")),
    Rule("xml-doctype", "error",
         ("沒有 DOCTYPE", "there is no DOCTYPE"),
         ("實體可以讀取別的檔案，或無限展開", "entities can read other files, or expand without end"),
         ("OWASP：XML 外部實體", "OWASP: XML external entities")),
    Rule("stratml-root", "error",
         ("最外層元素是 PerformancePlanOrReport", "the outermost element is the plan or report"),
         ("第 1 部分沒有指標", "Part 1 has no indicators"),
         _STANDARD),
    Rule("stratml-text", "error",
         ("文字寫在元素裡", "text stands in an element that holds text"),
         _NOTHING_LOST, _STANDARD),
    Rule("stratml-element", "error",
         ("元素在這裡有位置，而且只有一個", "an element has its place here, and stands once"),
         _NOTHING_LOST, OURS),
    Rule("stratml-lines", "error",
         ("一段文字最多兩行：先中文，後英文", "a text has at most two lines: the Chinese, then the English"),
         ("標準沒有語言的標記，只能依行次分辨", "the standard marks no language: the order of lines tells it"),
         OURS),
    Rule("stratml-fields", "error",
         ("標準放不下的欄位寫成「欄位: 內容」", "fields that the standard has no place for are names with their content"),
         ("寫成別的樣子就讀不回來", "written otherwise they do not come back"),
         OURS),
    Rule("stratml-differs", "error",
         ("同一件事的兩種寫法一致", "two statements of one thing agree"),
         ("不知道哪一個才對，不能任選", "which one is right cannot be known, and is not chosen"),
         OURS),
    Rule("stratml-reference", "error",
         ("指到的指標在檔案裡", "an indicator that is referred to is in the file"),
         ("找不到的從屬關係無從建立", "a relation to what is not there cannot be drawn"),
         _STANDARD),
    Rule("stratml-year", "error",
         ("目標從該年第一天起，一年一個", "a target starts on the first day of its year, one a year"),
         ("其他期間的目標，計畫沒有位置", "a plan has no place for targets of other periods"),
         OURS),
    Rule("stratml-report", "error",
         ("實績說明出自哪一份報告", "a result names the report it stands in"),
         ("沒有來源的數字不收", "no figure without its source"),
         OURS),
)  # fmt: skip
