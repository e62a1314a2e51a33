"""Running a kept statement with as little around it as its database needs.

Django's cursors write the placeholders of a statement anew each time it is run, and have PostgreSQL
plan it anew each time, which takes longer than to run it. Here PostgreSQL has each statement
prepared once where that is possible (``postgresql_sessions``), and is asked through libpq itself,
which saves a third of what asking costs. What Django does for the rest stays: it opens the
connection, wraps errors, and asks whoever wraps the statements of a request. Where queries are
counted, Django runs them.

Django asks a connection that is left from another request whether it still works before it uses it.
A statement that reads is run again if the connection turns out to be lost.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, Error, connections

import psycopg
from psycopg import Connection, Cursor
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus

from cms.database import postgresql_sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from psycopg.pq.abc import PGresult

MOST_KEPT = 1_000
_is_preparing: ContextVar[bool] = ContextVar("prepares in transactions", default=False)


def fetched(sql: str, parameters: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    """The rows of a statement whose parameters have names, written ``%(name)s``.

    Raises:
        django.db.Error: as a cursor of Django does.
    """
    # The wrapper behind ``connection`` in this thread, looked up once.
    connection: Any = connections[DEFAULT_DB_ALIAS]
    run = _ways.get(connection.vendor)
    if run is None or connection.queries_logged:
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
            return rows
    connection.validate_thread_sharing()
    is_unchecked = connection.health_check_enabled and not connection.health_check_done
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    execute: Callable[..., Any] = partial(_with_errors_of_django, run, connection)
    for wrapper in reversed(connection.execute_wrappers):
        execute = partial(wrapper, execute)
    arguments = (sql, parameters, False, {"connection": connection})
    try:
        rows = execute(*arguments)
    except Error:
        if not is_unchecked or connection.is_usable():
            raise
        connection.close()
        connection.ensure_connection()
        rows = execute(*arguments)
    connection.health_check_done = True
    return rows


@contextmanager
def preparing() -> Iterator[None]:
    """Inside, PostgreSQL prepares statements in a transaction, too.

    For whoever asks the same thousands of times in one transaction, and would have each planned
    anew. Outside of ``preparing`` none of them is used, so a pooler may then give the connection
    another server process.
    """
    token = _is_preparing.set(True)
    try:
        yield
    finally:
        _is_preparing.reset(token)


def _with_errors_of_django(
    run: Callable[..., Sequence[tuple[Any, ...]]], connection: Any, *arguments: Any
) -> Sequence[tuple[Any, ...]]:
    """Run a statement; execute wrappers see errors as with a cursor of Django."""
    with connection.wrap_database_errors:
        return run(connection, *arguments)


def _on_sqlite(
    connection: Any, sql: str, parameters: dict[str, Any], _many: bool, _context: Any
) -> Sequence[tuple[Any, ...]]:
    rows: Sequence[tuple[Any, ...]] = connection.connection.execute(
        _named(sql, tuple(parameters)), parameters
    ).fetchall()
    return rows


@lru_cache(maxsize=MOST_KEPT)
def _named(sql: str, names: tuple[str, ...]) -> str:
    """A statement as SQLite names its parameters."""
    return sql % {name: f":{name}" for name in names}


def _on_postgresql(
    wrapper: Any, sql: str, parameters: dict[str, Any], _many: bool, _context: Any
) -> Sequence[tuple[Any, ...]]:
    connection: Connection[Any] = wrapper.connection
    if not connection.autocommit:
        # A cursor begins the transaction. Django's own ones put values into the text.
        with Cursor(connection) as cursor:
            _run(cursor, sql, parameters)
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
    rows: Sequence[tuple[Any, ...]] = adapting.load_rows(0, result.ntuples, tuple)
    return rows


def _run(cursor: Cursor[Any], sql: str, parameters: dict[str, Any]) -> None:
    """Run a statement in a transaction; prepared for whoever says so, which Django switches off."""
    connection, is_preparing = cursor.connection, _is_preparing.get()
    before = connection.prepare_threshold
    connection.prepare_threshold = 0 if is_preparing else before
    try:
        cursor.execute(sql, parameters, prepare=is_preparing)
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


_ways: dict[str, Callable[..., Sequence[tuple[Any, ...]]]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
}
