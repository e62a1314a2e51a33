"""One answer as it is kept: the bytes, plain and compressed, and the headers to send with them."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cms.delivery.answers import headers

if TYPE_CHECKING:
    from datetime import datetime

    from cms.delivery.versions import Verified

Headers = list[tuple[str, str]]

# Less than this fits into one packet anyway.
SMALLEST_COMPRESSED = 1000
COMPRESSION_LEVEL = 6
# What Python and the headers take besides the body, and one tag of those the answer depends on.
BYTES_PER_ANSWER = 4000
BYTES_PER_TAG = 120


@dataclass(slots=True)
class Body:
    """The bytes of an answer; compressed when somebody first takes them so, and then kept."""

    plain: bytes
    tag: str
    _gzip: bytes | None = None

    @property
    def is_compressible(self) -> bool:
        """Whether compressing it is worth while."""
        return len(self.plain) >= SMALLEST_COMPRESSED

    def gzip(self) -> bytes:
        """The bytes, compressed. They hold nothing secret, so their length tells nothing."""
        if self._gzip is None:
            self._gzip = gzip.compress(self.plain, COMPRESSION_LEVEL, mtime=0)
        return self._gzip


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer with status 200.

    ``is_shared``: caches outside may keep it. ``base`` are the headers Django sent, ``told`` those
    that name the tags.
    """

    body: Body
    base: Headers
    told: Headers
    verified: Verified
    shared_seconds: int
    is_shared: bool
    _hits: dict[tuple[bool, bool], Headers] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes of memory it takes, rounded up."""
        body = len(self.body.plain)
        return body + body // 2 + BYTES_PER_ANSWER + BYTES_PER_TAG * len(self.verified.tags)

    def renewed(self, verified: Verified) -> Kept:
        """The same answer, verified again."""
        return replace(self, verified=verified, _hits={})

    def headers_of_hit(self, *, at: datetime, is_gzip: bool, is_known: bool) -> Headers:
        """The headers for an answer that was kept; put together once where no time is in them."""
        if self.verified.valid_until is not None:
            return self.headers(headers.HIT, at=at, is_gzip=is_gzip, is_known=is_known)
        variant = (is_gzip, is_known)
        found = self._hits.get(variant)
        if found is None:
            found = self.headers(headers.HIT, at=at, is_gzip=is_gzip, is_known=is_known)
            self._hits[variant] = found
        return found

    def headers(
        self, cache_status: str, *, at: datetime, is_gzip: bool, is_known: bool = False
    ) -> Headers:
        """The headers, without those of the body where the caller has it (``is_known``)."""
        control = headers.PRIVATE
        if self.is_shared:
            control = headers.cache_control(
                at=at, until=self.verified.valid_until, shared_seconds=self.shared_seconds
            )
        found = [
            *((name, value) for name, value in self.base if not is_known or name != "Content-Type"),
            ("Cache-Control", control),
            ("Cache-Status", cache_status),
            ("ETag", f'"{self.entity_tag(is_gzip=is_gzip)}"'),
            ("X-Content-Version", str(self.verified.version)),
        ]
        if self.is_shared:
            found += self.told
        if not is_known:
            length = len(self.body.gzip() if is_gzip else self.body.plain)
            found.append(("Content-Length", str(length)))
            if is_gzip:
                found.append(("Content-Encoding", "gzip"))
        return found

    def entity_tag(self, *, is_gzip: bool) -> str:
        """The strong validator of the plain or the compressed bytes."""
        return f"{self.body.tag}-gzip" if is_gzip else self.body.tag

    def sent(self, *, is_gzip: bool) -> bytes:
        """The bytes to send."""
        return self.body.gzip() if is_gzip else self.body.plain
