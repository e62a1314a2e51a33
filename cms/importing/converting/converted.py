"""The blocks made of a page, which still name files and pages of the origin."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cms.content.body.rich_text import plain_text
from cms.importing.records import OriginFile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.importing.converting.links import Link


@dataclass(frozen=True, slots=True)
class Piece:
    """A block: the name of its kind, and its value as a stream stores it.

    In place of the id of an image or document there is its ``OriginFile``.
    """

    kind: str
    value: Any


@dataclass(slots=True)
class Converted:
    """A body as pieces.

    In rich text ``<a data-link="2">`` is the link number 2 of ``links``. ``lead_image`` is a file
    that can be shown, ``None`` where there is none.
    """

    pieces: list[Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    lead_image: OriginFile | None = None

    def files(self) -> Iterator[OriginFile]:
        """All files that the body names, some more than once."""
        for piece in self.pieces:
            yield from _files_in(piece.value)
        yield from (link.file for link in self.links if link.file)
        if self.lead_image:
            yield self.lead_image

    def texts(self) -> list[str]:
        """The words of paragraphs, headings and quotes, a line for each."""
        lines = []
        for piece in self.pieces:
            if piece.kind == "rich_text":
                lines += plain_text(piece.value).splitlines()
            elif piece.kind == "quote":
                lines.append(piece.value["quote"])
        return lines


def _files_in(value: Any) -> Iterator[OriginFile]:
    if isinstance(value, OriginFile):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _files_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from _files_in(part)
