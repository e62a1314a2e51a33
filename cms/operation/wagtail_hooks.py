"""The background tasks and jobs in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from cms.operation.background import job_views, reports

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpRequest


class TasksMenuItem(MenuItem):
    """The list of tasks, for users who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell if the user may see tasks."""
        return any(request.user.has_perm(one) for one in (reports.VIEW, reports.CHANGE))


class VersionPanel(Component):
    """The version of the CMS, and its commit where that is known."""

    name = "version"
    order = 900
    template_name = "operation/version_panel.html"

    def get_context_data(self, _parent_context: Mapping[str, Any] | None = None) -> dict[str, str]:
        """Version and commit."""
        return {"version": settings.VERSION, "commit": settings.COMMIT}


@hooks.register("construct_homepage_panels")
def add_version_panel(_request: HttpRequest, panels: list[Any]) -> None:
    """Show the version at the end of the first page of the admin."""
    panels.append(VersionPanel())


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
