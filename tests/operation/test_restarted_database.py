"""A worker outlives its database: PostgreSQL is stopped and started again under it."""

import signal
import time

import psycopg
import pytest

from tests.operation import restarting
from tests.services.sharing import PATIENCE_SECONDS, process

pytestmark = [pytest.mark.slow, pytest.mark.one_database]

ENQUEUE = """
import sys, django
django.setup()
from tests.operation.planted_tasks import {name}
{name}.enqueue({arguments})
"""
MIGRATE = """
import django
django.setup()
from django.core.management import call_command
for app in ("contenttypes", "auth", "operation", "django_tasks_database"):
    call_command("migrate", app, verbosity=0)
"""


@pytest.fixture
def database(tmp_path):
    with restarting.server() as server:
        run(server, tmp_path, MIGRATE)
        yield server


def run(server, folder, code):
    with process(server.address, folder, "-c", code) as one:
        output, _ = one.communicate(timeout=PATIENCE_SECONDS)
        assert one.returncode == 0, output


def statuses(server):
    with psycopg.connect(host=str(server.folder), user="newsroom", dbname="postgres") as one:
        rows = one.execute(
            "SELECT status, jsonb_array_length(worker_ids) FROM django_tasks_database_dbtaskresult "
            "ORDER BY enqueued_at"
        )
        return rows.fetchall()


def wait_for(happened):
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)


def test_a_worker_goes_on_after_its_database_was_restarted(database, tmp_path):
    trace, idle = tmp_path / "trace", tmp_path / "idle"
    run(database, tmp_path, ENQUEUE.format(name="slow", arguments=f"{str(trace)!r}"))
    command = ("manage.py", "work", "--skip-checks", "--interval", "0.1", "--lease", "1")
    with process(database.address, tmp_path, *command) as worker:
        wait_for(trace.exists)
        database.stop()
        trace.with_name("trace.go").touch()
        wait_for(lambda: "done" in trace.read_text())
        time.sleep(3)
        database.start()
        wait_for(lambda: statuses(database) == [("SUCCESSFUL", 1)])

        database.stop()
        time.sleep(3)
        database.start()
        run(database, tmp_path, ENQUEUE.format(name="flaky", arguments=f"{str(idle)!r}, 0"))
        wait_for(lambda: statuses(database) == [("SUCCESSFUL", 1)] * 2)
        assert worker.poll() is None
        worker.send_signal(signal.SIGTERM)
        output, _ = worker.communicate(timeout=PATIENCE_SECONDS)

    assert worker.returncode == 0
    assert trace.read_text().splitlines() == ["begun", "done"]
    said = [line for line in output.splitlines() if "The database" in line]
    assert ["available again" in line for line in said] == [False, True] * 2
    assert ["can't be reached" in line for line in said] == [True, False] * 2
