"""The only place that listens to Wagtail's and Django's signals."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from wagtail.images import get_image_model

from cms.content.images import make_renditions


def connect() -> None:
    """Connect every handler of this module."""
    post_save.connect(enqueue_renditions, sender=get_image_model(), dispatch_uid="renditions")


def enqueue_renditions(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Have the renditions of a saved image made once the change is visible to the worker."""
    if not raw:
        transaction.on_commit(partial(make_renditions.enqueue, instance.pk))
