"""What a committee published is not rewritten: told with its place, and a site with it is not built."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.desk import inspect
from generator.git import read_history
from generator.order_data import refuse_data
from generator.problems import ProblemsError
from generator.source import load_site

ROOT = Path(__file__).resolve().parent.parent
AS_OF = dt.date(2026, 11, 21)
COMMITTEE = "committees/hsinchu-county"
RESOLUTION = f"{COMMITTEE}/resolutions/1-1.yml"
FILES = {
    f"{COMMITTEE}/meetings/2026-01-20.yml": "number: 1\nstate: held\n",
    f"{COMMITTEE}/meetings/2026-07-20.yml": "number: 2\nstate: held\n",
    RESOLUTION: (
        "meeting: 2026-01-20\n"
        "text: {zh: 資料集限期公開}\n"
        "lead: {zh: 範例科}\n"
        "deadline: 2026-06-30\n"
        "state: tracked\n"
        "notes:\n"
        "  - {meeting: 2026-07-20, text: {zh: 辦理中}}\n"
    ),
}


def commit(data: Path, day: str) -> None:
    moment = f"{day}T12:00:00+08:00"
    who = {f"GIT_{one}_{what}": "a@b.example" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}  # fmt: skip
    dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    for arguments in (("add", "--all"), ("commit", "--quiet", "--message", day)):
        subprocess.run(
            ["git", *arguments], cwd=data.parent, check=True, capture_output=True,
            env={**os.environ, **who, **dates},
        )  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The project's own data with a made-up resolution of a real office, published in July."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    commit(folder, "2026-07-21")
    return folder


def edit(data: Path, old: str, new: str, file: str = RESOLUTION) -> None:
    path = data / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def build(data: Path) -> subprocess.CompletedProcess[str]:
    """Bring the site beside the data up to date, as the command does."""
    command = [
        sys.executable,
        "site_build.py",
        "build",
        "--data",
        str(data),
        "--as-of",
        "2026-11-21",
    ]
    command += ["--out", str(data.parent / "site"), "--cache", str(data.parent / "cache")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def told(data: Path, language: str = "en") -> list[str]:
    found = inspect(data, AS_OF).problems
    return [one.render(language) for one in found if one.rule in ("resolution-altered", "meeting-altered")]  # fmt: skip


def test_what_stands_as_it_was_published_is_no_problem(data):
    assert told(data) == []
    edit(data, "zh: 辦理中}", "zh: 辦理中, en: Under way}")
    edit(data, "state: tracked\n", "state: tracked\nconcerns: [{plan: hsinchu-county/2023}]\n")
    assert told(data) == []


def test_rewritten_words_are_told_at_their_place_with_what_to_do(data):
    edit(data, "限期公開", "逐步公開")
    (line,) = told(data)
    assert line.startswith(f"data/{RESOLUTION}:2:") and "published on 2026-07-21" in line
    assert "its text was changed" in line and "correct it with a new note" in line
    (line,) = told(data, "zh")
    assert "決議的文字改了" in line and "請在 notes 加一則新的辦理情形" in line


def test_a_version_that_was_committed_since_excuses_nothing(data):
    edit(data, "限期公開", "逐步公開")
    commit(data, "2026-08-01")
    assert len(told(data)) == 1


def test_a_later_deadline_needs_a_note_that_is_new_each_time(data):
    edit(data, "2026-06-30", "2026-12-31")
    (line,) = told(data)
    assert line.startswith(f"data/{RESOLUTION}:4:") and "without a new note" in line
    more = "  - {meeting: 2026-07-20, text: {zh: 期限改為年底}}\n"
    (data / RESOLUTION).write_text((data / RESOLUTION).read_text("utf-8") + more, "utf-8")
    assert told(data) == []
    commit(data, "2026-08-01")
    edit(data, "2026-12-31", "2027-06-30")
    assert len(told(data)) == 1


def test_what_must_be_taken_back_is_named_with_its_reason_and_shown(data):
    (data / RESOLUTION).unlink()
    (line,) = told(data)
    assert line.startswith(f"data/{RESOLUTION}:1:1: ") and "is gone" in line
    said = (
        "corrections:\n"
        "  - {date: 2026-08-01, record: resolutions/1-1, why: {zh: 依法撤回}}\n"
        "  - {date: 2026-08-01, record: meetings/2026-07-20, why: {zh: 次別誤載}}\n"
    )
    path = data / COMMITTEE / "committee.yml"
    path.write_text(path.read_text("utf-8") + said, "utf-8")
    assert told(data) == []
    done = build(data)
    assert done.returncode == 0, done.stderr
    page = (data.parent / "site" / COMMITTEE / "index.html").read_text("utf-8")
    assert "決議 1-1" in page and "依法撤回" in page
    assert "（2026-07-20）的會議：" in re.sub(r"<[^>]+>", "", page) and "次別誤載" in page


def test_a_site_with_a_rewritten_resolution_is_not_built_whatever_was_kept(data):
    assert build(data).returncode == 0
    edit(data, "zh: 辦理中", "zh: 已完成")
    for _ in range(2):  # what failed is not kept as good
        done = build(data)
        assert done.returncode == 1 and "resolution-altered" in done.stdout + done.stderr
    with pytest.raises(ProblemsError, match="resolution-altered"):
        refuse_data(data, load_site(data), AS_OF)
    edit(data, "zh: 已完成", "zh: 辦理中")
    assert build(data).returncode == 0


def test_the_history_of_a_committee_is_read_with_that_of_plans(data):
    found = read_history(data).of_committees()
    assert set(found["hsinchu-county"]) == {*FILES, f"{COMMITTEE}/committee.yml"}
