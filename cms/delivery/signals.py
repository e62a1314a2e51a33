"""The only place that listens to Wagtail's and Django's signals."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    DraftStateMixin,
    Page,
    get_page_models,
)
from wagtail.signals import (
    copy_for_translation_done,
    page_published,
    page_unpublished,
    published,
)

from cms.content.caching import cache_tags
from cms.content.images.making import make_renditions
from cms.content.media import replacement
from cms.content.media.models import ReplacedFile
from cms.content.redirects.automatic import BulkCreation, BulkDeletion
from cms.delivery.change_feed import feed
from cms.delivery.invalidation import file_privacy, search_index, tracked_models, tracking
from cms.delivery.publishing import listeners, privacy, withdrawal
from cms.delivery.versions import content_version, referrers


def connect() -> None:
    """Connect every handler of this module."""
    post_save.connect(enqueue_renditions, sender=get_image_model(), dispatch_uid="renditions")
    page_published.connect(notify_page_published, dispatch_uid="publication")
    page_published.connect(note_references, dispatch_uid="references")
    published.connect(note_references_of_snippet, dispatch_uid="references of snippets")
    published.connect(notify_published_snippet, dispatch_uid="publication of snippets")
    page_unpublished.connect(withdraw_translations, dispatch_uid="withdraw translations")
    pre_delete.connect(withdraw_orphans, sender=Page, dispatch_uid="withdraw orphans")
    pre_delete.connect(privacy.note_deleted, sender=Page, dispatch_uid="privacy of the deleted")
    post_delete.connect(
        privacy.restore_shared_settings, sender=Page, dispatch_uid="privacy handed over"
    )
    copy_for_translation_done.connect(drop_copied_privacy, dispatch_uid="copied privacy")
    copy_for_translation_done.connect(keep_back_copy, dispatch_uid="copied drafts")
    privacy.keep_in_one_place()
    keep_replaced_files()
    follow_privacy_of_files()
    track_pages()
    track_models()
    track_silent_changes()
    follow_indexed_rows()


def keep_replaced_files() -> None:
    """Keep the old file of an image for a while, and a document at the URLs of its old files."""
    image, document, uid = get_image_model(), get_document_model(), "replaced files"
    for model in (image, document):
        pre_save.connect(replacement.note_file, sender=model, dispatch_uid=uid)
    post_save.connect(replacement.keep_replaced_image, sender=image, dispatch_uid=uid)
    post_save.connect(replacement.keep_former_document, sender=document, dispatch_uid=uid)
    post_delete.connect(replacement.remove_replaced, sender=ReplacedFile, dispatch_uid=uid)


def follow_privacy_of_files() -> None:
    """Publish and withdraw renditions with whatever changes who may see an image."""
    image, restriction, uid = get_image_model(), CollectionViewRestriction, "privacy of files"
    rendition = image.get_rendition_model()
    post_save.connect(file_privacy.follow_rendition, sender=rendition, dispatch_uid=uid)
    post_delete.connect(file_privacy.follow_deleted_rendition, sender=rendition, dispatch_uid=uid)
    post_save.connect(file_privacy.follow_image, sender=image, dispatch_uid=uid)
    pre_save.connect(file_privacy.note_restriction, sender=restriction, dispatch_uid=uid)
    post_save.connect(file_privacy.follow_restriction, sender=restriction, dispatch_uid=uid)
    post_delete.connect(file_privacy.follow_restriction, sender=restriction, dispatch_uid=uid)
    file_privacy.install()


def track_pages() -> None:
    """Invalidate cache tags for pages that are saved or deleted."""
    tracking.make_saves_transactions(Page)
    for model in (Page, *get_page_models()):
        uid = f"raise {model._meta.label_lower}"
        pre_save.connect(tracking.note_page, sender=model, dispatch_uid=uid)
        post_save.connect(tracking.invalidate_page, sender=model, dispatch_uid=uid)
    pre_delete.connect(tracking.invalidate_deleted_page, sender=Page, dispatch_uid="raise page")


def track_models() -> None:
    """Invalidate cache tags for all other rows that readers see."""
    for model, tracked in tracked_models.registered().items():
        tracking.make_saves_transactions(model)
        tracker = tracking.RowTracker(tracked)
        uid = f"raise {model._meta.label_lower}"
        pre_save.connect(tracker.note, sender=model, dispatch_uid=uid, weak=False)
        post_save.connect(tracker.saved, sender=model, dispatch_uid=uid, weak=False)
        pre_delete.connect(tracker.deleted, sender=model, dispatch_uid=uid, weak=False)


def track_silent_changes() -> None:
    """Invalidate cache tags for what Wagtail changes without a signal."""
    renditions = get_image_model().get_rendition_model().objects
    tracking.wrap(
        renditions,
        "bulk_create",
        tracked_models.tags_of_renditions,
        tracked_models.marks_of_renditions,
    )
    for owner, name in ((Redirect.objects, "bulk_create"), (BulkDeletion, "delete")):
        tracking.wrap(owner, name, tracked_models.tags_of_redirects, lambda *_args, **_kwargs: ())
    for name in ("insert", "undo"):
        tracking.wrap(
            BulkCreation,
            name,
            lambda *_args, **_kwargs: [cache_tags.REDIRECTS, cache_tags.TREE],
            lambda *_args, **_kwargs: (),
        )
    tracking.wrap(
        Collection,
        "move",
        lambda *_args, **_kwargs: [cache_tags.FILES],
        lambda *_args, **_kwargs: [feed.sitewide()],
    )
    search_index.install()


def follow_indexed_rows() -> None:
    """Have pages indexed anew for what they are found by besides their own text."""
    for model in search_index.searched_models():
        uid = f"index {model._meta.label_lower}"
        post_save.connect(search_index.follow, sender=model, dispatch_uid=uid)
        post_delete.connect(search_index.follow, sender=model, dispatch_uid=uid)


def enqueue_renditions(instance: Any, raw: bool = False, **_kwargs: Any) -> None:
    """Have the renditions of a saved image made once the change is visible to the worker."""
    if not raw:
        transaction.on_commit(partial(make_renditions.enqueue, instance.pk), robust=True)


def notify_page_published(instance: Page, **_kwargs: Any) -> None:
    """Tell the layers above that a page is live with a new text."""
    listeners.notify_page_published(instance)


def note_references(instance: Page, **_kwargs: Any) -> None:
    """Know at once what a published page refers to."""
    if content_version.is_invalidating():
        referrers.note_references(instance)


def note_references_of_snippet(instance: Any, **_kwargs: Any) -> None:
    """Know at once what a published snippet refers to; the signal is sent for pages, too."""
    if not isinstance(instance, Page) and content_version.is_invalidating():
        referrers.note_references(instance)


def notify_published_snippet(instance: Any, **_kwargs: Any) -> None:
    """Tell the layers above that a snippet is live with a new text; pages have their own signal."""
    if not isinstance(instance, Page):
        listeners.notify_snippet_published(instance)


def withdraw_translations(instance: Page, **_kwargs: Any) -> None:
    """Take a page's translations off the site with it, however it was unpublished."""
    withdrawal.withdraw_translations(instance, is_expired=instance.expired)


def withdraw_orphans(instance: Page, **_kwargs: Any) -> None:
    """Before a page is deleted, unpublish what is read in its place or as its translation.

    The database would turn an alias into an ordinary page, and present its text in the source
    language as a translation.
    """
    for alias in Page.objects.filter(alias_of=instance, live=True):
        alias.specific.unpublish()
    withdrawal.withdraw_translations(instance)


def drop_copied_privacy(target_obj: Any, **_kwargs: Any) -> None:
    """Keep a privacy setting on one page: it covers the translations without being copied."""
    if isinstance(target_obj, Page):
        privacy.drop_copied(target_obj)


def keep_back_copy(source_obj: Any, target_obj: Any, **_kwargs: Any) -> None:
    """Have the copy of a snippet be a draft where its text is: Wagtail copies the latest one.

    The copy isn't stored yet.
    """
    is_snippet = isinstance(target_obj, DraftStateMixin) and not isinstance(target_obj, Page)
    if is_snippet and (not source_obj.live or source_obj.has_unpublished_changes):
        target_obj.live, target_obj.has_unpublished_changes = False, True
