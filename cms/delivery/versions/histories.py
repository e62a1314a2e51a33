"""Detects a database that was restored from a copy since its version was last read.

A number doesn't tell: a copy that was put back goes on to the same numbers with other changes. So
each number is given with a random token, which is kept with its change. Whoever asks for the
current number asks, in the same query, for the token of the number they saw last.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Latest(NamedTuple):
    """A number and its token; ``None``: none was seen yet."""

    number: int = 0
    token: int | None = None


class History:
    """The last version that was read from a database.

    ``generation`` is another one as soon as the database has another history: nothing that was read
    before may be used.
    """

    def __init__(self) -> None:
        self.latest = Latest()
        self.generation = 0
        self._lock = threading.Lock()

    def observe(self, before: Latest, row: Sequence[Any] | None) -> bool:
        """Take notice of what was read; whether it goes on from what was seen before.

        Args:
            before: ``latest`` as it was when the question was asked.
            row: the current number, its token, and the one that the number of ``before`` has, as
                far as that is kept. ``None``: nothing was ever changed.
        """
        number, token, former_token = row if row is not None else (0, None, None)
        now = Latest(number, token)
        if now == before:
            return True
        with self._lock:
            if self.latest != before:
                # Another thread has seen something; whoever asks next compares with that.
                return True
            self.latest = now
            if _follows(now, before, former_token):
                return True
            self.generation += 1
            return False


def _follows(now: Latest, before: Latest, former_token: int | None) -> bool:
    """True if one state of a database comes after another; too long after it nobody knows."""
    if before.token is None:
        return True
    if now.number <= before.number:
        return False
    return former_token is None or former_token == before.token
