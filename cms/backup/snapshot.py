"""The database as it is at one moment, however long it is read."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def snapshot() -> Iterator[None]:
    """Inside, what others commit isn't seen, and nobody waits.

    On PostgreSQL a read-only transaction of the isolation level REPEATABLE READ, on SQLite a read
    transaction, which in WAL mode lets others write.
    """
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Only then is its mode known.
    connection.ensure_connection()
    own = cast("Any", connection)
    mode, own.transaction_mode = own.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            yield
    finally:
        own.transaction_mode = mode
