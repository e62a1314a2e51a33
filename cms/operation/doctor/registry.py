"""Checks, and what they find.

A check is a function that asks one thing and returns a ``Result``. One that raises has failed; of
its exception only the class is reported, for the message may hold a secret.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connections

from cms.operation.redaction import Redactor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PATIENCE_SECONDS = 10.0
LONGEST_REASON = 200
# The order of reports; checks with other names come after these.
_ORDER = (
    "database", "migrations", "cache", "clocks", "storage", "static files", "mail", "search",
    "caches to purge", "workers", "scheduler", "outbox",
)  # fmt: skip


class Status(StrEnum):
    """The severity of a finding."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """The finding of a check, and what to do about it."""

    status: Status
    message: str
    advice: str = ""


ok = partial(Result, Status.OK)
warning = partial(Result, Status.WARNING)
failed = partial(Result, Status.FAILED)


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Args:
        name: what it asks, ``database``.
        run: asks it.
        is_in_health: whether ``/health/ready`` reports it as a part.
        uses_database: whether it uses the database of Django.
    """

    name: str
    run: Callable[[], Result]
    is_in_health: bool = False
    uses_database: bool = True


@dataclass(slots=True)
class Finding:
    """The result of a check, and how long it took."""

    name: str
    result: Result
    seconds: float = 0.0

    def as_json(self) -> dict[str, str | float]:
        """The finding for machines."""
        return {
            "name": self.name,
            "status": str(self.result.status),
            "message": self.result.message,
            "advice": self.result.advice,
            "seconds": round(self.seconds, 3),
        }


@dataclass(slots=True)
class _Run:
    check: Check
    finding: Finding | None = None
    thread: Thread = field(init=False)

    def __post_init__(self) -> None:
        # A daemon, so that a check without an answer doesn't keep the process.
        self.thread = Thread(target=self._ask, name=f"check {self.check.name}", daemon=True)
        self.thread.start()

    def _ask(self) -> None:
        try:
            self.finding = run_check(self.check)
        finally:
            connections.close_all()


_checks: dict[str, Check] = {}


def register(check: Check) -> None:
    """Add a check, or replace the one of the same name."""
    _checks[check.name] = check


def checks() -> list[Check]:
    """All checks, in the order of reports."""
    place = {name: number for number, name in enumerate(_ORDER)}
    return sorted(_checks.values(), key=lambda one: place.get(one.name, len(place)))


def run_check(check: Check) -> Finding:
    """The finding of a check, run in this thread for as long as it takes."""
    started_at = time.monotonic()
    try:
        result = check.run()
    except Exception as error:  # noqa: BLE001 - whatever it is, the others are asked too
        advice = "See what is said of the database and its migrations."
        result = failed(
            f"{type(error).__name__} while it was asked.", advice if check.uses_database else ""
        )
    return Finding(check.name, result, time.monotonic() - started_at)


def run_checks(
    selected: Iterable[Check], patience_seconds: float = PATIENCE_SECONDS
) -> list[Finding]:
    """The findings of checks run at once; those without an answer in time have failed."""
    runs = [_Run(check) for check in selected]
    give_up_at = time.monotonic() + patience_seconds
    for run in runs:
        run.thread.join(max(0.0, give_up_at - time.monotonic()))
    return [run.finding or _unanswered(run.check, patience_seconds) for run in runs]


def worst(found: Iterable[Finding]) -> Status:
    """The gravest status among findings."""
    statuses = {one.result.status for one in found}
    return next((one for one in (Status.FAILED, Status.WARNING) if one in statuses), Status.OK)


def reason(error: BaseException) -> str:
    """An expected error in one line, without the secrets of this installation."""
    lines = str(error).strip().splitlines() or [""]
    said = Redactor([settings.SECRET_KEY, *settings.MASKED_SECRETS])(lines[0])[:LONGEST_REASON]
    return f"{type(error).__name__}: {said}".rstrip(": ")


def _unanswered(check: Check, seconds: float) -> Finding:
    message = f"No answer within {seconds:g} seconds."
    advice = "The service hangs, or a firewall drops what is sent to it."
    return Finding(check.name, failed(message, advice), seconds)
