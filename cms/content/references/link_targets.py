"""Pages as links see them: where they are, in which languages, and whether they may be read.

Found with everything else an answer refers to, by key, by id or by their place in the tree. What is
worked out of a page in all its languages is remembered with it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import BigAutoField, CharField, DateField, UUIDField
from wagtail.models import Page

import orjson

from cms.content import visibility
from cms.content.caching import cache_tags
from cms.content.references.kinds import ReferenceKind
from cms.database import statements
from cms.database.statements import Parameter, one_found, one_of
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from uuid import UUID

    from django.db.models import Q, QuerySet

    from cms.content.tree import SiteTree


class Target(NamedTuple):
    """A readable page as a link sees it. ``tag`` is the language of its content."""

    id: int
    translation_key: UUID
    title: str
    address: str
    tag: str
    locale_id: int
    is_alias: bool


class TargetPage(NamedTuple):
    """A page among those asked for, whether or not anybody may see it."""

    pk: int
    translation_key: UUID
    title: str
    path: str
    url_path: str
    locale_id: int
    is_shown: bool
    alias_code: str | None


class Translations:
    """The places of one page in its languages, as far as they were asked for, on a site.

    ``real`` are those of its translations that may be read, the source language first; an alias is
    none. ``worked_out`` is room for what others make of it.
    """

    __slots__ = (
        "_by_locale", "by_path", "keys_by_id", "keys_by_place", "real", "translation_key",
        "worked_out",
    )  # fmt: skip

    def __init__(self, places: Iterable[TargetPage], tree: SiteTree) -> None:
        self.keys_by_id: dict[int, UUID] = {}
        self.keys_by_place: dict[str, UUID] = {}
        self.by_path: dict[str, Target] = {}
        self._by_locale: dict[int, Target] = {}
        self.worked_out: dict[Any, Any] = {}
        for page in places:
            self.translation_key = page.translation_key
            self.keys_by_id[page.pk] = page.translation_key
            self.keys_by_place[page.url_path] = page.translation_key
            if page.is_shown:
                target = _target(page, tree)
                self.by_path[page.path] = self._by_locale[page.locale_id] = target
        self.real = [
            self._by_locale[root.locale_id]
            for root in tree.roots
            if root.locale_id in self._by_locale and not self._by_locale[root.locale_id].is_alias
        ]

    def on(self, *locale_ids: int) -> Target | None:
        """The page in the first of these locales it may be read in."""
        for locale_id in locale_ids:
            if locale_id in self._by_locale:
                return self._by_locale[locale_id]
        return None


def _target(page: TargetPage, tree: SiteTree) -> Target:
    code = page.alias_code
    return Target(
        id=page.pk,
        translation_key=page.translation_key,
        title=page.title,
        address=tree.address(url_path=page.url_path, locale_id=page.locale_id),
        tag=tags.canonical(code) if code else tree.tag(page.locale_id),
        locale_id=page.locale_id,
        is_alias=code is not None,
    )


def _place(in_json: str) -> TargetPage:
    pk, key, *rest = orjson.loads(in_json)
    return TargetPage(pk, statements.uuid(key), *rest)


def _pages(tree: SiteTree, condition: Q) -> QuerySet[Page]:
    """The pages asked for, whoever may read them."""
    is_shown = visibility.as_column(tree.shown(Parameter("day", DateField())))
    return Page.objects.filter(condition).annotate(is_shown=is_shown)


def _with_keys(tree: SiteTree) -> QuerySet[Page]:
    """The pages of the keys given, in all languages."""
    return _pages(tree, one_of("translation_key", "page_keys", UUIDField()))


def _with_ids(tree: SiteTree) -> QuerySet[Page]:
    """The pages of the ids given, and their translations."""
    with_id = Page.objects.filter(one_of("pk", "page_ids", BigAutoField()))
    return _pages(tree, one_found("translation_key", with_id.order_by().values("translation_key")))


def _at_places(tree: SiteTree) -> QuerySet[Page]:
    """The pages at the URL paths given, as Wagtail writes them, and their translations."""
    at_place = Page.objects.filter(one_of("url_path", "page_places", CharField()))
    return _pages(tree, one_found("translation_key", at_place.order_by().values("translation_key")))


def _at_paths(tree: SiteTree) -> QuerySet[Page]:
    """The pages at the tree paths given."""
    return _pages(tree, one_of("path", "page_paths", CharField()))


def _grouped(
    value_of: Callable[[TargetPage], Any],
) -> Callable[[list[TargetPage], SiteTree], Mapping[Any, list[Translations]]]:
    """Sorts places by a value, and makes one of those that share it."""

    def answered(places: list[TargetPage], tree: SiteTree) -> Mapping[Any, list[Translations]]:
        pages_by_value: dict[Any, list[TargetPage]] = defaultdict(list)
        for page in places:
            pages_by_value[value_of(page)].append(page)
        return {
            value: [Translations(pages_of_value, tree)]
            for value, pages_of_value in pages_by_value.items()
        }

    return answered


_by_key = _grouped(lambda place: place.translation_key)


def _by_id(places: list[TargetPage], tree: SiteTree) -> dict[int, list[Translations]]:
    """For each page it and its translations."""
    by_key = _by_key(places, tree)
    return {page.pk: by_key[page.translation_key] for page in places}


def _by_place(places: list[TargetPage], tree: SiteTree) -> dict[str, list[Translations]]:
    """The same by the URL path of each."""
    by_key = _by_key(places, tree)
    return {page.url_path: by_key[page.translation_key] for page in places}


def _links(translations: list[Translations]) -> frozenset[str]:
    return frozenset(cache_tags.link(page.translation_key) for page in translations)


_COLUMNS = (
    "pk", "translation_key", "title", "path", "url_path", "locale_id", "is_shown",
    "alias_of__locale__language_code",
)  # fmt: skip
# One query per kind: a database finds no index for one condition or another.
WITH_KEYS = ReferenceKind(
    "pages",
    "page_keys",
    _with_keys,
    _COLUMNS,
    _place,
    _by_key,
    lambda key, _found: frozenset([cache_tags.link(key)]),
)
# A missing page has no key that would be reported when it appears.
WITH_IDS = ReferenceKind(
    "pages by id", "page_ids", _with_ids, _COLUMNS, _place, _by_id, lambda _id, found: _links(found)
)
AT_PLACES = ReferenceKind(
    "pages by address",
    "page_places",
    _at_places,
    _COLUMNS,
    _place,
    _by_place,
    lambda place, found: _links(found) | {cache_tags.slug(place)},
)
AT_PATHS = ReferenceKind(
    "pages by path",
    "page_paths",
    _at_paths,
    _COLUMNS,
    _place,
    _grouped(lambda place: place.path),
    lambda _path, found: _links(found),
)
