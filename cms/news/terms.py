"""Categories and tags as articles refer to them: by id, with their names in all languages.

A few are used by many articles, so they are found with everything else an answer refers to, and
remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import BigAutoField

import orjson

from cms.content.caching import cache_tags
from cms.content.references.kinds import ReferenceKind
from cms.database import statements
from cms.database.statements import in_list, in_query
from cms.localisation import tags
from cms.news import models

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from django.db.models import QuerySet

    from cms.content.tree import SiteTree


class TermName(NamedTuple):
    """The name of a term in ``language``, a BCP 47 tag."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class PublishedTerm:
    """A term: the names it is published under, by locale. ``locale_id`` is its own."""

    pk: int
    translation_key: UUID
    slug: str
    locale_id: int
    by_locale: Mapping[int, TermName]

    def on(self, locale_id: int) -> TermName | None:
        """Its name in a language, else in its own; ``None``: it is published in neither."""
        return self.by_locale.get(locale_id) or self.by_locale.get(self.locale_id)


class _TermRow(NamedTuple):
    pk: int
    translation_key: UUID
    slug: str
    name: str
    is_live: bool
    locale_id: int
    code: str


def _read(in_json: str) -> _TermRow:
    pk, key, *rest = orjson.loads(in_json)
    return _TermRow(pk, statements.uuid(key), *rest)


def _answered(rows: list[_TermRow], tree: SiteTree) -> dict[int, list[PublishedTerm]]:
    by_key: dict[UUID, dict[int, TermName]] = {row.translation_key: {} for row in rows}
    for row in rows:
        if row.is_live and tree.root_of_locale(row.locale_id) is not None:
            name = TermName(row.name, tags.canonical(row.code))
            by_key[row.translation_key][row.locale_id] = name
    return {
        row.pk: [
            PublishedTerm(
                row.pk, row.translation_key, row.slug, row.locale_id, by_key[row.translation_key]
            )
        ]
        for row in rows
    }  # fmt: skip


def _kind(model: type[Any], parameter_name: str) -> ReferenceKind:
    """The terms of a model whose ids are given."""

    def rows(_tree: SiteTree) -> QuerySet[Any]:
        with_id = model.objects.filter(in_list("pk", parameter_name, BigAutoField()))
        keys = with_id.order_by().values("translation_key")
        in_all_languages: QuerySet[Any] = model.objects.filter(in_query("translation_key", keys))
        return in_all_languages

    return ReferenceKind(
        model._meta.label_lower,
        parameter_name,
        rows,
        ("pk", "translation_key", "slug", "name", "live", "locale_id", "locale__language_code"),
        _read,
        _answered,
        # A missing term has no key that would be reported when it appears.
        lambda _pk, terms: frozenset(cache_tags.term(term.translation_key) for term in terms),
    )


CATEGORIES = _kind(models.NewsCategory, "category_ids")
TAGS = _kind(models.NewsTag, "tag_ids")
