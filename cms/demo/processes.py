"""Child processes that belong together: started, watched, restarted and ended as one."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

RESTARTS = 3
RESTART_WINDOW_SECONDS = 60
PATIENCE_SECONDS = 8


class GaveUpError(RuntimeError):
    """A process ended again and again."""


@dataclass(slots=True)
class Process:
    """A program that has to run. With a ``log`` its output goes there, else to the terminal."""

    name: str
    command: list[str]
    log: Path | None = None
    _popen: subprocess.Popen[bytes] | None = None
    _started_at: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start it, apart from the terminal, so that Ctrl-C reaches only the parent."""
        self._started_at.append(time.monotonic())
        with self._output() as output:
            self._popen = subprocess.Popen(  # noqa: S603
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT if output else None,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
            )

    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._popen is not None and self._popen.poll() is None

    def restart(self) -> int:
        """Start it again after it has ended; returns the code it ended with.

        Raises:
            GaveUpError: it has ended too often of late.
        """
        code = self._popen.returncode if self._popen else 0
        earliest = time.monotonic() - RESTART_WINDOW_SECONDS
        self._started_at = [at for at in self._started_at if at > earliest]
        if len(self._started_at) > RESTARTS:
            where = f" Its messages are in {self.log}." if self.log else ""
            raise GaveUpError(f"The {self.name} doesn't keep running (exit code {code}).{where}")
        self.start()
        return code

    def ask_to_end(self) -> None:
        """Tell it to finish what it is doing and end."""
        if self._popen and self.is_running():
            self._popen.terminate()

    def end(self, deadline: float) -> None:
        """Wait for it until the deadline, then end it and its own children by force."""
        if self._popen is None:
            return
        try:
            self._popen.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(self._popen.pid, signal.SIGKILL)
            self._popen.wait()

    def _output(self) -> Any:
        return _log_file(self.log) if self.log else nullcontext()


def end_all(processes: list[Process]) -> None:
    """End all of them and leave none behind, the one started last first."""
    for process in reversed(processes):
        process.ask_to_end()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for process in reversed(processes):
        process.end(deadline)


def _log_file(path: Path) -> IO[bytes]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("ab")


def _end_with_parent() -> None:
    """Have Linux end this process when its parent is gone, however that came about."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
