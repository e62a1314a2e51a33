"""Pages as people name them on a command line: by id, or by the path readers see."""

from __future__ import annotations

from django.db.models import Q
from wagtail.models import Page

from cms.content.tree import SiteTree


class UnknownPage(LookupError):
    """There is no such page."""


def page_named(name: str) -> Page:
    """The page with an id or a path.

    Raises:
        UnknownPage: there is none.
    """
    if name.isdecimal():
        found = Page.objects.filter(pk=int(name)).first()
    else:
        found = _at(f"/{name.strip('/')}/")
    if found is None:
        raise UnknownPage(f"There is no page “{name}”.")
    return found


def _at(path: str) -> Page | None:
    tree = SiteTree.load()
    slug = path.rstrip("/").rpartition("/")[2]
    # The path of a front page has no slug of its own.
    candidates = Page.objects.filter(Q(slug=slug) | Q(depth=2))
    for page in candidates.order_by("depth", "pk"):
        try:
            address = tree.frontend_path(url_path=page.url_path, locale_id=page.locale_id)
        except KeyError:
            continue
        if address == path:
            return page
    return None
