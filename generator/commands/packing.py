"""`pack`: what the members of a committee have before them at a meeting."""

import datetime as dt
import errno
import hashlib
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.atomic import write_all_new
from generator.commands.common import NO_FILE, ROOT, AsOf, Data, Language, day_of, folder_of, told
from generator.commands.saying import USAGE, Lang, say, stop, system_words
from generator.language import Code
from generator.pack_files.office import write_office
from generator.pack_files.pdf import write_pdf
from generator.pack_html import Document
from generator.packs import find_meeting, origin_of, pack_meeting
from generator.releases import Releases
from generator.source import load_site
from generator.writer import Words


class Text(StrEnum):
    zh = "zh"
    en = "en"
    both = "both"


class Kind(StrEnum):
    pdf = "pdf"
    docx = "docx"
    odt = "odt"


_CODES: dict[Text, tuple[Code, ...]] = {
    Text.zh: ("zh",),
    Text.en: ("en",),
    Text.both: ("zh", "en"),
}
_WRITE: dict[Kind, Callable[[Document], bytes]] = {
    Kind.pdf: lambda document: write_pdf(document.html),
    Kind.docx: lambda document: write_office(document, "docx"),
    Kind.odt: lambda document: write_office(document, "odt"),
}


def pack(
    committee: Annotated[str, typer.Argument(help="會議資料夾 The committee's folder.")],
    meeting: Annotated[str, typer.Argument(help="會議日期 The meeting's day, as 2026-12-16.")],
    out: Annotated[Path, typer.Option(help="寫到哪個資料夾 Where to write.")] = ROOT
    / "build/packs",
    text: Annotated[
        Text, typer.Option(help="中文、英文，或左右對照 Chinese, English, or side by side.")
    ] = Text.zh,
    kinds: Annotated[
        list[Kind] | None,
        typer.Option(
            "--format", help="檔案格式，可重複；未給為三種 Formats; all three if not given."
        ),
    ] = None,
    published: Annotated[
        Path | None,
        typer.Option(
            help="發布資料夾；核對與已發布的版本相同 Check against the release served there."
        ),
    ] = None,
    data: Data = ROOT / "data",
    as_of: AsOf = None,
    lang: Language = Lang.zh,
) -> None:
    """做會議資料：PDF，與可編輯的 Word、ODT。 Make a meeting's pack: a PDF, and Word and ODT files to edit."""
    try:
        day = dt.date.fromisoformat(meeting)
    except ValueError:
        stop(f"「{meeting}」不是日期，請寫成 2026-12-16 / not a date: {meeting}", USAGE)
    chosen = tuple(dict.fromkeys(kinds or Kind))
    codes = _CODES[text]
    files = {kind: out / f"{committee}-{day}-{'-'.join(codes)}.{kind.value}" for kind in chosen}
    for path in files.values():
        if path.exists() or path.is_symlink():  # it may have been edited since
            stop(system_words(FileExistsError(errno.EEXIST, "", str(path)), lang), USAGE)
    with told(lang, NO_FILE):
        loaded = load_site(folder_of(data))
        entry, met = find_meeting(loaded, committee, day)
        # What a past meeting had before it is what was known on its day.
        known = day_of(as_of) if as_of else min(day_of(None), day)
        origin = origin_of(data, known, Releases(published) if published else None)
        words = Words(loaded.site, loaded.vocabulary, loaded.strings, known)
        document = pack_meeting(data, loaded, words, entry, met, origin).document(codes)
        made = {path: _WRITE[kind](document) for kind, path in files.items()}
        out.mkdir(parents=True, exist_ok=True)
        write_all_new(made)
        for path, content in made.items():
            say(f"{path}  SHA-256 {hashlib.sha256(content).hexdigest()}")
    say(f"內容截至 {known} / as of {known}")
