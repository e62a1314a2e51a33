"""Running a kept statement with as little around it as its database needs.

Django's cursors write the placeholders of a statement anew each time it is run, and have PostgreSQL
plan it anew each time, which takes longer than to run it. Here PostgreSQL prepares a statement that
comes again. What Django does for the rest stays: it opens the connection, wraps errors, and asks
whoever wraps the statements of a request. Where queries are counted, Django runs them.

Django asks a connection that is left from another request whether it still works before it uses it.
A statement that reads tells it as well: it is run again where the connection turns out to be gone.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, Error, connections

from psycopg import Cursor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_KEPT = 1_000


def fetched(sql: str, parameters: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    """The rows of a statement whose parameters have names, written ``%(name)s``.

    Raises:
        django.db.Error: as a cursor of Django does.
    """
    # What ``connection`` stands for in this thread, looked up once.
    own: Any = connections[DEFAULT_DB_ALIAS]
    run = _ways.get(own.vendor)
    if run is None or own.queries_logged:
        with own.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows: Sequence[tuple[Any, ...]] = cursor.fetchall()
            return rows
    own.validate_thread_sharing()
    is_unchecked = own.health_check_enabled and not own.health_check_done
    own.ensure_connection()
    own.validate_no_broken_transaction()
    execute: Callable[..., Any] = partial(run, own)
    for wrapper in reversed(own.execute_wrappers):
        execute = partial(wrapper, execute)
    asked = (sql, parameters, False, {"connection": own})
    try:
        with own.wrap_database_errors:
            rows = execute(*asked)
    except Error:
        if not is_unchecked or own.is_usable():
            raise
        own.close()
        own.ensure_connection()
        with own.wrap_database_errors:
            rows = execute(*asked)
    own.health_check_done = True
    return rows


def _on_sqlite(
    own: Any, sql: str, parameters: dict[str, Any], _many: bool, _context: Any
) -> Sequence[tuple[Any, ...]]:
    rows: Sequence[tuple[Any, ...]] = own.connection.execute(
        _named(sql, tuple(parameters)), parameters
    ).fetchall()
    return rows


@lru_cache(maxsize=MOST_KEPT)
def _named(sql: str, names: tuple[str, ...]) -> str:
    """A statement as SQLite names its parameters."""
    return sql % {name: f":{name}" for name in names}


def _on_postgresql(
    own: Any, sql: str, parameters: dict[str, Any], _many: bool, _context: Any
) -> Sequence[tuple[Any, ...]]:
    # Django's own cursors put values into the text, so nothing would come again.
    with Cursor(own.connection) as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


_ways: dict[str, Callable[..., Sequence[tuple[Any, ...]]]] = {
    "sqlite": _on_sqlite,
    "postgresql": _on_postgresql,
}
