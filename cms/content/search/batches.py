"""Values that the search index asks for several times, found once for a batch of pages.

Wagtail's database backends ask for all fields of a page once for each column of an entry, and pages
share categories and tags: 20,000 pages were 240,000 queries.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

_found: ContextVar[dict[Hashable, tuple[Any, Any]] | None] = ContextVar("found", default=None)


@contextmanager
def batch() -> Iterator[None]:
    """Within this, ``once`` remembers."""
    token = _found.set({})
    try:
        yield
    finally:
        _found.reset(token)


def once(key: Hashable, find: Callable[[], Any], *, owner: Any = None) -> Any:
    """The value of a key, found once in a batch; outside one it is found anew each time.

    ``owner`` is an object whose ``id`` is in the key: no other gets that while it is held.
    """
    found = _found.get()
    if found is None:
        return find()
    if key not in found:
        found[key] = (owner, find())
    return found[key][1]


def install() -> None:
    """Have the database backend write each batch in this way. Idempotent; models must be there."""
    backend = _index()
    if not hasattr(backend.add_items, "asks_once"):
        backend.add_items = _asking_once(backend.add_items)


def _index() -> Any:
    """The index of the database that is used: that of another one can't be imported."""
    if connection.vendor == "sqlite":
        from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex  # noqa: PLC0415

        return SQLiteIndex
    from modelsearch.backends.database.postgres.postgres import PostgresIndex  # noqa: PLC0415

    return PostgresIndex


def _asking_once(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def add_items(*args: Any, **kwargs: Any) -> Any:
        with batch():
            return original(*args, **kwargs)

    add_items.asks_once = True  # type: ignore[attr-defined]
    return add_items
