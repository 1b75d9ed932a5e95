"""A plan as a workbook: out and back in, changes in words, faults by cell, report sheets."""

import contextlib
import random
import shutil
import subprocess
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from generator.atomic import locked
from generator.document import Document
from generator.imports.plan_file import assign_plain, edit_plan
from generator.source import load_site
from generator.strict_yaml import parse_document
from generator.workbook.book import FIRST
from generator.workbook.files import KINDS, read_workbook, write_workbook
from generator.workbook.package import NotAWorkbook
from generator.workbook.sheets import items_at, make_book, value_at
from site_build import app

ROOT = Path(__file__).resolve().parent.parent
PLANS = ("kinmen/2020", "kaohsiung/2024", "hsinchu-county/2023", "chiayi-city/2019-2022")
DEMO = ("demo/2025", "demo/2026", "demo/2025-2026")
DAY = "2026-11-21"
HSINCHU = "agencies/hsinchu-county/2023/plan.yml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The project's own data, to write into."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


def run(*arguments: object, data: Path) -> Result:
    return CliRunner().invoke(
        app, ["workbook", *map(str, arguments), "--data", str(data), "--as-of", DAY]
    )


Cells = dict[tuple[str, str, str], object]


def fill(path: Path, cells: Cells) -> None:
    """Write into cells named by sheet, row key and column key, as a clerk types them."""
    workbook = openpyxl.load_workbook(path)
    for (name, row, column), value in cells.items():
        sheet = workbook[name]
        line = next(r[0].row for r in sheet.iter_rows(min_row=FIRST) if r[0].value == row)
        place = next(cell.column for cell in sheet[1] if cell.value == column)
        cell = sheet.cell(line, place)
        cell.value = value
        if isinstance(value, str) and not isinstance(value, Formula):
            cell.data_type = "s"
    workbook.save(path)


class Formula(str):
    """A value that is typed as a formula."""


@pytest.fixture
def book(data: Path, tmp_path: Path):
    """Export a plan, fill in cells, import it."""

    def used(plan: str, cells: Cells, *options: str) -> Result:
        path = tmp_path / "w.xlsx"
        path.unlink(missing_ok=True)
        assert run("export", *plan.split("/"), "--out", path, data=data).exit_code == 0
        fill(path, cells)
        return run("import", path, *options, data=data)

    return used


def document(plan: str) -> Document:
    path = ROOT / "data/agencies" / plan / "plan.yml"
    return parse_document(path.read_bytes(), "plan.yml")


def state(data: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(data.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("plan", PLANS + DEMO)
def test_an_untouched_workbook_changes_nothing_byte_for_byte(plan, kind, data, tmp_path):
    before, path = state(data), tmp_path / f"w{kind}"
    assert run("export", *plan.split("/"), "--out", path, data=data).exit_code == 0
    done = run("import", path, "--apply", data=data)
    assert (done.exit_code, done.stdout) == (0, "沒有改變\n")
    assert state(data) == before


@pytest.mark.parametrize("plan", PLANS + DEMO)
def test_every_bilingual_text_and_figure_of_a_plan_stands_in_a_cell(plan, data, tmp_path):
    run("export", *plan.split("/"), "--out", tmp_path / "w.xlsx", data=data)
    shown = {
        cell
        for rows in read_workbook((tmp_path / "w.xlsx").read_bytes()).values()
        for row in rows
        for cell in row
    }
    value = document(plan).value
    expected = {value_at(item, ("text", "zh")) for _, item in items_at(value, "goals", "measures")}
    expected |= {value_at(item, ("estimate",)) for _, item in items_at(value, "goals", "measures")}
    expected |= {value_at(item, ("amount",)) for _, item in items_at(value, "budget")}
    expected |= {value_at(item, ("text", "en")) for _, item in items_at(value, "work_items")}
    for _, item in items_at(value, "kpis"):
        targets = value_at(item, ("targets",))
        printed = targets.values() if isinstance(targets, dict) else ()
        expected |= {target for target in printed if isinstance(target, str)}
    assert {text for text in expected if text} <= shown


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_plan_gives_the_same_bytes(kind, data, tmp_path):
    paths = [tmp_path / f"{name}{kind}" for name in "ab"]
    for path in paths:
        run("export", "kinmen", "2020", "--out", path, data=data)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_another_ending_is_refused(data, tmp_path):
    done = run("export", "kinmen", "2020", "--out", tmp_path / "w.csv", data=data)
    assert done.exit_code == 2 and list(tmp_path.glob("w.*")) == []


PRINTED = ("=1+1", "+新", "-減", "@某", "58,696", "100﹪", "２ 案", "0", "007", "1e5")
ODD = (" a  b ", "a\nb", "a\n\n b", "<&\"'>", "a\tb", "https://example.org", "{=1}", "<r>x</r>")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", PRINTED + ODD)
def test_text_stays_text_and_figures_stay_as_printed(text, kind):
    book = make_book(
        agency="a", plan="p", document={"period": "109", "title": {"zh": text}},
        vocabulary=load_site(ROOT / "data").vocabulary,
    )  # fmt: skip
    grid = read_workbook(write_workbook(book, kind))
    assert text in grid["計畫 Plan"][FIRST - 1]


def test_keys_are_locked_headings_frozen_and_noted_and_choices_listed(data, tmp_path):
    run("export", "hsinchu-county", "2023", "--out", tmp_path / "w.xlsx", data=data)
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["指標 KPIs"]
    assert sheet.protection.sheet and sheet.freeze_panes == "E4"
    assert sheet["C4"].protection.locked and not sheet["D4"].protection.locked
    assert (
        "照文件印出" in sheet["N2"].comment.text and "As the document" in sheet["N2"].comment.text
    )
    assert {"方向", "Direction"} <= {sheet["L2"].value, sheet["L3"].value}
    assert any("L4" in rule.sqref for rule in sheet.data_validations.dataValidation)


def test_changes_are_told_in_words_and_nothing_is_written_without_apply(book, data):
    before = state(data)
    cells = {("指標 KPIs", "kpis/1", "targets.112"): "5 案", ("預算 Budget", "budget/32020200505", "amount"): "21,300"}  # fmt: skip
    done = book("hsinchu-county/2023", cells)
    assert done.stdout == (
        "指標 1｜112 年目標值：「2 案」 → 「5 案」（Q4）\n"
        "預算 32020200505｜金額：「21,288」 → 「21,300」（G4）\n"
    )
    assert "amendments" in done.stderr
    assert state(data) == before


def test_applied_edits_touch_their_lines_alone(book, data):
    path = data / HSINCHU
    before = path.read_text("utf-8").splitlines()
    done = book(
        "hsinchu-county/2023",
        {
            ("指標 KPIs", "kpis/1", "targets.112"): "５ 案",
            ("指標 KPIs", "kpis/2", "weight"): "12.50%",
            ("指標 KPIs", "kpis/3", "name.en"): None,
            ("指標 KPIs", "kpis/4", "direction.value"): "愈低愈好",
            ("目標 Goals", "goals/三", "heading.zh"): "標題: 一",
            ("指標 KPIs", "kpis/3", "baseline"): "0.10",
        },
        "--apply",
    )
    assert done.exit_code == 0, done.output
    after = path.read_text("utf-8").splitlines()
    assert sorted(set(after) - set(before)) == sorted(
        ["    targets: {112: ５ 案}", "    weight: 12.50%", "    direction: {value: lower, inferred: true}",
         "      zh: '標題: 一'", "    baseline: 0.10", "    heading:"]
    )  # fmt: skip
    comments = [line for line in before if line.lstrip().startswith("#")]
    assert [line for line in after if line.lstrip().startswith("#")] == comments
    # A comment stands before the item it is about, also where a field was added at the item's end.
    for comment in comments:
        assert after[after.index(comment) + 1] == before[before.index(comment) + 1]


def test_an_emptied_cell_is_absent_and_not_zero(book, data):
    done = book("hsinchu-county/2023", {("指標 KPIs", "kpis/3", "targets.112"): None}, "--apply")
    assert done.exit_code == 0, done.output
    value = parse_document((data / HSINCHU).read_bytes(), "plan.yml").value
    assert value_at(value, ("kpis", 2, "targets")) is None
    assert value_at(value, ("kpis", 1, "targets")) == {"112": "130 案"}


def test_all_faults_are_listed_by_cell_and_nothing_is_written(book, data):
    before = state(data)
    done = book(
        "hsinchu-county/2023",
        {
            ("指標 KPIs", "kpis/1", "targets.112"): "很多",
            ("指標 KPIs", "kpis/2", "direction.value"): "往上",
            ("指標 KPIs", "kpis/3", "number"): "33",
            ("指標 KPIs", "kpis/4", "weight"): Formula("=1/8"),
            ("目標 Goals", "goals/一", "text.zh"): None,
            ("預算 Budget", "budget/32020200505", "amount"): "21,300",
        },
        "--apply",
    )
    assert done.exit_code == 1
    lines = done.stderr.splitlines()
    assert [line.partition(": ")[0] for line in lines[:-1]] == [
        "指標 KPIs!Q4", "指標 KPIs!L5", "指標 KPIs!C6", "指標 KPIs!N7", "目標 Goals!F4",
    ]  # fmt: skip
    assert "5 個問題" in lines[-1]
    assert state(data) == before


def test_a_workbook_can_be_applied_twice_and_a_plan_changed_meanwhile_is_not_overwritten(
    data, tmp_path
):
    path = tmp_path / "w.xlsx"
    run("export", "hsinchu-county", "2023", "--out", path, data=data)
    fill(path, {("指標 KPIs", "kpis/1", "targets.112"): "5 案"})
    assert run("import", path, "--apply", data=data).exit_code == 0
    assert run("import", path, "--apply", data=data).stdout == "沒有改變\n"
    plan = data / HSINCHU
    plan.write_text(plan.read_text("utf-8").replace("{112: 5 案}", "{112: 6 案}"), "utf-8")
    done = run("import", path, "--apply", data=data)
    assert done.exit_code == 1 and "「6 案」" in done.stderr
    assert "{112: 6 案}" in plan.read_text("utf-8")


def test_numbers_typed_as_numbers_are_their_digits_and_disguised_ones_are_refused(book, data):
    cells: Cells = {("指標 KPIs", "kpis/1", "targets.112"): 40.7}
    assert "「2 案」 → 「40.7」" in book("hsinchu-county/2023", cells).stdout
    cells = {("指標 KPIs", "kpis/1", "targets.112"): 10**16}
    assert book("hsinchu-county/2023", cells).exit_code == 1


def test_report_sheets_become_a_dated_report_file(book, data):
    done = book(
        "demo/2025-2026",
        {
            ("填報 Report", "report", "as_of"): "2026-11-20",
            ("填報 Report", "report", "stage"): "自評 self",
            ("填報指標 Report KPIs", "kpis/1", "value"): "31 件",
            ("填報指標 Report KPIs", "kpis/1", "note"): "@說明",
        },
        "--apply",
    )
    assert done.exit_code == 0, done.output
    report = (data / "agencies/demo/2025-2026/reports/2026-11-21-self.yml").read_text("utf-8")
    assert "as_of: 2026-11-20\n" in report and "value: 31 件" in report


def test_a_report_of_measures_and_budget_lines_is_written_too(book, data):
    done = book(
        "demo/2025",
        {
            ("填報 Report", "report", "as_of"): "2026-11-20",
            ("填報 Report", "report", "body"): "資料科",
            ("填報作法 Report measures", "goals/一/measures/2", "state"): "已完成",
            ("填報作法 Report measures", "goals/一/measures/2", "text.zh"): "=完成",
            ("填報預算 Report budget", "budget/1", "paid"): "390",
            ("填報預算 Report budget", "budget/1", "final"): "是",
        },
        "--apply",
    )
    assert done.exit_code == 0, done.output
    report = (data / "agencies/demo/2025/reports/2026-11-21-self.yml").read_text("utf-8")
    parsed = parse_document(report.encode(), "r.yml").value
    assert value_at(parsed, ("measures", 0)) == {
        "measure": "一-2", "state": "done", "text": {"zh": "=完成"},
    }  # fmt: skip
    assert value_at(parsed, ("budget", 0)) == {"line": "1", "paid": "390", "final": True}


def test_faults_of_a_report_are_told_by_their_cells(book, data):
    before = state(data)
    done = book(
        "demo/2025",
        {
            ("指標 KPIs", "kpis/1", "weight"): "21%",
            ("填報指標 Report KPIs", "kpis/1", "value"): "很多",
            ("填報作法 Report measures", "goals/一/measures/2", "spent"): "x",
        },
        "--apply",
    )
    assert done.exit_code == 1
    assert "填報指標 Report KPIs!F4: 「很多」" in done.stderr
    assert "填報作法 Report measures!F5: 「x」" in done.stderr
    assert state(data) == before


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip


def test_a_report_without_its_day_is_asked_for_it_where_no_calendar_gives_one(book):
    done = book("hsinchu-county/2023", {("填報指標 Report KPIs", "kpis/1", "value"): "2 案"})
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0] == (
        "填報 Report!C4: 沒有填截至日，這份計畫也沒有填報日程；請寫日期，例如 2026-10-31 或 115/10/31"
    )


def test_a_published_report_is_never_overwritten(book, data):
    cells: Cells = {
        ("填報 Report", "report", "as_of"): "2026-11-20",
        ("填報指標 Report KPIs", "kpis/1", "value"): "31 件",
    }
    assert book("demo/2025-2026", cells, "--apply").exit_code == 0
    first = data / "agencies/demo/2025-2026/reports/2026-11-21-self.yml"
    text = first.read_bytes()
    git(data, "init", "-q")
    git(data, "add", "-A")
    git(data, "commit", "-qm", "published")
    cells[("填報 Report", "report", "as_of")] = "2026-11-21"
    done = book("demo/2025-2026", cells, "--apply")
    assert done.exit_code == 0, done.output
    assert first.read_bytes() == text
    assert first.with_name("2026-11-21-self-2.yml").exists()


def test_what_an_earlier_import_left_uncommitted_is_told_before_anything_is_written(book, data):
    git(data, "init", "-q")
    git(data, "add", "-A")
    git(data, "commit", "-qm", "published")
    day = ("填報 Report", "report", "as_of")
    one, two = (
        ("填報指標 Report KPIs", "kpis/1", "value"),
        ("填報指標 Report KPIs", "kpis/2", "value"),
    )
    plan = "hsinchu-county/2023"
    done = book(plan, {day: "2023-12-31", one: "31 案", two: "2 案"}, "--apply")
    assert done.exit_code == 0 and "尚未提交" not in done.stderr
    done = book(plan, {day: "2023-12-31", one: "32 案"})
    assert (
        "寫進尚未提交的 2026-11-21-self.yml；其中已有、試算表沒填的會留著：指標 2；" in done.stderr
    )
    done = book(plan, {day: "2023-12-31", one: "32 案", two: "3 案"})
    assert "寫進尚未提交的 2026-11-21-self.yml，取代其中相同的欄位" in done.stderr
    done = book(plan, {day: "2023-06-30", one: "32 案"})
    assert "2026-11-21-self.yml 尚未提交，會留著；如果是之前匯入錯的，請先刪除它" in done.stderr
    done = book(plan, {day: "2023-12-31", one: "很多"})
    assert done.exit_code == 1 and "2026-11-21-self.yml 尚未提交" in done.stderr
    git(data, "add", "-A")
    git(data, "commit", "-qm", "approved")
    done = book(plan, {day: "2023-06-30", one: "32 案"})
    assert "尚未提交" not in done.stderr


def test_a_refused_figure_is_not_called_missing_too(book, data):
    done = book(
        "hsinchu-county/2023",
        {
            ("填報 Report", "report", "as_of"): "2023-12-31",
            ("填報指標 Report KPIs", "kpis/8", "value"): Formula("=45.6*2"),
        },
    )
    assert done.exit_code == 1 and "填報指標" in done.stderr
    assert "沒有填任何數字" not in done.stderr


@pytest.mark.parametrize("content", [b"", b"PK", b"no workbook", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_workbook_is_refused(content, data, tmp_path):
    (tmp_path / "w.xlsx").write_bytes(content)
    done = run("import", tmp_path / "w.xlsx", data=data)
    assert done.exit_code == 2 and "w.xlsx" in done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_workbook_is_refused_and_not_a_crash(kind):
    book = make_book(
        agency="a", plan="p", document={"period": "109", "title": {"zh": "計畫"}},
        vocabulary=load_site(ROOT / "data").vocabulary,
    )  # fmt: skip
    whole, chance = write_workbook(book, kind), random.Random(7)
    for _ in range(150):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with contextlib.suppress(NotAWorkbook):
            read_workbook(bytes(damaged[: chance.choice((len(whole), len(whole) // 2))]))


def test_another_workbook_is_refused(data, tmp_path):
    openpyxl.Workbook().save(tmp_path / "w.xlsx")
    done = run("import", tmp_path / "w.xlsx", data=data)
    assert done.exit_code == 2 and "workbook export" in done.stderr


def test_rows_that_belong_to_no_item_and_rows_that_are_gone_are_faults(data, tmp_path):
    path = tmp_path / "w.xlsx"
    run("export", "kinmen", "2020", "--out", path, data=data)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["作法 Measures"]
    sheet.delete_rows(5)
    sheet.cell(sheet.max_row + 1, 4).value = "新作法"
    workbook.save(path)
    done = run("import", path, data=data)
    assert "不屬於任何項目" in done.stderr and "少了「goals/壹/measures/2」" in done.stderr


@pytest.mark.parametrize("plan", PLANS + DEMO)
def test_every_single_value_can_be_set_and_taken_away_with_comments_kept(plan):
    """Each edit alone: the file then says that and nothing else, and no comment is lost."""
    path = ROOT / "data/agencies" / plan / "plan.yml"
    text, value = path.read_text("utf-8"), document(plan).value
    comments = [line.strip() for line in text.splitlines() if line.lstrip()[:1] == "#"]
    paths = [
        (*place, *field)
        for place, _ in items_at(value, "kpis")
        for field in (
            ("baseline",),
            ("unit",),
            ("weight",),
            ("targets", "112"),
            ("evaluation", "zh"),
        )
    ] + [
        (*place, *field)
        for place, _ in items_at(value, "goals")
        for field in (("heading", "zh"), ("text", "en"), ("budget_line",))
    ]
    for path_ in paths[::9]:
        for new in ("1,200 件", "12.50", None):
            edited = edit_plan(text, [(path_, new)])
            said = parse_document(edited.encode(), "plan.yml")
            assert said.value == assign_plain(value, path_, new), path_
            assert [
                line.strip() for line in edited.splitlines() if line.lstrip()[:1] == "#"
            ] == comments


def test_a_row_is_high_enough_for_its_words(data, tmp_path):
    assert (
        run("export", "hsinchu-county", "2023", "--out", tmp_path / "w.xlsx", data=data).exit_code
        == 0
    )
    sheet = openpyxl.load_workbook(tmp_path / "w.xlsx")["填報指標 Report KPIs"]
    heights = {
        sheet.cell(row, 2).value: sheet.row_dimensions[row].height for row in range(FIRST, 10)
    }
    one_line = heights["1"]
    assert heights["4"] == 3 * one_line and heights["5(1)"] == 2 * one_line


def _both_at_once(path: Path, data: Path, other: Path) -> list[subprocess.Popen[str]]:
    command = [sys.executable, "-u", str(ROOT / "site_build.py"), "workbook", "import"]
    options = ["--apply", "--data", str(data), "--as-of", DAY]
    return [
        subprocess.Popen(
            [*command, str(one), *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )
        for one in (path, other)
    ]  # fmt: skip


def test_of_two_imports_at_once_none_loses_the_other_ones_edit(data, tmp_path):
    paths = (tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    for path, row in zip(paths, ("kpis/1", "kpis/2"), strict=True):
        run("export", "hsinchu-county", "2023", "--out", path, data=data)
        fill(path, {("指標 KPIs", row, "targets.112"): "77 案"})
    with locked((data / HSINCHU).parent):  # both have read the plan before either may write
        both = _both_at_once(paths[0], data, paths[1])
        for one in both:
            assert "77 案" in one.stdout.readline()
    told = [one.communicate() for one in both]
    codes = sorted(one.returncode for one in both)
    assert codes == [0, 2], told
    assert sum("匯入期間計畫檔改過" in err and "請再匯入一次" in err for _, err in told) == 1
    assert (data / HSINCHU).read_text("utf-8").count("77 案") == 1
    refused = paths[[one.returncode for one in both].index(2)]
    assert run("import", refused, "--apply", data=data).exit_code == 0
    assert (data / HSINCHU).read_text("utf-8").count("77 案") == 2


def test_a_refused_report_takes_nothing_back_that_was_saved_meanwhile(data, tmp_path, monkeypatch):
    path = tmp_path / "w.xlsx"
    run("export", "demo", "2025-2026", "--out", path, data=data)
    fill(
        path,
        {
            ("指標 KPIs", "kpis/1", "weight"): "25%",
            ("填報 Report", "report", "as_of"): "2026-11-20",
            ("填報指標 Report KPIs", "kpis/1", "value"): "31 件",
        },
    )
    plan = data / "agencies/demo/2025-2026/plan.yml"

    def saved_by_an_editor(*_: object) -> None:
        plan.write_text(plan.read_text("utf-8") + "# saved meanwhile\n", "utf-8")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("generator.exchange.file_report", saved_by_an_editor)
    done = run("import", path, "--apply", data=data)
    assert done.exit_code == 1 and "磁碟空間不足" in done.stderr
    assert plan.read_text("utf-8").endswith("# saved meanwhile\n")


def test_what_stands_beside_the_columns_or_on_a_new_sheet_is_a_fault_at_its_cell(data, tmp_path):
    path, kpis = tmp_path / "w.xlsx", "指標 KPIs"
    run("export", "hsinchu-county", "2023", "--out", path, data=data)
    workbook = openpyxl.load_workbook(path)
    workbook[kpis]["AA4"] = "旁邊"
    workbook[kpis]["AA1"] = "my_column"
    workbook[kpis]["BB90"] = "下面"
    workbook.create_sheet("備忘")["C3"] = "明年再說"
    workbook.save(path)
    done = run("import", path, data=data)
    lines = done.stderr.splitlines()
    assert done.exit_code == 1 and len(lines) == 5, done.output
    for place in (f"{kpis}!AA1", f"{kpis}!AA4", f"{kpis}!BB90", "備忘!C3"):
        assert sum(line.startswith(f"{place}: ") for line in lines) == 1, place


@pytest.mark.parametrize(("value", "look"), [(1234.5, "#,##0"), (0.1, "0")])
def test_a_number_that_the_sheet_shows_rounded_is_refused_at_its_cell(value, look, data, tmp_path):
    path = tmp_path / "w.xlsx"
    run("export", "hsinchu-county", "2023", "--out", path, data=data)
    fill(path, {("指標 KPIs", "kpis/1", "targets.112"): value})
    workbook = openpyxl.load_workbook(path)
    (cell,) = [c for row in workbook["指標 KPIs"] for c in row if c.value == value]
    cell.number_format = look
    workbook.save(path)
    done = run("import", path, data=data)
    assert done.exit_code == 1 and f"指標 KPIs!{cell.coordinate}: " in done.stderr
    assert f"「{look}」" in done.stderr


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_a_workbook_of_far_too_many_elements_is_refused_before_it_is_built(part, data, tmp_path):
    run("export", "kinmen", "2020", "--out", tmp_path / "w.xlsx", data=data)
    many = b"<x>" + b"<si/>" * 5_000_000 + b"</x>"
    with zipfile.ZipFile(tmp_path / "w.xlsx") as old, BytesIO() as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                new.writestr(name, many if name == part else old.read(name))
        content = out.getvalue()
    start = time.process_time()
    with pytest.raises(NotAWorkbook, match="elements"):
        read_workbook(content)
    assert len(content) < 1_000_000 and time.process_time() - start < 5


def _repeating(path: Path, times: str) -> None:
    """Let the last filled row of the .ods stand so many times."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    text = parts["content.xml"].decode()
    row = "<table:table-row"
    at = text.rindex(row, 0, text.index('table:name="作法 Measures"')) + len(row)
    parts["content.xml"] = f'{text[:at]} table:number-rows-repeated="{times}"{text[at:]}'.encode()
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)


def test_a_row_that_is_repeated_thousands_of_times_is_told_in_a_short_list(data, tmp_path):
    path = tmp_path / "w.ods"
    run("export", "kinmen", "2020", "--out", path, data=data)
    _repeating(path, "19000")
    done = run("import", path, data=data)
    assert done.exit_code == 1 and "項未列" in done.stderr and "什麼都沒改" in done.stderr
    assert len(done.stderr.splitlines()) <= 60


@pytest.mark.parametrize("times", ["0", "-5", "30000"])
def test_a_row_cannot_be_repeated_less_than_once_or_beyond_the_limit(times, data, tmp_path):
    path = tmp_path / "w.ods"
    run("export", "kinmen", "2020", "--out", path, data=data)
    _repeating(path, times)
    done = run("import", path, data=data)
    assert done.exit_code == 2 and "row" in done.stderr


@pytest.mark.parametrize(
    "typed", ["115/11/20", "115.11.20", "民國115年11月20日", "１１５／１１／２０"]
)
def test_a_day_of_the_plans_own_calendar_is_taken_and_shown_in_both(typed, book, data):
    cells: Cells = {
        ("填報 Report", "report", "as_of"): typed,
        ("填報指標 Report KPIs", "kpis/1", "value"): "31 件",
    }
    done = book("demo/2025-2026", cells, "--apply")
    assert done.exit_code == 0, done.output
    assert f"{typed} = 2026-11-20" in done.stdout
    report = data / "agencies/demo/2025-2026/reports/2026-11-21-self.yml"
    assert "as_of: 2026-11-20" in report.read_text("utf-8")


@pytest.mark.parametrize("typed", ["115/11-20", "115/13/20", "11/20", "1151120"])
def test_a_day_that_is_not_plain_is_refused_at_its_cell(typed, book):
    cells: Cells = {
        ("填報 Report", "report", "as_of"): typed,
        ("填報指標 Report KPIs", "kpis/1", "value"): "31 件",
    }
    done = book("demo/2025-2026", cells)
    assert done.exit_code == 1 and "115/10/31" in done.stderr
