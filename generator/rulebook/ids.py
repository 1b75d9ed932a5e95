"""The ids of all rules, as a type: a problem that names another one does not pass the type check.

A test compares the list with `RULES`.
"""

from typing import Literal

RuleId = Literal[
    # files
    "no-data", "no-agencies", "file-missing", "file-empty", "file-size", "unreadable",
    "unknown-file", "folder-name", "plan-folder", "report-name", "symbolic-link", "hard-link",
    "special-file", "not-a-picture", "name-twice",
    # text
    "encoding", "character", "text-nfc", "text-form", "text-length", "text-english",
    # yaml
    "yaml-syntax", "yaml-size", "yaml-documents", "yaml-directive", "yaml-tag", "yaml-anchor",
    "yaml-alias", "yaml-merge", "yaml-key", "yaml-ambiguous", "duplicate-key",
    # records
    "value", "missing-key", "unknown-key", "unknown-reference", "number-twice", "money-unit",
    # promises
    "target-empty", "target-year", "target-order", "range-reversed", "condition-twice",
    "weight-over-100", "trajectory-order", "calendar-year", "unknown-component", "kpi-circle",
    "budget-circle", "amendment-item", "amendment-year", "amendment-late", "amendment-chain",
    "reason-missing",
    # reports
    "report-early", "report-future", "report-later", "correction-body", "correction-stage",
    "correction-item", "value-year", "value-empty", "value-and-standing", "final-preliminary",
    "value-unit", "value-not-whole", "value-over-100", "value-differs", "value-twice",
    "value-falls", "budget-over", "reason-asked",
    # the 109 form
    "form-schedule-outside", "form-none-beside-item", "form-money-unit", "form-target-not-above",
    "form-repeated", "form-schedule-words", "form-not-quantified", "form-no-stages",
    "form-category",
    # participation
    "question-item", "answer-early", "due-early", "consultation-days", "consultation-ways",
    "consultation-count", "consultation-small", "consultation-given-away", "consultation-change",
    "consultation-fiction", "personal-data",
    # committees
    "committee-file", "agenda-order", "concern-item", "resolution-days", "resolution-state",
    "paper-place", "paper-missing", "paper-differs", "paper-unnamed",
    # what must not be published
    "privacy-identity", "privacy-identity-like", "privacy-mobile", "privacy-phone",
    "privacy-email-personal", "privacy-email", "privacy-address", "privacy-bank",
    "privacy-card", "privacy-birth", "privacy-plate", "privacy-messenger",
    "privacy-name", "privacy-name-like", "privacy-name-masked", "privacy-roster",
    "privacy-case-number", "privacy-case-like", "privacy-open-case", "privacy-weakness", "privacy-small-count",
    "breakdown-cell", "breakdown-total", "breakdown-small", "breakdown-given-away",
    "exception-unused", "privacy-excepted",
    # translation
    "translation-stale", "translation-unrecorded", "translation-figures", "translation-statute",
    # history
    "report-altered", "resolution-altered", "meeting-altered", "history-absent", "history-shallow", "history-unreadable",
    # StratML that comes in
    "xml-syntax", "xml-doctype", "stratml-root", "stratml-text", "stratml-element", "stratml-lines",
    "stratml-fields", "stratml-differs", "stratml-reference", "stratml-year", "stratml-report",
]  # fmt: skip
