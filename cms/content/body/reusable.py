"""Reusable content as blocks refer to it: by id, with what is published of it in each language.

What entries refer to themselves takes one more query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.content.body.rich_text import RichText
from cms.content.caching import cache_tags
from cms.content.references import snippets

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from cms.content.reading.loader import Reading
    from cms.content.reading.page_types import PageInLanguage
    from cms.content.references.kinds import ReferenceKind
    from cms.content.references.snippets import PublishedSnippet

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


def _request(reading: Reading, published: PublishedSnippet) -> None:
    entry = published.on(reading.root.locale_id)
    if entry is not None:
        entry.request(reading)


TEXTS = snippets.kind(
    TEXT_MODEL, "reusable_text_ids", Text, ("text",), cache_tags.snippet, _request
)
PERSONS = snippets.kind(
    PERSON_MODEL,
    "contact_person_ids",
    Person,
    ("name", "role", "email", "telephone", "photo_id", "photo_alt"),
    cache_tags.snippet,
    _request,
)


def found(reading: Reading, kind: ReferenceKind, pk: int) -> Any:
    """The entry readers get for an id, once it is fetched; ``None``: none is published."""
    published: PublishedSnippet | None = reading.referenced(kind, pk)
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
