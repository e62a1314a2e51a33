"""Calls to a WSGI application, answered in this process."""

from __future__ import annotations

import json
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.signals import request_finished, request_started
from django.db import close_old_connections

if TYPE_CHECKING:
    from collections.abc import Iterator
    from wsgiref.types import WSGIApplication


@dataclass(frozen=True)
class Reply:
    """What an application answered; the names of headers are in small letters."""

    status: int
    headers: dict[str, str]
    content: bytes

    @property
    def json(self) -> Any:
        """The content, parsed."""
        return json.loads(self.content)

    @property
    def cache(self) -> str:
        """What became of the request."""
        return self.headers["cache-status"].removeprefix("newsroom; ")

    @property
    def tags(self) -> list[str]:
        """The tags that caches are told."""
        return self.headers["cache-tag"].split(",")


@dataclass(frozen=True)
class Caller:
    """Somebody who asks an application at ``/graphql/``, unless another path is named.

    ``keeps_connection``: as tests in a transaction need it; Django would end it with a request.
    """

    application: WSGIApplication
    keeps_connection: bool = True
    path: str = "/graphql/"

    def get(self, headers: dict[str, str] | None = None, **parameters: str) -> Reply:
        """Ask by GET."""
        return self._call("GET", urlencode(parameters), headers or {}, b"")

    def head(self, headers: dict[str, str] | None = None, **parameters: str) -> Reply:
        """Ask by HEAD."""
        return self._call("HEAD", urlencode(parameters), headers or {}, b"")

    def post(self, body: Any, headers: dict[str, str] | None = None) -> Reply:
        """Ask by POST, in JSON."""
        content = json.dumps(body).encode()
        given = {"Content-Type": "application/json", "Content-Length": str(len(content))}
        return self._call("POST", "", given | (headers or {}), content)

    def at(self, path: str) -> Reply:
        """Ask for what is at a path."""
        return self._call("GET", "", {}, b"", path=path)

    def _call(
        self,
        method: str,
        query: str,
        headers: dict[str, str],
        content: bytes,
        path: str | None = None,
    ) -> Reply:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method, "PATH_INFO": path or self.path, "QUERY_STRING": query,
            "SERVER_NAME": "testserver", "SERVER_PORT": "80", "HTTP_HOST": "testserver",
            "SERVER_PROTOCOL": "HTTP/1.1", "SCRIPT_NAME": "", "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(content), "wsgi.errors": None, "wsgi.version": (1, 0),
            "wsgi.multithread": True, "wsgi.multiprocess": True, "wsgi.run_once": False,
        }  # fmt: skip
        for name, value in headers.items():
            plain = name.upper().replace("-", "_")
            is_own = plain in {"CONTENT_TYPE", "CONTENT_LENGTH"}
            environ[plain if is_own else f"HTTP_{plain}"] = value
        begun: list[Any] = []

        def start_response(status: str, given: list[tuple[str, str]], _info: Any = None) -> Any:
            begun[:] = [int(status[:3]), {name.lower(): value for name, value in given}]

        with _connection_kept() if self.keeps_connection else nullcontext():
            response = self.application(environ, start_response)
            body = b"".join(response)
            if hasattr(response, "close"):
                response.close()
        return Reply(begun[0], begun[1], body)


@contextmanager
def _connection_kept() -> Iterator[None]:
    """Django ends the connection with a request, and with it the transaction of the test."""
    signals = (request_started, request_finished)
    connected = [one for one in signals if one.disconnect(close_old_connections)]
    try:
        yield
    finally:
        for one in connected:
            one.connect(close_old_connections)
