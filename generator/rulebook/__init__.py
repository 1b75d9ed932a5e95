"""Every rule that a problem can name, with its reason and its source: one list with many readers.

The loader and the checks name a rule by `id`; the documents and the commands show this list; a test
compares the three.
"""

from generator.rulebook.committees import COMMITTEES
from generator.rulebook.files import FILES
from generator.rulebook.form import FORM, UNCHECKED
from generator.rulebook.privacy import PRIVACY
from generator.rulebook.promises import PROMISES
from generator.rulebook.reports import HISTORY, PARTICIPATION, REPORTS
from generator.rulebook.rule import Rule, Words
from generator.rulebook.stratml import STRATML
from generator.rulebook.text import RECORDS, TEXT, YAML_RULES
from generator.rulebook.translation import TRANSLATION

# The families, in the order in which data are read, with their names.
FAMILIES: tuple[tuple[Words, tuple[Rule, ...]], ...] = (
    (("檔案與資料夾", "Files and folders"), FILES),
    (("文字與字元", "Text and characters"), TEXT),
    (("YAML", "YAML"), YAML_RULES),
    (("欄位與項次", "Fields and numbers"), RECORDS),
    (("承諾與更動", "Promises and their changes"), PROMISES),
    (("填報", "Reports"), REPORTS),
    (("109 年填表說明（只看草案）", "The 109 form (drafts alone)"), FORM),
    (("提問與意見徵詢", "Questions and consultations"), PARTICIPATION),
    (("會議與決議", "Meetings and resolutions"), COMMITTEES),
    (("不得公布的內容", "What must not be published"), PRIVACY),
    (("翻譯", "Translation"), TRANSLATION),
    (("版本紀錄", "History"), HISTORY),
    (("StratML 匯入", "StratML that comes in"), STRATML),
)
RULES: tuple[Rule, ...] = tuple(rule for _, family in FAMILIES for rule in family)

__all__ = ["FAMILIES", "RULES", "STRATML", "UNCHECKED", "Rule", "Words"]
