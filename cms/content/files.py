"""URLs of stored files in answers."""

from functools import lru_cache

from django.core.files.storage import storages

from cms.content.media.storage import PRIVATE, PUBLIC

MOST_KEPT = 10_000
# Where the URLs of public renditions and those of all other files begin.
Places = tuple[str, str]


def rendition_url(name: str) -> str:
    """The URL of the rendition of a public image. Kept, where it is the same for ever."""
    return _url(PUBLIC, name)


def original_url(name: str) -> str:
    """The URL of the file of a public image as it was uploaded. Kept likewise."""
    return _url(PRIVATE, name)


def lasting_places() -> Places | None:
    """Where URLs begin; ``None`` where a storage makes another one of a file each time."""
    # ``default_storage`` is a proxy, and costs more than the rest of a URL.
    public = getattr(storages[PUBLIC], "base_url", None)
    private = getattr(storages[PRIVATE], "base_url", None)
    return None if public is None or private is None else (public, private)


def _url(alias: str, name: str) -> str:
    place = getattr(storages[alias], "base_url", None)
    return storages[alias].url(name) if place is None else _kept(place, alias, name)


@lru_cache(maxsize=MOST_KEPT)
def _kept(_place: str, alias: str, name: str) -> str:
    return storages[alias].url(name)
