"""Readers who ask all the time, each from a thread of its own, and what they got."""

from __future__ import annotations

import http.client
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    # Asks once; returns what was wrong with the answer, or nothing.
    Ask = Callable[[], str | None]

PAUSE_SECONDS = 0.02


@dataclass
class Readers:
    """Readers, as long as the block runs; each goes on with its own question."""

    questions: Sequence[Ask]
    pause_seconds: float = PAUSE_SECONDS
    answered: int = 0
    slowest_seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._run, args=[one]) for one in self.questions]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        for thread in self._threads:
            thread.join()

    def _run(self, ask: Ask) -> None:
        while not self._ended.is_set():
            since = time.monotonic()
            try:
                failure = ask()
            except (OSError, http.client.HTTPException) as error:
                failure = repr(error)
            with self._lock:
                self.slowest_seconds = max(self.slowest_seconds, time.monotonic() - since)
                self.answered += failure is None
                if failure is not None:
                    self.failures.append(failure)
            time.sleep(self.pause_seconds)
