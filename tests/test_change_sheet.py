"""The sheet of changes: what a plan said and what it will say, with the recorded reason."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from generator.form.files import read_form
from generator.form.written import Table
from tests.forms import ROOT, run

PLAN = "agencies/kinmen/2020/plan.yml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The project's data with a history of its own."""
    folder = tmp_path / "office" / "data"
    shutil.copytree(ROOT / "data", folder)
    commit(folder, "first")
    return folder


def commit(data: Path, message: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-q", "-m", message)):
        subprocess.run(["git", *words], cwd=data, check=True)


def edit(data: Path, *pairs: tuple[str, str], path: str = PLAN) -> None:
    file = data / path
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def rows(path: Path) -> list[list[str]]:
    (table,) = [one for one in read_form(path.read_bytes()).blocks if isinstance(one, Table)]
    return [[cell.text for cell in row] for row in table.rows]


def sheet(data: Path, tmp_path: Path, *options: object, plan: str = "kinmen/2020"):
    out = tmp_path / "s.docx"
    out.unlink(missing_ok=True)
    done = run("change-sheet", *plan.split("/"), "--data", data, "--out", out, *options)
    return done, out


def test_a_plan_as_committed_says_no_changes_and_writes_no_file(data, tmp_path):
    done, out = sheet(data, tmp_path)
    assert (done.exit_code, done.stdout) == (0, "無變更\n") and not out.exists()
    done, out = sheet(data, tmp_path, "--lang", "en")
    assert done.stdout == "No changes\n" and not out.exists()


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_each_change_stands_with_its_words_before_and_after_and_its_reason(kind, data, tmp_path):
    edit(
        data,
        ("schedule: 109.03-06\n        estimate: 150", "schedule: 109.04-08\n        estimate: 120"),
        ("zh: 邀集社會公正人士擔任外聘委員", "zh: 邀請社會公正人士擔任外聘委員"),
        ("en: Invite impartial members", "en: Ask impartial members"),
        ("notes:\n  - kind: note", "amendments:\n  - {date: 2026-11-21, measure: 貳-2, field: amount, old: 150, new: 120, why: {zh: 場地改為免費}}\nnotes:\n  - kind: note"),
    )  # fmt: skip
    out = tmp_path / f"s.{kind}"
    done = run("change-sheet", "kinmen", "2020", "--data", data, "--out", out)
    assert done.exit_code == 0, done.output
    assert rows(out) == [
        ["項目", "原列", "修正後", "理由"],
        [
            "作法 壹-2 文字",
            "邀集社會公正人士擔任外聘委員，依計畫期程召開本府廉政會報，共同檢視機關風險因子，廣徵廉政興革建言，展現本府廉能施政環境。",
            "邀請社會公正人士擔任外聘委員，依計畫期程召開本府廉政會報，共同檢視機關風險因子，廣徵廉政興革建言，展現本府廉能施政環境。",
            "",
        ],
        ["作法 貳-2 期程", "109.03-06", "109.04-08", ""],
        ["作法 貳-2 估列經費（千元）", "150", "120", "場地改為免費"],
    ]
    assert "3 項修改，2 項沒有記錄理由" in done.stdout


def test_a_change_of_the_english_alone_is_counted_and_not_listed(data, tmp_path):
    edit(data, ("en: Invite impartial members", "en: Ask impartial members"))
    done, out = sheet(data, tmp_path)
    assert "無變更" in done.stdout and "另有 1 處只改英文，未列" in done.stderr and not out.exists()


def test_a_new_measure_and_one_that_goes_are_told_whole(data, tmp_path):
    edit(
        data,
        (
            "      - number: 2\n        text:\n          zh: 受理人民陳情",
            "      - number: 11\n        text: {zh: 新增作法}\n        schedule: 109.01-03\n        estimate: 7\n        category: 肅貪業務\n      - number: 2\n        text:\n          zh: 受理人民陳情",
        ),
    )
    _, out = sheet(data, tmp_path)
    assert rows(out)[1:] == [["作法 柒-11", "（無）", "新增作法；期程 109.01-03；估列經費 7；肅貪業務", ""]]  # fmt: skip
    commit(data, "second")
    subprocess.run(["git", "checkout", "-q", "HEAD~1", "--", PLAN], cwd=data, check=True)
    _, out = sheet(data, tmp_path / "office")  # what was written is not overwritten
    assert rows(out)[1:] == [["作法 柒-11", "新增作法；期程 109.01-03；估列經費 7；肅貪業務", "（刪除）", ""]]  # fmt: skip


def test_an_earlier_revision_can_be_compared_with(data, tmp_path):
    edit(data, ("estimate: 150", "estimate: 90"))
    commit(data, "second")
    done, out = sheet(data, tmp_path)
    assert done.stdout == "無變更\n"
    done, out = sheet(data, tmp_path, "--against", "HEAD~1")
    assert rows(out)[1:] == [["作法 貳-2 估列經費（千元）", "150", "90", ""]]
    text = "\n".join(p.text for p in docx.Document(str(out)).paragraphs)
    first = subprocess.run(["git", "rev-parse", "HEAD~1"], cwd=data, capture_output=True, text=True, check=True)  # fmt: skip
    assert "金門縣政府政風處109年度廉政工作計畫修正對照表" in text
    assert f"原列：git 版本 {first.stdout[:10]}" in text


def test_a_target_that_changes_brings_its_recorded_reason(data, tmp_path):
    file = data / "agencies/hsinchu-county/2023/plan.yml"
    text = file.read_text("utf-8")
    assert "130 案" in text
    file.write_text(
        text.replace("130 案", "120 案", 1)
        + "amendments:\n  - {date: 2023-06-01, kpi: 2, field: target, year: 112, old: 130 案, new: 120 案, why: {zh: 人力調整}}\n",
        "utf-8",
    )
    done, out = sheet(data, tmp_path, plan="hsinchu-county/2023")
    assert done.exit_code == 0, done.output
    assert rows(out)[1:] == [["指標 2 目標值 112 年度", "130 案", "120 案", "人力調整"]]


def test_a_plan_that_is_not_there_and_a_revision_that_is_none_are_refused(data, tmp_path):
    for options, words in (
        (("--against", "no-such"), "不是網站的資料夾，也不是 git 的版本"),
        (("--against", "--help"), "不是網站的資料夾，也不是 git 的版本"),
    ):
        done, out = sheet(data, tmp_path, *options)
        assert done.exit_code == 2 and words in done.stderr and not out.exists()
    done, out = sheet(data, tmp_path, plan="kinmen/1999")
    assert done.exit_code == 2 and not out.exists()


def test_without_a_git_history_the_sheet_asks_what_to_compare_with(data, tmp_path):
    shutil.rmtree(data / ".git")
    done, out = sheet(data, tmp_path)
    assert done.exit_code == 2 and "沒有 git 的歷史" in done.stderr and not out.exists()


def test_a_direction_is_told_in_words(data, tmp_path):
    path = "agencies/hsinchu-county/2023/plan.yml"
    edit(data, ("value: higher", "value: lower"), path=path)
    _, out = sheet(data, tmp_path, plan="hsinchu-county/2023")
    (row,) = rows(out)[1:]
    assert row[1:3] == ["愈高愈好", "愈低愈好"] and "direction" not in row[0]


def test_a_plan_that_was_never_committed_is_sent_to_the_form(data, tmp_path):
    new = data / "agencies/kinmen/2021"
    new.mkdir()
    text = (data / PLAN).read_text("utf-8").replace("period: 109", "period: 110")
    (new / "plan.yml").write_text(text, "utf-8")
    done, out = sheet(data, tmp_path, plan="kinmen/2021")
    assert done.exit_code == 2 and "form export" in done.stderr and not out.exists()


def test_against_a_site_that_is_public(data, tmp_path):
    built = run("build", "--data", data, "--out", tmp_path / "site", "--as-of", "2026-11-21")
    assert built.exit_code == 0, built.output
    done, out = sheet(data, tmp_path, "--against", tmp_path / "site")
    assert done.stdout == "無變更\n" and not out.exists()
    edit(data, ("estimate: 150", "estimate: 90"))
    done, out = sheet(data, tmp_path, "--against", tmp_path / "site")
    assert rows(out)[1:] == [["作法 貳-2 估列經費（千元）", "150", "90", ""]]
    demo, out = sheet(data, tmp_path / "office", "--against", tmp_path / "site", plan="demo/2025-2026")  # fmt: skip
    assert demo.stdout == "無變更\n"
