"""Tells webhooks and caches of what changed, until it is told to stop."""

import logging
import signal
import time
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.db.utils import Error as DatabaseError

from cms.delivery.dispatch.worker import Sender
from cms.delivery.outbox import leases, retention

logger = logging.getLogger("cms.delivery.outbox")

PRUNED_EVERY_SECONDS = 3600.0


class Command(BaseCommand):
    """Sends again and again, or once."""

    help = "Tell webhooks and caches of what changed, and try again what failed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How often to look, and how long a receiver belongs to a worker that may be dead."""
        parser.add_argument("--interval", type=float, default=0.2, metavar="SECONDS")
        parser.add_argument(
            "--lease", type=float, default=leases.LEASE_SECONDS, metavar="SECONDS",
            help="after so long another worker sends again what this one has not finished",
        )  # fmt: skip
        parser.add_argument("--once", action="store_true", help="send what is due and end")

    def handle(
        self, *_args: Any, interval: float, lease: float, once: bool, **_options: Any
    ) -> None:
        """Send until SIGTERM or SIGINT; what is under way then is finished first."""
        sender = Sender(lease_seconds=lease)
        if once:
            sender.drain()
            sender.close()
            return
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        prune_at = time.monotonic()
        while not stop.is_set():
            close_old_connections()
            try:
                if time.monotonic() >= prune_at:
                    retention.prune()
                    prune_at = time.monotonic() + PRUNED_EVERY_SECONDS
                # The first answer that comes in ends the pause: the next event waits for it.
                if not sender.look() and not sender.settle(interval):
                    stop.wait(interval)
            except DatabaseError:
                logger.exception("The database can't be reached; trying again in %s s", interval)
                stop.wait(interval)
        sender.close()
