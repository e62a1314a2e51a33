"""Requests of the outbox and what came back, as a delivery records it.

A failure is a ``Response`` with an ``error`` and no exception: every attempt is written down.
"""

from __future__ import annotations

from dataclasses import dataclass

from cms.operation import http_client
from cms.operation.http_client import Limits, Request

__all__ = ["Request", "Response", "send"]

TOTAL_SECONDS = 10.0
LARGEST_RESPONSE = 16 * 1024
KEPT_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Response:
    """A status and the beginning of the text, or the reason why there is none."""

    status: int | None = None
    text: str = ""
    error: str = ""

    @property
    def is_success(self) -> bool:
        """The receiver has accepted the request."""
        return self.status is not None and 200 <= self.status < 300


def send(request: Request) -> Response:
    """Send a request once; ends within ``TOTAL_SECONDS`` and never raises for what went wrong."""
    try:
        response = http_client.send(request, Limits(TOTAL_SECONDS, LARGEST_RESPONSE))
    except http_client.RequestFailed as error:
        return Response(error=str(error))
    # PostgreSQL keeps no text with a zero byte.
    text = response.body.decode("utf-8", "replace").replace("\0", "�")
    return Response(response.status, text[:KEPT_CHARACTERS])
