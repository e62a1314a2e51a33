"""The background tasks and jobs in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.operation.background import job_views, reports

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class TasksMenuItem(MenuItem):
    """The list of tasks, for users who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell if the user may see tasks."""
        return any(request.user.has_perm(one) for one in (reports.VIEW, reports.CHANGE))


@hooks.register("register_admin_urls")
def task_urls() -> list[URLPattern]:
    """The pages of the tasks."""
    return reports.urls()


@hooks.register("register_admin_urls")
def job_urls() -> list[URLPattern]:
    """The pages of the jobs."""
    return job_views.urls()


@hooks.register("register_reports_menu_item")
def report_of_tasks() -> MenuItem:
    """The list of tasks in the menu of reports."""
    return TasksMenuItem(
        _lazy("Background tasks"),
        reverse("background_tasks"),
        name="background-tasks",
        icon_name="cogs",
        order=1320,
    )


@hooks.register("register_permissions")
def permissions() -> QuerySet[Permission]:
    """The permissions administrators may give others."""
    return Permission.objects.filter(
        content_type__app_label="django_tasks_database",
        codename__in=["view_dbtaskresult", "change_dbtaskresult"],
    )
