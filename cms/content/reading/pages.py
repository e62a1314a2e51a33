"""Pages as records: what the domains' selectors return and the API shows.

A domain says how its own pages are read by registering their type; whoever holds ids of pages of
any kind gets them through ``read_pages``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BigAutoField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    TextField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast, Replace, Substr
from django.db.models.lookups import Exact
from wagtail.models import Page as PageModel

from cms.content.caching import cache_tags
from cms.content.caching.lasting import ImmutableRecord
from cms.content.reading import page_types
from cms.content.reading.loader import Reading
from cms.content.reading.selection import Selection
from cms.database import statements
from cms.database.statements import Condition, Parameter, Unindexed, in_list, in_query
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from cms.content import visibility
    from cms.content.reading.loader import Reading
    from cms.content.reading.selection import Selection
    from cms.content.references.link_targets import Translations
    from cms.content.tree import Root, SiteTree

# What every page is read with. Aliased names would clash with the columns of Wagtail's table.
HEAD = (
    "pk", "translation_key", "title", "path", "url_path", "locale_id",
    "alias_of__locale__language_code",
)  # fmt: skip
# What is read besides where one of ``ASKING`` is asked for, and left empty elsewhere.
DETAILS = ("seo_title", "search_description", "first_published_at", "last_published_at")
ASKING = {"seo", "first_published_at", "last_published_at"}


@dataclass(slots=True, kw_only=True)
class Page:
    """A readable page in the answer of ``reading``."""

    reading: Reading
    pk: int
    translation_key: UUID
    title: str
    tree_path: str
    path: str
    content_language: str
    seo_title: str
    search_description: str
    first_published_at: datetime | None
    last_published_at: datetime | None

    @property
    def language(self) -> str:
        """The language the answer is in."""
        return self.reading.tag

    @property
    def id(self) -> str:
        """The page and the language it is read in: the same in whichever database it is."""
        return f"{statements.uuid_text(self.translation_key)}:{self.language}"

    @property
    def block_prefix(self) -> str:
        """The prefix of the ids of its blocks: the same in every database that holds the page."""
        return f"{self.translation_key.hex[:8]}-{self.language}"

    @property
    def is_fallback(self) -> bool:
        """True if the content is in another language than the answer."""
        return self.content_language != self.language

    @property
    def url(self) -> str:
        """The absolute URL on the frontend."""
        return self.reading.tree.origin + self.path

    @property
    def meta_description(self) -> str:
        """The description for search engines and shared links; may be empty."""
        return self.search_description

    @property
    def canonical_url(self) -> str:
        """The URL of the page these words belong to, in their own language.

        Another than ``url`` if the page replaces a missing translation.
        """
        for target in self.reading.translations(self.translation_key):
            if target.tag == self.content_language:
                return self.reading.tree.origin + target.frontend_path
        return self.url

    def schema_org(self) -> list[dict[str, Any]]:
        """The schema.org nodes of the page; its breadcrumbs are added to them."""
        return []


class Breadcrumb(NamedTuple):
    """A page above another; ``language`` is the one its title is in."""

    title: str
    path: str
    language: str


def breadcrumbs(page: Page) -> list[Breadcrumb]:
    """The pages above a page, from the front page down."""
    return [
        Breadcrumb(target.title, target.frontend_path, target.tag)
        for target in page.reading.ancestors(page.tree_path)
    ]


class Alternate(NamedTuple):
    """A page in one of its languages, or ``x-default``: path and URL on the frontend."""

    hreflang: str
    path: str
    url: str


@dataclass(frozen=True, slots=True)
class Alternates(ImmutableRecord):
    """The alternates of a page, in order."""

    entries: tuple[Alternate, ...] = ()

    def __iter__(self) -> Iterator[Alternate]:
        return iter(self.entries)


def alternates(reading: Reading, translation_key: UUID) -> Alternates:
    """The real translations of a page, and for ``x-default`` the one in the source language."""
    translations = reading.all_of(translation_key)
    if translations is None:
        return Alternates()
    origin = reading.tree.origin
    alternates: Alternates | None = translations.derived.get(origin)
    if alternates is None:
        alternates = translations.derived[origin] = _alternates(translations, reading.tree)
    return alternates


def _alternates(translations: Translations, tree: SiteTree) -> Alternates:
    alternates = [
        Alternate(
            translation.tag, translation.frontend_path, tree.origin + translation.frontend_path
        )
        for translation in translations.real
    ]
    # The source comes first.
    if tree.source and alternates and translations.real[0].locale_id == tree.source.locale_id:
        alternates.append(alternates[0]._replace(hreflang="x-default"))
    return Alternates(tuple(alternates))


def columns(selection: Selection) -> tuple[str, ...]:
    """The columns a page is read from: ``head`` expects them in a row."""
    return HEAD + DETAILS if ASKING & selection.fields.keys() else HEAD


def head(row: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """The arguments of every page record, from a row that holds ``columns``."""
    tree, locale_id = reading.tree, row["locale_id"]
    alias_code = row["alias_of__locale__language_code"]
    reading.dependencies.add_pages([row["translation_key"]])
    return {
        "reading": reading,
        "pk": row["pk"],
        "translation_key": row["translation_key"],
        "title": row["title"],
        "tree_path": row["path"],
        "path": tree.frontend_path(url_path=row["url_path"], locale_id=locale_id),
        "content_language": tags.canonical(alias_code) if alias_code else tree.tag(locale_id),
        "seo_title": row.get("seo_title", ""),
        "search_description": row.get("search_description", ""),
        "first_published_at": row.get("first_published_at"),
        "last_published_at": row.get("last_published_at"),
    }


def request_head(page: Page, selection: Selection) -> None:
    """Have fetched what is asked of any page, whatever its kind."""
    seo = selection.of("seo")
    if "translation" in selection or "json_ld" in seo:
        page.reading.request_note("translation", page.translation_key)
    if "breadcrumbs" in selection or "json_ld" in seo:
        page.reading.request_ancestors(page.tree_path)
    if "alternates" in selection or "canonical_url" in seo or "json_ld" in seo:
        page.reading.request_translations(page.translation_key)


@dataclass(frozen=True, slots=True)
class PageReference:
    """A page that has been found but not read: which, and of which model (``news.newspage``)."""

    pk: int
    model: str
    locale_id: int


def read_pages(
    reading: Reading, references: Iterable[PageReference], selection: Selection
) -> dict[int, Any]:
    """The records of pages of any kind, by id. A fixed number of queries for each kind."""
    by_model: dict[str, list[int]] = {}
    for reference in references:
        by_model.setdefault(reference.model, []).append(reference.pk)
    records: dict[int, Any] = {}
    for label, ids in by_model.items():
        page_type = page_types.labelled(label)
        if page_type is not None:
            pages = page_type.read(reading, with_ids(ids), selection.on(page_type.model.__name__))
            records.update((page.pk, page) for page in pages)
    return records


def with_ids(ids: Iterable[int]) -> Condition:
    """The condition for pages of some ids, whoever may read them."""
    listed = list(ids)
    if len(listed) == 1:
        # Most answers are about one page, and to unpack a list takes as long as to find it.
        return Condition("id", lambda: Q(pk=Parameter("id", BigAutoField())), {"id": listed[0]})
    return Condition("ids", lambda: in_list("pk", "ids", BigAutoField()), {"ids": listed})


def with_keys(keys: Iterable[UUID]) -> Condition:
    """The condition for pages of some translation keys, whoever may read them."""
    return Condition("keys", lambda: keyed("keys"), {"keys": list(keys)})


def beginning() -> Substr:
    """The column of what a page's translation key begins with, in hexadecimal digits, as in tags.

    This many digits tell pages apart.
    """
    digits = Replace(Cast("translation_key", TextField()), Value("-"), Value(""))
    return Substr(digits, 1, cache_tags.DIGITS)


def number(beginning: str) -> int:
    """The beginning of a translation key, as a number below 2⁶⁴."""
    return int(beginning, 16)


def with_beginnings(beginnings: Iterable[str]) -> Q:
    """Pages whose translation keys begin so, in all languages."""
    condition = Q(pk__in=[])
    for beginning in beginnings:
        try:
            first, last = UUID(beginning.ljust(32, "0")), UUID(beginning.ljust(32, "f"))
        except ValueError:
            continue
        condition |= Q(translation_key__range=(first, last))
    return condition


def ids_of(beginnings: Iterable[str]) -> list[int]:
    """The ids of pages whose translation keys begin so, in all languages. One query."""
    pages = PageModel.objects.filter(with_beginnings(beginnings)).order_by()
    return list(pages.values_list("pk", flat=True))


def keyed(name: str) -> Q:
    """The condition for pages of the translation keys that are given under a name."""
    # By way of the ids: a database that doesn't know how few the keys are would read a language.
    pages = PageModel.objects.filter(in_list("translation_key", name, UUIDField()))
    return in_query("pk", pages.order_by().values("pk"))


def readable(tree: SiteTree) -> Condition:
    """The condition for pages of a site that a reader may see."""
    return Condition(("readable", tree.shape), tree.timeless.readable, {"at": tree.at})


def in_language(reading: Reading, *, with_fallback: bool) -> Condition:
    """The condition for readable pages of an answer's language.

    Without fallback these are the pages written in it. With fallback each page appears once: as it
    is in the language, aliases included, or else in the site's source language.
    """
    tree, root = reading.tree, reading.root
    return Condition(
        ("in language", tree.shape, root.locale_id, with_fallback),
        lambda: language_on(tree.timeless, root, with_fallback=with_fallback),
        {"at": tree.at},
    )


def language_on(tree: SiteTree, root: Root, *, with_fallback: bool) -> Q:
    """The same as ``in_language``, for a tree and a language of its own."""
    in_own_locale = _in_locale(root)
    if not with_fallback:
        return tree.readable(with_aliases=False) & in_own_locale
    source = tree.source
    if source is None or source == root:
        return tree.readable() & in_own_locale
    translated = PageModel.objects.filter(
        tree.readable(),
        locale_id=root.locale_id,
        translation_key=OuterRef("translation_key"),
    )
    return tree.readable() & (in_own_locale | _in_locale(source) & ~Q(Exists(translated)))


def _in_locale(root: Root) -> Q:
    return Q(Exact(Unindexed(F("locale_id")), root.locale_id))


def shown(reading: Reading) -> Q:
    """The same as ``in_any_language``, for a query that isn't kept."""
    return reading.tree.shown(reading.as_of)


def in_any_language(reading: Reading) -> Condition:
    """The condition for pages of any language that can be read at a path."""
    tree = reading.tree
    return Condition(
        ("in any language", tree.shape),
        lambda: tree.timeless.shown(Parameter("as_of", DateField())),
        {"at": tree.at, "as_of": reading.as_of},
    )


def routable(reading: Reading, *, with_aliases: bool) -> Condition:
    """The condition for pages that can be read at a path of the answer's language."""
    tree, root = reading.tree, reading.root
    return Condition(
        ("addresses", tree.shape, root.locale_id, with_aliases),
        lambda: routable_on(
            tree.timeless, root, Parameter("as_of", DateField()), with_aliases=with_aliases
        ),
        {"at": tree.at, "as_of": reading.as_of},
    )


def routable_on(tree: SiteTree, root: Root, day: visibility.Day, *, with_aliases: bool) -> Q:
    """The same as ``routable``, for a query that isn't kept."""
    return tree.shown(day, with_aliases=with_aliases) & Q(locale_id=root.locale_id)


def find(condition: Condition) -> list[PageReference]:
    """The pages a condition finds. One query."""
    rows = statements.rows(
        condition.named("find"),
        lambda: PageModel.objects.filter(condition.build()).values(*REFERENCE_COLUMNS),
        condition.values,
    )
    return [page_reference(row) for row in rows]


REFERENCE_COLUMNS = ("pk", "content_type__app_label", "content_type__model", "locale_id")


def page_reference(row: dict[str, Any]) -> PageReference:
    """The page that a row with the columns ``REFERENCE_COLUMNS`` is about."""
    return PageReference(row["pk"], label(row), row["locale_id"])


def label(row: dict[str, Any]) -> str:
    """The model of such a page."""
    return f"{row['content_type__app_label']}.{row['content_type__model']}"
