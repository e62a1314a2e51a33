"""One polite question to another site: is there something at a URL?

It is asked for by HEAD, and by GET only where that isn't understood; never more often than once a
second of one host, and never of a private address, whatever webhooks may do. Redirects aren't
followed: a browser will. A site that refuses a program, or is busy, isn't said to be broken.
"""

from __future__ import annotations

import time
from threading import Lock
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from cms.delivery.webhooks import hosts
from cms.operation import http_client
from cms.operation.http_client import Limits, Request

LIMITS = Limits(seconds=10.0, size=1024)
SECONDS_BETWEEN = 1.0
_FIRST_ERROR = 400
# A program is refused, or has to wait: it says nothing of what readers get.
_UNCLEAR = frozenset({401, 403, 407, 408, 425, 429, 451, 503, 999})
_MOST_HOSTS = 1000

_asked_at: dict[str, float] = {}
_lock = Lock()


def broken_because(url: str) -> str:
    """The reason why readers find nothing at a URL; empty if they do, or nobody can tell."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return "no valid URL"
    try:
        ips = hosts.public_ips(url)
    except hosts.ForbiddenHost:
        return "a private address"
    except (OSError, UnicodeError, ValueError):
        return "no such host"
    try:
        status = _status(url, parts.hostname, ips)
    except OSError as error:
        is_late = isinstance(error, http_client.TimedOut)
        return "no answer in time" if is_late else str(error)[:200] or type(error).__name__
    return f"HTTP {status}" if status >= _FIRST_ERROR and status not in _UNCLEAR else ""


def _status(url: str, host: str, ips: tuple[str, ...]) -> int:
    """The status of a URL: of GET only where that of HEAD is an error."""
    status = _FIRST_ERROR
    for method in ("HEAD", "GET"):
        _wait_for(host)
        status = http_client.send(Request(method, _sendable(url), ips=ips), LIMITS).status
        if status < _FIRST_ERROR or status in _UNCLEAR:
            break
    return status


def _sendable(url: str) -> str:
    return str(iri_to_uri(url)).partition("#")[0]


def _wait_for(host: str) -> None:
    """Wait until a host may be asked again; the next one waits for its turn after that."""
    with _lock:
        now = time.monotonic()
        turn = max(now, _asked_at[host] + SECONDS_BETWEEN) if host in _asked_at else now
        if len(_asked_at) >= _MOST_HOSTS:
            _asked_at.clear()
        _asked_at[host] = turn
    time.sleep(turn - now)
