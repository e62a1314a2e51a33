"""What a cache is to the outbox, and how requests with many tags are cut into pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cms.delivery.outbox.http_client import Answer, Request


class Cache(Protocol):
    """A cache that answers can be purged from by tag."""

    @property
    def name(self) -> str:
        """What it is called in the log; says which one it is and holds no secret."""

    @property
    def most_tags(self) -> int:
        """How many tags it is worth purging; where there are more, coarser ones stand for them."""

    def requests(self, tags: Sequence[str], *, version: int) -> Iterator[Request]:
        """The requests that purge what has one of the tags and is older than ``version``."""

    def has_accepted(self, answer: Answer) -> bool:
        """Whether the answer to one of its requests says that it was done."""


@dataclass(frozen=True, slots=True)
class Place:
    """The parts of an address in ``PURGE_URLS``: ``kind://user:secret@name?option=value``."""

    name: str
    user: str
    secret: str
    options: dict[str, str]


def pieces(tags: Sequence[str], *, count: int, size: int | None = None) -> Iterator[list[str]]:
    """The tags in pieces of at most ``count`` and, joined by a space, ``size`` bytes of ASCII."""
    piece: list[str] = []
    length = 0
    for tag in tags:
        is_full = len(piece) == count or (size is not None and length + len(tag) > size)
        if piece and is_full:
            yield piece
            piece, length = [], 0
        piece.append(tag)
        length += len(tag) + 1
    if piece:
        yield piece
