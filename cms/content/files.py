"""Addresses of stored files."""

from functools import lru_cache

from django.core.files.storage import storages

# ``default_storage`` is a proxy for it, and costs more than the rest of an address.
NAME = "default"
MOST_KEPT = 10_000


def file_url(name: str) -> str:
    """The address of a file. Kept, where the storage makes the same one of a name for ever."""
    place = lasting_place()
    return storages[NAME].url(name) if place is None else _kept(place, name)


def lasting_place() -> str | None:
    """Where addresses of files begin; ``None`` where a storage makes another one each time."""
    return getattr(storages[NAME], "base_url", None)


@lru_cache(maxsize=MOST_KEPT)
def _kept(_place: str, name: str) -> str:
    return storages[NAME].url(name)
