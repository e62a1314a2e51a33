"""Names the task under way in every line that is logged during it."""

from __future__ import annotations

from typing import Any

from django_tasks.signals import task_finished, task_started
from structlog.contextvars import bind_contextvars, unbind_contextvars


def connect() -> None:
    """Follow the tasks of this process."""
    task_started.connect(_started, dispatch_uid="task in log lines")
    task_finished.connect(_finished, dispatch_uid="task in log lines")


def _started(task_result: Any, **_options: Any) -> None:
    bind_contextvars(task=task_result.task.module_path, task_id=task_result.id)


def _finished(**_options: Any) -> None:
    unbind_contextvars("task", "task_id")
