"""A server that webhooks and purges are sent to, and what it has got."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came in; the names of headers are in small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Receiver:
    """Answers each request with the next of ``answers``, then with 200 and nothing.

    An answer is a status, or a function that writes one with the handler it is given.
    """

    port: int
    received: list[Received] = field(default_factory=list)
    answers: list[int | Callable[[Any], None]] = field(default_factory=list)
    released: Event = field(default_factory=Event)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}/hook"

    def hold(self, handler: Any) -> None:
        """An answer that is not given until ``released`` is set."""
        self.released.wait(PATIENCE_SECONDS)
        handler.send_response(200)
        handler.end_headers()

    def wait_for(self, count: int) -> list[Received]:
        """Return when so many requests have come in.

        Raises:
            TimeoutError: they haven't.
        """
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while len(self.received) < count:
            if time.monotonic() > give_up_at:
                raise TimeoutError(f"{len(self.received)} requests instead of {count}")
            time.sleep(0.01)
        return list(self.received)


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A server on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            body = self.rfile.read(length)
            answer = receiver.answers.pop(0) if receiver.answers else 200
            receiver.received.append(Received(self.command, self.path, headers, body))
            if callable(answer):
                answer(self)
            else:
                self.send_response(answer)
                self.end_headers()

        do_GET = do_POST = do_PURGE = handle_any  # noqa: N815

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        receiver = Receiver(server.server_address[1])
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            receiver.released.set()
            server.shutdown()
            thread.join()
