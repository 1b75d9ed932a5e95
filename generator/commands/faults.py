"""What a command's work may raise, in words, with its exit code. Loaded when something is raised."""

from generator.builds import NotOurs
from generator.commands.saying import (
    INTERRUPTED,
    MOST_FAULTS,
    PROBLEMS,
    USAGE,
    Lang,
    Words,
    print_problems,
    say,
    stop,
    system_words,
    words_of,
)
from generator.construction import BrokenSite
from generator.desk import NoPlan
from generator.making import CacheUnseen, Changing
from generator.manifest import BadManifest
from generator.numerals import Refused
from generator.pack_files.needs import NotInstalled, NotWritten
from generator.packs import NoMeeting, NotPublished
from generator.problems import ProblemsError
from generator.releases import Busy, NoRelease
from generator.shared import AnotherProgram
from generator.standing import Building
from generator.workers import NoCluster


def tell_fault(error: BaseException, lang: Lang, undone: Words) -> None:
    """Say what was raised and exit; return where it is a fault of the program, which shows itself."""
    not_done = f"{undone[0]} / {undone[1]}"
    match error:
        case NoPlan() | NoMeeting():
            stop(str(error), USAGE)
        case Refused():
            stop(words_of(error, lang), USAGE)
        case ProblemsError():
            print_problems(error.problems, lang)
            stop(not_done, PROBLEMS)
        case BrokenSite():
            for fault in error.faults[:MOST_FAULTS]:
                say(str(fault))
            stop(f"{len(error.faults)} 項；{not_done}", PROBLEMS)
        case NotOurs() | NoCluster() | AnotherProgram() | CacheUnseen() | NotInstalled():
            stop(f"{error}\n{not_done}", USAGE)
        case (
            Busy()
            | NoRelease()
            | BadManifest()
            | Building()
            | Changing()
            | NotPublished()
            | NotWritten()
        ):
            stop(str(error), PROBLEMS)
        case FileExistsError():
            stop(system_words(error, lang), USAGE)
        case OSError():
            head = f"無法寫入，{undone[0]}：" if lang is Lang.zh else f"Cannot write, {undone[1]}: "
            stop(head + system_words(error, lang), PROBLEMS)
        case KeyboardInterrupt():
            stop(f"已中斷；{undone[0]} / interrupted; {undone[1]}", INTERRUPTED)
