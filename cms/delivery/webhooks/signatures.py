"""Signatures of webhooks.

Source: the Standard Webhooks specification, https://www.standardwebhooks.com/: HMAC-SHA256 over
``id.timestamp.body``, base64, under the version ``v1``; several signatures are separated by spaces.
"""

import base64
import hmac
import secrets
from collections.abc import Iterable

PREFIX = "whsec_"
SECRET_BYTES = 32


def new_secret() -> str:
    """A random secret as receivers are given it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def headers(key: str, *, timestamp: int, body: bytes, secrets: Iterable[str]) -> dict[str, str]:
    """The headers of a request; one signature for each secret.

    ``key`` names the event and stays the same when it is sent again; ``timestamp`` is when it is
    sent, in seconds of Unix time.
    """
    return {
        "webhook-id": key,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(
            signature(key, timestamp=timestamp, body=body, secret=secret) for secret in secrets
        ),
    }


def signature(key: str, *, timestamp: int, body: bytes, secret: str) -> str:
    """One signature, ``v1,`` and base64."""
    signed = f"{key}.{timestamp}.".encode() + body
    digest = hmac.digest(base64.b64decode(secret.removeprefix(PREFIX)), signed, "sha256")
    return "v1," + base64.b64encode(digest).decode()
