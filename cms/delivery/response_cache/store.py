"""A bounded store of values by key: those not used since they were stored go first.

That is known as second chance, or clock: what was asked for goes to the end of the queue instead
of out of it, once. So to ask takes no lock.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from cms.delivery.versions.content_version import Verified

# An answer that takes more than this share of the room isn't kept.
LARGEST_SHARE = 8


class Cacheable(Protocol):
    """A value that can be stored: its size, and the version at which it was valid."""

    @property
    def size(self) -> int:
        """The number of bytes of memory it takes."""

    @property
    def verified(self) -> Verified:
        """The tags it depends on, and the version it was verified at."""


Key = TypeVar("Key", bound=Hashable)
Cached = TypeVar("Cached", bound=Cacheable)


@dataclass(slots=True)
class _Entry(Generic[Cached]):
    """An answer in the queue; ``was_used``: somebody has asked for it since it was put there.

    ``size``: how many bytes it takes with its key.
    """

    cached: Cached
    size: int
    was_used: bool = False


def size_of(key: Any) -> int:
    """The number of bytes of memory a key takes; callers may ask for anything."""
    size = sys.getsizeof(key)
    if isinstance(key, tuple | frozenset):
        size += sum(map(size_of, key))
    return size


class Store(Generic[Key, Cached]):
    """Answers in memory, for all threads of a process."""

    def __init__(self, *, most_bytes: int, most_entries: int) -> None:
        self.most_bytes = most_bytes
        self.most_entries = most_entries
        self.size = 0
        self.emptied_count = 0
        # In the order in which they go.
        self._entries: dict[Key, _Entry[Cached]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Cached | None:
        """The answer of a key, which has a second chance now."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        entry.was_used = True
        return entry.cached

    def put(self, key: Key, cached: Cached, *, emptied_count: int) -> bool:
        """Keep an answer, unless a newer one of its key is kept. Returns whether it was.

        ``emptied_count`` is that of the store before the answer was read: what was read before it
        was emptied isn't kept after it.
        """
        size = cached.size + size_of(key)
        if size * LARGEST_SHARE > self.most_bytes:
            return False
        with self._lock:
            before = self._entries.get(key)
            if emptied_count != self.emptied_count or (
                before is not None and before.cached.verified.version > cached.verified.version
            ):
                return False
            self._drop(key)
            self._make_room(size)
            self._entries[key] = _Entry(cached, size)
            self.size += size
            return True

    def empty(self) -> None:
        """Forget all answers, and those that are being read now."""
        with self._lock:
            self._entries.clear()
            self.size = 0
            self.emptied_count += 1

    def _make_room(self, size: int) -> None:
        """Drop the first in the queue until one more fits; who is wanted queues again, once."""
        while self.size + size > self.most_bytes or len(self._entries) >= self.most_entries:
            key, entry = next(iter(self._entries.items()))
            if entry.was_used:
                entry.was_used = False
                self._entries[key] = self._entries.pop(key)
            else:
                self._drop(key)

    def _drop(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.size -= entry.size
