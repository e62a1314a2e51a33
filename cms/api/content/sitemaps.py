"""All paths, for frontends that are built as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import graphene

from cms.api.content import arguments
from cms.api.content.arguments import Paging
from cms.api.content.connections import (
    UNKNOWN,
    Connection,
    connection,
    connection_type,
    null_if_unknown,
    paging,
)
from cms.api.content.identity import id_field, identity
from cms.api.content.pages import Alternate
from cms.api.content.selections import selection_of
from cms.content.reading import pages, sitemap
from cms.content.reading.slices import Slice

if TYPE_CHECKING:
    from cms.content.reading.loader import Reading


@dataclass(frozen=True, slots=True)
class LocatedEntry:
    """An entry with the reading that finds its translations."""

    entry: sitemap.SitemapEntry
    reading: Reading


class SitemapEntry(graphene.ObjectType):
    """A page that can be read in the language, and its path."""

    id = id_field()
    translation_key = graphene.ID(required=True, description="The same in all its languages.")
    path = graphene.String(
        required=True, description="Path on the frontend, such as `/zh-hans/news/`."
    )
    url = graphene.String(required=True, description="Absolute URL on the frontend.")
    content_language = graphene.String(
        required=True, description="BCP 47 tag of the language the content is written in."
    )
    is_fallback = graphene.Boolean(
        required=True,
        description=(
            "Whether the page isn't translated and shows the text of another language. A static "
            "build makes it; a sitemap for search engines leaves it out."
        ),
    )
    last_published_at = graphene.DateTime(
        description="When it was published last, for `<lastmod>`. `null`: not known."
    )
    alternates = graphene.List(
        graphene.NonNull(Alternate),
        required=True,
        description=(
            "The real and public translations, `x-default` included, for `<xhtml:link>`; the same "
            "list for each of them."
        ),
    )

    class Meta:
        possible_types = (LocatedEntry,)

    @staticmethod
    def resolve_id(entry: LocatedEntry, _info: Any) -> str:
        return identity("SitemapEntry", entry.entry.translation_key, entry.reading.tag)

    @staticmethod
    def resolve_translation_key(entry: LocatedEntry, _info: Any) -> Any:
        return entry.entry.translation_key

    @staticmethod
    def resolve_path(entry: LocatedEntry, _info: Any) -> str:
        return entry.entry.path

    @staticmethod
    def resolve_url(entry: LocatedEntry, _info: Any) -> str:
        return entry.entry.url

    @staticmethod
    def resolve_content_language(entry: LocatedEntry, _info: Any) -> str:
        return entry.entry.content_language

    @staticmethod
    def resolve_is_fallback(entry: LocatedEntry, _info: Any) -> bool:
        return entry.entry.is_fallback

    @staticmethod
    def resolve_last_published_at(entry: LocatedEntry, _info: Any) -> Any:
        return entry.entry.last_published_at

    @staticmethod
    def resolve_alternates(entry: LocatedEntry, _info: Any) -> pages.Alternates:
        return pages.alternates(entry.reading, entry.entry.translation_key)


SitemapEntryConnection = connection_type(
    SitemapEntry,
    entry="The page.",
    edge="A page in its place.",
    description="Some pages",
    edges="In an order that new and moved pages don't change.",
    total_count="The number of pages.",
)


class Query(graphene.ObjectType):
    """All paths."""

    sitemap = graphene.Field(
        SitemapEntryConnection,
        language=graphene.String(required=True, description="BCP 47 tag."),
        **paging(100),
        description=f"Every page of a language that can be read, with its path. {UNKNOWN}",
    )

    @staticmethod
    @null_if_unknown
    def resolve_sitemap(_root: Any, info: Any, language: str, **given: Any) -> Connection:
        paging = Paging(**given)
        window = paging.part(arguments.position_by_id, default=100)
        reading = arguments.reading_in(info, language)
        selection = selection_of(info)
        slice_ = sitemap.sitemap(reading, window=window)
        if "alternates" in selection.of("edges").of("node"):
            for entry in slice_.entries:
                reading.request_translations(entry.translation_key)
            reading.fetch()
        return connection(
            Slice(
                [LocatedEntry(entry, reading) for entry in slice_.entries],
                slice_.has_more,
                slice_.count,
            ),
            lambda one: arguments.cursor(one.entry.pk),
            paging=paging,
            window=window,
            selection=selection,
        )
