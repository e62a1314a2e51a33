"""A reader or an editor at an installation's public name, which leads to this machine."""

from __future__ import annotations

import http.client
import http.cookiejar
import socket
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.services import forms

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that has been filled in."""

    path: str
    body: bytes
    media_type: str


class Client:
    """Somebody with cookies, who trusts one authority, and follows redirects unless told."""

    def __init__(self, origin: str, context: ssl.SSLContext) -> None:
        self.origin = origin
        self.cookies = http.cookiejar.CookieJar()
        handlers = [_Here(context), urllib.request.HTTPCookieProcessor(self.cookies)]
        self._following = urllib.request.build_opener(*handlers)
        self._staying = urllib.request.build_opener(*handlers, _Stay())

    def ask(
        self,
        path: str,
        *,
        data: bytes | None = None,
        follow: bool = False,
        method: str | None = None,
        **headers: str,
    ) -> Answer:
        """Send a request; names of headers are written with underscores."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        url = urllib.parse.urljoin(self.origin, path)
        request = urllib.request.Request(url, data=data, headers=given, method=method)
        opener = self._following if follow else self._staying
        try:
            with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
                return _read(response)
        except urllib.error.HTTPError as error:
            with error:
                return _read(error)

    def filled(
        self, path: str, fields: Mapping[str, str], *, files: forms.Files | None = None
    ) -> Filled:
        """The form of a page with some fields changed, ready to be sent.

        Raises:
            RuntimeError: the page has no form.
        """
        page = self.ask(path, follow=True)
        form = forms.likeliest(page.text, set(fields))
        if form is None:
            raise RuntimeError(f"{path} has no form: {page.status}")
        filled = form | {name: [value] for name, value in fields.items()}
        return Filled(path, *forms.multipart(filled, files or {}))

    def send(self, filled: Filled) -> Answer:
        """Send a form, as its button does."""
        return self.ask(
            filled.path, data=filled.body, Referer=self.origin + filled.path,
            Content_Type=filled.media_type,
        )  # fmt: skip

    def submit(
        self, path: str, fields: Mapping[str, str], *, files: forms.Files | None = None
    ) -> Answer:
        """Fill in and send the form of a page.

        Raises:
            RuntimeError: the page has no form.
        """
        return self.send(self.filled(path, fields, files=files))


def _read(response: Any) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status, headers, response.read())


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Follow none."""


class _Connection(http.client.HTTPSConnection):
    """One to this machine, whatever the name; the certificate has to be of that name."""

    def __init__(self, host: str, *, trusted: ssl.SSLContext, **options: Any) -> None:
        super().__init__(host, context=trusted, **options)
        self._trusted = trusted

    def connect(self) -> None:
        """Connect to this machine."""
        plain = socket.create_connection(("127.0.0.1", self.port), TIMEOUT_SECONDS)
        self.sock = self._trusted.wrap_socket(plain, server_hostname=self.host)


class _Here(urllib.request.HTTPSHandler):
    def __init__(self, context: ssl.SSLContext) -> None:
        super().__init__(context=context)
        self._trusted = context

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open a connection to this machine."""
        connection: Any = partial(_Connection, trusted=self._trusted)
        return self.do_open(connection, req)
