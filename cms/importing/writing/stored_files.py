"""Images and documents made of files of the origin. A file that is here already is used again."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

if TYPE_CHECKING:
    from cms.importing.records import OriginFile

LONGEST_TITLE = 255


def image_id(file: OriginFile) -> int:
    """The id of an image with this content.

    Raises:
        ValidationError: it can't be an image.
    """
    return _id(get_image_model(), file)


def document_id(file: OriginFile) -> int:
    """The id of a document with this content.

    Raises:
        ValidationError: it can't be a document.
    """
    return _id(get_document_model(), file)


def _id(model: Any, file: OriginFile) -> int:
    digest = hash_filelike(BytesIO(file.content))
    row = model.objects.filter(file_hash=digest).order_by("pk").first()
    if row is None:
        row = model(
            title=(PurePath(file.name).stem or file.name)[:LONGEST_TITLE],
            file=ContentFile(file.content, name=file.name),
            file_size=len(file.content),
            file_hash=digest,
        )
        row.full_clean(exclude=["width", "height", "collection"])
        row.save()
    return int(row.pk)
