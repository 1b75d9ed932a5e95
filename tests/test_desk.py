"""The office's desk: `status`, `check`'s remarks, and `report`, as a clerk runs them."""

import datetime as dt
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generator.desk import open_desk
from generator.drafting import Given, set_figures, start_draft
from generator.numerals import Refused
from generator.reports import KpiValue
from generator.source import load_site

ROOT = Path(__file__).resolve().parent.parent
AS_OF = "2026-11-21"
FOLDER = "agencies/demo/2025-2026/reports"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The project's own data, to report into."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


def run(command: str, *arguments: str, data: Path, typed: str = "", as_of: str = AS_OF):
    return subprocess.run(
        [sys.executable, "site_build.py", command, *arguments, "--data", str(data), "--as-of", as_of],
        cwd=ROOT, input=typed, capture_output=True, text=True, check=False,
    )  # fmt: skip


def report(data: Path, *arguments: str, typed: str = "", as_of: str = AS_OF):
    return run("report", "demo", "2025-2026", *arguments, data=data, typed=typed, as_of=as_of)


def files(data: Path) -> set[str]:
    return {path.name for path in (data / FOLDER).iterdir()}


def test_status_lists_what_is_due_overdue_and_behind_with_its_arithmetic(data):
    found = json.loads(run("status", "--format", "json", data=data).stdout)
    asked = {(row["plan"], row["number"], row["kind"]): row["working"] for row in found}
    assert asked["2025-2026", "7", "overdue"] == "2026-11-21 − 2026-07-20 = 124"
    assert asked["2025-2026", "5", "behind"].endswith("21 ÷ 34 ≈ 0.6176 < 0.7")
    assert asked["2026", "1", "due"] == "2026-11-21 ≤ 2026-11-30"
    assert {row["agency"] for row in found} == {"demo"}


def test_status_lists_answers_to_the_public_that_are_overdue(data):
    rows = json.loads(run("status", "--format", "json", data=data).stdout)
    owed = {(row["kind"], row["plan"], row["number"]): row for row in rows if "-overdue" in row["kind"] and "committee" not in row}  # fmt: skip
    assert set(owed) == {
        ("question-overdue", "2025-2026", "3"),
        ("question-overdue", "2025-2026", "5"),
        ("consultation-overdue", "", "demo-waiting-times"),
    }
    # The office's own day; the day that the site's rule set.
    assert owed["question-overdue", "2025-2026", "3"]["working"] == "2026-11-21 − 2026-10-19 = 33"
    by_rule = owed["question-overdue", "2025-2026", "5"]
    assert by_rule["working"] == "2026-10-12 + 30 = 2026-11-11; 2026-11-21 − 2026-11-11 = 10"
    assert owed["consultation-overdue", "", "demo-waiting-times"]["days"] == 22
    said = run("status", data=data).stdout
    assert "  提問逾期未答覆\t2025-2026 3 哪些資料集還沒有標示授權條款？\t\t2026-11-21" in said
    assert "  意見徵詢逾期未公布結果\tdemo-waiting-times 櫃檯等候時間的量測方式\t\t" in said
    assert f"{len(rows)} 項" in said
    # On the day it is due nothing is overdue yet.
    early = json.loads(run("status", "--format", "json", data=data, as_of="2026-10-19").stdout)
    assert not [row for row in early if row["kind"] in ("question-overdue", "consultation-overdue")]


def test_what_is_outstanding_stays_asked_for_in_the_next_year(data):
    for path in (data / FOLDER).iterdir():
        path.unlink()
    found = json.loads(run("status", "--format", "json", data=data, as_of="2026-02-01").stdout)
    asked = {
        (row["number"], row["year"], row["kind"]) for row in found if row["plan"] == "2025-2026"
    }
    assert ("1", 2025, "not-reported") in asked


def test_status_names_the_office_beside_its_folders(data):
    assert "demo 2025 示範機關\n" in run("status", data=data).stdout
    english = run("status", "--lang", "en", data=data).stdout
    assert "demo 2025 Demonstration Office\n" in english


def test_status_says_the_same_in_english(data):
    said = run("status", "--lang", "en", data=data).stdout
    assert "overdue\t7 Satisfaction with services\t2026\t2026-11-21 − 2026-07-20 = 124" in said


def test_a_reported_figure_makes_a_new_file_in_the_house_format(data):
    before = files(data)
    done = report(data, "--set", "7=86%", "--for", "2026-10-31")
    assert done.returncode == 0, done.stderr
    assert files(data) - before == {"2026-11-21-self.yml"}
    assert (data / FOLDER / "2026-11-21-self.yml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../../../../../schemas/report.json\n"
        "as_of: 2026-10-31\n"
        "body:\n"
        "  zh: 示範機關資料科\n"
        "  en: Data section, demonstration office\n"
        "kpis:\n"
        "  - kpi: 7\n"
        "    value: 86%\n"
    )
    load_site(data)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("7=186%", "186% 超過 100%"),
        ("7=86 件", "單位是「件」"),
        ("4=10", "累計 10，比 2026-06-30"),
        ("7=很好", "不是印出的數字"),
        ("1=30.5", "有小數"),
        ("99=1", "請寫 指標=數字"),
        ("7", "請寫 指標=數字"),
        ("7.valeu=1", "指標 7 沒有「valeu」這一欄"),
        ("1.kpi=7", "指標 1 沒有「kpi」這一欄"),
        ("7.components=3", "指標 7 沒有「components」這一欄"),
        ("7.final=maybe", "請寫 true 或 false"),
        ("7.year=next", "請寫民國年"),
    ],
)
def test_nonsense_is_refused_with_a_reason_and_nothing_is_written(data, setting, said):
    (data / FOLDER / "2026-11-12-self.yml").unlink()
    before = files(data)
    done = report(data, "--set", setting, "--for", "2026-10-31")
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert files(data) == before


def test_a_running_count_cannot_fall(data):
    done = report(data, "--set", "4=20", "--for", "2026-11-20")
    assert done.returncode == 1 and "累計 20，比 2026-10-31 的 25 件 少" in done.stderr


def test_a_second_value_for_a_day_must_say_what_it_corrects(data):
    done = report(data, "--set", "1=33", "--for", "2026-10-31")
    assert done.returncode == 1 and "corrects: 2026-11-12-self" in done.stderr
    done = report(
        data, "--set", "1=33", "--for", "2026-10-31",
        "--corrects", "2026-11-12-self", "--why", "漏列兩件",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "why:\n  zh: 漏列兩件\n" in (data / FOLDER / "2026-11-21-self.yml").read_text("utf-8")


def test_a_report_of_the_future_is_refused(data):
    done = report(data, "--set", "7=86%", "--for", "2026-11-22")
    assert done.returncode == 1 and "晚於填報日" in done.stderr


def test_it_asks_for_each_due_figure_shows_target_and_last_value_and_asks_again(data):
    done = report(data, typed="250 件\n330\n150%\n86%\n")
    assert done.returncode == 0, done.stderr
    assert (
        "6 櫃檯等候人次" in done.stdout
        and "目標 700 人次；上次 310 人次（2026-06-30）" in done.stdout
    )
    assert "✗ 單位是「件」" in done.stdout and "✗ 150% 超過 100%" in done.stdout
    text = (data / FOLDER / "2026-11-21-self.yml").read_text("utf-8")
    assert "  - kpi: 6\n    value: 330\n  - kpi: 7\n    value: 86%\n" in text


def test_an_empty_answer_leaves_a_figure_out_and_writes_no_empty_file(data):
    before = files(data)
    done = report(data, typed="\n\n")
    assert done.returncode == 0 and "沒有填任何數字" in done.stderr
    assert files(data) == before


def test_a_pace_behind_is_asked_for_reason_and_response(data):
    (data / FOLDER / "2026-11-12-self.yml").unlink()
    # 1 to 4 and 6, 7, 9, 10 are left out; 5 is behind.
    done = report(data, typed="\n\n\n\n21\n承辦人異動\n加派人力\n\n\n\n\n")
    assert done.returncode == 0, done.stderr
    text = (data / FOLDER / "2026-11-21-self.yml").read_text("utf-8")
    assert "reason:\n      zh: 承辦人異動" in text and "response:\n      zh: 加派人力" in text


def publish(folder: Path) -> None:
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=clerk", "-c", "user.email=c@office.example", "commit", "-qm", "first"],
    ):
        subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_an_unpublished_report_is_added_to_and_keeps_its_comments(data, tmp_path):
    publish(tmp_path)
    path = data / FOLDER / "2026-11-21-self.yml"
    assert report(data, "--set", "7=86%", "--for", "2026-11-20").returncode == 0
    path.write_text(path.read_text("utf-8").replace("kpis:", "# 電話確認過\nkpis:"), "utf-8")
    done = report(data, "--set", "6=340", "--set", "7.note=抽樣 200 人", "--for", "2026-11-20")
    assert done.returncode == 0, done.stderr
    text = path.read_text("utf-8")
    assert "# 電話確認過\n" in text and "- kpi: 6\n    value: 340" in text
    assert "value: 86%\n    note:\n      zh: 抽樣 200 人" in text
    assert "2026-11-21-self-2.yml" not in files(data)


def test_a_published_report_is_never_edited(data):
    path = data / FOLDER / "2026-11-12-self.yml"
    before = path.read_bytes()
    done = report(data, "--set", "7=86%", "--for", "2026-10-31", as_of="2026-11-12")
    assert done.returncode == 0, done.stderr
    assert path.read_bytes() == before and "2026-11-12-self-2.yml" in files(data)


def test_an_unknown_plan_lists_those_that_exist(data):
    done = run("report", "demo", "2031", data=data)
    assert done.returncode == 2 and "demo 2025-2026" in done.stderr


def test_check_asks_for_a_missing_reason_and_tells_of_a_later_report(data):
    path = data / FOLDER / "2026-11-12-self.yml"
    text = path.read_text("utf-8")
    start = text.index(", reason: {zh: 授權文字8月才定案")
    path.write_text(text[:start] + text[text.index("}}", start) + 1 :], "utf-8")
    done = run("check", data=data)
    assert done.returncode == 0 and "reason-asked: 指標 5" in done.stdout
    done = run("check", data=data, as_of="2026-11-01")
    assert done.returncode == 0 and "report-later: 填報日 2026-11-12" in done.stdout


def test_a_report_of_another_day_or_body_gets_a_file_of_its_own(data, tmp_path):
    publish(tmp_path)
    assert report(data, "--set", "7=86%", "--for", "2026-11-20").returncode == 0
    assert report(data, "--set", "6=340", "--for", "2026-11-19").returncode == 0
    assert report(data, "--set", "6=350", "--for", "2026-11-20", "--body", "服務科").returncode == 0
    first, second, third = (
        (data / FOLDER / f"2026-11-21-self{tail}.yml").read_text("utf-8")
        for tail in ("", "-2", "-3")
    )
    assert "kpi: 6" not in first and "as_of: 2026-11-20" in first
    assert "as_of: 2026-11-19" in second and "kpi: 7" not in second
    assert "zh: 服務科" in third


def test_two_years_of_one_indicator_do_not_overwrite_each_other(data, tmp_path):
    publish(tmp_path)
    assert report(data, "--set", "7=86%", "--for", "2026-11-20").returncode == 0
    done = report(data, "--set", "7=84%", "--set", "7.year=114", "--for", "2026-11-20")
    assert done.returncode == 0, done.stderr
    text = (data / FOLDER / "2026-11-21-self.yml").read_text("utf-8")
    assert "value: 86%" in text and "value: 84%\n    year: 114" in text


def test_a_published_name_stays_taken_after_the_file_is_gone(data, tmp_path):
    publish(tmp_path)
    (data / FOLDER / "2026-11-12-self.yml").unlink()
    done = report(data, "--set", "7=86%", "--for", "2026-10-31", as_of="2026-11-12")
    assert done.returncode == 0, done.stderr
    assert {"2026-11-12-self-2.yml"} <= files(data) and "2026-11-12-self.yml" not in files(data)


def test_a_correction_stands_for_the_day_body_and_stage_of_what_it_corrects(data):
    done = run(
        "report", "demo", "2025", "--set", "13=56", "--set", "13.final=true",
        "--corrects", "2026-02-25-approved", "--why", "重複計入兩件", data=data,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = (data / "agencies/demo/2025/reports/2026-11-21-approved.yml").read_text("utf-8")
    assert "as_of: 2025-12-31" in text and "zh: 示範政府資料單位" in text


def test_a_correction_of_a_report_that_does_not_exist_lists_the_latest(data):
    done = report(data, "--set", "7=86%", "--corrects", "2026-11-13-self", "--why", "x")
    assert done.returncode == 2 and "2026-11-12-self" in done.stderr


def test_a_correction_is_asked_for_figure_by_figure(data):
    done = run(
        "report", "demo", "2025", "--corrects", "2026-02-25-approved", "--why", "重複計入",
        data=data, typed="56\n",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "共 1 項" in done.stdout
    text = (data / "agencies/demo/2025/reports/2026-11-21-approved.yml").read_text("utf-8")
    assert "- kpi: 13\n    value: 56\n" in text


def correct(data: Path, *arguments: str):
    return report(
        data, *arguments, "--corrects", "2026-11-21-self", "--why", "重新計算", "--lang", "en"
    )


def test_a_correction_is_of_the_year_that_the_corrected_report_says(data):
    earlier = ("--set", "7=84%", "--set", "7.year=114", "--for", "2026-11-20")
    assert report(data, *earlier).returncode == 0
    done = correct(data, "--set", "7=83%")
    assert done.returncode == 0, done.stderr
    text = (data / FOLDER / "2026-11-21-self-2.yml").read_text("utf-8")
    assert "- kpi: 7\n    value: 83%\n    year: 114\n" in text


def test_a_correction_of_a_year_that_is_not_there_says_what_to_write(data):
    earlier = ("--set", "7=84%", "--set", "7.year=114", "--for", "2026-11-20")
    assert report(data, *earlier).returncode == 0
    before = files(data)
    done = correct(data, "--set", "7=83%", "--set", "7.year=115")
    assert done.returncode == 1 and files(data) == before
    assert "2026-11-21-self has “7” for ROC 114, here it is for ROC 115" in done.stderr
    assert "write year: 114 here" in done.stderr


def test_a_correction_of_one_of_several_years_asks_which(data):
    day = dt.date(2026, 11, 21)
    desk = open_desk(data, agency="demo", plan="2025-2026", as_of=day)
    values = [KpiValue.model_validate({"kpi": "7", "year": year}) for year in ("113", "114")]
    entry = desk.entry.reports[-1]
    held = replace(entry, report=entry.report.model_copy(update={"kpis": tuple(values)}))
    desk = replace(desk, entry=replace(desk.entry, reports=(held,)))
    draft = start_draft(desk, Given(reported=day, corrects=held.id, why="重新計算"))
    with pytest.raises(Refused) as refused:
        set_figures(desk, draft, ["7=83%"])
    assert "113, 114" in refused.value.found[1]
    assert "--set 7.year=114" in refused.value.expected[1]
    said = set_figures(desk, draft, ["7=83%", "7.year=113"]).kpis
    assert said == {"7": {"value": "83%", "year": "113"}}


@pytest.mark.parametrize(
    "settings", [("1=1", "1=2"), ("1=1", "1.value=2"), ("１=1", "1=1"), ("1.note=a", "1.note=b")]
)
def test_a_field_that_is_set_twice_is_refused(data, settings):
    before = files(data)
    done = report(data, *(part for one in settings for part in ("--set", one)))
    assert done.returncode == 2 and files(data) == before
    assert all(f"「{one}」" in done.stderr for one in settings) and "只留一個" in done.stderr


def test_a_report_is_not_filed_on_a_day_to_come(data):
    before = files(data)
    done = report(data, "--set", "7=86%", "--for", "2026-10-31", as_of="2099-01-01")
    assert done.returncode == 2 and files(data) == before
    assert "2099-01-01 晚於今天" in done.stderr and "in the future" in done.stderr


@pytest.mark.parametrize(
    ("lang", "mark"), [("zh", "（草稿，未寫入）"), ("en", " (draft, not written)")]
)
def test_a_refused_draft_is_not_called_a_file(data, lang, mark):
    done = report(data, "--set", "7=186%", "--for", "2026-10-31", "--lang", lang)
    assert done.returncode == 1
    assert f"2026-11-21-self.yml{mark}:" in done.stderr
    assert not (data / FOLDER / "2026-11-21-self.yml").exists()


def test_where_nothing_is_due_it_says_what_to_do(data):
    done = run("report", "kinmen", "2020", data=data)
    assert done.returncode == 0 and "--set" in done.stdout and "沒有寫檔" in done.stderr


def test_bytes_that_are_no_text_are_refused(data):
    done = subprocess.run(
        [sys.executable, "site_build.py", "report", "demo", "2025-2026", "--set", "7=86%",
         "--body", b"\xff\xfe", "--data", str(data), "--as-of", AS_OF],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2 and "UTF-8" in done.stderr.decode()


def test_measures_and_budget_that_are_not_asked_for_are_named_at_the_end(data):
    done = run("report", "demo", "2026", "--set", "1=40", "--for", "2026-10-31", data=data)
    assert done.returncode == 0, done.stderr
    assert "另有 1 項作法應填報：一-2，請寫在檔案的 measures（格式見 CONTRIBUTING）" in done.stdout
    done = run("report", "demo", "2025", "--lang", "en", data=data, typed="\n" * 20)
    assert "Measures to report too (1): 二-4; write them under measures" in done.stdout


def test_budget_lines_without_execution_as_of_the_last_day_are_named(data):
    for path in (data / "agencies/demo/2025/reports").iterdir():
        path.unlink()
    done = run("report", "demo", "2025", data=data, typed="\n" * 80)
    assert "另有 3 筆預算沒有截至 2025-12-31 的執行數：1、2、3，請寫在檔案的 budget" in done.stdout
    done = run("report", "demo", "2025-2026", data=data, typed="\n" * 20)
    assert "另有" not in done.stdout


def test_a_report_says_its_day_what_comes_next_and_whether_it_was_updated(data, tmp_path):
    publish(tmp_path)
    done = report(data, "--set", "7=86%")
    assert "已寫入" in done.stdout and "數字截至 2026-10-31" in done.stdout
    assert "接著請執行 check" in done.stdout and "commit" in done.stdout
    done = report(data, "--set", "7=87%")
    assert "已更新" in done.stdout and "已寫入" not in done.stdout
    done = report(data, "--set", "6=340", "--lang", "en")
    assert "updated (figures as of 2026-10-31)" in done.stdout and "Next: run check" in done.stdout


def test_without_a_calendar_the_day_of_the_figures_is_said(data):
    plan = data / "agencies/demo/2025-2026/plan.yml"
    text = plan.read_text("utf-8")
    start = text.index("calendar:\n")
    plan.write_text(text[:start] + text[text.index("amendments:\n") :], "utf-8")
    done = report(data, typed="\n" * 40)
    assert "計畫沒有填報日程，數字截至 2026-11-21；其他日期請加 --for" in done.stdout


def test_the_end_of_the_input_is_said_in_a_sentence(data):
    before = files(data)
    done = report(data, typed="")
    assert done.returncode == 1 and files(data) == before
    assert "中斷，沒有寫檔" in done.stderr and "Aborted" not in done.stderr


def test_check_says_where_there_is_no_history_to_compare_with(data, tmp_path):
    done = run("check", data=data)
    assert done.returncode == 0
    assert "data:1:1: history-absent: 這裡沒有 git 的歷史" in done.stdout
    assert "git clone" in done.stdout
    publish(tmp_path)
    assert "history-absent" not in run("check", data=data).stdout
