"""Search, for readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
from cms.api.content.identity import id_field, identity_of_content
from cms.api.content.pages import Page
from cms.api.content.selections import selection_of
from cms.content.reading import page_types, pages
from cms.content.reading.slices import Slice
from cms.content.search import hits, page_text, tokens


class TextPart(graphene.ObjectType):
    """A piece of plain text, never of HTML."""

    id = id_field()
    text = graphene.String(required=True, description="To be shown as it is, spaces included.")
    is_match = graphene.Boolean(
        required=True, description="Whether it is what was searched for: for `<mark>`."
    )

    class Meta:
        possible_types = (tokens.TextPart,)

    @staticmethod
    def resolve_id(part: tokens.TextPart, _info: Any) -> str:
        return identity_of_content("TextPart", part.text, str(part.is_match))


class HighlightedText(graphene.ObjectType):
    """A text in which the words that were searched for are marked."""

    id = id_field()
    parts = graphene.List(
        graphene.NonNull(TextPart),
        required=True,
        description="The text in pieces, to be shown one after the other.",
    )

    class Meta:
        possible_types = (list,)

    @staticmethod
    def resolve_id(parts: list[tokens.TextPart], _info: Any) -> str:
        marked = [f"{part.is_match:d}{part.text}" for part in parts]
        return identity_of_content("HighlightedText", *marked)

    @staticmethod
    def resolve_parts(parts: list[tokens.TextPart], _info: Any) -> list[tokens.TextPart]:
        return parts


@dataclass(frozen=True, slots=True)
class _Result:
    hit: hits.Hit
    page: pages.Page
    words: list[str]


class SearchResult(graphene.ObjectType):
    """A page that holds all words of a question."""

    id = id_field()
    page = graphene.Field(Page, required=True, description="The page.")
    title = graphene.Field(
        HighlightedText, required=True, description="The page's title, with what was found."
    )
    excerpt = graphene.Field(
        HighlightedText,
        required=True,
        description=(
            "The place of its text that shows best why it was found, of about 200 characters; "
            "the beginning of the text where only the title holds the words. May have no parts."
        ),
    )

    class Meta:
        possible_types = (_Result,)

    @staticmethod
    def resolve_id(result: _Result, _info: Any) -> str:
        return identity_of_content("SearchResult", result.page.id, *result.words)

    @staticmethod
    def resolve_title(result: _Result, _info: Any) -> list[tokens.TextPart]:
        return tokens.highlighted(result.page.title, result.words)

    @staticmethod
    def resolve_excerpt(result: _Result, _info: Any) -> list[tokens.TextPart]:
        printed = page_types.printed_by(result.hit.model)
        return tokens.excerpt(page_text.texts(result.page, printed), result.words)


SearchResultConnection = connection_type(
    SearchResult,
    entry="The result.",
    edge="A result in its place.",
    description="Some results of a search",
    edges="The best first.",
    total_count="The number of results.",
)


class Query(graphene.ObjectType):
    """Search."""

    search = graphene.Field(
        SearchResultConnection,
        query=graphene.String(
            required=True,
            description=(
                "What the reader typed, 200 characters at most. A page is found that holds all of "
                "its words, in any order: without regard to case, accents, English endings, and "
                "full or half width. Chinese and Japanese need no spaces between words. News are "
                "found by the names of their category and tags, too, as readers of `language` see "
                "them."
            ),
        ),
        language=graphene.String(
            required=True, description="BCP 47 tag. Pages written in it are found, no others."
        ),
        **paging(20),
        description=(
            "The pages that hold some words: those first whose title holds more of them, then the "
            f"latest. None if `query` has no word. {UNKNOWN}"
        ),
    )

    @staticmethod
    @null_if_unknown
    def resolve_search(
        _root: Any, info: Any, query: str, language: str, **given: Any
    ) -> Connection:
        paging = Paging(**given)
        window = paging.part(_place)
        words = arguments.words("query", query)
        reading = arguments.reading_in(info, language)
        selection = selection_of(info)
        info.context.prepare_search()
        if not words:
            return connection(Slice.empty(), str, paging=paging, window=window, selection=selection)
        all_hits = hits.hits(reading, words)
        hits_shown, has_more = all_hits.part(window)
        node = selection.of("edges").of("node")
        page_selection = hits.with_texts(node.of("page")) if "excerpt" in node else node.of("page")
        records = pages.read_pages(reading, [hit.page for hit in hits_shown], page_selection)
        reading.fetch()
        results = [_Result(hit, records[hit.page.pk], words) for hit in hits_shown]
        return connection(
            Slice(results, has_more, all_hits.__len__),
            lambda result: arguments.cursor(*(-value for value in result.hit.rank)),
            paging=paging,
            window=window,
            selection=selection,
        )


def _place(after: str) -> hits.HitRank:
    try:
        title_count, seconds, pk = arguments.cursor_parts(after)
        return hits.HitRank(-int(title_count), -float(seconds), -int(pk))
    except ValueError:
        raise arguments.UnknownValue from None
