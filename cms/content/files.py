"""URLs of stored files in answers."""

from functools import lru_cache

from django.core.files.storage import storages

from cms.content.media.storage import PRIVATE, PUBLIC

MOST_KEPT = 10_000


def rendition_url(name: str) -> str:
    """The URL of the rendition of a public image. Kept, where it is the same for ever."""
    return _url(PUBLIC, name)


def original_url(name: str) -> str:
    """The URL of the file of a public image as it was uploaded. Kept likewise."""
    return _url(PRIVATE, name)


def lasting_place() -> str | None:
    """Where URLs of renditions begin; ``None`` where a storage makes another one each time.

    Those of other files begin at the gate, and are others only where these are.
    """
    return getattr(storages[PUBLIC], "base_url", None)


def _url(alias: str, name: str) -> str:
    # ``default_storage`` is a proxy, and costs more than the rest of a URL.
    place = getattr(storages[alias], "base_url", None)
    return storages[alias].url(name) if place is None else _kept(place, alias, name)


@lru_cache(maxsize=MOST_KEPT)
def _kept(_place: str, alias: str, name: str) -> str:
    return storages[alias].url(name)
