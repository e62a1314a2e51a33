"""One answer as it is kept: the bytes, encoded as callers take them, and the headers with them."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import brotli

from cms.delivery.response_cache import headers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cms.delivery.versions.content_version import Verified

Headers = list[tuple[str, str]]

# Less than this fits into one packet anyway.
SMALLEST_COMPRESSED = 1000
# Gzip's usual level; brotli's that takes as long and gives a tenth less.
GZIP_LEVEL, BROTLI_LEVEL = 6, 5
# The overhead of Python and the headers per response, and of each tag it depends on.
BYTES_PER_ANSWER = 4000
BYTES_PER_TAG = 120


class Response(NamedTuple):
    """The status, headers and body that are sent."""

    status: str
    headers: Headers
    content: list[bytes]


@dataclass(slots=True)
class Body:
    """The bytes of an answer, in the content encodings that somebody has taken it in.

    Nearly all callers take it compressed, and plain it is five times as long: unless somebody takes
    it so, the plain one isn't kept.
    """

    tag: str
    length: int
    _encoded: dict[str, bytes]
    # Only here until another encoding is.
    _plain: bytes | None

    @classmethod
    def of(cls, plain: bytes, tag: str) -> Body:
        """The body with these bytes and this validator."""
        return cls(tag, len(plain), {}, plain)

    @property
    def is_compressible(self) -> bool:
        """True if compressing it is worthwhile."""
        return self.length >= SMALLEST_COMPRESSED

    def encoded(self, encoding: str) -> bytes:
        """The bytes in a content encoding: ``br``, ``gzip``, or an empty one for them as they are.

        They hold nothing secret, so their length tells nothing.
        """
        encoded = self._encoded.get(encoding)
        if encoded is None:
            encoded = self._encoded[encoding] = _ENCODERS[encoding](self._decoded())
            # After it was kept, so that other threads find the one or the other.
            self._plain = None
        return encoded

    def _decoded(self) -> bytes:
        plain = self._plain
        if plain is not None:
            return plain
        encoding, encoded = next(iter(self._encoded.copy().items()))
        return _DECODERS[encoding](encoded)


def _as_it_is(content: bytes) -> bytes:
    return content


_ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "": _as_it_is,
    "br": partial(brotli.compress, mode=brotli.MODE_TEXT, quality=BROTLI_LEVEL),
    "gzip": partial(gzip.compress, compresslevel=GZIP_LEVEL, mtime=0),
}
_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "": _as_it_is, "br": brotli.decompress, "gzip": gzip.decompress,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CachedResponse:
    """An answer with status 200.

    ``is_shared``: caches outside may keep it. ``base_headers`` are those Django sent,
    ``tag_headers`` name the tags, by which also a caller who asks by POST may cache it.
    """

    body: Body
    base_headers: Headers
    tag_headers: Headers
    verified: Verified
    shared_seconds: int
    is_shared: bool
    # By the content encoding and whether the caller has it.
    _hits: dict[tuple[str, bool], Response] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The number of bytes of memory it takes, rounded up."""
        body = self.body.length
        tag_bytes = sum(len(value) for _name, value in self.tag_headers)
        tags = BYTES_PER_TAG * len(self.verified.tags)
        return 2 * body + BYTES_PER_ANSWER + tag_bytes + tags

    def with_verified(self, verified: Verified) -> CachedResponse:
        """The same answer, verified again."""
        return replace(self, verified=verified, _hits={})

    def hit(self, request: dict[str, Any], version: int) -> Response | None:
        """The response at the version it was verified for; made once for equal callers.

        ``None``: the version is another one, or there is a time in the headers.
        """
        if self.verified.version != version or self.verified.valid_until is not None:
            return None
        caller = self._caller(request)
        response = self._hits.get(caller)
        if response is None:
            response = self._hits[caller] = self._response(*caller, headers.HIT)
        return response

    def response(
        self, request: dict[str, Any], cache_status: str, at: datetime | None = None
    ) -> Response:
        """The response to send, or that the caller has it already.

        ``at`` is now; needed where the answer holds until some time.
        """
        return self._response(*self._caller(request), cache_status, at)

    def _caller(self, request: dict[str, Any]) -> tuple[str, bool]:
        """The differences between callers: content encoding, and whether they have the response."""
        accepted = request.get("HTTP_ACCEPT_ENCODING", "")
        encoding = headers.encoding(accepted) if self.body.is_compressible else ""
        if_none_match = (
            request.get("HTTP_IF_NONE_MATCH") if request["REQUEST_METHOD"] == "GET" else None
        )
        is_known = if_none_match is not None and headers.matches(
            if_none_match, self._entity_tag(encoding)
        )
        return encoding, is_known

    def _response(
        self,
        encoding: str,
        is_known: bool,
        cache_status: str,
        at: datetime | None = None,
    ) -> Response:
        sent_headers = self._headers(cache_status, at=at, encoding=encoding, is_known=is_known)
        if is_known:
            return Response("304 Not Modified", sent_headers, [])
        return Response("200 OK", sent_headers, [self.body.encoded(encoding)])

    def _headers(
        self, cache_status: str, *, at: datetime | None, encoding: str, is_known: bool
    ) -> Headers:
        """The headers, without those of the body where the caller has it (``is_known``)."""
        control = headers.PRIVATE
        if self.is_shared:
            control = headers.cache_control(
                at=at, until=self.verified.valid_until, shared_seconds=self.shared_seconds
            )
        result = [
            *(
                (name, value)
                for name, value in self.base_headers
                if not is_known or name != "Content-Type"
            ),
            ("Cache-Control", control),
            ("Cache-Status", cache_status),
            ("ETag", f'"{self._entity_tag(encoding)}"'),
            ("X-Content-Version", str(self.verified.version)),
            *self.tag_headers,
        ]
        if not is_known:
            result.append(("Content-Length", str(len(self.body.encoded(encoding)))))
            if encoding:
                result.append(("Content-Encoding", encoding))
        return result

    def _entity_tag(self, encoding: str) -> str:
        """The strong validator of the plain or the compressed bytes."""
        return f"{self.body.tag}-{encoding}" if encoding else self.body.tag
