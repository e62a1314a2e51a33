"""A migrated database, made once by the migrations themselves and copied for each process of tests.

To run all migrations takes ten times as long as to copy what comes of them. On SQLite the copy is a
file below ``.cache``, named by the sources as what ``kept`` holds is; on PostgreSQL it is a
template in the same cluster. The migrations of extensions are run on a copy of the one without.
"""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

import pytest

from cms.database.postgresql_sessions import keep_session
from cms.operation.management.commands.migrate import Command
from tests.services.kept import FOLDER, digest

EVENTS = ("tests/extending/events/models.py", "tests/extending/events/migrations/*.py")
SOURCES = ("requirements.txt", "cms/**/*.py", *EVENTS)
Migrate = Callable[..., object]


@contextmanager
def copied_migrations() -> Iterator[None]:
    """Have ``migrate`` copy a migrated database, made by whoever comes first, until this ends."""
    migrate: Migrate = Command.handle
    own = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}[connection.vendor]

    def copy_or_migrate(*arguments: Any, **options: Any) -> None:
        FOLDER.mkdir(exist_ok=True)
        with (FOLDER / f"migrated-{connection.vendor}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            own(lambda: migrate(*arguments, **options))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Command, "handle", copy_or_migrate)
        yield


def _on_sqlite(migrate: Migrate) -> None:
    kept, without = _kept_file(settings.EXTENSIONS), _kept_file([])
    connection.ensure_connection()
    if kept.exists():
        _read(kept)
        return
    if without.exists():
        # Extensions are added to what is there.
        _read(without)
    migrate()
    for other in FOLDER.glob(f"{kept.name.rpartition('-')[0]}-*.sqlite3*"):
        other.unlink()
    unfinished = Path(f"{kept}-unfinished")
    with closing(sqlite3.connect(unfinished)) as target:
        connection.connection.backup(target)
    unfinished.rename(kept)


def copy_to(path: Path) -> None:
    """Write a migrated database without rows of content to a file of SQLite.

    Tests that open a database on SQLite have made the one that is copied.
    """
    shutil.copyfile(_kept_file([]), path)


def _kept_file(extensions: list[str]) -> Path:
    kind = "+".join(["migrated", *extensions])
    return FOLDER / f"{kind}-{digest(SOURCES)}.sqlite3"


def _read(kept: Path) -> None:
    with closing(sqlite3.connect(kept)) as source:
        source.backup(connection.connection)


def _on_postgresql(migrate: Migrate) -> None:
    template, without = _template(settings.EXTENSIONS), _template([])
    with _elsewhere() as cursor:
        cursor.execute(
            "SELECT datname FROM pg_database WHERE datname IN (%s, %s)", [template, without]
        )
        found = {name for (name,) in cursor.fetchall()}
    if template in found:
        _copy(template, connection.settings_dict["NAME"])
        return
    if without in found:
        _copy(without, connection.settings_dict["NAME"])
    migrate()
    _copy(connection.settings_dict["NAME"], template)


def _template(extensions: list[str]) -> str:
    # Of one cluster, which may serve the tests of several checkouts.
    return "_".join(["newsroom", "migrated", digest(SOURCES), *extensions])


def _copy(source: str, target: str) -> None:
    source, target = map(connection.ops.quote_name, (source, target))
    connection.close()
    with _elsewhere() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {target}")
        cursor.execute(f"CREATE DATABASE {target} TEMPLATE {source}")
    # The server keeps these beside the database.
    keep_session()


@contextmanager
def _elsewhere() -> Iterator[Any]:
    """A cursor that stands in none of the databases of tests."""
    with connection._nodb_cursor() as cursor:
        yield cursor
