"""Differences of SQLite: a question that makes readers wait, and a driver nobody needs.

Readers on SQLite never wait for a writer, not even with the first question of a thread. Django
finds out once for each thread whether SQLite has JSON, and does it in a transaction. All
transactions take the lock for writing here (``transaction_mode``), so a thread whose first answer
needs JSON would wait for whoever is writing, for seconds where much is written.
"""

import sqlite3
import sys
from typing import Any

from django.db import connection


def announce_json_support() -> None:
    """Say of all connections of this process that they have JSON; Django asks where they have not.

    That is how Django says it of other databases.
    """
    if connection.vendor == "sqlite" and _has_json():
        features: Any = type(connection.features)
        features.supports_json_field = True


def _has_json() -> bool:
    in_memory = sqlite3.connect(":memory:")
    try:
        in_memory.execute("SELECT json('{}')")
    except sqlite3.OperationalError:
        return False
    finally:
        in_memory.close()
    return True


def leave_out_psycopg() -> None:
    """Have psycopg not loaded, which takes 9 MB of each process; nothing on SQLite asks for it.

    Modules of ours that need it are named ``postgresql_…`` and imported where PostgreSQL is used.
    Django REST Framework, which Wagtail's admin API is made with, imports the fields PostgreSQL
    alone has, and does without where they can't be imported.
    """
    if connection.vendor == "sqlite":
        sys.modules.setdefault("django.contrib.postgres.fields", None)  # type: ignore[arg-type]
