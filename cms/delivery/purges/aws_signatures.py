"""Requests to Amazon Web Services, signed with version 4 of their signatures.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
Paths are taken as they are written, so they may only hold what needs no encoding.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlsplit

if TYPE_CHECKING:
    from cms.delivery.outbox.http_client import Request

ALGORITHM = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, slots=True)
class Credentials:
    """An access key; ``session_token`` where it is a temporary one."""

    key: str
    secret: str
    session_token: str = ""


def signed(
    request: Request, *, credentials: Credentials, region: str, service: str, at: datetime
) -> Request:
    """The request with the headers that say who sends it and that nobody has changed it."""
    moment = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    headers = {**request.headers, "Host": urlsplit(request.url).netloc, "X-Amz-Date": moment}
    if credentials.session_token:
        headers["X-Amz-Security-Token"] = credentials.session_token
    names = ";".join(sorted(name.lower() for name in headers))
    scope = f"{moment[:8]}/{region}/{service}/aws4_request"
    canonical = _canonical(replace(request, headers=headers), names)
    text = "\n".join([ALGORITHM, moment, scope, sha256(canonical.encode()).hexdigest()])
    key = f"AWS4{credentials.secret}".encode()
    for part in scope.split("/"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, text.encode(), "sha256").hex()
    headers["Authorization"] = (
        f"{ALGORITHM} Credential={credentials.key}/{scope}, "
        f"SignedHeaders={names}, Signature={signature}"
    )
    return replace(request, headers=headers)


def _canonical(request: Request, names: str) -> str:
    parts = urlsplit(request.url)
    pairs = sorted(parse_qsl(parts.query, keep_blank_values=True))
    query = "&".join(f"{quote(name, safe='')}={quote(value, safe='')}" for name, value in pairs)
    lines = sorted(f"{name.lower()}:{value.strip()}\n" for name, value in request.headers.items())
    body = sha256(request.body).hexdigest()
    return "\n".join([request.method, parts.path or "/", query, "".join(lines), names, body])
