"""The doctor's checks of delivery: caches to purge, the schedule, and the outbox."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cms.delivery.dispatch.backlog import backlog
from cms.delivery.publishing import lag
from cms.delivery.purges import configured
from cms.operation.doctor.registry import Check, Result, failed, ok, reason, register, warning

if TYPE_CHECKING:
    from cms.delivery.purges.caches import Cache

CONNECT_SECONDS = 4.0
# The schedule is looked at every 15 seconds.
SILENT_SECONDS = 120.0
OVERDUE_SECONDS = 120.0
WAITING_WARNING_SECONDS = 60.0
WAITING_FAILED_SECONDS = 900.0
_HTTPS = 443


def caches() -> Result:
    """Every cache of the settings can be reached."""
    known = configured.caches()
    problems = [problem for cache in known if (problem := _unreachable(cache))]
    if problems:
        return failed("; ".join(problems), "Start it, or take it out of PURGE_URLS.")
    return ok(f"{len(known)} can be reached" if known else "None; PURGE_URLS names them")


def _unreachable(cache: Cache) -> str:
    request = next(iter(cache.requests(["doctor"], version=0)))
    parts = urlsplit(request.url)
    port = parts.port or (_HTTPS if parts.scheme == "https" else 80)
    try:
        with socket.create_connection((parts.hostname or "", port), CONNECT_SECONDS):
            return ""
    except OSError as error:
        return f"{cache.name} can't be reached ({reason(error)})"


def scheduler() -> Result:
    """The schedule is looked at, and nothing that is due waits."""
    since = lag.seconds_since_run()
    if since is None or since > SILENT_SECONDS:
        seen = "ever" if since is None else f"for {since:.0f} s"
        return failed(
            f"The schedule hasn't been looked at {seen}.",
            "Start manage.py run_scheduler; until then nothing is published or ends on time.",
        )
    overdue = lag.overdue_seconds()
    if overdue > OVERDUE_SECONDS:
        return warning(
            f"Something has been due for {overdue:.0f} s.",
            "See the log of the scheduler: it says what keeps its schedule, and why.",
        )
    return ok(f"Looked at {since:.0f} s ago, nothing is late")


def outbox() -> Result:
    """Webhooks and caches are told of changes soon."""
    found = backlog()
    if not found.has_receivers:
        return ok("Nobody to tell: no webhook and no cache")
    said = f"{found.delivery_count} wait, the oldest for {found.oldest_seconds:.0f} s"
    if found.oldest_seconds < WAITING_WARNING_SECONDS:
        return ok(said)
    make = failed if found.oldest_seconds >= WAITING_FAILED_SECONDS else warning
    return make(
        f"{said}.",
        "Start manage.py run_outbox; where it runs, Webhooks → Deliveries has the answers of "
        "receivers that don't take events.",
    )


def register_all() -> None:
    """Make these checks known."""
    register(Check("caches to purge", caches, uses_database=False))
    register(Check("scheduler", scheduler, is_in_health=True))
    register(Check("outbox", outbox, is_in_health=True))
