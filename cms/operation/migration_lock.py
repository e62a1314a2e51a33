"""The lock that lets one process at a time migrate a database.

Two deployments that start together would otherwise both find the same migrations unapplied, and
the second would fail halfway. On PostgreSQL the lock is an advisory one, held by the transaction of
a connection of its own, so that it works through a pooler, too, and ends with the process. On
SQLite it is a lock on a file next to the database, which the operating system releases likewise.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# "migrate" in ASCII, as a 64-bit number.
LOCK_KEY = int.from_bytes(b"migrate", "big")


@contextmanager
def migration_lock(connection: Any, *, on_wait: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of a database inside the block; ``on_wait`` is called once before a wait.

    A database in memory belongs to one process, and needs none.
    """
    if connection.vendor == "postgresql":
        with _postgresql_lock(connection, on_wait):
            yield
    elif connection.is_in_memory_db():
        yield
    else:
        with _file_lock(Path(connection.settings_dict["NAME"]), on_wait):
            yield


@contextmanager
def _postgresql_lock(connection: Any, on_wait: Callable[[], None]) -> Iterator[None]:
    own = connection.copy(alias=connection.alias)
    own.settings_dict["OPTIONS"].pop("pool", None)
    try:
        with own.get_new_connection(own.get_connection_params()) as session:
            # Otherwise a long migration would let the lock's idle transaction run into a limit.
            session.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            session.execute("SET LOCAL statement_timeout = 0")
            session.execute("SET LOCAL lock_timeout = 0")
            row = session.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK_KEY]).fetchone()
            if not row[0]:
                on_wait()
                session.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_KEY])
            yield
    finally:
        own.close()


@contextmanager
def _file_lock(database: Path, on_wait: Callable[[], None]) -> Iterator[None]:
    file = os.open(database.with_name(f"{database.name}.migrating"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)
