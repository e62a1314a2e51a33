"""The content version as requests see it: how often it is read, and of which database."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.delivery.response_cache.version_source import Source


class Watch:
    """The version for requests: asked for each time, or again only after some milliseconds.

    Tells when a database is restored or another is put in its place: ``is_other`` is true then
    once, and nothing that was read before may be served.
    """

    def __init__(self, asked: Source, *, fresh_seconds: float) -> None:
        self.source = asked
        self.fresh_seconds = fresh_seconds
        self._seen: tuple[int, float] = (-1, -fresh_seconds)
        self._highest = 0
        self._identity: object = None
        self._lock = threading.Lock()

    def current(self) -> int:
        """The version, as old as the window allows."""
        if self.fresh_seconds:
            number, seen_at = self._seen
            if number >= 0 and time.monotonic() - seen_at < self.fresh_seconds:
                return number
        return self.ask()

    def ask(self) -> int:
        """The version now."""
        if not self.fresh_seconds:
            return self.source.current()
        seen_at = time.monotonic()
        number = self.source.current()
        self._seen = (number, seen_at)
        return number

    def is_other(self, number: int) -> bool:
        """Whether a version that was just read is of another or a restored database."""
        if number >= self._highest and self.source.identity == self._identity:
            self._highest = number
            return False
        # Another thread may have seen a newer one meanwhile: asked again, it can't be lower.
        number = self.ask()
        with self._lock:
            is_other = number < self._highest or (
                self._identity is not None and self.source.identity != self._identity
            )
            self._highest = number
            self._identity = self.source.identity
        return is_other
