"""`diff`: what the public will see change, in words."""

import json
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from generator.builds import make_tree
from generator.commands.common import ROOT, AsOf, Data, Format, Language, order_of, told
from generator.commands.saying import USAGE, Lang, stop
from generator.difference_words import SECTIONS, field_words
from generator.differences import Difference, SiteDifferences, compare_sites, read_site
from generator.fields import Text
from generator.language import Language as Words
from generator.manifest import NAME
from generator.source import load_common
from generator.writer import CODES

_KINDS = {"added": ("新增", "new"), "removed": ("移除", "gone"), "changed": ("改變", "changed")}


def diff(
    against: Annotated[
        Path,
        typer.Option(
            help="公開中的網站：發布資料夾、某一版或建置好的資料夾 What is public now: a publish folder, a release or a built site."
        ),
    ] = ROOT / "public",
    data: Data = ROOT / "data",
    as_of: AsOf = None,
    format_: Annotated[
        Format, typer.Option("--format", help="輸出格式 Output format.")
    ] = Format.text,
    lang: Language = Lang.zh,
) -> None:
    """列出民眾會看到的改變；不改任何檔案。 What the public will see change; changes no file."""
    folder = _public(against)
    old = read_site(folder)
    with (
        told(lang, ("無法比對", "nothing was compared")),
        TemporaryDirectory(prefix="lianming-diff-") as name,
    ):
        # A release holds no fictional office; a site built to look at holds what site.yml says.
        shown = False if (folder / NAME).is_file() else None
        order = order_of(data, as_of, demonstration=shown)
        staging = Path(name)
        make_tree(order, staging / "site")
        found = compare_sites(old, read_site(staging / "site"))
        common = load_common(data)
        languages = {code: Words(code, common.strings, common.vocabulary) for code in CODES}
    if format_ is Format.json:
        print(json.dumps(_json(found), ensure_ascii=False, indent=1))
        return
    for line in tell(found, languages["zh" if lang is Lang.zh else "en"]):
        print(line)


def _public(against: Path) -> Path:
    folder = against / "current" if (against / "current").is_symlink() else against
    if not (folder / "data/v1/index.json").is_file():
        stop(
            f"{against} 不是發布資料夾，也不是網站；請用 --against 指定 / "
            f"{against} is no publish folder and no site; name one with --against",
            USAGE,
        )
    return folder


def tell(found: SiteDifferences, words: Words) -> list[str]:
    """The differences as lines, plan by plan, then the pages."""
    zh = words.code == "zh"
    lines: list[str] = []
    plan = None
    for one in found.entries:
        if _says_nothing(one):
            continue
        if one.plan != plan:
            plan = one.plan
            lines.append(plan)
        lines.append(f"  {_line(one, words)}")
    if not found.entries:
        lines.append("沒有承諾或數字的改變" if zh else "no promise and no figure changes")
    for pages, word in ((found.added, "新增頁面" if zh else "new pages"), (found.removed, "移除頁面" if zh else "pages gone")):  # fmt: skip
        lines += [f"{word}：{len(pages)}" if zh else f"{word}: {len(pages)}"] if pages else []
        lines += [f"  /{name.removesuffix('index.html')}" for name in _told(pages)]
    n = len(found.changed)
    lines.append(f"內容有改變的頁面：{n}" if zh else f"pages whose content changes: {n}")
    return lines


def _told(pages: tuple[str, ...]) -> list[str]:
    """Pages worth a line: each has its English, and a figure's page one to be shown elsewhere."""
    return [name for name in pages if not name.startswith("en/") and "/embed/" not in name]


def _line(one: Difference, words: Words) -> str:
    zh = words.code == "zh"
    section = SECTIONS.get(one.section, (one.section, one.section))[0 if zh else 1]
    what = " ".join(part for part in (section, one.number, field_words(one.field, zh=zh)) if part)
    old, new = _shown(one.old, one, words), _shown(one.new, one, words)
    if one.kind == "changed":
        return f"{what}：{old} → {new}" if zh else f"{what}: {old} → {new}"
    kind = _KINDS[one.kind][0 if zh else 1]
    says = new if one.kind == "added" else old
    return f"{kind} {what}：{says}" if zh else f"{kind} {what}: {says}"


def _says_nothing(one: Difference) -> bool:
    """A new figure that is not final: the figure itself has a line."""
    return one.kind == "added" and one.field.endswith("final") and _is(one.new, "False")


def _is(text: Text | None, word: str) -> bool:
    return text is not None and text.zh == word


def _shown(text: Text | None, one: Difference, words: Words) -> str:
    if text is None:
        return "–"
    if one.flips:
        return words.word(f"state.{text.zh}")
    if one.field.startswith(("executed.parts.", "executed.executed")):
        money = f"{Decimal(text.zh):,}"
        return f"{money} 元" if words.code == "zh" else f"NT${money}"
    if text.zh in ("True", "False"):
        yes = text.zh == "True"
        return ("是" if yes else "否") if words.code == "zh" else ("yes" if yes else "no")
    return words.plain(text)


def _json(found: SiteDifferences) -> dict[str, object]:
    def text(value: Text | None) -> dict[str, str | None] | None:
        return {"zh": value.zh, "en": value.en} if value else None

    return {
        "pages": {"added": found.added, "removed": found.removed, "changed": found.changed},
        "differences": [
            {"plan": one.plan, "kind": one.kind, "section": one.section, "number": one.number,
             "field": one.field, "old": text(one.old), "new": text(one.new)}
            for one in found.entries
        ],
    }  # fmt: skip
