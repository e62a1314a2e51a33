"""The public copies of renditions follow whatever changes who may see an image.

Copies are removed before the commit where they are few, and after it in any case; where they are
many, a task that is committed together with the change removes them should this process end before.
"""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction

from cms.content.caching import cache_tags
from cms.content.media import public_copies
from cms.delivery.change_feed import feed
from cms.delivery.versions.content_version import invalidate_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_BEFORE = "_restricted_before"


def follow_rendition(instance: Any, **_kwargs: Any) -> None:
    """Publish a rendition of a public image, once it is saved."""
    follow_renditions([instance])


def follow_renditions(renditions: Iterable[Any]) -> None:
    """Publish renditions of public images, at once, since whoever reads their row asks for them."""
    names = {rendition.file.name for rendition in renditions}
    public_copies.synchronise(names)
    _after_commit(partial(public_copies.synchronise, names))


def follow_deleted_rendition(instance: Any, **_kwargs: Any) -> None:
    """Remove the copy of a rendition that is deleted."""
    _after_commit(partial(public_copies.withdraw, {instance.file.name}))


def follow_image(instance: Any, created: bool = False, **_kwargs: Any) -> None:
    """After an image is saved: it may be in another collection."""
    if not created:
        public_copies.withdraw(public_copies.of_images([instance.pk]))
        _after_commit(partial(_place_images, [instance.pk]))


def note_restriction(instance: CollectionViewRestriction, **_kwargs: Any) -> None:
    """Before a privacy setting is saved: keep which collection it was on."""
    stored = CollectionViewRestriction.objects.filter(pk=instance.pk)
    instance.__dict__[_BEFORE] = set(stored.values_list("collection", flat=True))


def follow_restriction(instance: CollectionViewRestriction, **_kwargs: Any) -> None:
    """After a privacy setting is saved or deleted: so are all images of its collection."""
    before: set[int] = instance.__dict__.pop(_BEFORE, set())
    follow_collections(sorted(before | {instance.collection_id}))


def follow_collections(ids: list[int]) -> None:
    """Publish or withdraw all images in some collections and below them."""
    public_copies.withdraw_below.enqueue(ids)
    _after_commit(partial(_place_below, ids))


def install() -> None:
    """Follow what Wagtail changes without a signal.

    Collections that are moved, files that are moved in bulk, renditions that are made together.
    """
    _replace(Collection, "move", _following_move)
    _replace(get_image_model().get_rendition_model().objects, "bulk_create", _following_creation)
    for model in (get_image_model(), get_document_model()):
        queryset = type(model._default_manager.all())
        if queryset is not QuerySet:
            _replace(queryset, "update", _following_update)


def _following_creation(original: Callable[..., list[Any]]) -> Callable[..., list[Any]]:
    @wraps(original)
    def bulk_create(*args: Any, **kwargs: Any) -> list[Any]:
        with transaction.atomic(savepoint=False):
            renditions = original(*args, **kwargs)
            follow_renditions(renditions)
            return renditions

    return bulk_create


def _following_move(original: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(original)
    def move(self: Collection, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic(savepoint=False):
            result = original(self, *args, **kwargs)
            follow_collections([self.pk])
            return result

    return move


def _following_update(original: Callable[..., int]) -> Callable[..., int]:
    @wraps(original)
    def update(self: QuerySet[Any], **values: Any) -> int:
        if not {"collection", "collection_id"} & values.keys():
            return original(self, **values)
        with transaction.atomic(savepoint=False):
            ids = list(self.order_by().values_list("pk", flat=True))
            count = original(self, **values)
            invalidate_tags([cache_tags.FILES], cause=f"{self.model._meta.label_lower} (update)")
            feed.mark([feed.sitewide()])
            if self.model is get_image_model():
                public_copies.withdraw_of_images.enqueue(ids)
                _after_commit(partial(_place_images, ids))
            return count

    return update


def _replace(owner: Any, name: str, following: Callable[..., Any]) -> None:
    """Put a function around one of Wagtail's. Idempotent."""
    original = getattr(owner, name)
    if not hasattr(original, "follows_privacy"):
        replacement: Any = following(original)
        replacement.follows_privacy = True
        setattr(owner, name, replacement)


def _place_images(ids: list[int]) -> None:
    public_copies.synchronise(public_copies.of_images(ids))


def _place_below(ids: list[int]) -> None:
    public_copies.synchronise(public_copies.of_collections(ids))


def _after_commit(callback: Callable[[], Any]) -> None:
    transaction.on_commit(callback, robust=True)
