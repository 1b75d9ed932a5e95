"""Work shared among processes: of this machine, or of a cluster. Results come in the order of jobs.

A job is small and names what it is about; what all jobs share is worked out once in each process.
"""

import multiprocessing
import os
import re
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")
# Jobs that are given out before the first result is taken, for each process: enough to keep it busy.
_AHEAD = 4
_ADDRESS = re.compile(r"(?:\w+://)?(?:[^\s/:]+|\[[0-9a-fA-F:.]+\]):\d+")


class NoCluster(Exception):
    """The cluster cannot be used; the message says why and what to do."""


class Workers:
    """Processes that work: none beside this one where `executor` is `None`."""

    def __init__(self, executor: Executor | None = None, many: int = 1) -> None:
        self._executor = executor
        self._many = many

    def map(self, function: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
        """The result of each job, in their order; few jobs are not worth another process. The first
        that fails ends it all."""
        if self._executor is None or len(jobs) < 2 * self._many:
            yield from map(function, jobs)
            return
        waiting: deque[Future[Result]] = deque()
        todo = iter(jobs)
        try:
            for job in todo:
                waiting.append(self._executor.submit(function, job))
                if len(waiting) >= _AHEAD * self._many:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


@contextmanager
def share_work(jobs: int, cluster: str | None = None) -> Iterator[Workers]:
    """`jobs` processes of this machine, or the workers of the cluster whose scheduler is at
    `cluster`. Raises `NoCluster`."""
    if cluster is not None:
        with _cluster(cluster) as workers:
            yield workers
    elif jobs > 1:
        # Forked: what this process has worked out already, they have too.
        context = multiprocessing.get_context("fork")
        pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_follow_parent)
        try:
            yield Workers(pool, jobs)
        finally:
            pool.shutdown(cancel_futures=True)
    else:
        yield Workers()


def _follow_parent() -> None:
    """Ctrl-C reaches every process of a terminal, and this one's parent ends it; where the parent is
    killed, this one goes too, and with it the locks that it was forked with."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def _cluster(address: str) -> Iterator[Workers]:
    try:
        from distributed import Client
    except ImportError:
        raise NoCluster(
            "要用叢集請先執行 make extra-cluster / for a cluster run make extra-cluster first"
        ) from None
    if not _ADDRESS.fullmatch(address):
        raise NoCluster(
            f"叢集的位址要寫成 tcp://主機:連接埠，不是 {address} / "
            f"a cluster's address is written tcp://host:port, not {address}"
        )
    try:
        client: Any = Client(address, timeout="10s", set_as_default=False)  # type: ignore[no-untyped-call]
    except OSError as error:
        raise NoCluster(
            f"連不到叢集 {address}，請核對位址：{error} / no cluster at {address}, check the address"
        ) from error
    with client:
        many = len(client.scheduler_info(n_workers=-1)["workers"])
        # The same job twice is the same file twice: whichever worker is lost, another does it.
        yield Workers(client.get_executor(pure=False, retries=3), max(many, 1))


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0))
