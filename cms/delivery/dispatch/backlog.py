"""The backlog of messages to webhooks and caches: its size and its age."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Min, Q
from django.utils import timezone

from cms.delivery.models import RaisedTags
from cms.delivery.outbox.models import Delivery, Outbox
from cms.delivery.purges import configured
from cms.delivery.webhooks.models import Webhook

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Backlog:
    """Deliveries that wait, and the age of the oldest delivery or change that nobody was told of.

    ``has_receivers``: there is anybody to be told.
    """

    delivery_count: int
    oldest_seconds: float
    has_receivers: bool


def backlog() -> Backlog:
    """The backlog now. Five queries at most."""
    waiting = Delivery.objects.filter(_is_wanted(), status=Delivery.Status.WAITING)
    if not settings.PURGE_URLS and not Webhook.objects.filter(is_active=True).exists():
        return Backlog(0, 0.0, has_receivers=False)
    found: list[datetime | None] = [
        waiting.aggregate(at=Min("waiting_since"))["at"],
        _unplanned_since(),
    ]
    now = timezone.now()
    earliest = min((one for one in found if one is not None), default=now)
    return Backlog(waiting.count(), max(0.0, (now - earliest).total_seconds()), has_receivers=True)


def _unplanned_since() -> datetime | None:
    """The moment of the first change without an event; ``None``: there is none."""
    planned = Outbox.objects.values_list("version", flat=True).first() or 0
    changed = RaisedTags.objects.filter(version__gt=planned)
    at: datetime | None = changed.aggregate(at=Min("raised_at"))["at"]
    return at


def _is_wanted() -> Q:
    """The receiver is a webhook in use, or a cache of the settings."""
    names = [cache.name for cache in configured.caches()]
    is_cache = Q(receiver__webhook__isnull=True, receiver__name__in=names)
    return Q(receiver__webhook__is_active=True) | is_cache
