"""Kept answers are exact: real workers, concurrent readers, a database that changes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

import psycopg
import pytest

if TYPE_CHECKING:
    from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

EVENTS = 100


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Let a number of events happen to an empty database; settings come by name."""

    def _run(events: int, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "tests.performance.exactness", str(events)],
            check=False, capture_output=True, text=True, cwd=settings.BASE_DIR,
            env={**os.environ, **_database(tmp_path), **variables},
        )  # fmt: skip

    return _run


def _database(folder: Path) -> dict[str, str]:
    """An empty database of the kind the tests use, beside theirs."""
    own = {"STATE_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "tests.performance.settings"}
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        return own | {"DATABASE_URL": f"sqlite:///{folder / 'exactness.sqlite3'}"}
    name = f"exactness_{folder.name.replace('-', '_')}_{os.getpid()}".lower()
    parts = urlsplit(server)
    host = parts.hostname or parts.path.rpartition("/")[0].lstrip("/")
    with psycopg.connect(
        host=host if parts.hostname else f"/{host}", user=parts.username, dbname="postgres",
        autocommit=True,
    ) as connection:  # fmt: skip
        connection.execute(f"CREATE DATABASE {name}")
    return own | {"DATABASE_URL": server.rpartition("/")[0] + f"/{name}"}


def test_no_reader_gets_an_answer_from_before_a_commit(run: Run):
    done = run(EVENTS)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "None was stale, none has leaked." in done.stdout
    for outcome in ("'hit'", "'hit; detail=revalidated'", "'fwd=stale; stored'"):
        assert outcome in done.stdout


def test_a_stale_answer_would_be_noticed(run: Run):
    done = run(EVENTS, VERSION_FRESH_MILLISECONDS="60000")

    assert done.returncode == 1
    assert "stale: " in done.stdout or "leaked: " in done.stdout
