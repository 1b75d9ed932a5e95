"""`publish` as a clerk runs it: whatever goes wrong, the public folder is one whole release."""

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import pytest

from generator.checks import check_tree
from generator.releases import Releases
from tests.soak import small_or_full

ROOT = Path(__file__).resolve().parent.parent
AS_OF = ("--as-of", "2026-11-21")


def publish(
    *arguments: str, root: Path = ROOT, before: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*before, sys.executable, "site_build.py", "publish", *arguments],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one release of the project's own data."""
    folder = tmp_path_factory.mktemp("live") / "public"
    done = publish(str(folder), *AS_OF)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def live(published: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may break."""
    shutil.copytree(published, tmp_path / "public", symlinks=True)
    return tmp_path / "public"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data that a test may break."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


def assert_whole(folder: Path, sequence: int) -> None:
    releases = Releases(folder)
    current = releases.current()
    assert current and current.sequence == sequence
    assert releases.differences(sequence) == ()
    assert check_tree(folder / "current") == ()


def test_what_is_published_is_whole_and_without_the_fictional_office(published):
    assert_whole(published, 1)
    site = published / "current"
    assert not (site / "consultations").exists()
    assert not (site / "agencies/demo").exists() and (site / "agencies/kinmen/2020").is_dir()
    assert "示範機關" not in (site / "agencies/index.html").read_text("utf-8")
    for path in (site, *site.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)


@pytest.mark.parametrize("command", ["build", "serve"])
def test_a_folder_of_other_things_is_not_cleared(command, tmp_path, data):
    work = tmp_path / "work"
    work.mkdir()
    (work / "thesis.txt").write_text("mine")
    for out in (work, data):
        before = sorted(out.rglob("*"))
        done = subprocess.run(
            [sys.executable, "site_build.py", command, "--data", str(data), "--out", str(out), *AS_OF],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 2 and "不會清掉" in done.stderr and "not cleared" in done.stderr
        assert sorted(out.rglob("*")) == before


def test_an_archive_replaces_archives_of_a_site_alone(tmp_path, data):
    plan = data / "agencies/kinmen/2020/plan.yml"
    text = plan.read_text("utf-8")
    assert publish("--zip", str(plan), "--data", str(data), *AS_OF).returncode == 2
    other = tmp_path / "other.zip"
    with ZipFile(other, "w") as zipped:
        zipped.writestr("mine.txt", "mine")
    for name in (other, data):
        assert publish("--zip", str(name), "--data", str(data), *AS_OF).returncode == 2
    assert plan.read_text("utf-8") == text and ZipFile(other).namelist() == ["mine.txt"]
    site = tmp_path / "site.zip"
    for _ in range(2):
        assert publish("--zip", str(site), "--data", str(data), *AS_OF).returncode == 0


def test_a_damaged_release_is_replaced_only_where_that_was_said(live):
    (live / "releases/000001/manifest.json").write_text("{")
    done = publish(str(live), *AS_OF)
    assert done.returncode == 1 and "--allow-removals" in done.stderr
    assert publish(str(live), *AS_OF, "--allow-removals").returncode == 0
    assert_whole(live, 2)


def test_a_mistyped_folder_is_told_and_not_made(tmp_path):
    for action in ("--rollback", "--verify", "--status"):
        done = publish(str(tmp_path / "nopub"), action)
        assert done.returncode == 1 and "還沒有發布過" in done.stderr
    assert not (tmp_path / "nopub").exists()


def test_verify_names_an_altered_file(live):
    assert publish("--verify", str(live)).returncode == 0
    with (live / "current/agencies/kinmen/2020/index.html").open("a") as page:
        page.write(" ")
    done = publish("--verify", str(live))
    assert done.returncode == 1
    assert "agencies/kinmen/2020/index.html" in done.stderr


def test_taken_back_and_told(live, data):
    site = data / "site.yml"
    site.write_text(site.read_text("utf-8").replace("廉明", "廉明二", 1), "utf-8")
    assert publish(str(live), *AS_OF, "--data", str(data)).returncode == 0
    assert "廉明二" in (live / "current/index.html").read_text("utf-8")
    assert publish(str(live), "--rollback").returncode == 0
    assert_whole(live, 1)
    assert "廉明二" not in (live / "current/index.html").read_text("utf-8")
    told = publish(str(live), "--status").stderr
    assert [line.split()[0] for line in told.splitlines()] == ["2", "←"]


def test_losing_plans_needs_a_word(live, data):
    shutil.rmtree(data / "agencies/hsinchu-county")
    shutil.rmtree(data / "committees/hsinchu-county")
    done = publish(str(live), *AS_OF, "--data", str(data))
    assert done.returncode == 1 and "--allow-removals" in done.stderr
    assert "agencies/hsinchu-county/2023/index.html is gone" in done.stderr.replace(": ", " ")
    assert_whole(live, 1)
    done = publish(str(live), *AS_OF, "--data", str(data), "--allow-removals")
    assert done.returncode == 0, done.stderr
    assert "agencies/hsinchu-county/2023/index.html" in done.stderr
    assert_whole(live, 2)


def test_no_plan_is_not_published(live, data):
    shutil.rmtree(data / "committees")
    for office in (data / "agencies").iterdir():
        if office.name != "demo":
            shutil.rmtree(office)
    assert publish(str(live), *AS_OF, "--data", str(data), "--allow-removals").returncode == 1
    shutil.rmtree(data / "agencies")
    assert publish(str(live), *AS_OF, "--data", str(data), "--allow-removals").returncode == 1
    assert_whole(live, 1)


def test_a_problem_in_the_data_changes_nothing_and_leaves_nothing(live, data):
    plan = data / "agencies/kinmen/2020/plan.yml"
    plan.write_text(plan.read_text("utf-8").replace("109.01-12", "109.13", 1), "utf-8")
    done = publish(str(live), *AS_OF, "--data", str(data))
    assert done.returncode == 1 and "plan.yml:" in done.stderr
    assert [path.name for path in (live / "releases").iterdir()] == ["000001"]
    assert_whole(live, 1)


def test_a_broken_template_changes_nothing(live, tmp_path):
    project = tmp_path / "project"
    for name in ("generator", "theme_overrides", "content", "data", "tools"):
        shutil.copytree(ROOT / name, project / name)
    for name in ("site_build.py", "mkdocs.yml", "mkdocs.en.yml"):
        shutil.copyfile(ROOT / name, project / name)
    (project / "generator/templates/pages/review.html").write_text("{{ no_such_thing }}")
    done = publish(str(live), *AS_OF, root=project)
    assert done.returncode == 1 and "no_such_thing" in done.stderr
    assert [path.name for path in (live / "releases").iterdir()] == ["000001"]
    assert_whole(live, 1)


def test_two_publishers_at_once(live):
    with Releases(live).lock():
        done = publish(str(live), *AS_OF)
    assert done.returncode == 1 and "另一個發布正在進行" in done.stderr
    assert_whole(live, 1)


def test_killed_while_it_publishes(live):
    """kill -9 at random moments; `make soak` does it 200 times."""
    kills = small_or_full(4, 200)
    chance = random.Random(2)
    command = [sys.executable, "site_build.py", "publish", str(live), *AS_OF]
    start = time.monotonic()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    took = time.monotonic() - start
    expected, landed = 2, 0
    for _ in range(kills):
        with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0, 1.1) * took)
            process.send_signal(signal.SIGKILL)
            landed += process.wait() == -signal.SIGKILL
        current = Releases(live).current()
        assert current and current.sequence in (expected, expected + 1)
        expected = current.sequence
        assert Releases(live).differences(expected) == ()
    assert landed
    assert publish(str(live), *AS_OF).returncode == 0
    assert_whole(live, expected + 1)
    assert not [path for path in (live / "releases").iterdir() if "." in path.name]


# A disk of its own, in a mount namespace of its own: nobody else sees it, and it ends with it.
DISK = """
set -e
mount -t tmpfs -o size={size}k tmpfs "$1"
cp -a "$2/." "$1"
{before}
code=0
"$3" site_build.py publish "$1" --as-of 2026-11-21 2>"$4/said" || code=$?
{after}
mkdir "$4/after" && cp -a "$1/." "$4/after"
exit "$code"
"""


@pytest.mark.parametrize("fault", ["full", "read-only"])
def test_a_disk_that_is_full_or_read_only(live, tmp_path, fault):
    (tmp_path / "disk").mkdir()
    (tmp_path / "kept").mkdir()
    used = sum(-(-p.stat().st_size // 4096) * 4 for p in live.rglob("*") if p.is_file())
    script = DISK.format(
        # Room for half a release more; or for many, on a disk that takes nothing.
        size=used * 3 // 2 if fault == "full" else used * 4,
        before='mount -o remount,ro "$1"' if fault == "read-only" else "",
        after='mount -o remount,rw "$1"' if fault == "read-only" else "",
    )
    unshare = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "-r", "--mount")
    done = subprocess.run(
        [*unshare, "sh", "-c", script, "sh", str(tmp_path / "disk"), str(live), sys.executable, str(tmp_path / "kept")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = (tmp_path / "kept/said").read_text("utf-8")
    assert done.returncode == 1, (done.stderr, said)
    assert "無法寫入" in said and "Traceback" not in said
    assert [path.name for path in (tmp_path / "kept/after/releases").iterdir()] == ["000001"]
    assert_whole(tmp_path / "kept/after", 1)


def test_the_archive_is_the_same_site_and_the_same_bytes(published, tmp_path):
    for name in ("a.zip", "b.zip"):
        done = publish("--zip", str(tmp_path / name), *AS_OF)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with ZipFile(tmp_path / "a.zip") as zipped:
        names = set(zipped.namelist())
        listed = json.loads(zipped.read("manifest.json"))
        sums = {name: hashlib.sha256(zipped.read(name)).hexdigest() for name in listed["files"]}
    files = {
        path.relative_to(published / "current").as_posix()
        for path in (published / "current").rglob("*")
        if path.is_file()
    }
    assert names == files == {*listed["files"], "manifest.json"}
    assert listed["files"] == sums
    assert (listed["sequence"], listed["previous"]) == (0, None)


@pytest.mark.parametrize("arguments", [[], ["x", "--zip", "y"], ["x", "--verify", "--rollback"]])
def test_wrong_usage_says_so(arguments, tmp_path):
    done = publish(*arguments)
    assert done.returncode == 2 and "--zip" in done.stderr
