"""Invalidation by the signals of saved and deleted rows, in the transaction of the row.

Django saves most models without a transaction and sends the signal after it: a reader could get
the old answer from a cache between the two. So saving a model that readers see is made a
transaction that ends after the signal.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.models import Page

from cms.content.caching import cache_tags
from cms.database import known_rows
from cms.delivery.change_feed import feed
from cms.delivery.publishing.slug_changes import PUBLICATION_BEFORE
from cms.delivery.versions.content_version import (
    invalidate_everything,
    invalidate_tags,
    is_invalidating,
)
from cms.delivery.versions.page_snapshots import (
    PageSnapshot,
    followers,
    tags_of_change,
    tags_of_visibility,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db import models

    from cms.delivery.invalidation.tracked_models import TrackedModel

# What the editor saves of a draft, every few seconds. No reader sees it.
BOOKKEEPING = frozenset({
    "draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at",
    "live_revision", "locked", "locked_at", "locked_by",
})  # fmt: skip
_BEFORE = "_raised_before"


def make_saves_transactions(model: type[models.Model]) -> None:
    """Have saving a row and what its signals do succeed or fail together. Idempotent."""
    wrap(model, "save_base", _nothing, _nothing)


def wrap(owner: Any, name: str, tags: Callable[..., Any], marks: Callable[..., Any]) -> None:
    """Make a function a transaction that invalidates the tags of its arguments and marks them.

    For what changes rows and sends no signal. Both are asked after the function has run.
    Idempotent.
    """
    original = getattr(owner, name)
    if hasattr(original, "invalidates"):
        return

    model = getattr(owner, "model", owner)
    cause = f"{model._meta.label_lower} ({name})"

    @wraps(original)
    def replacement(*args: Any, **kwargs: Any) -> Any:
        with transaction.atomic(savepoint=False):
            result = original(*args, **kwargs)
            invalidate_tags(tags(*args, **kwargs), cause=cause)
            feed.mark(marks(*args, **kwargs))
            return result

    replacement.invalidates = tags  # type: ignore[attr-defined]
    setattr(owner, name, replacement)


def _nothing(*_args: Any, **_kwargs: Any) -> tuple[()]:
    return ()


def note_page(instance: Page, raw: bool = False, update_fields: Any = None, **_kwargs: Any) -> None:
    """Before a page is saved: keep how it is stored."""
    if not raw and _is_visible(update_fields) and is_invalidating():
        snapshot = PageSnapshot.stored(instance.pk)
        setattr(instance, _BEFORE, snapshot)
        if snapshot is not None:
            instance.__dict__[PUBLICATION_BEFORE] = snapshot.live, snapshot.first_published_at


def invalidate_page(
    sender: type[Page],
    instance: Page,
    raw: bool = False,
    update_fields: Any = None,
    **_kwargs: Any,
) -> None:
    """After a page is saved: invalidate its tags, before and now.

    Wagtail moves a page in the tree first and then saves its base; nothing else does that.
    """
    if raw:
        invalidate_everything(cause=_row(instance))
    elif _is_visible(update_fields) and is_invalidating():
        before = instance.__dict__.pop(_BEFORE, None)
        _invalidate(instance, before, PageSnapshot.stored(instance.pk), is_moved=sender is Page)


def invalidate_deleted_page(instance: Page, **_kwargs: Any) -> None:
    """Before a page is deleted: invalidate its tags."""
    _invalidate(instance, PageSnapshot.stored(instance.pk), None)


def _invalidate(
    instance: Page,
    before: PageSnapshot | None,
    after: PageSnapshot | None,
    *,
    is_moved: bool = False,
) -> None:
    """Invalidate the tags of a page and its followers, and mark both for builds."""
    tags = tags_of_change(before, after, is_moved=is_moved)
    following = followers(before, after, is_moved=is_moved)
    with_followers = tags | tags_of_visibility(following)
    invalidate_tags(with_followers, cause=_cause(instance))
    if not with_followers:
        return
    snapshots = [snapshot for snapshot in (before, after) if snapshot is not None]
    marks = [
        feed.below(key)
        for key in {snapshot.translation_key for snapshot in following if snapshot.live}
    ]
    if tags:
        page_keys = {(snapshot.translation_key, snapshot.code) for snapshot in snapshots}
        marks += [feed.of_page(*page_key) for page_key in page_keys]
    if cache_tags.TREE in with_followers:
        marks += [feed.below(key) for key in {snapshot.translation_key for snapshot in snapshots}]
    feed.mark(marks)


class RowTracker:
    """The handlers for the rows of one model."""

    def __init__(self, tracked: TrackedModel) -> None:
        self.tracked = tracked

    def note(
        self,
        sender: type[models.Model],
        instance: Any,
        raw: bool = False,
        update_fields: Any = None,
        **_kwargs: Any,
    ) -> None:
        """Before a row is saved: keep it as it is stored, and what depends on that."""
        if not raw and _is_visible(update_fields) and is_invalidating():
            stored = sender._base_manager.filter(pk=instance.pk).first()
            tags = set(self.tracked.tags(stored)) if stored else set()
            instance.__dict__[_BEFORE] = (stored and _values(stored), tags)

    def saved(
        self,
        sender: type[models.Model],
        instance: Any,
        raw: bool = False,
        update_fields: Any = None,
        **_kwargs: Any,
    ) -> None:
        """After a row is saved: invalidate its tags, before and now, unless it is the same."""
        if raw:
            invalidate_everything(cause=_row(instance))
        elif _is_visible(update_fields) and is_invalidating():
            values, tags = instance.__dict__.pop(_BEFORE, (None, set()))
            stored = sender._base_manager.get(pk=instance.pk)
            _share_rows(instance, stored)
            now = _values(stored)
            if values != now:
                tags |= set(self.tracked.tags(stored))
                if values and values.get("collection_id") != now.get("collection_id"):
                    # It may have been hidden, and then no answer names it to caches.
                    tags.add(cache_tags.FILES)
                self._invalidate(tags, stored)

    def deleted(self, instance: Any, **_kwargs: Any) -> None:
        """Before a row is deleted: invalidate its tags."""
        self._invalidate(set(self.tracked.tags(instance)), instance)

    def _invalidate(self, tags: set[str], row: Any) -> None:
        invalidate_tags(tags, cause=_cause(row))
        if tags:
            feed.mark(self.tracked.marks(row))


def _share_rows(instance: models.Model, stored: models.Model) -> None:
    """Give what was read again the rows its foreign keys still lead to."""
    for name in known_rows.names_in_memory(instance):
        field: Any = instance._meta.get_field(name)
        if getattr(instance, field.attname) == getattr(stored, field.attname):
            field.set_cached_value(stored, field.get_cached_value(instance))


def _values(row: models.Model) -> dict[str, Any]:
    return {field.attname: field.value_to_string(row) for field in row._meta.concrete_fields}


def _is_visible(update_fields: Iterable[str] | None) -> bool:
    return update_fields is None or not BOOKKEEPING.issuperset(update_fields)


def _cause(instance: models.Model) -> str:
    return f"{_row(instance)} ({instance})"


def _row(instance: models.Model) -> str:
    """A row without its name, which may be made of others that a fixture hasn't brought yet."""
    return f"{instance._meta.label_lower} {instance.pk}"
