"""A workflow publishes what somebody has approved, and nothing else.

Wagtail considers a workflow finished as soon as no task is left: also when its last task is
disabled, or when it has none that is active. What is in it would be published unreviewed.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from wagtail.models import TaskState, WorkflowState

_APPROVED = {TaskState.STATUS_APPROVED, TaskState.STATUS_SKIPPED}


def install() -> None:
    """End workflows that nobody has approved as cancelled ones. Idempotent."""
    original: Any = WorkflowState.finish
    if hasattr(original, "asks_for_approval"):
        return

    @wraps(original)
    def finish(self: WorkflowState, user: Any = None) -> None:
        if is_approved(self):
            original(self, user=user)
        elif self.current_task_state is not None:
            self.cancel(user=user)
        else:
            self.status = WorkflowState.STATUS_CANCELLED
            self.save(update_fields=["status"])

    replacing: Any = finish
    replacing.asks_for_approval = True
    replaced: Any = WorkflowState
    replaced.finish = replacing


def is_approved(state: WorkflowState) -> bool:
    """True if the last task of a workflow has ended with an approval."""
    last = TaskState.objects.filter(pk=state.current_task_state_id, status__in=_APPROVED)
    return bool(last.exists())


def has_tasks(workflow: Any) -> bool:
    """True if there is a task somebody would have to approve."""
    return workflow is not None and workflow.workflow_tasks.filter(task__active=True).exists()
