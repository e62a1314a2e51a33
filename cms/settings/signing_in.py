"""Single sign-on: from the URL in ``OIDC_URL`` to the settings of allauth."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def oidc_url(_variable: str, url: str) -> str:
    """The URL as it is, once it has all its parts; or nothing."""
    if url:
        provider(url)
    return url


def provider(url: str) -> dict[str, Any]:
    """Settings of allauth for ``https://client-id:client-secret@issuer``.

    Raises:
        ImproperlyConfigured: the URL doesn't have all of these.
    """
    parts = urlsplit(url)
    if not (parts.scheme in {"https", "http"} and parts.hostname and parts.username
            and parts.password):  # fmt: skip
        raise ImproperlyConfigured(
            "OIDC_URL: it isn't https://client-id:client-secret@host/path, the issuer's address "
            "with the name and secret of this client."
        )
    if parts.scheme == "http" and parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
        raise ImproperlyConfigured("OIDC_URL: it must begin with https, for secrets travel there.")
    host = parts.netloc.rpartition("@")[2]
    return {
        "provider_id": "oidc",
        "name": "Single sign-on",
        "client_id": unquote(parts.username),
        "secret": unquote(parts.password),
        "settings": {
            "server_url": f"{parts.scheme}://{host}{parts.path.rstrip('/')}",
            "oauth_pkce_enabled": True,
        },
    }
