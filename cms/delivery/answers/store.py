"""What is kept by keys, within bounds: what nobody has asked for longest goes first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from cms.delivery.versions import Verified

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


class Store(Generic[Key, Answer]):
    """Answers in memory, for all threads of a process."""

    def __init__(self, *, most_bytes: int, most_answers: int) -> None:
        self.most_bytes = most_bytes
        self.most_answers = most_answers
        self.size = 0
        self.emptied_count = 0
        self._answers: OrderedDict[Key, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._answers)

    def get(self, key: Key) -> Answer | None:
        """The answer of a key, which is the last to go now."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def put(self, key: Key, answer: Answer, *, emptied_count: int) -> bool:
        """Keep an answer, unless a newer one of its key is kept. Returns whether it was.

        ``emptied_count`` is that of the store before the answer was read: what was read before it
        was emptied isn't kept after it.
        """
        if answer.size * LARGEST_SHARE > self.most_bytes:
            return False
        with self._lock:
            before = self._answers.get(key)
            if emptied_count != self.emptied_count or (
                before is not None and before.verified.version > answer.verified.version
            ):
                return False
            self._drop(key)
            self._answers[key] = answer
            self.size += answer.size
            while self.size > self.most_bytes or len(self._answers) > self.most_answers:
                self._drop(next(iter(self._answers)))
            return True

    def empty(self) -> None:
        """Forget all answers, and those that are being read now."""
        with self._lock:
            self._answers.clear()
            self.size = 0
            self.emptied_count += 1

    def _drop(self, key: Key) -> None:
        answer = self._answers.pop(key, None)
        if answer is not None:
            self.size -= answer.size
