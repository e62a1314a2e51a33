"""What the signals of saved and deleted rows raise, in the transaction of the row.

Django saves most models without a transaction and sends the signal behind it: a reader could get
the old answer from a cache between the two. So saving a model that readers see is made a
transaction that ends after the signal.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.models import Page

from cms.content.caching import cache_tags
from cms.delivery.change_feed import feed
from cms.delivery.publishing.slug_changes import WAS_LIVE
from cms.delivery.versions.content_version import is_raising, raise_everything, raise_tags
from cms.delivery.versions.page_snapshots import Face, followers, tags_of_change, tags_of_visibility

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db import models

    from cms.delivery.invalidation.tracked_models import Source

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
    """Make a function a transaction that raises the tags of its arguments and leaves their marks.

    For what changes rows and sends no signal. Both are asked after the function has run.
    Idempotent.
    """
    original = getattr(owner, name)
    if hasattr(original, "raises"):
        return

    model = getattr(owner, "model", owner)
    cause = f"{model._meta.label_lower} ({name})"

    @wraps(original)
    def replacement(*args: Any, **kwargs: Any) -> Any:
        with transaction.atomic(savepoint=False):
            result = original(*args, **kwargs)
            raise_tags(tags(*args, **kwargs), cause=cause)
            feed.mark(marks(*args, **kwargs))
            return result

    replacement.raises = tags  # type: ignore[attr-defined]
    setattr(owner, name, replacement)


def _nothing(*_args: Any, **_kwargs: Any) -> tuple[()]:
    return ()


def note_page(instance: Page, raw: bool = False, update_fields: Any = None, **_kwargs: Any) -> None:
    """Before a page is saved: keep how it is stored."""
    if not raw and _is_visible(update_fields) and is_raising():
        face = Face.stored(instance.pk)
        setattr(instance, _BEFORE, face)
        if face is not None:
            instance.__dict__[WAS_LIVE] = face.live


def raise_page(
    sender: type[Page],
    instance: Page,
    raw: bool = False,
    update_fields: Any = None,
    **_kwargs: Any,
) -> None:
    """After a page is saved: raise what depends on it, before and now.

    Wagtail moves a page in the tree first and then saves its base; nothing else does that.
    """
    if raw:
        raise_everything(cause=_cause(instance))
    elif _is_visible(update_fields) and is_raising():
        before = instance.__dict__.pop(_BEFORE, None)
        _raise(instance, before, Face.stored(instance.pk), is_moved=sender is Page)


def raise_deleted_page(instance: Page, **_kwargs: Any) -> None:
    """Before a page is deleted: raise what depends on it."""
    _raise(instance, Face.stored(instance.pk), None)


def _raise(
    instance: Page, before: Face | None, after: Face | None, *, is_moved: bool = False
) -> None:
    """Raise what depends on a page and on its followers, and have builds told of both."""
    tags = tags_of_change(before, after, is_moved=is_moved)
    following = followers(before, after, is_moved=is_moved)
    with_followers = tags | tags_of_visibility(following)
    raise_tags(with_followers, cause=_cause(instance))
    if not with_followers:
        return
    faces = [face for face in (before, after) if face is not None]
    marks = [feed.below(key) for key in {one.translation_key for one in following if one.live}]
    if tags:
        places = {(one.translation_key, one.code) for one in faces}
        marks += [feed.of_page(*place) for place in places]
    if cache_tags.TREE in with_followers:
        marks += [feed.below(key) for key in {one.translation_key for one in faces}]
    feed.mark(marks)


class Raiser:
    """The handlers for the rows of one model."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def note(
        self,
        sender: type[models.Model],
        instance: Any,
        raw: bool = False,
        update_fields: Any = None,
        **_kwargs: Any,
    ) -> None:
        """Before a row is saved: keep it as it is stored, and what depends on that."""
        if not raw and _is_visible(update_fields) and is_raising():
            stored = sender._base_manager.filter(pk=instance.pk).first()
            tags = set(self.source.tags(stored)) if stored else set()
            instance.__dict__[_BEFORE] = (stored and _values(stored), tags)

    def saved(
        self,
        sender: type[models.Model],
        instance: Any,
        raw: bool = False,
        update_fields: Any = None,
        **_kwargs: Any,
    ) -> None:
        """After a row is saved: raise what depends on it, before and now, unless it is the same."""
        if raw:
            raise_everything(cause=_cause(instance))
        elif _is_visible(update_fields) and is_raising():
            values, tags = instance.__dict__.pop(_BEFORE, (None, set()))
            stored = sender._base_manager.get(pk=instance.pk)
            now = _values(stored)
            if values != now:
                tags |= set(self.source.tags(stored))
                if values and values.get("collection_id") != now.get("collection_id"):
                    # It may have been hidden, and then no answer names it to caches.
                    tags.add(cache_tags.FILES)
                self._raise(tags, stored)

    def deleted(self, instance: Any, **_kwargs: Any) -> None:
        """Before a row is deleted: raise what depends on it."""
        self._raise(set(self.source.tags(instance)), instance)

    def _raise(self, tags: set[str], row: Any) -> None:
        raise_tags(tags, cause=_cause(row))
        if tags:
            feed.mark(self.source.marks(row))


def _values(row: models.Model) -> dict[str, Any]:
    return {field.attname: field.value_to_string(row) for field in row._meta.concrete_fields}


def _is_visible(update_fields: Iterable[str] | None) -> bool:
    return update_fields is None or not BOOKKEEPING.issuperset(update_fields)


def _cause(instance: models.Model) -> str:
    return f"{instance._meta.label_lower} {instance.pk} ({instance})"
