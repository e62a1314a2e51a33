"""Load from ``wrk``: connections that ask again as soon as they are answered.

They take gzip, as browsers, caches and the clients of Node do. There are enough of them that the
server finds a next request waiting: with few, what is measured is how its threads fall asleep.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass

from tests.performance.figures import Latency

CONNECTIONS = 32
HEADER = "Accept-Encoding: gzip"
_REPORT = """
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\\nreport {"requests": %d, "microseconds": %d, "failed": %d,'
      .. ' "p50": %d, "p95": %d, "p99": %d}\\n',
    summary.requests, summary.duration,
    errors.status + errors.connect + errors.read + errors.write + errors.timeout,
    latency:percentile(50), latency:percentile(95), latency:percentile(99)
  ))
end
"""
_MANY = """
local count = 0
request = function()
  count = count + 1
  return wrk.format("GET", "%s&n=" .. (count %% %d))
end
"""


class FailedRequests(RuntimeError):
    """Some requests were refused, broken off or not answered in time."""


@dataclass(frozen=True, slots=True)
class Load:
    """What came of some seconds of load."""

    requests: int
    seconds: float
    latency: Latency

    @property
    def per_second(self) -> float:
        """The throughput."""
        return self.requests / self.seconds


def is_installed() -> bool:
    """Whether the program is there; Debian's package is ``wrk``."""
    return shutil.which("wrk") is not None


def load(url: str, *, seconds: int = 1, answers: int = 1, connections: int = CONNECTIONS) -> Load:
    """Ask for an address; with more than one of ``answers``, for as many that differ in the query.

    Raises:
        FailedRequests: not all were answered with success.
    """
    origin, separator, rest = url.removeprefix("http://").partition("/")
    script = _REPORT + (_MANY % (separator + rest, answers) if answers > 1 else "")
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        asked = f"http://{origin}" if answers > 1 else url
        command = [
            "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-H", HEADER, "-s", file.name, asked,
        ]  # fmt: skip
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = json.loads(printed.rpartition("report ")[2])
    if found["failed"]:
        raise FailedRequests(f"{found['failed']} of {found['requests']} for {url[:120]}")
    p50, p95, p99 = (found[name] / 1e6 for name in ("p50", "p95", "p99"))
    latency = Latency(p50, p95, p99, found["requests"])
    return Load(found["requests"], found["microseconds"] / 1e6, latency)
