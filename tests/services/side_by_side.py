"""Run targets of the Makefile side by side: ``python -m tests.services.side_by_side TARGET …``.

Some legs wait much of the time, for a browser or a clock, so two of them keep two cores busy. What
each prints goes to a file below ``.cache/logs`` and is shown if the leg fails; every half minute
there is a line that says how far each has come.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.browser.running import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LOGS = ROOT / ".cache" / "logs"
AT_ONCE = 2
REPORT_SECONDS = 30
LOOK_SECONDS = 0.2
PERCENT = re.compile(r"\[ *(\d+%)\]")
# What pytest and Node's test runner end with.
SUMMARY = re.compile(
    r"^(?:=+ )?(\d+ (?:passed|failed|error).*? in .*?)(?: =+)?$|^ℹ (pass|fail) (\d+)$", re.MULTILINE
)


@dataclass(slots=True)
class Leg:
    """A target that was started, and the file with what it prints."""

    name: str
    log: Path
    process: subprocess.Popen[bytes]
    begun_at: float = field(default_factory=time.monotonic)

    def text(self) -> str:
        """What it has printed until now."""
        return self.log.read_text(errors="replace")

    def progress(self) -> str:
        """Its name and how far it has come, where its test runner says so."""
        percents = PERCENT.findall(self.text())
        return f"{self.name} {percents[-1]}" if percents else self.name

    def result(self) -> str:
        """How it ended, with the figures of its test runner."""
        outcome = "failed" if self.process.returncode else "passed"
        figures = [one or f"{number} {word}" for one, word, number in SUMMARY.findall(self.text())]
        spent = time.monotonic() - self.begun_at
        return ", ".join([f"{self.name}: {outcome} after {spent:.0f} s", *figures])


def start(name: str, processes: int) -> Leg:
    """Start a target; its tests, where they can be divided, among so many processes."""
    log = LOGS / f"{name}.log"
    command = ["make", "--no-print-directory", name, f"PROCESSES={processes}"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    return Leg(name, log, process)


def main(names: list[str]) -> int:
    """Run all targets, whatever becomes of the others; 1 if one has failed."""
    LOGS.mkdir(parents=True, exist_ok=True)
    # As many as there are cores for each leg, so none is idle when the others have ended.
    processes = len(os.sched_getaffinity(0))
    waiting, running, failed = list(names), list[Leg](), list[str]()
    report_at = time.monotonic() + REPORT_SECONDS
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            running.append(start(waiting.pop(0), processes))
        time.sleep(LOOK_SECONDS)
        for leg in [one for one in running if one.process.poll() is not None]:
            running.remove(leg)
            if leg.process.returncode:
                failed.append(leg.name)
                print(leg.text())
            print(leg.result(), flush=True)
        if running and time.monotonic() > report_at:
            print("  running:", " · ".join(leg.progress() for leg in running), flush=True)
            report_at = time.monotonic() + REPORT_SECONDS
    if failed:
        print(f"Failed: {', '.join(failed)}; the output of each is above and in {LOGS}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
