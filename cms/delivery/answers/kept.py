"""One answer as it is kept: the bytes, plain and compressed, and the headers to send with them."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

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


class Response(NamedTuple):
    """What is sent."""

    status: str
    headers: Headers
    content: list[bytes]


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
    # By whether it is compressed and whether the caller has it.
    _hits: dict[tuple[bool, bool], Response] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many bytes of memory it takes, rounded up."""
        body = len(self.body.plain)
        told = sum(len(value) for _name, value in self.told)
        tags = BYTES_PER_TAG * len(self.verified.tags)
        return body + body // 2 + BYTES_PER_ANSWER + told + tags

    def renewed(self, verified: Verified) -> Kept:
        """The same answer, verified again."""
        return replace(self, verified=verified, _hits={})

    def hit(self, request: dict[str, Any], version: int) -> Response | None:
        """What is sent at the version the answer was verified for; made once for equal callers.

        ``None``: the version is another one, or there is a time in the headers.
        """
        if self.verified.version != version or self.verified.valid_until is not None:
            return None
        caller = self._caller(request)
        found = self._hits.get(caller)
        if found is None:
            found = self._hits[caller] = self._response(*caller, headers.HIT)
        return found

    def response(
        self, request: dict[str, Any], cache_status: str, at: datetime | None = None
    ) -> Response:
        """What is sent: the answer, or that the caller has it.

        ``at`` is now; needed where the answer holds until some time.
        """
        return self._response(*self._caller(request), cache_status, at)

    def _caller(self, request: dict[str, Any]) -> tuple[bool, bool]:
        """What callers differ by: whether they get it compressed, and whether they have it."""
        accepted = request.get("HTTP_ACCEPT_ENCODING", "")
        is_gzip = self.body.is_compressible and headers.takes_gzip(accepted)
        known = request.get("HTTP_IF_NONE_MATCH") if request["REQUEST_METHOD"] == "GET" else None
        is_known = known is not None and headers.matches(known, self._entity_tag(is_gzip=is_gzip))
        return is_gzip, is_known

    def _response(
        self,
        is_gzip: bool,
        is_known: bool,
        cache_status: str,
        at: datetime | None = None,
    ) -> Response:
        found = self._headers(cache_status, at=at, is_gzip=is_gzip, is_known=is_known)
        if is_known:
            return Response("304 Not Modified", found, [])
        body = self.body.gzip() if is_gzip else self.body.plain
        return Response("200 OK", found, [body])

    def _headers(
        self, cache_status: str, *, at: datetime | None, is_gzip: bool, is_known: bool
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
            ("ETag", f'"{self._entity_tag(is_gzip=is_gzip)}"'),
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

    def _entity_tag(self, *, is_gzip: bool) -> str:
        """The strong validator of the plain or the compressed bytes."""
        return f"{self.body.tag}-gzip" if is_gzip else self.body.tag
