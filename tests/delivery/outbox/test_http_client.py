"""One request: where it goes, and how much of an answer is waited for."""

import socket
import ssl
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread

import pytest

from cms.delivery.outbox import http_client
from cms.delivery.outbox.http_client import Request, Response
from cms.operation import http_client as operation_client

CERTIFICATE = Path(__file__).with_name("receiver.example.pem")


def test_sends_what_it_is_given(receiver):
    headers = {"Content-Type": "application/json", "webhook-id": "evt_1"}
    answer = http_client.send(Request("POST", f"{receiver.url}?to=all", headers, b'{"a":1}'))

    (received,) = receiver.received
    assert answer == Response(200, "")
    assert (received.method, received.path, received.body) == ("POST", "/hook?to=all", b'{"a":1}')
    assert received.headers == {
        "host": f"127.0.0.1:{receiver.port}",
        "accept-encoding": "identity",
        "content-length": "7",
        "user-agent": "Newsroom-CMS",
        "content-type": "application/json",
        "webhook-id": "evt_1",
        "connection": "close",
    }


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_does_not_follow_redirects(receiver, second_receiver, status):
    def redirect(handler):
        handler.send_response(status)
        handler.send_header("Location", second_receiver.url)
        handler.end_headers()

    receiver.answers = [redirect]
    answer = http_client.send(Request("POST", receiver.url))

    assert (answer.status, answer.is_success) == (status, False)
    assert second_receiver.received == []


def test_reads_no_more_than_the_beginning_of_an_answer(receiver):
    written = []

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        for _ in range(100_000):
            handler.wfile.write(b"\0" + b"x" * 999)
            written.append(1000)

    receiver.answers = [endless]
    answer = http_client.send(Request("POST", receiver.url))

    assert (answer.status, len(answer.text)) == (200, http_client.KEPT_CHARACTERS)
    assert answer.text.startswith("�x")
    assert sum(written) < 100_000_000


def test_an_answer_that_trickles_in_is_cut_at_the_deadline(receiver, monkeypatch):
    monkeypatch.setattr(http_client, "TOTAL_SECONDS", 0.3)

    def trickle(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not receiver.released.wait(0.02):
            handler.wfile.write(b"x")

    receiver.answers = [trickle]
    answer = http_client.send(Request("POST", receiver.url))

    assert answer == Response(error="No answer in time.")
    assert not receiver.released.is_set()


def test_names_what_went_wrong():
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    answer = http_client.send(Request("POST", f"http://127.0.0.1:{port}/"))

    assert (answer.status, answer.is_success) == (None, False)
    assert answer.error == "ConnectionRefusedError: [Errno 111] Connection refused"


def test_takes_the_next_address_where_one_does_not_answer(receiver):
    url = f"http://receiver.example:{receiver.port}/"
    answer = http_client.send(Request("POST", url, ips=("127.0.0.2", "127.0.0.1")))

    assert answer.status == 200
    assert receiver.received[0].headers["host"] == f"receiver.example:{receiver.port}"


@pytest.fixture
def secure_port(monkeypatch):
    """A server with a certificate for ``receiver.example``, which is trusted here."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    operation_client._trust.cache_clear()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        Thread(target=serve_once, args=(server, context), daemon=True).start()
        yield server.getsockname()[1]
    operation_client._trust.cache_clear()


def serve_once(server, context):
    plain, _ = server.accept()
    with suppress(OSError), closing(context.wrap_socket(plain, server_side=True)) as secured:
        secured.recv(1000)
        secured.sendall(b"HTTP/1.1 204 No Content\r\n\r\n")


def test_a_certificate_has_to_be_for_the_name_not_for_the_address(secure_port):
    url = f"https://receiver.example:{secure_port}/"
    assert http_client.send(Request("POST", url, ips=("127.0.0.1",))).status == 204


def test_a_certificate_for_another_name_is_refused(secure_port):
    url = f"https://other.example:{secure_port}/"
    answer = http_client.send(Request("POST", url, ips=("127.0.0.1",)))

    assert answer.status is None
    assert "Hostname mismatch, certificate is not valid for 'other.example'" in answer.error
