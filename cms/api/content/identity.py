"""The ids of objects that aren't pages: normalised caches tell objects apart by them.

A cache keeps what has the same id once, whatever question it came with, and what has none inside
its owner, where one question overwrites another's part of it. So everything has an id that begins
with the name of its type, since some caches have one room for all types, and that two objects share
only where they say the same.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

import graphene

MOST_DIGESTS = 20_000
DESCRIPTION = "Opaque, for caches. Only what says the same has the same."


def id_field() -> graphene.ID:
    """A field with an id for caches."""
    return graphene.ID(required=True, description=DESCRIPTION)


def identity(type_name: str, *parts: object) -> str:
    """The id of an object that its type and the parts name."""
    return ":".join((type_name, *map(str, parts)))


def identity_of_content(type_name: str, *parts: str | None) -> str:
    """The id of a value: of all that it says."""
    return f"{type_name}:{_digest(parts)}"


@lru_cache(maxsize=MOST_DIGESTS)
def _digest(parts: tuple[str | None, ...]) -> str:
    return blake2b(repr(parts).encode(errors="replace"), digest_size=9).hexdigest()
