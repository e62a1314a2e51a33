"""The images and documents of the demo site."""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from cms.demo.drawings import DRAWINGS, FOCAL_POINTS
from cms.demo.drawings.logo import logo
from cms.demo.papers import PAPERS

LOGO = "logo"


def store_images() -> dict[str, int]:
    """Primary keys of all images by key; those that aren't there yet are drawn."""
    return {key: _image(key) for key in [*DRAWINGS, LOGO]}


def store_documents() -> dict[str, int]:
    """Primary keys of all documents by key; those that aren't there yet are written."""
    return {key: _document(key) for key in PAPERS}


def image_title(key: str) -> str:
    """What an image is called in the library."""
    return key.replace("-", " ").capitalize()


@transaction.atomic
def _image(key: str) -> int:
    images = get_image_model().objects
    found = images.filter(title=image_title(key)).order_by("pk").first()
    if found is None:
        fields = _upload(*_drawn(key)) | _focal_point(key)
        found = images.create(title=image_title(key), **fields)
    return int(found.pk)


def _drawn(key: str) -> tuple[str, bytes]:
    file = io.BytesIO()
    if key == LOGO:
        logo().save(file, "PNG", optimize=True)
        return f"{key}.png", file.getvalue()
    DRAWINGS[key]().save(file, "JPEG", quality=86, progressive=True)
    return f"{key}.jpg", file.getvalue()


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
    paper = PAPERS[key]
    documents = get_document_model().objects
    found = documents.filter(title=paper.title).order_by("pk").first()
    if found is None:
        found = documents.create(title=paper.title, **_upload(paper.filename, paper.write()))
    return int(found.pk)
