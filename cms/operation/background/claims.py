"""Taking a task, recording how it went, and taking it over from a worker that died.

The workers a task was given to are its attempts; the last one has it while it runs. A worker shows
that it lives by a heartbeat. When that has lapsed its tasks are ready again, and what it records
afterwards, should it come back, is ignored.
"""

from __future__ import annotations

import logging
import os
import socket
from datetime import timedelta
from traceback import format_exception
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from django_tasks import TaskResultStatus
from django_tasks_db.compat import normalize_json
from django_tasks_db.models import DBTaskResult, get_date_max

from cms.operation.background.retries import rule_of
from cms.operation.models import Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

READY, RUNNING = TaskResultStatus.READY, TaskResultStatus.RUNNING
FAILED, SUCCESSFUL = TaskResultStatus.FAILED, TaskResultStatus.SUCCESSFUL
CANCELLED = "cancelled"
WORKER_DIED = "worker died"

logger = logging.getLogger("cms.operation.background")


def beat(worker_id: str) -> None:
    """Show that a worker lives. One query, two for the first time or when it was taken for dead."""
    if Worker.objects.filter(pk=worker_id).update(seen_at=Now()):
        return
    Worker.objects.create(
        pk=worker_id, host=socket.gethostname()[:255], process_id=os.getpid(),
        started_at=Now(), seen_at=Now(),
    )  # fmt: skip


def leave(worker_id: str) -> None:
    """A worker has ended in good order."""
    Worker.objects.filter(pk=worker_id).delete()


def claim(worker_id: str, *, backend: str) -> DBTaskResult[Any, Any] | None:
    """The next task that is due, for this worker alone; ``None``: there is none.

    One query where nothing is due, two otherwise.
    """
    while True:
        found = DBTaskResult.objects.ready().filter(backend_name=backend).first()
        if found is None:
            return None
        found.worker_ids = [*found.worker_ids, worker_id]
        found.status, found.started_at = RUNNING, timezone.now()
        mine = DBTaskResult.objects.filter(pk=found.pk, status=READY)
        if mine.update(status=RUNNING, started_at=found.started_at, worker_ids=found.worker_ids):
            return found


def succeeded(run: DBTaskResult[Any, Any], value: Any) -> bool:
    """Record that a task is done; returns whether it was still this worker's.

    Raises:
        TypeError: the value isn't JSON.
    """
    value = normalize_json(value)

    def note(row: DBTaskResult[Any, Any]) -> None:
        row.status, row.return_value, row.finished_at = SUCCESSFUL, value, timezone.now()
        row.exception_class_path = row.traceback = ""

    return _recorded(run, note)


def failed(run: DBTaskResult[Any, Any], error: BaseException) -> float | None:
    """Record that a task failed, and when it is tried again.

    Returns:
        The seconds until the next attempt; ``None``: it isn't tried again.
    """
    pause = rule_of(run.task_path).pause_after(len(run.worker_ids), error)

    def note(row: DBTaskResult[Any, Any]) -> None:
        row.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
        row.traceback = "".join(format_exception(error))
        row.return_value = None
        _decide(row, pause)

    _recorded(run, note)
    return pause


def reclaim(*, lease_seconds: float) -> int:
    """Make tasks ready again whose worker has shown no sign of life for so long.

    One that has ended as many workers as it has attempts is given up. Returns their number. Two
    queries where there are none.
    """
    lapsed_at = Now() - timedelta(seconds=lease_seconds)
    Worker.objects.filter(seen_at__lt=lapsed_at).delete()
    started_before = timezone.now() - timedelta(seconds=lease_seconds)
    running = DBTaskResult.objects.filter(status=RUNNING, started_at__lt=started_before)
    if not running.exists():
        return 0
    alive = set(Worker.objects.values_list("pk", flat=True))
    left = [one for one in running.order_by() if one.worker_ids[-1:] not in [[pk] for pk in alive]]
    return sum(_taken_over(one) for one in left)


def restart(pk: UUID) -> bool:
    """Run a task that is over or waits, at once and with all its attempts before it.

    Returns ``False`` where it is running.
    """
    over = DBTaskResult.objects.filter(pk=pk).exclude(status=RUNNING)
    return bool(
        over.update(
            status=READY, worker_ids=[], run_after=get_date_max(), finished_at=None,
            exception_class_path="", traceback="",
        )
    )  # fmt: skip


def cancel(pk: UUID) -> bool:
    """Give up a task that waits. Returns ``False`` where it doesn't."""
    waiting = DBTaskResult.objects.filter(pk=pk, status=READY)
    return bool(
        waiting.update(status=FAILED, finished_at=timezone.now(), exception_class_path=CANCELLED)
    )


def _taken_over(run: DBTaskResult[Any, Any]) -> bool:
    is_left = len(run.worker_ids) < rule_of(run.task_path).most_attempts

    def note(row: DBTaskResult[Any, Any]) -> None:
        row.exception_class_path = WORKER_DIED
        _decide(row, 0.0 if is_left else None)

    if not _recorded(run, note):
        return False
    logger.warning(
        "The worker of task %s (%s) is gone: %s", run.task_path, run.pk,
        "another one runs it" if is_left else "given up after all its attempts",
    )  # fmt: skip
    return True


def _decide(row: DBTaskResult[Any, Any], pause: float | None) -> None:
    now = timezone.now()
    if pause is None:
        row.status, row.finished_at = FAILED, now
    else:
        row.status, row.run_after = READY, now + timedelta(seconds=pause)


def _recorded(run: DBTaskResult[Any, Any], note: Callable[[DBTaskResult[Any, Any]], None]) -> bool:
    """Change the row of a task that is still the same worker's."""
    with transaction.atomic():
        row = DBTaskResult.objects.select_for_update().filter(pk=run.pk, status=RUNNING).first()
        if row is None or row.worker_ids != run.worker_ids:
            return False
        note(row)
        row.save()
    return True
