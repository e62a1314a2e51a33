"""Takes over what Wagtail writes down, so that one list holds everything.

Saving a draft is left out: the editor does so every few seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_save
from wagtail.models import DraftStateMixin, ModelLogEntry, PageLogEntry

from cms.accounts.trail import rights
from cms.accounts.trail.recording import record

if TYPE_CHECKING:
    from wagtail.models import BaseLogEntry

_DRAFTS = {"wagtail.edit", "wagtail.create"}


def connect() -> None:
    """Listen from now on."""
    for model in (PageLogEntry, ModelLogEntry):
        post_save.connect(_logged, model, dispatch_uid=f"trail-{model.__name__}")


def _logged(instance: BaseLogEntry, *, created: bool, raw: bool, **_: Any) -> None:
    if raw or not created:
        return
    model: Any = instance.content_type.model_class() if instance.content_type else None
    if rights.is_watched(model):
        return
    is_draft = model is not None and issubclass(model, DraftStateMixin)
    if is_draft and instance.action in _DRAFTS:
        return
    record(
        instance.action,
        user=instance.user,
        about_type=model._meta.label_lower if model else "",
        about_pk=str(instance.object_id),
        about_name=instance.label,
        details=instance.data,
    )
