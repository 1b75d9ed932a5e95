"""The workbook on a real LibreOffice: opened, recalculated, saved, and read back."""

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.test_workbook import PLANS, fill, run

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def data(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


@pytest.mark.parametrize(("made", "saved"), [("xlsx", "xlsx"), ("xlsx", "ods"), ("ods", "ods")])
@pytest.mark.parametrize("plan", PLANS)
def test_a_workbook_that_libreoffice_saved_changes_nothing(plan, made, saved, data, save, tmp_path):
    path = data / "agencies" / plan / "plan.yml"
    before = path.read_bytes()
    run("export", *plan.split("/"), "--out", tmp_path / f"w.{made}", data=data)
    done = run("import", save(tmp_path / f"w.{made}", saved), "--apply", data=data)
    assert (done.exit_code, done.stdout) == (0, "沒有改變\n"), done.output
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_what_was_filled_in_survives_libreoffice_and_is_counted_by_it(kind, data, save, tmp_path):
    run("export", "demo", "2025-2026", "--out", tmp_path / "w.xlsx", data=data)
    fill(
        tmp_path / "w.xlsx",
        {
            ("指標 KPIs", "kpis/1", "weight"): "２5﹪",
            ("填報 Report", "report", "as_of"): "2026-11-20",
            ("填報指標 Report KPIs", "kpis/1", "value"): "31 件",
            ("填報指標 Report KPIs", "kpis/1", "note"): "=說明",
        },
    )
    counted = save(tmp_path / "w.xlsx")
    sheet = openpyxl.load_workbook(counted, data_only=True)["填報指標 Report KPIs"]
    assert next(cell.value for cell in reversed(sheet[3]) if cell.value is not None) == 1
    done = run("import", save(tmp_path / "w.xlsx", kind), "--apply", data=data)
    assert done.exit_code == 0, done.output
    plan = data / "agencies/demo/2025-2026"
    assert "weight: ２5﹪" in (plan / "plan.yml").read_text("utf-8")
    report = (plan / "reports/2026-11-21-self.yml").read_text("utf-8")
    assert "value: 31 件" in report and "zh: =說明" in report
