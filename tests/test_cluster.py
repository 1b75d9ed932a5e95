"""A build on a cluster of this machine's own: the same bytes, also where a worker is lost midway."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from generator.builds import build_site
from generator.inputs import Order
from generator.workers import NoCluster
from tests.bench.corpus import AS_OF, write_corpus
from tests.test_incremental import differing

pytest.importorskip("distributed")
ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 60


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of the cluster. One thread a worker, and no nanny to start it again."""
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(what: str, is_there) -> None:
    end = time.monotonic() + _PATIENCE
    while not is_there():
        assert time.monotonic() < end, f"{what} did not come"
        time.sleep(0.05)


@pytest.fixture
def cluster(tmp_path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    file = tmp_path / "scheduler.json"
    local = ("--host", "127.0.0.1")
    with started(
        "distributed.cli.dask_scheduler", *local, "--port", "0", "--no-dashboard", "--no-show",
        "--scheduler-file", str(file),
    ):  # fmt: skip
        wait_for("the scheduler", lambda: file.exists() and file.read_text().strip().endswith("}"))
        worker = (
            "distributed.cli.dask_worker", "--scheduler-file", str(file), *local, "--nthreads", "1",
            "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path),
        )  # fmt: skip
        from distributed import Client

        with started(*worker) as one, started(*worker) as two:
            with Client(scheduler_file=str(file), set_as_default=False) as client:
                client.wait_for_workers(2, timeout=_PATIENCE)
                address = client.scheduler.address
            yield address, [one, two]


def test_a_worker_that_is_killed_midway_costs_nothing(tmp_path, cluster):
    address, workers = cluster
    data = tmp_path / "data"
    write_corpus(data, agencies=9, years=1)
    alone = Order(ROOT, data, AS_OF.isoformat())
    build_site(alone, tmp_path / "alone/site", cache=tmp_path / "alone/cache")
    shared = tmp_path / "shared"
    killed = []

    def kill() -> None:
        """Once the first plan stands, while others are being made."""
        wait_for("a plan", lambda: any(shared.glob(".site-*/new/agencies/*/*/index.html")))
        workers[0].send_signal(signal.SIGKILL)
        killed.append(not (shared / "site").exists())

    thread = threading.Thread(target=kill)
    thread.start()
    order = Order(ROOT, data, AS_OF.isoformat(), cluster=address)
    build_site(order, shared / "site", cache=tmp_path / "cache")
    thread.join()
    assert killed == [True] and workers[0].wait() == -signal.SIGKILL
    assert differing(shared / "site", tmp_path / "alone/site") == []


def test_no_cluster_says_so(tmp_path):
    data = tmp_path / "data"
    write_corpus(data, agencies=1, years=1)
    order = Order(ROOT, data, AS_OF.isoformat(), cluster="tcp://127.0.0.1:9")
    with pytest.raises(NoCluster, match="叢集"):
        build_site(order, tmp_path / "site", cache=tmp_path / "cache")
    assert not (tmp_path / "site").exists()
