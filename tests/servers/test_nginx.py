"""The ready nginx configuration, on a real nginx: headers, 404, and no page missing in a switch."""

import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from generator.releases import Releases
from tests.browser.conftest import CSP, CSP_EMBED
from tests.servers.find_nginx import ADVICE, find_nginx
from tests.test_releases import release

ROOT = Path(__file__).resolve().parent.parent.parent
SERVERS = ROOT / "docs/servers"
MAIN = """
daemon off; master_process off; worker_processes 1; pid {tmp}/pid; error_log {tmp}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path {tmp}/b; proxy_temp_path {tmp}/p; fastcgi_temp_path {tmp}/f;
  uwsgi_temp_path {tmp}/u; scgi_temp_path {tmp}/s;
  include {tmp}/lianming.conf;
}}
"""


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("live") / "public"
    done = subprocess.run(
        [sys.executable, "site_build.py", "publish", str(folder), "--as-of", "2026-11-21"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def server(live: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """nginx with the published file, its folder and port alone changed."""
    nginx = find_nginx()
    if nginx is None:
        pytest.fail(ADVICE, pytrace=False)
    tmp, port = tmp_path_factory.mktemp("nginx"), free_port()
    ready = (SERVERS / "nginx.conf").read_text("utf-8")
    for old, new in (("listen 80;", f"listen 127.0.0.1:{port};"), ("/srv/lianming/", f"{live}/")):
        assert old in ready
        ready = ready.replace(old, new)
    (tmp / "lianming.conf").write_text(ready, "utf-8")
    (tmp / "nginx.conf").write_text(MAIN.format(tmp=tmp), "utf-8")
    for folder in (tmp, live.parent):
        folder.chmod(0o755)
    with subprocess.Popen([nginx, "-p", str(tmp), "-c", str(tmp / "nginx.conf")]) as process:
        try:
            for _ in range(100):
                try:
                    HTTPConnection("127.0.0.1", port, timeout=1).connect()
                    break
                except OSError:
                    assert process.poll() is None, (tmp / "error.log").read_text()
                    time.sleep(0.05)
            yield port
        finally:
            process.terminate()


def get(port: int, path: str, **headers: str):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def test_every_answer_carries_the_policy(server, live):
    stylesheet = next((live / "current/assets").glob("*/site.css")).relative_to(live / "current")
    for path in ("/", "/en/", "/agencies/kinmen/2020/", "/data/v1/index.json", "/feed.xml", "/no/such/page/", f"/{stylesheet}"):  # fmt: skip
        answer, _ = get(server, path)
        assert answer.headers["Content-Security-Policy"] == CSP, path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        kept = "immutable" in answer.headers["Cache-Control"]
        assert kept is path.endswith(".css")
    embed = "/agencies/hsinchu-county/2023/kpi/5-1/embed/"
    assert get(server, embed)[0].headers["Content-Security-Policy"] == CSP_EMBED


def test_any_site_may_read_the_open_data_and_nothing_else(server):
    for path in ("/data/v1/index.json", "/data/v1/kpis.csv", "/data/v1/kinmen/2020/plan.json"):
        answer, _ = get(server, path, Origin="https://elsewhere.example")
        assert answer.headers["Access-Control-Allow-Origin"] == "*", path
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for path in ("/", "/data/", "/data/dictionary/", "/data/recompute.py", "/manifest.json"):
        answer, _ = get(server, path, Origin="https://elsewhere.example")
        assert "Access-Control-Allow-Origin" not in answer.headers, path


def test_pages_and_their_kinds(server):
    for path, kind in (
        ("/", "text/html; charset=utf-8"), ("/data/v1/index.json", "application/json; charset=utf-8"),
        ("/data/recompute.py", "text/plain; charset=utf-8"), ("/assets/favicon.svg", "image/svg+xml"),
        ("/site.webmanifest", "application/manifest+json"),
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/agencies/kinmen/2020/calendar.ics", "text/calendar; charset=utf-8"),
        ("/sitemap.xml", "application/xml"),
        ("/data/v1/catalog.jsonld", "application/ld+json"),
        ("/data/v1/catalog.ttl", "text/turtle; charset=utf-8"),
    ):  # fmt: skip
        answer, _ = get(server, path)
        assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    answer, body = get(server, "/no/such/page/")
    assert answer.status == 404 and "找不到" in body.decode()
    answer, _ = get(server, "/agencies")
    assert (answer.status, answer.headers["Location"]) == (301, "/agencies/")
    answer, body = get(server, "/", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"


def test_a_reader_misses_no_page_while_releases_change(server, live):
    """Reads without pause through 40 switches; each answer is a whole page of one release."""
    releases = Releases(live)
    stop, wrong, reads = threading.Event(), [], 0

    def read() -> None:
        nonlocal reads
        connection = HTTPConnection("127.0.0.1", server, timeout=10)
        while not stop.is_set():
            connection.request("GET", "/probe/")
            answer = connection.getresponse()
            body = answer.read().decode()
            reads += 1
            if answer.status != 200 or not re.fullmatch(r"(\d)\1{49999}", body):
                wrong.append((answer.status, body[:40]))
        connection.close()

    release(releases, {"index.html": "0", "probe/index.html": "0" * 50_000})
    reader = threading.Thread(target=read)
    reader.start()
    for n in range(1, 41):
        release(releases, {"index.html": "0", "probe/index.html": str(n % 10) * 50_000})
    stop.set()
    reader.join()
    assert wrong == [] and reads > 40


def test_every_ready_file_sends_the_same_policy():
    apache = (SERVERS / "apache.conf").read_text("utf-8")
    assert (
        f'"{CSP}" env=!LIANMING_EMBED' in apache and f'"{CSP_EMBED}" env=LIANMING_EMBED' in apache
    )
    nginx = (SERVERS / "nginx.conf").read_text("utf-8")
    assert CSP.replace("frame-ancestors 'none'", "frame-ancestors $lianming_framed_by") in nginx
    assert (
        '<LocationMatch "^/data/v1/">\n        Header always set Access-Control-Allow-Origin "*"'
        in apache
    )
