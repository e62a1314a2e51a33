"""Addresses of stored files."""

from functools import lru_cache

from django.core.files.storage import default_storage

MOST_KEPT = 10_000


def file_url(name: str) -> str:
    """The address of a file. Kept, where the storage makes the same one of a name for ever."""
    base_url = getattr(default_storage, "base_url", None)
    return default_storage.url(name) if base_url is None else _kept(base_url, name)


@lru_cache(maxsize=MOST_KEPT)
def _kept(_base_url: str, name: str) -> str:
    return default_storage.url(name)
