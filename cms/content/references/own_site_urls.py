"""URLs of the own site that somebody pasted as if they led to another.

They are followed as links to pages are: in the language of the answer, and to nothing a reader may
not see. Content at a path that isn't a page, such as a redirect, is left to the frontend.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from django.conf import settings
from wagtail.models import Page

from cms.content.tree import SiteTree

if TYPE_CHECKING:
    from urllib.parse import SplitResult

_PORTS = {"http": 80, "https": 443}
_DOCUMENT = re.compile(r"/documents/([0-9]{1,18})/[^/]+/?")
_MEANINGLESS = {"", "."}


@dataclass(frozen=True, slots=True)
class OwnSiteUrl:
    """A URL of the own site.

    ``path`` is the part after the origin, ``suffix`` its query and fragment. ``url_paths`` are
    Wagtail's own paths of the page that would be there, the most exact first; ``document_id``
    is that of a document.
    """

    path: str
    suffix: str
    url_paths: tuple[str, ...] = ()
    document_id: int | None = None


def own_site_url(url: str, tree: SiteTree) -> OwnSiteUrl | None:
    """The URL on a site, with or without its origin; ``None``: it leads to another site."""
    try:
        parts = urlsplit(url.strip())
        host = _host(parts)
    except ValueError:
        return None
    is_path = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    if not is_path and (parts.scheme not in _PORTS or host not in _hosts(tree)):
        return None
    suffix = (f"?{parts.query}" if parts.query else "") + (
        f"#{parts.fragment}" if parts.fragment else ""
    )
    path = parts.path or "/"
    document = _DOCUMENT.fullmatch(path)
    if document:
        return OwnSiteUrl(path, suffix, document_id=int(document[1]))
    url_paths = _url_paths(path, tree)
    if not url_paths and not is_path and host != _host(urlsplit(tree.origin)):
        # Of the CMS there is nothing else that a reader could open.
        return None
    return OwnSiteUrl(path, suffix, url_paths)


def _hosts(tree: SiteTree) -> set[tuple[str | None, int | None]]:
    origins = (tree.origin, settings.FRONTEND_URL, settings.WAGTAILADMIN_BASE_URL)
    return {_host(urlsplit(origin)) for origin in origins if origin}


def _host(parts: SplitResult) -> tuple[str | None, int | None]:
    """Name and port, where the usual ports of both schemes are one.

    Raises:
        ValueError: the port isn't a number.
    """
    port = parts.port
    return parts.hostname, None if port in {*_PORTS.values(), None} else port


def _url_paths(path: str, tree: SiteTree) -> tuple[str, ...]:
    decoded = unicodedata.normalize("NFC", unquote(path))
    code, *slugs = [segment for segment in decoded.split("/") if segment not in _MEANINGLESS] or [
        ""
    ]
    root = tree.root_of_code(code.lower())
    if root is None or not decoded.isprintable():
        return ()
    below = "".join(f"{slug}/" for slug in slugs)
    return tuple(dict.fromkeys(root.url_path + path_below for path_below in (below, below.lower())))


def page_at(url: str) -> Page | None:
    """The page that a URL of the own site leads to, if anybody may read it.

    So nobody learns the title of a draft by asking for its URL. ``None`` also where there is a
    query or a fragment, which a link to a page can't keep. Two queries.
    """
    tree = SiteTree.load()
    own_url = own_site_url(url, tree)
    if own_url is None or own_url.suffix or not own_url.url_paths:
        return None
    pages = Page.objects.filter(tree.shown(tree.today), url_path__in=own_url.url_paths)
    by_url_path = {page.url_path: page for page in pages}
    return next(
        (by_url_path[url_path] for url_path in own_url.url_paths if url_path in by_url_path), None
    )
