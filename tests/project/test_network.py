"""No test reaches another machine, and all of them reach this one."""

import socket
import urllib.request
from threading import Thread

import pytest

from cms.delivery.outbox import http_client
from tests.delivery.receiving import receiving
from tests.network import ReachedOut, is_here

pytestmark = pytest.mark.one_database

# Of documentation, RFC 5737 and 3849: nobody is there.
ELSEWHERE = ["192.0.2.1", "2001:db8::1"]


@pytest.fixture(autouse=True)
def _taken(network_guard):
    """What is refused here was meant to be."""
    yield
    network_guard.taken()


@pytest.mark.parametrize("address", ELSEWHERE)
@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_no_socket_leads_away(network_guard, address, method):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as one, pytest.raises(ReachedOut, match=address):
        getattr(one, method)((address, 80))

    assert len(network_guard.taken()) == 1


def test_nothing_is_sent_away_without_a_connection():
    with socket.socket(type=socket.SOCK_DGRAM) as one, pytest.raises(ReachedOut):
        one.sendto(b"?", (ELSEWHERE[0], 53))


@pytest.mark.parametrize("name", ["example.org", b"example.org"], ids=repr)
def test_no_name_is_looked_up(name):
    with pytest.raises(ReachedOut, match=r"example\.org"):
        socket.getaddrinfo(name, 80)


def test_is_refused_in_threads_and_remembered(network_guard):
    def ask():
        with pytest.raises(ReachedOut):
            http_client.send(http_client.Request("GET", f"http://{ELSEWHERE[0]}/"))

    thread = Thread(target=ask)
    thread.start()
    thread.join()

    assert [str(one) for one in network_guard.taken()] == [
        "Tests reach nothing but this machine, and something asked for '192.0.2.1'."
    ]


def test_libraries_are_refused(network_guard):
    with pytest.raises(ReachedOut):
        urllib.request.urlopen("http://example.org/")
    assert len(network_guard.taken()) == 1


def test_this_machine_is_reached(network_guard):
    with receiving() as receiver:
        for host in ("127.0.0.1", "localhost"):
            url = f"http://{host}:{receiver.port}/"
            assert http_client.send(http_client.Request("GET", url)).status == 200

    assert network_guard.taken() == []


def test_a_socket_of_unix_is_reached(tmp_path, network_guard):
    place = str(tmp_path / "socket")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(place)
        server.listen()
        client.connect(place)

    assert network_guard.taken() == []


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (None, True), ("", True), ("localhost", True), ("127.0.0.1", True), ("127.8.8.8", True),
        ("::1", True), ("::1%lo", True), (b"127.0.0.1", True),
        ("192.0.2.1", False), ("::", False), ("0.0.0.0", False), ("localhost.example", False),  # noqa: S104
        ("fe80::1%eth0", False), (b"example.org", False),
    ],
    ids=repr,
)  # fmt: skip
def test_tells_this_machine_from_others(host, expected):
    assert is_here(host) is expected
