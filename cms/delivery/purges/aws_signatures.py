"""Requests to Amazon Web Services, signed by botocore with version 4 of their signatures.

Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.operation.http_client import Request


@dataclass(frozen=True, slots=True)
class Credentials:
    """An access key; ``session_token`` where it is a temporary one."""

    key: str
    secret: str
    session_token: str = ""


def signed(request: Request, *, credentials: Credentials, region: str, service: str) -> Request:
    """The request with headers that prove who sends it and that nobody has changed it."""
    # Not in processes that purge nothing there.
    from botocore.auth import SigV4Auth  # noqa: PLC0415
    from botocore.awsrequest import AWSRequest  # noqa: PLC0415
    from botocore.credentials import Credentials as BotocoreCredentials  # noqa: PLC0415

    unsigned = AWSRequest(
        request.method, request.url, headers=dict(request.headers), data=request.body
    )
    key = BotocoreCredentials(credentials.key, credentials.secret, credentials.session_token)
    SigV4Auth(key, service, region).add_auth(unsigned)
    return replace(request, headers=dict(unsigned.headers.items()))
