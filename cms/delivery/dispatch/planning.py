"""From what was invalidated in committed changes to deliveries: who is to be told what.

The numbers of changes become visible in their order, so whoever has planned up to one has missed
none below it. All changes since the last look are one event, with the version of the last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cms.content.caching import cache_tags
from cms.database import commits
from cms.delivery.change_feed import feed
from cms.delivery.change_feed.changed_pages import changed_since
from cms.delivery.models import RaisedTags
from cms.delivery.outbox.models import Delivery, Event, Outbox, Receiver
from cms.delivery.purges import configured
from cms.delivery.versions import content_version
from cms.delivery.webhooks import payloads
from cms.delivery.webhooks.models import Webhook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.delivery.change_feed.changed_pages import ChangedPages
    from cms.delivery.purges.caches import Cache

# So that the tags of a large load don't all have to fit into one event.
ROWS_PER_EVENT = 500


def receivers_of_caches() -> dict[int, Cache]:
    """The configured caches by the id of their receiver, which is made where it is missing."""
    return {
        Receiver.objects.get_or_create(name=cache.name, webhook__isnull=True)[0].pk: cache
        for cache in configured.caches()
    }


def plan(caches: Iterable[int]) -> Event | None:
    """Make deliveries of what was committed since the last time; ``None`` where nothing was.

    Three queries where there is nothing to do.
    """
    feed.settle()
    if content_version.current() == Outbox.objects.values_list("version", flat=True).first():
        return None
    with transaction.atomic():
        Outbox.objects.get_or_create()
        outbox = Outbox.objects.select_for_update().get()
        event = _event(after=outbox.version)
        if event is None:
            return None
        # All that the event has tags of was committed before they were read.
        feed.settle()
        changed = changed_since(outbox.numbers)
        payloads_by_receiver = dict.fromkeys(caches, "") | _payloads(event, changed)
        if payloads_by_receiver:
            event.save(force_insert=True)
            Delivery.objects.bulk_create(
                Delivery(event=event, receiver_id=receiver, payload=payload)
                for receiver, payload in payloads_by_receiver.items()
            )
        Outbox.objects.update(version=event.version, numbers=changed.numbers)
    return event


def plan_test(webhook: Webhook) -> Delivery:
    """Have a test sent to a webhook, whatever it is told of otherwise."""
    event = Event.objects.create(kind=Event.Kind.TEST, version=content_version.current())
    payload = payloads.test_payload(event)
    with transaction.atomic():
        commits.announce()
        return Delivery.objects.create(event=event, receiver=webhook, payload=payload)


def _payloads(event: Event, changed: ChangedPages) -> dict[int, str]:
    """The bodies of an event by the id of the webhook that is to be told of it."""
    bodies = {
        webhook.pk: payloads.payload(
            event, changed.pages, webhook, is_everything=changed.is_everything
        )
        for webhook in Webhook.objects.filter(is_active=True)
    }
    return {pk: body for pk, body in bodies.items() if body}


def _event(*, after: int) -> Event | None:
    """The tags invalidated after a version as one event, or the first part of them."""
    newer = RaisedTags.objects.filter(version__gt=after).order_by("version", "pk")
    numbers = [row.version or 0 for row in newer.only("version")[:ROWS_PER_EVENT]]
    if not numbers:
        return None
    rows = list(newer.filter(version__lte=numbers[-1]))
    tags = {tag for row in rows for tag in row.tags.split() if cache_tags.is_public(tag)}
    if numbers[0] > after + 1:
        # What was invalidated in between isn't known any more.
        tags.add(cache_tags.TREE)
    return Event(version=numbers[-1], occurred_at=rows[-1].raised_at, tags=sorted(tags))
