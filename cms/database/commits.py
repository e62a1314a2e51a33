"""Waiting until somebody has committed something, at next to no cost.

PostgreSQL tells whoever listens, as the commit becomes visible. SQLite keeps a number in the memory
all processes share, which is another one after each commit; reading it costs microseconds. Neither
is relied on: whoever waits looks again after a while in any case.

A pooler such as PgBouncer lets nobody listen, and a database in memory has one process; there each
wait is a short one.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.db import connection

if TYPE_CHECKING:
    from cms.operation.background.stopping import Stop

CHANNEL = "cms_commits"


def announce() -> None:
    """Wake whoever listens, with the commit of this transaction. No query on SQLite, else one."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def _notices(stop: Stop, look_seconds: float) -> Any:
    """Notices of PostgreSQL, whose module needs psycopg."""
    module = import_module("cms.database.postgresql_notices")
    return module.Notices(stop, CHANNEL, look_seconds=look_seconds)


class Commits:
    """Commits of other processes to the database Django uses by default.

    To be waited for after having looked at the database: what is committed between a look and the
    wait ends the wait at once, from the second one on.

    Args:
        stop: ends each wait.
        look_seconds: the pause between two looks where nobody tells of commits.
    """

    def __init__(self, stop: Stop, *, look_seconds: float) -> None:
        self._stop = stop
        self._look_seconds = look_seconds
        self._notices: Any = None
        self._reading: sqlite3.Connection | None = None
        self._version: int | None = None

    def wait(self, seconds: float) -> None:
        """Wait for the next commit, for so long at most."""
        if connection.vendor == "postgresql":
            self._notices = self._notices or _notices(self._stop, self._look_seconds)
            self._notices.wait(seconds)
        elif connection.vendor == "sqlite":
            self._wait_for_version(seconds)
        else:
            self._stop.wait(min(seconds, self._look_seconds))

    def close(self) -> None:
        """Close what is open."""
        if self._notices is not None:
            self._notices.close()
        if self._reading is not None:
            with suppress(sqlite3.Error):
                self._reading.close()
        self._reading = self._version = None

    def _wait_for_version(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while not self._stop.is_set():
            before, self._version = self._version, self._version_now()
            left = until - time.monotonic()
            if self._version is None or self._version != before or left <= 0:
                if self._version is None:
                    self._stop.wait(min(max(left, 0.0), self._look_seconds))
                return
            self._stop.wait(min(left, self._look_seconds))

    def _version_now(self) -> int | None:
        """The number of the database file; ``None``: it has none, or can't be read now.

        See https://sqlite.org/pragma.html#pragma_data_version.
        """
        path = Path(str(connection.settings_dict["NAME"]))
        try:
            if self._reading is None:
                if not path.is_file():
                    return None
                self._reading = sqlite3.connect(
                    f"file:{quote(str(path))}?mode=ro", uri=True, timeout=1.0
                )
            version: int = self._reading.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error:
            self.close()
            return None
        return version
