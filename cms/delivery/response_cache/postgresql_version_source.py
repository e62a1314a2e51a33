"""The content version of a PostgreSQL."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from django.db import connection

import psycopg

from cms.database import postgresql_sessions
from cms.delivery.response_cache.version_source import ThreadConnection, Unavailable
from cms.delivery.versions import content_version
from cms.delivery.versions.histories import History

if TYPE_CHECKING:
    from collections.abc import Iterable

PATIENCE_SECONDS = 3
_CURRENT = content_version.CURRENT.replace("%(before)s", "%s")


class PostgreSQL:
    """A server. A connection that is broken is made again once before the question is given up."""

    def __init__(self) -> None:
        self._database: tuple[Any, ...] | None = None
        self._history = History()
        self._local = ThreadConnection()
        os.register_at_fork(after_in_child=lambda: setattr(self, "_local", ThreadConnection()))

    @property
    def identity(self) -> object:
        """The identity of the database and its history."""
        return self._database, self._history.generation

    def current(self) -> int:
        """The number of the latest change."""
        before = self._history.latest
        row = self._ask(_CURRENT, before.number)
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
        cursor = postgresql_sessions.connect(connect_timeout=PATIENCE_SECONDS).cursor()
        may_prepare = postgresql_sessions.begin(
            cursor.connection, is_set_up="options" in connection.settings_dict["OPTIONS"]
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
