"""What the commands share: options, places, days, what their work may raise.

Imports nothing heavy: a build that has nothing to do is not to wait for it.
"""

import datetime as dt
import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from generator.atomic import write_new
from generator.clock import TAIPEI, NoAsOf, resolve_as_of
from generator.commands.saying import USAGE, Lang, Words, say, stop, system_words
from generator.inputs import Order, later_reports

ROOT = Path(__file__).resolve().parents[2]


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


NO_FILE: Words = ("沒有寫檔", "no file written")
UNCHANGED: Words = ("網站未更新", "the site was not changed")


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
    try:
        yield
    except typer.Exit:
        raise
    except (Exception, KeyboardInterrupt) as error:
        from generator.commands.faults import tell_fault

        tell_fault(error, lang, undone)
        raise


def say_formats_left_out() -> None:
    """The data formats that are not made here, because their library is not installed."""
    from generator.exports.formats import formats_left_out

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


def order_of(
    data: Path,
    as_of: str | None,
    jobs: int = 1,
    demonstration: bool | None = None,
    cluster: str | None = None,
) -> Order:
    """What is to be built from the data; says which reports are dated after the as-of day and so
    left out."""
    day = day_of(as_of)
    order = Order(ROOT, folder_of(data).absolute(), day.isoformat(), demonstration, jobs, cluster)
    for report in later_reports(order):
        _say_left_out(report, day)
    return order


def _say_left_out(report: str, day: dt.date) -> None:
    say(
        f"注意：{report} 的填報日晚於資料截至日 {day}，這次不列入；提交後再做，或加 --as-of / "
        f"note: {report} is dated after the as-of day {day} and left out: commit it first, or give --as-of"
    )


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """A bar of the steps of a build, gone when they are done; give each step's name to it. It stands
    from the first step on: a build that has nothing to do needs none."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    errors = Console(stderr=True, soft_wrap=True, markup=False, highlight=False)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors, transient=True) as progress:
        task = progress.add_task("", total=len(_STEPS))
        yield lambda name: progress.update(task, description=_STEPS[name], advance=1)
