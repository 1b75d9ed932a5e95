"""The list of rules as a document: what each asks, why, and who says so, in both languages."""

from collections.abc import Mapping, Sequence

from generator.rulebook.rule import Rule, Severity, Words

SEVERITIES: Mapping[Severity, Words] = {
    "error": ("錯誤", "error"),
    "warning": ("警告", "warning"),
    "note": ("備註", "note"),
}
_HEAD = """<!-- Made by `site_build.py rules` from generator/rulebook/. Do not edit. -->
# 檢查規則 Rules of `check`

`site_build.py check` 逐條檢查資料，訊息裡的代碼就是下表的代碼。錯誤會擋下建置；警告與備註不會，`--strict` 時警告也算失敗。每條規則在 `tests/rules/` 有一個會觸發、一個不會觸發的例子。

`site_build.py check` goes by these rules; the code in a message is the code in the table. Errors stop a build; warnings and notes do not, but with `--strict` warnings fail too. Each rule has an example in `tests/rules/` that trips it and one that does not.

另有兩份清單公布在網站上，不在這裡重複：文件檢視的規則（`generator/audit/`，網站 `/method/findings/`）與狀態的規則（`generator/status_spec.yml`，網站 `/method/states/`）。
Two more lists are published on the site and not repeated here: the rules of findings about documents (`generator/audit/`, on the site `/method/findings/`) and those of states (`generator/status_spec.yml`, on the site `/method/states/`).
"""
_COLUMNS = (
    ("代碼", "Code"),
    ("等級", "Severity"),
    ("要求", "Asks"),
    ("為什麼", "Why"),
    ("依據", "Source"),
)


def render_rules(
    families: Sequence[tuple[Words, Sequence[Rule]]], unchecked: Sequence[tuple[Words, Words]] = ()
) -> str:
    """The document. `unchecked`: what a source asks and no rule can look at, with the reason."""
    parts = [_HEAD]
    for name, rules in families:
        parts.append(f"## {_both(name, ' ')}\n\n{_row([_both(c, ' ') for c in _COLUMNS])}")
        parts.append(_row(["---"] * len(_COLUMNS)))
        parts += [
            _row([f"`{rule.id}`", *map(_both, (SEVERITIES[rule.severity], rule.asks, rule.reason, rule.source))])
            for rule in rules
        ]  # fmt: skip
        parts.append("")
    if unchecked:
        parts.append("## 檢查不到的 What is not checked\n")
        parts += [f"- {what[0]}：{why[0]}。<br>{what[1]}: {why[1]}." for what, why in unchecked]
    return "\n".join(parts).rstrip("\n") + "\n"


def _both(words: Words, between: str = "<br>") -> str:
    return words[0] if words[0] == words[1] else between.join(words)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
