"""Counts of tries, kept as attempts of django-axes.

A row counts a name and a place, a place alone (no name) or a name alone (no place).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from axes.models import AccessAttempt

from cms.accounts.addresses import UNKNOWN
from cms.accounts.throttling.limits import COOL_OFF

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

ANY_NAME = ""
# "::" rather than an IPv4 address: a client without an address is still a place.
ANY_PLACE = "::"

# Name, place and kind; the last is in axes' column for the browser, which anybody may forge.
Key = tuple[str, str, str]


def pair(name: str, place: str, kind: str) -> Key:
    """The key of a name tried from a place."""
    return name, place or UNKNOWN, kind


def count_try(limits: Mapping[Key, int]) -> tuple[datetime | None, list[Key]]:
    """Count a try under each key, unless one of them is full.

    Returns:
        Until when nothing may be tried and an empty list; or ``None`` and those keys that are full
        with this try.
    """
    now = timezone.now()
    with transaction.atomic():
        rows = [_row(key, now) for key in sorted(limits)]
        full = [
            row.attempt_time + COOL_OFF
            for row in rows
            if row.failures_since_start >= limits[_key(row)]
        ]
        if full:
            return max(full), []
        filled = []
        for row in rows:
            row.failures_since_start += 1
            if row.failures_since_start >= limits[_key(row)]:
                # The time to wait begins with the try that was one too many.
                row.attempt_time = now
                filled.append(_key(row))
            row.save(update_fields=["failures_since_start", "attempt_time"])
    return None, filled


def take_back(keys: list[Key]) -> None:
    """Forget one try under each key: it was right."""
    with transaction.atomic():
        for key in sorted(keys):
            _rows(key).filter(failures_since_start__gt=0).update(
                failures_since_start=F("failures_since_start") - 1
            )


def clear(key: Key) -> None:
    """Forget all tries under a key."""
    _rows(key).delete()


def prune() -> int:
    """Delete counts that no longer count. Returns how many."""
    return int(AccessAttempt.objects.filter(attempt_time__lt=_start()).delete()[0])


def _row(key: Key, now: datetime) -> AccessAttempt:
    """The row of a key, locked until the end of the transaction, begun anew where it is over."""
    start = {"failures_since_start": 0, "attempt_time": now}
    _rows(key).filter(attempt_time__lte=_start()).update(**start)
    row: AccessAttempt | None = _rows(key).select_for_update().first()
    if row is None:
        name, place, kind = key
        AccessAttempt.objects.bulk_create(
            [AccessAttempt(username=name, ip_address=place, user_agent=kind, **_NOTHING, **start)],
            ignore_conflicts=True,
        )
        row = _rows(key).select_for_update().get()
    return row


# Columns of axes for what was sent, which is not kept.
_NOTHING: dict[str, Any] = {"get_data": "", "post_data": "", "http_accept": "", "path_info": ""}


def _rows(key: Key) -> Any:
    name, place, kind = key
    return AccessAttempt.objects.filter(username=name, ip_address=place, user_agent=kind)


def _key(row: AccessAttempt) -> Key:
    return row.username or ANY_NAME, row.ip_address or UNKNOWN, row.user_agent


def _start() -> datetime:
    return timezone.now() - COOL_OFF
