"""The images and documents of the demo site."""

import io
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from cms.demo.documents import DOCUMENTS
from cms.demo.drawings import DRAWINGS, FOCAL_POINTS
from cms.demo.drawings.logo import logo

LOGO = "logo"


def store_images(ahead: Path | None = None) -> dict[str, int]:
    """Primary keys of all images by key; those that aren't there yet are drawn.

    ``ahead`` is where ``draw_ahead`` may have drawn some.
    """
    return {key: _image(key, ahead) for key in [*DRAWINGS, LOGO]}


def store_documents() -> dict[str, int]:
    """Primary keys of all documents by key; those that aren't there yet are written."""
    return {key: _document(key) for key in DOCUMENTS}


def image_title(key: str) -> str:
    """The title of an image in the library."""
    return key.replace("-", " ").capitalize()


@transaction.atomic
def _image(key: str, ahead: Path | None) -> int:
    images = get_image_model().objects
    image = images.filter(title=image_title(key)).order_by("pk").first()
    if image is None:
        fields = _upload(*_drawn(key, ahead)) | _focal_point(key)
        image = images.create(title=image_title(key), **fields)
    return int(image.pk)


def draw_ahead(folder: Path) -> None:
    """Draw all images into a folder, for ``store_images`` to find them there."""
    folder.mkdir(parents=True, exist_ok=True)
    for key in [*DRAWINGS, LOGO]:
        unfinished = folder / f"{key}.new"
        unfinished.write_bytes(_drawing(key))
        unfinished.rename(folder / key)


def _drawn(key: str, ahead: Path | None) -> tuple[str, bytes]:
    name = f"{key}.png" if key == LOGO else f"{key}.jpg"
    if ahead is not None and (ahead / key).is_file():
        return name, (ahead / key).read_bytes()
    return name, _drawing(key)


def _drawing(key: str) -> bytes:
    file = io.BytesIO()
    if key == LOGO:
        logo().save(file, "PNG", optimize=True)
    else:
        DRAWINGS[key]().save(file, "JPEG", quality=86, progressive=True)
    return file.getvalue()


def _upload(name: str, content: bytes) -> dict[str, Any]:
    """The fields that the admin fills in when a file is uploaded."""
    file = ContentFile(content, name=name)
    return {
        "file": file,
        "file_size": len(content),
        "file_hash": hash_filelike(io.BytesIO(content)),
    }


def _focal_point(key: str) -> dict[str, int | None]:
    x, y, width, height = FOCAL_POINTS.get(key, (None,) * 4)
    return {
        "focal_point_x": x,
        "focal_point_y": y,
        "focal_point_width": width,
        "focal_point_height": height,
    }


@transaction.atomic
def _document(key: str) -> int:
    content = DOCUMENTS[key]
    documents = get_document_model().objects
    document = documents.filter(title=content.title).order_by("pk").first()
    if document is None:
        document = documents.create(
            title=content.title, **_upload(content.filename, content.write())
        )
    return int(document.pk)
