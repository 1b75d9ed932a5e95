"""What the commands share: options, places, words on the error stream, exit codes.

0 good, 1 problems in the data or the site, 2 wrong usage.
"""

import datetime as dt
import errno
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn, Protocol

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from generator.atomic import write_new
from generator.build import settings_from
from generator.clock import TAIPEI, NoAsOf, resolve_as_of
from generator.desk import NoPlan
from generator.exports.formats import formats_left_out
from generator.manifest import BadManifest
from generator.numerals import Refused
from generator.problems import Problem, ProblemsError, printable
from generator.publish import NotOurs
from generator.releases import Busy, NoRelease
from generator.theme import ThemeSettings
from generator.workshop import BrokenSite

ROOT = Path(__file__).resolve().parents[2]
GOOD, PROBLEMS, USAGE = 0, 1, 2
_errors = Console(stderr=True, soft_wrap=True, markup=False, highlight=False)


Words = tuple[str, str]


class Lang(StrEnum):
    zh = "zh"
    en = "en"


class Format(StrEnum):
    text = "text"
    json = "json"


Data = Annotated[Path, typer.Option(help="資料夾 The data folder.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        help="資料截至日，例如 2026-11-21；未給時用提交日期 As-of date; else the commit's date."
    ),
]
Today = Annotated[
    str | None, typer.Option("--as-of", help="視為今天的日期；未給時為今天 The day; else today.")
]
Jobs = Annotated[int, typer.Option(min=1, help="同時處理幾份計畫 How many plans at once.")]
Language = Annotated[Lang, typer.Option("--lang", help="訊息的語言 Language of messages.")]
_STEPS = {"pages": "頁面 pages", "checks": "檢查 checks", "switch": "換上 switch"}


def say(message: str) -> None:
    """A line on the error stream."""
    _errors.print(message)


def stop(message: str, code: int) -> NoReturn:
    """Say why and exit."""
    say(message)
    raise typer.Exit(code)


def print_problems(problems: tuple[Problem, ...], language: Lang) -> None:
    """Each problem on a line of its own."""
    for problem in problems:
        say(problem.render(language.value))


def say_first(lines: Sequence[str], lang: Lang) -> None:
    """As many lines as a person reads, and how many more there are."""
    for line in lines[:MOST_FAULTS]:
        say(line)
    if left := len(lines[MOST_FAULTS:]):
        say(f"另有 {left} 項未列" if lang is Lang.zh else f"{left} more are not listed")


NO_FILE: Words = ("沒有寫檔", "no file written")
UNCHANGED: Words = ("網站未更新", "the site was not changed")
MOST_FAULTS = 50  # of a site that is not whole; the first ones show what is wrong


class _Says(Protocol):
    """An error that says in both languages what was found and what is expected."""

    found: Words
    expected: Words


def words_of(error: _Says, lang: Lang) -> str:
    """`what was found；what is expected`."""
    index, between = (0, "；") if lang is Lang.zh else (1, "; ")
    return f"{error.found[index]}{between}{error.expected[index]}"


_SYSTEM: dict[int, Words] = {
    errno.ENOENT: ("沒有這個檔案或資料夾；請核對路徑", "there is no such file or folder: check the path"),
    errno.ENOTDIR: ("路徑中有一段不是資料夾；請核對路徑", "a part of the path is no folder: check the path"),
    errno.EISDIR: ("是資料夾，不是檔案；請指定檔案", "is a folder and no file: name a file"),
    errno.EACCES: ("沒有權限；請換資料夾，或請管理員開放", "no permission: choose another folder or ask who runs this computer"),
    errno.EPERM: ("沒有權限；請換資料夾，或請管理員開放", "no permission: choose another folder or ask who runs this computer"),
    errno.EROFS: ("磁碟是唯讀的；請換資料夾", "the disk is read-only: choose another folder"),
    errno.ENOSPC: ("磁碟空間不足；請騰出空間再做", "the disk is full: make room and do it again"),
    errno.EDQUOT: ("磁碟配額用完了；請騰出空間再做", "the quota of the disk is used up: make room and do it again"),
    errno.ENAMETOOLONG: ("檔名太長；請改短", "the name is too long: shorten it"),
    errno.EEXIST: ("已經存在，不會覆寫；請換檔名", "is there already and is not overwritten: choose another name"),
}  # fmt: skip


def system_words(error: OSError, lang: Lang) -> str:
    """What the system refused: the file, why and what to do; in the system's words where rare."""
    own = error.strerror or str(error)
    words = _SYSTEM.get(error.errno or 0, (f"系統說：{own}", f"the system says: {own}"))
    path = printable(os.fsdecode(error.filename)) + " " if error.filename else ""
    return path + words[0 if lang is Lang.zh else 1]


def read_file(file: Path, lang: Lang) -> bytes:
    """A file that the user named; where it cannot be read, says why and exits."""
    try:
        return file.read_bytes()
    except OSError as error:
        stop(
            ("無法讀取：" if lang is Lang.zh else "Cannot read: ") + system_words(error, lang),
            USAGE,
        )


def write_file(path: Path, content: bytes, lang: Lang) -> None:
    """Write a file where none stands and say where."""
    with told(lang, NO_FILE):
        write_new(path, content)
    print(f"已寫入 {path}" if lang is Lang.zh else f"{path} written")


def ending_of(path: Path, kinds: Iterable[str]) -> str:
    """The ending of a file to write, in small letters; it must be one of `kinds`."""
    ending = path.suffix.lower()
    if ending not in kinds:
        zh, en = " 或 ".join(kinds), " or ".join(kinds)
        stop(f"{path} 應以 {zh} 結尾 / {path}: end it in {en}", USAGE)
    return ending


def new_file(path: Path, kinds: Iterable[str], lang: Lang) -> str:
    """The ending of a file to write, refused before any work where the name is taken."""
    ending = ending_of(path, kinds)
    if path.exists() or path.is_symlink():
        taken = FileExistsError(errno.EEXIST, "", str(path))
        stop(system_words(taken, lang), USAGE)
    return ending


@contextmanager
def told(lang: Lang, undone: Words) -> Iterator[None]:
    """What the work of a command may raise, said to the user, with its exit code.

    `undone`: what was not done then (Chinese, English), such as 沒有寫檔. Anything else that is
    raised is a fault of the program and shows itself.
    """
    not_done = f"{undone[0]} / {undone[1]}"
    try:
        yield
    except NoPlan as error:
        stop(str(error), USAGE)
    except Refused as error:
        stop(words_of(error, lang), USAGE)
    except ProblemsError as error:
        print_problems(error.problems, lang)
        stop(not_done, PROBLEMS)
    except BrokenSite as error:
        for fault in error.faults[:MOST_FAULTS]:
            say(str(fault))
        stop(f"{len(error.faults)} 項；{not_done}", PROBLEMS)
    except NotOurs as error:
        stop(f"{error}\n{not_done}", USAGE)
    except (Busy, NoRelease, BadManifest) as error:
        stop(str(error), PROBLEMS)
    except FileExistsError as error:
        stop(system_words(error, lang), USAGE)
    except OSError as error:
        head = f"無法寫入，{undone[0]}：" if lang is Lang.zh else f"Cannot write, {undone[1]}: "
        stop(head + system_words(error, lang), PROBLEMS)


def say_formats_left_out() -> None:
    """The data formats that are not made here, because their library is not installed."""
    for one in formats_left_out():
        command = f"make extra-{one.id}"
        say(
            f"未安裝 {one.needs}，不產生「{one.title.zh}」；要產生請先執行 {command} / "
            f"{one.needs} is not installed, so no {one.title.en}; for them run {command}"
        )


def folder_of(data: Path) -> Path:
    """The data folder, which must exist."""
    if not data.is_dir():
        stop(f"找不到資料夾 {data} / no such data folder: {data}", USAGE)
    return data


def day_of(as_of: str | None) -> dt.date:
    """The as-of day: as given, else from the environment or the commit."""
    try:
        return resolve_as_of(as_of, environ=os.environ, root=ROOT)
    except NoAsOf as error:
        stop(str(error), USAGE)


def today() -> dt.date:
    """The office's own day. The only place that asks the clock: what is due is due today, and a
    plan is taken in today; nothing that is built may depend on it."""
    return dt.datetime.now(TAIPEI).date()


def todays(as_of: str | None) -> dt.date:
    """The office's own day: what is due is due today, whenever the data was last committed."""
    return day_of(as_of) if as_of else today()


def reporting_day(as_of: str | None) -> dt.date:
    """The day a report is filed on: today, or a day gone by that a clerk catches up with."""
    day, now = todays(as_of), today()
    if day > now:
        stop(
            f"--as-of {day} 晚於今天 {now}，不能在未來填報 / {day} is after today, {now}: no report is filed in the future",
            USAGE,
        )
    return day


def settings_of(
    data: Path, as_of: str | None, jobs: int, demonstration: bool | None = None
) -> ThemeSettings:
    """The data, read and checked; says which reports are dated after the as-of day and so left
    out. Raises `ProblemsError`."""
    day = day_of(as_of)
    found = settings_from(data=folder_of(data), as_of=day, jobs=jobs, demonstration=demonstration)
    for agency in found.loaded.agencies:
        for plan in agency.plans:
            for report in plan.reports:
                if report.reported > day:
                    _say_left_out(f"{agency.id}/{plan.id}/reports/{report.id}.yml", day)
    return found


def _say_left_out(report: str, day: dt.date) -> None:
    say(
        f"注意：{report} 的填報日晚於資料截至日 {day}，這次不列入；提交後再做，或加 --as-of / "
        f"note: {report} is dated after the as-of day {day} and left out: commit it first, or give --as-of"
    )


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """A bar of the steps of a build, gone when they are done; give each step's name to it."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=_errors, transient=True) as progress:
        task = progress.add_task("", total=len(_STEPS))
        yield lambda name: progress.update(task, description=_STEPS[name], advance=1)
