"""Kept answers as the settings of this installation want them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from cms.delivery.response_cache import version_source
from cms.delivery.response_cache.wsgi_middleware import ResponseCache

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


def wrap(application: WSGIApplication, *, path: str) -> WSGIApplication:
    """The application, with what it answers at a path kept as far as there is room."""
    return ResponseCache(
        application,
        path=path,
        source=version_source.source(),
        most_bytes=settings.KEPT_ANSWERS_BYTES,
        fresh_seconds=settings.VERSION_FRESH_SECONDS,
        shared_seconds=settings.SHARED_CACHE_SECONDS,
        tag_bytes=settings.CACHE_TAG_BYTES,
        scheme_header=settings.SECURE_PROXY_SSL_HEADER,
    )
