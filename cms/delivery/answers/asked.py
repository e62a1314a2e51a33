"""What tells one request from another, as far as the answer goes."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import Any

LARGEST_BODY = 256 * 1024
LONGEST_ADDRESS = 32 * 1024
LONGEST_HEADER = 300
# Answers to other media types are refusals.
_JSON = {"application/json", "application/json; charset=utf-8", "application/json;charset=utf-8"}

Key = tuple[str | bytes, ...]


def key(request: dict[str, Any], scheme_header: str | None) -> Key | None:
    """The key of a request; ``None`` where its answer is neither looked for nor kept.

    The address is taken as it is: other spellings of it are other keys, never the same one. Host
    and scheme are in it because Django refuses some, and ``Accept`` as it was sent. A body that was
    read for it can be read again.
    """
    method = request["REQUEST_METHOD"]
    address = request.get("QUERY_STRING", "")
    accept = request.get("HTTP_ACCEPT", "")
    host = request.get("HTTP_HOST", "")
    if len(address) > LONGEST_ADDRESS or len(accept) > LONGEST_HEADER or len(host) > LONGEST_HEADER:
        return None
    scheme = request.get(scheme_header, "") if scheme_header else request["wsgi.url_scheme"]
    if method == "GET":
        return ("GET", address, accept, host, scheme)
    if method == "POST":
        body = _body(request)
        if body is not None:
            return ("POST", address, accept, host, scheme, sha256(body).digest())
    return None


def _body(request: dict[str, Any]) -> bytes | None:
    length = request.get("CONTENT_LENGTH", "")
    if request.get("CONTENT_TYPE", "").lower() not in _JSON or not length.isdigit():
        return None
    if int(length) > LARGEST_BODY:
        return None
    body: bytes = request["wsgi.input"].read(int(length))
    request["wsgi.input"] = BytesIO(body)
    return body
