"""The targets of links: pages that are imported too, files, other sites."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from cms.content.redirects import paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.importing.records import OriginFile, Record

_WEB = {"http", "https"}
_CONTACTS = {"mailto", "tel"}


class Place(StrEnum):
    """The kind of place a link leads to, as far as an import cares."""

    OWN = "own"
    ELSEWHERE = "elsewhere"
    CONTACT = "contact"
    WITHIN = "within"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Link:
    """The target of a link: a URL, the key of an imported page with its URL, or a file."""

    url: str = ""
    key: str = ""
    file: OriginFile | None = None


def absolute(url: str, base: str) -> str:
    """A URL as seen from a page; empty where it is none."""
    try:
        joined = urljoin(base, url.strip())
        urlsplit(joined).port  # noqa: B018 - raises for a port that is no number
    except ValueError:
        return ""
    return joined


def place_of(url: str, base: str, hosts: frozenset[str]) -> Place:
    """The kind of place that a URL, as it is written on a page, leads to."""
    written = url.strip()
    if not written or written.startswith("#"):
        return Place.WITHIN
    target = absolute(written, base)
    parts = urlsplit(target) if target else None
    if parts is None:
        return Place.NOWHERE
    if parts.scheme in _CONTACTS:
        return Place.CONTACT
    if parts.scheme not in _WEB or not parts.hostname:
        return Place.NOWHERE
    return Place.OWN if is_own(target, hosts) else Place.ELSEWHERE


def is_own(url: str, hosts: frozenset[str]) -> bool:
    """True if an absolute URL is of one of these hosts."""
    return (urlsplit(url).hostname or "").lower() in hosts


def path_of(url: str) -> str:
    """The path and query of a URL as redirects from it are kept: decoded, no slash at the end."""
    parts = urlsplit(url)
    return paths.old_path((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def file_path(url: str) -> str:
    """The path of a URL as folders have it: decoded, no slash at the beginning."""
    return unquote(urlsplit(url).path).lstrip("/")


class Directory:
    """The keys of imported pages by their former URLs; letter case doesn't matter."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._keys: dict[str, str] = {}
        for record in records:
            for address in record.addresses:
                self._keys.setdefault(path_of(address).casefold(), record.key)

    def key_at(self, url: str) -> str:
        """The key of the page at an absolute URL of the origin; empty where none is imported."""
        whole = path_of(url).casefold()
        path = whole.partition("?")[0]
        # Without its query the front page is another page than the one asked for.
        return self._keys.get(whole) or (self._keys.get(path, "") if path != "/" else "")
