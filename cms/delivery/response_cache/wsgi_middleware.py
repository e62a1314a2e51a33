"""The WSGI application around Django's: it serves what was kept, and keeps what may be kept.

It is around Django and not one of its middlewares, because a cached response takes 0.06 ms in the
first middleware, and outside of Django three to seven times as many are served a second.

Every request reads the content version first. What was kept at this version is served. Where the
version is newer, the answer's own tags are looked up, and it is served or read again. Where the
database can't be asked, Django answers, and nothing is kept.

Django reads what an answer is made of piece by piece. Where some of it was changed meanwhile, the
pieces may never have been true together, so the answer is read again before anybody gets it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cms.delivery.response_cache import headers, memo_store, metrics
from cms.delivery.response_cache.cached_response import Body, CachedResponse
from cms.delivery.response_cache.request_key import key
from cms.delivery.response_cache.storable import AT_LEAST, CACHE_CONTEXT, CacheContext
from cms.delivery.response_cache.store import Store
from cms.delivery.response_cache.version_source import Unavailable, VersionSource
from cms.delivery.response_cache.version_window import VersionWindow
from cms.delivery.versions import content_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from wsgiref.types import StartResponse, WSGIApplication

    from cms.delivery.response_cache.cached_response import Headers, Response
    from cms.delivery.response_cache.request_key import Key

MOST_ANSWERS = 10_000
# Of one answer. Who changes the same things all the time doesn't keep readers waiting for longer.
MOST_READS = 3
# Said of every answer anew.
_OWN_HEADERS = {"cache-control", "content-length", "vary"}
_TOTALS = {
    result: metrics.answers.labels(result)
    for result in ("hit", "revalidated", "stored", "stale", "not_stored")
}


class ResponseCache:
    """Serves the answers of one path from memory.

    Args:
        application: Django's.
        path: the path, ``/graphql/``; answered without its last slash, too.
        source: where versions are read.
        most_bytes: the room for answers in this process.
        fresh_seconds: for how long a version that was read counts as the current one.
        shared_seconds: how long caches outside may keep an answer that isn't purged.
        tag_bytes: the length of the headers that name tags, each.
        scheme_header: the key in the environment that a proxy tells of a secure way by, and the
            value that does.
    """

    def __init__(
        self,
        application: WSGIApplication,
        *,
        path: str,
        source: VersionSource,
        most_bytes: int,
        fresh_seconds: float = 0,
        shared_seconds: int = 60,
        tag_bytes: int = 4000,
        scheme_header: tuple[str, str] | None = None,
    ) -> None:
        self.application = application
        self.paths = {path, path.rstrip("/")}
        self.version_window = VersionWindow(source, fresh_seconds=fresh_seconds)
        self.store: Store[Key, CachedResponse] = Store(
            most_bytes=most_bytes, most_entries=MOST_ANSWERS
        )
        self.shared_seconds = shared_seconds
        self.tag_bytes = tag_bytes
        self.scheme_header = scheme_header

    def __call__(self, request: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request; HEAD as GET, without the body (RFC 9110, section 9.3.2)."""
        if request.get("PATH_INFO") not in self.paths:
            return self.application(request, start_response)
        if request["REQUEST_METHOD"] == "HEAD":
            _close(self._respond(request | {"REQUEST_METHOD": "GET"}, start_response))
            return []
        return self._respond(request, start_response)

    def _respond(self, request: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        cache_key = key(request, self.scheme_header)
        if cache_key is None:
            return self.application(request, start_response)
        emptied_count = self.store.emptied_count
        try:
            version = self._version(request.get(AT_LEAST))
            cached = self.store.get(cache_key)
            hit = cached.hit(request, version) if cached and AT_LEAST not in request else None
            if hit is not None:
                _TOTALS["hit"].inc()
                return _send(hit, start_response)
            at = datetime.now(UTC)
            revalidated = (
                self._revalidated(cache_key, cached, version, at, emptied_count) if cached else None
            )
        except Unavailable:
            return self.application(request, start_response)
        if revalidated is not None and _has_version(request, version):
            is_hit = revalidated is cached
            _TOTALS["hit" if is_hit else "revalidated"].inc()
            status = headers.HIT if is_hit else headers.REVALIDATED
            return _send(revalidated.response(request, status, at), start_response)
        context = request[CACHE_CONTEXT] = CacheContext(version, at, emptied_count)
        return self._fetch(cache_key, context, request, start_response, is_stale=cached is not None)

    def _version(self, at_least: str | None) -> int:
        version = self.version_window.current()
        if at_least is not None and self.version_window.fresh_seconds:
            version = self.version_window.refresh()
        if self.version_window.is_other_database(version):
            self.store.empty()
            self._note_size()
            memo_store.forget()
            version = self.version_window.refresh()
        return version

    def _revalidated(
        self, cache_key: Key, cached: CachedResponse, version: int, at: datetime, emptied_count: int
    ) -> CachedResponse | None:
        """The answer, if it still holds; kept as such."""
        verified = content_version.revalidated(
            cached.verified, at=at, version=version, newest_of=self.version_window.source.newest
        )
        if verified is cached.verified:
            return cached
        if verified is None:
            return None
        revalidated = cached.with_verified(verified)
        self.store.put(cache_key, revalidated, emptied_count=emptied_count)
        self._note_size()
        return revalidated

    def _fetch(
        self,
        cache_key: Key,
        context: CacheContext,
        request: dict[str, Any],
        start_response: StartResponse,
        *,
        is_stale: bool,
    ) -> Iterable[bytes]:
        """Django's response, cached if the view has allowed it."""
        for reads in range(1, MOST_READS + 1):
            response = _Response(start_response)
            content = self.application(request, response)
            try:
                if context.dependencies is None or not response.is_plain:
                    _TOTALS["not_stored"].inc()
                    return response.passed_on(content)
                body = b"".join(content)
            except BaseException:
                _close(content)
                raise
            _close(content)
            if reads == MOST_READS:
                break
            version = self._changed_at(context.dependencies.tags, context.version)
            if version is None:
                break
            emptied_count = self.store.emptied_count
            context = request[CACHE_CONTEXT] = CacheContext(
                version, datetime.now(UTC), emptied_count
            )
            if cache_key[0] == "POST":
                request["wsgi.input"].seek(0)
        cached = self._cached_response(
            body, response.headers, context, is_shared=cache_key[0] == "GET"
        )
        is_stored = self.store.put(cache_key, cached, emptied_count=context.emptied_count)
        self._note_size()
        _TOTALS["stale" if is_stale else "stored"].inc()
        status = headers.STORED_ANEW if is_stale else headers.STORED
        status = status if is_stored else headers.NOT_STORED
        return _send(cached.response(request, status, context.at), start_response)

    def _note_size(self) -> None:
        metrics.kept_count.set(len(self.store))
        metrics.kept_bytes.set(self.store.size)

    def _changed_at(self, tags: frozenset[str], version: int) -> int | None:
        """The version now, if one of the tags was invalidated since the version read before."""
        try:
            now = self.version_window.refresh()
            is_same = now == version or (
                now > version and self.version_window.source.newest(tags) <= version
            )
        except Unavailable:
            return None
        return None if is_same else now

    def _cached_response(
        self, body: bytes, base: Headers, context: CacheContext, *, is_shared: bool
    ) -> CachedResponse:
        dependencies = context.dependencies
        assert dependencies is not None  # noqa: S101 - asked for before
        tags = headers.header_tags(dependencies.public_tags, most_bytes=self.tag_bytes)
        content = Body.of(body, headers.etag(body))
        vary = ["Accept", "X-Preview", *(["Accept-Encoding"] if content.is_compressible else [])]
        return CachedResponse(
            body=content,
            base_headers=[
                *((name, value) for name, value in base if name.lower() not in _OWN_HEADERS),
                ("Vary", ", ".join(vary)),
            ],
            tag_headers=[("Cache-Tag", ",".join(tags)), ("xkey", " ".join(tags))],
            verified=content_version.Verified(
                dependencies.tags, context.version, context.valid_until
            ),
            shared_seconds=self.shared_seconds,
            is_shared=is_shared,
        )


class _Response:
    """The beginning of Django's response; held back until it is known what becomes of it."""

    def __init__(self, start_response: StartResponse) -> None:
        self.start_response = start_response
        self.status = ""
        self.headers: Headers = []

    def __call__(
        self, status: str, headers: Headers, _exc_info: Any = None, /
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, list(headers)
        return _write

    @property
    def is_plain(self) -> bool:
        """True if it can be cached as it is: whole, not encoded and without cookies."""
        names = {name.lower() for name, _ in self.headers}
        return self.status.startswith("200 ") and not names & {"set-cookie", "content-encoding"}

    def passed_on(self, content: Iterable[bytes]) -> Iterable[bytes]:
        """The answer as Django gave it, and that it was not kept."""
        self.start_response(self.status, [*self.headers, ("Cache-Status", headers.NOT_STORED)])
        return content


def _write(_data: bytes) -> None:
    raise NotImplementedError("Django does not write.")


def _close(content: Iterable[bytes]) -> None:
    close = getattr(content, "close", None)
    if close is not None:
        close()


def _has_version(request: dict[str, Any], version: int) -> bool:
    """True if the version a caller asks for is there; the view reports a malformed one."""
    minimum = request.get(AT_LEAST)
    return minimum is None or (minimum.isascii() and minimum.isdigit() and int(minimum) <= version)


def _send(response: Response, start_response: StartResponse) -> Iterable[bytes]:
    start_response(response.status, response.headers)
    return response.content
