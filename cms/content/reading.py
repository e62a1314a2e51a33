"""One answer being put together.

A selector makes records and says, on the way, which pages, images and documents they refer to.
``Reading.fetch`` then gets all of them together, in one query, however many there are. After that
the records can be asked for anything without a query.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import BigAutoField, CharField, DateField, UUIDField
from django.utils import timezone
from wagtail.models import Page

import orjson

from cms.content import dependencies, documents, images, referred, statements, visibility
from cms.content.images import Image, StoredImage
from cms.content.links import Link
from cms.content.referred import Kind
from cms.content.statements import Given, one_found, one_of
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

    from cms.content.dependencies import Dependencies
    from cms.content.documents import Document
    from cms.content.tree import Root, SiteTree

STEP = Page.steplen


class Target(NamedTuple):
    """A readable page as a link sees it. ``tag`` is the language of its content."""

    id: int
    translation_key: UUID
    title: str
    address: str
    tag: str
    locale_id: int
    is_alias: bool


@dataclass(frozen=True, slots=True)
class Finder:
    """What a layer above knows of pages.

    ``kind`` finds it for the translation keys given as ``keys_of_<name>``; ``read`` takes the
    columns and gives the page's key, the language of the content, and what is known of it.
    """

    kind: Kind
    read: Callable[[list[Any]], tuple[UUID, str, Any]]


_finders: dict[str, Finder] = {}


def register_finder(finder: Finder) -> None:
    """Have answers find something about pages."""
    _finders[finder.kind.name] = finder


@dataclass(slots=True)
class Reading:
    """What one answer in one language refers to, and, once fetched, what was found.

    ``as_of`` is the day the answer speaks of, for what is in force for a time: today by default.
    ``tag`` is the language of the answer, as BCP 47 writes it.
    """

    tree: SiteTree
    root: Root
    as_of: date = field(default_factory=timezone.localdate)
    tag: str = field(init=False)
    _page_ids: set[int] = field(default_factory=set)
    _translation_keys: set[UUID] = field(default_factory=set)
    _ancestor_paths: set[str] = field(default_factory=set)
    _image_ids: set[int] = field(default_factory=set)
    _document_ids: set[int] = field(default_factory=set)
    _keys_by_finder: dict[str, set[UUID]] = field(default_factory=lambda: defaultdict(set))
    _keys_by_id: dict[int, UUID] = field(default_factory=dict)
    _targets_by_key: dict[UUID, list[Target]] = field(default_factory=lambda: defaultdict(list))
    _targets_by_path: dict[str, Target] = field(default_factory=dict)
    _images: dict[int, StoredImage] = field(default_factory=dict)
    _documents: dict[int, Document] = field(default_factory=dict)
    _found: dict[str, dict[UUID, dict[str, Any]]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        self.tag = self.root.language.tag

    @property
    def dependencies(self) -> Dependencies:
        """What the answer depends on, as far as it has been read."""
        return self.tree.dependencies

    def depend_on_lists(self, list_of: Callable[[str], str], *, with_fallback: bool) -> None:
        """The answer shows a list: of pages in its language, with fallback in the source's too.

        ``list_of`` makes the tag of the list from the code of a language.
        """
        self.dependencies.add(list_of(self.root.language.code))
        if with_fallback and self.tree.source:
            self.dependencies.add(list_of(self.tree.source.language.code))

    def want_page(self, page_id: int | None) -> None:
        """Have a page and its translations found, to link to."""
        if page_id is not None:
            self._page_ids.add(page_id)

    def want_translations(self, translation_key: UUID) -> None:
        """Have the readable translations of a page found."""
        self._translation_keys.add(translation_key)

    def want_ancestors(self, path: str) -> None:
        """Have the readable ancestors of the page at a tree path found."""
        depth = len(path) // STEP
        self._ancestor_paths.update(path[: STEP * level] for level in range(2, depth))

    def want_image(self, image_id: int | None) -> None:
        """Have an image found."""
        if image_id is not None:
            self._image_ids.add(image_id)

    def want_document(self, document_id: int | None) -> None:
        """Have a document found."""
        if document_id is not None:
            self._document_ids.add(document_id)

    def want_about(self, name: str, translation_key: UUID) -> None:
        """Have found what a registered finder knows of a page."""
        self._keys_by_finder[name].add(translation_key)

    def about(self, name: str, translation_key: UUID, tag: str) -> Any:
        """What that finder knows of the page written in a language; ``None``: nothing."""
        return self._found[name].get(translation_key, {}).get(tag)

    def fetch(self) -> None:
        """Find all that was asked for since the last time. One query, none for nothing."""
        wanted = self._wanted()
        if not wanted:
            return
        values = {name: value for given in wanted.values() for name, value in given.items()}
        found = referred.find(
            self.tree, [_KINDS.get(name) or _finders[name].kind for name in wanted], values
        )
        for name, texts in found.items():
            if name in _finders:
                self._take_known(_finders[name], texts)
            elif name == "images":
                self._take_images(texts)
            elif name == "documents":
                self._take_documents(texts)
            else:
                self._take_pages(texts)
        for one in (
            self._page_ids, self._translation_keys, self._ancestor_paths,
            self._image_ids, self._document_ids, self._keys_by_finder,
        ):  # fmt: skip
            one.clear()

    def _wanted(self) -> dict[str, dict[str, Any]]:
        """What is asked for, by kind: the values to find it by."""
        wanted: dict[str, dict[str, Any]] = {}
        if self._page_ids or self._translation_keys or self._ancestor_paths:
            kind = "pages by id" if self._page_ids else "pages"
            wanted[kind] = {
                "at": self.tree.at,
                # What was published since a past day can be followed from what stood there then.
                "day": max(self.as_of, self.tree.today),
                "page_ids": self._page_ids,
                "page_keys": self._translation_keys,
                "page_paths": self._ancestor_paths,
            }
        if self._image_ids:
            wanted["images"] = {"image_ids": self._image_ids}
        if self._document_ids:
            wanted["documents"] = {"document_ids": self._document_ids}
        for name, keys in self._keys_by_finder.items():
            wanted[name] = {f"keys_of_{name}": keys}
        return wanted

    def page(self, page_id: int | None) -> Target | None:
        """The page to link to in the language of the answer.

        Its translation there, else the page in the site's source language; ``None`` where neither
        may be read.
        """
        key = self._keys_by_id.get(page_id) if page_id is not None else None
        return self.translation(key) if key is not None else None

    def translation(self, translation_key: UUID) -> Target | None:
        """The page of this key in the language of the answer, else in the source language."""
        by_locale = {target.locale_id: target for target in self._targets_by_key[translation_key]}
        source = self.tree.source
        return by_locale.get(self.root.locale_id) or (
            by_locale.get(source.locale_id) if source else None
        )

    def translations(self, translation_key: UUID) -> list[Target]:
        """The real translations of a page that may be read, the source language first."""
        found = [one for one in self._targets_by_key[translation_key] if not one.is_alias]
        order = [root.locale_id for root in self.tree.roots]
        return sorted(found, key=lambda target: order.index(target.locale_id))

    def ancestors(self, path: str) -> list[Target]:
        """The readable ancestors of the page at a tree path, from the front page down."""
        prefixes = (path[: STEP * level] for level in range(2, len(path) // STEP))
        found = (self._targets_by_path.get(prefix) for prefix in prefixes)
        return [target for target in found if target is not None]

    def link(self, *, text: str, page_id: int | None, url: str) -> Link | None:
        """A link to a page or to an address outside; ``None`` where the page may not be read."""
        if url:
            return Link(text=text, href=url, language=None, is_external=True)
        target = self.page(page_id)
        if target is None:
            return None
        text = text or target.title
        return Link(text=text, href=target.address, language=target.tag, is_external=False)

    def image(self, image_id: int | None, alt: str) -> Image | None:
        """An image with the alternative text of its place; ``None`` where it may not be seen."""
        stored = self._images.get(image_id) if image_id is not None else None
        return Image(stored, alt) if stored is not None else None

    def document(self, document_id: int | None) -> Document | None:
        """A document; ``None`` where it may not be downloaded."""
        return self._documents.get(document_id) if document_id is not None else None

    def _take_pages(self, texts: list[str]) -> None:
        tree = self.tree
        found: set[UUID] = set()
        shown: set[UUID] = set()
        for text in texts:
            pk, key, title, path, url_path, locale_id, is_shown, alias_code = orjson.loads(text)
            translation_key = statements.uuid(key)
            found.add(translation_key)
            self._keys_by_id[pk] = translation_key
            if not is_shown or path in self._targets_by_path:
                continue
            shown.add(translation_key)
            target = Target(
                id=pk,
                translation_key=translation_key,
                title=title,
                address=tree.address(url_path=url_path, locale_id=locale_id),
                tag=tags.canonical(alias_code) if alias_code else tree.tag(locale_id),
                locale_id=locale_id,
                is_alias=alias_code is not None,
            )
            self._targets_by_key[translation_key].append(target)
            self._targets_by_path[path] = target
        self.dependencies.add_links(self._translation_keys | shown)
        self.dependencies.add_hidden(*map(dependencies.link, found))

    def _take_images(self, texts: list[str]) -> None:
        found = {image.id: image for image in map(images.stored, texts)}
        self.dependencies.add_images(self._image_ids, shown=found)
        self._images.update(found)

    def _take_documents(self, texts: list[str]) -> None:
        found = {document.id: document for document in map(documents.stored, texts)}
        self.dependencies.add_documents(self._document_ids, shown=found)
        self._documents.update(found)

    def _take_known(self, finder: Finder, texts: list[str]) -> None:
        name = finder.kind.name
        self.dependencies.add_pages(self._keys_by_finder[name])
        for text in texts:
            translation_key, tag, known = finder.read(orjson.loads(text))
            self._found[name].setdefault(translation_key, {})[tag] = known


def _pages(tree: SiteTree, *, by_id: bool) -> QuerySet[Page]:
    """The pages asked for, whoever may read them, and all translations of those with a key or id.

    Ids are looked at only where there are any: the query is a simpler one without.
    """
    wanted = one_of("translation_key", "page_keys", UUIDField())
    wanted |= one_of("path", "page_paths", CharField())
    if by_id:
        with_id = Page.objects.filter(one_of("pk", "page_ids", BigAutoField()))
        wanted |= one_found("translation_key", with_id.order_by().values("translation_key"))
    is_shown = visibility.as_column(tree.shown(Given("day", DateField())))
    return Page.objects.filter(wanted).annotate(is_shown=is_shown)


_PAGE = (
    "pk", "translation_key", "title", "path", "url_path", "locale_id", "is_shown",
    "alias_of__locale__language_code",
)  # fmt: skip
_KINDS = {
    kind.name: kind
    for kind in (
        Kind("pages", lambda tree: _pages(tree, by_id=False), _PAGE),
        Kind("pages by id", lambda tree: _pages(tree, by_id=True), _PAGE),
        images.KIND,
        documents.KIND,
    )
}
