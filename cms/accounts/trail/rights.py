"""Notices what changes who may do what, whether in the admin, in a command or in code.

Rows that are changed in bulk past Django's signals aren't noticed; nothing here does so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.models import (
    CollectionViewRestriction,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    PageViewRestriction,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from allauth.socialaccount.models import SocialAccount

from cms.accounts.models import SecondFactorSettings
from cms.accounts.trail import actions
from cms.accounts.trail.recording import record, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

# Fields not recorded: those that change at every sign-in, and those recorded elsewhere.
_PASSWORD = "password"  # noqa: S105 - the name of a field
_IGNORED = {"last_login", "extra_data", "date_joined", "id"}
_MOST_NAMES = 100
_models: set[type[Model]] = set()


def connect() -> None:
    """Listen from now on."""
    user_model: Any = get_user_model()
    approval: Any = GroupApprovalTask
    watch(
        user_model, Group, GroupPagePermission, GroupCollectionPermission, GroupSitePermission,
        PageViewRestriction, CollectionViewRestriction, Workflow, Task, approval, WorkflowTask,
        WorkflowPage, WorkflowContentType, SecondFactorSettings, SocialAccount,
    )  # fmt: skip
    for through in (
        user_model.groups.through, user_model.user_permissions.through, Group.permissions.through,
        PageViewRestriction.groups.through, CollectionViewRestriction.groups.through,
        approval.groups.through, SecondFactorSettings.groups.through,
    ):  # fmt: skip
        m2m_changed.connect(_relation_changed, through, dispatch_uid=f"trail-{through.__name__}")


def watch(*models: type[Model]) -> None:
    """Record from now on who makes, changes and deletes rows of these models."""
    for model in models:
        _models.add(model)
        uid = f"trail-{model._meta.label_lower}"
        pre_save.connect(_remember, model, dispatch_uid=uid)
        post_save.connect(_saved, model, dispatch_uid=uid)
        pre_delete.connect(_remember_members, model, dispatch_uid=uid)
        post_delete.connect(_deleted, model, dispatch_uid=uid)


def is_watched(model: type[Model] | None) -> bool:
    """True if rows of a model are recorded here."""
    return model in _models


def _fields(instance: Model, update_fields: Iterable[str] | None) -> list[str]:
    names = [
        field.attname for field in instance._meta.concrete_fields if field.name not in _IGNORED
    ]
    if update_fields is None:
        return names
    return [name for name in names if name in update_fields or name[:-3] in update_fields]


def _remember(
    instance: Any, *, raw: bool, update_fields: Iterable[str] | None = None, **_: Any
) -> None:
    """Keep what the row says now, for the comparison after it is saved."""
    fields = _fields(instance, update_fields)
    instance.trail_before = None
    if not raw and instance.pk and fields:
        rows = type(instance)._base_manager.filter(pk=instance.pk)
        instance.trail_before = rows.values(*fields).first()


def _saved(instance: Any, *, created: bool, raw: bool, **_: Any) -> None:
    if raw:
        return
    if created:
        record(actions.CREATED, about=instance, details=_described(instance))
        return
    before = getattr(instance, "trail_before", None) or {}
    changed = {
        name: [_plain(old), _plain(getattr(instance, name))]
        for name, old in before.items()
        if old != getattr(instance, name)
    }
    if changed.pop(_PASSWORD, None):
        record(actions.PASSWORD_CHANGED, about=instance)
    if changed:
        record(actions.CHANGED, about=instance, details=changed)


def _remember_members(instance: Any, **_: Any) -> None:
    """Keep who loses what with a group: their rows go without a signal."""
    if isinstance(instance, Group):
        instance.trail_members = _names(instance.user_set.all())  # type: ignore[attr-defined]


def _deleted(instance: Any, **_: Any) -> None:
    details = _described(instance)
    members = getattr(instance, "trail_members", None)
    if members:
        details["members"] = members
    record(actions.DELETED, about=instance, details=details)


def _relation_changed(
    sender: Any, instance: Any, action: str, model: type[Model], pk_set: Any, **_: Any
) -> None:
    if action == "pre_clear":
        field = next(
            candidate for candidate in instance._meta.get_fields() if _through(candidate) is sender
        )
        accessor = field.get_accessor_name() if field.auto_created else field.name
        related: Any = getattr(instance, accessor).all()
    elif action in {"post_add", "post_remove"} and pk_set:
        related = model._default_manager.filter(pk__in=pk_set)
    else:
        return
    names = _names(related)
    if names:
        name = actions.GIVEN if action == "post_add" else actions.TAKEN
        of = str(model._meta.verbose_name_plural)
        record(name, about=instance, details={of: names})


def _through(field: Any) -> Any:
    relation = field if field.auto_created else getattr(field, "remote_field", None)
    return getattr(relation, "through", None)


def _names(related: Any) -> list[str]:
    return [shortened(str(item)) for item in related[:_MOST_NAMES]]


def _described(instance: Any) -> dict[str, Any]:
    """The details of a right, where the text of the row doesn't have them."""
    wanted = (
        "group",
        "page",
        "collection",
        "site",
        "permission",
        "workflow",
        "task",
        "restriction_type",
    )
    described: dict[str, Any] = {
        name: shortened(str(getattr(instance, name)))
        for name in wanted
        if hasattr(instance, name) and f"{name}" in {field.name for field in instance._meta.fields}
    }
    if getattr(instance, "is_superuser", False):
        described["is_superuser"] = True
    return described


def _plain(value: Any) -> Any:
    return value if isinstance(value, bool | int | str | None) else str(value)
