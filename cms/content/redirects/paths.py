"""The written form of redirected URLs, and when two of them are the same to a reader.

A reader's path may be in other letters than the one that is kept, have a slash more or less, be
percent-encoded, and carry parameters that only say where its reader came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Self
from urllib.parse import unquote, urlsplit

from wagtail.contrib.redirects.models import Redirect

# What links in mails, advertisements and social networks are marked with; all in small letters.
_TRACKING = frozenset({
    "_ga", "_gl", "_hsenc", "_hsmi", "_openstat", "dclid", "fbclid", "gad_source", "gbraid",
    "gclid", "gclsrc", "hsctatracking", "igsh", "igshid", "li_fat_id", "mc_cid", "mc_eid",
    "mkt_tok", "msclkid", "s_cid", "spm", "srsltid", "ttclid", "twclid", "vero_id", "wbraid",
    "wickedid", "yclid",
})  # fmt: skip
_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "bd_vid", "hmsr", "hmpl", "hmcu", "hmkw", "hmci")
_SLASHES = re.compile("/{2,}")
_WEB_PORTS = {80, 443, None}


@lru_cache(maxsize=1_000)
def is_tracking(name: str) -> bool:
    """True if a query parameter only records where its reader came from."""
    small = name.lower()
    return small in _TRACKING or small.startswith(_TRACKING_PREFIXES)


def without_tracking(query: str) -> str:
    """A query without the parameters that only say where a reader came from."""
    parameters = [
        parameter
        for parameter in query.split("&")
        if not is_tracking(unquote(parameter.partition("=")[0]))
    ]
    return "&".join(parameters)


def old_path(text: str, codes: frozenset[str] = frozenset()) -> str:
    """A path as redirects from it are kept: decoded, without the slash at the end.

    ``codes`` of languages are written in small letters at its beginning.
    """
    path, mark, query = unicodedata.normalize("NFC", Redirect.normalise_path(text)).partition("?")
    path = _SLASHES.sub("/", path).rstrip("/") or "/"
    first, slash, rest = path[1:].partition("/")
    if first.lower() in codes:
        path = f"/{first.lower()}{slash}{rest}"
    remaining_query = without_tracking(query)
    return f"{path}{mark}{remaining_query}" if remaining_query else path


@dataclass(frozen=True, slots=True)
class ComparableUrl:
    """A URL in the form it is compared in: ``host`` is ``None`` for paths of the own site."""

    host: str | None
    path: str
    query: str

    @classmethod
    def of(cls, url: str) -> Self | None:
        """The comparable form of a path or of an absolute URL; ``None`` where it is neither."""
        try:
            parts = urlsplit(url.strip())
            port = parts.port
        except ValueError:
            return None
        if (parts.scheme and parts.scheme.lower() not in {"http", "https"}) or (
            parts.scheme and not parts.netloc
        ):
            return None
        path_and_query = old_path((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
        path, _mark, query = path_and_query.casefold().partition("?")
        return cls(_host(parts.hostname, port), path, query)

    def is_at(self, other: ComparableUrl) -> bool:
        """True if a redirect from ``other`` applies to readers who request this URL.

        One whose URL has no query is followed whatever the query is.
        """
        return self.path == other.path and other.query in {self.query, ""}


def _host(name: str | None, port: int | None) -> str | None:
    if not name:
        return None
    try:
        name = name.rstrip(".").encode("idna").decode()
    except UnicodeError:
        name = name.rstrip(".").lower()
    return name if port in _WEB_PORTS else f"{name}:{port}"


def host_of(origin: str) -> str | None:
    """The host of an origin, as places name it."""
    url = ComparableUrl.of(origin)
    return url.host if url else None
