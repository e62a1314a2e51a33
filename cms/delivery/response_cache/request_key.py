"""The cache key of a request: the same for requests that get the same response."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port, validate_host

# The header with a preview token, whose answer is for one person.
PREVIEW = "HTTP_X_PREVIEW"
LARGEST_BODY = 256 * 1024
LONGEST_QUERY = 32 * 1024
LONGEST_HEADER = 300
# Headers of which it is known what they come to.
MOST_HEADERS = 200
# What an answer may be sent as, or shown as; all that an ``Accept`` decides is which comes first.
MEDIA_TYPES = ("application/json", "application/graphql-response+json", "text/html")
# Answers to other media types are refusals.
_JSON = {"application/json", "application/json; charset=utf-8", "application/json;charset=utf-8"}

Key = tuple[str | bytes, ...]


def key(request: dict[str, Any], scheme_header: tuple[str, str] | None) -> Key | None:
    """The key of a request; ``None`` where its answer is neither looked for nor kept.

    The query is used as it is: other spellings of it are other keys, never the same one. Of
    headers there is in it what they come to and not what was sent, which could be anything: the
    media types that are preferred and whether the way is secure. A host Django would refuse has no
    key. A body that was read for it can be read again.
    """
    method = request["REQUEST_METHOD"]
    query_string = request.get("QUERY_STRING", "")
    accept = request.get("HTTP_ACCEPT", "")
    host = request.get("HTTP_HOST", "")
    if (
        PREVIEW in request
        or len(query_string) > LONGEST_QUERY
        or len(accept) > LONGEST_HEADER
        or len(host) > LONGEST_HEADER
    ):
        return None
    if not _is_allowed(host, tuple(settings.ALLOWED_HOSTS)):
        return None
    if scheme_header:
        name, secure = scheme_header
        is_secure = request.get(name, "").split(",", 1)[0].strip() == secure
    else:
        is_secure = request["wsgi.url_scheme"] == "https"
    variant = (_preferred(accept), "https" if is_secure else "http")
    if method == "GET":
        return ("GET", query_string, *variant)
    if method == "POST":
        body = _body(request)
        if body is not None:
            return ("POST", query_string, *variant, sha256(body).digest())
    return None


@lru_cache(maxsize=MOST_HEADERS)
def _preferred(accept: str) -> str:
    """The preference an ``Accept`` expresses: the first media type, and the first JSON one."""
    request = HttpRequest()
    request.META["HTTP_ACCEPT"] = accept
    preferred = [request.get_preferred_type(types) for types in (MEDIA_TYPES, MEDIA_TYPES[:2])]
    return " ".join(media_type or "" for media_type in preferred)


@lru_cache(maxsize=MOST_HEADERS)
def _is_allowed(host: str, allowed: tuple[str, ...]) -> bool:
    """True if Django answers under a host; for an empty one it asks the server for its name."""
    return not host or validate_host(split_domain_port(host)[0], allowed or ("localhost",))


def _body(request: dict[str, Any]) -> bytes | None:
    length = request.get("CONTENT_LENGTH", "")
    if request.get("CONTENT_TYPE", "").lower() not in _JSON or not length.isdigit():
        return None
    if int(length) > LARGEST_BODY:
        return None
    body: bytes = request["wsgi.input"].read(int(length))
    request["wsgi.input"] = BytesIO(body)
    return body
