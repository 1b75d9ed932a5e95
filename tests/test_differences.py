"""What `diff` tells: every change of a plan's public record, once, in both languages."""

import copy
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.commands.differences import tell
from generator.differences import PublicSite, compare_plans, compare_sites, read_site
from generator.language import Language
from generator.source import load_site

ROOT = Path(__file__).resolve().parent.parent
DATA = load_site(ROOT / "data")
LANGUAGES = {code: Language(code, DATA.strings, DATA.vocabulary) for code in ("zh", "en")}


@pytest.fixture(scope="module")
def public(site: Path) -> PublicSite:
    return read_site(site)


def lines(old: PublicSite, plan: str, change, language: str = "zh") -> list[str]:
    """What is told where `change` alters one plan's record."""
    plans = copy.deepcopy(dict(old.plans))
    change(plans[plan])
    found = compare_sites(old, PublicSite(old.files, plans))
    return [line.strip() for line in tell(found, LANGUAGES[language]) if line.startswith("  ")]


def kpi(plan, number: str):
    return next(one for one in plan["kpis"] if one["number"] == number)


def set_state(plan, number: str, code: str) -> None:
    kpi(plan, number)["state"].update(code=code, freshness=None)


def test_a_site_differs_in_nothing_from_itself(public):
    found = compare_sites(public, public)
    assert (found.added, found.removed, found.changed, found.entries) == ((), (), (), ())
    assert tell(found, LANGUAGES["zh"])[0] == "沒有承諾或數字的改變"


CHANGES = {
    "target": (
        lambda plan: kpi(plan, "5(1)")["targets"]["2023"].update(printed="9 %"),
        r"指標 5(1) 目標值 112 年度：", "→ 9 %",
    ),
    "state": (lambda plan: set_state(plan, "1", "missed"), "指標 1 狀態：本站尚未收錄 → 未達標", ""),
    "weight": (lambda plan: kpi(plan, "1").update(weight_printed="1%"), "指標 1 權重：12.5% → 1%", ""),
    "finding": (lambda plan: plan["findings"].pop(0), "移除 文件檢視：13 項指標的權重合計", ""),
    "money": (lambda plan: plan["budget"][0].update(printed="1"), "預算 32020200505 印出的數字：21,288 → 1", ""),
    "goal": (lambda plan: plan["goals"].pop(), "移除 目標 十：", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told_once_in_words(public, name):
    change, begins, ends = CHANGES[name]
    told = lines(public, "hsinchu-county/2023", change)
    assert len(told) == 1
    assert told[0].startswith(begins) and told[0].endswith(ends)


def test_english_that_fell_behind_is_no_change_of_its_own(public):
    def rename(plan):
        plan["goals"][0]["text"] |= {"zh": "新的目標", "stale": True}

    assert len(lines(public, "hsinchu-county/2023", rename)) == 1
    stale = lambda plan: plan["goals"][0]["text"].update(stale=True)  # noqa: E731
    assert lines(public, "hsinchu-county/2023", stale) == []


def test_it_is_told_in_english_too(public):
    told = lines(public, "hsinchu-county/2023", CHANGES["state"][0], "en")
    assert told == ["indicator 1 state: Not held here → Missed"]


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, (*path, key))
    elif isinstance(value, list):
        for n, part in enumerate(value):
            yield from leaves(part, (*path, n))
    elif value is not None:
        yield path


# What follows from something that is told, or tells of the build itself.
SILENT = {"as_of", "changed", "rules_version", "working", "attainment", "credit", "target_working",
          "observation", "days", "differs", "corrected_by", "days_overdue", "schema_version",
          "parts", "result", "pace", "freshness", "states", "state"}  # fmt: skip


def test_no_figure_of_a_record_changes_unseen(public):
    """One leaf of each shape is altered in turn; but for those that follow from others it is told."""
    unseen, tried = set(), set()
    for address in ("demo/2025", "hsinchu-county/2023"):
        record = public.plans[address]
        for path in leaves(record):
            shape = tuple(step for step in path if not isinstance(step, int))
            if shape in tried:
                continue
            tried.add(shape)
            other = json.loads(json.dumps(record))
            place = other
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = "changed" if isinstance(place[path[-1]], str) else 12345
            if not list(compare_plans({address: record}, {address: other})):
                unseen.add(shape)
    assert len(tried) > 200
    told = {path for path in unseen if not SILENT & set(path)}
    # An amount beside the form that is printed, how it was read, a report's own day and office.
    beside = {"amount", "estimate", "low", "high", "weight", "value", "unit", "kind", "from", "to", "spent", "stage",
              "reported", "zh", "en", "rule", "code"}  # fmt: skip
    assert {path for path in told if path[-1] not in beside} == set()


def test_pages_that_come_go_and_change(public):
    files = dict(public.files)
    files["agencies/new/2026/index.html"] = files.pop("glossary/index.html")
    files["about/index.html"] = "0"
    found = compare_sites(public, PublicSite(files, public.plans))
    told = tell(found, LANGUAGES["zh"])
    assert told[-5:] == [
        "新增頁面：1", "  /agencies/new/2026/", "移除頁面：1", "  /glossary/", "內容有改變的頁面：1",
    ]  # fmt: skip


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "site_build.py", "diff", "--as-of", "2026-11-21", *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_command_compares_the_data_with_what_is_public(site, tmp_path):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    plan = tmp_path / "data/agencies/hsinchu-county/2023/plan.yml"
    plan.write_text(plan.read_text("utf-8").replace("{112: 2 案}", "{112: 3 案}", 1), "utf-8")
    done = run("--against", str(site), "--data", str(tmp_path / "data"), "--lang", "en")
    assert done.returncode == 0, done.stderr
    assert "  indicator 1 target 2023: 2 案 → 3 案" in done.stdout.splitlines()
    done = run("--against", str(site), "--data", str(tmp_path / "data"), "--format", "json")
    (entry,) = json.loads(done.stdout)["differences"]
    assert (entry["field"], entry["new"]["zh"]) == ("targets.2023", "3 案")
    assert run("--against", str(tmp_path)).returncode == 2
