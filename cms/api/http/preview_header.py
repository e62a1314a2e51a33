"""Requests that are answered from content to come, for whoever holds a preview token."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cms.api.http.request_parsing import BadRequest
from cms.delivery.previews import rehearsal, tokens
from cms.delivery.response_cache.request_key import PREVIEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

HEADER = "X-Preview"


def is_sent(request: HttpRequest) -> bool:
    """True if a request carries a token, valid or not."""
    return PREVIEW in request.META


@contextmanager
def rehearsed(
    request: HttpRequest, *, refusal_status: int
) -> Iterator[tuple[str, rehearsal.Rehearsed]]:
    """The token of a request, and the content to come while the block runs.

    Raises:
        BadRequest: ``PREVIEW_REFUSED``: the token is unknown, has ended or was revoked, what it
            shows has been published, or its user may no longer see it. Always the same answer.
    """
    token: str = request.META[PREVIEW]
    preview = tokens.find(token)
    if preview is None:
        raise BadRequest(
            "This preview isn't open. Open it again in the CMS.",
            status=refusal_status,
            code="PREVIEW_REFUSED",
        )
    with rehearsal.published(preview) as content:
        yield token, content


def extensions(content: rehearsal.Rehearsed) -> dict[str, Any]:
    """The note of an answer about the content it was read from."""
    return {"preview": {"at": content.at.isoformat(), "leftOut": content.left_out}}
