"""Words on the error stream, and the exit codes that go with them.

0 good, 1 problems in the data or the site, 2 wrong usage, 130 interrupted.
"""

import errno
import os
from collections.abc import Sequence
from enum import StrEnum
from typing import NoReturn, Protocol

import typer

from generator.problems import Problem, printable

GOOD, PROBLEMS, USAGE, INTERRUPTED = 0, 1, 2, 130


Words = tuple[str, str]


class Lang(StrEnum):
    zh = "zh"
    en = "en"


MOST_FAULTS = 50  # of a site that is not whole; the first ones show what is wrong


def say(message: str) -> None:
    """A line on the error stream."""
    typer.echo(message, err=True)


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
