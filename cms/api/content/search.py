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
    PageInfo,
    connection,
    null_if_unknown,
    paging,
)
from cms.api.content.identity import id_field, identity_of_content
from cms.api.content.pages import Page
from cms.api.content.selections import selection_of
from cms.content.reading import pages
from cms.content.search import hits, page_text
from cms.content.search import tokens as words


class TextPart(graphene.ObjectType):
    """A piece of plain text, never of HTML."""

    id = id_field()
    text = graphene.String(required=True, description="To be shown as it is, spaces included.")
    is_match = graphene.Boolean(
        required=True, description="Whether it is what was searched for: for `<mark>`."
    )

    class Meta:
        possible_types = (words.Part,)

    @staticmethod
    def resolve_id(part: words.Part, _info: Any) -> str:
        return identity_of_content("TextPart", part.text, str(part.is_match))


class HighlightedText(graphene.ObjectType):
    """A text in which the words that were searched for are marked."""

    id = id_field()
    parts = graphene.List(
        graphene.NonNull(TextPart),
        required=True,
        description="The text in pieces, to be shown one behind the other.",
    )

    class Meta:
        possible_types = (list,)

    @staticmethod
    def resolve_id(parts: list[words.Part], _info: Any) -> str:
        said = [f"{part.is_match:d}{part.text}" for part in parts]
        return identity_of_content("HighlightedText", *said)

    @staticmethod
    def resolve_parts(parts: list[words.Part], _info: Any) -> list[words.Part]:
        return parts


@dataclass(frozen=True, slots=True)
class _Result:
    hit: hits.Hit
    page: pages.Page
    tokens: list[str]


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
        return identity_of_content("SearchResult", result.page.id, *result.tokens)

    @staticmethod
    def resolve_title(result: _Result, _info: Any) -> list[words.Part]:
        return words.highlighted(result.page.title, result.tokens)

    @staticmethod
    def resolve_excerpt(result: _Result, _info: Any) -> list[words.Part]:
        return words.excerpt(page_text.texts(result.page), result.tokens)


class SearchResultEdge(graphene.ObjectType):
    """A result in its place."""

    node = graphene.Field(SearchResult, required=True, description="The result.")
    cursor = graphene.String(required=True, description="Its place, for the argument `after`.")


class SearchResultConnection(graphene.ObjectType):
    """Some results of a search, as Relay's specification of connections describes it."""

    edges = graphene.List(
        graphene.NonNull(SearchResultEdge), required=True, description="The best first."
    )
    page_info = graphene.Field(PageInfo, required=True, description="Whether there is more.")
    total_count = graphene.Int(required=True, description="How many results there are.")


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
            f"latest. None where there is no word in `query`. {UNKNOWN}"
        ),
    )

    @staticmethod
    @null_if_unknown
    def resolve_search(
        _root: Any, info: Any, query: str, language: str, **given: Any
    ) -> Connection:
        asked = Paging(**given)
        part = asked.part(_place)
        tokens = arguments.words("query", query)
        reading = arguments.reading_in(info, language)
        if not tokens:
            return connection([], str, asked=asked, part=part, has_more=False)
        found = hits.hits(reading, tokens)
        shown, has_more = found.part(part)
        node = selection_of(info).of("edges").of("node")
        wanted = hits.with_texts(node.of("page")) if "excerpt" in node else node.of("page")
        records = pages.read_pages(reading, [hit.found for hit in shown], wanted)
        reading.fetch()
        return connection(
            [_Result(hit, records[hit.found.pk], tokens) for hit in shown],
            lambda result: _cursor(result.hit),
            asked=asked,
            part=part,
            has_more=has_more,
            total_count=len(found),
        )


def _cursor(hit: hits.Hit) -> str:
    return arguments.cursor(*(-value for value in hit.place))


def _place(after: str) -> hits.Place:
    try:
        title_count, seconds, pk = arguments.cursor_parts(after)
        return hits.Place(-int(title_count), -float(seconds), -int(pk))
    except ValueError:
        raise arguments.Unknown from None
