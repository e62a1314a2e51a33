"""Runs background tasks until it is told to stop."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cms.operation.background.stopping import Stop
from cms.operation.background.worker import INTERVAL_SECONDS, LEASE_SECONDS, Worker


class Command(BaseCommand):
    """Runs tasks again and again, or those that are due."""

    help = (
        "Run background tasks: take over those of workers that died, try failed ones again, "
        "finish the current one on SIGTERM. Start as many as there is work for."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The interval between looks, and how long a worker may be silent."""
        parser.add_argument(
            "--interval", type=float, default=INTERVAL_SECONDS, metavar="SECONDS",
            help="the pause before the next look where nothing is due",
        )  # fmt: skip
        parser.add_argument(
            "--lease", type=float, default=LEASE_SECONDS, metavar="SECONDS",
            help="after so long without a heartbeat a worker's tasks are taken over; the same "
            "for all workers",
        )  # fmt: skip
        parser.add_argument("--once", action="store_true", help="run what is due and end")

    def handle(
        self, *_args: Any, interval: float, lease: float, once: bool, **_options: Any
    ) -> None:
        """Run tasks until SIGTERM or SIGINT; the current one is finished first."""
        with Stop.on_signals() as stop:
            worker = Worker(stop, lease_seconds=lease, interval_seconds=interval)
            if once:
                worker.run_due()
            else:
                worker.run()
