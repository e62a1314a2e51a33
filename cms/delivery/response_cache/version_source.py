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
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from django.db import connection as django_connection
from django.db.utils import Error as DjangoDatabaseError

import psycopg

from cms.database import postgresql_sessions
from cms.delivery.response_cache.sqlite_wal_index import WalIndex, is_written
from cms.delivery.versions import content_version
from cms.delivery.versions.histories import History

if TYPE_CHECKING:
    from collections.abc import Iterable

SQLITE_PATIENCE_SECONDS = 1.0
LOOK_SECONDS = 0.05
POSTGRESQL_PATIENCE_SECONDS = 3
_NEWEST_ON_SQLITE = content_version.NEWEST["sqlite"].replace("%s", "?")
_CURRENT_ON_SQLITE = content_version.CURRENT.replace("%(before)s", "?")
_CURRENT_ON_POSTGRESQL = content_version.CURRENT.replace("%(before)s", "%s")
_IN_MEMORY = re.compile(r"^:memory:$|[?&]mode=memory")
# What Django adds for its own use of psycopg.
_ONLY_DJANGOS = {"context", "cursor_factory", "prepare_threshold", "pool", "server_side_binding"}


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
        return PostgreSQL()
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
        self._local = _ThreadConnection()
        os.register_at_fork(after_in_child=lambda: setattr(self, "_local", _ThreadConnection()))

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


class PostgreSQL:
    """A server. A connection that is broken is made again once before the question is given up."""

    def __init__(self) -> None:
        self._database: tuple[Any, ...] | None = None
        self._history = History()
        self._local = _ThreadConnection()
        os.register_at_fork(after_in_child=lambda: setattr(self, "_local", _ThreadConnection()))

    @property
    def identity(self) -> object:
        """The identity of the database and its history."""
        return self._database, self._history.generation

    def current(self) -> int:
        """The number of the latest change."""
        before = self._history.latest
        row = self._ask(_CURRENT_ON_POSTGRESQL, before.number)
        self._history.observe(before, row)
        return row[0] if row else 0

    def newest(self, tags: Iterable[str]) -> int:
        """The number of the latest change of these tags."""
        return self._ask(content_version.NEWEST["postgresql"], sorted(tags))[0] or 0

    def _ask(self, query: str, *values: list[str] | int) -> Any:
        for attempt in (1, 2):
            try:
                cursor = self._local.connection or self._connect()
                may_prepare = self._local.may_prepare
                return cursor.execute(query, values or None, prepare=may_prepare).fetchone()
            except psycopg.Error as error:
                self._local.forget()
                if attempt == 2 or not isinstance(error, psycopg.OperationalError):
                    raise Unavailable from error
        raise Unavailable

    def _connect(self) -> psycopg.Cursor[Any]:
        parameters = django_connection.get_connection_params()
        parameters = {
            name: value for name, value in parameters.items() if name not in _ONLY_DJANGOS
        }
        parameters["connect_timeout"] = POSTGRESQL_PATIENCE_SECONDS
        cursor = psycopg.connect(**parameters, autocommit=True).cursor()
        may_prepare = postgresql_sessions.begin(
            cursor.connection, is_set_up="options" in parameters
        )
        identity = cursor.execute(
            "SELECT oid, pg_postmaster_start_time() FROM pg_database "
            "WHERE datname = current_database()",
            prepare=False,
        ).fetchone()
        self._local.keep(cursor, identity)
        self._local.may_prepare = may_prepare
        self._database = identity
        return cursor


class _ThreadConnection(threading.local):
    """The connection of a thread, which database it leads to, and on SQLite what was seen there.

    ``may_prepare``: on PostgreSQL, whether statements can be prepared on it.
    """

    connection: Any = None
    may_prepare: bool = False
    identity: object = None
    index: WalIndex | None = None
    last_read: _LastRead | None = None

    def keep(self, connection: Any, identity: object) -> None:
        self.forget()
        self.connection, self.identity = connection, identity

    def forget(self) -> None:
        connection, self.connection, self.identity = self.connection, None, None
        self.index = self.last_read = None
        if connection is not None:
            getattr(connection, "connection", connection).close()
