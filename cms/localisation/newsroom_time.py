"""The current day where the newsroom is: the one readers and editors mean by “today”.

Each editor may have the admin show moments in a time zone of their own, so the zone that is active
in a request says nothing about a day.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from datetime import date


def now() -> datetime:
    """The moment, as the clocks there show it."""
    return timezone.localtime(timezone=timezone.get_default_timezone())


def today() -> date:
    """The day it is now."""
    return now().date()


def day(at: datetime) -> date:
    """The day of a moment."""
    return timezone.localdate(at, timezone=timezone.get_default_timezone())


def local(at: datetime) -> datetime:
    """A moment, as the clocks there show it."""
    return timezone.localtime(at, timezone=timezone.get_default_timezone())


def beginning(of_day: date) -> datetime:
    """The moment a day begins, in UTC; where clocks are put forward at midnight, that moment."""
    midnight = datetime.combine(of_day, time.min, tzinfo=timezone.get_default_timezone())
    return midnight.astimezone(UTC)
