"""The former file of an image or a document after it gets another one.

Pages that were built, caches and readers hold the URLs of before. A document answers at each of its
former URLs with its present content. The old file of an image and its renditions are kept for
as long as builds may be outdated, for those who may see the image, and are removed then; deleting
the image removes them at once. Nothing is removed before the change is committed.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.files.storage import storages
from django.db import transaction
from django.utils import timezone

from cms.content.media import stored_files
from cms.content.media.models import FormerDocumentFile, ReplacedFile
from cms.content.media.storage import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterable

logger = logging.getLogger("cms.content.media")
# As long as a build can ask for what has changed since its last one.
KEPT = timedelta(days=30)
_BEFORE = "_file_before"
_BATCH = 500


def note_file(instance: Any, raw: bool = False, update_fields: Any = None, **_kwargs: Any) -> None:
    """Before an image or a document is saved: keep the name of its file. One query."""
    may_change = update_fields is None or "file" in update_fields
    if may_change and not raw and not instance._state.adding:  # noqa: SLF001 - Django's own word
        stored = type(instance)._base_manager.filter(pk=instance.pk)
        instance.__dict__[_BEFORE] = stored.values_list("file", flat=True).first()


def keep_replaced_image(instance: Any, **_kwargs: Any) -> None:
    """After an image is saved: have its new file rendered, and keep what the old one was shown as.

    The rows of renditions go without a signal, which would delete their files.
    """
    before = _replaced(instance)
    if before is None:
        return
    renditions = list(instance.renditions.all())
    replaced_files = [ReplacedFile(image=instance, name=before, is_rendition=False)]
    replaced_files += [
        ReplacedFile(image=instance, name=rendition.file.name, is_rendition=True)
        for rendition in renditions
    ]
    ReplacedFile.objects.bulk_create(replaced_files)
    rows = instance.renditions.all()
    rows._raw_delete(rows.db)  # noqa: SLF001 - Django's own way to delete without signals
    for rendition in renditions:
        rendition.purge_from_cache()


def keep_former_document(instance: Any, **_kwargs: Any) -> None:
    """After a document is saved: keep the name its old file was found by, and remove the file."""
    before = _replaced(instance)
    if before is not None:
        FormerDocumentFile.objects.create(document=instance, name=before)
        remove_after_commit([before])


def remove_replaced(instance: ReplacedFile, **_kwargs: Any) -> None:
    """After it is no longer kept: remove a replaced file."""
    remove_after_commit([instance.name])


def remove_after_commit(names: Iterable[str]) -> None:
    """Remove files, and their public copies, that no row names once this is committed."""
    transaction.on_commit(partial(_remove, list(names)), robust=True)


def prune() -> int:
    """Remove the files that were replaced long ago, some hundreds at a time. Returns how many.

    A file stays on record, to be removed later, while its public copy can't be removed.
    """
    old = ReplacedFile.objects.filter(replaced_at__lt=timezone.now() - KEPT).order_by("pk")
    count = 0
    for row in old[:_BATCH]:
        try:
            storages[PUBLIC].delete(row.name)
        except OSError:
            # A store that is away is away for the others, too.
            logger.exception("The public copy of %s can't be removed", row.name)
            break
        row.delete()
        count += 1
    return count


def _replaced(instance: Any) -> str | None:
    """The file that an instance had before it was saved; ``None`` if it has it still."""
    before: str | None = instance.__dict__.pop(_BEFORE, None)
    return before if before and before != instance.file.name else None


def _remove(names: list[str]) -> None:
    for name in names:
        storages[PUBLIC].delete(name)
    stored_files.remove_unnamed(names)
