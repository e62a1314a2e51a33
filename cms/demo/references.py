"""The database objects that the content names by key, and bodies made of them."""

import re
import uuid
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from cms.demo.content.parts import Block, Entry, Invitation, Picture

# The ids of blocks are derived from this and the place of the block, so that the same content has
# the same translation contexts in every database.
_NAMESPACE = uuid.UUID("6f1a3c0e-6d0b-5e43-9a51-0f6c8d1f2b77")
_LINK = re.compile(r'<a (page|document)="([^"]+)">')


def stable_id(*parts: str) -> str:
    """The same UUID whenever the same place is named."""
    return str(uuid.uuid5(_NAMESPACE, "/".join(parts)))


@dataclass(slots=True)
class References:
    """Primary keys of pages by slug, of images, documents and reusable content by key."""

    pages: dict[str, int] = field(default_factory=dict)
    images: dict[str, int] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    entries: dict[str, int] = field(default_factory=dict)

    def html(self, source: str) -> str:
        """Rich text with its links as Wagtail stores them."""

        def link(match: re.Match[str]) -> str:
            kind, key = match.groups()
            ids = self.pages if kind == "page" else self.documents
            return f'<a linktype="{kind}" id="{ids[key]}">'

        return _LINK.sub(link, source)

    def body(self, owner: str, blocks: list[Block]) -> list[dict[str, Any]]:
        """Blocks as raw StreamField data; ``owner`` is the slug of the page they are on.

        A block keeps its id as long as its content is the same, wherever it is.
        """
        occurrences: Counter[str] = Counter()
        body = []
        for block in blocks:
            words = repr(block.value)
            block_id = stable_id(owner, block.kind, words, str(occurrences[words]))
            occurrences[words] += 1
            value = self._value(block.value, block_id)
            body.append({"type": block.kind, "value": value, "id": block_id})
        return body

    def link(self, text: str, slug: str) -> dict[str, Any]:
        """A link to a page."""
        return {"text": text, "page": self.pages[slug], "url": ""}

    def _value(self, value: Any, block_id: str) -> Any:
        match value:
            case str():
                stored: Any = self.html(value)
            case Picture() | Entry():
                stored = self._named(value)
            case Invitation(words, link_text, slug):
                stored = {"text": words, "link": self.link(link_text, slug)}
            case list():
                stored = _items(block_id, [self._value(part, block_id) for part in value])
            case {"rows": rows, "alignments": alignments}:
                ids = (stable_id(block_id, "row", str(at)) for at in range(len(rows)))
                cells = [_items(id_, row) for id_, row in zip(ids, rows, strict=True)]
                stored = value | {
                    "alignments": _items(stable_id(block_id, "alignments"), alignments),
                    "rows": _items(block_id, cells),
                }
            case {"document": key}:
                stored = value | {"document": self.documents[key]}
            case {"text": text}:
                stored = value | {"text": self.html(text)}
            case _:
                stored = dict(value)
        return stored

    def _named(self, named: Picture | Entry) -> Any:
        if isinstance(named, Entry):
            return self.entries[named.key]
        return {
            "image": self.images[named.key],
            "alt_text": named.alt,
            "is_decorative": not named.alt,
            "caption": named.caption,
        }


def _items(owner_id: str, values: list[Any]) -> list[dict[str, Any]]:
    """The items of a list as they are stored."""
    return [
        {"type": "item", "value": value, "id": stable_id(owner_id, str(at))}
        for at, value in enumerate(values)
    ]
