"""The steps that belong to no domain: languages, moderators with their workflow, administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext as _
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Locale,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.content.pages.first_run.steps import Stage, register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.content.pages.first_run.plan import Plan

# The names Wagtail's migrations give them.
MODERATORS, WORKFLOW = "Moderators", "Moderators approval"


def languages(plan: Plan) -> Iterator[str]:
    """A locale for each language."""
    for code in (plan.source, *plan.targets):
        locale, is_new = Locale.objects.get_or_create(language_code=code)
        if is_new:
            yield _("language {name}").format(name=locale.get_display_name())


def moderators(_plan: Plan) -> Iterator[str]:
    """Those who publish what others submit, and the workflow it passes."""
    group, is_new = Group.objects.get_or_create(name=MODERATORS)
    root = Page.get_first_root_node()
    if is_new:
        entering = Permission.objects.get(
            content_type__app_label="wagtailadmin", codename="access_admin"
        )
        group.permissions.add(entering)
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore",
            codename__in=["add_page", "change_page", "publish_page"],
        ):
            GroupPagePermission.objects.create(group=group, page=root, permission=permission)
        yield _("group {name}").format(name=MODERATORS)
    if not WorkflowPage.objects.filter(page=root, workflow__active=True).exists():
        workflow = Workflow.objects.create(name=WORKFLOW)
        task = GroupApprovalTask.objects.create(name=WORKFLOW)
        task.groups.add(group)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
        yield _("workflow {name}").format(name=WORKFLOW)


def administrator(plan: Plan) -> Iterator[str]:
    """Somebody who may do everything, unless there is such a user."""
    users = get_user_model().objects
    if not plan.username or users.filter(is_superuser=True).exists():
        return
    user = users.create_superuser(plan.username, plan.email, plan.password)
    # Without these nobody can save the form of their account.
    user.first_name, user.last_name = plan.username[:150], "(administrator)"
    user.save(update_fields=["first_name", "last_name"])
    yield _("administrator {name}").format(name=plan.username)


def install() -> None:
    """Contribute these steps."""
    register(Stage.LANGUAGES, "languages", languages)
    register(Stage.GROUPS, "moderators", moderators)
    register(Stage.ADMINISTRATOR, "administrator", administrator)
