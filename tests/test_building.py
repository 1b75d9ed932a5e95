"""The `build` command where things go wrong: killed, interrupted, no room, no leave to write."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.soak import small_or_full
from tests.test_incremental import Project, differing, title

ROOT = Path(__file__).resolve().parent.parent
AS_OF = ("--as-of", "2026-11-21")


def command(project: Project, *more: str) -> list[str]:
    return [
        *(sys.executable, "site_build.py", "build", "--data", str(project.data)),
        *("--out", str(project.out), "--cache", str(project.cache), *AS_OF, *more),
    ]


def run(project: Project, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(project, *more), cwd=ROOT, capture_output=True, text=True, check=False
    )


def clean(project: Project, folder: Path) -> Path:
    """The site of a clean build by the same program."""
    shutil.rmtree(folder, ignore_errors=True)
    site = folder / "site"
    done = subprocess.run(
        [*command(project), "--out", str(site), "--cache", str(folder / "cache")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return site


@pytest.fixture
def project(tmp_path) -> Project:
    made = Project(tmp_path)
    done = run(made)
    assert done.returncode == 0, done.stderr
    return made


def test_nothing_changed_is_said_and_nothing_is_touched(project):
    before = project.out.stat().st_mtime_ns
    done = run(project)
    assert done.returncode == 0 and "沒有變動" in done.stderr
    assert project.out.stat().st_mtime_ns == before
    done = run(project, "--full")
    assert done.returncode == 0 and "沒有變動" not in done.stderr


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("generator/templates/pages/kpi.html", "<dl", '<dl data-again="1"'),
        ("generator/pages/kpi.py", '"""', '"""Changed. '),
    ],
)
def test_a_changed_template_or_program_is_seen(project, tmp_path, name, old, new):
    """In a copy of the project: what it makes then is what it makes anew."""
    home = tmp_path / "copy"
    shutil.copytree(ROOT / "generator", home / "generator", ignore=shutil.ignore_patterns("__pycache__"))  # fmt: skip
    for file in ("site_build.py", "mkdocs.yml", "mkdocs.en.yml", "uv.lock"):
        shutil.copyfile(ROOT / file, home / file)
    for folder in ("content", "data", "theme_overrides", "tools"):
        shutil.copytree(ROOT / folder, home / folder)

    def build(*more: str) -> None:
        done = subprocess.run(
            [*command(project), *more], cwd=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr

    build()
    page = next(project.out.glob("agencies/*/*/kpi/*/index.html"))
    before = page.stat().st_mtime_ns
    path = home / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    build()
    assert page.stat().st_mtime_ns != before
    assert (new in page.read_text("utf-8")) == name.endswith(".html")
    build("--out", str(tmp_path / "clean"), "--cache", str(tmp_path / "other"))
    assert differing(project.out, tmp_path / "clean") == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_killed_at_any_moment_the_next_build_mends_it(project, tmp_path, jobs):
    """kill -9 at random moments of an update; `make soak` does it 100 times. With two processes the
    others must go too, and with them their hold of the site."""
    chance = random.Random(jobs)
    for region in ("金門縣", "連江縣") if jobs == "2" else ():
        project.add_office(region)
    more = ("--jobs", jobs, *(("--full",) if jobs == "2" else ()))
    start = time.monotonic()
    assert run(project, *more).returncode == 0
    took = time.monotonic() - start
    landed = 0
    for _ in range(small_or_full(2, 100)):
        title(project, chance)
        with subprocess.Popen(
            command(project, *more), cwd=ROOT, stderr=subprocess.DEVNULL
        ) as process:
            time.sleep(chance.uniform(0.3, 1.0) * took)
            process.send_signal(signal.SIGKILL)
            landed += process.wait() == -signal.SIGKILL
    assert landed
    time.sleep(0.5)  # the other processes see that theirs is gone
    done = run(project)
    assert done.returncode == 0, done.stderr
    assert differing(project.out, clean(project, tmp_path / "clean")) == []


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupted_it_says_so_and_leaves_nothing(project, tmp_path, jobs):
    for region in ("金門縣", "連江縣", "高雄市", "金門縣"):
        project.add_office(region)
    before = {path: path.read_bytes() for path in project.out.rglob("*") if path.is_file()}
    process = subprocess.Popen(
        command(project, "--full", "--jobs", jobs),
        cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    end = time.monotonic() + 60
    while not list(tmp_path.glob(".site-*/new/agencies/*/*/index.html")):
        assert time.monotonic() < end and process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: every process of it
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130 and "已中斷" in said, said
    assert "Traceback" not in said
    assert {path: path.read_bytes() for path in project.out.rglob("*") if path.is_file()} == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert run(project).returncode == 0
    assert differing(project.out, clean(project, tmp_path / "clean")) == []


# A disk of its own, in a mount namespace of its own: nobody else sees it, and it ends with it.
DISK = """
set -e
mount -t tmpfs -o size={size}k tmpfs "$1"
mkdir "$1/work"
cp -a "$2/site" "$1/work"
{before}
code=0
"$3" site_build.py build --data "$2/root/data" --out "$1/work/site" --cache "$4" --as-of 2026-11-21 2>"$5/said" || code=$?
cp -a "$1/work" "$5/after"
exit "$code"
"""


def on_a_disk(project: Project, folder: Path, *, size: int, before: str = "", cache: Path) -> int:
    for name in ("disk", "kept"):
        (folder / name).mkdir()
    unshare = ("unshare", "--mount") if os.geteuid() == 0 else ("unshare", "-r", "--mount")
    return subprocess.run(
        [
            *(*unshare, "sh", "-c", DISK.format(size=size, before=before), "sh"),
            *(str(folder / "disk"), str(project.out.parent), sys.executable, str(cache)),
            str(folder / "kept"),
        ],
        cwd=ROOT, check=False,
    ).returncode  # fmt: skip


@pytest.mark.parametrize("fault", ["full", "read-only"])
def test_a_disk_that_is_full_or_read_only_costs_nothing(project, tmp_path, fault):
    title(project, random.Random(3))
    used = sum(-(-p.stat().st_size // 4096) * 4 for p in project.out.rglob("*") if p.is_file())
    code = on_a_disk(
        project,
        tmp_path,
        size=used * 5 // 4 if fault == "full" else used * 4,
        before='mount -o remount,ro "$1"' if fault == "read-only" else "",
        cache=tmp_path / "another-cache",
    )
    said = (tmp_path / "kept/said").read_text("utf-8")
    assert code == 1 and "無法寫入" in said and "Traceback" not in said, said
    assert differing(tmp_path / "kept/after/site", project.out) == []
    assert [path.name for path in (tmp_path / "kept/after").iterdir()] == ["site"]


def test_a_cache_that_cannot_be_written_costs_time_alone(project, tmp_path):
    title(project, random.Random(3))
    code = on_a_disk(
        project, tmp_path, size=200_000,
        before='mkdir "$1/cache" && mount -t tmpfs -o ro tmpfs "$1/cache"',
        cache=tmp_path / "disk/cache",
    )  # fmt: skip
    said = (tmp_path / "kept/said").read_text("utf-8")
    assert code == 0 and "快取資料夾不能寫入" in said, said
    assert differing(tmp_path / "kept/after/site", clean(project, tmp_path / "clean")) == []


def test_a_cache_on_a_full_disk_is_a_clear_error(project, tmp_path):
    title(project, random.Random(3))
    before = json.loads((project.out / "build.json").read_text("utf-8"))
    code = on_a_disk(
        project, tmp_path, size=200_000,
        before='mkdir "$1/cache" && mount -t tmpfs -o size=64k tmpfs "$1/cache"',
        cache=tmp_path / "disk/cache",
    )  # fmt: skip
    said = (tmp_path / "kept/said").read_text("utf-8")
    assert code == 1 and "磁碟空間不足" in said and "Traceback" not in said, said
    after = tmp_path / "kept/after"
    assert json.loads((after / "site/build.json").read_text("utf-8")) == before
    assert differing(after / "site", project.out) == []
    assert [path.name for path in after.iterdir()] == ["site"]
