"""The server of production on a free port, for as long as it is needed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.running import ROOT
from tests.performance.packages import HIDDEN, only_for_tests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

START_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; ``process`` is the one that watches over the workers."""

    origin: str
    process: subprocess.Popen[bytes]

    def worker_pids(self) -> list[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [pid for pid in map(int, children.split()) if resident_megabytes(pid) > 30]

    def cpu_seconds(self) -> float:
        """What all who answer have spent until now."""
        return sum(map(_cpu_seconds, self.worker_pids()))

    def megabytes(self) -> float:
        """The memory of the largest who answers."""
        return max(map(resident_megabytes, self.worker_pids()))

    def mapped_megabytes(self) -> float:
        """What of that are files, which the kernel takes back when it needs room."""
        return max(resident_megabytes(pid, "RssFile") for pid in self.worker_pids())


def resident_megabytes(pid: int, name: str = "VmRSS") -> float:
    """The memory of a process, or a part of it; ``proc(5)``, ``status``."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(pid)


def _cpu_seconds(pid: int) -> float:
    """The time of a process and its threads, in hundredths; ``proc(5)``, fields 14 and 15."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def granian(
    port: int, *, workers: int, threads: int, settings: Mapping[str, str]
) -> Iterator[Server]:
    """The CMS behind granian, with these variables in its environment.

    Raises:
        RuntimeError: it ended or doesn't answer.
    """
    hidden = only_for_tests((ROOT / "requirements.txt").read_text(), packages_distributions())
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.performance.settings",
        HIDDEN: " ".join(hidden),
        **settings,
    }
    process = subprocess.Popen(
        [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
            "--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads),
            "--log-level", "warning", "--workers-kill-timeout", "3",
            "tests.performance.application:application",
        ],
        cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    server = Server(f"http://localhost:{port}", process)
    try:
        _wait(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(server: Server) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while server.process.poll() is None and time.monotonic() < give_up_at:
        try:
            with urllib.request.urlopen(f"{server.origin}/health/ready", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("The server doesn't answer.")
