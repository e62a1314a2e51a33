"""What a kept answer costs: ``python -m tests.performance.cached [ROUNDS]``; needs ``wrk``.

The server is the one of production with one worker and one thread. A list of news of the contract,
asked by GET, is compared with a view that gives 10 kB and does nothing else, in rounds that
alternate, so that a busy moment falls on both. The database is the one of ``DATABASE_URL`` or
``STATE_DIR``, with the demo site in it. Then the worker answers 100,000 requests more, for some
hundreds of answers, and its memory is read.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from tests.browser.running import ROOT, free_port
from tests.performance.serving import granian, resident_megabytes

if TYPE_CHECKING:
    from collections.abc import Iterator

ROUNDS = 8
SECONDS_A_SAMPLE = 1
CONNECTIONS = 8
REQUESTS = 100_000
ANSWERS = 500
OPERATIONS = ROOT / "frontend_contract" / "operations"
_LUA = """
local count = 0
request = function()
  count = count + 1
  return wrk.format("GET", "%s&n=" .. (count %% %d))
end
"""


def address() -> str:
    """The list of news, as a frontend asks for it by GET."""
    text = (OPERATIONS / "NewsList.graphql").read_text()
    variables = json.dumps({"language": "en", "first": 20})
    return "/graphql/?" + urlencode({"query": text, "variables": variables})


def throughput(url: str, *options: str, seconds: float = SECONDS_A_SAMPLE) -> float:
    """Requests per second; all of them answered."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", *options, url]
    printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "Non-2xx" not in printed, printed
    found = re.search(r"Requests/sec:\s+([0-9.]+)", printed)
    assert found, printed
    return float(found.group(1))


def ratios(origin: str, rounds: int) -> list[tuple[float, float]]:
    """The throughput of the fixed body and of the kept answer, round by round."""
    urls = (f"{origin}/limit/", origin + address())
    for url in urls:
        throughput(url)
    return [(throughput(urls[0]), throughput(urls[1])) for _ in range(rounds)]


def report(name: str, measured: list[tuple[float, float]]) -> None:
    """One line: medians, their ratio, and how far the middle half of the ratios lies apart."""
    each = [kept / limit for limit, kept in measured]
    low, _middle, high = statistics.quantiles(each, n=4)
    limit, kept = (statistics.median(column) for column in zip(*measured, strict=True))
    print(
        f"{name:40}{limit:9.0f}{kept:9.0f}{statistics.median(each):8.1f}   {low:.1f} to {high:.1f}"
    )


def memory(origin: str, pid: int) -> list[float]:
    """The worker's memory in MB: at first, and after each fifth of the requests."""
    with _script() as path:
        found = []
        left = 5
        while left:
            found.append(resident_megabytes(pid))
            done = 0.0
            while done < REQUESTS / 5:
                done += throughput(origin, "-s", path, seconds=2) * 2
            left -= 1
        return [*found, resident_megabytes(pid)]


@contextmanager
def _script() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "requests.lua"
        path.write_text(_LUA % (address(), ANSWERS))
        yield str(path)


def main() -> int:
    """Measure and print."""
    if shutil.which("wrk") is None:
        print("wrk is not installed (Debian: wrk).", file=sys.stderr)
        return 1
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    database = "PostgreSQL" if os.environ.get("DATABASE_URL", "").startswith("p") else "SQLite"
    print(f"{database}, one worker, one thread, {rounds} rounds of {SECONDS_A_SAMPLE} s")
    print(f"{'requests per second':40}{'fixed':>9}{'kept':>9}{'ratio':>8}   middle half")
    for milliseconds in (0, 10):
        settings = {"VERSION_FRESH_MILLISECONDS": str(milliseconds)}
        with granian(free_port(), workers=1, threads=1, settings=settings) as server:
            report(f"version asked every {milliseconds} ms", ratios(server.origin, rounds))
            if milliseconds == 0:
                began_at = time.monotonic()
                found = memory(server.origin, server.worker_pids()[0])
                figures = ", ".join(f"{one:.0f}" for one in found)
                seconds = time.monotonic() - began_at
                print(f"memory over {REQUESTS} requests in {seconds:.0f} s, MB: {figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
