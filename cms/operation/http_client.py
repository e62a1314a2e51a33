"""The HTTP client of the CMS: one request by urllib3, within limits of time and size.

Redirects are not followed and nothing is tried again: callers know whether they may. A connection
can be made to IP addresses that were checked before (``Request.ips``), so that a name server can't
lead a request elsewhere between the check and the connection.
"""

from __future__ import annotations

import json
import socket
import ssl
import time
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPException
from threading import Timer
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.exceptions import TimeoutError as UrllibTimeoutError
from urllib3.util import make_headers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from urllib.parse import SplitResult

    from urllib3.response import BaseHTTPResponse

CONNECT_SECONDS = 3.0
USER_AGENT = "Newsroom-CMS"


class RequestFailed(OSError):
    """There is no complete response; the message says why."""


class TimedOut(RequestFailed):
    """The time for a request was over."""


class CannotConnect(RequestFailed):
    """Nothing accepts the connection, or its certificate is for another host."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one request.

    ``seconds`` covers all of it, from connecting to the last byte. Of a body the first ``size``
    bytes are read.
    """

    seconds: float
    size: int
    connect_seconds: float = CONNECT_SECONDS


@dataclass(frozen=True, slots=True)
class Request:
    """A request to send.

    With ``ips`` the connection is made to the first of them that accepts it, and the name of the
    host is not looked up; certificates must still be for that name. ``may_use_proxy``: go through
    the proxy that the environment names (``HTTPS_PROXY``, ``NO_PROXY``); never together with
    ``ips``.
    """

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    ips: tuple[str, ...] = ()
    may_use_proxy: bool = False


def json_request(method: str, url: str, headers: Mapping[str, str], content: Any) -> Request:
    """A request with a JSON body, none for ``None``, to a service of the installation's choice."""
    body = b"" if content is None else json.dumps(content).encode()
    types = {"Content-Type": "application/json"} if body else {}
    return Request(method, url, {**headers, **types}, body, may_use_proxy=True)


@dataclass(frozen=True, slots=True)
class Response:
    """A status and the body, or its beginning where it is longer than the limit.

    The names of ``headers`` are in lower case; one that came several times has all its values.
    """

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            ValueError: it isn't.
        """
        return json.loads(self.body)


def send(request: Request, limits: Limits) -> Response:
    """Send a request once.

    Raises:
        TimedOut: there was no complete response within the limits.
        CannotConnect: no connection could be made.
        RequestFailed: anything else, such as a response that isn't HTTP.
    """
    deadline = time.monotonic() + limits.seconds
    try:
        response = _send(request, limits, deadline)
    except RequestFailed:
        raise
    except (OSError, HTTPError, HTTPException, ValueError) as error:
        if time.monotonic() >= deadline or _is_timeout(error):
            raise TimedOut("No answer in time.") from error
        raise RequestFailed(_described(error)) from error
    if time.monotonic() >= deadline:
        # A connection that was cut looks like the end of a body.
        raise TimedOut("No answer in time.")
    return response


def _send(request: Request, limits: Limits, deadline: float) -> Response:
    parts = urlsplit(request.url)
    proxy = _proxy(parts) if request.may_use_proxy and not request.ips else None
    with (
        closing(_connected(request, proxy, limits, deadline)) as connection,
        _cut_at(deadline, connection),
    ):
        headers = {
            "Host": parts.netloc.rpartition("@")[2],
            "Accept-Encoding": "identity",
            "User-Agent": USER_AGENT,
            **request.headers,
            "Connection": "close",
        }
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if proxy and parts.scheme == "http":
            target = request.url
            headers |= _proxy_headers(proxy)
        connection.request(
            request.method,
            target,
            body=request.body or None,
            headers=headers,
            preload_content=False,
        )
        response = connection.getresponse()
        names = {name.lower() for name in response.headers}
        received = {name: ", ".join(response.headers.getlist(name)) for name in names}
        return Response(response.status, _read(response, limits.size), received)


def _read(response: BaseHTTPResponse, size: int) -> bytes:
    body = bytearray()
    while len(body) < size:
        part = response.read(size - len(body), decode_content=False)
        if not part:
            break
        body += part
    return bytes(body)


def _connected(
    request: Request, proxy: SplitResult | None, limits: Limits, deadline: float
) -> HTTPConnection:
    """A connection to the proxy or to the first IP address that accepts one.

    Raises:
        CannotConnect: none does, or the certificate is for another host.
        TimedOut: none did in time.
    """
    failure: Exception = OSError("There is no address.")
    parts = urlsplit(request.url)
    for host in request.ips or (parts.hostname or "",):
        patience = min(limits.connect_seconds, deadline - time.monotonic())
        if patience <= 0:
            break
        connection = _connection(parts, host, proxy, patience)
        try:
            connection.connect()
            # urllib3 sets it on the socket with each step that follows.
            connection.timeout = limits.seconds
        except (OSError, HTTPError) as error:
            connection.close()
            failure = error
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    if _is_timeout(failure):
        raise TimedOut("No answer in time.") from failure
    raise CannotConnect(_described(failure)) from failure


def _connection(
    parts: SplitResult, host: str, proxy: SplitResult | None, seconds: float
) -> HTTPConnection:
    is_secure = parts.scheme == "https"
    port = parts.port or (443 if is_secure else 80)
    address = (proxy.hostname or "", proxy.port or 80) if proxy else (host, port)
    if not is_secure:
        return HTTPConnection(*address, timeout=seconds)
    connection = HTTPSConnection(
        *address, timeout=seconds, ssl_context=_trust(), server_hostname=parts.hostname
    )
    if proxy:
        connection.set_tunnel(host, port, headers=_proxy_headers(proxy))
    return connection


def _proxy_headers(proxy: SplitResult) -> dict[str, str]:
    name = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}" if proxy.username else None
    return dict(make_headers(proxy_basic_auth=name))


def _proxy(parts: SplitResult) -> SplitResult | None:
    """The proxy that the environment names for a URL."""
    url = getproxies().get(parts.scheme)
    if not url or proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    return urlsplit(url if "://" in url else f"http://{url}")


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


@contextmanager
def _cut_at(deadline: float, connection: HTTPConnection) -> Iterator[None]:
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


def _is_timeout(error: Exception) -> bool:
    # urllib3 counts a refused connection among the timeouts.
    is_refused = isinstance(error, NewConnectionError)
    return isinstance(error, TimeoutError | UrllibTimeoutError) and not is_refused


def _described(error: Exception) -> str:
    """The error of the system where urllib3 has wrapped one, whose message names the connection."""
    cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
    return f"{type(cause).__name__}: {cause}"[:500]
