"""`pack`: what the members of a committee have before them at a meeting."""

import datetime as dt
import errno
import hashlib
from collections.abc import Callable, Iterable
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
from generator.papers import paper_place
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
# What a meeting's record calls a pack, in both languages.
_TITLES: dict[Text, str] = {
    Text.zh: "{zh: 會議資料, en: 'Meeting pack, in Chinese'}",
    Text.en: "{zh: 會議資料（英文）, en: Meeting pack}",
    Text.both: "{zh: 會議資料（中英對照）, en: 'Meeting pack, in Chinese and English'}",
}
_WRITE: dict[Kind, Callable[[Document], bytes]] = {
    Kind.pdf: lambda document: write_pdf(document.html),
    Kind.docx: lambda document: write_office(document, "docx"),
    Kind.odt: lambda document: write_office(document, "odt"),
}


def pack(
    committee: Annotated[str, typer.Argument(help="會報資料夾 The committee's folder.")],
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
    record: Annotated[
        bool,
        typer.Option(
            "--record",
            help="另放進會議的 papers/，並列出要寫的行 Put them into the committee's papers/ too, and print the lines to add.",
        ),
    ] = False,
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
    _refuse_taken(files.values(), lang)
    with told(lang, NO_FILE):
        loaded = load_site(folder_of(data))
        entry, met = find_meeting(loaded, committee, day)
        papers = [paper_place(data, entry.id, one.name) for one in files.values() if record]
        _refuse_taken(papers, lang)
        # What a past meeting had before it is what was known on its day.
        known = day_of(as_of) if as_of else min(day_of(None), day)
        origin = origin_of(data, known, Releases(published) if published else None)
        words = Words(loaded.site, loaded.vocabulary, loaded.strings, known)
        document = pack_meeting(data, loaded, words, entry, met, origin).document(codes)
        made = {path: _WRITE[kind](document) for kind, path in files.items()}
        recorded = dict(zip(papers, made.values(), strict=True)) if record else {}
        for folder in {path.parent for path in (*made, *recorded)}:
            folder.mkdir(parents=True, exist_ok=True)
        write_all_new(made | recorded)
        for path, content in made.items():
            say(f"{path}  SHA-256 {hashlib.sha256(content).hexdigest()}")
    say(f"內容截至 {known} / as of {known}")
    if record:
        say(f"請在 meetings/{day}.yml 的 papers: 加上 / add to papers: of meetings/{day}.yml")
        for path, content in recorded.items():
            sha256 = hashlib.sha256(content).hexdigest()
            print(f"  - {{title: {_TITLES[text]}, file: {path.name}, sha256: {sha256}}}")


def _refuse_taken(paths: Iterable[Path], lang: Lang) -> None:
    """What stands is never written over: it may have been edited since."""
    for path in paths:
        if path.exists() or path.is_symlink():
            stop(system_words(FileExistsError(errno.EEXIST, "", str(path)), lang), USAGE)
