"""One HTTP request and what came back, within limits of time and size.

Redirects are not followed, and a connection can be made to an address that was looked up before,
so that nobody can send a request where it wasn't meant to go.
"""

from __future__ import annotations

import socket
import ssl
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Timer
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONNECT_SECONDS = 3.0
TOTAL_SECONDS = 10.0
LARGEST_ANSWER = 16 * 1024
KEPT_CHARACTERS = 2000
USER_AGENT = "Newsroom-CMS"


@dataclass(frozen=True, slots=True)
class Request:
    """What is sent.

    With ``addresses`` the connection is made to one of them, whatever the name of the host stands
    for by then; the name is still the one that a certificate has to be for.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: a status and the beginning of the text, or why there is none."""

    status: int | None = None
    text: str = ""
    error: str = ""

    @property
    def is_success(self) -> bool:
        """Whether the receiver has taken the request."""
        return self.status is not None and 200 <= self.status < 300


def send(request: Request) -> Answer:
    """Send a request once; ends within ``TOTAL_SECONDS`` and never raises for what went wrong."""
    deadline = time.monotonic() + TOTAL_SECONDS
    try:
        return _answer(request, deadline)
    except (OSError, HTTPException, ValueError) as error:
        return Answer(error=_reason(error, deadline))


def _answer(request: Request, deadline: float) -> Answer:
    with closing(_connected(request, deadline)) as connection, _ended_at(deadline, connection):
        response = _asked(connection, request)
        answer = Answer(response.status, _text(response))
    if time.monotonic() >= deadline:
        # What was cut looks like the end of an answer.
        raise TimeoutError
    return answer


def _asked(connection: HTTPConnection, request: Request) -> HTTPResponse:
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"User-Agent": USER_AGENT, **request.headers, "Connection": "close"}
    connection.request(request.method, target, request.body or None, headers)
    return connection.getresponse()


def _connected(request: Request, deadline: float) -> HTTPConnection:
    """A connection to the first address that takes one.

    Raises:
        OSError: none does, or what answers there has no certificate for the host.
    """
    parts = urlsplit(request.url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port or kind.default_port)
    plain = _socket(request.addresses or (connection.host,), connection.port, deadline)
    try:
        connection.sock = _secured(plain, parts) if parts.scheme == "https" else plain
    except BaseException:
        plain.close()
        raise
    return connection


def _socket(addresses: tuple[str, ...], port: int, deadline: float) -> socket.socket:
    failure: OSError = OSError("There is no address.")
    for address in addresses:
        patience = min(CONNECT_SECONDS, deadline - time.monotonic())
        if patience <= 0:
            break
        try:
            plain = socket.create_connection((address, port), patience)
        except OSError as error:
            failure = error
        else:
            plain.settimeout(TOTAL_SECONDS)
            return plain
    raise failure


def _secured(plain: socket.socket, parts: SplitResult) -> ssl.SSLSocket:
    plain.settimeout(CONNECT_SECONDS)
    secured = _trust().wrap_socket(plain, server_hostname=parts.hostname)
    secured.settimeout(TOTAL_SECONDS)
    return secured


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


@contextmanager
def _ended_at(deadline: float, connection: HTTPConnection) -> Iterator[None]:
    """Cut the connection at the deadline: a timeout of the socket begins anew with each byte."""
    cut = Timer(max(0.0, deadline - time.monotonic()), _cut, [connection.sock])
    cut.daemon = True
    cut.start()
    try:
        yield
    finally:
        cut.cancel()


def _cut(connected: socket.socket) -> None:
    with suppress(OSError):
        connected.shutdown(socket.SHUT_RDWR)


def _text(response: HTTPResponse) -> str:
    text = response.read(LARGEST_ANSWER).decode("utf-8", "replace")
    # PostgreSQL keeps no text with a zero byte.
    return text.replace("\0", "�")[:KEPT_CHARACTERS]


def _reason(error: Exception, deadline: float) -> str:
    if time.monotonic() >= deadline or isinstance(error, TimeoutError):
        return "No answer in time."
    return f"{type(error).__name__}: {error}"[:500]
