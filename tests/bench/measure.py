"""What a command costs: processor time of its whole process tree, wall time, memory.

Processor time is user and system time of the process and of all that it started and waited for.
"""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median_low

_LOOK = 0.02  # seconds between two looks at a process's own memory


@dataclass(frozen=True)
class Cost:
    """Seconds of processor time and of wall time; MB of the command's own process at its peak, and
    of the largest of all processes it started, itself included."""

    cpu: float
    wall: float
    own_mb: float
    most_mb: float


class Failed(Exception):
    """A measured command did not end well; its figures would mean nothing."""


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """The environment of a command. Python keeps its byte code, as it does where nobody forbids it."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | dict(extra)


def _watch(pid: int, peaks: list[float], done: threading.Event) -> None:
    """The peak that the system keeps for a process never falls, so the last look has it."""
    status = Path(f"/proc/{pid}/status")
    while not done.wait(_LOOK):
        try:
            text = status.read_text()
        except OSError:
            return
        rows = [line.split() for line in text.splitlines() if line.startswith("VmHWM")]
        peaks += [int(row[1]) / 1024 for row in rows]


def run(command: Sequence[str], *, cwd: Path, extra: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises `Failed` with the end of what it said."""
    peaks: list[float] = [0]
    done = threading.Event()
    started = time.perf_counter()
    with subprocess.Popen(
        command, cwd=cwd, env=environment(extra or {}),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        watch = threading.Thread(target=_watch, args=(process.pid, peaks, done))
        watch.start()
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        done.set()
        watch.join()
    if process.returncode:
        tail = said.decode("utf-8", "replace")[-2000:]
        raise Failed(f"{' '.join(command)}\nended with {process.returncode}:\n{tail}")
    return Cost(
        cpu=used.ru_utime + used.ru_stime,
        wall=wall,
        own_mb=max(peaks),
        most_mb=max(used.ru_maxrss / 1024, *peaks),
    )


def typical(costs: Sequence[Cost]) -> Cost:
    """The median of each figure over the rounds; of an even number the lower middle."""
    return Cost(
        *(median_low(getattr(cost, name) for cost in costs) for name in Cost.__annotations__)
    )
