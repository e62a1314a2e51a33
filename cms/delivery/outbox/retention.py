"""Retention of the log of deliveries: ``JOB_DAYS``."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from cms.delivery.outbox.models import Delivery, Event

# There is one for every change and every cache, and nobody asks for them later.
PURGES_KEPT = timedelta(days=1)


def prune() -> int:
    """Delete what is over and old; what waits is kept however old it is. Returns how many."""
    now = timezone.now()
    over = Delivery.objects.filter(finished_at__lt=now - timedelta(days=settings.JOB_DAYS))
    purges = Delivery.objects.filter(
        finished_at__lt=now - PURGES_KEPT, payload="", status=Delivery.Status.DELIVERED
    )
    deleted = over.delete()[0] + purges.delete()[0]
    Event.objects.filter(deliveries__isnull=True).delete()
    return deleted
