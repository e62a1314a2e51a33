"""Searches find something else when a page's entry in the search index is written.

That happens in a task, some time after the page was published, and in a transaction of its own.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.db import transaction
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from modelsearch import index

from cms.content import dependencies
from cms.delivery.versions import raise_tags

_original = index.insert_or_update_object


def install() -> None:
    """Have what writes an entry raise the tag of its language's searches. Idempotent."""
    index.insert_or_update_object = insert_or_update_object


@wraps(_original)
def insert_or_update_object(instance: Any) -> None:
    """Write the entry of an object, and say so if it is a live page's and differs from before.

    The search index is written at every save of a draft, too, with the words that are live.
    """
    if not isinstance(instance, Page) or not instance.live:
        _original(instance)
        return
    with transaction.atomic(savepoint=False):
        before = _entry(instance)
        _original(instance)
        if before is None or _entry(instance) != before:
            tags = [dependencies.search(instance.locale.language_code)]
            raise_tags(tags, cause=f"search index of {instance._meta.label_lower} {instance.pk}")


def _entry(page: Page) -> Any:
    """The words of a page in the database's index, ``None`` where they are kept elsewhere."""
    entries = IndexEntry._default_manager.filter(
        content_type=page.cached_content_type, object_id=str(page.pk)
    )
    return entries.values_list("title", "body").first()
