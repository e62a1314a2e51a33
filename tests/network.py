"""Tests reach this machine and nothing else, so they say the same wherever they run.

Every socket that Python connects is looked at, in whichever thread. Sockets of Unix and addresses
of loopback are reached; names are looked up where they stand for loopback.
"""

from __future__ import annotations

import socket
from contextlib import contextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class ReachedOut(AssertionError):
    """Something wanted to reach another machine."""

    def __init__(self, host: object) -> None:
        super().__init__(f"Tests reach nothing but this machine, and something asked for {host!r}.")


def is_here(host: object) -> bool:
    """Whether a host is this machine as loopback reaches it, by its address or as ``localhost``."""
    if host in {None, "", b"", "localhost", b"localhost"}:
        return True
    text = host.decode() if isinstance(host, bytes) else str(host)
    try:
        return ip_address(text.partition("%")[0]).is_loopback
    except ValueError:
        return False


class Guard:
    """Refuses sockets that lead away; ``found`` holds what was refused.

    Whoever asked may have taken the exception for an outage.
    """

    def __init__(self) -> None:
        self.found: list[ReachedOut] = []

    def check(self, host: object) -> None:
        """Raise where a host is another machine.

        Raises:
            ReachedOut: it is.
        """
        if not is_here(host):
            refused = ReachedOut(host)
            self.found.append(refused)
            raise refused

    def of_socket(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """A method of a socket whose last argument is where it leads."""

        def guarded(own: socket.socket, *arguments: Any) -> Any:
            if own.family in {socket.AF_INET, socket.AF_INET6}:
                try:
                    self.check(arguments[-1][0])
                except ReachedOut:
                    # Whoever made it closes it after errors of the network alone.
                    own.close()
                    raise
            return original(own, *arguments)

        return guarded

    def of_names(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """The function that looks names up; an address that is written out needs no look-up."""

        def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
            if not _is_address(host):
                self.check(host)
            return original(host, *arguments, **options)

        return guarded

    def taken(self) -> list[ReachedOut]:
        """What was refused since the last time."""
        found, self.found = self.found, []
        return found


@contextmanager
def guarded() -> Iterator[Guard]:
    """Have sockets looked at until this ends."""
    with pytest.MonkeyPatch.context() as patch:
        guard = Guard()
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guard.of_socket(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", guard.of_names(socket.getaddrinfo))
        yield guard


def _is_address(host: Any) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
