"""The whole build: same bytes twice, the old site untouched by problems, the finished tree whole."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.checks import check_tree

ROOT = Path(__file__).resolve().parent.parent


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, **environment}
    return subprocess.run(
        [sys.executable, "site_build.py", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def tree_hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_give_the_same_bytes(tmp_path):
    for name, seed, jobs in (("a", "1", "1"), ("b", "77", "2")):
        done = run(
            "build", "--out", str(tmp_path / name), "--as-of", "2026-11-21", "--jobs", jobs,
            PYTHONHASHSEED=seed, TZ="America/New_York" if name == "b" else "Asia/Taipei",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert tree_hashes(tmp_path / "a") == tree_hashes(tmp_path / "b")


def test_the_finished_tree_has_no_fault(site):
    assert check_tree(site) == ()


REAL = ("kinmen", "kaohsiung", "hsinchu-county", "chiayi-city")


def real_pages(site):
    """The pages of the four real plans: no office reports on them here."""
    pages = [
        page
        for prefix in ("", "en/")
        for agency in REAL
        for page in (site / prefix / "agencies" / agency).rglob("*.html")
    ]
    assert len(pages) > 60
    return pages


def test_no_page_says_that_an_office_published_nothing(site):
    for page in real_pages(site):
        text = page.read_text(encoding="utf-8")
        for claim in ("未填報", "未公布", "not published", "no results", "not reported"):
            assert claim not in text.replace("never “not published”", ""), (page, claim)


def test_every_plan_says_its_period_is_over_and_results_are_not_held(site):
    for prefix, words in (
        ("", ("已屆期", "本站尚未收錄")),
        ("en/", ("Period over", "Not held here")),
    ):
        plans = [
            page
            for page in (site / prefix / "agencies").glob("*/*/index.html")
            if page.parent.parent.name in REAL
        ]
        assert len(plans) == 4
        for page in plans:
            text = page.read_text(encoding="utf-8")
            assert all(word in text for word in words), page


def test_problems_leave_the_old_site_untouched(tmp_path, site):
    out = tmp_path / "site"
    shutil.copytree(site, out)
    before = tree_hashes(out)
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    plan = data / "agencies/kinmen/2020/plan.yml"
    plan.write_text(plan.read_text("utf-8").replace("estimate: 50", "estimate: 5_0", 1), "utf-8")
    done = run("build", "--data", str(data), "--out", str(out), "--as-of", "2026-11-21")
    assert done.returncode == 1
    assert "plan.yml:" in done.stderr and "5_0" in done.stderr
    assert tree_hashes(out) == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check",), 0),
        (("check", "--data", "no-such-folder"), 2),
        (("build", "--as-of", "yesterday"), 2),
        (("build", "--no-such-option"), 2),
    ],
)
def test_exit_codes_tell_good_from_wrong_usage(arguments, code):
    assert run(*arguments).returncode == code


@pytest.mark.parametrize("command", ["build", "check", "serve", "schema"])
def test_every_command_explains_itself(command):
    done = run(command, "--help")
    assert done.returncode == 0 and len(done.stdout) > 200


def test_plain_mkdocs_build_gives_the_same_pages(tmp_path, site):
    """The hook goes through the same code as the command."""
    as_of = (site / "build.json").read_text("utf-8").split('"as_of": "')[1][:10]
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(tmp_path / "mkdocs")],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "LIANMING_AS_OF": as_of},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert tree_hashes(tmp_path / "mkdocs") == tree_hashes(site)


def test_a_broken_link_in_a_hand_written_page_is_said_and_stops_the_build(tmp_path):
    for name in ("content", "data", "generator", "theme_overrides", "tools"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "mkdocs.en.yml", "site_build.py"):
        shutil.copy(ROOT / name, tmp_path / name)
    page = tmp_path / "content/en/method.md"
    page.write_text(page.read_text("utf-8").replace("(states/)", "(nowhere.md)"), "utf-8")
    done = subprocess.run(
        [sys.executable, "site_build.py", "build", "--as-of", "2026-11-21"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "method.md" in done.stderr and "nowhere.md" in done.stderr
    assert not (tmp_path / "site").exists()
