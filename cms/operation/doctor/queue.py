"""The check of background tasks: whether somebody runs them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Min
from django.utils import timezone

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.operation.doctor.registry import Check, Result, failed, ok, register, warning

# A worker takes a task at once unless all are busy.
WAITING_WARNING_SECONDS = 60.0
WAITING_FAILED_SECONDS = 600.0
SILENT_SECONDS = 120.0
# The model in which workers leave signs of life, where there is one.
_SIGNS_OF_LIFE: str = "operation.Worker"
_LATELY = timedelta(hours=24)
_START = "Start manage.py work, or another of it where all are busy."


def task_counts() -> dict[str, int]:
    """The number of tasks in each state. One query for each state."""
    return {
        status.label.lower(): DBTaskResult.objects.filter(status=status).count()
        for status in TaskResultStatus
    }


def longest_wait_seconds() -> float:
    """The waiting time of the oldest task that is due; 0 if none is. One query."""
    # A task without a time to run after has the last there is.
    ready = DBTaskResult.objects.ready()
    oldest = ready.aggregate(at=Min("enqueued_at"))["at"]
    return (timezone.now() - oldest).total_seconds() if oldest else 0.0


def workers() -> Result:
    """Tasks are run soon after they are enqueued."""
    if not settings.TASKS["default"]["BACKEND"].startswith("django_tasks_db"):
        return ok("Tasks are run where they are enqueued")
    waited = longest_wait_seconds()
    if waited >= WAITING_WARNING_SECONDS:
        make = failed if waited >= WAITING_FAILED_SECONDS else warning
        return make(f"A task has waited for {waited:.0f} s.", _START)
    alive = _living_worker_count()
    if alive == 0:
        return failed("No worker has given a sign of life.", _START)
    since = timezone.now() - _LATELY
    broken = DBTaskResult.objects.failed().filter(finished_at__gte=since).count()
    if broken:
        return warning(
            f"{broken} tasks have failed within a day.", "See Reports → Background tasks."
        )
    return ok("No task waits" if alive is None else f"No task waits; {alive} workers")


def _living_worker_count() -> int | None:
    """The number of workers seen lately; ``None`` if they leave no sign of life."""
    try:
        model: Any = apps.get_model(_SIGNS_OF_LIFE)
    except LookupError:
        return None
    since = timezone.now() - timedelta(seconds=SILENT_SECONDS)
    return int(model.objects.filter(seen_at__gte=since).count())


def register_all() -> None:
    """Make this check known."""
    register(Check("workers", workers, is_in_health=True))
