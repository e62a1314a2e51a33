"""From a change to its receivers: once at least, in order, until they have taken it."""

import json
import logging
from datetime import timedelta
from types import SimpleNamespace

from django.utils import timezone

import pytest

from cms.delivery.dispatch import planning
from cms.delivery.dispatch.worker import Sender
from cms.delivery.models import RaisedTags
from cms.delivery.outbox import backoff, leases, retention
from cms.delivery.outbox.http_client import Response
from cms.delivery.outbox.models import Delivery, Event, Outbox, Receiver
from cms.delivery.versions import content_version
from cms.delivery.webhooks import posting
from cms.delivery.webhooks.models import Webhook

STATUS = Delivery.Status


@pytest.fixture(autouse=True)
def _quiet(caplog):
    """Failures are part of these tests."""
    caplog.set_level(logging.CRITICAL, "cms.delivery.outbox")


def drain():
    """Send what is due now."""
    sender = Sender()
    sender.drain()
    sender.close()


def later(seconds=24 * 3600.0):
    """Let time pass for what waits."""
    Receiver.objects.update(next_at=timezone.now())
    for delivery in Delivery.objects.all():
        delivery.waiting_since -= timedelta(seconds=seconds)
        delivery.save()


def statuses():
    """How all deliveries stand, in their order."""
    return list(Delivery.objects.order_by("pk").values_list("status", flat=True))


def tags_of(received):
    """The tags that a request tells of."""
    return json.loads(received.body)["data"]["tags"]


def test_a_change_is_sent_with_the_version_it_got(webhook, receiver):
    content_version.invalidate_tags(["pages", "newspage"])
    drain()

    (received,) = receiver.received
    event = Event.objects.get()
    assert json.loads(received.body) == {
        "type": "content.changed",
        "timestamp": event.occurred_at.isoformat().replace("+00:00", "Z"),
        "data": {
            "version": content_version.current(),
            "rebuildEverything": False,
            "pages": [],
            "tags": ["newspage", "pages"],
        },
    }
    assert received.headers["webhook-id"] == f"evt_{event.key.hex}"
    assert received.headers["content-type"] == "application/json"
    delivery = Delivery.objects.get()
    assert (delivery.status, delivery.attempt_count, delivery.response_code) == (
        STATUS.DELIVERED, 1, 200,
    )  # fmt: skip
    assert delivery.payload.encode() == received.body
    assert delivery.finished_at is not None


def test_nothing_is_sent_twice_or_without_a_change(webhook, receiver):
    content_version.invalidate_tags(["pages"])
    drain()
    drain()
    assert len(receiver.received) == 1


def test_changes_between_two_looks_are_one_event(webhook, receiver):
    content_version.invalidate_tags(["pages"])
    content_version.invalidate_tags(["search", "pages"])
    drain()

    (received,) = receiver.received
    assert tags_of(received) == ["pages", "search"]
    assert json.loads(received.body)["data"]["version"] == content_version.current()


def test_looking_costs_few_queries_where_nothing_happened(
    webhook, receiver, django_assert_num_queries
):
    content_version.invalidate_tags(["pages"])
    drain()
    sender = Sender()
    with django_assert_num_queries(5):
        assert not sender.poll()
    sender.close()


def test_events_come_in_order_also_when_one_has_to_be_repeated(webhook, receiver):
    receiver.answers = [200, 500, 503]
    for tag in ("a1", "a2", "a3"):
        content_version.invalidate_tags([tag])
        planning.plan([])
    for _ in range(4):
        drain()
        later(0)

    assert [tags_of(one) for one in receiver.received] == [
        ["a1"], ["a2"], ["a2"], ["a2"], ["a3"],
    ]  # fmt: skip
    assert statuses() == [STATUS.DELIVERED] * 3


def test_a_repeated_event_keeps_its_id_and_body_and_gets_a_new_signature(
    webhook, receiver, monkeypatch
):
    now = iter([1_700_000_000.0, 1_700_000_060.0])
    monkeypatch.setattr(posting, "time", SimpleNamespace(time=lambda: next(now)))
    receiver.answers = [500]
    content_version.invalidate_tags(["pages"])
    drain()
    later(0)
    drain()

    first, second = receiver.received
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] == "1700000000"
    assert second.headers["webhook-timestamp"] == "1700000060"
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]


def test_a_receiver_that_fails_holds_up_none_of_the_others(webhook, receiver, second_receiver):
    Webhook.objects.create(name="Another", url=second_receiver.url)
    receiver.answers = [receiver.hold]
    content_version.invalidate_tags(["a1"])
    sender = Sender()
    sender.poll()
    second_receiver.wait_for(1)
    sender.collect(5)
    content_version.invalidate_tags(["a2"])
    while len(second_receiver.received) < 2:
        sender.poll()
        sender.collect(0.05)

    assert len(receiver.received) == 1
    receiver.released.set()
    sender.drain()
    sender.close()
    assert [tags_of(one) for one in receiver.received] == [["a1"], ["a2"]]
    assert [tags_of(one) for one in second_receiver.received] == [["a1"], ["a2"]]


def test_what_nobody_takes_for_a_day_is_given_up_and_the_next_is_sent(webhook, receiver):
    receiver.answers = [500, 500]
    for tag in ("a1", "a2"):
        content_version.invalidate_tags([tag])
        planning.plan([])
    drain()
    later()
    Delivery.objects.filter(pk=Delivery.objects.last().pk).update(waiting_since=timezone.now())
    drain()
    later(0)
    drain()

    given_up, delivered = Delivery.objects.order_by("pk")
    assert (given_up.status, given_up.attempt_count, given_up.response_code) == (
        STATUS.GIVEN_UP, 2, 500,
    )  # fmt: skip
    assert delivered.status == STATUS.DELIVERED


def test_what_was_given_up_can_be_sent_again(webhook, receiver):
    receiver.answers = [500]
    content_version.invalidate_tags(["a1"])
    planning.plan([])
    later()
    drain()
    delivery = Delivery.objects.get()
    assert delivery.status == STATUS.GIVEN_UP

    leases.send_again(delivery)
    drain()
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempt_count) == (STATUS.DELIVERED, 1)
    assert receiver.received[0].body == receiver.received[1].body


def test_a_receiver_that_is_gone_is_not_asked_again(webhook, receiver):
    receiver.answers = [410]
    content_version.invalidate_tags(["a1"])
    drain()
    later(0)
    drain()
    webhook.refresh_from_db()
    assert (webhook.is_active, len(receiver.received)) == (False, 1)


def test_an_inactive_webhook_is_told_nothing(webhook, receiver):
    Webhook.objects.update(is_active=False)
    content_version.invalidate_tags(["a1"])
    drain()
    assert (receiver.received, Delivery.objects.count(), Event.objects.count()) == ([], 0, 0)
    assert Outbox.objects.get().version == content_version.current()


def test_waits_double_up_to_the_longest_and_are_shortened_at_random():
    waits = backoff.Waits(first_seconds=2.0, longest_seconds=100.0)
    for attempt, most in ((1, 2.0), (2, 4.0), (3, 8.0), (4, 16.0), (8, 100.0), (5000, 100.0)):
        seen = [waits.seconds(attempt_count=attempt, failure_count=1) for _ in range(200)]
        assert most / 2 <= min(seen) < most * 0.7 < most * 0.8 < max(seen) <= most


def test_a_receiver_that_failed_five_times_in_a_row_gets_one_attempt_a_pause(webhook, receiver):
    receiver.answers = [500] * 5
    for tag in ("a1", "a2"):
        content_version.invalidate_tags([tag])
        planning.plan([])
    for _ in range(5):
        later(0)
        drain()
    webhook.refresh_from_db()

    assert (webhook.failure_count, len(receiver.received)) == (5, 5)
    assert webhook.next_at - timezone.now() > timedelta(seconds=backoff.PAUSE_SECONDS / 2 - 1)
    # The pause is the receiver's: the next delivery, which never failed, doesn't end it.
    Delivery.objects.filter(pk=Delivery.objects.first().pk).update(status=STATUS.GIVEN_UP)
    drain()
    assert len(receiver.received) == 5
    later(0)
    drain()
    webhook.refresh_from_db()
    assert (webhook.failure_count, tags_of(receiver.received[-1])) == (0, ["a2"])


def test_only_one_worker_at_a_time_sends_to_a_receiver(webhook, receiver):
    content_version.invalidate_tags(["a1"])
    planning.plan([])
    lease = leases.take(webhook.pk, most=1)

    assert lease is not None
    assert leases.due_receivers([webhook.pk]) == []
    assert leases.take(webhook.pk, most=1) is None
    assert leases.record(lease, Response(200), backoff.WEBHOOK)
    assert statuses() == [STATUS.DELIVERED]


def test_a_worker_whose_lease_has_run_out_changes_nothing_any_more(webhook):
    content_version.invalidate_tags(["a1"])
    planning.plan([])
    dead = leases.take(webhook.pk, most=1, seconds=-1)
    heir = leases.take(webhook.pk, most=1)

    assert dead is not None
    assert heir is not None
    assert not leases.record(dead, Response(500), backoff.WEBHOOK)
    assert statuses() == [STATUS.WAITING]
    assert leases.record(heir, Response(200), backoff.WEBHOOK)
    assert statuses() == [STATUS.DELIVERED]
    assert Delivery.objects.get().attempt_count == 2


def test_what_was_raised_and_forgotten_before_it_was_planned_means_everything(webhook, receiver):
    content_version.invalidate_tags(["a1"])
    drain()
    for tag in ("a2", "a3"):
        content_version.invalidate_tags([tag])
    RaisedTags.objects.filter(tags="a2").delete()
    drain()
    assert tags_of(receiver.received[1]) == ["a3", "tree"]


def test_a_large_load_is_told_in_parts_of_whole_versions(webhook, receiver, monkeypatch):
    monkeypatch.setattr(planning, "ROWS_PER_EVENT", 2)
    for number in range(5):
        content_version.invalidate_tags([f"a{number}"])
    drain()
    assert [tags_of(one) for one in receiver.received] == [["a0", "a1"], ["a2", "a3"], ["a4"]]


def test_the_log_is_pruned_but_never_what_waits(webhook, receiver):
    receiver.answers = [200, 500]
    for tag in ("a1", "a2"):
        content_version.invalidate_tags([tag])
        drain()
    long_ago = timezone.now() - timedelta(days=31)
    Delivery.objects.update(waiting_since=long_ago)
    Delivery.objects.filter(status=STATUS.DELIVERED).update(finished_at=long_ago)

    assert retention.prune() == 1
    assert statuses() == [STATUS.WAITING]
    assert [event.tags for event in Event.objects.all()] == [["a2"]]
