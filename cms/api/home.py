"""The front page, for frontends."""

from typing import Any

import graphene
from graphene import relay

from cms.api.content import arguments
from cms.api.content.blocks import block_list
from cms.api.content.images import Image
from cms.api.content.links import Link
from cms.api.content.pages import Page
from cms.api.content.selections import selection_of
from cms.api.news import NewsPage
from cms.content.reading import pages
from cms.home import selectors


class HomePage(graphene.ObjectType):
    """The front page of a language."""

    hero_title = graphene.String(required=True, description="May be empty.")
    hero_text = graphene.String(required=True, description="May be empty.")
    hero_image = graphene.Field(
        Image, description="`null`: there is none, or none that may be seen."
    )
    hero_link = graphene.Field(
        Link,
        description=("The link of the hero. `null`: it has none, or its target may not be read."),
    )
    chosen_news = graphene.List(
        graphene.NonNull(NewsPage), required=True, description="News an editor chose, in order."
    )
    latest_news = graphene.List(
        graphene.NonNull(NewsPage),
        required=True,
        description="The latest news of the language; the editors say how many.",
    )
    body = block_list("Below the news.")

    class Meta:
        interfaces = (relay.Node, Page)
        possible_types = (selectors.HomePage,)


class Query(graphene.ObjectType):
    """The front page."""

    home = graphene.Field(
        HomePage,
        language=graphene.String(required=True, description="BCP 47 tag."),
        description="The front page of a language. `null`: it was unpublished just now.",
    )

    @staticmethod
    def resolve_home(_root: Any, info: Any, language: str) -> selectors.HomePage | None:
        reading = arguments.reading_in(info, language)
        condition = pages.readable(reading.tree) & pages.with_ids([reading.root.page_id])
        home_pages = selectors.read_home_pages(reading, condition, selection_of(info))
        reading.fetch()
        return home_pages[0] if home_pages else None
