"""What is kept by keys, within bounds: what nobody has asked for since it was kept goes first.

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


class Keepable(Protocol):
    """What can be kept: how many bytes it takes, and at which version it was known to be right."""

    @property
    def size(self) -> int:
        """How many bytes of memory it takes."""

    @property
    def verified(self) -> Verified:
        """What it depends on."""


Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer", bound=Keepable)


@dataclass(slots=True)
class _Entry(Generic[Answer]):
    """An answer in the queue; ``is_wanted``: somebody has asked for it since it was put there.

    ``size``: how many bytes it takes with its key.
    """

    answer: Answer
    size: int
    is_wanted: bool = False


def size_of(key: Any) -> int:
    """How many bytes of memory a key takes: what is asked for is for the caller to choose."""
    size = sys.getsizeof(key)
    if isinstance(key, tuple | frozenset):
        size += sum(map(size_of, key))
    return size


class Store(Generic[Key, Answer]):
    """Answers in memory, for all threads of a process."""

    def __init__(self, *, most_bytes: int, most_answers: int) -> None:
        self.most_bytes = most_bytes
        self.most_answers = most_answers
        self.size = 0
        self.emptied_count = 0
        # In the order in which they go.
        self._entries: dict[Key, _Entry[Answer]] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Answer | None:
        """The answer of a key, which has a second chance now."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        entry.is_wanted = True
        return entry.answer

    def put(self, key: Key, answer: Answer, *, emptied_count: int) -> bool:
        """Keep an answer, unless a newer one of its key is kept. Returns whether it was.

        ``emptied_count`` is that of the store before the answer was read: what was read before it
        was emptied isn't kept after it.
        """
        size = answer.size + size_of(key)
        if size * LARGEST_SHARE > self.most_bytes:
            return False
        with self._lock:
            before = self._entries.get(key)
            if emptied_count != self.emptied_count or (
                before is not None and before.answer.verified.version > answer.verified.version
            ):
                return False
            self._drop(key)
            self._make_room(size)
            self._entries[key] = _Entry(answer, size)
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
        while self.size + size > self.most_bytes or len(self._entries) >= self.most_answers:
            key, entry = next(iter(self._entries.items()))
            if entry.is_wanted:
                entry.is_wanted = False
                self._entries[key] = self._entries.pop(key)
            else:
                self._drop(key)

    def _drop(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.size -= entry.size
