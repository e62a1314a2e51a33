"""A cache for values keyed by callers' input, limited in bytes; the least recent go first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable

Value = TypeVar("Value")


class SizeLimitedCache(Generic[Value]):
    """Values by keys, for all threads of a process; ``size`` is what all of them take."""

    def __init__(self, *, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.size = 0
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: Hashable) -> Value | None:
        """The value of a key, if it is kept."""
        with self._lock:
            entry = self._values.get(key)
            if entry is None:
                return None
            self._values.move_to_end(key)
            return entry[0]

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep a value of this size in bytes under its key; others are dropped to make room."""
        with self._lock:
            self._drop(key)
            self._values[key] = value, size
            self.size += size
            while self.size > self.most_bytes:
                self._drop(next(iter(self._values)))

    def empty(self) -> None:
        """Forget all."""
        with self._lock:
            self._values.clear()
            self.size = 0

    def _drop(self, key: Hashable) -> None:
        _value, size = self._values.pop(key, (None, 0))
        self.size -= size
