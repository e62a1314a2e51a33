"""URLs of stored files in answers: absolute, because a frontend is at another origin."""

from functools import lru_cache
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import storages

from cms.content.media.storage import PRIVATE, PUBLIC

MOST_KEPT = 10_000
# The path of public files where nothing else is set.
FOLDER = "/media/"


def absolute(url: str) -> str:
    """A URL of the CMS with its origin; one that has an origin stays as it is."""
    return _absolute(settings.WAGTAILADMIN_BASE_URL, url)


def without_place(urls: str) -> str:
    """One or several URLs of public files as they are on the CMS's own origin.

    They are the same wherever the CMS is, and whether a folder, a store or a CDN has the files.
    """
    base_url = stable_base_url()
    moved = urls if base_url is None else urls.replace(base_url, FOLDER)
    origin: str = settings.WAGTAILADMIN_BASE_URL
    return moved.replace(origin, "")


@lru_cache(maxsize=MOST_KEPT)
def _absolute(origin: str, url: str) -> str:
    return urljoin(f"{origin}/", url)


def rendition_url(name: str) -> str:
    """The URL of the rendition of a public image. Kept, where it is the same for ever."""
    return _url(PUBLIC, name)


def original_url(name: str) -> str:
    """The URL of the file of a public image as it was uploaded. Kept likewise."""
    return _url(PRIVATE, name)


def stable_base_url() -> str | None:
    """The base URL of renditions; ``None`` if the storage makes another one each time.

    Those of other files begin at the gate, and are others only where these are.
    """
    base_url = getattr(storages[PUBLIC], "base_url", None)
    return None if base_url is None else absolute(base_url)


def _url(alias: str, name: str) -> str:
    # ``default_storage`` is a proxy, and costs more than the rest of a URL.
    base_url = getattr(storages[alias], "base_url", None)
    return absolute(storages[alias].url(name) if base_url is None else _kept(base_url, alias, name))


@lru_cache(maxsize=MOST_KEPT)
def _kept(_place: str, alias: str, name: str) -> str:
    return storages[alias].url(name)
