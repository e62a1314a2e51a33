"""Where webhooks may be sent."""

import socket

from django.core.exceptions import ValidationError

import pytest

from cms.delivery.outbox.http_client import Request
from cms.delivery.webhooks import hosts, posting

PRIVATE = [
    "0.0.0.0",  # noqa: S104
    "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.8.8.8", "169.254.169.254", "172.16.0.1",
    "192.168.1.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1",
]  # fmt: skip
PUBLIC = ["1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"]


def answering(*addresses):
    """A name server that knows one answer."""

    def look_up(host, port, **_):
        return [
            (
                socket.AF_INET6 if ":" in one else socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                (one, port),
            )
            for one in addresses
        ]

    return look_up


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused(monkeypatch, address):
    monkeypatch.setattr(socket, "getaddrinfo", answering(address))
    with pytest.raises(hosts.ForbiddenHost, match="aren't sent to private addresses"):
        hosts.allowed_ips("https://receiver.example/")


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_not(monkeypatch, address):
    monkeypatch.setattr(socket, "getaddrinfo", answering(address))
    assert hosts.allowed_ips("https://receiver.example/") == (address,)


def test_one_private_address_among_others_is_enough_to_refuse(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", answering("1.1.1.1", "10.0.0.1"))
    with pytest.raises(hosts.ForbiddenHost):
        hosts.allowed_ips("https://receiver.example/")


def test_private_addresses_are_reached_where_they_are_allowed(monkeypatch, settings):
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    monkeypatch.setattr(socket, "getaddrinfo", answering("10.0.0.1"))
    assert hosts.allowed_ips("http://frontend/") == ("10.0.0.1",)


def test_a_name_that_changes_its_address_leads_nowhere_else(monkeypatch, settings, receiver):
    """The second answer of the name server, which would be the private one, is never asked for."""
    asked = []

    def rebinding(host, port, *arguments, **options):
        if host[0].isdigit():
            return original(host, port, *arguments, **options)
        asked.append(host)
        return answering("127.0.0.1" if len(asked) > 1 else "1.1.1.1")(host, port)

    original = socket.getaddrinfo
    connected = []

    def connect(_socket, address):
        connected.append(address)
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket.socket, "connect", connect)
    url = f"http://receiver.example:{receiver.port}/"
    answer = posting.send(Request("POST", url))

    assert answer.error == "ConnectionRefusedError: refused"
    assert (asked, connected) == (["receiver.example"], [("1.1.1.1", receiver.port)])
    assert receiver.received == []


def test_a_forbidden_host_gets_no_request(receiver):
    answer = posting.send(Request("POST", receiver.url))

    assert answer.error == "ForbiddenHost: Webhooks aren't sent to private addresses."
    assert receiver.received == []


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://receiver.example/", "The URL must begin with https://."),
        ("ftp://receiver.example/", "The URL must begin with https://."),
        ("https:///hook", "Enter a valid URL."),
        ("https://receiver.example/a b", "Enter a valid URL."),
        ("https://receiver.example/\n", "Enter a valid URL."),
        ("https://a:b@receiver.example/", "The URL must not contain a user name or password."),
        ("https://10.0.0.1/", "Webhooks aren't sent to private addresses."),
        ("https://[::1]/", "Webhooks aren't sent to private addresses."),
    ],
)
def test_an_address_that_can_not_be_sent_to_is_refused_in_the_form(url, message):
    with pytest.raises(ValidationError) as error:
        hosts.validate_url(url)
    assert error.value.messages == [message]


def test_addresses_without_tls_go_with_private_ones(settings):
    settings.WEBHOOKS_TO_PRIVATE_ADDRESSES = True
    hosts.validate_url("http://frontend:3000/hook")
    hosts.validate_url("https://receiver.example/hook")
