"""Running a kept statement on PostgreSQL: prepared where that is possible, asked through libpq."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import Connection, Cursor
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

from cms.database import postgresql_sessions
from cms.database.driver import MOST_KEPT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from psycopg.pq.abc import PGresult


def rows(
    connection: Connection[Any], sql: str, parameters: dict[str, Any], *, is_prepared: bool
) -> Sequence[tuple[Any, ...]]:
    """The rows of a statement whose parameters have names.

    ``is_prepared``: it is prepared in a transaction, too.

    Raises:
        psycopg.Error: as a cursor of psycopg does.
    """
    if not connection.autocommit:
        # A cursor begins the transaction. Django's own ones put values into the text.
        with Cursor(connection) as cursor:
            _run(cursor, sql, parameters, is_prepared)
            return cursor.fetchall()
    query, names = _numbered(sql)
    adapting = Transformer(connection)
    values = adapting.dump_sequence(
        [parameters[name] for name in names], [PyFormat.AUTO] * len(names)
    )
    result = postgresql_sessions.result_of(
        connection, query, values, adapting.types or (), adapting.formats or ()
    )
    if result.status != ExecStatus.TUPLES_OK:
        raise _error(connection, result)
    adapting.set_pgresult(result)
    loaded: Sequence[tuple[Any, ...]] = adapting.load_rows(0, result.ntuples, tuple)
    return loaded


def _run(cursor: Cursor[Any], sql: str, parameters: dict[str, Any], is_prepared: bool) -> None:
    """Run a statement in a transaction; prepared for whoever says so, which Django switches off."""
    connection = cursor.connection
    before = connection.prepare_threshold
    connection.prepare_threshold = 0 if is_prepared else before
    try:
        cursor.execute(sql, parameters, prepare=is_prepared)
    finally:
        connection.prepare_threshold = before


def _error(connection: Connection[Any], result: PGresult) -> psycopg.Error:
    """The exceptions psycopg's own cursors raise; a lost server sent no code to tell it by."""
    error = error_from_result(result, encoding=connection.info.encoding)
    return psycopg.OperationalError(str(error)) if connection.closed else error


class _ParameterNumbers(dict[str, str]):
    """Gives each name that is asked for the next number."""

    def __missing__(self, name: str) -> str:
        self[name] = number = f"${len(self) + 1}"
        return number


@lru_cache(maxsize=MOST_KEPT)
def _numbered(sql: str) -> tuple[bytes, list[str]]:
    """A statement as PostgreSQL numbers its parameters, and the names by number."""
    numbers = _ParameterNumbers()
    return (sql % numbers).encode(), list(numbers)
