"""Content versions where several people publish and read at the same time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group
from django.db import connection, connections, transaction
from django.utils import timezone

import pytest

from cms.delivery.versions import content_version
from cms.delivery.versions.content_version import Verified

if TYPE_CHECKING:
    from pathlib import Path

Start = Callable[..., Thread]
PATIENCE_SECONDS = 60


@pytest.fixture
def elsewhere(transactional_db: None, tmp_path: Path) -> Iterator[Start]:
    """Starts a function in a thread with a connection of its own, and ends it with the test.

    A database in memory can't be shared as one in a file can, so the test gets such a copy.
    """
    original = connections["default"]
    connect = _connect_to_copy(original, tmp_path / "copy.sqlite3")
    connect()
    threads: list[Thread] = []
    failures: list[BaseException] = []

    def start(act: Callable[..., Any], *args: Any) -> Thread:
        def run() -> None:
            connect()
            try:
                act(*args)
            except BaseException as error:
                failures.append(error)
                raise
            finally:
                connection.close()

        thread = Thread(target=run)
        thread.start()
        threads.append(thread)
        return thread

    yield start
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    if connections["default"] is not original:
        connection.close()
        connections["default"] = original
    assert failures == []


def _connect_to_copy(original: Any, file: Path) -> Callable[[], None]:
    if original.vendor != "sqlite":
        return lambda: None
    original.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        original.connection.backup(copy)
    values = original.settings_dict | {"NAME": str(file)}

    def connect() -> None:
        connections["default"] = type(original)(values, "default")

    return connect


def publish(tag: str, is_open: Event, may_end: Event) -> None:
    """A transaction that raises a tag and stays open until it may end."""
    with transaction.atomic():
        content_version.invalidate_tags([tag])
        is_open.set()
        assert may_end.wait(PATIENCE_SECONDS)


def test_a_number_taken_early_and_committed_late_is_not_missed(elsewhere: Start):
    is_open, may_end = Event(), Event()
    slow = elsewhere(publish, "page:slow", is_open, may_end)
    assert is_open.wait(PATIENCE_SECONDS)
    quick = elsewhere(content_version.invalidate_tags, ["page:quick"])
    if connection.vendor == "postgresql":
        quick.join(PATIENCE_SECONDS)
        assert slow.is_alive()
        assert content_version.newest(["page:quick"]) == 1

    kept = Verified(frozenset(["page:slow"]), content_version.current())
    may_end.set()
    slow.join(PATIENCE_SECONDS)
    quick.join(PATIENCE_SECONDS)
    assert content_version.newest(["page:slow"]) > kept.version
    assert content_version.revalidated(kept, at=timezone.now()) is None
    assert content_version.current() == 2


def test_nothing_is_seen_of_a_change_before_it_is_committed(elsewhere: Start):
    content_version.invalidate_tags(["page:a"])
    kept = Verified(frozenset(["page:a"]), content_version.current())
    is_open, may_end = Event(), Event()
    slow = elsewhere(publish, "page:a", is_open, may_end)
    assert is_open.wait(PATIENCE_SECONDS)

    assert content_version.revalidated(kept, at=timezone.now()) == kept
    may_end.set()
    slow.join(PATIENCE_SECONDS)
    assert content_version.revalidated(kept, at=timezone.now()) is None


def test_a_change_between_reading_and_keeping_is_noticed(elsewhere: Start):
    version = content_version.current()
    elsewhere(content_version.invalidate_tags, ["page:a"]).join(PATIENCE_SECONDS)
    kept = Verified(frozenset(["page:a"]), version)

    assert content_version.revalidated(kept, at=timezone.now()) is None


def test_what_does_not_concern_an_answer_renews_it(elsewhere: Start):
    kept = Verified(frozenset(["page:a"]), content_version.current())
    elsewhere(content_version.invalidate_tags, ["page:b"]).join(PATIENCE_SECONDS)

    assert content_version.revalidated(kept, at=timezone.now()) == Verified(
        kept.tags, kept.version + 1
    )


class Site:
    """Some words that change, what is known to be committed of them, and what readers got."""

    names = ("a", "b", "c", "d")

    def __init__(self) -> None:
        self.rows = {name: Group.objects.create(name=f"{name}:0").pk for name in self.names}
        self.committed = dict.fromkeys(self.names, 0)
        self.is_over = Event()
        self.stale: list[tuple[str, int, int]] = []
        self.served = {"kept": 0, "read": 0}

    def write(self, name: str) -> None:
        """Publish again and again; every third time it is taken back."""
        for value in range(1, 31):
            is_taken_back = value % 3 == 0
            with transaction.atomic():
                Group.objects.filter(pk=self.rows[name]).update(name=f"{name}:{value}")
                content_version.invalidate_tags([f"page:{name}"])
                transaction.set_rollback(is_taken_back)
            if not is_taken_back:
                self.committed[name] = value

    def read(self) -> None:
        """Read through a cache of one's own until all is over."""
        kept: dict[str, tuple[int, Verified]] = {}
        while not self.is_over.is_set():
            for name in self.names:
                least = self.committed[name]
                kept[name] = self.answer(name, kept.get(name))
                if kept[name][0] < least:
                    self.stale.append((name, kept[name][0], least))

    def answer(self, name: str, known: tuple[int, Verified] | None) -> tuple[int, Verified]:
        """What is kept where it is still right, else what is read now."""
        verified = content_version.revalidated(known[1], at=timezone.now()) if known else None
        if known and verified:
            self.served["kept"] += 1
            return known[0], verified
        self.served["read"] += 1
        version = content_version.current()
        value = int(Group.objects.get(pk=self.rows[name]).name.partition(":")[2])
        return value, Verified(frozenset([f"page:{name}"]), version)


def test_no_reader_gets_what_a_commit_before_his_question_changed(elsewhere: Start):
    site = Site()
    readers = [elsewhere(site.read) for _ in range(2)]
    for writer in [elsewhere(site.write, name) for name in site.names]:
        writer.join(PATIENCE_SECONDS * 2)
    site.is_over.set()
    for reader in readers:
        reader.join(PATIENCE_SECONDS)

    assert site.stale == []
    assert set(site.committed.values()) == {29}
    assert min(site.served.values()) > 0
