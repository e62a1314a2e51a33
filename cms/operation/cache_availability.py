"""The availability of caches that processes share, as this process has found them.

Knows no client of such a cache: whoever asks whether one is away doesn't load it.
"""

from __future__ import annotations

import logging
import threading
import time
from abc import ABC, abstractmethod

from django.core.cache.backends.locmem import LocMemCache

logger = logging.getLogger("cms.operation.cache")

# A cache that takes longer than this costs more than it saves.
PATIENCE_SECONDS = 0.25
# After a failure it isn't asked for so long; doubled with each failure that follows.
PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 15.0
LOGGED_EVERY_SECONDS = 60.0
# More changed keys than these, and everything is deleted instead.
MOST_CHANGED_KEYS = 10_000


class Availability:
    """One cache as this process knows it, in all its threads."""

    def __init__(self, name: str) -> None:
        self.memory = LocMemCache(f"instead of {name}", {})
        self.changed: set[str] = set()
        self.has_lost_changes = False
        self._lock = threading.Lock()
        self._failures = 0
        self._ask_again_at = 0.0
        self._logged_at = -LOGGED_EVERY_SECONDS
        self._is_said_away = False

    @property
    def is_away(self) -> bool:
        """True if it has failed and not yet answered again."""
        return self._failures > 0

    def may_try(self) -> bool:
        """True if it should be asked now; while it is away, one thread does now and then."""
        if not self._failures:
            return True
        with self._lock:
            now = time.monotonic()
            if now < self._ask_again_at:
                return False
            self._ask_again_at = now + PATIENCE_SECONDS * 4
            return True

    def failed(self, error: Exception) -> None:
        """Note that it didn't answer; said in the log once, and again after a while."""
        with self._lock:
            pause = min(PAUSE_SECONDS * 2 ** min(self._failures, 10), LONGEST_PAUSE_SECONDS)
            self._failures += 1
            now = time.monotonic()
            self._ask_again_at = now + pause
            is_logged = now - self._logged_at >= LOGGED_EVERY_SECONDS
            if is_logged:
                self._logged_at, self._is_said_away = now, True
        if is_logged:
            logger.warning(
                "The cache is away (%s: %s); each process remembers for itself",
                type(error).__name__, error,
            )  # fmt: skip

    def answered(self) -> None:
        """Note that it answers again."""
        with self._lock:
            if not self._failures:
                return
            self._failures = 0
            is_logged, self._is_said_away = self._is_said_away, False
            self.memory.clear()
        if is_logged:
            logger.warning("The cache is back")

    def change(self, keys: list[str] | None) -> None:
        """Remember keys whose values in the service are of before; ``None``: all of them."""
        with self._lock:
            if keys is None or len(self.changed) + len(keys) > MOST_CHANGED_KEYS:
                self.changed.clear()
                self.has_lost_changes = True
            elif not self.has_lost_changes:
                self.changed.update(keys)

    def drain_changes(self) -> tuple[list[str], bool]:
        """The changed keys, and whether there were too many to name; none are left."""
        with self._lock:
            taken = list(self.changed), self.has_lost_changes
            self.changed, self.has_lost_changes = set(), False
            return taken


class SharedCache(ABC):
    """A cache in a service that processes share, and that may be away."""

    availability: Availability

    @abstractmethod
    def server_time(self) -> float:
        """The time of the service in seconds since 1970; asked of it, away or not.

        Raises:
            OSError: it doesn't answer.
        """


_known: dict[str, Availability] = {}
_knowing = threading.Lock()


def of(name: str) -> Availability:
    """The knowledge of this process about the service of this name."""
    with _knowing:
        if name not in _known:
            _known[name] = Availability(name)
        return _known[name]


def is_unreachable() -> bool:
    """True if a cache this process uses is away."""
    return any(one.is_away for one in _known.values())
