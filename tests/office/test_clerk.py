"""The clerk's whole way: every command, cell and answer of the guide, on a real LibreOffice."""

import re
import signal
import socket
import urllib.request
from pathlib import Path

import pytest

from tests.office.clerk import EMPTY, GUIDES, PYTHON, Calc, Practice, Step, commands, read_guide
from tests.soak import small_or_full

WORKBOOK = "plan.xlsx"
KPI = {"zh": "agencies/hsinchu-county/2023/kpi/2/", "en": "en/agencies/hsinchu-county/2023/kpi/2/"}
STATES = {"zh": ("接近目標", "本站尚未收錄"), "en": ("Near", "Not held here")}


@pytest.fixture
def calc(tmp_path: Path):
    with Calc(tmp_path / "profile") as running:
        yield running


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def question_of(line: str) -> tuple[str, str]:
    """A question of the guide and what is answered; nothing is answered with Enter alone."""
    question, _, answer = f"{line} ".rpartition(": ")
    return question, answer.strip()


class Walk:
    """One walk through the guide in one language, the workbook saved as one kind of file."""

    def __init__(self, language: str, kind: str, practice: Practice, calc: Calc) -> None:
        self.language, self.kind = language, kind
        self.practice, self.calc = practice, calc
        self.steps = read_guide(GUIDES[language])
        self.typed: dict[tuple[str, str], str] = {}
        self.output = ""
        self.seen: list[str] = []  # headings of what was looked at along the way

    def path(self, name: str) -> Path:
        return self.practice.folder / name

    def go(self) -> None:
        for place, step in enumerate(self.steps):
            if step.kind == "sh":
                after = self.steps[place + 1] if place + 1 < len(self.steps) else Step("text")
                self.commands(step, after if after.kind == "console" else None)
            elif step.kind == "text":
                for line in step.lines:
                    assert self.practice.says(line, self.output), f"{line}\n---\n{self.output}"
            elif step.kind == "fill":
                self.fill(step)
            elif step.kind == "refused":
                self.refused(step)

    def commands(self, step: Step, asked: Step | None) -> None:
        self.output = ""
        for line in step.lines:
            command = line.replace(WORKBOOK, f"plan{self.kind}") if " import " in line else line
            if " serve " in line:
                self.serve(line)
                continue
            pairs = [question_of(one) for one in asked.lines] if asked else []
            done = self.practice.run(command, "".join(f"{answer}\n" for _, answer in pairs))
            assert done.returncode == 0, f"{line}\n{done.stdout}"
            assert all(f"{question}: " in done.stdout for question, _ in pairs), done.stdout
            self.output += done.stdout
            self.look(line)

    def fill(self, step: Step) -> None:
        self.calc.order("open", self.path(WORKBOOK))
        for sheet, cell, text, *_ in step.rows:
            self.calc.type(sheet, cell, text)
            self.typed[sheet, cell] = text
        self.calc.order("save", self.path(f"plan{self.kind}"))

    def refused(self, step: Step) -> None:
        """Each fault by itself, typed over the good cells, and then all of one kind at once."""
        for sheet, cell, text, said in step.rows:
            self.calc.type(sheet, cell, text)
            bad = self.path(f"bad{self.kind}")
            self.calc.order("save", bad)
            self.calc.type(sheet, cell, self.typed[sheet, cell])
            language = "" if self.language == "zh" else " --lang en"
            done = self.practice.run(
                f".venv/bin/python site_build.py workbook import {bad.name}{language}"
            )
            assert done.returncode == 1 and f"{sheet}!{cell}: {said}" in done.stdout, (
                text,
                done.stdout,
            )
        assert not self.path("data/agencies/hsinchu-county/2023/reports").exists()

    def serve(self, line: str) -> None:
        port = free_port()
        process = self.practice.start(line, "--port", str(port))
        address = f"http://127.0.0.1:{port}/"
        try:
            assert process.stdout
            said = [process.stdout.readline(), process.stdout.readline()]
            with urllib.request.urlopen(address + KPI[self.language], timeout=60) as answer:
                assert "126" in text_of(answer.read().decode())
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)
        self.output += "".join(said).replace(address, "http://127.0.0.1:8000/")
        self.seen.append("preview")

    def look(self, line: str) -> None:
        """What a command left behind, beyond what it said."""
        if "publish" in line and "--verify" not in line:
            new = "git commit" in "".join(self.seen) and "--rollback" not in line
            self.published(new=new)
        if line.startswith("git commit"):
            self.seen.append(line)

    def published(self, *, new: bool) -> None:
        """The served pages of both languages, with the figures and their source or without."""
        for language, address in KPI.items():
            page = (self.practice.site / "current" / address / "index.html").read_text("utf-8")
            text, (state, before) = text_of(page), STATES[language]
            assert ("126" in text) is new
            assert (state if new else before) in text
            assert ("操作示範（非機關填報）" in text) is new  # who reported it
            assert ("示範用數字" in text) is new
            plan = Path(address).parent.parent
            money = (self.practice.site / "current" / plan / "index.html").read_text("utf-8")
            assert ("19,415" in money) is new
        self.seen.append("new" if new else "old")


WALKS = small_or_full([("zh", ".xlsx")], [("zh", ".xlsx"), ("en", ".ods")])


@pytest.mark.parametrize(("language", "kind"), WALKS)
def test_the_guide_is_what_happens(language, kind, calc, tmp_path):
    walk = Walk(language, kind, Practice(tmp_path), calc)
    walk.go()
    # Before, looked at, committed, published, and back again.
    assert [one.split()[0] for one in walk.seen] == ["old", "preview", "git", "new", "old"]
    released = sorted(path.name for path in (walk.practice.site / "releases").iterdir())
    assert released == ["000001", "000002"]


def test_both_languages_have_the_same_commands_and_cells():
    zh, en = (read_guide(GUIDES[language]) for language in ("zh", "en"))
    assert commands(zh) == commands(en)
    assert len(commands(zh)) > 12
    # What a clerk knows of the terminal, and nothing else of ours but what was run.
    assert {line.split()[0] for line in commands(zh)} == {PYTHON, "git"}
    for kind in ("fill", "refused"):
        rows = [
            [tuple("" if cell in EMPTY else cell for cell in row[:3]) for row in step.rows]
            for steps in (zh, en) for step in steps if step.kind == kind
        ]  # fmt: skip
        assert len(rows) == 2 and rows[0] == rows[1]
    assert sum(len(step.rows) for step in zh if step.kind == "refused") > 4


def test_a_report_that_is_not_committed_is_named_where_it_is_left_out(calc, tmp_path):
    walk = Walk("zh", ".xlsx", Practice(tmp_path), calc)
    for step in walk.steps:
        if step.kind == "fill":
            walk.fill(step)
            break
        if step.kind == "sh":
            walk.practice.run(step.lines[0])
    python = ".venv/bin/python site_build.py"
    assert walk.practice.run(f"{python} workbook import {WORKBOOK} --apply").returncode == 0
    done = walk.practice.run(f"{python} diff --against ../practice-site")
    assert f"hsinchu-county/2023/reports/{walk.practice.today}-self.yml 的填報日晚於" in done.stdout
    assert "沒有承諾或數字的改變" in done.stdout


def test_a_changed_target_is_refused_as_the_guide_says(calc, tmp_path):
    practice = Practice(tmp_path)
    python = ".venv/bin/python site_build.py"
    practice.run(f"{python} workbook export hsinchu-county 2023 --out {WORKBOOK}")
    calc.order("open", practice.folder / WORKBOOK)
    calc.type("指標 KPIs", "Q4", "3 案")
    calc.order("save", practice.folder / WORKBOOK)
    assert practice.run(f"{python} workbook import {WORKBOOK} --apply").returncode == 0
    for language, guide in GUIDES.items():
        said = re.search(r"^> (.+)$", guide.read_text("utf-8"), re.MULTILINE)
        done = practice.run(f"{python} check --as-of 2026-11-21 --lang {language}")
        assert said and done.returncode == 1
        assert practice.says(said[1], done.stdout), done.stdout
