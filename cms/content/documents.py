"""Documents a reader may download."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from wagtail.documents import get_document_model

from cms.content import visibility


@dataclass(frozen=True, slots=True)
class Document:
    """A public document: ``file_size`` in bytes."""

    id: int
    title: str
    url: str
    filename: str
    file_size: int


def public_documents(ids: Iterable[int]) -> dict[int, Document]:
    """The documents a reader may see, by id. One query."""
    rows = (
        get_document_model()
        .objects.filter(visibility.public_files(), pk__in=set(ids))
        .values_list("id", "title", "file", "file_size")
    )
    return {
        id_: Document(id_, title, _url(id_, file), _filename(file), file_size or 0)
        for id_, title, file, file_size in rows
    }


def _filename(file: str) -> str:
    return file.rsplit("/", 1)[-1]


def _url(id_: int, file: str) -> str:
    return reverse("wagtaildocs_serve", args=[id_, _filename(file)])
