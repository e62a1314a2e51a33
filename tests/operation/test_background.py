"""Tasks: tried again after failures, taken over from dead workers, seen and steered by people."""

import signal
import time
from datetime import timedelta
from typing import Any

from django.db.models.functions import Now
from django.test import override_settings
from django.utils import timezone

import pytest
from django_tasks_db.models import DBTaskResult

from cms.operation.background import claims, retention, retries
from cms.operation.background.retries import Retry
from cms.operation.background.stopping import Stop
from cms.operation.background.worker import Worker as TaskWorker
from cms.operation.models import Worker
from tests import factories
from tests.operation import planted_tasks
from tests.services.sharing import PATIENCE_SECONDS, process, shared, wait_until

__all__ = ["shared"]

IN_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
REPORT = "/admin/reports/background-tasks/"
STATUS = "SELECT status FROM django_tasks_database_dbtaskresult"
WORKERS = "SELECT count(*) FROM operation_worker"


@pytest.fixture(autouse=True)
def _in_database(settings):
    settings.TASKS = IN_DATABASE


@pytest.fixture
def worker(db):
    """A worker of this process, without a heartbeat."""
    stop = Stop()
    yield TaskWorker(stop)
    stop.close()


@pytest.fixture
def trace(tmp_path):
    return tmp_path / "trace"


def lines(trace):
    return trace.read_text().splitlines() if trace.exists() else []


def make_due():
    DBTaskResult.objects.update(run_after=timezone.now())


def state():
    task = DBTaskResult.objects.get()
    return task.status, len(task.worker_ids), task.exception_class_path


def test_a_failed_task_is_tried_again_after_a_pause(worker, trace):
    planted_tasks.flaky.enqueue(str(trace), 1)

    assert worker.run_next()
    task = DBTaskResult.objects.get()
    pause = (task.run_after - timezone.now()).total_seconds()
    assert (task.status, len(task.worker_ids)) == ("READY", 1)
    assert task.exception_class_path == "builtins.ConnectionError"
    assert 0 < pause <= 0.2
    make_due()
    assert worker.run_next()

    assert state() == ("SUCCESSFUL", 2, "")
    assert DBTaskResult.objects.get().return_value == "done"
    assert lines(trace) == ["failed", "done"]
    assert not worker.run_next()


def test_a_task_that_waits_for_its_next_attempt_is_not_run_before(worker, trace):
    planted_tasks.flaky.enqueue(str(trace), 1)
    worker.run_next()
    DBTaskResult.objects.update(run_after=timezone.now() + timedelta(hours=1))

    assert not worker.run_next()
    assert lines(trace) == ["failed"]


def test_is_given_up_after_its_last_attempt(worker, trace):
    planted_tasks.flaky.enqueue(str(trace), 9)
    for _ in range(3):
        make_due()
        assert worker.run_next()
    make_due()

    assert not worker.run_next()
    assert state() == ("FAILED", 3, "builtins.ConnectionError")
    assert lines(trace) == ["failed"] * 3


@pytest.mark.parametrize(
    ("task", "error"),
    [
        (planted_tasks.mistaken, "builtins.ValueError"),
        (planted_tasks.leaving, "builtins.SystemExit"),
        (planted_tasks.unstorable, "builtins.TypeError"),
    ],
)
def test_a_mistake_is_not_tried_again_and_the_worker_goes_on(worker, trace, task, error):
    task.enqueue()
    assert worker.run_next()
    assert state() == ("FAILED", 1, error)

    planted_tasks.flaky.enqueue(str(trace), 0)
    assert worker.run_next()
    assert lines(trace) == ["done"]


def test_a_task_whose_code_is_gone_fails(worker, db):
    planted_tasks.mistaken.enqueue()
    DBTaskResult.objects.update(task_path="tests.operation.planted_tasks.gone")
    assert worker.run_next()
    assert state() == ("FAILED", 1, "builtins.ImportError")


def test_pauses_grow_up_to_a_longest_one():
    rule = Retry(errors=(OSError,), most_attempts=5, first_seconds=2.0, longest_seconds=6.0)
    spans = [(1.0, 2.0), (2.0, 4.0), (3.0, 6.0), (3.0, 6.0)]
    for attempt_count, (shortest, longest) in enumerate(spans, start=1):
        pauses = [rule.pause_after(attempt_count, TimeoutError()) or 0.0 for _ in range(50)]
        assert all(shortest <= pause <= longest for pause in pauses)
        assert len(set(pauses)) > 1
    assert rule.pause_after(5, TimeoutError()) is None
    assert rule.pause_after(1, ValueError()) is None


def test_tasks_have_their_own_rules():
    assert retries.rule_of("cms.accounts.passwords.send_reset").most_attempts == 5
    assert retries.rule_of("cms.content.images.making.make_renditions") is retries.PATIENT
    assert retries.rule_of("cms.operation.background.jobs.work") is retries.TRANSIENT


def begun(worker_id):
    """A task that a worker has begun, two minutes ago."""
    planted_tasks.mistaken.enqueue()
    claims.beat(worker_id)
    task = claims.claim(worker_id, backend="default")
    long_ago = timezone.now() - timedelta(minutes=2)
    DBTaskResult.objects.update(started_at=long_ago)
    return task


def test_takes_over_from_a_worker_that_is_silent(db):
    task = begun("dead")
    assert claims.reclaim(lease_seconds=60) == 0
    assert state() == ("RUNNING", 1, "")

    Worker.objects.update(seen_at=Now() - timedelta(minutes=2))
    assert claims.reclaim(lease_seconds=60) == 1
    assert state() == ("READY", 1, claims.WORKER_DIED)
    assert not Worker.objects.exists()

    again: Any = claims.claim("heir", backend="default")
    assert again.pk == task.pk
    assert not claims.succeeded(task, None)
    assert claims.failed(task, ValueError()) is None
    assert state() == ("RUNNING", 2, claims.WORKER_DIED)
    assert claims.succeeded(again, None)
    assert state() == ("SUCCESSFUL", 2, "")


def test_a_task_that_kills_every_worker_is_given_up(db):
    begun("dead")
    DBTaskResult.objects.update(worker_ids=["dead"] * retries.TRANSIENT.most_attempts)
    Worker.objects.all().delete()

    assert claims.reclaim(lease_seconds=60) == 1
    assert state() == ("FAILED", retries.TRANSIENT.most_attempts, claims.WORKER_DIED)


def test_an_idle_look_is_one_query(worker, django_assert_num_queries):
    worker.run_next()
    with django_assert_num_queries(1):
        assert not worker.run_next()


def test_old_tasks_are_forgotten_and_what_waits_is_kept(worker, trace, settings):
    settings.JOB_DAYS = 30
    for days, failure_count in ((8, 0), (6, 0), (31, 9), (29, 9)):
        planted_tasks.flaky.enqueue(str(trace), failure_count)
        DBTaskResult.objects.filter(status="READY").update(
            status="FAILED" if failure_count else "SUCCESSFUL",
            finished_at=timezone.now() - timedelta(days=days),
        )
    planted_tasks.mistaken.enqueue()
    Worker.objects.create(
        pk="old", host="host", process_id=1, started_at=Now(), seen_at=Now() - timedelta(days=2)
    )

    assert retention.prune() == 2
    kept = DBTaskResult.objects.order_by("finished_at").values_list("status", flat=True)
    assert sorted(kept) == ["FAILED", "READY", "SUCCESSFUL"]
    assert not Worker.objects.exists()


# In the admin


def test_an_administrator_sees_tasks_without_secrets(client, worker, trace):
    planted_tasks.flaky.enqueue(f"{trace}?token=abcdefghijkl", 9)
    worker.run_next()
    client.force_login(factories.administrator())

    text = client.get(REPORT).content.decode()
    assert "tests.operation.planted_tasks.flaky" in text
    assert "1 / 3" in text
    assert "ConnectionError: no route to [e-mail]" in text
    assert "abcdefghijkl" not in text
    task = DBTaskResult.objects.get()
    page = client.get(f"{REPORT}{task.pk}/").content.decode()
    assert "Traceback" in page
    assert "reader@example.org" not in page + text


def test_the_list_can_be_narrowed_to_a_status(client, worker):
    planted_tasks.mistaken.enqueue()
    worker.run_next()
    planted_tasks.leaving.enqueue()
    client.force_login(factories.administrator())

    failed = client.get(f"{REPORT}?status=FAILED").content.decode()
    assert ("planted_tasks.mistaken" in failed, "planted_tasks.leaving" in failed) == (True, False)


@pytest.mark.parametrize("count", [5, 50])
def test_the_list_asks_the_same_number_of_queries(client, db, django_assert_num_queries, count):
    for _ in range(count):
        planted_tasks.mistaken.enqueue()
    client.force_login(factories.administrator())
    client.get(REPORT)
    with django_assert_num_queries(9):
        client.get(REPORT)


def test_a_failed_task_is_restarted_with_a_button(client, worker, trace):
    planted_tasks.flaky.enqueue(str(trace), 3)
    for _ in range(3):
        make_due()
        worker.run_next()
    task = DBTaskResult.objects.get()
    client.force_login(factories.administrator())

    assert "Run again" in client.get(f"{REPORT}{task.pk}/").content.decode()
    assert client.post(f"{REPORT}{task.pk}/restart/").status_code == 302
    assert state() == ("READY", 0, "")
    assert worker.run_next()
    assert state() == ("SUCCESSFUL", 1, "")


def test_a_waiting_task_is_cancelled_and_a_finished_one_is_not(client, worker):
    planted_tasks.mistaken.enqueue()
    task = DBTaskResult.objects.get()
    client.force_login(factories.administrator())

    client.post(f"{REPORT}{task.pk}/cancel/")
    assert state() == ("FAILED", 0, claims.CANCELLED)
    assert not worker.run_next()
    answer = client.post(f"{REPORT}{task.pk}/cancel/", follow=True).content.decode()
    assert "Only waiting tasks can be cancelled." in answer


def test_a_running_task_is_not_restarted(client, db):
    task = begun("alive")
    client.force_login(factories.administrator())
    answer = client.post(f"{REPORT}{task.pk}/restart/", follow=True).content.decode()
    assert "The task is running." in answer
    assert state() == ("RUNNING", 1, "")


@pytest.mark.parametrize("action", ["", "restart/", "cancel/"])
def test_who_may_not_see_tasks_sees_and_does_nothing(client, db, action):
    planted_tasks.mistaken.enqueue()
    task = DBTaskResult.objects.get()
    client.force_login(factories.user("editor", "Editors"))
    method = client.post if action else client.get
    assert method(f"{REPORT}{task.pk}/{action}").status_code == 302
    assert client.get(REPORT).status_code == 302
    assert state() == ("READY", 0, "")


# Processes


def work(address, folder, *arguments):
    return process(
        address, folder, "manage.py", "work", "--skip-checks", "--interval", "0.1", "--lease", "1",
        *arguments,
    )  # fmt: skip


def wait_for_lines(trace, count):
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while len(lines(trace)) < count:
        assert time.monotonic() < give_up_at
        time.sleep(0.05)


def enqueued(task, *arguments):
    with override_settings(TASKS=IN_DATABASE):
        task.enqueue(*arguments)


@pytest.mark.slow
def test_the_task_of_a_killed_worker_is_done_by_the_next(shared, tmp_path, trace):
    address, row = shared
    enqueued(planted_tasks.slow, str(trace))
    url = address()

    with work(url, tmp_path) as killed:
        wait_for_lines(trace, 1)
        killed.send_signal(signal.SIGKILL)
        assert killed.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    assert row(STATUS) == ("RUNNING",)
    trace.with_name("trace.go").touch()

    with work(url, tmp_path) as heir, work(url, tmp_path) as other:
        wait_until(row, STATUS, ("SUCCESSFUL",))
        for one in (heir, other):
            one.send_signal(signal.SIGTERM)
            # The one that had nothing to do may not have begun yet.
            assert one.wait(PATIENCE_SECONDS) in {0, -signal.SIGTERM}
    assert lines(trace) == ["begun", "begun", "done"]
    assert row(WORKERS) == (0,)


@pytest.mark.slow
def test_a_worker_that_is_told_to_end_finishes_its_task(shared, tmp_path, trace):
    address, row = shared
    enqueued(planted_tasks.slow, str(trace))
    enqueued(planted_tasks.mistaken)

    with work(address(), tmp_path) as told:
        wait_for_lines(trace, 1)
        told.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        assert told.poll() is None
        trace.with_name("trace.go").touch()
        assert told.wait(PATIENCE_SECONDS) == 0
    assert lines(trace) == ["begun", "done"]
    found = row(f"{STATUS} ORDER BY enqueued_at DESC LIMIT 1")
    assert found == ("READY",)


@pytest.mark.slow
def test_two_workers_do_each_task_once(shared, tmp_path):
    address, row = shared
    for number in range(20):
        enqueued(planted_tasks.flaky, str(tmp_path / f"trace-{number}"), 0)
    url = address()

    with work(url, tmp_path, "--once") as one, work(url, tmp_path, "--once") as other:
        assert (one.wait(PATIENCE_SECONDS), other.wait(PATIENCE_SECONDS)) == (0, 0)
    assert row(f"{STATUS} WHERE status <> 'SUCCESSFUL'") is None
    assert [lines(tmp_path / f"trace-{number}") for number in range(20)] == [["done"]] * 20
