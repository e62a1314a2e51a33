"""A service of translation on this machine."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Answering(HTTPServer):
    """A service of translation that puts a word before each text, in the protocol of its path."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.status = 200
        self.body: bytes | None = None
        # The glossaries of DeepL by their ids.
        self.glossaries: dict[str, dict[str, str]] = {}


class _Handler(BaseHTTPRequestHandler):
    server: Answering

    def do_GET(self) -> None:
        known = [
            {"glossary_id": key, "name": one["name"], "ready": True}
            for key, one in self.server.glossaries.items()
        ]
        self._answer({"glossaries": known})

    def do_DELETE(self) -> None:
        del self.server.glossaries[self.path.rpartition("/")[2]]
        self.send_response(204)
        self.end_headers()

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/v2/glossaries":
            key = f"glossary-{len(self.server.glossaries) + len(self.server.asked)}"
            self.server.glossaries[key] = sent
            self._answer({"glossary_id": key, "name": sent["name"]}, 201)
            return
        self.server.asked.append((self.path, dict(self.headers), sent))
        texts = sent.get("text") or sent.get("q")
        made = [f"译{text}" for text in texts]
        answers: dict[str, Any] = {
            "/v2/translate": {"translations": [{"text": item} for item in made]},
            "/translate": {"translatedText": made},
            "/language/translate/v2": {
                "data": {"translations": [{"translatedText": item} for item in made]}
            },
        }
        self._answer(answers[self.path], self.server.status)

    def _answer(self, answer: Any, status: int = 200) -> None:
        body = self.server.body if self.server.body is not None else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_message: Any) -> None:
        pass


@contextmanager
def answering():
    server = Answering()
    thread = threading.Thread(target=server.serve_forever, args=[0.05])
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def address(kind: str, host: Answering, key: str = "s%3Acret") -> str:
    return f"{kind}+http://:{key}@127.0.0.1:{host.server_port}"
