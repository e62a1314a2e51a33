"""A mail server for tests: knows one login, and keeps what it is sent."""

from __future__ import annotations

import base64
import socketserver
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

USER, PASSWORD = "newsroom", "geheim-geheim"


class MailServer(socketserver.ThreadingTCPServer):
    """Speaks as much SMTP as a client needs that logs in and sends."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.mails: list[str] = []

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def url(self, password: str = PASSWORD) -> str:
        """Its address, as ``EMAIL_URL`` has it."""
        return f"smtp://{USER}:{password}@127.0.0.1:{self.port}"


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self._say("220 test")
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "EHLO":
                self._say("250-test\r\n250 AUTH PLAIN")
            elif verb == "AUTH":
                given = base64.b64decode(line.split()[-1]).split(b"\0")
                is_known = given[1:] == [USER.encode(), PASSWORD.encode()]
                self._say("235 welcome" if is_known else f"535 no such login {given[2].decode()}")
            elif verb == "DATA":
                self._say("354 go on")
                self._take()
            else:
                self._say("250 fine")
                if verb == "QUIT":
                    return

    def _take(self) -> None:
        lines = iter(lambda: self.rfile.readline().decode().rstrip("\r\n"), ".")
        self.server.mails.append("\n".join(lines))
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server while it is needed."""
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
