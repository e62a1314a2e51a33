"""Limits of an operation: each limit as it is, and one over."""

import gc
import json
import time
import tracemalloc

import pytest
from graphql import get_introspection_query, parse

from cms.api.http import document_cache, limits
from cms.api.http.document_cache import MOST_ERRORS, MOST_TOKENS
from cms.api.http.kept import SizeLimitedCache
from cms.api.http.limits import LIMITS, OperationSize, _SizeMeasure, excess, operation_size
from cms.api.http.request_parsing import LARGEST_BODY, LONGEST_DOCUMENT
from tests import factories
from tests.api.conftest import OPERATIONS

pytestmark = pytest.mark.one_database


def measured(text, **variables):
    return operation_size(parse(text), None, variables)


def nested(levels):
    return (
        '{ news(language: "en") { edges { node '
        + "{ relatedNews " * (levels - 4)
        + ("{ title }" + " }" * (levels - 1))
    )


def question_of(name, value):
    """A question that comes to just this figure."""
    if name == "depth":
        return nested(value)
    if name == "aliases":
        return "{" + " ".join(f"a{number}: __typename" for number in range(value)) + "}"
    if name == "root_fields":
        return "{" + " __typename" * value + "}"
    if name == "directives":
        return "{ languages {" + " tag @include(if: true)" * value + "} }"
    edges = value - 1
    return f'{{ news(language: "en", first: {edges}) {{ edges {{ cursor }} }} }}'


@pytest.mark.parametrize("name", ["depth", "aliases", "root_fields", "directives"])
def test_measures_what_it_is_told_to(name):
    assert getattr(measured(question_of(name, 7)), name) == 7


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("depth", "TOO_DEEP"),
        ("aliases", "TOO_MANY_ALIASES"),
        ("root_fields", "TOO_MANY_ROOT_FIELDS"),
        ("directives", "TOO_MANY_DIRECTIVES"),
        ("cost", "TOO_COSTLY"),
    ],
)
def test_takes_the_limit_and_refuses_one_more(name, code):
    limit = getattr(LIMITS, name)

    assert excess(OperationSize(**{name: limit})) == []
    error = excess(OperationSize(**{name: limit + 1}))[0]
    assert error.extensions == {"code": code, "value": limit + 1, "limit": limit}


@pytest.mark.parametrize(
    ("name", "code"),
    [("root_fields", "TOO_MANY_ROOT_FIELDS"), ("directives", "TOO_MANY_DIRECTIVES")],
)
def test_a_question_at_the_limit_is_answered_and_one_over_refused(ask, english, name, code):
    limit = getattr(LIMITS, name)

    assert ask(question_of(name, limit)).codes == []
    refused = ask(question_of(name, limit + 1))
    assert (refused.codes, refused.query_count) == ([code], 0)


def test_twelve_levels_are_answered_and_one_more_refused(ask, english, monkeypatch):
    # With lists of their usual length, what is as deep as this costs too much already.
    monkeypatch.setattr(limits, "USUAL_LENGTH", 1)

    assert LIMITS.depth == 12
    assert ask(question_of("depth", 12)).data == {"news": {"edges": []}}
    refused = ask(question_of("depth", 13))
    assert (refused.codes, refused.query_count) == (["TOO_DEEP"], 0)


def test_a_question_that_costs_the_limit_is_answered_and_one_point_more_refused(ask, english):
    long_list = "totalCount edges { node { relatedNews { title } leadImage { alt } } }"
    parts = [f'a{n}: news(language: "en", first: 100) {{ {long_list} }}' for n in range(7)]
    parts += [f'b{n}: news(language: "en", first: {n}) {{ totalCount }}' for n in (99, 100)]

    def question(more):
        one_point = 'sitewide(language: "en") { language }'
        return "{" + " ".join([*parts, *[f"c{n}: {one_point}" for n in range(1 + more)]]) + "}"

    assert measured(question(0)).cost == LIMITS.cost
    assert ask(question(0)).codes == []
    assert ask(question(1)).codes == ["TOO_COSTLY"]


def test_the_schema_may_be_asked_for_but_not_again_and_again(ask, db):
    whole = get_introspection_query(descriptions=True)
    again = " ".join(f"a{number}: __schema {{ description }}" for number in range(11))

    assert ask(whole).codes == []
    assert ask("{" + again + "}").codes == ["TOO_COSTLY"]


def test_thirty_aliases_are_answered_and_one_more_refused(ask, english):
    def question(count):
        return "{ languages {" + " ".join(f"a{number}: tag" for number in range(count)) + "} }"

    assert ask(question(LIMITS.aliases)).codes == []
    assert ask(question(LIMITS.aliases + 1)).codes == ["TOO_MANY_ALIASES"]


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("{ languages { tag } }", 10),
        ('{ sitewide(language: "en") { language } }', 1),
        ('{ news(language: "en") { totalCount } }', 20),
        ('{ news(language: "en", first: 3) { edges { node { title } } } }', 3 * 3),
        ('{ news(language: "en", first: 3) { edges { node { tags { slug } } } } }', 3 * 13),
        ('{ pages(translationKeys: ["a", "b"], language: "en") { title } }', 2),
        (
            """{ home(language: "en") { body {
                ... on GalleryBlock { items { id } }
                ... on TableBlock { rows { id cells { id } } }
                ... on TableBlock { rows { id } }
            } } }""",
            1 + 10 * (1 + 10 * (1 + 10) + 10),
        ),
    ],
)
def test_the_cost_of_a_list_is_its_length_times_an_entry(text, cost):
    assert measured(text).cost == cost


def test_the_cost_follows_the_variables():
    text = 'query ($first: Int = 5) { news(language: "en", first: $first) { totalCount } }'

    assert [measured(text).cost, measured(text, first=50).cost] == [5, 50]


def test_a_costly_question_is_refused_before_anything_is_read(ask, english):
    text = """
        query ($first: Int) {
          news(language: "en", first: $first) {
            edges { node { relatedNews { relatedNews { tags { slug } } } } }
          }
        }
    """

    refused = ask(text, first=100)

    assert (refused.codes, refused.query_count) == (["TOO_COSTLY"], 0)
    assert ask(text, first=8).codes == []


def padded(length):
    """A document of so many bytes, not all of them ASCII."""
    text = "{ languages { tag } } # 语言"
    return text + " " * (length - len(text.encode()))


def test_a_document_of_the_greatest_length_is_answered_and_one_byte_more_refused(ask, english):
    assert ask(padded(LONGEST_DOCUMENT)).codes == []
    refused = ask(padded(LONGEST_DOCUMENT + 1))

    assert refused.codes == ["DOCUMENT_TOO_LONG"]
    assert refused.body["errors"][0]["extensions"] == {
        "code": "DOCUMENT_TOO_LONG",
        "value": LONGEST_DOCUMENT + 1,
        "limit": LONGEST_DOCUMENT,
    }


def test_a_body_of_the_greatest_length_is_answered_and_one_byte_more_refused(client, english):
    body = json.dumps({"query": "{ languages { tag } }"})

    def post(length):
        return client.post("/graphql/", body.ljust(length), content_type="application/json")

    assert "errors" not in post(LARGEST_BODY).json()
    refused = post(LARGEST_BODY + 1)
    assert refused.status_code == 413
    assert refused.json()["errors"][0]["extensions"] == {
        "code": "REQUEST_TOO_LARGE",
        "limit": LARGEST_BODY,
    }


def test_two_thousand_tokens_are_read_and_one_more_refused(ask, english):
    def question(tokens):
        keys = ' "key"' * (tokens - 15)
        return f'{{ pages(translationKeys: [{keys}], language: "en") {{ id }} }}'

    assert ask(question(MOST_TOKENS)).codes == ["BAD_ARGUMENT"]
    refused = ask(question(MOST_TOKENS + 1))
    assert refused.codes == ["TOO_MANY_TOKENS"]
    assert refused.body["errors"][0]["extensions"]["limit"] == MOST_TOKENS


def test_ten_errors_are_told_and_no_more(ask, english):
    def question(errors):
        return "{" + "".join(f" nothing{number}" for number in range(errors)) + " }"

    assert len(ask(question(MOST_ERRORS)).codes) == MOST_ERRORS
    assert ask(question(MOST_ERRORS + 1)).codes == ["GRAPHQL_VALIDATION_FAILED"] * MOST_ERRORS


@pytest.mark.parametrize("name", ["news", "search", "sitemap", "redirects"])
def test_pages_of_a_hundred_are_given_and_no_longer_ones(ask, english, name):
    language = "" if name == "redirects" else 'language: "en", '
    query = 'query: "word", ' if name == "search" else ""

    def question(first):
        return f"{{ {name}({language}{query}first: {first}) {{ totalCount }} }}"

    assert ask(question(100)).codes == []
    assert ask(question(101)).codes == ["BAD_ARGUMENT"]
    assert ask(question(0)).codes == []
    assert ask(question(-1)).codes == ["BAD_ARGUMENT"]


def test_fields_nested_in_each_other_without_names_are_measured_each_once(monkeypatch):
    seen = []
    part = _SizeMeasure._part

    def noted(*args):
        seen.append(1)
        return part(*args)

    monkeypatch.setattr(_SizeMeasure, "_part", noted)

    def count(levels):
        seen.clear()
        measured("{ languages " + "{ ... " * levels + "{ tag } " + "}" * levels + " }")
        return len(seen)

    assert [count(levels) for levels in (10, 20, 40)] == [12, 22, 42]


@pytest.mark.parametrize("levels", [20, 150, 600])
def test_a_document_nested_deeply_is_answered_or_refused_and_never_fails(ask, english, levels):
    text = "{ languages " + "{ ... " * levels + "{ tag } " + "}" * levels + " }"

    assert ask(text).codes in ([], ["TOO_DEEP"], ["GRAPHQL_PARSE_FAILED"])


def test_fragments_that_spread_fragments_are_measured_in_linear_time():
    def text(levels):
        fragments = [
            f"fragment F{level} on NewsPage {{ relatedNews {{ ...F{level + 1} }} "
            f"a: relatedNews {{ ...F{level + 1} }} }}"
            for level in range(levels)
        ]
        end = f"fragment F{levels} on NewsPage {{ title }}"
        return "\n".join(["{ node(id: 1) { ...F0 } }", *fragments, end])

    begin = time.process_time()
    deep = measured(text(100))

    assert (deep.depth, deep.aliases) == (102, limits.GREATEST)
    assert time.process_time() - begin < 5


def test_every_operation_of_the_contract_is_far_below_the_limits():
    for path in OPERATIONS.glob("*.graphql"):
        found = measured(path.read_text(), first=100, translationKeys=["key"] * 100)
        assert excess(found) == [], path.stem


def test_documents_are_kept_within_so_many_bytes(monkeypatch):
    monkeypatch.setattr(document_cache, "kept", SizeLimitedCache(most_bytes=8_000_000))
    texts = [
        *(f"{{ languages {{{' tag' * 1900} }} }} # {number}" for number in range(5)),
        *(f"{{ {' nothing' * 900} a{number} }}" for number in range(5)),
        *(f"{{ languages {{ tag }} }} # {'x' * 15_000} {number}" for number in range(5)),
        *(f"{'{ a ' * 900} {number}" for number in range(5)),
    ]
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for text in texts:
        found = document_cache.document(text, hide_suggestions=True)
        assert document_cache.document(text, hide_suggestions=True) is found
        if found.ast is not None:
            for first in range(60):
                assert operation_size(found.ast, None, {"first": first}).depth == 2
                assert operation_size(found.ast, "x" * 10_000, {}) == OperationSize()
    gc.collect()
    taken = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()

    assert 1 < len(document_cache.kept) < len(texts)
    assert document_cache.kept.size <= 8_000_000
    assert taken < 8_000_000


def test_what_was_asked_for_last_is_kept():
    kept = SizeLimitedCache(most_bytes=100)
    for name in "abc":
        kept.put(name, name, 33)
    assert kept.get("a") == "a"
    kept.put("d", "d", 30)
    assert [kept.get(name) for name in "abcd"] == ["a", None, "c", "d"]
    kept.put("d", "e", 90)
    assert ([kept.get(name) for name in "acd"], kept.size) == ([None, None, "e"], 90)
    kept.put("f", "f", 101)
    assert (len(kept), kept.size) == (0, 0)


@pytest.mark.parametrize("inner", ["...F{next} ...F{next}", "tag ...F{next} ...F{next}"])
def test_fragments_that_spread_fragments_are_run_in_linear_time(ask, english, inner):
    """Two to the power of fifty spreads, which no limit on depth, cost or aliases counts."""
    fragments = [
        f"fragment F{level} on Language {{ {inner.format(next=level + 1)} }}" for level in range(50)
    ]
    text = "\n".join(["{ languages { ...F0 } }", *fragments, "fragment F50 on Language { tag }"])

    assert ask(text).data == {"languages": [{"tag": "en"}]}


def test_what_is_selected_by_fragments_of_fragments_is_found_in_linear_time(ask, english):
    factories.news_page(english.news, "One")
    fragments = [
        f"fragment F{level} on NewsPage {{ title ...F{level + 1} ...F{level + 1} }}"
        for level in range(50)
    ]
    end = "fragment F50 on NewsPage { title }"
    text = "\n".join(['{ news(language: "en") { edges { node { ...F0 } } } }', *fragments, end])

    assert ask(text).data == {"news": {"edges": [{"node": {"title": "One"}}]}}
