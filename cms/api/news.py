"""News, for frontends."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import graphene
from graphene import relay

from cms.api.content import arguments
from cms.api.content.arguments import Paging
from cms.api.content.blocks import block_list
from cms.api.content.connections import (
    Connection,
    connection,
    connection_type,
    null_if_unknown,
    paging,
)
from cms.api.content.dates import Date
from cms.api.content.identity import id_field, identity
from cms.api.content.images import Image
from cms.api.content.pages import Page
from cms.api.content.selections import selection_of
from cms.content.caching.cache_tags import TERMS
from cms.content.reading.slices import Slice
from cms.content.search import hits as searching
from cms.database.statements import EVERYTHING, Condition
from cms.news import selectors

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.content.reading.loader import Reading


class NewsCategory(graphene.ObjectType):
    """The kind of news an article is."""

    id = id_field()
    slug = graphene.String(
        required=True, description="The same in all languages; for the argument `category`."
    )
    name = graphene.String(required=True, description="In `language`.")
    language = graphene.String(
        required=True,
        description="BCP 47 tag of the name: the source language where it isn't translated.",
    )

    class Meta:
        possible_types = (selectors.NewsCategory,)

    @staticmethod
    def resolve_id(term: selectors.NamedTerm, _info: Any) -> str:
        return identity("NewsCategory", term.slug, term.language)


class NewsTag(graphene.ObjectType):
    """A topic of an article."""

    id = id_field()
    slug = graphene.String(
        required=True, description="The same in all languages; for the argument `tag`."
    )
    name = graphene.String(required=True, description="In `language`.")
    language = graphene.String(
        required=True,
        description="BCP 47 tag of the name: the source language where it isn't translated.",
    )

    class Meta:
        possible_types = (selectors.NewsTag,)

    @staticmethod
    def resolve_id(term: selectors.NamedTerm, _info: Any) -> str:
        return identity("NewsTag", term.slug, term.language)


class NewsIndexPage(graphene.ObjectType):
    """The page that lists the news. The list itself is `news`."""

    introduction = graphene.String(required=True, description="Above the list. May be empty.")

    class Meta:
        interfaces = (relay.Node, Page)
        possible_types = (selectors.NewsIndexPage,)


class NewsPage(graphene.ObjectType):
    """An article."""

    publication_date = Date(
        required=True, description="The date readers see; the same in all languages."
    )
    summary = graphene.String(required=True, description="Two or three sentences.")
    lead_image = graphene.Field(
        Image, description="Above the article. `null`: it has none, or none that may be seen."
    )
    body = block_list("The article.")
    category = graphene.Field(
        NewsCategory, description="`null`: it has none, or none that is published."
    )
    tags = graphene.List(
        graphene.NonNull(NewsTag), required=True, description="In the editor's order."
    )
    related_news = graphene.List(
        graphene.NonNull(lambda: NewsPage),
        required=True,
        description="Articles an editor recommends; those that may not be read are left out.",
    )

    class Meta:
        interfaces = (relay.Node, Page)
        possible_types = (selectors.NewsPage,)


NewsPageConnection = connection_type(
    NewsPage,
    entry="The article.",
    edge="An article in its place in a list.",
    description="Some news of a list",
    edges="The latest first.",
    total_count="The number of news in the whole list. Request it only if it is shown.",
)


class LanguageFallback(graphene.Enum):
    """The treatment of untranslated pages in a list."""

    NONE = "none"
    SOURCE = "source"

    @property
    def description(self) -> str:
        """The description of a treatment."""
        if self is LanguageFallback.NONE:
            return "They are left out."
        return "They are given in the source language, with `isFallback`."


class Query(graphene.ObjectType):
    """News."""

    news = graphene.Field(
        NewsPageConnection,
        language=graphene.String(required=True, description="BCP 47 tag."),
        **paging(20),
        category=graphene.String(
            description="`slug` of a category: its news alone. Left out: news of all and none."
        ),
        tag=graphene.String(
            description="`slug` of a tag: its news alone. Left out: with any tags."
        ),
        year=graphene.Int(
            description="Of the publication date, such as 2024. Left out: of all years."
        ),
        search=graphene.String(
            description=(
                "Words that all must be in the article, read as the argument `query` of the field "
                "`search` is. The latest still comes first. Left out: all articles."
            )
        ),
        fallback=graphene.Argument(
            LanguageFallback,
            default_value="none",
            description="The treatment of news that aren't translated.",
        ),
        description=(
            "The news of a language, the latest first. `null`: the category, tag or year "
            "doesn't exist, a cursor isn't one of this list, or no page has the number."
        ),
    )
    news_categories = graphene.List(
        graphene.NonNull(NewsCategory),
        language=graphene.String(required=True, description="BCP 47 tag."),
        description="The categories of news, by name. `null`: only with an error.",
    )

    @staticmethod
    @null_if_unknown
    def resolve_news(
        _root: Any,
        info: Any,
        language: str,
        fallback: Any = None,
        search: str | None = None,
        **given: Any,
    ) -> Connection:
        paging, filters = Paging.extracted_from(given)
        window = paging.part(_place)
        selection = selection_of(info)
        reading = arguments.reading_in(info, language)
        if filters.keys() & {"category", "tag"}:
            reading.dependencies.add(TERMS)
        with_fallback = getattr(fallback, "value", fallback) == "source"
        matching = _matching(reading, **filters)
        if search is not None:
            tokens = arguments.words("search", search)
            info.context.prepare_search()
            if not tokens:
                nothing = Slice.empty()
                return connection(nothing, str, paging=paging, window=window, selection=selection)
            matching &= searching.with_tokens(reading, tokens, with_fallback=with_fallback)
        slice_ = selectors.published_news(
            reading,
            window=window,
            matching=matching,
            with_fallback=with_fallback,
            selection=selection.of("edges").of("node"),
        )
        reading.fetch()
        return connection(
            slice_,
            lambda page: arguments.cursor(page.publication_date, page.pk),
            paging=paging,
            window=window,
            selection=selection,
        )

    @staticmethod
    def resolve_news_categories(
        _root: Any, info: Any, language: str
    ) -> list[selectors.NewsCategory]:
        return selectors.categories(arguments.reading_in(info, language))


_place = arguments.position_by(date.fromisoformat)


def _matching(
    reading: Reading, category: str | None = None, tag: str | None = None, year: int | None = None
) -> Condition:
    """The conditions that narrow the list.

    Raises:
        arguments.UnknownValue: the category, tag or year doesn't exist.
    """
    matching = EVERYTHING
    if category is not None:
        matching &= _of_term(selectors.in_category, reading, category)
    if tag is not None:
        matching &= _of_term(selectors.with_tag, reading, tag)
    if year is not None:
        matching &= selectors.in_year(arguments.year(year))
    return matching


def _of_term(
    matching: Callable[[Reading, str], Condition], reading: Reading, slug: str
) -> Condition:
    try:
        return matching(reading, arguments.slug(slug))
    except selectors.UnknownTerm:
        raise arguments.UnknownValue from None
