"""An image of a clipboard, stored because an editor wants it."""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.permissions import policy_registry

from PIL import Image, UnidentifiedImageError

from cms.importing.reading.origin_files import FetchedFiles

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Upload = UploadedFile[Any]

_NAME = "pasted"


def stored_image(user: Any, *, file: Upload | None, url: str, title: str) -> Any:
    """A new image of a file, or of one at a public host, in the first collection the user may use.

    Raises:
        PermissionDenied: the user may add no images.
        ValidationError: there is no image.
    """
    policy: Any = policy_registry.get_by_type(get_image_model())
    collection = policy.collections_user_has_permission_for(user, "add").first()
    if collection is None:
        raise PermissionDenied
    upload = file or _fetched(url)
    upload.name = _named(upload)
    image = get_image_model()(uploaded_by_user=user)
    form_class = get_image_form(type(image))
    fields = {"title": title or PurePath(upload.name).stem, "collection": collection.pk}
    form = form_class(fields, {"file": upload}, instance=image, user=user)
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    return form.save()


def _fetched(url: str) -> Upload:
    reasons: list[str] = []
    file = FetchedFiles(None, lambda _url, reason: reasons.append(reason)).find(url)
    if file is None:
        raise ValidationError(_("The image can't be fetched from where it was."))
    return SimpleUploadedFile(file.name, file.content)


def _named(upload: Upload) -> str:
    """The name of a file with the ending of its content: clipboards and services leave it out."""
    try:
        with Image.open(BytesIO(upload.read())) as image:
            ending = (image.format or "").lower()
    except (OSError, UnidentifiedImageError, ValueError):
        ending = ""
    finally:
        upload.seek(0)
    stem = PurePath(upload.name or "").stem or _NAME
    return f"{stem[:80]}.{ending}" if ending else str(upload.name or _NAME)
