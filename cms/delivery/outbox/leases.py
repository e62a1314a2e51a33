"""Taking what waits for a receiver, and writing down how sending it went.

A worker that is killed while it sends leaves a lease behind. When that has run out, another worker
sends the same again: a receiver may get an event twice, never not at all.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, Min, OuterRef, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from cms.database import commits, leases
from cms.delivery.outbox.backoff import GIVEN_UP_AFTER
from cms.delivery.outbox.models import Delivery, Receiver

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.delivery.outbox.backoff import Waits
    from cms.delivery.outbox.http_client import Response

# Longer than a receiver can keep a worker waiting.
LEASE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Lease:
    """The oldest deliveries that wait for a receiver, in order, for one worker alone."""

    key: uuid.UUID
    receiver: Receiver
    deliveries: list[Delivery]


def due_receivers(receivers: Iterable[int]) -> list[int]:
    """Those of the receivers, by id, that something waits for and that may be sent to now."""
    waiting = Delivery.objects.filter(receiver=OuterRef("pk"), status=Delivery.Status.WAITING)
    found = Receiver.objects.filter(_is_due(), Exists(waiting), pk__in=receivers)
    return list(found.order_by("next_at", "pk").values_list("pk", flat=True))


def seconds_until_due(receivers: Iterable[int]) -> float | None:
    """The time until one of the receivers may be sent to; ``None``: nothing waits for them.

    One query.
    """
    waiting = Delivery.objects.filter(receiver=OuterRef("pk"), status=Delivery.Status.WAITING)
    free_at = Greatest("next_at", Coalesce("leased_until", "next_at"))
    found = Receiver.objects.filter(Exists(waiting), pk__in=receivers).aggregate(at=Min(free_at))
    return (found["at"] - timezone.now()).total_seconds() if found["at"] else None


def take(receiver: int, *, most: int, seconds: float = LEASE_SECONDS) -> Lease | None:
    """Take the ``most`` oldest deliveries of a receiver; ``None`` where somebody else was quicker.

    The attempt is counted now, so that one that ends the worker is counted too.
    """
    now, key = timezone.now(), uuid.uuid4()
    with transaction.atomic():
        due = Receiver.objects.filter(_is_due(), pk=receiver)
        if not leases.take(due, key, seconds=seconds):
            return None
        waiting = Delivery.objects.filter(receiver=receiver, status=Delivery.Status.WAITING)
        deliveries = list(waiting.select_related("event").order_by("pk")[:most])
        if not deliveries:
            Receiver.objects.filter(pk=receiver).update(lease=None, leased_until=None)
            return None
        Delivery.objects.filter(pk__in=[one.pk for one in deliveries]).update(
            attempt_count=F("attempt_count") + 1, attempted_at=now
        )
        for one in deliveries:
            one.attempt_count += 1
        return Lease(key, Receiver.objects.get(pk=receiver), deliveries)


def record(lease: Lease, answer: Response, waits: Waits) -> bool:
    """Write down the answer, and when the receiver may be sent to again.

    Returns whether it counts: not where the lease had run out and somebody else has taken over.
    """
    now = timezone.now()
    failure_count = 0 if answer.is_success else lease.receiver.failure_count + 1
    first = min(one.attempt_count for one in lease.deliveries)
    wait = waits.seconds(attempt_count=first, failure_count=failure_count)
    next_at = now if answer.is_success else now + timedelta(seconds=wait)
    with transaction.atomic():
        held = Receiver.objects.filter(pk=lease.receiver.pk, lease=lease.key)
        counts = held.update(
            lease=None, leased_until=None, failure_count=failure_count, next_at=next_at
        )
        if not counts:
            return False
        for one in lease.deliveries:
            _note(one, answer, now)
        Delivery.objects.bulk_update(
            lease.deliveries,
            ["status", "finished_at", "response_code", "response_text", "error"],
        )
    return True


def send_again(delivery: Delivery) -> None:
    """Have a delivery sent once more, at once, whatever became of it before."""
    now = timezone.now()
    with transaction.atomic():
        Delivery.objects.filter(pk=delivery.pk).update(
            status=Delivery.Status.WAITING, attempt_count=0, waiting_since=now, finished_at=None
        )
        Receiver.objects.filter(pk=delivery.receiver_id).update(next_at=now)
        commits.announce()


def _is_due() -> Q:
    return leases.free() & Q(next_at__lte=timezone.now())


def _note(delivery: Delivery, answer: Response, now: datetime) -> None:
    delivery.response_code = answer.status
    delivery.response_text = answer.text
    delivery.error = answer.error
    if answer.is_success:
        delivery.status = Delivery.Status.DELIVERED
    elif now - delivery.waiting_since >= GIVEN_UP_AFTER:
        delivery.status = Delivery.Status.GIVEN_UP
    else:
        return
    delivery.finished_at = now
