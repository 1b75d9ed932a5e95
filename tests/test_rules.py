"""The list of rules: whole, and each rule is tripped by one fixture and not by its near-miss.

A fixture is `tests/rules/<id>.yml`: data that are spoilt in steps, starting from a small good site.
What a step may say stands in `apply`.
"""

import os
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import chdir
from datetime import date
from pathlib import Path
from socket import AF_UNIX, socket
from typing import Any, get_args

import pytest
import yaml

from generator.desk import inspect
from generator.problems import Problem
from generator.rulebook import RULES
from generator.rulebook.ids import RuleId

HERE = Path(__file__).parent
BASE = HERE / "sites_invalid/_base/data"
FIXTURES = {path.stem: path for path in sorted((HERE / "rules").glob("*.yml"))}
PLAN = "agencies/example/2020/plan.yml"
AS_OF = date(2026, 11, 21)
Step = Mapping[str, Any]
Case = Mapping[str, Any]
CHANGES = {"new", "append", "text", "hex", "remove", "move", "link"}
STEP_KEYS = CHANGES | {"file", "old", "times"}
CASE_KEYS = {"steps", "as_of", "commits", "draft", "git"}


def read_fixture(path: Path) -> Mapping[str, Any]:
    """A fixture; keys that nothing reads are refused, since a misspelt one would test nothing."""
    fixture: Mapping[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    assert set(fixture) - {"base"} == {"trips", "passes"}, path
    for case in (*fixture["trips"], *fixture["passes"]):
        assert set(case) <= CASE_KEYS, case
        for step in (*case.get("steps", ()), *(s for c in case.get("commits", ()) for s in c)):
            assert set(step) <= STEP_KEYS and len(set(step) & CHANGES) == 1, step
    return fixture


CASES = [
    pytest.param(id_, kind, n, id=f"{id_}-{kind}-{n}")
    for id_, path in FIXTURES.items()
    for kind in ("trips", "passes")
    for n in range(len(read_fixture(path)[kind]))
]


def apply(data: Path, step: Step) -> None:
    """One change of one file: `old` to `new`, `append` or whole `text` (`times` over), bytes in
    `hex`, `remove`, `move` to another path, or a `link` (symbolic, hard, pipe, socket) in the
    file's place."""
    path = data / step.get("file", PLAN)
    if "old" in step:
        text = path.read_text("utf-8")
        assert text.count(step["old"]) == 1, (
            f"{step['old']!r} stands {text.count(step['old'])} times"
        )
        path.write_text(text.replace(step["old"], step["new"]), "utf-8", newline="")
    elif "append" in step:
        more = step["append"] * step.get("times", 1)
        path.write_text(path.read_text("utf-8") + more, "utf-8", newline="")
    elif "text" in step or "hex" in step:
        path.parent.mkdir(parents=True, exist_ok=True)
        said = (step["text"] * step.get("times", 1)).encode() if "text" in step else b""
        path.write_bytes(said or bytes.fromhex(step.get("hex", "")))
    elif "remove" in step:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    elif "move" in step:
        path.rename(data / step["move"])
    elif step["link"] in ("pipe", "socket"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if step["link"] == "pipe":
            os.mkfifo(path)
            return
        with chdir(path.parent), socket(AF_UNIX) as opened:  # the whole path may be too long
            opened.bind(path.name)
    else:
        kept = data.parent / "outside.yml"
        path.rename(kept)
        path.symlink_to(kept) if step["link"] == "symbolic" else path.hardlink_to(kept)


def git(folder: Path, *arguments: str, day: int = 1) -> None:
    moment = f"2020-01-{day:02}T12:00:00+08:00"
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.example"}
    who |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.example"}
    subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True,
        env={**os.environ, **who, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
    )  # fmt: skip


def commit(data: Path, commits: list[list[Step]]) -> None:
    """The folder under git, with each list of steps as a commit, a day apart."""
    git(data.parent, "init", "--quiet")
    for day, steps in enumerate(commits, 1):
        for step in steps:
            apply(data, step)
        git(data.parent, "add", "--all", day=day)
        git(data.parent, "commit", "--quiet", "--allow-empty", "--message", "data", day=day)


def spoil_git(data: Path, how: str) -> None:
    folder = data.parent / ".git"
    if how == "unreadable":
        (folder / "HEAD").write_text("nothing\n")
        return
    assert how == "shallow"
    shallow = data.parent / "shallow"
    git(data.parent, "clone", "--quiet", "--depth", "1", data.parent.as_uri(), str(shallow))
    shutil.rmtree(folder)
    (shallow / ".git").rename(folder)
    shutil.rmtree(shallow)


def run(folder: Path, fixture: Mapping[str, Any], case: Case) -> tuple[Problem, ...]:
    """What `check` says of the small site after the steps of a case."""
    data = folder / "data"
    shutil.copytree(BASE, data)
    if base := fixture.get("base"):
        shutil.copytree(HERE / "rules/bases" / base, data, dirs_exist_ok=True)
    if case.get("draft"):  # all is committed but the plan
        kept = data.parent.parent / f"{data.parent.name}-plan.yml"
        (data / PLAN).rename(kept)
        commit(data, [[]])
        kept.rename(data / PLAN)
    elif "commits" in case:
        commit(data, case["commits"])
    for step in case.get("steps", ()):
        apply(data, step)
    if "git" in case:
        spoil_git(data, case["git"])
    return inspect(data, case.get("as_of", AS_OF)).problems


@pytest.mark.parametrize(("id_", "kind", "n"), CASES)
def test_a_rule_is_tripped_by_its_fixture_and_not_by_the_near_miss(tmp_path, id_, kind, n):
    fixture = read_fixture(FIXTURES[id_])
    found = run(tmp_path, fixture, fixture[kind][n])
    named = {problem.severity for problem in found if problem.rule == id_}
    if kind == "trips":
        assert named == {SEVERITY[id_]}, "\n".join(p.render("en") for p in found)
    else:
        assert named == set()
        assert [p.render("en") for p in found if p.severity == "error"] == []


SEVERITY = {rule.id: rule.severity for rule in RULES}


def test_every_rule_has_a_fixture_and_every_fixture_a_rule():
    assert sorted(set(SEVERITY) - set(FIXTURES)) == []
    assert sorted(set(FIXTURES) - set(SEVERITY)) == []


def test_each_id_that_a_problem_may_name_stands_in_the_list_once():
    assert sorted(rule.id for rule in RULES) == sorted(get_args(RuleId))


def test_a_rule_says_what_why_and_by_whom_in_both_languages():
    for rule in RULES:
        for words in (rule.asks, rule.reason, rule.source):
            assert len(words) == 2 and all(word.strip() == word != "" for word in words), rule.id
            assert not any("\n" in word or "|" in word for word in words), rule.id
