"""The content version, known on every request: one row, on a connection that does nothing else.

Each thread has a connection of its own, to the database that Django uses. It is opened when it is
first needed, so none is inherited by a process that is forked before; one that is forked later
opens its own.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import threading
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from django.db import connection as django_connection
from django.db.utils import Error as DjangoDatabaseError

from cms.delivery.response_cache.sqlite_wal_index import WalIndex, is_written
from cms.delivery.versions import content_version
from cms.delivery.versions.histories import History

if TYPE_CHECKING:
    from collections.abc import Iterable

SQLITE_PATIENCE_SECONDS = 1.0
LOOK_SECONDS = 0.05
_NEWEST_ON_SQLITE = content_version.NEWEST["sqlite"].replace("%s", "?")
_CURRENT_ON_SQLITE = content_version.CURRENT.replace("%(before)s", "?")
_IN_MEMORY = re.compile(r"^:memory:$|[?&]mode=memory")


class Unavailable(Exception):
    """The database can't be asked."""


class VersionSource(Protocol):
    """A place to read content versions from.

    ``identity`` is another one as soon as another database is being asked under the same name, or
    the same with another history, because a copy was put back.
    """

    @property
    def identity(self) -> object:
        """The identity of the database and its history."""

    def current(self) -> int:
        """The number of the latest change. Raises ``Unavailable``."""

    def newest(self, tags: Iterable[str]) -> int:
        """The number of the latest change of these tags. Raises ``Unavailable``."""


def source() -> VersionSource:
    """The database Django uses by default."""
    if django_connection.vendor == "postgresql":
        # It needs psycopg, which processes on SQLite don't load.
        module = import_module("cms.delivery.response_cache.postgresql_version_source")
        found: VersionSource = module.PostgreSQL()
        return found
    name = str(django_connection.settings_dict["NAME"])
    if django_connection.vendor == "sqlite" and not _IN_MEMORY.search(name):
        return SQLite(Path(name))
    return Django()


class Django:
    """Django's own connection: for a database that only this process can see."""

    @property
    def identity(self) -> object:
        """The identity of the database and its history."""
        return content_version.history.generation

    def current(self) -> int:
        """The number of the latest change."""
        try:
            return content_version.current()
        except DjangoDatabaseError as error:
            raise Unavailable from error

    def newest(self, tags: Iterable[str]) -> int:
        """The number of the latest change of these tags."""
        try:
            return content_version.newest(tags)
        except DjangoDatabaseError as error:
            raise Unavailable from error


class SQLite:
    """A database file, asked only when something was committed since the last time.

    One that was put in its place is noticed within ``LOOK_SECONDS``.
    """

    def __init__(self, path: Path) -> None:
        self.path = os.fspath(path)
        self._file: tuple[int, int] | None = None
        self._history = History()
        self._local = ThreadConnection()
        os.register_at_fork(after_in_child=lambda: setattr(self, "_local", ThreadConnection()))

    @property
    def identity(self) -> object:
        """The identity of the database and its history."""
        return self._file, self._history.generation

    def current(self) -> int:
        """The number of the latest change."""
        last_read = self._local.last_read
        if last_read is not None and last_read.is_current():
            return last_read.number
        return self._read_current()

    def newest(self, tags: Iterable[str]) -> int:
        """The number of the latest change of these tags."""
        return self._ask(_NEWEST_ON_SQLITE, json.dumps(sorted(tags)))[0] or 0

    def _read_current(self) -> int:
        local = self._local
        look_again_at = time.monotonic() + LOOK_SECONDS
        # Before the question: what is committed after it makes the header another one.
        index = local.index
        header = index.header() if index is not None else b""
        before = self._history.latest
        row = self._ask(_CURRENT_ON_SQLITE, before.number)
        number: int = row[0] if row else 0
        self._history.observe(before, row)
        local.last_read = None
        if index is None or local.index is not index:
            # Of a connection that has just been opened: to be compared from the next question on.
            local.index = WalIndex.of(self.path)
        elif is_written(header):
            local.last_read = _LastRead(index, header, number, look_again_at)
        return number

    def _ask(self, query: str, *values: str | int) -> Any:
        try:
            return self._connection().execute(query, values).fetchone()
        except (sqlite3.Error, OSError) as error:
            self._local.forget()
            raise Unavailable from error

    def _connection(self) -> sqlite3.Connection:
        file = os.stat(self.path)  # noqa: PTH116 - as short as it can be
        identity = (file.st_dev, file.st_ino)
        if self._local.identity != identity:
            self._local.keep(
                sqlite3.connect(self.path, timeout=SQLITE_PATIENCE_SECONDS, isolation_level=None),
                identity,
            )
            self._file = identity
        return self._local.connection


@dataclass(frozen=True, slots=True)
class _LastRead:
    """The number that a thread has seen, and by what it knows whether there is another."""

    index: WalIndex
    header: bytes
    number: int
    look_again_at: float

    def is_current(self) -> bool:
        return self.index.header() == self.header and time.monotonic() < self.look_again_at


class ThreadConnection(threading.local):
    """The connection of a thread, which database it leads to, and on SQLite what was seen there.

    ``may_prepare``: on PostgreSQL, whether statements can be prepared on it.
    """

    connection: Any = None
    may_prepare: bool = False
    identity: object = None
    index: WalIndex | None = None
    last_read: _LastRead | None = None

    def keep(self, connection: Any, identity: object) -> None:
        """Remember a connection in place of another one, which is closed."""
        self.forget()
        self.connection, self.identity = connection, identity

    def forget(self) -> None:
        """Close the connection."""
        connection, self.connection, self.identity = self.connection, None, None
        self.index = self.last_read = None
        if connection is not None:
            getattr(connection, "connection", connection).close()
