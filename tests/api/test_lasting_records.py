"""The data of a record that never changes is made once, for as long as it is remembered."""

import sys
from collections.abc import Iterator
from functools import reduce
from operator import getitem
from typing import Any

import pytest
from graphql import ExecutionResult, execute, parse

from cms.api.content.context import Context
from cms.api.execution import CompiledContext
from cms.api.schema import schema
from cms.content.caching.lasting import ImmutableRecord
from cms.content.images.image_records import Image, Rendition
from cms.content.reading.pages import Alternates
from cms.news.selectors import NamedTerm, NewsCategory, NewsTag
from tests import factories

# By record: what is selected of an article, and where the data of the record is in it.
SELECTED: dict[type[ImmutableRecord], tuple[str, list[Any]]] = {
    Alternates: ("alternates { hreflang path url }", ["alternates"]),
    Image: ("leadImage { alt rendition(preset: CARD) { src } }", ["leadImage"]),
    Rendition: ("leadImage { rendition(preset: $preset) { src } }", ["leadImage", "rendition"]),
    NewsCategory: ("category { slug name }", ["category"]),
    NewsTag: ("tags { slug name }", ["tags", 0]),
}
# Only their subclasses are made.
ABSTRACT = {ImmutableRecord, NamedTerm}


def kinds(base: type[ImmutableRecord]) -> Iterator[type[ImmutableRecord]]:
    """A class and all below it, but for what a dataclass was before it had slots."""
    if getattr(sys.modules[base.__module__], base.__name__) is base:
        yield base
    for one in base.__subclasses__():
        yield from kinds(one)


@pytest.fixture
def article(transactional_db: None, english: factories.Newsroom) -> str:
    """The address of an article that refers to everything; outside of a transaction."""
    factories.collection()
    page = factories.news_page(
        english.news,
        slug="lamp",
        lead_image=factories.image(),
        lead_image_alt="A lamp",
        category=factories.category(),
    )
    factories.tag_news(page, factories.tag())
    page.save_revision().publish()
    return "/en/news/lamp/"


def data_of(article: str, selected: str, place: list[Any]) -> list[Any]:
    """The data at a place of the article in two answers to the same document."""
    declared = ", $preset: ImagePreset!" if "$preset" in selected else ""
    document = parse(f"""
        query ($path: String!{declared}) {{
          route(path: $path) {{
            ... on PageRoute {{ page {{ ... on NewsPage {{ {selected} }} }} }}
          }}
        }}
    """)
    found = []
    for _time in range(2):
        result = execute(
            schema.graphql_schema,
            document,
            variable_values={"path": article, "preset": "CARD"},
            context_value=Context(),
            execution_context_class=CompiledContext,
        )
        assert isinstance(result, ExecutionResult)
        assert not result.errors, result.errors
        found.append(reduce(getitem, place, (result.data or {})["route"]["page"]))
    return found


def test_every_record_that_never_changes_is_named_here():
    assert {one for one in kinds(ImmutableRecord) if one not in ABSTRACT} == SELECTED.keys()


@pytest.mark.parametrize("record", SELECTED, ids=lambda one: one.__name__)
def test_the_next_answer_has_the_same_data_of_it(article, record):
    first, second = data_of(article, *SELECTED[record])

    assert first
    assert first is second


def test_other_data_is_made_for_each_answer(article):
    first, second = data_of(article, "seo { title }", ["seo"])

    assert first == second
    assert first is not second
