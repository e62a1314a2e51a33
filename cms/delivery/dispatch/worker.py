"""Sending what waits: every receiver by itself, so that a slow one holds up none of the others."""

from __future__ import annotations

import logging
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cms.content.caching import cache_tags
from cms.delivery.dispatch.planning import plan, receivers_of_caches
from cms.delivery.outbox import backoff, http_client, leases
from cms.delivery.outbox.http_client import Response
from cms.delivery.webhooks import posting
from cms.delivery.webhooks.models import Webhook

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.delivery.outbox.backoff import Waits
    from cms.delivery.outbox.leases import Lease
    from cms.delivery.purges.caches import Cache

logger = logging.getLogger("cms.delivery.outbox")

RECEIVERS_AT_A_TIME = 8
# A cache that was away is told in one go what it has missed.
PURGES_AT_A_TIME = 500


@dataclass(slots=True)
class Sender:
    """The deliveries that are under way. Requests are made in threads, which use no database."""

    lease_seconds: float = leases.LEASE_SECONDS
    caches: dict[int, Cache] = field(default_factory=receivers_of_caches)
    _pool: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(RECEIVERS_AT_A_TIME, "outbox")
    )
    _under_way: dict[Future[Response], tuple[Lease, Waits]] = field(default_factory=dict)

    def poll(self) -> bool:
        """Plan what is new, begin to send what is due, write down what has come back.

        Returns whether there was anything to do.
        """
        planned = plan(self.caches) is not None
        begun = self._begin()
        return self._finish() or begun or planned

    def collect(self, patience_seconds: float) -> bool:
        """Wait for the next answer and write it down; returns at once where nothing is under way.

        Returns whether something was.
        """
        was_under_way = bool(self._under_way)
        wait(self._under_way, patience_seconds, FIRST_COMPLETED)
        self._finish()
        return was_under_way

    def idle_seconds(self, longest: float) -> float:
        """The time until something is due at the latest, if nothing is committed meanwhile.

        Two queries.
        """
        due = leases.seconds_until_due([*self.caches, *_active_webhooks()])
        return longest if due is None else min(max(due, 0.0), longest)

    def close(self) -> None:
        """Wait for what is under way and write it down; begin nothing more."""
        self._pool.shutdown()
        self._finish()

    def drain(self) -> None:
        """Poll until nothing is due any more."""
        while self.poll() or self._under_way:
            self.collect(http_client.TOTAL_SECONDS)

    def _begin(self) -> bool:
        due = leases.due_receivers([*self.caches, *_active_webhooks()])
        free = RECEIVERS_AT_A_TIME - len(self._under_way)
        return sum(self._begin_one(pk) for pk in due[: max(0, free)]) > 0

    def _begin_one(self, receiver: int) -> bool:
        cache = self.caches.get(receiver)
        most = PURGES_AT_A_TIME if cache else 1
        lease = leases.take(receiver, most=most, seconds=self.lease_seconds)
        if lease is None:
            return False
        send = _purge(cache, lease) if cache else _post(lease)
        waits = backoff.CACHE if cache else backoff.WEBHOOK
        self._under_way[self._pool.submit(send)] = (lease, waits)
        return True

    def _finish(self) -> bool:
        done = [future for future in self._under_way if future.done()]
        for future in done:
            lease, waits = self._under_way[future]
            error = future.exception()
            answer = (
                Response(error=f"{type(error).__name__}: {error}") if error else future.result()
            )
            leases.record(lease, answer, waits)
            # Not before: it is recorded as soon as the database is back.
            del self._under_way[future]
            _heed(lease, answer)
        return bool(done)


def _active_webhooks() -> list[int]:
    return list(Webhook.objects.filter(is_active=True).values_list("pk", flat=True))


def _post(lease: Lease) -> Callable[[], Response]:
    webhook = Webhook.objects.get(pk=lease.receiver.pk)
    (delivery,) = lease.deliveries
    prepared = posting.request(webhook, delivery)
    return lambda: posting.send(prepared)


def _purge(cache: Cache, lease: Lease) -> Callable[[], Response]:
    """The requests of several purges as one: the tags together, the version of the last."""
    tags = {tag for one in lease.deliveries for tag in one.event.tags}
    if len(tags) > cache.most_tags:
        # Every answer carries it.
        tags = {cache_tags.TREE}
    version = max(one.event.version for one in lease.deliveries)

    def send() -> Response:
        answer = Response(status=204)
        for request in cache.requests(sorted(tags), version=version):
            answer = http_client.send(request)
            if not cache.has_accepted(answer):
                return Response(None, answer.text, answer.error or f"Refused: {answer.status}")
        return answer

    return send


def _heed(lease: Lease, answer: Response) -> None:
    """Say what failed; a webhook that says it is gone for good isn't asked again."""
    if answer.is_success:
        return
    reason = answer.error or f"status {answer.status}"
    logger.warning("%s has not taken an event: %s", lease.receiver.name, reason)
    if answer.status == posting.GONE:
        Webhook.objects.filter(pk=lease.receiver.pk).update(is_active=False)
