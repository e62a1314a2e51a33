"""A database that is away: longer and longer pauses, and one line in the log for each change.

Pauses double from half a second up to half a minute. A process that was logging each attempt would
fill a disk overnight.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from cms.operation.background.retries import pause_seconds

if TYPE_CHECKING:
    import logging

FIRST_SECONDS = 0.5
LONGEST_SECONDS = 30.0


class Outages:
    """The database as one process has found it, available or away."""

    def __init__(self, logger: logging.Logger) -> None:
        self._logger = logger
        self._attempt_count = 0
        self._since = time.monotonic()

    @property
    def available_seconds(self) -> float:
        """The time the database has been available without a break; 0 while it is away."""
        return 0.0 if self._attempt_count else time.monotonic() - self._since

    def failed(self, error: Exception) -> float:
        """Note a failed attempt, and log the first one; returns the seconds until the next."""
        if not self._attempt_count:
            self._since = time.monotonic()
            self._logger.error("The database can't be reached: %s", error, exc_info=error)
        self._attempt_count += 1
        return pause_seconds(
            self._attempt_count, first_seconds=FIRST_SECONDS, longest_seconds=LONGEST_SECONDS
        )

    def succeeded(self) -> None:
        """Note an attempt that worked, and log the first one after an outage."""
        if self._attempt_count:
            self._logger.warning(
                "The database is available again after %.0f seconds and %d attempts",
                time.monotonic() - self._since,
                self._attempt_count,
            )
            self._attempt_count = 0
            self._since = time.monotonic()
