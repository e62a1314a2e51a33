"""A try of something secret, counted before it is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from axes.signals import user_locked_out

from cms.accounts import addresses
from cms.accounts.throttling import counters, names
from cms.accounts.throttling.limits import Limits

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest


class LockedOut(Exception):
    """Nothing may be tried before ``until``."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"Locked until {until:%H:%M:%S} UTC")
        self.until = until


@dataclass(slots=True)
class Attempt:
    """A try that was counted as wrong, until it is said to have been ``right``."""

    request: HttpRequest
    kind: str
    name: str
    keys: list[counters.Key]
    # The counters that this attempt fills if it fails.
    filled: list[counters.Key]

    def succeed(self) -> None:
        """Take the try back, and with it all wrong ones of this name from this place."""
        if self.keys:
            counters.clear(self.keys[0])
            counters.take_back(self.keys[1:])
        self.keys = self.filled = []

    def fail(self) -> None:
        """Tell of the lock that begins with this try, if one does."""
        if self.filled:
            user_locked_out.send(
                sender=Limits,
                request=self.request,
                username=self.name,
                ip_address=self.keys[0][1],
                kind=self.kind,
            )
        self.filled = []


def begin(request: HttpRequest, limits: Limits, name: str) -> Attempt:
    """Count a try; one for each request, however often a form is checked while it is answered.

    Args:
        request: what brings the try.
        limits: what is tried.
        name: whose password or code, or which page's.

    Raises:
        LockedOut: there were too many. The request is marked, so that it is answered with the page
            that says for how long.
    """
    attempts: dict[tuple[str, str], Attempt] = request.__dict__.setdefault("_tries", {})
    key = (limits.kind, name)
    if key in attempts:
        return attempts[key]
    place = addresses.network(addresses.client_ip(request))
    who = names.digest(name)
    pair = counters.pair(who, place, limits.kind)
    counted = {
        pair: limits.pair,
        counters.pair(counters.ANY_NAME, place, limits.kind): limits.place,
        counters.pair(who, counters.ANY_PLACE, limits.kind): limits.name,
    }
    until, filled = counters.count_try(counted)
    if until and limits.has_known_places and is_known_place(name, place):
        counted = {pair: limits.pair}
        until, filled = counters.count_try(counted)
    if until:
        mark(request, until)
        raise LockedOut(until)
    attempts[key] = Attempt(request, limits.kind, name, list(counted), filled)
    return attempts[key]


def mark(request: HttpRequest, until: datetime) -> None:
    """Have a request answered with the page for those who have to wait."""
    request.axes_locked_out = True  # type: ignore[attr-defined]
    request.locked_until = until  # type: ignore[attr-defined]


def is_known_place(name: str, place: str) -> bool:
    """True if the user of this name has signed in from this place lately."""
    from cms.accounts.trail import selectors  # noqa: PLC0415 - the trail records tries, too

    return selectors.has_signed_in_from(name, place)
