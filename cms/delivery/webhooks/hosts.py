"""The hosts webhooks may be sent to: public ones, unless the installation allows others.

Whoever configures a webhook must not be able to reach what only this machine can: other services
next to it, its network, the metadata of a cloud. A name is looked up once, every IP
IP address of it is checked, and the connection is made to those very addresses.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
# IPv4 addresses written as IPv6, RFC 6052.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class ForbiddenHost(OSError):
    """The host is none that webhooks may be sent to."""


def validate_url(url: str) -> None:
    """Refuse a URL that could never be sent to. Asks no name server.

    Raises:
        ValidationError: the scheme, something before the host, or the host as it is written.
    """
    parts = urlsplit(url)
    schemes = {"https", "http"} if settings.WEBHOOKS_TO_PRIVATE_ADDRESSES else {"https"}
    if parts.scheme not in schemes:
        raise ValidationError(_("The URL must begin with https://."))
    if not parts.hostname or not url.isascii() or not url.isprintable() or " " in url:
        raise ValidationError(_("Enter a valid URL."))
    if parts.username is not None or parts.password is not None:
        raise ValidationError(_("The URL must not contain a user name or password."))
    try:
        literal_ip = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return
    if not is_allowed(literal_ip):
        raise ValidationError(_("Webhooks aren't sent to private addresses."))


def allowed_ips(url: str) -> tuple[str, ...]:
    """The IP addresses of a URL's host now, all of which may be sent to.

    Raises:
        ForbiddenHost: one of them may not.
        OSError: the name can't be looked up.
    """
    return _ips(url, is_allowed)


def public_ips(url: str) -> tuple[str, ...]:
    """The same, of the public internet alone, whatever webhooks may do.

    Raises:
        ForbiddenHost: one of them isn't public.
        OSError: the name can't be looked up.
    """
    return _ips(url, _is_public)


def _ips(url: str, may_be_asked: Callable[[IPAddress], bool]) -> tuple[str, ...]:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    infos = socket.getaddrinfo(parts.hostname or "", port, type=socket.SOCK_STREAM)
    ips = dict.fromkeys(str(entry[4][0]) for entry in infos)
    for ip in ips:
        if not may_be_asked(ipaddress.ip_address(ip)):
            raise ForbiddenHost("Webhooks aren't sent to private addresses.")
    return tuple(ips)


def is_allowed(ip: IPAddress) -> bool:
    """True for an IP address of the public internet, or if private ones are allowed."""
    return settings.WEBHOOKS_TO_PRIVATE_ADDRESSES or _is_public(ip)


def _is_public(ip: IPAddress) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = ip.ipv4_mapped or ip.sixtofour
        if ip.teredo:
            embedded = ip.teredo[1]
        if ip in _NAT64:
            embedded = ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
        if embedded is not None:
            return _is_public(embedded)
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)
