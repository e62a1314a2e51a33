"""The tasks in the admin: where administrators see them, restart them and cancel them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.views.reports import ReportView

from django_tasks_db.models import DBTaskResult, get_date_max

from cms.operation.background import claims
from cms.operation.background.retries import rule_of
from cms.operation.redaction import Redactor

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from django_stubs_ext import StrOrPromise

VIEW, CHANGE = (f"django_tasks_database.{verb}_dbtaskresult" for verb in ("view", "change"))
LONGEST_ARGUMENTS = 300
STATUSES: dict[str, StrOrPromise] = {
    claims.READY: gettext_lazy("waiting"),
    claims.RUNNING: gettext_lazy("running"),
    claims.SUCCESSFUL: gettext_lazy("done"),
    claims.FAILED: gettext_lazy("failed"),
}
REASONS: dict[str, StrOrPromise] = {
    claims.CANCELLED: gettext_lazy("cancelled"),
    claims.WORKER_DIED: gettext_lazy("The worker died."),
}


def name(task: DBTaskResult[Any, Any]) -> str:
    """The path of the function, without what all have in common."""
    return str(task.task_path.removeprefix("cms."))


def status(task: DBTaskResult[Any, Any]) -> StrOrPromise:
    """The status in words."""
    return STATUSES.get(task.status, task.status)


def arguments(task: DBTaskResult[Any, Any]) -> str:
    """The arguments without secrets and e-mail addresses, cut where they are long."""
    given = task.args_kwargs
    values = [json.dumps(one, ensure_ascii=False) for one in given["args"]]
    values += [f"{key}={json.dumps(one)}" for key, one in given["kwargs"].items()]
    text = _without_secrets(", ".join(values))
    return text if len(text) <= LONGEST_ARGUMENTS else f"{text[:LONGEST_ARGUMENTS]}…"


def attempts(task: DBTaskResult[Any, Any]) -> str:
    """The attempts so far, and how many there may be."""
    return f"{len(task.worker_ids)} / {rule_of(task.task_path).most_attempts}"


def next_attempt_at(task: DBTaskResult[Any, Any]) -> datetime | None:
    """The earliest time of the next attempt; ``None``: it is over, or due since it was enqueued."""
    is_planned = task.status == claims.READY and task.run_after != get_date_max()
    return task.run_after if is_planned else None


def error(task: DBTaskResult[Any, Any]) -> StrOrPromise:
    """The last line of the last error, or why there is none."""
    lines = task.traceback.strip().splitlines()
    return REASONS.get(task.exception_class_path) or _without_secrets(lines[-1] if lines else "")


class TaskFilterSet(WagtailFilterSet):
    """Filters of the list of tasks."""

    class Meta:
        model = DBTaskResult
        fields = ["status"]


class TasksView(ReportView):
    """All tasks that are kept, the latest first."""

    model: Any = DBTaskResult
    page_title: Any = gettext_lazy("Background tasks")
    header_icon = "cogs"
    index_url_name: Any = "background_tasks"
    index_results_url_name: Any = "background_tasks_results"
    filterset_class: Any = TaskFilterSet
    default_ordering: Any = "-enqueued_at"
    any_permission_required: Any = ["view", "change"]
    columns = [
        TitleColumn("name", label=gettext_lazy("Task"), accessor=name, url_name="background_task"),
        Column("arguments", label=gettext_lazy("Arguments"), accessor=arguments),
        StatusTagColumn(
            "status",
            label=gettext_lazy("Status"),
            accessor=status,
            primary=lambda one: one.status == claims.SUCCESSFUL,
        ),
        Column("attempts", label=gettext_lazy("Attempts"), accessor=attempts),
        DateColumn("enqueued_at", label=gettext_lazy("Enqueued")),
        DateColumn("finished_at", label=gettext_lazy("Finished")),
        Column("next_attempt_at", label=gettext_lazy("Next attempt"), accessor=next_attempt_at),
        Column("error", label=gettext_lazy("Error"), accessor=error),
    ]


class TaskView(InspectView):
    """One task with its last error, and buttons to restart and to cancel it."""

    model: Any = DBTaskResult
    template_name = "operation/task.html"
    page_title: Any = gettext_lazy("Background task")
    header_icon = "cogs"
    any_permission_required: Any = ["view", "change"]
    index_url_name: Any = "background_tasks"
    fields: Any = []

    def get_page_subtitle(self) -> str:
        """The name of the task."""
        return name(self.object)

    def get_edit_url(self) -> None:
        """None: tasks aren't edited."""

    def get_delete_url(self) -> None:
        """None: finished tasks are pruned regularly."""

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Everything known about it, without what hasn't happened."""
        task: DBTaskResult[Any, Any] = self.object
        found = [
            (_("Arguments"), arguments(task)),
            (_("Status"), status(task)),
            (_("Attempts"), attempts(task)),
            (_("Enqueued"), task.enqueued_at),
            (_("Started"), task.started_at),
            (_("Finished"), task.finished_at),
            (_("Next attempt"), next_attempt_at(task)),
            (_("Error"), error(task)),
        ]
        return [{"label": label, "value": value} for label, value in found if value]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The traceback, and what may be done with the task now."""
        may_change = self.request.user.has_perm(CHANGE)
        return super().get_context_data(
            traceback=_without_secrets(self.object.traceback),
            may_restart=may_change and self.object.status != claims.RUNNING,
            may_cancel=may_change and self.object.status == claims.READY,
            **kwargs,
        )


@require_POST
def restart(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Run a task once more, with all its attempts before it."""
    _require(request)
    get_object_or_404(DBTaskResult, pk=pk)
    if claims.restart(pk):
        messages.success(request, _("The task will run again shortly."))
    else:
        messages.error(request, _("The task is running."))
    return redirect("background_task", pk)


@require_POST
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give up a task that waits."""
    _require(request)
    get_object_or_404(DBTaskResult, pk=pk)
    if claims.cancel(pk):
        messages.success(request, _("The task was cancelled."))
    else:
        messages.error(request, _("Only waiting tasks can be cancelled."))
    return redirect("background_task", pk)


def urls() -> list[URLPattern]:
    """The URLs of the tasks, below the URL of the admin."""
    results = TasksView.as_view(results_only=True)
    address = "reports/background-tasks/"
    return [
        path(address, TasksView.as_view(), name="background_tasks"),
        path(f"{address}results/", results, name="background_tasks_results"),
        path(f"{address}<uuid:pk>/", TaskView.as_view(), name="background_task"),
        path(f"{address}<uuid:pk>/restart/", restart, name="restart_background_task"),
        path(f"{address}<uuid:pk>/cancel/", cancel, name="cancel_background_task"),
    ]


def _require(request: HttpRequest) -> None:
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied


def _without_secrets(text: str) -> str:
    return Redactor([settings.SECRET_KEY])(text)
