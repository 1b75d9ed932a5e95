"""The preview as a clerk sees it: an edit shows by itself, a problem shows beside the last good page."""

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PLAN = "agencies/kinmen/2020/plan.yml"
WAIT = 60_000  # a slow machine is no fault here


@pytest.fixture
def served(tmp_path: Path):
    """The real command on a copy of the data: the copy and the address."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "site_build.py", "serve", "--data", str(data), "--as-of", "2026-11-21"),
        *("--port", str(port), "--out", str(tmp_path / "out")),
    ]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert f":{port}/" in process.stdout.readline()
    process.stdout.readline()  # the first build is told
    yield data, f"http://127.0.0.1:{port}/", process
    process.terminate()
    process.wait(30)


def test_an_edit_shows_by_itself_and_a_problem_leaves_the_last_good_page(served, browser):
    data, url, process = served
    plan = data / PLAN
    page = browser.new_page()
    page.goto(f"{url}agencies/kinmen/2020/")
    good = plan.read_text(encoding="utf-8")
    assert "站穩改革基礎" in good

    plan.write_text(good.replace("站穩改革基礎、擘劃", "站穩改革的基礎、擘劃"), encoding="utf-8")
    page.wait_for_selector("text=站穩改革的基礎", timeout=WAIT)
    assert re.search(r"網站已更新（\d+\.\d 秒）", process.stdout.readline())

    plan.write_text(good.replace("period: 109", "period: nine"), encoding="utf-8")
    panel = page.wait_for_selector(".problems", timeout=WAIT)
    assert "plan.yml:6:" in panel.inner_text() and "站穩改革的基礎" in page.inner_text("main")
    assert "plan.yml:6:" in process.stdout.readline()

    plan.write_text(good, encoding="utf-8")
    page.wait_for_selector(".problems", state="detached", timeout=WAIT)
    assert "站穩改革的基礎" not in page.inner_text("main")
    page.close()


def test_a_folder_without_its_slash_is_sent_on(served, browser):
    _, url, _ = served
    page = browser.new_page()
    page.goto(f"{url}agencies/kinmen")
    assert page.url == f"{url}agencies/kinmen/"
    page.close()
