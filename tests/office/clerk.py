"""The clerk of the guide: its commands run as they stand, its cells typed into a real LibreOffice.

The guide is the script, so what it shows is what happens. The test and the guide's pictures both
walk it.
"""

import datetime as dt
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from generator.clock import TAIPEI
from tests.office.find_libreoffice import ADVICE, find_its_python, find_libreoffice

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDES = {"zh": ROOT / "content/zh-Hant/guide.md", "en": ROOT / "content/en/guide.md"}
WRITTEN_ON = "2026-11-21"  # the day in the guide's commands, which a clerk replaces by today
PYTHON = ".venv/bin/python"
EMPTY = ("（空白）", "(empty)")
# What the site is made from, and nothing that was built.
_PARTS = (
    *("site_build.py", "mkdocs.yml", "mkdocs.en.yml"),
    *("content", "data", "generator", "schemas", "theme_overrides", "tools"),
)
_BLOCK = re.compile(r"^```(sh|text|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"^\| (?:工作表|Sheet) \|.*\n\|[-|]+\|\n((?:\|.*\|\n)+)", re.MULTILINE)

Kind = Literal["sh", "text", "console", "fill", "refused"]


@dataclass(frozen=True)
class Step:
    """One thing that the guide says: commands (`sh`), what they answer (`text`), questions with
    answers (`console`), cells to fill, or cells that are refused with what is said of them."""

    kind: Kind
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def read_guide(path: Path) -> tuple[Step, ...]:
    """The guide's steps in their order."""
    text = path.read_text("utf-8")
    found: list[tuple[int, Step]] = []
    for block in _BLOCK.finditer(text):
        kind: Kind = {"sh": "sh", "text": "text"}.get(block[1], "console")  # type: ignore[assignment]
        found.append((block.start(), Step(kind, tuple(block[2].splitlines()))))
    for table in _TABLE.finditer(text):
        rows = tuple(
            tuple(cell.strip() for cell in line.strip("|").split(" | "))
            for line in table[1].splitlines()
        )
        refused = "程式說" in table[0] or "The program says" in table[0]
        found.append((table.start(), Step("refused" if refused else "fill", (), rows)))
    return tuple(step for _, step in sorted(found, key=lambda one: one[0]))


def commands(steps: tuple[Step, ...]) -> list[str]:
    """Every command, without the choice of a language."""
    lines = [line for step in steps if step.kind == "sh" for line in step.lines]
    return [line.removesuffix(" --lang en") for line in lines]


class Calc:
    """A LibreOffice of its own, with a profile of its own, that takes orders. See `calc.py`.

    `window`: this workbook stands open in a window, on the display that `environ` names; else
    there is no window.
    """

    def __init__(
        self, profile: Path, *, window: Path | None = None, environ: dict[str, str] | None = None
    ) -> None:
        office, python = find_libreoffice(), find_its_python()
        if office is None or python is None:
            raise FileNotFoundError(ADVICE)
        pipe = f"lianming-{os.getpid()}-{profile.name}"
        self._office = subprocess.Popen(
            [office, f"-env:UserInstallation={profile.absolute().as_uri()}", "--norestore",
             "--nologo", f"--accept=pipe,name={pipe};urp;", str(window or "--headless")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environ,
        )  # fmt: skip
        self._hand = subprocess.Popen(
            [python, str(Path(__file__).with_name("calc.py")), pipe],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self._hand.communicate(timeout=60)
            self._office.wait(60)
        finally:
            for process in (self._hand, self._office):
                process.kill()
                process.wait()

    def order(self, name: str, *given: object) -> None:
        """Have `calc.py` do something. Raises `RuntimeError` with what went wrong."""
        assert self._hand.stdin and self._hand.stdout
        self._hand.stdin.write(json.dumps([name, *map(_plain, given)]) + "\n")
        self._hand.stdin.flush()
        if (answer := self._hand.stdout.readline().strip()) != "done":
            raise RuntimeError(answer or "LibreOffice is gone")

    def type(self, sheet: str, cell: str, text: str) -> None:
        """Type into a cell; nothing to type empties it."""
        if text in ("", *EMPTY):
            self.order("clear", sheet, cell)
        else:
            self.order("type", sheet, cell, text)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Path) else value


class Practice:
    """A folder for practice, as the webmaster's guide makes one: a copy with a history of its own,
    which ends yesterday."""

    def __init__(self, parent: Path) -> None:
        self.folder = parent / "lianming"
        self.site = parent / "practice-site"
        self.today = dt.datetime.now(TAIPEI).date()
        self.folder.mkdir()
        for name in _PARTS:
            path = ROOT / name
            if path.is_dir():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(path, self.folder / name, ignore=ignored)
            else:
                shutil.copy(path, self.folder / name)
        (self.folder / ".gitignore").write_text("build/\n__pycache__/\n", "utf-8")
        (self.folder / "plan.pdf").write_bytes(b"%PDF-1.4 practice\n")  # a plan's document
        names = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER")
                 for what, value in (("NAME", "練習"), ("EMAIL", "practice@lianming.example"))}  # fmt: skip
        self.environ = {k: v for k, v in os.environ.items() if k != "SOURCE_DATE_EPOCH"} | names
        yesterday = f"{self.today - dt.timedelta(days=1)}T12:00:00+08:00"
        dates = {"GIT_AUTHOR_DATE": yesterday, "GIT_COMMITTER_DATE": yesterday}
        for command in ("init -q", "add .", "commit -qm start"):
            subprocess.run(
                ["git", *command.split()], cwd=self.folder, env=self.environ | dates, check=True
            )

    def words(self, command: str) -> list[str]:
        """A command of the guide as it is run here."""
        return [
            sys.executable if word == PYTHON else word
            for word in shlex.split(command.replace(WRITTEN_ON, self.today.isoformat()))
        ]

    def run(self, command: str, answers: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command of the guide; what it says on both streams is in `stdout`."""
        return subprocess.run(
            self.words(command), cwd=self.folder, env=self.environ, input=answers, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
        )  # fmt: skip

    def start(self, command: str, *more: str) -> subprocess.Popen[str]:
        """Start a command of the guide that runs until it is stopped."""
        return subprocess.Popen(
            [*self.words(command), *more], cwd=self.folder, env=self.environ, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def says(self, shown: str, output: str) -> bool:
        """Whether a line that the guide shows is in an output; `…` stands for what was left out."""
        shown = shown.replace(WRITTEN_ON, self.today.isoformat())
        pattern = ".*".join(re.escape(part) for part in shown.split("…"))
        return any(re.search(pattern, line) for line in output.splitlines())
