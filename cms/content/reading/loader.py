"""One answer being put together.

A selector makes records and says, on the way, which pages, images and documents they refer to.
``Reading.fetch`` then gets all of them together, in one query, however many there are. After that
the records can be asked for anything without a query.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from wagtail.models import Page

from cms.content.caching import cache_tags
from cms.content.images import image_records
from cms.content.media.file_urls import stable_base_url
from cms.content.references import documents, kinds, link_targets
from cms.content.references.links import Link
from cms.content.references.own_site_urls import own_site_url

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from cms.content.caching.cache_tags import Dependencies
    from cms.content.images.image_records import Image, StoredImage
    from cms.content.references.documents import Document
    from cms.content.references.kinds import ReferenceKind
    from cms.content.references.link_targets import Target, Translations
    from cms.content.tree import Root, SiteTree

STEP = Page.steplen


# What a column of ids holds on every database.
GREATEST_ID = 2**63 - 1


def is_id(value: Any) -> TypeGuard[int]:
    """True if a value can be the id of a row; the JSON of a stream may hold anything."""
    return type(value) is int and 0 < value <= GREATEST_ID


class PageNote(NamedTuple):
    """A note of a higher layer about a page whose content is in the language ``tag``."""

    translation_key: UUID
    tag: str
    value: Any


class ResolvedUrl(NamedTuple):
    """The target of a URL for readers; ``language`` is ``None`` where it isn't known."""

    href: str
    language: str | None
    is_external: bool


_kinds_of_notes: dict[str, ReferenceKind] = {}


def register_notes(kind: ReferenceKind) -> None:
    """Have answers find something about pages: ``PageNote``, by translation key."""
    _kinds_of_notes[kind.name] = kind


@dataclass(slots=True)
class Reading:
    """The references of one answer in one language and, once fetched, their records.

    ``as_of`` is the day the answer speaks of, for what is in force for a time: today, unless
    whoever reads sets another.
    ``tag`` is the language of the answer, as BCP 47 writes it.
    """

    tree: SiteTree
    root: Root
    as_of: date = field(init=False)
    tag: str = field(init=False)
    _page_ids: set[int] = field(default_factory=set)
    _translation_keys: set[UUID] = field(default_factory=set)
    _ancestor_paths: set[str] = field(default_factory=set)
    _url_paths: set[str] = field(default_factory=set)
    _image_ids: set[int] = field(default_factory=set)
    _document_ids: set[int] = field(default_factory=set)
    _keys_by_note: dict[str, set[UUID]] = field(default_factory=dict)
    _ids_by_kind: dict[ReferenceKind, set[int]] = field(default_factory=dict)
    _keys_by_id: dict[int, UUID] = field(default_factory=dict)
    _keys_by_url_path: dict[str, UUID] = field(default_factory=dict)
    _translations: dict[UUID, Translations] = field(default_factory=dict)
    _targets_by_path: dict[str, Target] = field(default_factory=dict)
    _images: dict[int, StoredImage] = field(default_factory=dict)
    _base_url: str | None = field(default=None, init=False)
    _documents: dict[int, Document] = field(default_factory=dict)
    _notes: dict[str, dict[UUID, dict[str, Any]]] = field(default_factory=dict)
    _things: dict[ReferenceKind, dict[int, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tag = self.root.language.tag
        self.as_of = self.tree.today

    @property
    def dependencies(self) -> Dependencies:
        """The dependencies of the answer, as far as it has been read."""
        return self.tree.dependencies

    def depend_on_lists(self, list_of: Callable[[str], str], *, with_fallback: bool) -> None:
        """The answer shows a list: of pages in its language, with fallback in the source's too.

        ``list_of`` makes the tag of the list from the code of a language.
        """
        self.dependencies.add_list(list_of(self.root.language.code))
        if with_fallback and self.tree.source:
            self.dependencies.add_list(list_of(self.tree.source.language.code))

    def request_page(self, page_id: int | None) -> None:
        """Have a page and its translations found, to link to."""
        if is_id(page_id):
            self._page_ids.add(page_id)

    def request_url(self, url: str) -> None:
        """Request the content at a URL, if it is one of the own site."""
        own_url = own_site_url(url, self.tree)
        if own_url is not None:
            self._url_paths.update(own_url.url_paths)
            self.request_document(own_url.document_id)

    def request_translations(self, translation_key: UUID) -> None:
        """Have the readable translations of a page found."""
        self._translation_keys.add(translation_key)

    def request_ancestors(self, path: str) -> None:
        """Have the readable ancestors of the page at a tree path found."""
        depth = len(path) // STEP
        self._ancestor_paths.update(path[: STEP * level] for level in range(2, depth))

    def request_image(self, image_id: int | None) -> None:
        """Request an image."""
        if is_id(image_id):
            self._image_ids.add(image_id)

    def request_document(self, document_id: int | None) -> None:
        """Request a document."""
        if is_id(document_id):
            self._document_ids.add(document_id)

    def request(self, kind: ReferenceKind, pk: int | None) -> None:
        """Have found what a domain refers to by an id: a kind of its own, whose things have it."""
        if is_id(pk):
            self._ids_by_kind.setdefault(kind, set()).add(pk)

    def referenced(self, kind: ReferenceKind, pk: int | None) -> Any:
        """The thing of a kind with an id; ``None``: nothing."""
        return self._things[kind].get(pk) if pk is not None and kind in self._things else None

    def request_note(self, name: str, translation_key: UUID) -> None:
        """Have found what is registered under a name about a page."""
        self._keys_by_note.setdefault(name, set()).add(translation_key)

    def note(self, name: str, translation_key: UUID, tag: str) -> Any:
        """The note about a page written in a language; ``None`` without one."""
        return self._notes.get(name, {}).get(translation_key, {}).get(tag)

    def fetch(self) -> None:
        """Find all that was asked for since the last time. One query, none for nothing.

        One more where something is found that itself refers to something.
        """
        while wanted := self._wanted():
            found = kinds.find(self.tree, wanted, day=self._day)
            self._take(found)
            if all(kind.requests is None for kind in found):
                return
            for kind, things in found.items():
                if kind.requests is not None:
                    for thing in things:
                        kind.requests(self, thing)

    def _take(self, found: kinds.Things) -> None:
        for kind, things in found.items():
            if kind is image_records.KIND:
                self._take_images(things)
            elif kind is documents.KIND:
                self._take_documents(things)
            elif kind.name in _kinds_of_notes:
                self._take_notes(kind.name, things)
            elif kind in self._ids_by_kind:
                self._take_things(kind, things)
            else:
                self._take_pages(things, are_whole=kind is not link_targets.AT_PATHS)
        for one in (
            self._page_ids, self._translation_keys, self._ancestor_paths, self._url_paths,
            self._image_ids, self._document_ids, self._keys_by_note, self._ids_by_kind,
        ):  # fmt: skip
            one.clear()

    def _wanted(self) -> kinds.Wanted:
        wanted: kinds.Wanted = {
            link_targets.WITH_KEYS: self._translation_keys,
            link_targets.WITH_IDS: self._page_ids,
            link_targets.AT_PATHS: self._ancestor_paths,
            link_targets.AT_URL_PATHS: self._url_paths,
            image_records.KIND: self._image_ids,
            documents.KIND: self._document_ids,
            **{_kinds_of_notes[name]: keys for name, keys in self._keys_by_note.items()},
            **self._ids_by_kind,
        }
        return {kind: values for kind, values in wanted.items() if values}

    @property
    def _day(self) -> date:
        """Today, or ``as_of`` if later: links reach content published since a past day."""
        return max(self.as_of, self.tree.today)

    def page(self, page_id: int | None) -> Target | None:
        """The page to link to in the language of the answer.

        Its translation there, else the page in the site's source language; ``None`` where neither
        may be read.
        """
        key = self._keys_by_id.get(page_id) if page_id is not None else None
        return self.translation(key) if key is not None else None

    def translation(self, translation_key: UUID) -> Target | None:
        """The page of this key in the language of the answer, else in the source language."""
        targets = self._translations.get(translation_key)
        if targets is None:
            return None
        source = self.tree.source
        return targets.on(self.root.locale_id, *([source.locale_id] if source else []))

    def translations(self, translation_key: UUID) -> list[Target]:
        """The real translations of a page that may be read, the source language first."""
        targets = self._translations.get(translation_key)
        return targets.real if targets else []

    def all_of(self, translation_key: UUID) -> Translations | None:
        """All that was found of a page; ``None``: nothing."""
        return self._translations.get(translation_key)

    def ancestors(self, path: str) -> list[Target]:
        """The readable ancestors of the page at a tree path, from the front page down."""
        prefixes = (path[: STEP * level] for level in range(2, len(path) // STEP))
        targets = (self._targets_by_path.get(prefix) for prefix in prefixes)
        return [target for target in targets if target is not None]

    def followed(self, url: str) -> ResolvedUrl | None:
        """The target of a URL; ``None`` for a document that nobody may see.

        One of the own site leads where a link to what is there does, whoever pasted it. Where no
        page can be read it stays a path: what is there, a redirect perhaps, the frontend asks.
        """
        own_url = own_site_url(url, self.tree)
        if own_url is None:
            return ResolvedUrl(url, None, is_external=True)
        if own_url.document_id is not None:
            document = self.document(own_url.document_id)
            return ResolvedUrl(document.url, None, is_external=False) if document else None
        keys = (self._keys_by_url_path.get(url_path) for url_path in own_url.url_paths)
        key = next((key_or_none for key_or_none in keys if key_or_none is not None), None)
        target = self.translation(key) if key is not None else None
        if target is None:
            # The same whether or not something hidden is there.
            return ResolvedUrl(own_url.path + own_url.suffix, None, is_external=False)
        return ResolvedUrl(target.frontend_path + own_url.suffix, target.tag, is_external=False)

    def link(self, *, text: str, page_id: int | None, url: str) -> Link | None:
        """A link to a page or to a URL outside; ``None`` where the page may not be read."""
        if url:
            resolved = self.followed(url)
            if resolved is None:
                return None
            return Link(text, resolved.href, resolved.language, resolved.is_external)
        target = self.page(page_id)
        if target is None:
            return None
        text = text or target.title
        return Link(text=text, href=target.frontend_path, language=target.tag, is_external=False)

    def image(self, image_id: int | None, alt: str) -> Image | None:
        """An image with the alternative text of its place; ``None`` where it may not be seen."""
        stored = self._images.get(image_id) if image_id is not None else None
        return stored.used(alt, self._base_url) if stored is not None else None

    def document(self, document_id: int | None) -> Document | None:
        """A document; ``None`` where it may not be downloaded."""
        return self._documents.get(document_id) if document_id is not None else None

    def _take_pages(self, pages: list[Translations], *, are_whole: bool) -> None:
        """``are_whole``: with all the languages of each page."""
        shown = set(self._translation_keys)
        self.dependencies.add(*map(cache_tags.slug, self._url_paths))
        for page in pages:
            key = page.translation_key
            self._targets_by_path.update(page.by_path)
            if page.by_path:
                shown.add(key)
            if are_whole:
                self._keys_by_id.update(page.keys_by_id)
                self._keys_by_url_path.update(page.keys_by_url_path)
                self._translations[key] = page
        self.dependencies.add_links(shown)
        self.dependencies.add_hidden(*[cache_tags.link(page.translation_key) for page in pages])

    def _take_images(self, images: list[StoredImage]) -> None:
        self._base_url = stable_base_url()
        self._images.update((image.id, image) for image in images)
        self.dependencies.add_images(self._image_ids, shown=[image.id for image in images])

    def _take_documents(self, documents: list[Document]) -> None:
        self._documents.update((document.id, document) for document in documents)
        self.dependencies.add_documents(
            self._document_ids, shown=[record.id for record in documents]
        )

    def _take_notes(self, name: str, notes: list[PageNote]) -> None:
        self.dependencies.add_pages(self._keys_by_note[name])
        by_key = self._notes.setdefault(name, {})
        for translation_key, tag, value in notes:
            by_key.setdefault(translation_key, {})[tag] = value

    def _take_things(self, kind: ReferenceKind, references: list[Any]) -> None:
        for thing in references:
            self.dependencies.add_hidden(*kind.tags(thing.pk, [thing]))
        self._things.setdefault(kind, {}).update((thing.pk, thing) for thing in references)
