"""The canonical form of a body: nodes of a rich text document that say all a hash attests.

Nodes are those of ``rich_text.document``. What a body refers to is named by what stays: a page by
its translation key, a file by the SHA-256 of its content. Whatever can't be said is an error, so
that a hash never leaves anything out in silence.
"""

from __future__ import annotations

from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cms.content.body.rich_text.document import DocumentNode


class UnattestedBlock(ValueError):
    """A part of a body that its canonical form doesn't know."""


class CanonicalNames(Protocol):
    """The lasting names of what a body refers to by id; ``None``: it no longer exists."""

    def page(self, page_id: int | None) -> str | None:
        """``page:`` and the translation key of a page."""

    def document(self, document_id: int | None) -> str | None:
        """``sha256:`` and the SHA-256 of a document's file."""

    def image(self, image_id: int | None) -> str | None:
        """``sha256:`` and the SHA-256 of an image as it was uploaded."""


class StoredCanonicalNames:
    """The targets in the database: one query for each, and a file is read to its end, once.

    It remembers what it found, so it is made anew for each piece of work.
    """

    def __init__(self) -> None:
        self._found: dict[tuple[str, int | None], str | None] = {}

    def _once(self, kind: str, id_: int | None, find: Callable[[int | None], str | None]) -> Any:
        if (kind, id_) not in self._found:
            self._found[kind, id_] = find(id_)
        return self._found[kind, id_]

    def page(self, page_id: int | None) -> str | None:
        """``page:`` and the translation key of a page."""
        return self._once("page", page_id, _key_of)

    def document(self, document_id: int | None) -> str | None:
        """``sha256:`` and the SHA-256 of a document's file.

        Raises:
            OSError: the file can't be read.
        """
        return self._once("document", document_id, partial(_hash_of, get_document_model()))

    def image(self, image_id: int | None) -> str | None:
        """``sha256:`` and the SHA-256 of an image as it was uploaded.

        Raises:
            OSError: the file can't be read.
        """
        return self._once("image", image_id, partial(_hash_of, get_image_model()))


class UnreadCanonicalNames(StoredCanonicalNames):
    """The same, but files are opened and not read: they all have one name.

    It is for a look at whether a canonical form can be made, which must not cost what making costs.
    """

    def _once(self, kind: str, id_: int | None, find: Callable[[int | None], str | None]) -> Any:
        models = {"document": get_document_model, "image": get_image_model}
        row = models[kind]().objects.filter(pk=id_).first() if kind in models else None
        if row is not None:
            row.file.storage.open(row.file.name).close()
        return f"{kind}:"


def _key_of(page_id: int | None) -> str | None:
    keys = Page.objects.filter(pk=page_id).values_list("translation_key", flat=True)
    key = keys.first()
    return f"page:{key}" if key else None


def _hash_of(model: Any, id_: int | None) -> str | None:
    row = model.objects.filter(pk=id_).first()
    if row is None:
        return None
    digest = sha256()
    with row.file.storage.open(row.file.name) as file:
        for chunk in file.chunks():
            digest.update(chunk)
    return f"sha256:{digest.hexdigest()}"


def parts(value: Any, *names: str) -> list[Any]:
    """The parts of a stored block, ``None`` for one that it lacks.

    Raises:
        UnattestedBlock: it isn't made of parts, or has others.
    """
    if not isinstance(value, dict):
        raise UnattestedBlock(f"{type(value).__name__} in place of a block")
    others = sorted(value.keys() - set(names))
    if others:
        raise UnattestedBlock(f"A block with parts that are not attested: {', '.join(others)}")
    return [value.get(name) for name in names]


def items(value: Any) -> list[Any]:
    """The values of a stored list.

    Raises:
        UnattestedBlock: it is something else.
    """
    if not isinstance(value, list):
        raise UnattestedBlock(f"{type(value).__name__} in place of a list")
    return [parts(item, "type", "value", "id")[1] for item in value]


def words(value: Any) -> DocumentNode:
    """The node of a text; a missing one is empty.

    Raises:
        UnattestedBlock: it is something else.
    """
    if value is not None and not isinstance(value, str):
        raise UnattestedBlock(f"{type(value).__name__} in place of a text")
    return {"type": "text", "value": value or ""}


def paragraph(*nodes: DocumentNode) -> DocumentNode:
    """A paragraph of some inline nodes; a line break in a text is one in the paragraph."""
    return {"type": "paragraph", "children": [part for node in nodes for part in _lines(node)]}


def strong(*nodes: DocumentNode) -> DocumentNode:
    """Important words within a paragraph."""
    return {"type": "strong", "children": list(nodes)}


def _lines(node: DocumentNode) -> Iterator[DocumentNode]:
    if node["type"] != "text":
        yield node
        return
    for number, line in enumerate(node["value"].splitlines() or [""]):
        if number:
            yield {"type": "break"}
        yield {"type": "text", "value": line}


def link(text: Any, target: str | None) -> DocumentNode:
    """A text and the target of its link; no target if it no longer exists."""
    return {"type": "link", "url": target or "", "children": [words(text)]}
