"""The preview: problems leave the last good site standing and show in a panel."""

import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from generator.serve import Preview, make_server

ROOT = Path(__file__).resolve().parent.parent
GOOD = "<!doctype html><html><body class=x><p>good</p></body></html>"


@pytest.fixture
def preview(tmp_path: Path):
    """A preview of a folder with one watched file; `bad` in it is a problem."""
    watched = tmp_path / "data"
    watched.mkdir()
    (watched / "a.yml").write_text("good")
    out = tmp_path / "out"

    def build(folder: Path) -> list[str]:
        if (watched / "a.yml").read_text() == "bad":
            return ["data/a.yml:1:1: value: <bad>"]
        folder.mkdir(exist_ok=True)
        (folder / "index.html").write_text(GOOD)
        return []

    made = Preview(build, watch=[watched], out=out)
    server = make_server(made, port=0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made, watched / "a.yml", f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return answer.read().decode()


def test_a_problem_leaves_the_last_good_site_and_shows_itself(preview):
    made, file, url = preview
    made.rebuild()
    assert "good" in get(url) and "alert" not in get(url)
    file.write_text("bad")
    assert made.rebuild_if_changed()
    page = get(url)
    assert "<p>good</p>" in page and "&lt;bad&gt;" in page and "<bad>" not in page
    file.write_text("good again")
    assert made.rebuild_if_changed()
    assert "alert" not in get(url)


def test_a_first_build_with_problems_shows_them_too(preview):
    made, file, url = preview
    file.write_text("bad")
    made.rebuild()
    with pytest.raises(urllib.error.HTTPError) as caught:
        get(url)
    assert "&lt;bad&gt;" in caught.value.read().decode()


def test_nothing_is_rebuilt_when_nothing_changed(preview):
    made, file, url = preview
    made.rebuild()
    before = get(url + "__version")
    assert not made.rebuild_if_changed()
    assert get(url + "__version") == before
    file.write_text("other")
    assert made.rebuild_if_changed()
    assert get(url + "__version") != before


def test_a_page_asked_for_while_two_sites_switch_is_not_missing(preview):
    made, _, url = preview
    made.rebuild()
    gone = made.out / "index.html"
    text = gone.read_text()

    def switch(folder: Path) -> list[str]:
        gone.unlink()
        asked.set()
        time.sleep(0.3)  # the reader asks now
        gone.write_text(text)
        return []

    asked = threading.Event()
    made._build = switch
    building = threading.Thread(target=made.rebuild)
    building.start()
    asked.wait(10)
    assert "good" in get(url)
    building.join()


def test_a_port_that_is_taken_is_said_with_another_one_to_try(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "site_build.py", "serve", "--port", str(port), "--out", str(tmp_path / "out")],
            cwd=ROOT, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert done.returncode == 2 and "Traceback" not in done.stderr
    assert f"連接埠 {port} 已被使用；請加 --port 8001" in done.stderr
    assert f"port {port} is in use; add --port 8001" in done.stderr
    assert not (tmp_path / "out").exists()  # nothing was built for nobody
