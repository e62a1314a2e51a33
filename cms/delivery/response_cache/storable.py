"""The agreement of a view and the WSGI middleware on whether a response may be cached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.delivery.versions import lifetimes

if TYPE_CHECKING:
    from datetime import datetime

    from cms.content.caching.cache_tags import Dependencies

# Under this name in the environment of a WSGI request.
CACHE_CONTEXT = "newsroom.keeping"
# By this header a caller asks for an answer that isn't older than a version it knows of.
AT_LEAST = "HTTP_X_CONTENT_VERSION_AT_LEAST"


@dataclass(slots=True)
class CacheContext:
    """One request whose answer could be kept: what was known before anything was read.

    ``emptied_count`` is that of the store. ``dependencies`` and ``valid_until`` are set by the view
    that allows it.
    """

    version: int
    at: datetime
    emptied_count: int
    dependencies: Dependencies | None = None
    valid_until: datetime | None = None


def version(request: dict[str, Any]) -> int | None:
    """The content version that was read for a request; ``None`` where nobody keeps answers."""
    context: CacheContext | None = request.get(CACHE_CONTEXT)
    return context.version if context is not None else None


def allow(request: dict[str, Any], dependencies: Dependencies) -> None:
    """Let the answer to a request be kept: it is whole, public, and depends on nothing else.

    Queries for the first answer after a change only, and none where nobody keeps answers.
    """
    context: CacheContext | None = request.get(CACHE_CONTEXT)
    if context is not None:
        context.valid_until = lifetimes.valid_until(
            dependencies.tags, version=context.version, at=context.at
        )
        context.dependencies = dependencies
