"""The client's address: what its own headers say counts for nothing."""

from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory

import pytest

from cms.accounts import addresses

pytestmark = pytest.mark.one_database

PEER = "10.0.0.7"


def address(peer=PEER, forwarded=None):
    headers = {"X-Forwarded-For": forwarded} if forwarded is not None else {}
    return addresses.client_ip(RequestFactory().get("/", headers=headers, REMOTE_ADDR=peer))


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "expected"),
    [
        ([], PEER, None, PEER),
        ([], PEER, "1.2.3.4", PEER),
        ([], "::ffff:192.0.2.1", None, "192.0.2.1"),
        ([], "", "1.2.3.4", addresses.UNKNOWN),
        # One proxy: what it has added is the last.
        (["1"], PEER, "198.51.100.9", "198.51.100.9"),
        (["1"], PEER, "1.2.3.4, 198.51.100.9", "198.51.100.9"),
        (["1"], PEER, "127.0.0.1,, 198.51.100.9", "198.51.100.9"),
        (["1"], PEER, "", PEER),
        (["1"], "", "1.2.3.4, 198.51.100.9", "198.51.100.9"),
        (["1"], PEER, "1.2.3.4, nonsense", PEER),
        (["1"], PEER, "198.51.100.9:51234", "198.51.100.9"),
        (["1"], PEER, "[2001:db8::9]:51234", "2001:db8::9"),
        (["1"], PEER, "2001:db8::9", "2001:db8::9"),
        (["1"], PEER, "::ffff:198.51.100.9", "198.51.100.9"),
        (["2"], PEER, "1.2.3.4, 198.51.100.9, 10.0.0.6", "198.51.100.9"),
        # Proxies known by their networks; nobody else's word counts.
        (["10.0.0.0/8"], PEER, "1.2.3.4, 198.51.100.9, 10.0.0.6", "198.51.100.9"),
        (["10.0.0.0/8"], "203.0.113.5", "1.2.3.4", "203.0.113.5"),
        (["10.0.0.7"], PEER, "1.2.3.4, 10.0.0.6", "10.0.0.6"),
        (["10.0.0.0/8"], PEER, "10.0.0.1, 10.0.0.2", "10.0.0.1"),
        (["fd00::/8", "10.0.0.0/8"], "fd00::1", "2001:db8::9, 10.1.1.1", "2001:db8::9"),
    ],
)  # fmt: skip
def test_reads_only_what_its_own_proxies_have_written(settings, trusted, peer, forwarded, expected):
    settings.TRUSTED_PROXIES = trusted
    assert address(peer, forwarded) == expected


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
    ],
)
def test_counts_an_ipv6_network_as_one_place(one, other, is_same):
    assert (addresses.network(one) == addresses.network(other)) is is_same


def test_says_what_is_wrong_with_the_setting():
    with pytest.raises(ImproperlyConfigured) as caught:
        addresses.trusted_proxies(("10.0.0.0/8", "nginx"))
    assert "'nginx' is neither" in str(caught.value)


def test_tells_the_operator_once_of_a_proxy_it_does_not_know(caplog):
    addresses._warn_once.cache_clear()
    address(forwarded="198.51.100.9")
    address(forwarded="198.51.100.9")
    address("203.0.113.5", "198.51.100.9")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "TRUSTED_PROXIES" in caplog.text
