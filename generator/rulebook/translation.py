"""What the English owes to the Chinese, which is the record."""

from generator.rulebook.rule import Rule, Words

_PROJECT: Words = (
    "本專案：中文為準，英文是翻譯",
    "This project: Chinese is the record, English its translation",
)

TRANSLATION: tuple[Rule, ...] = (
    Rule(
        "translation-stale", "warning",
        ("中文改了，英文也改或經確認", "where the Chinese changes, the English changes or is confirmed"),
        ("中文改了而英文沒改，讀英文的人看到的是舊內容", "where the Chinese changes alone, readers of English are told what held before"),
        _PROJECT,
    ),
    Rule(
        "translation-unrecorded", "note",
        ("英文記有譯自哪一版中文", "the English has a record of the Chinese it was made from"),
        ("沒有記下英文譯自哪一版中文，以後就看不出英文過時", "without a record of the Chinese it was made from, nobody sees later that the English is out of date"),
        _PROJECT,
    ),
    Rule(
        "translation-figures", "warning",
        ("兩種語文的數字與日期相同", "both languages tell the same figures and dates"),
        ("民國與西元、數字與月份名稱可以換算，數值不可以不同", "years and months may be written in each language's own way; values may not differ"),
        _PROJECT,
    ),
    Rule(
        "translation-statute", "warning",
        ("法規用 glossary.yml 的官方英譯", "laws carry the official title of glossary.yml"),
        ("法規的英文名稱由主管機關訂定", "the English titles of laws are set by their authorities"),
        ("全國法規資料庫的英譯法規名稱", "English titles in the Laws and Regulations Database"),
    ),
)  # fmt: skip
