"""A process that runs tasks, one after another, until it is told to stop.

It outlives a restart of its database: what it was doing then fails and is tried again, and what is
done is recorded as soon as the database is back. Told to stop, it finishes the task it is at.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError, close_old_connections, connections

from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks.base import TaskContext
from django_tasks.signals import task_finished, task_started

from cms.operation.background import claims
from cms.operation.background.outages import Outages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django_tasks_db.models import DBTaskResult

    from cms.operation.background.stopping import Stop

INTERVAL_SECONDS = 1.0
LEASE_SECONDS = 60.0
BEATS_PER_LEASE = 5
AWAY = (OperationalError, InterfaceError)

logger = logging.getLogger("cms.operation.background")
T = TypeVar("T")


class Worker:
    """Runs the tasks of one queue; a name of its own tells it from all others."""

    def __init__(
        self,
        stop: Stop,
        *,
        lease_seconds: float = LEASE_SECONDS,
        interval_seconds: float = INTERVAL_SECONDS,
    ) -> None:
        self.id = uuid.uuid4().hex
        self._stop = stop
        self._lease_seconds = lease_seconds
        self._interval_seconds = interval_seconds
        self._outages = Outages(logger)
        self._take_over_at = time.monotonic()

    def run(self) -> None:
        """Run what is due until the stop is set."""
        with self._heartbeat():
            while not self._stop.is_set():
                close_old_connections()
                try:
                    has_run = self.run_next()
                except AWAY as error:
                    _disconnect()
                    # Their heartbeats were away with the database.
                    self._take_over_at = time.monotonic() + self._lease_seconds
                    self._stop.wait(self._outages.failed(error))
                    continue
                self._outages.succeeded()
                if not has_run:
                    self._stop.wait(self._interval_seconds)

    def run_due(self) -> None:
        """Run what is due now and end."""
        with self._heartbeat():
            while not self._stop.is_set() and self.run_next():
                pass

    def run_next(self) -> bool:
        """Run the next task; returns whether there was one.

        Raises:
            OperationalError, InterfaceError: the database couldn't be asked for one.
        """
        if time.monotonic() >= self._take_over_at:
            claims.reclaim(lease_seconds=self._lease_seconds)
            self._take_over_at = time.monotonic() + self._lease_seconds / BEATS_PER_LEASE
        run = claims.claim(self.id, backend=DEFAULT_TASK_BACKEND_ALIAS)
        if run is None:
            return False
        self._do(run)
        return True

    def _do(self, run: DBTaskResult[Any, Any]) -> None:
        try:
            sender = type(run.task.get_backend())
        except (ImportError, SuspiciousOperation) as error:
            logger.exception("There is no task %s", run.task_path)
            self._kept_trying(claims.failed, run, error)
            return
        task_started.send(sender, task_result=run.task_result)
        try:
            value = _called(run)
            self._kept_trying(claims.succeeded, run, value)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - the next task must not wait for it
            pause = self._kept_trying(claims.failed, run, error)
            if pause is not None:
                logger.warning(
                    "Task %s failed, attempt %d; tried again in %.0f seconds: %s: %s",
                    run.task_path, len(run.worker_ids), pause, type(error).__name__, error,
                )  # fmt: skip
            self._tell(run, sender)
        else:
            self._tell(run, sender)

    def _tell(self, run: DBTaskResult[Any, Any], sender: Any) -> None:
        """Send the signal that the task is over, with what is stored of it."""
        self._kept_trying(run.refresh_from_db)
        task_finished.send(sender, task_result=run.task_result)

    def _kept_trying(self, act: Callable[..., T], *arguments: Any) -> T:
        """The result of ``act``, as soon as the database is there.

        Raises:
            OperationalError, InterfaceError: the process was told to stop meanwhile.
        """
        while True:
            try:
                result = act(*arguments)
            except AWAY as error:
                _disconnect()
                self._take_over_at = time.monotonic() + self._lease_seconds
                pause = self._outages.failed(error)
                if self._stop.is_set():
                    raise
                self._stop.wait(pause)
            else:
                self._outages.succeeded()
                return result

    @contextmanager
    def _heartbeat(self) -> Iterator[None]:
        """Show from a thread that this process lives, whatever its task is busy with."""
        is_over = threading.Event()
        thread = threading.Thread(target=self._beat, args=[is_over], name="heartbeat", daemon=True)
        try:
            claims.beat(self.id)
        except AWAY:
            _disconnect()
        thread.start()
        try:
            yield
        finally:
            is_over.set()
            thread.join()
            self._leave()

    def _beat(self, is_over: threading.Event) -> None:
        while not is_over.wait(self._lease_seconds / BEATS_PER_LEASE):
            try:
                claims.beat(self.id)
            except AWAY:
                # The worker itself says so; a lock of SQLite passes.
                _disconnect()
        connections.close_all()

    def _leave(self) -> None:
        try:
            claims.leave(self.id)
        except AWAY:
            _disconnect()


def _called(run: DBTaskResult[Any, Any]) -> Any:
    task: Any = run.task
    result: Any = run.task_result
    context = [TaskContext(task_result=result)] if task.takes_context else []
    return task.call(*context, *result.args, **result.kwargs)


def _disconnect() -> None:
    """Close connections that may be broken; in a transaction of somebody else's they stay."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
