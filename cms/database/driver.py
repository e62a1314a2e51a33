"""Running a kept statement with as little around it as its database needs.

Django's cursors write the placeholders of a statement anew each time it is run, and have PostgreSQL
plan it anew each time, which takes longer than to run it. Here PostgreSQL has each statement
prepared once where that is possible (``postgresql_sessions``), and is asked through libpq itself
(``postgresql_driver``), which saves a third of what asking costs. What Django does for the rest
stays: it opens the connection, wraps errors, and asks whoever wraps the statements of a request.
Where queries are counted, Django runs them.

Django asks a connection that is left from another request whether it still works before it uses it.
A statement that reads is run again if the connection turns out to be lost.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, Error, connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

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
    connection: Any, sql: str, parameters: dict[str, Any], _many: bool, _context: Any
) -> Sequence[tuple[Any, ...]]:
    rows: Sequence[tuple[Any, ...]] = _postgresql_driver().rows(
        connection.connection, sql, parameters, is_prepared=_is_preparing.get()
    )
    return rows


@cache
def _postgresql_driver() -> Any:
    """The module that needs psycopg (see ``sqlite_features.leave_out_psycopg``)."""
    return import_module("cms.database.postgresql_driver")


_ways: dict[str, Callable[..., Sequence[tuple[Any, ...]]]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
}
