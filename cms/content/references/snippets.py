"""Snippets as answers refer to them: by id, with what is published of them in each language.

What refers to a snippet names it in one language, and translations keep that name. Readers get it
in their language where it is published, else in the one that is named, where readers have that
language at all. Snippets are found with everything else an answer refers to, and remembered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.db.models import BigAutoField

import orjson

from cms.content.references.kinds import ReferenceKind
from cms.database import statements
from cms.database.statements import in_list, in_query
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.db.models import QuerySet

    from cms.content.tree import SiteTree


@dataclass(frozen=True, slots=True)
class PublishedSnippet:
    """A snippet by its id: what readers get of it, by locale. ``locale_id`` is its own.

    ``own_values`` are the columns of the snippet that was named, whether it is published or not.
    """

    pk: int
    translation_key: UUID
    locale_id: int
    own_values: list[Any]
    by_locale: Mapping[int, Any]

    def on(self, locale_id: int) -> Any:
        """The snippet for readers of a language; ``None``: none is published for them."""
        return self.by_locale.get(locale_id) or self.by_locale.get(self.locale_id)


class _Row(NamedTuple):
    pk: int
    translation_key: UUID
    locale_id: int
    is_live: bool
    code: str
    values: list[Any]


def _read(in_json: str) -> _Row:
    pk, key, locale_id, is_live, code, *values = orjson.loads(in_json)
    return _Row(pk, statements.uuid(key), locale_id, bool(is_live), code, values)


def kind(
    label: str,
    ids_name: str,
    record: Callable[..., Any],
    columns: tuple[str, ...],
    tag: Callable[[UUID], str],
    requests: Callable[[Any, Any], None] | None = None,
) -> ReferenceKind:
    """The snippets of a model whose ids are given, in all languages.

    Args:
        label: the model's, such as ``news.NewsTag``.
        ids_name: the name of the ids among the values of a statement.
        record: makes what readers get, of an id, a BCP 47 tag and the columns.
        columns: what is read of each.
        tag: the cache tag of a translation key.
        requests: as of a ``ReferenceKind``.
    """

    def rows(_tree: SiteTree) -> QuerySet[Any]:
        model: Any = apps.get_model(label)
        with_id = model.objects.filter(in_list("pk", ids_name, BigAutoField()))
        keys = with_id.order_by().values("translation_key")
        in_all_languages: QuerySet[Any] = model.objects.filter(in_query("translation_key", keys))
        return in_all_languages

    def published(rows: list[_Row], tree: SiteTree) -> dict[int, list[PublishedSnippet]]:
        by_key: dict[UUID, dict[int, Any]] = {row.translation_key: {} for row in rows}
        for row in rows:
            if row.is_live and tree.root_of_locale(row.locale_id) is not None:
                language = tags.canonical(row.code)
                by_key[row.translation_key][row.locale_id] = record(row.pk, language, *row.values)
        return {
            row.pk: [
                PublishedSnippet(
                    row.pk,
                    row.translation_key,
                    row.locale_id,
                    row.values,
                    by_key[row.translation_key],
                )
            ]
            for row in rows
        }

    return ReferenceKind(
        label.lower(),
        ids_name,
        rows,
        ("pk", "translation_key", "locale_id", "live", "locale__language_code", *columns),
        _read,
        published,
        # A missing snippet has no key that would be reported when it appears.
        lambda _pk, snippets: frozenset(tag(one.translation_key) for one in snippets),
        requests=requests,
    )
