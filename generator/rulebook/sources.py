"""Sources that several rules share, as pairs (Chinese, English)."""

from generator.rulebook.rule import Words

OURS: Words = ("本專案的決定", "this project's decision")
FORMAT: Words = ("本專案的資料格式（schemas/）", "this project's data format (schemas/)")
YAML: Words = (
    "YAML 1.2.2 規格；本專案只用其中一部分",
    "YAML 1.2.2; this project takes a part of it",
)
RECORD: Words = (
    "印出的文字與數字是公開紀錄，照印不改（CONTRIBUTING.md）",
    "printed words and figures are the public record and stay as printed (CONTRIBUTING.md)",
)
ABSENT: Words = (
    "沒有資料不等於 0（DECISIONS.md）",
    "absent is never zero (DECISIONS.md)",
)
APPEND_ONLY: Words = (
    "已公布的報告不再修改，更正另寫一份（CONTRIBUTING.md）",
    "what was published is not edited, a correction is a new report (CONTRIBUTING.md)",
)
REASONS: Words = (
    "目標、公式、權重每次更動都要說明理由（DECISIONS.md）",
    "every change of a target, formula or weight says why (DECISIONS.md)",
)
