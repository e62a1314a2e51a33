"""The content version as requests see it: how often it is read, and of which database."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.delivery.response_cache.version_source import VersionSource


class VersionWindow:
    """The version for requests: asked for each time, or again only after some milliseconds.

    ``is_other_database`` is true once after a database was restored or replaced by another one:
    nothing read before may be served then.
    """

    def __init__(self, source: VersionSource, *, fresh_seconds: float) -> None:
        self.source = source
        self.fresh_seconds = fresh_seconds
        self._last_read: tuple[int, float] = (-1, -fresh_seconds)
        self._highest = 0
        self._identity: object = None
        self._lock = threading.Lock()

    def current(self) -> int:
        """The version, as old as the window allows."""
        if self.fresh_seconds:
            number, read_at = self._last_read
            if number >= 0 and time.monotonic() - read_at < self.fresh_seconds:
                return number
        return self.refresh()

    def refresh(self) -> int:
        """The version now."""
        if not self.fresh_seconds:
            return self.source.current()
        read_at = time.monotonic()
        number = self.source.current()
        self._last_read = (number, read_at)
        return number

    def is_other_database(self, number: int) -> bool:
        """True if a version that was just read is of another or a restored database."""
        if number >= self._highest and self.source.identity == self._identity:
            self._highest = number
            return False
        # Another thread may have seen a newer one meanwhile: asked again, it can't be lower.
        number = self.refresh()
        with self._lock:
            is_other_database = number < self._highest or (
                self._identity is not None and self.source.identity != self._identity
            )
            self._highest = number
            self._identity = self.source.identity
        return is_other_database
