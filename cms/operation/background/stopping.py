"""A request to end: SIGTERM or SIGINT, noticed at once by a process that waits."""

from __future__ import annotations

import select
import signal
import socket
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Stop:
    """Set once the process has been asked to end; a second signal ends it without ado."""

    def __init__(self) -> None:
        self._is_set = False
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)

    @classmethod
    @contextmanager
    def on_signals(cls) -> Iterator[Stop]:
        """One that the signals of this process set; their former handlers are put back after it."""
        stop = cls()
        handlers = {
            number: signal.signal(number, stop._received)
            for number in (signal.SIGTERM, signal.SIGINT)
        }
        try:
            yield stop
        finally:
            for number, handler in handlers.items():
                signal.signal(number, handler)
            stop.close()

    def _received(self, number: int, _frame: Any) -> None:
        self.set()
        signal.signal(number, signal.SIG_DFL)

    def set(self) -> None:
        """Ask to end."""
        if not self._is_set:
            self._is_set = True
            self._writer.send(b"x")

    def is_set(self) -> bool:
        """Tell if the end was asked for."""
        return self._is_set

    def wait(self, seconds: float, *, readable: Sequence[int] = ()) -> bool:
        """Wait until the end is asked for, a file is readable, or the time is over.

        Args:
            seconds: the longest wait.
            readable: file descriptors that end it as soon as there is something to read.

        Returns:
            Whether one of the files became readable.
        """
        until = time.monotonic() + seconds
        while not self._is_set:
            left = max(0.0, until - time.monotonic())
            files = [self._reader.fileno(), *readable]
            ready, _, _ = select.select(files, [], [], left)
            if any(one in ready for one in readable):
                return True
            if not ready:
                break
        return False

    def close(self) -> None:
        """Give the file descriptors back."""
        self._reader.close()
        self._writer.close()
