"""The caches in front of this installation, from the setting ``PURGE_URLS``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cms.delivery.purges.caches import Cache, PurgeURL
from cms.delivery.purges.cloudflare import Cloudflare
from cms.delivery.purges.cloudfront import CloudFront
from cms.delivery.purges.fastly import Fastly
from cms.delivery.purges.varnish import Varnish

if TYPE_CHECKING:
    from collections.abc import Callable

CACHE_TYPES: dict[str, Callable[[PurgeURL], Cache]] = {
    "varnish": Varnish.from_url,
    "cloudflare": Cloudflare.from_url,
    "cloudfront": CloudFront.from_url,
    "fastly": Fastly.from_url,
}


def caches() -> list[Cache]:
    """All of them.

    Raises:
        ImproperlyConfigured: a URL is of no known kind or names nothing.
    """
    return [cache(url) for url in settings.PURGE_URLS]


def cache(url: str) -> Cache:
    """The cache that one URL names."""
    parts = urlsplit(url)
    # Not ``hostname``: it is in small letters, and ids of distributions are in capitals.
    credentials, _, name = parts.netloc.rpartition("@")
    user, _, secret = credentials.partition(":")
    if parts.scheme not in CACHE_TYPES or not name:
        schemes = ", ".join(f"{scheme}://" for scheme in CACHE_TYPES)
        raise ImproperlyConfigured(f"PURGE_URLS: a URL begins with one of {schemes}.")
    if parts.scheme != "varnish" and not secret:
        raise ImproperlyConfigured(f"PURGE_URLS: {parts.scheme}://:secret@{name} lacks its secret.")
    purge_url = PurgeURL(name, unquote(user), unquote(secret), dict(parse_qsl(parts.query)))
    return CACHE_TYPES[parts.scheme](purge_url)
