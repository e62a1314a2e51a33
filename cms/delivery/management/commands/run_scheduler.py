"""Publishes and unpublishes on time, until it is told to stop."""

import logging
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.db.utils import Error as DatabaseError
from django.utils import timezone

from cms.accounts.throttling import counters
from cms.accounts.trail import retention
from cms.content.media import replacement
from cms.delivery.change_feed import feed
from cms.delivery.previews import tokens
from cms.delivery.publishing import schedule
from cms.delivery.versions import content_version
from cms.operation.background.outages import Outages
from cms.operation.background.stopping import Stop

# How long it can be seen which change invalidated which tags.
KEPT = timedelta(days=30)
logger = logging.getLogger("cms.delivery.publishing.schedule")


class Command(BaseCommand):
    """Runs the schedule again and again, or once."""

    help = (
        "Publish what is due, unpublish what has expired, forget previews that have, "
        "remove the files that images had a month ago."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The interval between looks, or a single look."""
        parser.add_argument("--interval", type=float, default=15.0, metavar="SECONDS")
        parser.add_argument("--once", action="store_true", help="look once and end")

    def handle(self, *_args: Any, interval: float, once: bool, **_options: Any) -> None:
        """Look until SIGTERM or SIGINT; what is being published then is finished first."""
        if once:
            report(run_due_work(), known={})
            return
        with Stop.on_signals() as stop:
            self._run(stop, interval)

    def _run(self, stop: Stop, interval: float) -> None:
        outages = Outages(logger)
        failures: dict[str, str] = {}
        while not stop.is_set():
            close_old_connections()
            try:
                failures = report(run_due_work(), known=failures)
            except DatabaseError as error:
                stop.wait(outages.failed(error))
            else:
                outages.succeeded()
                # A moment is met to the second, however rarely the rest is looked at.
                stop.wait(schedule.seconds_until_next(interval))


def run_due_work() -> schedule.Outcome:
    """Do what is due, tell builds what has changed by the clock, and forget what is old."""
    tokens.prune()
    retention.prune()
    counters.prune()
    replacement.prune()
    outcome = schedule.run()
    feed.follow_the_clock()
    content_version.forget_old(before=timezone.now() - KEPT)
    return outcome


def report(outcome: schedule.Outcome, known: dict[str, str]) -> dict[str, str]:
    """Log what was done, and every failure that isn't ``known`` from the last time.

    Returns:
        All failures of this time, to be given as ``known`` the next time.
    """
    if outcome.published or outcome.unpublished:
        logger.info("Published %d, unpublished %d", outcome.published, outcome.unpublished)
    failures = {label: _reason(error) for label, error in outcome.failures.items()}
    for label, reason in failures.items():
        if known.get(label) != reason:
            error = outcome.failures[label]
            trace = None if isinstance(error, ValidationError) else error
            logger.error("%s keeps its schedule: %s", label, reason, exc_info=trace)
    return failures


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "; ".join(error.messages)
    return f"{type(error).__name__}: {error}"
