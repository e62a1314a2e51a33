"""The process that sends: killed in the middle of it, nothing is lost."""

import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from django.db import connection

import pytest

from cms.delivery.versions import content_version
from cms.delivery.webhooks.models import Webhook
from tests.services.sharing import PATIENCE_SECONDS, process, shared, wait_until

__all__ = ["shared"]


def outbox(address, tmp_path, *arguments):
    return process(address, tmp_path, "manage.py", "run_outbox", "--skip-checks", *arguments)


@pytest.mark.slow
def test_a_commit_wakes_the_process(shared, receiver, tmp_path):
    address, row = shared
    Webhook.objects.create(name="Frontend", url=receiver.url)
    content_version.invalidate_tags(["a:1"])
    url = address()
    # Nothing but the notice of the commit ends the pause.
    idle = ["--idle", "3600"]
    if connection.vendor == "postgresql":
        idle += ["--interval", "3600"]

    with outbox(url, tmp_path, *idle):
        receiver.wait_for(1)
        wait_until(row, "SELECT status FROM delivery_delivery", ("delivered",))
        time.sleep(1)
        change(url, tmp_path)
        assert len(receiver.wait_for(2)) == 2


def change(address, folder):
    code = (
        "import django; django.setup()\n"
        "from cms.delivery.versions import content_version\n"
        "content_version.invalidate_tags(['a:2'])"
    )
    with process(address, folder, "-c", code) as one:
        assert one.wait(PATIENCE_SECONDS) == 0


@pytest.mark.slow
@pytest.mark.one_database
def test_says_once_that_the_database_is_away_and_once_that_it_is_back(shared, receiver, tmp_path):
    address, _row = shared
    Webhook.objects.create(name="Frontend", url=receiver.url)
    content_version.invalidate_tags(["a:1"])
    file = Path(address().removeprefix("sqlite:///"))
    hidden = file.rename(tmp_path / "hidden.sqlite3")
    file.touch()

    with outbox(f"sqlite:///{file}", tmp_path) as one:
        first = one.stdout.readline()
        # Time for some more attempts.
        time.sleep(4)
        assert one.poll() is None
        with closing(sqlite3.connect(hidden)) as source, closing(sqlite3.connect(file)) as target:
            source.backup(target)
        receiver.wait_for(1)
        one.send_signal(signal.SIGTERM)
        output, _ = one.communicate(timeout=PATIENCE_SECONDS)

    assert one.returncode == 0
    lines = [line for line in [first, *output.splitlines()] if "The database" in line]
    assert ["can't be reached" in line for line in lines] == [True, False]
    assert "The database is available again" in lines[1]


@pytest.mark.slow
def test_what_a_killed_process_was_sending_is_sent_again(shared, receiver, tmp_path):
    address, row = shared
    Webhook.objects.create(name="Frontend", url=receiver.url)
    content_version.invalidate_tags(["a:1"])
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
    content_version.invalidate_tags(["a:1"])
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
    content_version.invalidate_tags(["a:1"])

    with outbox(address(), tmp_path, "--once") as process:
        assert process.wait(PATIENCE_SECONDS) == 0
    assert row("SELECT status FROM delivery_delivery") == ("delivered",)
    assert len(receiver.received) == 1
