"""The compiled execution gives the answers of graphql-core's own, to the byte."""

import re
from random import Random
from typing import Any

import orjson
import pytest
from graphql import (
    ExecutionContext,
    ExecutionResult,
    GraphQLObjectType,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    execute,
    get_introspection_query,
    parse,
    validate,
    visit,
)
from graphql_relay import to_global_id

from cms.api.content.context import Context
from cms.api.execution import CompiledContext
from cms.api.schema import schema
from cms.content.body.rich_text import RichText
from cms.content.images import image_records
from cms.content.reading import loader, pages
from cms.delivery.previews import tokens
from cms.home.selectors import HomePage
from cms.news.selectors import NewsPage
from tests import factories, snapshots
from tests.api.conftest import OPERATIONS
from tests.api.generated_documents import Document
from tests.api.test_query_counts import fill

pytestmark = pytest.mark.one_database

SEEDS = range(40)
OPERATIONS_ASKED = [
    ("Sitewide", {"language": "zh-Hans"}),
    ("Home", {"language": "en"}),
    ("NewsList", {"language": "zh-Hans", "first": 5}),
    ("NewsList", {"language": "zh-Hans", "first": 500}),
    ("Route", {"path": "/zh-hans/news/main/"}),
    ("Route", {"path": "/en/"}),
    ("Route", {"path": "/en/legal/"}),
    ("Route", {"path": "/zh-hans/news/untranslated/"}),
    ("Route", {"path": "/en/news/nothing/"}),
    ("LegalNotice", {"slug": "terms-0", "language": "en", "asOf": "2026-01-01"}),
    ("LegalNotice", {"slug": "terms-0", "language": "en", "asOf": "yesterday"}),
    ("LegalNotice", {"language": "en"}),
    ("Search", {"query": "news", "language": "en", "first": 3}),
    ("Sitemap", {"language": "en", "first": 3}),
]


ROUTE = (OPERATIONS / "Route.graphql").read_text()
ARTICLE_AND_FRONT_PAGE = [
    (ROUTE, {"path": "/zh-hans/news/main/"}),
    (ROUTE, {"path": "/en/"}),
]
ALL_FIELDS = {
    (type_.name, name)
    for type_ in schema.graphql_schema.type_map.values()
    if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__")
    for name in type_.fields
}


@pytest.fixture
def values(english, chinese) -> dict[str, list[object]]:
    """A site where every edge leads somewhere, and values for every argument there is."""
    return snapshots.content(_values, english, chinese)


def _values(english, chinese) -> dict[str, list[object]]:
    fill(english, chinese, 1)
    key = str(english.home.translation_key)
    return {
        "path": ["/en/", "/zh-hans/news/main/", "/en/legal/", "/en/news/", "/en/x/", "x"],
        "site": ["localhost", "nowhere.example"],
        "language": ["en", "zh-Hans", "xx"],
        "first": [2, 0, 101],
        "after": ["nonsense", ""],
        "last": [2, 0, 101],
        "before": ["nonsense", ""],
        "page": [1, 0, 3],
        "category": ["research", "none"],
        "tag": ["tag 0", ""],
        "year": [2024, 0],
        "fallback": ["NONE", "SOURCE"],
        "slug": ["terms-0", "none"],
        "asOf": ["2026-01-01", "2000-01-01"],
        "old": [1, 99],
        "new": [1, 0],
        "translationKeys": [[key], [key, "no key"]],
        "id": [to_global_id("HomePage", english.home.pk), to_global_id("NewsPage", 1), "?"],
        "token": [tokens.create(chinese.home, user=factories.administrator()), "none"],
        "query": ["news", "新闻", " "],
        "search": ["news", "新闻", " "],
        "preset": ["LEAD", "CARD"],
    }


WHOLE = re.compile(rb"(?<=[:,\[])(-?[0-9]+)\.0(?=[,\]}])")


def run(text, variables, context_class):
    result = execute(
        schema.graphql_schema,
        parse(text),
        variable_values=variables,
        context_value=Context(),
        execution_context_class=context_class,
    )
    assert isinstance(result, ExecutionResult)
    return orjson.dumps(result.formatted, option=orjson.OPT_NON_STR_KEYS)


def assert_same_answer(text, variables) -> Any:
    """Run a document both ways, twice the compiled one, and return the answer."""
    # Whole numbers are the same with and without a fraction of nothing.
    expected = WHOLE.sub(rb"\1", run(text, variables, ExecutionContext))

    assert WHOLE.sub(rb"\1", run(text, variables, CompiledContext)) == expected

    return orjson.loads(expected)


def generated(seed, values, asked):
    document = Document(Random(seed), values, asked)  # noqa: S311 - no secret
    return document.text, document.variables


class _Fields(Visitor):
    def __init__(self, info):
        super().__init__()
        self.info, self.found = info, set()

    def enter_field(self, node, *_args):
        parent = self.info.get_parent_type()
        self.found.add((parent.name, node.name.value))


def fields_asked(text):
    info = TypeInfo(schema.graphql_schema)
    visitor = _Fields(info)
    visit(parse(text), TypeInfoVisitor(info, visitor))
    return visitor.found


@pytest.mark.slow
def test_answers_documents_over_the_whole_schema_alike(values):
    chosen, asked, answers = set(), set(), []
    for seed in SEEDS:
        text, variables = generated(seed, values, chosen)
        assert validate(schema.graphql_schema, parse(text)) == [], text
        answers.append(assert_same_answer(text, variables))
        asked |= fields_asked(text)

    assert ALL_FIELDS - asked == set()
    assert sum(bool(answer["data"]) for answer in answers) > len(SEEDS) / 4
    assert sum("errors" in answer for answer in answers) > len(SEEDS) / 4


def test_answers_operations_of_the_contract_alike(values):
    for operation, variables in OPERATIONS_ASKED:
        assert_same_answer((OPERATIONS / f"{operation}.graphql").read_text(), variables)


def test_a_setting_leaves_every_operation_of_the_contract_to_graphql_core(
    values, ask, settings, monkeypatch
):
    keys = values["translationKeys"][0]
    asked: list[tuple[str, Any]] = [
        *OPERATIONS_ASKED,
        ("Preview", {"token": values["token"][0]}),
        ("LegalNoticeChain", {"slug": "terms-0", "language": "en"}),
        ("PrivatePage", {"path": "/en/news/", "token": "unknown"}),
        ("Favorites", {"translationKeys": keys, "language": "zh-Hans"}),
        ("Changes", {"first": 5}),
        ("Changes", {"first": 5, "after": "nowhere"}),
    ]
    assert {name for name, _variables in asked} == {
        one.stem for one in OPERATIONS.glob("*.graphql")
    }

    def answers():
        found = (ask(name, **variables) for name, variables in asked)
        return [(one.status, one.content, one.query_count) for one in found]

    # What is known after the first is asked of the database no more, compiled or not.
    first, compiled = answers(), answers()
    settings.COMPILED_EXECUTION = False
    monkeypatch.setattr(CompiledContext, "build", None)

    assert answers() == compiled
    assert [content for _status, content, _count in first] == [one[1] for one in compiled]


@pytest.mark.usefixtures("values")
def test_tells_what_went_wrong_inside_alike(monkeypatch):
    def fail(*_args):
        raise RuntimeError("Broken")

    for owner, name, broken in [
        (NewsPage, "lead_image", property(fail)),
        (NewsPage, "body", property(fail)),
        (pages.Page, "url", property(fail)),
        (HomePage, "hero_link", property(fail)),
        (RichText, "html", property(fail)),
        (image_records.StoredImage, "rendition", fail),
        (loader.Reading, "ancestors", fail),
    ]:
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, broken)
            answers = [assert_same_answer(*asked) for asked in ARTICLE_AND_FRONT_PAGE]
        messages = [error["message"] for answer in answers for error in answer.get("errors", [])]
        assert "Broken" in messages, name


@pytest.mark.usefixtures("values")
@pytest.mark.parametrize("value", [None, 7, ValueError("None to be had"), [None], [ValueError()]])
def test_tells_wrong_values_alike(monkeypatch, value):
    wrong = property(lambda _page: value, lambda _page, _value: None)
    for name in ("body", "lead_image", "title", "publication_date", "tags"):
        with monkeypatch.context() as patch:
            patch.setattr(NewsPage, name, wrong)
            answer = assert_same_answer(*ARTICLE_AND_FRONT_PAGE[0])
        assert "errors" in answer or name in {"lead_image", "title"}


def test_knows_each_set_of_included_fields(english):
    text = (
        """query ($yes: Boolean!) { languages { tag @include(if: $yes) code @skip(if: $yes) } }"""
    )

    for yes in (True, False, True):
        answer = assert_same_answer(text, {"yes": yes})
        assert answer["data"]["languages"][0] == ({"tag": "en"} if yes else {"code": "en"})


def test_keeps_apart_documents_that_differ_in_white_space(english):
    errors = [
        assert_same_answer(f'{space}{{ home(language: "xx") {{ title }} }}', {})["errors"]
        for space in ("", "  ")
    ]

    assert [error[0]["locations"][0]["column"] for error in errors] == [3, 5]


def test_leaves_a_condition_that_is_nothing_to_graphql_core(english):
    text = "query ($yes: Boolean = true) { languages { tag @include(if: $yes) } }"

    answer = assert_same_answer(text, {"yes": None})

    assert "must not be null" in answer["errors"][0]["message"]


def test_leaves_questions_about_the_schema_to_graphql_core():
    assert "__schema" in assert_same_answer(get_introspection_query(), {})["data"]


def test_answers_the_operation_that_is_named():
    result = execute(
        schema.graphql_schema,
        parse("query One { __typename } query Two { two: __typename }"),
        operation_name="Two",
        execution_context_class=CompiledContext,
    )

    assert isinstance(result, ExecutionResult)
    assert result.data == {"two": "Query"}
