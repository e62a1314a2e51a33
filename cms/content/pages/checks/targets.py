"""The ends of links, found at once for all links of a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wagtail.documents import get_document_model
from wagtail.models import Page

from cms.content.pages.checks.parts import Link
from cms.content.references.own_site_urls import own_site_url
from cms.content.tree import SiteTree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.content.pages.checks.parts import Part


class State(Enum):
    """The end of a link."""

    READABLE = "readable"
    HIDDEN = "hidden"
    GONE = "gone"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Found:
    """The end of a link; ``page`` is the readable page that a typed URL of the own site is of."""

    state: State
    page: Page | None = None


@dataclass(slots=True)
class Targets:
    """The ends of links. ``of_links`` finds them all in four queries at most."""

    pages: dict[int, State] = field(default_factory=dict)
    documents: set[int] = field(default_factory=set)
    urls: dict[str, Found] = field(default_factory=dict)

    @classmethod
    def of_links(cls, parts: Iterable[Part]) -> Targets:
        """The ends of all links among some parts."""
        links = [part for part in parts if isinstance(part, Link)]
        targets = cls()
        if not links:
            return targets
        tree = SiteTree.load()
        ids = {link.page_id for link in links if link.page_id}
        if ids:
            stored = Page.objects.filter(pk__in=ids)
            targets.pages = dict.fromkeys(stored.values_list("pk", flat=True), State.HIDDEN)
            readable = stored.filter(tree.shown(tree.today)).values_list("pk", flat=True)
            targets.pages |= dict.fromkeys(readable, State.READABLE)
        document_ids = {link.document_id for link in links if link.document_id}
        targets._find_urls({link.url for link in links if link.url}, tree, document_ids)
        return targets

    def end(self, link: Link) -> Found:
        """The end of a link."""
        if link.page_id:
            return Found(self.pages.get(link.page_id, State.GONE))
        if link.document_id:
            known = link.document_id in self.documents
            return Found(State.READABLE if known else State.GONE)
        return self.urls.get(link.url, Found(State.OUTSIDE if link.url else State.GONE))

    def _find_urls(self, urls: set[str], tree: SiteTree, document_ids: set[int]) -> None:
        own: dict[str, Any] = {url: own_site_url(url, tree) for url in urls}
        paths = {path for one in own.values() if one for path in one.url_paths}
        by_path = {}
        if paths:
            rows = Page.objects.filter(tree.shown(tree.today), url_path__in=paths)
            by_path = {page.url_path: page for page in rows}
        document_ids |= {one.document_id for one in own.values() if one and one.document_id}
        if document_ids:
            documents = get_document_model().objects.filter(pk__in=document_ids)
            self.documents = set(documents.values_list("pk", flat=True))
        for url, one in own.items():
            self.urls[url] = Found(State.OUTSIDE) if one is None else self._own(one, by_path)

    def _own(self, one: Any, by_path: dict[str, Page]) -> Found:
        if one.document_id:
            return Found(State.READABLE if one.document_id in self.documents else State.GONE)
        page = next((by_path[path] for path in one.url_paths if path in by_path), None)
        if page is not None:
            return Found(State.READABLE, page)
        # Of other paths only the frontend knows whether they are there.
        is_ours = bool(one.url_paths) or urlsplit(one.path).path.startswith("/admin")
        return Found(State.GONE if is_ours else State.OUTSIDE)
