"""The time limit of a request, and how an answer that exceeds it is stopped.

An answer spends its time in the database, and what happens between two statements is bounded by the
cost of the question. So the time is looked at before each statement; a statement that is still
running at the deadline is interrupted by a thread that watches all answers of the process, the way
each database offers it: ``sqlite3_interrupt`` and PostgreSQL's cancel request. That costs an answer
in time neither a statement nor a thread of its own.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections

from graphql import GraphQLError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


AGAIN_SECONDS = 0.05
IDLE_SECONDS = 1.0


class OutOfTime(GraphQLError):
    """The answer took longer than it may."""


@dataclass(eq=False, slots=True)
class Deadline:
    """The time by which an answer must be ready; a wrapper around each of its statements."""

    seconds: float
    ends_at: float
    interrupt: Callable[[], None]
    is_past: bool = False
    statement_count: int = 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        """Run a statement.

        Raises:
            OutOfTime: there is no time left, or it ran out during the statement.
        """
        self.check()
        self.statement_count += 1
        try:
            return execute(sql, params, many, context)
        except DatabaseError:
            self.check()
            raise

    def check(self) -> None:
        """Go on while there is time.

        Raises:
            OutOfTime: there is none left.
        """
        if self.is_past or monotonic() >= self.ends_at:
            self.is_past = True
            raise self.error()

    def error(self) -> OutOfTime:
        """The error sent to the caller."""
        message = f"The answer took longer than {self.seconds:g} seconds."
        return OutOfTime(message, extensions={"code": "OUT_OF_TIME", "limit": self.seconds})


class _Watch:
    """Interrupts the statements of answers whose time is up."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._open: set[Deadline] = set()
        self._thread: threading.Thread | None = None
        self._wakes_at = 0.0
        self._is_busy = False

    def add(self, deadline: Deadline) -> None:
        with self._changed:
            self._is_busy = True
            self._open.add(deadline)
            # A worker that was forked has the object and not the thread.
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="deadlines", daemon=True)
                self._thread.start()
            elif deadline.ends_at < self._wakes_at:
                self._changed.notify()

    def remove(self, deadline: Deadline) -> None:
        with self._changed:
            self._open.discard(deadline)

    def _run(self) -> None:
        with self._changed:
            while True:
                self._changed.wait(self._seconds_to_sleep())
                for open_deadline in self._open:
                    if open_deadline.ends_at <= monotonic():
                        open_deadline.is_past = True
                        # Again and again: a statement may have been just about to begin.
                        open_deadline.interrupt()

    def _seconds_to_sleep(self) -> float | None:
        """Until the first deadline; ``None``: until there is one.

        Not woken for each answer, which would cost it a switch of threads: between answers that
        follow each other the watch looks now and then by itself.
        """
        now = monotonic()
        ends_at = min((open_deadline.ends_at for open_deadline in self._open), default=None)
        if ends_at is None and not self._is_busy:
            self._wakes_at = inf
            return None
        self._is_busy = False
        seconds = IDLE_SECONDS if ends_at is None else max(AGAIN_SECONDS, ends_at - now)
        self._wakes_at = now + seconds
        return seconds


_watch = _Watch()


@contextmanager
def deadline(seconds: float) -> Iterator[Deadline]:
    """A context in which statements are stopped once its seconds have passed."""
    deadline_ = Deadline(seconds, monotonic() + seconds, _interrupt_of_this_thread())
    _watch.add(deadline_)
    try:
        with connection.execute_wrapper(deadline_):
            yield deadline_
    finally:
        _watch.remove(deadline_)


def _interrupt_of_this_thread() -> Callable[[], None]:
    """A function that ends the statement of this thread; called from another thread."""
    # ``connection`` is a different one in each thread.
    connection: Any = connections[DEFAULT_DB_ALIAS]

    def interrupt() -> None:
        raw = connection.connection
        if raw is not None:
            (raw.interrupt if connection.vendor == "sqlite" else raw.cancel)()

    return interrupt
