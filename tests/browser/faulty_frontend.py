"""A small frontend at an origin of its own, with one fault at a time."""

from __future__ import annotations

import json
import sqlite3
import urllib.request
from contextlib import closing, contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

FAULTS = ("away", "origin", "frame", "script", "silent", "refused", "ended", "cache")
_QUERY = "query($token: String!) { preview(token: $token) { title lastPublishedAt } }"
_SCRIPT = """
const said = JSON.parse(document.getElementById("said").textContent);
window.parent.postMessage({ type: "cms:preview", ...said }, "*");
"""


class FaultyFrontend(ThreadingHTTPServer):
    """``fault`` is one of ``FAULTS``; without one previews are shown as they should be."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fault = ""
        self.cms = ""
        self.database = Path()
        self.cached: bytes | None = None

    @property
    def origin(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def page(self, token: str) -> bytes:
        """The page for a token, asked of the CMS by this server."""
        if self.fault == "cache" and self.cached:
            return self.cached
        if self.fault == "ended":
            self.end_tokens()
        draft = self.draft(token[::-1] if self.fault == "refused" else token)
        said = {"isShown": bool(draft), "lastPublishedAt": draft and draft["lastPublishedAt"]}
        title = draft["title"] if draft else "Nothing"
        script = "" if self.fault == "silent" else '<script src="/preview.js" defer></script>'
        self.cached = (
            f'<!doctype html><html lang="en"><title>Page</title><h1>{title}</h1>'
            f'<script type="application/json" id="said">{json.dumps(said)}</script>{script}'
        ).encode()
        return self.cached

    def draft(self, token: str) -> dict[str, str] | None:
        """What the CMS answers to a token."""
        body = json.dumps({"query": _QUERY, "variables": {"token": token}}).encode()
        request = urllib.request.Request(
            f"{self.cms}/graphql/", body, {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request) as response:
            preview: dict[str, str] | None = json.load(response)["data"]["preview"]
        return preview

    def end_tokens(self) -> None:
        """Have all tokens end now."""
        with closing(sqlite3.connect(self.database, timeout=20)) as connection, connection:
            connection.execute("UPDATE delivery_preview SET expires_at = '2000-01-01 00:00:00'")


class _Handler(BaseHTTPRequestHandler):
    server: FaultyFrontend

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        fault = self.server.fault
        if parts.path == "/preview.js":
            self._send(200, _SCRIPT.encode(), {"Content-Type": "text/javascript"})
        elif fault == "away":
            self._send(502, b"", {})
        elif fault == "origin":
            elsewhere = self.server.origin.replace("127.0.0.1", "localhost")
            self._send(302, b"", {"Location": f"{elsewhere}{self.path}"})
        else:
            (token,) = parse_qs(parts.query).get("preview", [""])
            headers = {"Content-Type": "text/html; charset=utf-8"}
            if fault == "frame":
                headers["X-Frame-Options"] = "DENY"
            if fault == "script":
                headers["Content-Security-Policy"] = "script-src 'none'"
            self._send(200, self.server.page(token), headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        # A frame that was replaced doesn't wait for its page.
        with suppress(ConnectionError):
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Be quiet."""


@contextmanager
def faulty_frontend() -> Iterator[FaultyFrontend]:
    """One that runs, without a fault at first."""
    server = FaultyFrontend()
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
