"""The limits to failed attempts within ``COOL_OFF``."""

from dataclasses import dataclass
from datetime import timedelta

COOL_OFF = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limits:
    """Wrong tries of one kind.

    Attributes:
        kind: a word that keeps the counts of one kind apart from others'.
        pair: of one name from one place.
        place: of any name from one place, where a whole office may be.
        name: of one name from all places together.
        has_known_places: whether a place where the name was right before is held up by ``pair``
            alone.
    """

    kind: str
    pair: int
    place: int
    name: int
    has_known_places: bool = False


PASSWORD = Limits("password", pair=5, place=30, name=50, has_known_places=True)
# Whoever gets to try a code knows the password: one in a million each, so 960 a day at most.
CODE = Limits("code", pair=5, place=30, name=10)
# Many readers share the password of a page.
PAGE = Limits("page", pair=10, place=30, name=200)
# A token of 256 bits, which nobody guesses; but each try is a query.
SET_UP = Limits("set up", pair=20, place=30, name=200)
# Not a secret; but each may send a mail.
RESET = Limits("reset", pair=3, place=10, name=5)
# Neither: comments and approvals of those who hold a shared link.
SHARED = Limits("shared", pair=30, place=60, name=120)
