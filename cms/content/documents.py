"""Documents a reader may download."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BigAutoField
from django.urls import reverse
from wagtail.documents import get_document_model

from cms.content import statements, visibility
from cms.content.statements import one_of


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
    rows = statements.rows("documents", _rows, {"ids": set(ids)})
    return {
        row["id"]: Document(
            row["id"],
            row["title"],
            _url(row["id"], row["file"]),
            _filename(row["file"]),
            row["file_size"] or 0,
        )
        for row in rows
    }


def _rows() -> Any:
    return (
        get_document_model()
        .objects.filter(visibility.public_files(), one_of("pk", "ids", BigAutoField()))
        .values("id", "title", "file", "file_size")
    )


def _filename(file: str) -> str:
    return file.rsplit("/", 1)[-1]


def _url(id_: int, file: str) -> str:
    return reverse("wagtaildocs_serve", args=[id_, _filename(file)])
