"""Headers for caches: how long they may keep a response, and its tags.

Sources: RFC 9110 (ETag), RFC 9111 and RFC 5861 (Cache-Control), RFC 9211 (Cache-Status).
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from cms.delivery.versions.content_version import family

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

CACHE = "newsroom"
HIT = f"{CACHE}; hit"
REVALIDATED = f"{CACHE}; hit; detail=revalidated"
STORED = f"{CACHE}; fwd=miss; stored"
STORED_ANEW = f"{CACHE}; fwd=stale; stored"
NOT_STORED = f"{CACHE}; fwd=miss"

# How long an old answer may be served while a newer one is asked for, and when none can be had.
WHILE_REVALIDATE_SECONDS = 30
IF_ERROR_SECONDS = 24 * 3600
# Headers of which it is known which encoding they prefer; longer ones count as accepting none.
MOST_ENCODINGS, LONGEST_ENCODINGS = 200, 300
# No shared cache keeps the answer to a POST.
PRIVATE = "private, no-cache"


def etag(body: bytes) -> str:
    """A strong validator without its quotation marks: the same for the same bytes, anywhere."""
    return sha256(body).hexdigest()[:32]


def matches(if_none_match: str, tag: str) -> bool:
    """True if the caller has this response, by ``If-None-Match``, which compares weakly."""
    if if_none_match == f'"{tag}"':
        return True
    entity_tags = (entity_tag.strip().removeprefix("W/") for entity_tag in if_none_match.split(","))
    return any(entity_tag in {f'"{tag}"', "*"} for entity_tag in entity_tags)


def encoding(accept_encoding: str) -> str:
    """The content encoding to answer in: ``br``, ``gzip``, or an empty one for none.

    The one the caller weighs most; of equals the one that makes the answer shorter.
    """
    return _encoding(accept_encoding) if len(accept_encoding) <= LONGEST_ENCODINGS else ""


@lru_cache(maxsize=MOST_ENCODINGS)
def _encoding(accept_encoding: str) -> str:
    weights: dict[str, float] = {}
    for part in accept_encoding.lower().split(","):
        name, _, parameter = part.partition(";")
        try:
            weights[name.strip()] = float(parameter.strip().removeprefix("q=") or 1)
        except ValueError:
            weights[name.strip()] = 0
    others = weights.get("*", 0)
    accepted = {
        "br": weights.get("br", others),
        "gzip": weights.get("gzip", weights.get("x-gzip", others)),
    }
    best = max(accepted, key=lambda name: accepted[name])
    return best if accepted[best] > 0 and accepted[best] >= weights.get("identity", 0) else ""


def cache_control(*, at: datetime | None, until: datetime | None, shared_seconds: int) -> str:
    """The time a response may be kept, never longer than it is valid; browsers always ask.

    ``at`` is now; needed where it holds ``until`` some time.
    """
    remaining = IF_ERROR_SECONDS * 2 + shared_seconds
    if at is not None and until is not None:
        remaining = max(0, int((until - at).total_seconds()))
    shared = min(shared_seconds, remaining)
    while_revalidate = min(WHILE_REVALIDATE_SECONDS if shared else 0, remaining - shared)
    if_error = min(IF_ERROR_SECONDS, remaining - shared)
    return (
        f"public, max-age=0, s-maxage={shared}, "
        f"stale-while-revalidate={while_revalidate}, stale-if-error={if_error}"
    )


def header_tags(tags: Iterable[str], *, most_bytes: int) -> list[str]:
    """The tags for a header, sorted; where they are too many, families replace their tags.

    The largest family is replaced first. With a tag its family is invalidated, so the answer is
    still purged, only more often. At the very least there are as many as there are families.
    """
    by_family: dict[str, set[str]] = defaultdict(set)
    for tag in tags:
        by_family[family(tag)].add(tag)
    bytes_by_family = {
        name: sum(len(tag) + 1 for tag in members) for name, members in by_family.items()
    }
    size = sum(bytes_by_family.values()) - 1
    for name in sorted(bytes_by_family, key=lambda name: (-bytes_by_family[name], name)):
        if size <= most_bytes:
            break
        by_family[name] = {name}
        size += len(name) + 1 - bytes_by_family[name]
    return sorted(tag for members in by_family.values() for tag in members)
