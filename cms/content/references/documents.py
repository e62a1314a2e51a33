"""Documents a reader may download."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField
from django.urls import reverse
from wagtail.documents import get_document_model

import orjson

from cms.content import visibility
from cms.content.caching import cache_tags
from cms.content.media.file_urls import absolute
from cms.content.references.kinds import ReferenceKind, by_value
from cms.database.statements import in_list


@dataclass(frozen=True, slots=True)
class Document:
    """A public document: ``url`` is absolute, ``file_size`` in bytes."""

    id: int
    title: str
    url: str
    filename: str
    file_size: int


def stored(in_json: str) -> Document:
    """A document of ``KIND``."""
    id_, title, file, file_size = orjson.loads(in_json)
    return Document(id_, title, _url(id_, file), _filename(file), file_size or 0)


def _rows(_tree: Any) -> Any:
    in_batch = in_list("pk", "document_ids", BigAutoField())
    return get_document_model().objects.filter(visibility.public_files(), in_batch)


# The documents a reader may see, of those whose ids are given.
KIND = ReferenceKind(
    "documents",
    "document_ids",
    _rows,
    ("pk", "title", "file", "file_size"),
    stored,
    by_value(lambda document: document.id),
    lambda id_, _documents: frozenset([cache_tags.document(id_), cache_tags.FILES]),
)


def _filename(file: str) -> str:
    return file.rsplit("/", 1)[-1]


def _url(id_: int, file: str) -> str:
    return absolute(reverse("wagtaildocs_serve", args=[id_, _filename(file)]))
