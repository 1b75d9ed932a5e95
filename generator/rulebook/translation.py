"""What the English owes to the Chinese, which is the record."""

from generator.rulebook.rule import Rule, Words

_PROJECT: Words = (
    "本專案：中文為準，英文是翻譯",
    "This project: Chinese is the record, English its translation",
)

TRANSLATION: tuple[Rule, ...] = (
    Rule(
        "translation-stale", "warning",
        ("請改英文；英文仍正確時，執行 translations accept 加上這個位置", "change the English; where it still holds, run translations accept with this path"),
        ("中文改了而英文沒改，讀英文的人看到的是舊內容。", "Where the Chinese changes alone, readers of English are told what held before."),
        _PROJECT,
    ),
    Rule(
        "translation-unrecorded", "note",
        ("請執行 site_build.py translations accept", "run site_build.py translations accept"),
        ("沒有記下英文譯自哪一版中文，以後就看不出英文過時。", "Without a record of the Chinese it was made from, nobody sees later that the English is out of date."),
        _PROJECT,
    ),
    Rule(
        "translation-figures", "warning",
        ("請讓兩種語文的數字與日期相同", "tell the same figures and dates in both languages"),
        ("民國與西元、數字與月份名稱可以換算，數值不可以不同。", "Years and months may be written in each language's own way; values may not differ."),
        _PROJECT,
    ),
    Rule(
        "translation-statute", "warning",
        ("請用 glossary.yml 的官方英譯", "use the official title of glossary.yml"),
        ("法規的英文名稱由主管機關訂定。", "The English titles of laws are set by their authorities."),
        ("全國法規資料庫的英譯法規名稱", "English titles in the Laws and Regulations Database"),
    ),
)  # fmt: skip
