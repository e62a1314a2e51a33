"""One answer being put together.

A selector makes records and says, on the way, which pages, images and documents they refer to.
``Reading.fetch`` then gets all of them together: one query for each kind, however many there are.
After that the records can be asked for anything without a query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import BigAutoField, CharField, DateField, F, Q, UUIDField
from django.utils import timezone
from wagtail.models import Page

from cms.content import dependencies, statements, visibility
from cms.content.documents import Document, public_documents
from cms.content.images import Image, StoredImage, public_images
from cms.content.links import Link
from cms.content.statements import Given, one_of
from cms.localisation import tags

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from cms.content.dependencies import Dependencies
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


# What a layer above knows of pages: by translation key, then by the language of the content.
Finder = Callable[[set["UUID"]], dict["UUID", dict[str, Any]]]
_finders: dict[str, Finder] = {}


def register_finder(name: str, finder: Finder) -> None:
    """Have answers find something about pages, in one query for all of an answer's pages."""
    _finders[name] = finder


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
        """Find all that was asked for since the last time: at most one query for each kind."""
        if self._page_ids or self._translation_keys or self._ancestor_paths:
            self._fetch_targets()
        if self._image_ids:
            images = public_images(self._image_ids)
            self.dependencies.add_images(self._image_ids, shown=images)
            self._images.update(images)
        if self._document_ids:
            documents = public_documents(self._document_ids)
            self.dependencies.add_documents(self._document_ids, shown=documents)
            self._documents.update(documents)
        for name, keys in self._keys_by_finder.items():
            self.dependencies.add_pages(keys)
            self._found[name].update(_finders[name](keys))
        self._keys_by_finder.clear()
        for wanted in (
            self._page_ids, self._translation_keys, self._ancestor_paths,
            self._image_ids, self._document_ids,
        ):  # fmt: skip
            wanted.clear()

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

    def _fetch_targets(self) -> None:
        tree = self.tree
        rows = statements.rows(
            ("targets", tree.shape, bool(self._page_ids)),
            lambda: _target_rows(
                tree.timeless.shown(Given("day", DateField())), by_id=bool(self._page_ids)
            ),
            {
                "at": tree.at,
                # What was published since a past day can be followed from what stood there then.
                "day": max(self.as_of, tree.today),
                "ids": self._page_ids,
                "keys": self._translation_keys,
                "paths": self._ancestor_paths,
            },
        )
        self.dependencies.add_links(self._translation_keys)
        found: set[UUID] = set()
        readable: set[UUID] = set()
        for row in rows:
            found.add(row["translation_key"])
            self._keys_by_id[row["pk"]] = row["translation_key"]
            if not row["is_readable"] or row["path"] in self._targets_by_path:
                continue
            readable.add(row["translation_key"])
            target = Target(
                id=row["pk"],
                translation_key=row["translation_key"],
                title=row["title"],
                address=tree.address(url_path=row["url_path"], locale_id=row["locale_id"]),
                tag=tags.canonical(row["alias_code"])
                if row["alias_code"]
                else tree.tag(row["locale_id"]),
                locale_id=row["locale_id"],
                is_alias=row["alias_code"] is not None,
            )
            self._targets_by_key[row["translation_key"]].append(target)
            self._targets_by_path[row["path"]] = target
        self.dependencies.add_hidden(*map(dependencies.link, found))
        self.dependencies.add_links(readable)


def _target_rows(readable: Q, *, by_id: bool) -> Any:
    """The pages asked for, whoever may read them, and all translations of the first two kinds."""
    wanted = one_of("translation_key", "keys", UUIDField()) | one_of("path", "paths", CharField())
    if by_id:
        with_id = Page.objects.filter(one_of("pk", "ids", BigAutoField()))
        wanted |= Q(translation_key__in=with_id.values("translation_key"))
    rows = Page.objects.filter(wanted).annotate(
        is_readable=visibility.as_column(readable),
        alias_code=F("alias_of__locale__language_code"),
    )
    return rows.order_by("path").values(
        "pk", "translation_key", "title", "path", "url_path", "locale_id",
        "is_readable", "alias_code",
    )  # fmt: skip
