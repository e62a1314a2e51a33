"""The version of a SQLite file: asked again after each commit, and only then."""

from __future__ import annotations

import mmap
import os
import sqlite3
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from cms.delivery.response_cache import sqlite_wal_index, version_source
from cms.delivery.response_cache.version_source import SQLite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.one_database

TABLES = """
CREATE TABLE delivery_contentversion (id INTEGER PRIMARY KEY, number INTEGER, token INTEGER);
CREATE TABLE delivery_raisedtags (version INTEGER, token INTEGER);
"""
NEXT = "UPDATE delivery_contentversion SET number = number + 1"
COMMITS = 300
# Commits the third argument, says what number there is then, and waits to go on.
COMMITTING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
for _ in range(int(sys.argv[2])):
    connection.execute(sys.argv[3])
    found = connection.execute("SELECT number FROM delivery_contentversion").fetchone()
    print(found[0], flush=True)
    sys.stdin.readline()
"""
# Says why it can't write.
LOCKING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None)
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as error:
    print(error)
"""


def made(path: Path, number: int = 1, *, journal: str = "WAL") -> sqlite3.Connection:
    """A database whose version is ``number``, and a connection to it."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)
    connection.execute(f"PRAGMA journal_mode={journal}")
    connection.executescript(TABLES)
    connection.execute("INSERT INTO delivery_contentversion VALUES (1, ?, 1)", [number])
    return connection


class Counted(SQLite):
    """Counts its questions to the database."""

    asked = 0

    def _ask(self, query: str, *values: str | int) -> Any:
        self.asked += 1
        return super()._ask(query, *values)


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time alone has nothing asked again."""
    monkeypatch.setattr(version_source, "LOOK_SECONDS", 60.0)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody who changes content."""
    connection = made(tmp_path / "db.sqlite3")
    yield connection
    connection.close()


@pytest.fixture
def source(writer: sqlite3.Connection, tmp_path: Path) -> Counted:
    """A worker that has been asked twice, so that it has something to compare with."""
    found = Counted(tmp_path / "db.sqlite3")
    assert [found.current(), found.current()] == [1, 1]
    found.asked = 0
    return found


def test_is_asked_once_for_each_commit(writer, source):
    for number in range(2, 12):
        writer.execute(NEXT)
        assert [source.current() for _ in range(5)] == [number] * 5
    assert source.asked == 10


def test_nothing_is_asked_while_nothing_is_committed(writer, source):
    assert {source.current() for _ in range(100)} == {1}
    writer.execute("BEGIN IMMEDIATE")
    writer.execute(NEXT)
    assert source.current() == 1
    writer.execute("ROLLBACK")
    assert source.current() == 1
    assert source.asked == 0


def test_commits_are_seen_while_the_log_is_written_back(writer, source):
    for number in range(2, 30):
        writer.execute(NEXT)
        writer.execute(f"PRAGMA wal_checkpoint({('PASSIVE', 'TRUNCATE')[number % 2]})")
        assert source.current() == number


def test_a_commit_of_another_process_is_seen_as_soon_as_it_has_returned(source):
    with subprocess.Popen(
        [sys.executable, "-c", COMMITTING, source.path, str(COMMITS), NEXT],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdin is not None
        assert process.stdout is not None
        told = []
        for line in process.stdout:
            told.append((source.current(), int(line)))
            print(file=process.stdin, flush=True)
    assert told == [(number, number) for number in range(2, COMMITS + 2)]


@pytest.mark.slow
def test_no_thread_sees_an_older_number_than_was_committed(writer, source):
    committed, is_over, wrong = [1], threading.Event(), []

    def read() -> None:
        while not is_over.is_set():
            before = committed[0]
            seen = source.current()
            if seen < before:
                wrong.append((before, seen))

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(2, COMMITS):
        writer.execute(NEXT)
        committed[0] = number
    is_over.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert source.current() == COMMITS - 1


def test_the_locks_of_other_connections_stay(writer, source, tmp_path):
    writer.execute("BEGIN IMMEDIATE")
    another = SQLite(tmp_path / "db.sqlite3")
    assert [another.current() for _ in range(3)] == [1, 1, 1]
    another._local.forget()
    command = [sys.executable, "-c", LOCKING, source.path]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert said == "database is locked\n"


def test_what_stands_in_the_place_of_a_database_is_noticed(source, tmp_path, monkeypatch):
    made(tmp_path / "new.sqlite3", 40).close()
    for name in ("db.sqlite3-wal", "db.sqlite3-shm"):
        (tmp_path / name).unlink()
    (tmp_path / "new.sqlite3").replace(tmp_path / "db.sqlite3")
    before = source.identity
    monkeypatch.setattr(time, "monotonic", lambda: float("inf"))
    assert source.current() == 40
    assert source.identity != before
    monkeypatch.undo()
    with sqlite3.connect(tmp_path / "db.sqlite3") as connection:
        for number in range(41, 45):
            connection.execute(NEXT)
            connection.commit()
            assert source.current() == number


def test_a_database_without_a_log_is_asked_each_time(tmp_path):
    path = tmp_path / "old.sqlite3"
    writer, source = made(path, journal="DELETE"), Counted(path)
    for number in range(2, 5):
        writer.execute(NEXT)
        assert source.current() == number
        assert source.current() == number
    assert source.asked == 6


def test_a_database_whose_file_system_shares_no_memory_is_asked_each_time(
    writer, tmp_path, monkeypatch
):
    def refuse(*_arguments: object) -> None:
        raise OSError("No such device")

    monkeypatch.setattr(mmap, "mmap", refuse)
    source = Counted(tmp_path / "db.sqlite3")
    assert [source.current() for _ in range(4)] == [1] * 4
    writer.execute(NEXT)
    assert source.current() == 2
    assert source.asked == 5
    assert (
        len({opened for memory, opened in sqlite_wal_index._mapped.values() if memory is None}) == 1
    )


def test_a_forked_process_opens_a_connection_of_its_own(writer, source):
    child = os.fork()
    if not child:
        has_none = source._local.connection is None and source._local.last_read is None
        os._exit(0 if has_none and source.current() == 1 else 1)
    assert os.waitpid(child, 0)[1] == 0
    writer.execute(NEXT)
    assert source.current() == 2


def test_a_database_that_is_away_is_said_to_be(source, tmp_path, monkeypatch):
    (tmp_path / "db.sqlite3").rename(tmp_path / "elsewhere.sqlite3")
    monkeypatch.setattr(time, "monotonic", lambda: float("inf"))
    with pytest.raises(version_source.Unavailable):
        source.current()
