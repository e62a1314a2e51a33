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
from cms.database.statements import Parameter, in_list, in_query
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
    frontend_path: str
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
    """One page in its languages, as far as they were asked for, on a site.

    ``real`` are those of its translations that may be read, the source language first; an alias is
    none. ``derived`` is room for what others make of it.
    """

    __slots__ = (
        "_by_locale",
        "by_path",
        "derived",
        "keys_by_id",
        "keys_by_url_path",
        "real",
        "translation_key",
    )  # fmt: skip

    def __init__(self, pages: Iterable[TargetPage], tree: SiteTree) -> None:
        self.keys_by_id: dict[int, UUID] = {}
        self.keys_by_url_path: dict[str, UUID] = {}
        self.by_path: dict[str, Target] = {}
        self._by_locale: dict[int, Target] = {}
        self.derived: dict[Any, Any] = {}
        for page in pages:
            self.translation_key = page.translation_key
            self.keys_by_id[page.pk] = page.translation_key
            self.keys_by_url_path[page.url_path] = page.translation_key
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
        frontend_path=tree.frontend_path(url_path=page.url_path, locale_id=page.locale_id),
        tag=tags.canonical(code) if code else tree.tag(page.locale_id),
        locale_id=page.locale_id,
        is_alias=code is not None,
    )


def _target_page(in_json: str) -> TargetPage:
    pk, key, *rest = orjson.loads(in_json)
    return TargetPage(pk, statements.uuid(key), *rest)


def _pages(tree: SiteTree, condition: Q) -> QuerySet[Page]:
    """The pages asked for, whoever may read them."""
    is_shown = visibility.as_column(tree.shown(Parameter("day", DateField())))
    return Page.objects.filter(condition).annotate(is_shown=is_shown)


def _with_keys(tree: SiteTree) -> QuerySet[Page]:
    """The pages of the keys given, in all languages."""
    return _pages(tree, in_list("translation_key", "page_keys", UUIDField()))


def _with_ids(tree: SiteTree) -> QuerySet[Page]:
    """The pages of the ids given, and their translations."""
    with_id = Page.objects.filter(in_list("pk", "page_ids", BigAutoField()))
    return _pages(tree, in_query("translation_key", with_id.order_by().values("translation_key")))


def _at_url_paths(tree: SiteTree) -> QuerySet[Page]:
    """The pages at the URL paths given, as Wagtail writes them, and their translations."""
    at_path = Page.objects.filter(in_list("url_path", "page_url_paths", CharField()))
    return _pages(tree, in_query("translation_key", at_path.order_by().values("translation_key")))


def _at_paths(tree: SiteTree) -> QuerySet[Page]:
    """The pages at the tree paths given."""
    return _pages(tree, in_list("path", "page_paths", CharField()))


def _grouped(
    value_of: Callable[[TargetPage], Any],
) -> Callable[[list[TargetPage], SiteTree], Mapping[Any, list[Translations]]]:
    """Sorts pages by a value, and makes one of those that share it."""

    def grouped(pages: list[TargetPage], tree: SiteTree) -> Mapping[Any, list[Translations]]:
        pages_by_value: dict[Any, list[TargetPage]] = defaultdict(list)
        for page in pages:
            pages_by_value[value_of(page)].append(page)
        return {
            value: [Translations(pages_of_value, tree)]
            for value, pages_of_value in pages_by_value.items()
        }

    return grouped


_by_key = _grouped(lambda page: page.translation_key)


def _by_id(pages: list[TargetPage], tree: SiteTree) -> dict[int, list[Translations]]:
    """For each page it and its translations."""
    by_key = _by_key(pages, tree)
    return {page.pk: by_key[page.translation_key] for page in pages}


def _by_url_path(pages: list[TargetPage], tree: SiteTree) -> dict[str, list[Translations]]:
    """The same by the URL path of each."""
    by_key = _by_key(pages, tree)
    return {page.url_path: by_key[page.translation_key] for page in pages}


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
    _target_page,
    _by_key,
    lambda key, _found: frozenset([cache_tags.link(key)]),
)
# A missing page has no key that would be reported when it appears.
WITH_IDS = ReferenceKind(
    "pages by id",
    "page_ids",
    _with_ids,
    _COLUMNS,
    _target_page,
    _by_id,
    lambda _id, found: _links(found),
)
AT_URL_PATHS = ReferenceKind(
    "pages by URL path",
    "page_url_paths",
    _at_url_paths,
    _COLUMNS,
    _target_page,
    _by_url_path,
    lambda url_path, found: _links(found) | {cache_tags.slug(url_path)},
)
AT_PATHS = ReferenceKind(
    "pages by path",
    "page_paths",
    _at_paths,
    _COLUMNS,
    _target_page,
    _grouped(lambda page: page.path),
    lambda _path, found: _links(found),
)
