"""Commits that PostgreSQL tells of, on a connection of its own (see ``commits``)."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psycopg

from cms.database import postgresql_sessions

if TYPE_CHECKING:
    from cms.operation.background.stopping import Stop

logger = logging.getLogger(__name__)


class Notices:
    """Notices on a channel; through a pooler, which passes none on, each wait is a short one.

    Args:
        stop: ends each wait.
        channel: where a commit is told of.
        look_seconds: the pause between two looks where nobody tells of commits.
    """

    def __init__(self, stop: Stop, channel: str, *, look_seconds: float) -> None:
        self._stop = stop
        self._channel = channel
        self._look_seconds = look_seconds
        self._listening: psycopg.Connection[Any] | None = None
        self._is_pooled = False

    def wait(self, seconds: float) -> None:
        """Wait for the next notice, for so long at most."""
        try:
            if self._listening is None and not self._is_pooled:
                self._listen()
                # What was committed before may not have been seen.
                return
            if self._listening is None:
                self._stop.wait(min(seconds, self._look_seconds))
            elif self._stop.wait(seconds, readable=[self._listening.fileno()]):
                for _notice in self._listening.notifies(timeout=0):
                    """One look is for all of them."""
            else:
                self._listening.execute("SELECT 1")
        except psycopg.Error as error:
            logger.info("Listening for commits ended: %s", error)
            self.close()
            self._stop.wait(self._look_seconds)

    def close(self) -> None:
        """Close the connection, if it is open."""
        if self._listening is not None:
            with suppress(psycopg.Error):
                self._listening.close()
        self._listening = None

    def _listen(self) -> None:
        found = postgresql_sessions.connect()
        own = found.info.backend_pid
        row = found.execute("SELECT 1 WHERE pg_backend_pid() = %s", [own]).fetchone()
        if row is None:
            self._is_pooled = True
            found.close()
            return
        found.execute(f"LISTEN {self._channel}")
        self._listening = found
