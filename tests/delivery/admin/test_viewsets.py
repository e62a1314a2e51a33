"""Webhooks and deliveries in the admin."""

import base64
import json
import logging
import re

from django.contrib.auth.models import Permission

import pytest

from cms.delivery.dispatch.worker import Sender
from cms.delivery.outbox.models import Delivery
from cms.delivery.versions import content_version
from cms.delivery.webhooks import signatures
from cms.delivery.webhooks.models import Webhook
from tests import factories
from tests.translation.fixtures import messages_of

FORM = {"name": "Frontend", "url": "https://receiver.example/hook", "is_active": "on"}


def drain():
    sender = Sender()
    sender.drain()
    sender.close()


@pytest.fixture
def somebody(client, db):
    """The client of somebody with these permissions beside the admin."""

    def make(*codenames):
        user = factories.user("somebody")
        wanted = ["access_admin", *codenames]
        user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
        client.force_login(user)
        return client

    return make


@pytest.fixture
def delivery(webhook, receiver, caplog):
    """One that failed once and waits."""
    caplog.set_level(logging.CRITICAL, "cms.delivery.outbox")
    receiver.answers = [500]
    content_version.invalidate_tags(["pages:en"])
    drain()
    return Delivery.objects.get()


def secret_in(response):
    found = re.search(r"<code>(whsec_[^<]+)</code>", response.content.decode())
    return found[1] if found else None


def test_a_new_webhook_shows_its_secret_once(editor):
    response = editor.post("/admin/webhooks/new/", FORM, follow=True)
    webhook = Webhook.objects.get()

    assert response.redirect_chain == [(f"/admin/webhooks/inspect/{webhook.pk}/", 302)]
    assert secret_in(response) == webhook.secret
    assert len(base64.b64decode(webhook.secret.removeprefix("whsec_"))) == 32
    for page in ("inspect", "edit", "history"):
        again = editor.get(f"/admin/webhooks/{page}/{webhook.pk}/")
        assert again.status_code == 200
        assert webhook.secret not in again.content.decode()
    assert webhook.secret not in editor.get("/admin/webhooks/").content.decode()


def test_a_private_address_is_refused_in_the_form(editor):
    response = editor.post("/admin/webhooks/new/", FORM | {"url": "https://169.254.169.254/"})
    assert "Webhooks aren&#x27;t sent to private addresses." in response.content.decode()
    assert not Webhook.objects.exists()


def test_a_new_secret_is_shown_once_and_the_old_one_stays_valid(editor, webhook, receiver):
    old = webhook.secret
    response = editor.post(f"/admin/webhooks/secret/{webhook.pk}/", follow=True)
    webhook.refresh_from_db()

    assert webhook.secret != old
    assert secret_in(response) == webhook.secret
    assert secret_in(editor.get(f"/admin/webhooks/inspect/{webhook.pk}/")) is None
    content_version.invalidate_tags(["pages:en"])
    drain()
    (received,) = receiver.received
    headers = received.headers
    timestamp = int(headers["webhook-timestamp"])
    assert headers["webhook-signature"].split(" ") == [
        signatures.signature(
            headers["webhook-id"], timestamp=timestamp, body=received.body, secret=secret
        )
        for secret in (webhook.secret, old)
    ]


def test_a_test_is_sent_whatever_the_webhook_is_told_of(editor, webhook, receiver):
    Webhook.objects.update(tag_prefixes="nothing:", languages="fr")
    response = editor.post(f"/admin/webhooks/test/{webhook.pk}/", follow=True)
    drain()

    delivery = Delivery.objects.get()
    assert messages_of(response)[0].startswith("A test is on its way.")
    assert f"/admin/reports/deliveries/{delivery.pk}/" in response.content.decode()
    (received,) = receiver.received
    assert json.loads(received.body)["type"] == "webhook.test"
    assert json.loads(received.body)["data"] == {
        "version": content_version.current(), "rebuildEverything": False, "pages": [], "tags": [],
    }  # fmt: skip


def test_the_report_lists_deliveries_and_narrows_them(editor, delivery, webhook):
    listed = editor.get("/admin/reports/deliveries/").content.decode()
    assert f"/admin/reports/deliveries/{delivery.pk}/" in listed
    assert "content changed" in listed
    assert "waiting" in listed
    narrowed = editor.get("/admin/reports/deliveries/?status=delivered").content.decode()
    assert f"/admin/reports/deliveries/{delivery.pk}/" not in narrowed


def test_the_report_costs_the_same_however_many_there_are(
    editor, delivery, webhook, django_assert_max_num_queries
):
    def cost():
        with django_assert_max_num_queries(60) as captured:
            editor.get("/admin/reports/deliveries/")
        return len(captured)

    cost()
    before = cost()
    for _ in range(10):
        Delivery.objects.create(event=delivery.event, receiver=webhook, payload="{}")
    assert cost() == before


def test_a_delivery_shows_its_payload_and_the_answer(editor, delivery):
    Delivery.objects.update(response_text="out of <memory>")
    page = editor.get(f"/admin/reports/deliveries/{delivery.pk}/").content.decode()
    assert "&quot;type&quot;: &quot;content.changed&quot;" in page
    assert "out of &lt;memory&gt;" in page
    assert "500" in page


def test_a_delivery_is_sent_again_at_once(editor, delivery, receiver):
    response = editor.post(f"/admin/reports/deliveries/{delivery.pk}/again/", follow=True)
    assert messages_of(response) == ["It will be sent again immediately."]
    drain()
    delivery.refresh_from_db()
    assert (delivery.status, len(receiver.received)) == ("delivered", 2)


@pytest.mark.parametrize(
    "path",
    [
        "reports/deliveries/{delivery}/again/",
        "webhooks/test/{webhook}/",
        "webhooks/secret/{webhook}/",
    ],
)
def test_what_changes_something_is_done_by_post_alone(editor, delivery, webhook, path):
    url = "/admin/" + path.format(delivery=delivery.pk, webhook=webhook.pk)
    secret = webhook.secret
    assert editor.get(url).status_code == 405
    webhook.refresh_from_db()
    assert (webhook.secret, Delivery.objects.count()) == (secret, 1)


@pytest.mark.parametrize(
    "path",
    [
        "webhooks/",
        "webhooks/new/",
        "webhooks/inspect/{webhook}/",
        "reports/deliveries/",
        "reports/deliveries/{delivery}/",
    ],
)
def test_nothing_is_shown_without_permission(somebody, delivery, webhook, path):
    url = "/admin/" + path.format(delivery=delivery.pk, webhook=webhook.pk)
    response = somebody("change_delivery_of_something_else").get(url)
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_who_may_only_look_changes_nothing(somebody, delivery, webhook):
    client = somebody("view_webhook", "view_delivery")
    shown = client.get(f"/admin/reports/deliveries/{delivery.pk}/")
    assert shown.status_code == 200
    assert "Send again" not in shown.content.decode()
    assert (
        "Send a test" not in client.get(f"/admin/webhooks/inspect/{webhook.pk}/").content.decode()
    )
    secret = webhook.secret
    for path in (
        f"reports/deliveries/{delivery.pk}/again/",
        f"webhooks/test/{webhook.pk}/",
        f"webhooks/secret/{webhook.pk}/",
    ):
        assert client.post(f"/admin/{path}")["Location"] == "/admin/"
    webhook.refresh_from_db()
    delivery.refresh_from_db()
    assert (webhook.secret, delivery.attempt_count, Delivery.objects.count()) == (secret, 1, 1)


def test_a_paused_webhook_says_so(editor, webhook):
    Webhook.objects.update(failure_count=5)
    page = editor.get(f"/admin/webhooks/inspect/{webhook.pk}/").content.decode()
    assert "It has failed 5 times in a row." in page
