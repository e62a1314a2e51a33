"""The IP address a request comes from.

A header such as ``X-Forwarded-For`` is written by anybody. It counts only as far as proxies of our
own have written it: entries are read from the right, each being what the proxy after it has seen.
A proxy must not pass on ``X_Forwarded_For``, which servers for Python treat as the same name.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from collections.abc import Sequence
    from ipaddress import IPv4Network

    from django.http import HttpRequest

Address = IPv4Address | IPv6Address
logger = logging.getLogger(__name__)

# One customer of an access provider has at least this much of IPv6.
IPV6_PREFIX = 64
UNKNOWN = "0.0.0.0"  # noqa: S104 - means no address, is bound to nothing
_FORWARDED = "HTTP_X_FORWARDED_FOR"


def client_ip(request: HttpRequest) -> str:
    """The IP address of the client, ``0.0.0.0`` where it is unknown."""
    peer = _parsed(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.META.get(_FORWARDED, "")
    hops, networks = trusted_proxies(tuple(settings.TRUSTED_PROXIES))
    if not hops and not networks:
        _warn_of_proxy(peer, forwarded)
        return str(peer or UNKNOWN)
    client = peer
    for number, entry in enumerate(reversed(forwarded.split(",") if forwarded else [])):
        is_own = number < hops or (client is not None and _is_in(client, networks))
        seen = _parsed(entry)
        if not is_own or seen is None:
            break
        client = seen
    return str(client or UNKNOWN)


def network(address: str) -> str:
    """The network counted as one place: an IPv4 address, or the first one of an IPv6 network."""
    parsed = ip_address(address)
    if isinstance(parsed, IPv4Address):
        return address
    return str(IPv6Network((int(parsed), IPV6_PREFIX), strict=False).network_address)


@lru_cache(maxsize=8)
def trusted_proxies(given: Sequence[str]) -> tuple[int, list[IPv4Network | IPv6Network]]:
    """The number of proxies trusted anywhere, and the networks of those trusted by IP address.

    Raises:
        ImproperlyConfigured: an entry is neither a number nor a network.
    """
    hops, networks = 0, []
    for entry in given:
        if entry.isascii() and entry.isdigit():
            hops = max(hops, int(entry))
            continue
        try:
            networks.append(ip_network(entry, strict=False))
        except ValueError as error:
            raise ImproperlyConfigured(
                "TRUSTED_PROXIES holds how many proxies there are, or their addresses and "
                f"networks, separated by commas; {entry!r} is neither."
            ) from error
    return hops, networks


def _parsed(text: str) -> Address | None:
    """An IP address, without the port some proxies add; IPv4 written as IPv6 is IPv4."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address


def _is_in(address: Address, networks: list[IPv4Network | IPv6Network]) -> bool:
    return any(address in block for block in networks)


@lru_cache(maxsize=1)
def _warn_once() -> None:
    logger.warning(
        "Requests come through a proxy, and all count as coming from its address. "
        "Set TRUSTED_PROXIES to the number of proxies in front, or to their networks."
    )


def _warn_of_proxy(peer: Address | None, forwarded: str) -> None:
    """Tell an operator what a proxy that isn't known leads to: everybody locked out together."""
    if forwarded and (peer is None or peer.is_private):
        _warn_once()
