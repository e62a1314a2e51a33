"""Where a webhook may be sent: to the public internet, unless this installation says otherwise.

Whoever configures a webhook must not be able to reach what only this machine can: other services
beside it, the network it stands in, the metadata of a cloud. A name is looked up once, every
address it stands for is judged, and the connection is made to those very addresses.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# Addresses of IPv4 written as IPv6, RFC 6052.
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


class ForbiddenHost(OSError):
    """The address is none that webhooks may be sent to."""


def validate_url(url: str) -> None:
    """Refuse an address that could never be sent to. Asks no name server.

    Raises:
        ValidationError: the scheme, something before the host, or the host as it is written.
    """
    parts = urlsplit(url)
    schemes = {"https", "http"} if settings.WEBHOOKS_TO_PRIVATE_ADDRESSES else {"https"}
    if parts.scheme not in schemes:
        raise ValidationError(_("The address must begin with https://."))
    if not parts.hostname or not url.isascii() or not url.isprintable() or " " in url:
        raise ValidationError(_("This is not the address of a page."))
    if parts.username is not None or parts.password is not None:
        raise ValidationError(_("The address must not hold a user name or password."))
    try:
        written = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return
    if not may_be_reached(written):
        raise ValidationError(_("Webhooks aren't sent to private addresses."))


def addresses(url: str) -> tuple[str, ...]:
    """What the host of a URL stands for now, each of it an address that may be reached.

    Raises:
        ForbiddenHost: one of them may not.
        OSError: the name can't be looked up.
    """
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    found = socket.getaddrinfo(parts.hostname or "", port, type=socket.SOCK_STREAM)
    written = dict.fromkeys(str(entry[4][0]) for entry in found)
    for one in written:
        if not may_be_reached(ipaddress.ip_address(one)):
            raise ForbiddenHost("Webhooks aren't sent to private addresses.")
    return tuple(written)


def may_be_reached(address: Address) -> bool:
    """Whether an address is one of the public internet, or private ones are allowed."""
    return settings.WEBHOOKS_TO_PRIVATE_ADDRESSES or _is_public(address)


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour
        if address.teredo:
            inside = address.teredo[1]
        if address in _TRANSLATED:
            inside = ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
        if inside is not None:
            return _is_public(inside)
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)
