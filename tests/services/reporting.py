"""Steps of a long run as they are done, and what makes it fail."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.services.installation import Installation

PATIENCE_SECONDS = 300


@dataclass(slots=True)
class Report:
    """What has been done, and how long it took."""

    begun_at: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """The time since the beginning."""
        return time.monotonic() - self.begun_at

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Say what is done within, and how long it took."""
        since = time.monotonic()
        yield
        print(f"  {self.seconds:6.1f} s  {what} ({time.monotonic() - since:.1f} s)", flush=True)

    def note(self, what: str) -> None:
        """Say what was found."""
        print(f"            {what}", flush=True)


def require(holds: bool, what: str) -> None:
    """Fail where something isn't so.

    Raises:
        RuntimeError: with what was expected.
    """
    if not holds:
        raise RuntimeError(f"Not so: {what}")


def wait_until(
    happened: Callable[[], bool],
    what: str,
    installation: Installation,
    *,
    pause_seconds: float = 0.5,
) -> float:
    """Wait for something while all processes run; returns the seconds it took."""
    since = time.monotonic()
    while not happened():
        installation.require_running()
        require(time.monotonic() - since < PATIENCE_SECONDS, what)
        time.sleep(pause_seconds)
    return time.monotonic() - since
