"""Requests of the CMS, sent to servers on this machine."""

import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from cms.operation import http_client
from cms.operation.http_client import Limits, Request, json_request

LIMITS = Limits(10, 1000)


@dataclass
class Listening:
    """A server on this machine, and each path, headers and body it got."""

    server_port: int
    received: list[tuple[str, dict[str, str], bytes]]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def server() -> Iterator[Listening]:
    """A server that answers with the beginning of what it got, and keeps all of it."""
    received: list[tuple[str, dict[str, str], bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.path, dict(self.headers), body))
            self.send_response(200)
            self.send_header("Content-Length", "9")
            self.end_headers()
            self.wfile.write(b'{"a": 12}')

        def log_message(self, *_args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield Listening(listening.server_port, received)
        listening.shutdown()


def test_json_is_sent_and_read(server):
    response = http_client.send(json_request("POST", f"{server.url}/x?y=1", {}, {"b": 2}), LIMITS)

    assert (response.status, response.json()) == (200, {"a": 12})
    (path, headers, body) = server.received[0]
    assert (path, headers["Content-Type"], body) == ("/x?y=1", "application/json", b'{"b": 2}')


def test_a_body_is_read_up_to_the_limit(server):
    response = http_client.send(Request("POST", server.url), Limits(10, 4))

    assert (response.status, response.body) == (200, b'{"a"')


def test_the_host_is_named_where_the_connection_is_made_to_an_ip(server):
    url = f"http://service.example:{server.server_port}/"
    http_client.send(Request("POST", url, ips=("127.0.0.1",)), LIMITS)

    assert server.received[0][1]["Host"] == f"service.example:{server.server_port}"


def test_the_proxy_of_the_environment_gets_what_may_go_through_it(server, monkeypatch):
    monkeypatch.setenv("http_proxy", server.url.replace("http://", "http://user:p%40ss@"))
    http_client.send(json_request("POST", "http://service.example/x", {}, 1), LIMITS)

    (path, headers, _body) = server.received[0]
    assert (path, headers["Host"]) == ("http://service.example/x", "service.example")
    assert headers["proxy-authorization"] == "Basic dXNlcjpwQHNz"


def test_no_proxy_gets_what_is_sent_to_checked_ips(server, monkeypatch):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free.getsockname()[1]}")
    url = f"http://service.example:{server.server_port}/"
    request = Request("POST", url, ips=("127.0.0.1",), may_use_proxy=True)

    assert http_client.send(request, LIMITS).status == 200


def test_a_refused_connection_is_told_from_one_that_takes_too_long():
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        with pytest.raises(http_client.TimedOut, match=r"No answer in time\."):
            http_client.send(Request("GET", url), Limits(0.2, 10))
    with pytest.raises(http_client.CannotConnect, match="ConnectionRefusedError"):
        http_client.send(Request("GET", url), LIMITS)


def test_what_is_not_http_is_a_failure():
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        Thread(target=_answer_nonsense, args=(listening,), daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        with pytest.raises(http_client.RequestFailed):
            http_client.send(Request("GET", url), LIMITS)


def _answer_nonsense(listening):
    connection, _address = listening.accept()
    with closing(connection):
        connection.recv(1000)
        connection.sendall(b"nonsense\r\n\r\n")
