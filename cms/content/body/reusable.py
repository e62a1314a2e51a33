"""Reusable content as blocks refer to it: by id, with what is published of it in each language.

A block names the entry of one language, which translations of its page keep. Readers get the entry
of their language where it is published, else the one that is named, where readers have its language
at all. Entries are found with everything else an answer refers to, and remembered; what they refer
to takes one more query.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import BigAutoField
from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.blocks import SnippetChooserBlock

import orjson

from cms.content.body.rich_text import RichText
from cms.content.caching import cache_tags
from cms.content.references.kinds import ReferenceKind
from cms.database import statements
from cms.database.statements import in_list, in_query
from cms.localisation import tags

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from uuid import UUID

    from django.db.models import QuerySet

    from cms.content.reading.loader import Reading
    from cms.content.reading.page_types import PageInLanguage
    from cms.content.tree import SiteTree

TEXT_MODEL, PERSON_MODEL = "content.ReusableText", "content.ContactPerson"


class ReusableBlock(SnippetChooserBlock):
    """An entry of reusable content. Translations of the page name the same one.

    So translators are asked nothing here: the entry is translated once, by itself.
    """

    def get_translatable_segments(self, _value: Any) -> list[Any]:
        """Nothing to translate."""
        return []

    def restore_translated_segments(self, value: Any, _segments: list[Any]) -> Any:
        """The entry the source names."""
        return value


class Text(NamedTuple):
    """A reusable text in ``language``, a BCP 47 tag; ``text`` is rich text as it is stored."""

    pk: int
    language: str
    text: str

    def request(self, reading: Reading) -> None:
        """Request what it links to."""
        RichText.read(self.text, reading)


class Person(NamedTuple):
    """A contact person in ``language``, a BCP 47 tag."""

    pk: int
    language: str
    name: str
    role: str
    email: str
    telephone: str
    photo_id: int | None
    photo_alt: str

    def request(self, reading: Reading) -> None:
        """Request the photo."""
        reading.request_image(self.photo_id)


@dataclass(frozen=True, slots=True)
class PublishedEntry:
    """An entry by its id: what is published of it, by locale. ``locale_id`` is its own."""

    pk: int
    translation_key: UUID
    locale_id: int
    by_locale: Mapping[int, Any]

    def on(self, locale_id: int) -> Any:
        """The entry for readers of a language; ``None``: none is published."""
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


def _kind(label: str, ids_name: str, entry: Callable[..., Any], *columns: str) -> ReferenceKind:
    """The entries of a model, in all languages, whose ids are given."""

    def rows(_tree: SiteTree) -> QuerySet[Any]:
        model: Any = apps.get_model(label)
        with_id = model.objects.filter(in_list("pk", ids_name, BigAutoField()))
        keys = with_id.order_by().values("translation_key")
        in_all_languages: QuerySet[Any] = model.objects.filter(in_query("translation_key", keys))
        return in_all_languages

    def published(rows: list[_Row], tree: SiteTree) -> dict[int, list[PublishedEntry]]:
        by_key: dict[UUID, dict[int, Any]] = {row.translation_key: {} for row in rows}
        for row in rows:
            if row.is_live and tree.root_of_locale(row.locale_id) is not None:
                language = tags.canonical(row.code)
                by_key[row.translation_key][row.locale_id] = entry(row.pk, language, *row.values)
        return {
            row.pk: [
                PublishedEntry(
                    row.pk, row.translation_key, row.locale_id, by_key[row.translation_key]
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
        # A missing entry has no key that would be reported when it appears.
        lambda _pk, entries: frozenset(cache_tags.snippet(one.translation_key) for one in entries),
        requests=_request,
    )


def _request(reading: Reading, published: PublishedEntry) -> None:
    entry = published.on(reading.root.locale_id)
    if entry is not None:
        entry.request(reading)


TEXTS = _kind(TEXT_MODEL, "reusable_text_ids", Text, "text")
PERSONS = _kind(
    PERSON_MODEL, "contact_person_ids", Person,
    "name", "role", "email", "telephone", "photo_id", "photo_alt",
)  # fmt: skip


def found(reading: Reading, kind: ReferenceKind, pk: int) -> Any:
    """The entry readers get for an id, once it is fetched; ``None``: none is published."""
    published: PublishedEntry | None = reading.referenced(kind, pk)
    return published.on(reading.root.locale_id) if published is not None else None


def tags_of(entry: Any) -> list[str]:
    """The cache tags of an entry and of the pages that show it: none while it is a draft.

    A page carries its own tag whether or not an entry is left out of it. Three queries.
    """
    if not entry.live:
        return []
    keys = {key for key, _code in shown_on(entry)}
    return [cache_tags.snippet(entry.translation_key), *map(cache_tags.page, keys)]


def pages_with(entry: Any) -> QuerySet[Page]:
    """The pages that show an entry or its translations, in all languages, whoever may read them."""
    keys = type(entry)._default_manager.filter(translation_key=entry.translation_key)
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(entry),
        # The entry itself may have been deleted.
        to_object_id__in=[str(pk) for pk in {entry.pk, *keys.values_list("pk", flat=True)}],
    )
    ids = set(references.order_by().values_list("object_id", flat=True))
    return Page.objects.filter(pk__in=sorted(map(int, ids)))


def shown_on(entry: Any) -> Iterable[PageInLanguage]:
    """The same pages by their translation keys and languages. Three queries."""
    pages = pages_with(entry).order_by()
    return list(pages.values_list("translation_key", "locale__language_code"))
