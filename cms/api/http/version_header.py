"""Callers that know of a change and want no answer from before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cms.api.http.request_parsing import BadRequest
from cms.delivery.response_cache.storable import AT_LEAST, CACHE_CONTEXT
from cms.delivery.versions import content_version

if TYPE_CHECKING:
    from django.http import HttpRequest

HEADER = "X-Content-Version-At-Least"
_NUMBER = re.compile(r"[0-9]{1,18}", re.ASCII)


def require_version(request: HttpRequest) -> None:
    """Do nothing if the content is as new as the caller asks. A query only where one asks.

    Raises:
        BadRequest: ``BAD_REQUEST`` where the header holds no number; ``VERSION_NOT_REACHED`` where
            the database, a replica for example, doesn't have the change yet.
    """
    # Django would read all headers to find the one.
    required = request.META.get(AT_LEAST)
    if required is None:
        return
    if not _NUMBER.fullmatch(required):
        raise BadRequest(f"{HEADER} must be the number of a content version.")
    known = request.META.get(CACHE_CONTEXT)
    reached = known.version if known else content_version.current()
    if reached < int(required):
        raise BadRequest(
            "The requested change isn't here yet. Retry in a moment.",
            status=503,
            code="VERSION_NOT_REACHED",
            value=int(required),
            version=reached,
        )
