"""The request to a webhook about an event, signed for the moment it is sent."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from cms.delivery.outbox import http_client
from cms.delivery.outbox.http_client import Request, Response
from cms.delivery.webhooks import hosts, signatures

if TYPE_CHECKING:
    from cms.delivery.outbox.models import Delivery
    from cms.delivery.webhooks.models import Webhook

GONE = 410


def request(webhook: Webhook, delivery: Delivery) -> Request:
    """The request for a delivery. Its host is looked up only when it is sent."""
    body = delivery.payload.encode()
    signed = signatures.headers(
        delivery.event.public_key,
        timestamp=int(time.time()),
        body=body,
        secrets=webhook.valid_secrets(),
    )
    return Request("POST", webhook.url, {"Content-Type": "application/json", **signed}, body)


def send(prepared: Request) -> Response:
    """Send it to the public IP address of its host now, and to no other."""
    try:
        ips = hosts.allowed_ips(prepared.url)
    except OSError as error:
        return Response(error=f"{type(error).__name__}: {error}"[:500])
    return http_client.send(replace(prepared, ips=ips))
