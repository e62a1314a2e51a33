"""The lag of the schedule: what is due and not yet done, and the last look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Min
from django.utils import timezone
from wagtail.models import Page, Revision

from cms.delivery.models import ScheduleRun

if TYPE_CHECKING:
    from datetime import datetime


def note_run() -> None:
    """Note that the schedule is being looked at. One query, two the first time."""
    now = timezone.now()
    if not ScheduleRun.objects.filter(pk=1).update(looked_at=now):
        ScheduleRun.objects.bulk_create([ScheduleRun(looked_at=now)], ignore_conflicts=True)


def seconds_since_run() -> float | None:
    """The time since the last look at the schedule; ``None`` if there was none. One query."""
    looked_at = ScheduleRun.objects.values_list("looked_at", flat=True).first()
    return None if looked_at is None else (timezone.now() - looked_at).total_seconds()


def overdue_seconds() -> float:
    """For how long the page or snippet that is due longest has waited; 0: none is. Two queries.

    Snippets that expire aren't among them: there are few, in a table each.
    """
    now = timezone.now()
    to_publish = Revision.objects.filter(approved_go_live_at__lt=now)
    to_end = Page.objects.filter(live=True, expire_at__lt=now)
    found: list[datetime | None] = [
        to_publish.aggregate(at=Min("approved_go_live_at"))["at"],
        to_end.aggregate(at=Min("expire_at"))["at"],
    ]
    earliest = min((one for one in found if one is not None), default=now)
    return (now - earliest).total_seconds()
