"""The protocol of a cache for the outbox, and the batches of requests with many tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cms.delivery.outbox.http_client import Request, Response


class Cache(Protocol):
    """A cache that answers can be purged from by tag."""

    @property
    def name(self) -> str:
        """The name in the log; says which cache it is and holds no secret."""

    @property
    def most_tags(self) -> int:
        """The number of tags worth purging; where there are more, coarser ones replace them."""

    def requests(self, tags: Sequence[str], *, version: int) -> Iterator[Request]:
        """The requests that purge what has one of the tags and is older than ``version``."""

    def has_accepted(self, response: Response) -> bool:
        """True if the response to one of its requests says that it was done."""


@dataclass(frozen=True, slots=True)
class PurgeURL:
    """The parts of a URL in ``PURGE_URLS``: ``kind://user:secret@name?option=value``."""

    name: str
    user: str
    secret: str
    options: dict[str, str]


def batches(tags: Sequence[str], *, count: int, size: int | None = None) -> Iterator[list[str]]:
    """The tags in pieces of at most ``count`` and, joined by a space, ``size`` bytes of ASCII."""
    batch: list[str] = []
    length = 0
    for tag in tags:
        is_full = len(batch) == count or (size is not None and length + len(tag) > size)
        if batch and is_full:
            yield batch
            batch, length = [], 0
        batch.append(tag)
        length += len(tag) + 1
    if batch:
        yield batch
