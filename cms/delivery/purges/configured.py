"""The caches this installation stands behind, from the setting ``PURGE_URLS``."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from cms.delivery.purges.caches import Cache, Place
from cms.delivery.purges.cloudflare import Cloudflare
from cms.delivery.purges.cloudfront import CloudFront
from cms.delivery.purges.fastly import Fastly
from cms.delivery.purges.varnish import Varnish

if TYPE_CHECKING:
    from collections.abc import Callable

KINDS: dict[str, Callable[[Place], Cache]] = {
    "varnish": Varnish.at,
    "cloudflare": Cloudflare.at,
    "cloudfront": CloudFront.at,
    "fastly": Fastly.at,
}


def caches() -> list[Cache]:
    """All of them.

    Raises:
        ImproperlyConfigured: an address is of no known kind or names nothing.
    """
    return [cache(url) for url in settings.PURGE_URLS]


def cache(url: str) -> Cache:
    """The cache of one address."""
    parts = urlsplit(url)
    # Not ``hostname``: it is in small letters, and ids of distributions are in capitals.
    credentials, _, name = parts.netloc.rpartition("@")
    user, _, secret = credentials.partition(":")
    if parts.scheme not in KINDS or not name:
        kinds = ", ".join(f"{kind}://" for kind in KINDS)
        raise ImproperlyConfigured(f"PURGE_URLS: an address begins with one of {kinds}.")
    if parts.scheme != "varnish" and not secret:
        raise ImproperlyConfigured(f"PURGE_URLS: {parts.scheme}://:secret@{name} lacks its secret.")
    place = Place(name, unquote(user), unquote(secret), dict(parse_qsl(parts.query)))
    return KINDS[parts.scheme](place)
