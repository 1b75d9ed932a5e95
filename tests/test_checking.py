"""`check`: its formats, its counts, its exit codes, and the list of its rules."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands.annotations import annotate, workflow_command
from generator.problems import Place, Problem
from generator.rulebook import FAMILIES, RULES, UNCHECKED
from generator.rulebook.listing import render_rules

ROOT = Path(__file__).resolve().parent.parent
PLAN = "agencies/example/2020/plan.yml"
REPORT = """as_of: 2020-12-31
body: {zh: 甲科}
kpis: [{kpi: 1, value: 60 案, final: true}]
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small site without a fault."""
    shutil.copytree(ROOT / "tests/sites_invalid/_base/data", tmp_path / "data")
    return tmp_path / "data"


def check(data: Path, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "site_build.py", "check", "--data", str(data), *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, **environ},
    )  # fmt: skip


def spoil(data: Path, old: str, new: str) -> None:
    text = (data / PLAN).read_text("utf-8")
    assert old in text
    (data / PLAN).write_text(text.replace(old, new), "utf-8")


def test_problems_stand_under_their_severity_and_are_counted(data):
    spoil(data, "目標一", "\uf9a2政目標")
    spoil(data, "12.5%", "150%")
    done = check(data)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "錯誤:",
        f"data/{PLAN}:30:13: weight-over-100: 權重 150% 大於 100；請檢查單位；權重以百分比計",
        "備註:",
        f"data/{PLAN}:17:16: text-nfc: 自此處起有 1 個字元不是 NFC，已換成標準字；請以 NFC 存檔",
        "錯誤 1、警告 0、備註 1",
    ]


def test_notes_alone_are_no_failure_and_the_data_is_good(data):
    reports = data / "agencies/example/2020/reports"
    reports.mkdir()
    (reports / "2021-01-10-self.yml").write_text(REPORT, "utf-8")
    done = check(data, "--lang", "en", "--strict", "--as-of", "2026-11-21")
    assert done.returncode == 0
    assert "reason-asked" in done.stdout and done.stdout.splitlines()[0] == "note:"
    assert "the data is good: 1 plans (error 0, warning 0, note 4)" in done.stdout


def test_a_program_gets_a_list_with_the_severity_of_each(data):
    spoil(data, "12.5%", "150%")
    found = json.loads(check(data, "--format", "json").stdout)
    assert [(one["rule"], one["severity"]) for one in found] == [("weight-over-100", "error")]


def test_github_gets_a_command_for_each_problem_from_the_root_of_its_checkout(data):
    spoil(data, "12.5%", "150%")
    done = check(data, "--format", "github", GITHUB_WORKSPACE=str(data.parent.parent))
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == (
        f"::error file={data.parent.name}/data/{PLAN},line=30,col=13,title=weight-over-100"
        "::權重 150%25 大於 100；請檢查單位；權重以百分比計"
    )
    here = check(data, "--format", "github", GITHUB_WORKSPACE=str(data.parent))
    assert f"::error file=data/{PLAN},line=30" in here.stdout


def test_each_severity_has_its_command():
    place = Place("data/a.yml", 3, 5)
    problems = [
        Problem(place, "value", ("甲", "a"), ("乙", "b"), severity)
        for severity in ("error", "warning", "note")
    ]
    lines = list(annotate(problems, folder=".", language="en"))
    assert [line.split(" ")[0] for line in lines] == ["::error", "::warning", "::notice"]
    assert lines[0] == "::error file=data/a.yml,line=3,col=5,title=value::a; b"


def test_what_would_end_a_workflow_command_is_escaped():
    said = workflow_command(
        "error", {"file": "a,b:c%\r\n.yml", "line": 1}, "50%: a, b\r\n::error::c"
    )
    assert said == "::error file=a%2Cb%3Ac%25%0D%0A.yml,line=1::50%25: a, b%0D%0A::error::c"


def test_the_list_of_rules_in_the_project_is_current():
    text = (ROOT / "docs/checks.md").read_text("utf-8")
    assert text == render_rules(FAMILIES, UNCHECKED), "run site_build.py rules"
    for rule in RULES:
        assert f"| `{rule.id}` |" in text


def test_a_row_of_the_list_has_both_languages_and_the_source():
    (row,) = [
        r
        for r in render_rules(FAMILIES, UNCHECKED).splitlines()
        if r.startswith("| `duplicate-key` |")
    ]
    assert "每個欄位只寫一次<br>a key stands once" in row
    assert row.endswith(
        "YAML 1.2.2 第 3.2.1.3 節：鍵不可重複<br>YAML 1.2.2, section 3.2.1.3: keys are unique |"
    )
