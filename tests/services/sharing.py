"""The database of a test, opened by other processes of that test."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60


@pytest.fixture
def shared(transactional_db: None, tmp_path: Path) -> Any:
    """A function that makes the database of this test one that other processes can open.

    It returns its address. On SQLite that is a copy, which ``row`` reads.
    """
    copy = tmp_path / "copy.sqlite3"

    def address() -> str:
        if connection.vendor == "postgresql":
            folder = os.environ["DATABASE_URL"].rpartition("/")[0]
            return f"{folder}/{connection.settings_dict['NAME']}"
        with closing(sqlite3.connect(copy)) as target:
            connection.connection.backup(target)
        return f"sqlite:///{copy}"

    def row(sql: str) -> Any:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchone()
        with closing(sqlite3.connect(copy)) as reader:
            return reader.execute(sql).fetchone()

    return address, row


@contextmanager
def process(address: str, folder: Path, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Python with these arguments on a database, ended by force if it isn't by then."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "STATE_DIR": str(folder / "state"),
        "DATABASE_URL": address,
        "WEBHOOKS_TO_PRIVATE_ADDRESSES": "true",
    }
    started = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    with started:
        try:
            yield started
        finally:
            started.kill()


def wait_until(row: Any, sql: str, expected: Any) -> None:
    """Wait for what a query finds: these values, or what a function takes for enough."""
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not _is(found := row(sql), expected):
        assert time.monotonic() < give_up_at, found
        time.sleep(0.05)


def _is(found: Any, expected: Any) -> bool:
    return bool(expected(found)) if callable(expected) else bool(found == expected)
