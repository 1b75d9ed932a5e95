"""The reader's own checker: it agrees with the whole built site, and notices any changed figure."""

import ast
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.soak import small_or_full

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "tools/recompute.py"


def recompute(*arguments: str, script: Path = SCRIPT):
    return subprocess.run(
        [sys.executable, "-I", str(script), *arguments], capture_output=True, text=True, check=False
    )


@pytest.fixture
def copy(site, tmp_path):
    """The built site's data, to change by hand."""
    shutil.copytree(site / "data", tmp_path / "data")
    return tmp_path


def plans(site: Path) -> list[dict]:
    index = json.loads((site / "data/v1/index.json").read_text("utf-8"))
    return [
        json.loads((site / "data/v1" / row["url"]).read_text("utf-8")) for row in index["plans"]
    ]


def test_it_agrees_on_every_state_of_the_built_site_and_counts_them(site):
    found = plans(site)
    kpis = [kpi for plan in found for kpi in plan["kpis"]]
    measures = sum(len(plan["measures"]) for plan in found)
    states = sum(len(kpi["states"]) for kpi in kpis) + measures
    done = recompute(str(site))
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-1] == (
        f"{states} states of {len(kpis)} indicators and {measures} measures"
        f" in {len(found)} plans: all agree"
    )
    assert states > 150


OTHER_DAYS = small_or_full(
    ["2026-01-15"], ["2025-07-01", "2025-12-31", "2026-01-15", "2026-07-21", "2027-02-01"]
)


@pytest.mark.parametrize("day", OTHER_DAYS)
def test_it_agrees_on_other_days(day, tmp_path):
    done = subprocess.run(
        [sys.executable, "site_build.py", "build", "--out", str(tmp_path / "site"), "--as-of", day],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    done = recompute(str(tmp_path / "site"))
    assert done.returncode == 0, done.stdout


def test_the_site_carries_it_and_it_runs_where_it_stands(site):
    published = site / "data/recompute.py"
    assert published.read_bytes() == SCRIPT.read_bytes()
    assert recompute(script=published).returncode == 0


def at(plan: dict, number: str) -> dict:
    return next(kpi for kpi in plan["kpis"] if kpi["number"] == number)


def last(kpi: dict) -> dict:
    return kpi["observations"][-1]


def cells(plan: dict) -> list[dict]:
    return last(at(plan, "16"))["breakdown"]["cells"]


def line(plan: dict, id_: str) -> dict:
    return next(line for line in plan["budget"] if line["id"] == id_)


# What is changed by hand, in which plan, and the item that must be named.
CHANGES = {
    "a value": ("2025", "1", lambda p: last(at(p, "1")).update(value="39")),
    "a stated value": ("2025", "1", lambda p: last(at(p, "1")).update(stated="45 件")),
    "a component": ("2025", "2", lambda p: last(at(p, "2"))["components"].update(answered="170")),
    "a condition": ("2025", "11", lambda p: last(at(p, "11"))["conditions"].update(faulty="1")),
    "a day reached": ("2025", "9", lambda p: last(at(p, "9")).update(on="2025-10-02")),
    "final or not": ("2025", "12", lambda p: last(at(p, "12")).update(final=True)),
    "a target": ("2025", "3", lambda p: at(p, "3")["targets"]["2025"].update(value="25")),
    "a range": ("2025", "5", lambda p: at(p, "5")["targets"]["2025"].update(high="51")),
    "a derived rate": ("2025", "6(1)", lambda p: at(p, "6(1)")["targets"]["2025"]["rate"].update(value="11")),
    "a direction": ("2025", "3", lambda p: at(p, "3")["direction"].update(value="higher")),
    "a correction": ("2025", "6(2)", lambda p: p["reports"][3].update(corrects=None)),
    "an attainment": ("2025", "2", lambda p: at(p, "2")["states"][0].update(attainment="0.93")),
    "a state": ("2025", "7", lambda p: at(p, "7")["states"][0].update(code="near")),
    "a headline": ("2025", "1", lambda p: at(p, "1")["state"].update(code="near")),
    "a weight": ("2025", "roll_up", lambda p: at(p, "1").update(weight="30")),
    "a roll-up": ("2025", "roll_up", lambda p: p["roll_up"].update(points="82.261111")),
    "a scoring table": ("2025", "22", lambda p: p["scoring"][0]["rows"][1].update(points="9")),
    "executed money": ("2025", "b1", lambda p: line(p, "b1")["executed"].update(executed="400001")),
    "a paid part": ("2025", "b2", lambda p: line(p, "b2")["executed"]["parts"].update(paid="600000")),
    "a pace ratio": ("2025-2026", "5", lambda p: at(p, "5")["states"][1]["pace"].update(ratio="0.7")),
    "a trajectory": ("2025-2026", "4", lambda p: at(p, "4")["trajectory"]["points"][2].update(value="26")),
    "a due day": ("2025-2026", "7", lambda p: p["calendar"]["dues"][1].update(due="2026-08-20")),
    "days late": ("2025-2026", "7", lambda p: at(p, "7")["state"].update(days="1")),
    "a moved target": ("2025-2026", "5", lambda p: p["changes"].clear()),
    "a cell of a breakdown": ("2025", "16", lambda p: cells(p)[0].update(value="80")),
    "a withheld cell told": ("2025", "16", lambda p: cells(p)[2].update(withheld=False, value="4")),
    "a breakdown told in full": ("2025", "16", lambda p: [cell.update(withheld=False, value="1") for cell in cells(p)[2:]]),
    "a measure": ("2026", "g1-2", lambda p: p["measures"][1]["state"].update(code="done")),
    "a missing key": ("2025", "4", lambda p: at(p, "4").pop("direction")),
    "a date that is none": ("2025", "9", lambda p: last(at(p, "9")).update(as_of="soon")),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_one_figure_changed_by_hand_is_noticed_and_its_item_named(copy, what):
    name, item, change = CHANGES[what]
    path = copy / f"data/v1/demo/{name}/plan.json"
    plan = json.loads(path.read_text("utf-8"))
    change(plan)
    path.write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    done = recompute(str(copy))
    assert done.returncode == 1, what
    assert any(row.startswith(f"demo/{name}  {item}  ") for row in done.stdout.splitlines()), (
        done.stdout
    )
    assert done.stderr == ""


def test_a_claimed_result_of_a_real_plan_is_noticed(copy):
    path = copy / "data/v1/kinmen/2020/plan.json"
    plan = json.loads(path.read_text("utf-8"))
    plan["measures"][0]["state"]["code"] = "done"
    path.write_text(json.dumps(plan, ensure_ascii=False), "utf-8")
    assert "kinmen/2020  g1-1" in recompute(str(copy)).stdout


@pytest.mark.parametrize("arguments", [("nowhere",), ("a", "b"), ("--help-me",)])
def test_wrong_usage_and_a_missing_folder_say_so(arguments):
    done = recompute(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr and done.stderr.strip()


def test_a_broken_file_says_so(copy):
    (copy / "data/v1/demo/2025/plan.json").write_text("{", "utf-8")
    done = recompute(str(copy))
    assert done.returncode == 2 and "2025/plan.json" in done.stderr


def test_it_needs_the_standard_library_alone():
    tree = ast.parse(SCRIPT.read_text("utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or ".").split(".")[0])
    assert names <= set(sys.stdlib_module_names)
