"""Tells webhooks and caches of what changed, until it is told to stop."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.db.utils import Error as DatabaseError

from cms.database.commits import Commits
from cms.delivery.dispatch.worker import Sender
from cms.delivery.outbox import leases, retention
from cms.operation.background.outages import Outages
from cms.operation.background.stopping import Stop

if TYPE_CHECKING:
    from argparse import ArgumentParser

logger = logging.getLogger("cms.delivery.outbox")

PRUNED_EVERY_SECONDS = 3600.0
# If nobody tells of a commit, it is found after so long.
LONGEST_IDLE_SECONDS = 30.0


class Command(BaseCommand):
    """Sends again and again, or once."""

    help = "Tell webhooks and caches of what changed, and try again what failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The interval between looks, and how long a worker that may be dead keeps a receiver."""
        parser.add_argument(
            "--interval", type=float, default=0.2, metavar="SECONDS",
            help="the pause between two looks where the database doesn't tell of commits",
        )  # fmt: skip
        parser.add_argument(
            "--lease", type=float, default=leases.LEASE_SECONDS, metavar="SECONDS",
            help="after so long another worker sends again what this one has not finished",
        )  # fmt: skip
        parser.add_argument(
            "--idle", type=float, default=LONGEST_IDLE_SECONDS, metavar="SECONDS",
            help="the longest pause, should a commit not be noticed",
        )  # fmt: skip
        parser.add_argument("--once", action="store_true", help="send what is due and end")

    def handle(
        self, *_args: Any, interval: float, lease: float, idle: float, once: bool, **_options: Any
    ) -> None:
        """Send until SIGTERM or SIGINT; what is under way then is finished first."""
        if once:
            sender = Sender(lease_seconds=lease)
            sender.drain()
            sender.close()
            return
        with Stop.on_signals() as stop:
            Outbox(stop, interval=interval, lease=lease, idle=idle).run()


class Outbox:
    """The process that sends; it waits for commits, for answers, and for its database."""

    def __init__(self, stop: Stop, *, interval: float, lease: float, idle: float) -> None:
        self._stop = stop
        self._interval = interval
        self._lease = lease
        self._idle = idle
        self._commits = Commits(stop, look_seconds=interval)
        self._outages = Outages(logger)
        self._sender: Sender | None = None
        self._prune_at = time.monotonic()

    def run(self) -> None:
        """Send until the stop is set."""
        while not self._stop.is_set():
            close_old_connections()
            try:
                self._look()
            except DatabaseError as error:
                self._commits.close()
                self._stop.wait(self._outages.failed(error))
        if self._sender is not None:
            self._sender.close()
        self._commits.close()

    def _look(self) -> None:
        if self._sender is None:
            self._sender = Sender(lease_seconds=self._lease)
        if time.monotonic() >= self._prune_at:
            retention.prune()
            self._prune_at = time.monotonic() + PRUNED_EVERY_SECONDS
        has_done = self._sender.poll()
        self._outages.succeeded()
        # The first answer that comes in ends the pause: the next event waits for it.
        if not has_done and not self._sender.collect(self._interval):
            self._commits.wait(self._sender.idle_seconds(self._idle))
