"""The ledger of changes: from what a plan records, and from the versions of its file in git."""

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from generator.git import in_last_commit, is_shallow, is_unreadable
from generator.history import read_ledgers, unexplained
from generator.ledger import Version, compare, draw_ledger, way_of
from generator.order_data import refuse_data
from generator.problems import ProblemsError
from generator.published import altered_reports
from generator.source import load_site

HERE = Path(__file__).parent
BASE = HERE / "sites_invalid/_base/data"
PLAN = "agencies/example/2020/plan.yml"
DAY = dt.date(2021, 1, 1)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A small site in a git repository of its own, its first version committed."""
    folder = tmp_path / "office/data"
    shutil.copytree(BASE, folder)
    git(folder, "init", "-q")
    commit(folder, "2020-01-10")
    return folder


def git(folder: Path, *arguments: str, **environment: str) -> None:
    identity = ("-c", "user.name=clerk", "-c", "user.email=clerk@office.example")
    subprocess.run(
        ["git", *identity, *arguments],
        cwd=folder, check=True, capture_output=True, env={**os.environ, **environment},
    )  # fmt: skip


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "-A")
    moment = f"{day}T12:00:00+08:00"
    git(folder, "commit", "-qm", day, GIT_COMMITTER_DATE=moment, GIT_AUTHOR_DATE=moment)


def edit(folder: Path, old: str, new: str) -> None:
    text = (folder / PLAN).read_text("utf-8")
    assert text.count(old) == 1
    (folder / PLAN).write_text(text.replace(old, new), "utf-8")


def ledger(folder: Path):
    return read_ledgers(folder, load_site(folder), DAY)["example", "2020"]


def refused(folder: Path) -> list[str]:
    ledgers = read_ledgers(folder, load_site(folder), DAY)
    return [problem.render("en") for problem in unexplained(ledgers, folder)]


def test_one_version_has_no_changes(data):
    assert ledger(data) == ()


def test_every_kind_of_promise_is_compared_between_versions(data):
    edit(data, "{109: 130 案}", "{109: 120 案}")
    edit(data, "weight: 12.5%", "weight: 10%")
    edit(data, "schedule: 109.01-12", "schedule: 109.03-12")
    edit(data, "estimate: 50", "estimate: 40")
    commit(data, "2020-03-01")
    found = {(e.item, e.field): (str(e.date), e.old, e.new, e.way) for e in ledger(data)}
    assert found == {
        ("1", "target"): ("2020-03-01", "130 案", "120 案", "eased"),
        ("1", "weight"): ("2020-03-01", "12.5%", "10%", "lowered"),
        ("g1-1", "deadline"): ("2020-03-01", "109.01-12", "109.03-12", "other"),
        ("g1-1", "amount"): ("2020-03-01", "50", "40", "lowered"),
    }


def test_a_lowered_target_without_a_reason_is_refused_and_names_what_to_do(data):
    edit(data, "{109: 130 案}", "{109: 120 案}")
    commit(data, "2020-03-01")
    (line,) = refused(data)
    assert line.startswith("data/agencies/example/2020/plan.yml:32:5: reason-missing")
    assert "2020-03-01" in line and "“130 案” to “120 案”" in line and "amendments" in line


def test_it_is_refused_before_it_is_committed_too(data):
    edit(data, "{109: 130 案}", "{109: 120 案}")
    assert len(refused(data)) == 1


@pytest.mark.parametrize(
    ("old", "new", "recorded"),
    [
        ("{109: 130 案}", "{109: 140 案}", "field: target, year: 109, old: 130 案, new: 140 案"),
        ("weight: 12.5%", "weight: 10%", "field: weight, old: 12.5%, new: 10%"),
        ("weight: 12.5%", "weight: 15%", "field: weight, old: 12.5%, new: 15%"),
    ],
)
def test_a_target_or_weight_changed_either_way_needs_a_reason(data, old, new, recorded):
    edit(data, old, new)
    commit(data, "2020-03-01")
    assert len(refused(data)) == 1
    text = (data / PLAN).read_text("utf-8")
    # The office's change, or a mistake of this site: both say why.
    for kind in ("revision", "correction"):
        change = f"{{date: 2020-02-20, kind: {kind}, kpi: 1, {recorded}, why: {{zh: 理由}}}}"
        (data / PLAN).write_text(f"{text}amendments:\n  - {change}\n", "utf-8")
        assert refused(data) == []
        (data / PLAN).write_text(
            f"{text}amendments:\n  - {change.replace(', why: {zh: 理由}', '')}\n", "utf-8"
        )
        with pytest.raises(ProblemsError) as caught:
            load_site(data)
        assert [p.rule for p in caught.value.problems] == ["reason-missing"]


def test_a_target_that_is_told_for_the_first_time_needs_no_reason(data):
    edit(data, "    targets: {109: 130 案}\n", "")
    git(data, "commit", "-qam", "first", "--amend")
    edit(data, "    scope: 業務\n", "    scope: 業務\n    targets: {109: 130 案}\n")
    assert refused(data) == []


def test_a_removed_target_counts_as_lowered(data):
    edit(data, "    targets: {109: 130 案}\n", "")
    commit(data, "2020-03-01")
    assert len(refused(data)) == 1


def test_a_changed_formula_needs_a_reason(data):
    edit(data, "    kind: count\n", "    kind: count\n    formula: {zh: 件數}\n")
    commit(data, "2020-02-01")
    edit(data, "formula: {zh: 件數}", "formula: {zh: 案件數}")
    commit(data, "2020-03-01")
    assert any("“件數” to “案件數”" in line for line in refused(data))


def test_a_record_that_understates_the_change_does_not_explain_it(data):
    text = (data / PLAN).read_text("utf-8").replace("{109: 130 案}", "{109: 120 案}")
    false = "{date: 2020-02-20, kpi: 1, field: target, year: 109, old: 121 案, new: 120 案, why: {zh: 理由}}"
    (data / PLAN).write_text(f"{text}amendments:\n  - {false}\n", "utf-8")
    commit(data, "2020-03-01")
    assert len(refused(data)) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: higher", "value: lower"),  # the same figure promises the contrary
        ("{109: 130 案}", "{109: 1300}"),  # another unit cannot be compared
        ("{109: 130 案}", "{109: {zh: 盡力辦理}}"),  # words for a figure
        ("    number: 1\n    name: {zh: 指標一", "    number: 2\n    name: {zh: 指標一"),
    ],
)
def test_a_promise_weakened_unseen_needs_a_reason(data, old, new):
    edit(data, old, new)
    commit(data, "2020-03-01")
    assert any("without a reason" in line for line in refused(data))


def test_a_target_lowered_on_a_branch_is_seen_where_it_was_merged(data):
    git(data, "checkout", "-qb", "side")
    edit(data, "{109: 130 案}", "{109: 120 案}")
    commit(data, "2020-02-01")
    git(data, "checkout", "-q", "-")
    (data / "README.md").write_text("beside\n", "utf-8")
    commit(data, "2020-02-15")
    moment = "2020-04-01T12:00:00+08:00"
    git(
        data,
        "merge",
        "-q",
        "--no-ff",
        "side",
        "-m",
        "m",
        GIT_COMMITTER_DATE=moment,
        GIT_AUTHOR_DATE=moment,
    )
    assert [(str(e.date), e.new) for e in ledger(data)] == [("2020-04-01", "120 案")]


def test_the_variables_of_a_hook_do_not_lead_to_another_repository(data, monkeypatch):
    edit(data, "{109: 130 案}", "{109: 120 案}")
    commit(data, "2020-03-01")
    monkeypatch.setenv("GIT_DIR", str(HERE.parent / ".git"))
    assert len(refused(data)) == 1


def test_an_item_that_this_site_had_by_mistake_is_corrected(data):
    text = (data / PLAN).read_text("utf-8")
    start, end = text.index("\nkpis:"), text.index("\nbudget:")
    text = text[:start] + text[end:]
    wrong = (
        "{date: 2020-02-20, kind: correction, kpi: 1, field: item, old: 指標一, why: {zh: 誤收}}"
    )
    (data / PLAN).write_text(f"{text}amendments:\n  - {wrong}\n", "utf-8")
    commit(data, "2020-03-01")
    assert refused(data) == []
    (data / PLAN).write_text(text, "utf-8")
    (line,) = refused(data)
    assert "field: standing" in line


def test_a_recorded_change_explains_the_version_and_is_told_once(data):
    edit(data, "{109: 130 案}", "{109: 120 案}")
    text = (data / PLAN).read_text("utf-8")
    why = "{date: 2020-02-20, kpi: 1, field: target, year: 109, old: 130 案, new: 120 案, why: {zh: 人力減少}}"
    (data / PLAN).write_text(f"{text}amendments:\n  - {why}\n", "utf-8")
    commit(data, "2020-03-01")
    assert refused(data) == []
    (entry,) = ledger(data)
    assert (str(entry.date), entry.why.zh) == ("2020-02-20", "人力減少")


def test_a_change_of_a_later_day_is_not_told_yet(data):
    edit(data, "{109: 130 案}", "{109: 140 案}")
    commit(data, "2021-03-01")
    assert ledger(data) == ()


def test_without_git_only_recorded_changes_are_known(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(BASE, folder)
    loaded = load_site(folder)
    environment = dict(os.environ)
    os.environ["GIT_CEILING_DIRECTORIES"] = str(tmp_path)
    try:
        assert read_ledgers(folder, loaded, DAY) == {("example", "2020"): ()}
        assert in_last_commit(folder, folder / PLAN) is None  # nobody can tell
    finally:
        os.environ.clear()
        os.environ.update(environment)


def test_a_version_that_cannot_be_read_is_passed_over(data):
    good = (data / PLAN).read_text("utf-8")
    (data / PLAN).write_text("kind: [", "utf-8")
    commit(data, "2020-02-01")
    (data / PLAN).write_text(good.replace("130 案", "150 案"), "utf-8")
    commit(data, "2020-03-01")
    assert [(e.old, e.new) for e in ledger(data)] == [("130 案", "150 案")]


REPORT = "agencies/example/2020/reports/2020-07-12-self.yml"


@pytest.fixture
def reported(data: Path) -> Path:
    """The small site with one report published; its office is not fictional."""
    agency = data / "agencies/example/agency.yml"
    agency.write_text(agency.read_text("utf-8").replace("fictional: true\n", ""), "utf-8")
    (data / REPORT).parent.mkdir()
    (data / REPORT).write_text(
        "as_of: 2020-06-30\nbody: {zh: 甲}\nkpis: [{kpi: 1, value: 60 案}]\n", "utf-8"
    )
    commit(data, "2020-07-12")
    return data


def altered(folder: Path) -> list[str]:
    return [problem.render("en") for problem in altered_reports(folder, load_site(folder))]


def test_a_published_report_that_says_something_else_is_told(reported):
    assert altered(reported) == []
    text = (reported / REPORT).read_text("utf-8")
    (reported / REPORT).write_text(f"# 電話確認過\n{text}", "utf-8")
    assert altered(reported) == []  # a comment changes nothing that is said
    (reported / REPORT).write_text(text.replace("60", "90"), "utf-8")
    assert "the report published on 2020-07-12 says something else" in altered(reported)[0]
    commit(reported, "2020-08-01")
    assert len(altered(reported)) == 1  # committing it does not make it good


def test_a_published_report_that_is_gone_is_told_unless_it_was_taken_back(reported):
    (reported / REPORT).unlink()
    commit(reported, "2020-08-01")
    assert "is gone" in altered(reported)[0]
    plan = (reported / PLAN).read_text("utf-8")
    record = (
        "amendments:\n  - {date: 2020-08-01, kind: correction, report: 2020-07-12-self, field: report,"
        " why: {zh: 誤載個人資料, en: Personal data by mistake}}\n"
    )
    (reported / PLAN).write_text(plan + record, "utf-8")
    assert altered(reported) == []
    assert [(e.field, e.item, e.why.zh) for e in ledger(reported)] == [
        ("report", "2020-07-12-self", "誤載個人資料")
    ]


def test_a_plan_that_is_gone_with_its_reports_is_told(reported):
    plan = reported / "agencies/example/2021"
    shutil.copytree(reported / "agencies/example/2020", plan)
    text = (plan / "plan.yml").read_text("utf-8").replace("109", "110").replace("2020", "2021")
    (plan / "plan.yml").write_text(text, "utf-8")
    shutil.rmtree(plan / "reports")
    shutil.rmtree(reported / "agencies/example/2020")
    assert "is gone" in altered(reported)[0]


def rename(folder: Path, old: str, new: str) -> None:
    """A folder of offices or plans under another name, with a plan of its own beside it."""
    (folder / "agencies" / old).rename(folder / "agencies" / new)


def append(path: Path, line: str) -> None:
    path.write_text(f"{path.read_text('utf-8')}{line}\n", "utf-8")


def test_an_office_that_is_gone_or_renamed_takes_no_report_along_unnoticed(reported):
    other = reported / "agencies/other"
    shutil.copytree(reported / "agencies/example", other)
    shutil.rmtree(other / "2020/reports")
    append(other / "agency.yml", "fictional: true")
    text = (other / "agency.yml").read_text("utf-8")
    text = text.replace("範例", "另一").replace("Example", "Other")
    (other / "agency.yml").write_text(text, "utf-8")
    commit(reported, "2020-07-20")
    rename(reported, "example", "renamed")
    assert "is gone; put the folder of the office or plan back" in altered(reported)[0]
    commit(reported, "2020-08-01")
    assert len(altered(reported)) == 1
    shutil.rmtree(reported / "agencies/renamed")
    commit(reported, "2020-08-02")
    # Gone from both places: each was published.
    assert [line.split("/")[2] for line in altered(reported)] == ["example", "renamed"]


def test_a_true_rename_names_the_earlier_folder_and_changes_no_report(reported):
    edit(reported, "{109: 130 案}", "{109: 150 案}")
    commit(reported, "2020-07-15")
    rename(reported, "example", "renamed")
    append(reported / "agencies/renamed/agency.yml", "formerly: [example]")
    assert altered(reported) == []
    commit(reported, "2020-08-01")
    assert altered(reported) == []
    ledgers = read_ledgers(reported, load_site(reported), DAY)
    assert [(e.old, e.new) for e in ledgers["renamed", "2020"]] == [("130 案", "150 案")]
    path = reported / REPORT.replace("example", "renamed")
    path.write_text(path.read_text("utf-8").replace("60", "90"), "utf-8")
    # Told for the place of the first publication and for the present one.
    assert [line.partition(": ")[0].split("/")[2] for line in altered(reported)] == [
        "example",
        "renamed",
    ]


def test_a_plan_under_another_folder_name_is_followed(reported):
    plan = (reported / PLAN).read_text("utf-8")
    rename(reported, "example/2020", "example/2021")
    path = reported / "agencies/example/2021/plan.yml"
    path.write_text(plan.replace("109", "110").replace("2020", "2021"), "utf-8")
    report = reported / REPORT.replace("/2020/", "/2021/")
    shutil.rmtree(report.parent)
    append(path, "formerly: [2020]")
    assert "is gone; put the file back" in altered(reported)[0]


def test_an_office_marked_as_fictional_later_still_published_what_it_published(reported):
    append(reported / "agencies/example/agency.yml", "fictional: true")
    (reported / REPORT).write_text(
        (reported / REPORT).read_text("utf-8").replace("60", "90"), "utf-8"
    )
    assert "says something else" in altered(reported)[0]
    commit(reported, "2020-08-01")
    assert "says something else" in altered(reported)[0]


def test_an_office_that_was_always_fictional_may_rewrite_and_becomes_real_from_then_on(data):
    (data / REPORT).parent.mkdir()
    text = "as_of: 2020-06-30\nbody: {zh: 甲}\nkpis: [{kpi: 1, value: 60 案}]\n"
    for day, figure in (("2020-07-12", "60"), ("2020-07-13", "70")):
        (data / REPORT).write_text(text.replace("60", figure), "utf-8")
        commit(data, day)
    assert altered(data) == []
    agency = data / "agencies/example/agency.yml"
    agency.write_text(agency.read_text("utf-8").replace("fictional: true\n", ""), "utf-8")
    commit(data, "2020-08-01")
    assert altered(data) == []  # the version that stands on the day it became real counts
    (data / REPORT).write_text(text, "utf-8")
    assert "says something else" in altered(data)[0]


def test_a_site_with_an_altered_report_is_not_built(reported):
    path = reported / REPORT
    path.write_text(path.read_text("utf-8").replace("60", "90"), "utf-8")
    for name in ("vocabulary.yml", "glossary.yml", "strings.yml", "site.yml"):
        if not (reported / name).exists():
            shutil.copy(HERE.parent / "data" / name, reported / name)
    with pytest.raises(ProblemsError, match="report-altered"):
        refuse_data(reported, load_site(reported), DAY)


def test_a_history_that_git_does_not_give_is_noticed(reported, monkeypatch):
    assert not is_unreadable(reported)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert is_unreadable(reported)


def test_a_shallow_copy_of_the_history_is_noticed(reported, tmp_path):
    edit(reported, "{109: 130 案}", "{109: 120 案}")
    commit(reported, "2020-09-01")
    copy = tmp_path / "shallow"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", f"file://{reported}", str(copy)],
        check=True, capture_output=True,
    )  # fmt: skip
    assert is_shallow(copy) and not is_shallow(reported)


def test_how_a_value_is_reckoned_is_compared_and_needs_a_reason(data):
    edit(
        data,
        "    weight: 12.5%",
        "    weight: 12.5%\n    law_bound: true\n    rounding: {mode: down, places: 0}",
    )
    commit(data, "2020-03-01")
    assert ledger(data) == ()  # what was first put as data is no change
    edit(data, "    rounding: {mode: down, places: 0}", "    rounding: {mode: up, places: 0}")
    commit(data, "2020-04-01")
    assert [(e.field, e.old, e.new) for e in ledger(data)] == [
        ("reckoning", "⌊ ⌋ 0; law_bound", "⌈ ⌉ 0; law_bound")
    ]
    assert "without a reason" in refused(data)[0]


def test_a_new_item_and_a_removed_one_are_told_as_items(data):
    plan = load_site(data).agencies[0].plans[0].plan
    without = plan.model_copy(update={"kpis": ()})
    entries = compare(Version(DAY, plan), Version(DAY, without))
    assert [(e.item, e.field, e.old, e.new) for e in entries] == [("1", "item", "指標一", None)]
    entries = compare(Version(DAY, without), Version(DAY, plan))
    assert [(e.item, e.field, e.old, e.new) for e in entries] == [("1", "item", None, "指標一")]
    assert draw_ledger(plan, [Version(DAY, plan)], DAY) == ()


def test_a_higher_target_promises_less_where_lower_is_better():
    plan = next(
        entry.plan
        for agency in load_site(HERE.parent / "data").agencies
        for entry in agency.plans
        if (agency.id, entry.id) == ("demo", "2025")
    )
    days = next(kpi for kpi in plan.kpis if kpi.id == "3")
    assert days.direction.value == "lower"
    assert way_of(days, "target", "18 日", "20 日") == "eased"
    assert way_of(days, "target", "20 日", "18 日") == "tightened"
    assert way_of(days, "weight", "15%", "10%") == "lowered"
    assert way_of(None, "deadline", "109.01-05", "109.01-06") == "other"


@pytest.mark.parametrize("direction", ["none", "range", None])
def test_a_target_without_a_direction_goes_up_or_down_and_is_not_called_eased(direction):
    plan = load_site(BASE).agencies[0].plans[0].plan
    record = plan.kpis[0].model_dump(include={"direction"})["direction"]
    kpi = direction and plan.kpis[0].model_copy(
        update={"direction": type(plan.kpis[0].direction)(**{**record, "value": direction})}
    )
    assert way_of(kpi, "target", "130 案", "120 案") == "lowered"
    assert way_of(kpi, "target", "120 案", "130 案") == "raised"
