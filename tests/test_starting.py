"""`new agency` and `new plan`: valid files from plain answers, nothing overwritten."""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.source import load_site

ROOT = Path(__file__).resolve().parent.parent
AGENCY = (
    *("--id", "taitung-county", "--name", "臺東縣政府政風處", "--name-en", ""),
    *("--government", "臺東縣政府", "--government-en", "", "--region", "臺東縣", "--region-en", "Taitung County"),
)  # fmt: skip
PLAN = (
    *("--kind", "annual-policy-plan", "--title", "116年度計畫（示範）", "--title-en", "Plan 2027"),
    *("--period", "116", "--money-unit", "千元"),
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "plan.docx").write_bytes(b"a plan")
    return tmp_path / "data"


def new(data: Path, *arguments: str, answers: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "site_build.py", "new", *arguments, "--data", str(data)],
        cwd=ROOT, capture_output=True, text=True, input=answers, check=False,
    )  # fmt: skip


def document(data: Path) -> tuple[str, str]:
    return "--document", str(data.parent / "plan.docx")


def test_an_office_and_its_first_plan(data):
    assert new(data, "agency", *AGENCY).returncode == 0
    done = new(data, "plan", "taitung-county", *PLAN, *document(data))
    assert done.returncode == 0, done.stderr
    (office,) = [one for one in load_site(data).agencies if one.id == "taitung-county"]
    assert (office.agency.name.zh, office.agency.name.en) == ("臺東縣政府政風處", None)
    assert office.agency.region.en == "Taitung County"
    (entry,) = office.plans
    assert (entry.id, entry.plan.title.zh) == ("2027", "116年度計畫（示範）")
    assert entry.plan.sources[0].sha256 == hashlib.sha256(b"a plan").hexdigest()
    assert not [path for path in data.parent.iterdir() if path.name.startswith(".new-")]


def test_answers_at_a_terminal_do_the_same(data):
    answers = "taitung-county\n臺東縣政府政風處\n\n臺東縣政府\n\n臺東縣\nTaitung County\n"
    done = new(data, "agency", answers=answers)
    assert done.returncode == 0, done.stderr
    asked = (data / "agencies/taitung-county/agency.yml").read_text("utf-8")
    shutil.rmtree(data / "agencies/taitung-county")
    new(data, "agency", *AGENCY)
    assert (data / "agencies/taitung-county/agency.yml").read_text("utf-8") == asked


def test_a_plan_that_follows_carries_goals_indicators_and_last_results(data):
    done = new(data, "plan", "demo", "--from", "2025", *PLAN, *document(data))
    assert done.returncode == 0, done.stderr
    (office,) = [one for one in load_site(data).agencies if one.id == "demo"]
    plans = {entry.id: entry.plan for entry in office.plans}
    last, now = plans["2025"], plans["2027"]
    assert [goal.text for goal in now.goals] == [goal.text for goal in last.goals]
    assert not now.measures and not now.budget and not now.amendments and not now.calendar
    kpis = {kpi.number: kpi for kpi in now.kpis}
    assert set(kpis) == {kpi.number for kpi in last.kpis}
    # As reported, and as it follows from what was reported.
    assert kpis["1"].baseline and kpis["1"].baseline.printed == "44 件"
    assert kpis["2"].baseline and kpis["2"].baseline.printed == "83.3%"
    # Withheld, never reported, not measurable: absent is not zero.
    assert [kpis[number].baseline for number in ("14", "21", "17")] == [None, None, None]
    (target,) = kpis["1"].targets
    assert (target.year, target.printed) == (2027, "40 件")
    text = (data / "agencies/demo/2027/plan.yml").read_text("utf-8")
    assert text.count("與上期相同，請確認或修改") == 16
    assert "確認或修改：1、2、3" in done.stdout and "請照新文件填：5、6(1)" in done.stdout


def test_what_is_there_is_never_overwritten(data):
    before = (data / "agencies/kinmen/2020/plan.yml").read_bytes()
    done = new(data, "plan", "kinmen", *PLAN, "--period", "109", *document(data))
    assert done.returncode == 2 and "已經存在" in done.stderr
    assert (data / "agencies/kinmen/2020/plan.yml").read_bytes() == before
    done = new(data, "agency", *AGENCY, "--name", "金門縣政府政風處")
    assert done.returncode == 2 and "agencies/kinmen" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("agency", *AGENCY, "--id", "Taitung County"), "小寫英文"),
        (("agency", *AGENCY, "--region", "臺東\u202e縣"), "agency.yml"),
        (("plan", "nowhere", *PLAN), "沒有機關 nowhere"),
        (("plan", "demo", "--from", "1999", *PLAN), "沒有計畫 1999"),
        (("plan", "demo", *PLAN, "--kind", "wrong"), "annual-policy-plan"),
        (("plan", "demo", *PLAN, "--period", "11x"), "民國年"),
        (("plan", "demo", *PLAN, "--money-unit", "兩"), "千元"),
    ],
)
def test_a_wrong_answer_is_told_and_nothing_is_written(data, arguments, said):
    before = sorted(path for path in data.rglob("*"))
    more = document(data) if arguments[0] == "plan" else ()
    done = new(data, *arguments, *more)
    assert done.returncode in (1, 2) and said in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path for path in data.rglob("*")) == before
