"""The process that sends: killed in the middle of it, nothing is lost."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

import pytest

from cms.delivery import versions
from cms.delivery.webhooks.models import Webhook

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60


@pytest.fixture
def shared(transactional_db, tmp_path):
    """A function that makes the database of this test one that other processes can open.

    It returns its address. On SQLite that is a copy, which ``row`` reads.
    """
    copy = tmp_path / "copy.sqlite3"

    def address():
        if connection.vendor == "postgresql":
            folder = os.environ["DATABASE_URL"].rpartition("/")[0]
            return f"{folder}/{connection.settings_dict['NAME']}"
        with closing(sqlite3.connect(copy)) as target:
            connection.connection.backup(target)
        return f"sqlite:///{copy}"

    def row(sql):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                return cursor.execute(sql).fetchone()
        with closing(sqlite3.connect(copy)) as reader:
            return reader.execute(sql).fetchone()

    return address, row


@contextmanager
def outbox(address, tmp_path, *arguments):
    """The process, ended by force if it isn't by then."""
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "STATE_DIR": str(tmp_path / "state"),
        "DATABASE_URL": address,
        "WEBHOOKS_TO_PRIVATE_ADDRESSES": "true",
    }
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_outbox", "--skip-checks", *arguments],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            process.kill()


def wait_until(row, sql, expected):
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while (found := row(sql)) != expected:
        assert time.monotonic() < give_up_at, found
        time.sleep(0.05)


def test_what_a_killed_process_was_sending_is_sent_again(shared, receiver, tmp_path):
    address, row = shared
    Webhook.objects.create(name="Frontend", url=receiver.url)
    versions.raise_tags(["a:1"])
    url = address()
    receiver.answers = [receiver.hold]

    with outbox(url, tmp_path, "--lease", "1") as killed:
        (first,) = receiver.wait_for(1)
        killed.send_signal(signal.SIGKILL)
        assert killed.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    assert row("SELECT status, attempt_count FROM delivery_delivery") == ("waiting", 1)

    with outbox(url, tmp_path, "--lease", "1") as heir:
        again = receiver.wait_for(2)[1]
        wait_until(row, "SELECT status, attempt_count FROM delivery_delivery", ("delivered", 2))
        heir.send_signal(signal.SIGTERM)
        assert heir.wait(PATIENCE_SECONDS) == 0

    assert again.headers["webhook-id"] == first.headers["webhook-id"]
    assert again.body == first.body
    assert len(receiver.received) == 2


def test_finishes_what_is_under_way_when_it_is_told_to_end(shared, receiver, tmp_path):
    address, row = shared
    Webhook.objects.create(name="Frontend", url=receiver.url)
    versions.raise_tags(["a:1"])
    receiver.answers = [receiver.hold]

    with outbox(address(), tmp_path) as process:
        receiver.wait_for(1)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert process.poll() is None
        receiver.released.set()
        assert process.wait(PATIENCE_SECONDS) == 0
    assert row("SELECT status, attempt_count FROM delivery_delivery") == ("delivered", 1)


def test_once_sends_what_is_due_and_ends(shared, receiver, tmp_path):
    address, row = shared
    Webhook.objects.create(name="Frontend", url=receiver.url)
    versions.raise_tags(["a:1"])

    with outbox(address(), tmp_path, "--once") as process:
        assert process.wait(PATIENCE_SECONDS) == 0
    assert row("SELECT status FROM delivery_delivery") == ("delivered",)
    assert len(receiver.received) == 1
