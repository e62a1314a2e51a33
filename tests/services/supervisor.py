"""Processes that are started again when they end, as systemd does with ``Restart=always``."""

from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

    Spawn = Callable[[], subprocess.Popen[bytes]]

# Those of the units.
RESTART_SECONDS = 2.0
STOP_SECONDS = 60.0


@dataclass
class Supervised:
    """A process in a session of its own, with the signal by which it is asked to end."""

    name: str
    spawn: Spawn
    stop_signal: int = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name=self.name, daemon=True)

    @property
    def pid(self) -> int:
        """Its first process.

        Raises:
            RuntimeError: it is just being started again.
        """
        if self.process is None or not self.is_running:
            raise RuntimeError(f"{self.name} doesn't run")
        return self.process.pid

    @property
    def is_running(self) -> bool:
        """It has been started and hasn't ended."""
        return self.process is not None and self.process.poll() is None

    def _watch(self) -> None:
        while not self._is_over.is_set():
            # A service that ends while it starts is started again, too.
            with suppress(RuntimeError):
                self.process = self.spawn()
                self.process.wait()
                self._end_rest(self.process.pid)
            self._is_over.wait(RESTART_SECONDS)

    def _end_rest(self, pid: int) -> None:
        """End what a process has left behind in its session."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)

    def begin(self) -> None:
        """Start it, and go on doing so."""
        self._thread.start()

    def end(self) -> None:
        """End it for good, also where it is just being started again."""
        self._is_over.set()
        asked: set[int] = set()
        give_up_at = time.monotonic() + STOP_SECONDS
        while self._thread.is_alive():
            pid = self.process.pid if self.process is not None else 0
            with suppress(ProcessLookupError):
                if time.monotonic() > give_up_at and pid:
                    os.kill(pid, signal.SIGKILL)
                elif pid and pid not in asked:
                    os.kill(pid, self.stop_signal)
            asked.add(pid)
            self._thread.join(0.2)


@dataclass
class Supervisor:
    """Several of them, ended in the other order at the end of the block."""

    parts: dict[str, Supervised] = field(default_factory=dict)

    def add(self, part: Supervised) -> Supervised:
        """Start one more."""
        self.parts[part.name] = part
        part.begin()
        return part

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for part in reversed(self.parts.values()):
            part.end()


@contextmanager
def frozen(pids: list[int]) -> Iterator[None]:
    """Processes that do nothing while the block runs."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def family(pid: int) -> list[int]:
    """A process and everything it has started, itself first."""
    try:
        children = [
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (FileNotFoundError, ProcessLookupError):
        return []
    return [pid, *(one for child in children for one in family(child))]
