"""Reports of how far long work is: some seconds apart, however long each piece takes."""

from __future__ import annotations

import time
from io import StringIO
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Report = Callable[[str], None]

SECONDS = 5.0
Thing = TypeVar("Thing")


class Progress:
    """Counts pieces of work, and reports the count when some seconds have passed.

    Attributes:
        count: the pieces that are done.
    """

    def __init__(self, report: Report, what: str) -> None:
        self._report = report
        self._what = what
        self._reported_at = time.monotonic()
        self.count = 0

    def step(self) -> None:
        """One more is done."""
        self.count += 1
        if time.monotonic() - self._reported_at >= SECONDS:
            self._reported_at = time.monotonic()
            self._report(f"{self.count} {self._what} …")

    def counted(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """These things, each counted once whoever asked for it has used it."""
        for thing in things:
            yield thing
            self.step()


class Dots(StringIO):
    """Output that counts the dots in it: ``update_index`` writes one for each batch."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress

    def write(self, text: str) -> int:
        """Count a dot, and keep nothing."""
        if text == ".":
            self._progress.step()
        return len(text)
