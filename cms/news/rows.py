"""The rows that news are read from: how they are asked of a database.

``of`` asks for the articles a condition finds. ``kind`` is for articles that are known by their
translation keys, which answers refer to as they do to pages and images: remembered.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import (
    DateField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Concat

import orjson

from cms.content.body.stream_field import in_json
from cms.content.caching import cache_tags
from cms.content.reading import pages
from cms.content.reading.slices import Order
from cms.content.references.kinds import ReferenceKind, by_value
from cms.database import dates, statements
from cms.database.aggregates import JoinedText, JsonRows
from cms.news import models

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.content.tree import Root, SiteTree

# What is read only where it is asked for.
PARTS = ("body", "category", "tags", "related_news")
MOST_KINDS = 200
LATEST_FIRST = Order("publication_date", DateField(), is_descending=True)
COLUMNS = ("publication_date", "summary", "lead_image_id", "lead_image_alt")


def articles_and_columns(
    condition: Q, head: tuple[str, ...], parts: tuple[str, ...]
) -> tuple[QuerySet[models.NewsPage], tuple[str, ...]]:
    """The articles a condition finds, the latest first, and the columns that are asked of them.

    ``head`` are the columns of any page, ``parts`` some of ``PARTS``.
    """
    news = LATEST_FIRST.sorted(models.NewsPage.objects.filter(condition))
    columns: list[str] = [*head, *COLUMNS]
    if "body" in parts:
        news = news.annotate(body_in_json=in_json("body"))
        columns.append("body_in_json")
    if "category" in parts:
        columns.append("category_id")
    if "tags" in parts:
        news = news.annotate(tags_in_json=_tags_in_json())
        columns.append("tags_in_json")
    if "related_news" in parts:
        news = news.annotate(related_keys=_related_keys())
        columns.append("related_keys")
    return news, tuple(columns)


def _tags_in_json() -> Subquery:
    """The tags of an article as lists in JSON, which ``tags_of`` reads."""
    tagged = models.NewsPageTag.objects.filter(page=OuterRef("pk")).order_by().values("page")
    return Subquery(tagged.annotate(rows=JsonRows("sort_order", "pk", "tag_id")).values("rows"))


def _related_keys() -> Subquery:
    """The translation keys of an article's related news, each after its position: ``2:<key>,…``."""
    place = Concat(
        Cast("sort_order", TextField()),
        Value(":"),
        Cast("related__translation_key", TextField()),
        output_field=TextField(),
    )
    related = models.RelatedNews.objects.filter(page=OuterRef("pk")).order_by().values("page")
    return Subquery(related.annotate(places=JoinedText(place)).values("places"))


def of(condition: Q, head: tuple[str, ...], parts: tuple[str, ...]) -> QuerySet[Any, Any]:
    """The rows of the articles a condition finds, the latest first."""
    news, columns = articles_and_columns(condition, head, parts)
    return news.values(*columns)


@lru_cache(maxsize=MOST_KINDS)
def kind(root: Root, head: tuple[str, ...], parts: tuple[str, ...]) -> ReferenceKind:
    """The articles of the keys given, each in a language or else in the source's, as their rows."""
    _news, columns = articles_and_columns(Q(), head, parts)

    def rows(tree: SiteTree) -> QuerySet[Any]:
        condition = pages.language_on(tree, root, with_fallback=True) & pages.keyed("keys")
        return articles_and_columns(condition, head, parts)[0]

    return ReferenceKind(
        f"news of {root.locale_id}: {' '.join(columns)}",
        "keys",
        rows,
        columns,
        lambda in_json: _read(columns, in_json),
        by_value(lambda row: row["translation_key"]),
        lambda key, _found: frozenset([cache_tags.page(key)]),
    )


# How JSON says what a column of the database would.
_READ: dict[str, Callable[[str], Any]] = {
    "translation_key": statements.uuid,
    "publication_date": statements.day,
    "first_published_at": dates.moment,
    "last_published_at": dates.moment,
}


def _read(columns: tuple[str, ...], in_json: str) -> dict[str, Any]:
    row = dict(zip(columns, orjson.loads(in_json), strict=True))
    for name in row.keys() & _READ.keys():
        if row[name] is not None:
            row[name] = _READ[name](row[name])
    return row


def tags_of(row: dict[str, Any]) -> list[int]:
    """The ids of the tags in a row, in the editor's order."""
    in_json = row.get("tags_in_json") or "[]"
    # SQLite may put JSON into JSON; PostgreSQL writes it as a text.
    tags = in_json if isinstance(in_json, list) else orjson.loads(in_json)
    return [tag_id for _place, _pk, tag_id in sorted(tags, key=_in_order)]


def _in_order(tag: list[Any]) -> tuple[int, int]:
    sort_order, pk, _tag_id = tag
    return sort_order or 0, pk
