"""A file between its dry run and the click that applies it.

What is applied is what the file says, read again: nothing but the file is kept, and nothing the
browser sends back is trusted but the digest of the preview.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.content.media.validation import check_storable
from cms.translation.files import applying, archives, detection
from cms.translation.files.changeset import changeset_of, identifier_of
from cms.translation.files.entries import UnusableFile
from cms.translation.files.existing import existing_translations
from cms.translation.files.po import no_identifier
from cms.translation.models import TranslationUpload

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from wagtail_localize.models import Translation

    from cms.translation.files.changeset import Changeset

LARGEST_UPLOAD = 20 * 1024 * 1024
KEPT = timedelta(days=1)
MOST_KEPT = 5
_NAME_LENGTH = 200


class ChangedMeanwhile(Exception):
    """The changes differ from the preview; nothing was written."""


def store(
    upload: UploadedFile[bytes] | None, *, user: Any, translation: Translation | None = None
) -> TranslationUpload:
    """Keep a file, if anything can be read in it; older ones of the user are forgotten.

    Raises:
        UnusableFile: there is no file, or nothing in it can be read.
    """
    if upload is None:
        raise UnusableFile(_("Choose a file to upload."))
    if upload.size is None or upload.size > LARGEST_UPLOAD:
        text = _("The file is larger than {count} MB.")
        raise UnusableFile(text.format(count=LARGEST_UPLOAD // 1024**2))
    _check_storable(upload)
    content = upload.read()
    name = archives.printable(upload.name or "")[:_NAME_LENGTH]
    parsed = detection.parsed_upload(content, name)
    names = {part.identifier for part in parsed.parts}
    if translation is None and names == {""}:
        raise UnusableFile(no_identifier())
    _forget(user)
    return TranslationUpload.objects.create(
        user=user, translation=translation, name=name, content=content
    )


def _check_storable(upload: UploadedFile[bytes]) -> None:
    try:
        check_storable(upload.name or "")
    except ValidationError as error:
        raise UnusableFile(" ".join(error.messages)) from error


def changeset_of_upload(upload: TranslationUpload, *, is_locked: bool = False) -> Changeset:
    """The changes a file would make now.

    Raises:
        UnusableFile: nothing in it can be read.
    """
    parsed = detection.parsed_upload(bytes(upload.content), upload.name)
    only = str(upload.translation.uuid) if upload.translation else ""
    identifiers = {identifier_of(part, only) for part in parsed.parts}
    existing = existing_translations(identifiers, user=upload.user, is_locked=is_locked)
    return changeset_of(parsed, existing, only=only)


def applied(upload: TranslationUpload, digest: str) -> Changeset:
    """Write the changes of a file, if their digest is that of the preview.

    Raises:
        ChangedMeanwhile: the changes differ from the preview.
        UnusableFile: nothing in the file can be read.
    """
    try:
        with transaction.atomic():
            changeset = changeset_of_upload(upload, is_locked=True)
            if changeset.digest != digest:
                raise ChangedMeanwhile
            applying.apply(changeset, user=upload.user)
    except IntegrityError as error:
        raise ChangedMeanwhile from error
    return changeset


def _forget(user: Any) -> None:
    TranslationUpload.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    mine = TranslationUpload.objects.filter(user=user)
    latest = mine.order_by("-pk").values_list("pk", flat=True)[: MOST_KEPT - 1]
    mine.exclude(pk__in=list(latest)).delete()
