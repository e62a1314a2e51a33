"""The rows that news are read from: how they are asked of a database.

``of`` asks for the articles a condition finds. ``kind`` is for articles that are known by their
translation keys, which answers refer to as they do to pages and images: remembered.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import (
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat

import orjson

from cms.content import dependencies, pages, statements
from cms.content.aggregates import JoinedText, JsonRows
from cms.content.referred import Kind, by_value
from cms.content.streams import in_json
from cms.news import models

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.content.tree import Root, SiteTree

# What is read only where it is asked for.
PARTS = ("body", "category", "tags", "related_news")
MOST_KINDS = 200
COLUMNS = ("publication_date", "summary", "lead_image_id", "lead_image_alt")
CATEGORY = (
    "category__translation_key", "category__slug", "category__name", "category__live",
    "category_code", "own_category",
)  # fmt: skip


def asked(
    condition: Q, locale_id: int, head: tuple[str, ...], parts: tuple[str, ...]
) -> tuple[QuerySet[models.NewsPage], tuple[str, ...]]:
    """The articles a condition finds, the latest first, and the columns that are asked of them.

    ``head`` are the columns of any page, ``parts`` some of ``PARTS``; names are in the language of
    the locale where they are translated.
    """
    news = models.NewsPage.objects.filter(condition).order_by("-publication_date", "-pk")
    columns: list[str] = [*head, *COLUMNS]
    if "body" in parts:
        news = news.annotate(body_in_json=in_json("body"))
        columns.append("body_in_json")
    if "category" in parts:
        own = _own_name(models.NewsCategory, locale_id, OuterRef("category__translation_key"))
        news = news.annotate(own_category=own, category_code=F("category__locale__language_code"))
        columns += CATEGORY
    if "tags" in parts:
        news = news.annotate(tags_in_json=_tags_in_json(locale_id))
        columns.append("tags_in_json")
    if "related_news" in parts:
        news = news.annotate(related_keys=_related_keys())
        columns.append("related_keys")
    return news, tuple(columns)


def _own_name(model: type[Any], locale_id: int, translation_key: OuterRef) -> Subquery:
    """The name a term has in a language, where it is published in it."""
    terms = model.objects.filter(translation_key=translation_key, locale_id=locale_id, live=True)
    return Subquery(terms.values("name")[:1])


def _tags_in_json(locale_id: int) -> Subquery:
    """The tags of an article as lists in JSON, which ``tags_of`` reads."""
    tagged = models.NewsPageTag.objects.filter(page=OuterRef("pk")).annotate(
        own_name=_own_name(models.NewsTag, locale_id, OuterRef("tag__translation_key"))
    )
    columns = (
        "sort_order", "pk", "tag__translation_key", "tag__slug", "tag__name", "tag__live",
        "tag__locale__language_code", "own_name",
    )  # fmt: skip
    in_json = tagged.order_by().values("page").annotate(rows=JsonRows(*columns))
    return Subquery(in_json.values("rows"))


def _related_keys() -> Subquery:
    """The translation keys of an article's related news, each behind its place: ``2:<key>,…``."""
    place = Concat(
        Cast("sort_order", TextField()),
        Value(":"),
        Cast("related__translation_key", TextField()),
        output_field=TextField(),
    )
    related = models.RelatedNews.objects.filter(page=OuterRef("pk")).order_by().values("page")
    return Subquery(related.annotate(places=JoinedText(place)).values("places"))


def of(
    condition: Q, locale_id: int, head: tuple[str, ...], parts: tuple[str, ...]
) -> QuerySet[Any, Any]:
    """The rows of the articles a condition finds, the latest first."""
    news, columns = asked(condition, locale_id, head, parts)
    return news.values(*columns)


@lru_cache(maxsize=MOST_KINDS)
def kind(root: Root, head: tuple[str, ...], parts: tuple[str, ...]) -> Kind:
    """The articles of the keys given, each in a language or else in the source's, as their rows."""
    _news, columns = asked(Q(), root.locale_id, head, parts)

    def rows(tree: SiteTree) -> QuerySet[Any]:
        wanted = pages.language_on(tree, root, with_fallback=True) & pages.keyed("keys")
        return asked(wanted, root.locale_id, head, parts)[0]

    return Kind(
        f"news of {root.locale_id}: {' '.join(columns)}",
        "keys",
        rows,
        columns,
        lambda in_json: _read(columns, in_json),
        by_value(lambda row: row["translation_key"]),
        lambda key, found: frozenset([dependencies.page(key), *_terms(found)]),
    )


# How JSON says what a column of the database would.
_READ: dict[str, Callable[[str], Any]] = {
    "translation_key": statements.uuid,
    "category__translation_key": statements.uuid,
    "publication_date": statements.day,
    "first_published_at": statements.moment,
    "last_published_at": statements.moment,
}


def _read(columns: tuple[str, ...], in_json: str) -> dict[str, Any]:
    row = dict(zip(columns, orjson.loads(in_json), strict=True))
    for name in row.keys() & _READ.keys():
        if row[name] is not None:
            row[name] = _READ[name](row[name])
    return row


def _terms(found: list[dict[str, Any]]) -> set[str]:
    """The tags of the categories and tags that some rows name."""
    keys = {row.get("category__translation_key") for row in found} - {None}
    keys |= {statements.uuid(tag[2]) for row in found for tag in tags_of(row)}
    return set(map(dependencies.term, keys))


def tags_of(row: dict[str, Any]) -> list[list[Any]]:
    """The tags in a row in the editor's order: lists of place, id, key, slug, name and so on."""
    tags = row.get("tags_in_json") or "[]"
    # SQLite may put JSON into JSON; PostgreSQL writes it as a text.
    found: list[list[Any]] = tags if isinstance(tags, list) else orjson.loads(tags)
    return sorted(found, key=lambda tag: (tag[0] or 0, tag[1]))
