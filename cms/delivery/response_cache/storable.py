"""What a view and the application around Django tell each other about an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.delivery.versions import lifetimes

if TYPE_CHECKING:
    from datetime import datetime

    from cms.content.caching.cache_tags import Dependencies

# Under this name in the environment of a WSGI request.
KEEPING = "newsroom.keeping"
# By this header a caller asks for an answer that isn't older than a version it knows of.
AT_LEAST = "HTTP_X_CONTENT_VERSION_AT_LEAST"


@dataclass(slots=True)
class Keeping:
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
    keeping: Keeping | None = request.get(KEEPING)
    return keeping.version if keeping is not None else None


def allow(request: dict[str, Any], dependencies: Dependencies) -> None:
    """Let the answer to a request be kept: it is whole, public, and depends on nothing else.

    Queries for the first answer after a change only, and none where nobody keeps answers.
    """
    keeping: Keeping | None = request.get(KEEPING)
    if keeping is not None:
        keeping.valid_until = lifetimes.valid_until(
            dependencies.tags, version=keeping.version, at=keeping.at
        )
        keeping.dependencies = dependencies
