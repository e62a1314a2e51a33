"""A Varnish in front of a server that does as it is told, and one in front of a demo."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from tests.delivery.receiving import Receiver, receiving
from tests.services.varnish import varnish

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Answer:
    """What a reader got."""

    status: int
    headers: dict[str, str]
    body: str

    @property
    def how(self) -> str:
        """What Varnish says it did."""
        return self.headers["x-cache"]


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Follow none."""


_opener = urllib.request.build_opener(_NoRedirects)


def ask(url: str, *, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """Send a request; the names of headers are written with underscores."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, data=body, method=method, headers=given)
    try:
        with _opener.open(request, timeout=20) as response:
            return _read(response)
    except urllib.error.HTTPError as error:
        with error:
            return _read(error)


def _read(response: Any) -> Answer:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status, headers, response.read().decode())


@dataclass(slots=True)
class Origin:
    """Stands in for the CMS: counts its answers, so that a new one differs from the last."""

    receiver: Receiver
    edge: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    is_ready: bool = True
    count: int = 0

    def answer(self, handler: Any) -> None:
        """Answer the question of the handler."""
        if handler.path == "/health/ready":
            handler.send_response(200 if self.is_ready else 503)
            handler.end_headers()
            return
        self.count += 1
        handler.send_response(self.status)
        for name, value in self.headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(json.dumps({"answer": self.count}).encode())

    def ask(self, path: str = "/graphql/?documentId=a", **options: Any) -> Answer:
        """Ask through Varnish."""
        return ask(self.edge + path, **options)

    def purge(self, tags: str, **headers: str) -> Answer:
        """Purge tags from Varnish."""
        return self.ask("/", method="PURGE", xkey=tags, **headers)

    def wait_until_reached(self) -> None:
        """Return when the first probe of Varnish has found the origin: it asks none before."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while self.ask("/health/ready").status != 200:
            assert time.monotonic() < give_up_at
            time.sleep(0.05)

    def wait_until_known_as(self, *, ready: bool) -> None:
        """Return when Varnish's probes must have seen what the origin says of itself."""
        self.is_ready = ready
        seen = len(self.receiver.received)
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while sum(one.path == "/health/ready" for one in self.receiver.received[seen:]) < 4:
            assert time.monotonic() < give_up_at
            time.sleep(0.05)


class _Always(list[Any]):
    """The same answer to everything."""

    def pop(self, _index: Any = 0) -> Any:
        return self[0]


KEPT = {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "public, max-age=0, s-maxage=3600, stale-if-error=86400",
    "Vary": "Accept, X-Preview",
    "xkey": "tree page:a",
    "X-Content-Version": "7",
}


@pytest.fixture
def origin() -> Iterator[Origin]:
    """An origin behind a Varnish of its own, which answers with what may be kept."""
    with receiving() as receiver:
        stand_in = Origin(receiver, headers=dict(KEPT))
        receiver.answers = _Always([stand_in.answer])
        with varnish(receiver.port) as edge:
            stand_in.edge = edge
            stand_in.wait_until_reached()
            yield stand_in
