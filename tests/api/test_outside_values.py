"""Values from outside, in questions and in the database: each has an answer, and no neighbour dies.

Outside is whoever asks, and whatever wrote a row past the forms of the admin.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import connection
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Site

import orjson
import pytest
from graphql import get_named_type, is_composite_type, is_required_argument

from cms.api.http.limits import GREATEST
from cms.api.http.writing import as_json
from cms.api.schema import schema
from cms.content.body.rich_text import RichText, parsing
from cms.news.models import NewsPage
from tests import factories, snapshots

if TYPE_CHECKING:
    from django.test import Client

    from tests.api.conftest import Ask
    from tests.factories import Newsroom

THREE_GIGABYTES = 3 * 1024**3
ARTICLE = """
query ($path: String!) {
  route(path: $path) { ... on PageRoute { page { title ... on NewsPage { body { ...B } } } } }
  news(language: "en") { edges { node { title body { ...B } leadImage { focalPoint { x } } } } }
}
fragment B on Block {
  __typename
  ... on HeadingBlock { text level }
  ... on RichTextBlock { richText { html text markdown document } }
  ... on ImageBlock { caption image { alt rendition(preset: INLINE) { src width height } } }
  ... on GalleryBlock { items { caption image { alt } } }
  ... on QuoteBlock { quote attribution }
  ... on DownloadBlock { title document { url filename fileSize } }
  ... on EmbedBlock { url title }
  ... on CallToActionBlock { text link { href text } }
}
"""
KEPT = {"__typename": "HeadingBlock", "text": "Kept", "level": 2}


def bodies(ask: Ask, page: Any) -> list[list[dict[str, Any]]]:
    """The body of an article by its path and in the list, where it has a neighbour."""
    data = ask(ARTICLE, path=f"/en/news/{page.slug}/").data
    nodes = {edge["node"]["title"]: edge["node"] for edge in data["news"]["edges"]}
    assert nodes["Neighbour"]["body"] == [KEPT]
    assert data["route"]["page"]["title"] == page.title
    return [data["route"]["page"]["body"], nodes[page.title]["body"]]


@pytest.fixture
@snapshots.fixture
def article(english: Newsroom) -> Any:
    """An article beside another one."""
    body = [factories.heading("Kept")]
    factories.news_page(english.news, "Neighbour", body=body)
    return factories.news_page(english.news, "Broken", slug="broken", body=body)


def store(page: Any, stream: Any) -> None:
    """Write a stream past the forms."""
    with connection.cursor() as cursor:
        in_json = stream if isinstance(stream, str) else json.dumps(stream)
        sql = "UPDATE news_newspage SET body = %s WHERE page_ptr_id = %s"
        cursor.execute(sql, [in_json, page.pk])


def test_a_file_of_three_gigabytes_has_its_size(ask: Ask, english: Newsroom, article: Any):
    document = factories.document("Film")
    page = factories.news_page(
        english.news, "With a film", body=[factories.heading("Kept"), factories.download(document)]
    )
    get_document_model().objects.filter(pk=document.pk).update(file_size=THREE_GIGABYTES)

    for body in bodies(ask, page):
        assert [one["__typename"] for one in body] == ["HeadingBlock", "DownloadBlock"]
        assert body[1]["document"]["fileSize"] == THREE_GIGABYTES


def test_the_greatest_size_a_database_holds_is_answered(ask: Ask, english: Newsroom, article: Any):
    document = factories.document("Film")
    page = factories.news_page(english.news, "With a film", body=[factories.download(document)])
    for size in (2**31, 2**53 + 1, 2**63 - 1, 0, None):
        get_document_model().objects.filter(pk=document.pk).update(file_size=size)
        for body in bodies(ask, page):
            assert body[0]["document"]["fileSize"] == float(size or 0)


BROKEN_BLOCKS = {
    "nothing": {},
    "no type": {"value": "x", "id": "1"},
    "no id": {"type": "quote", "value": {"quote": "x"}},
    "no value": {"type": "heading", "id": "1"},
    "unknown": {"type": "carousel", "value": {"a": 1}, "id": "1"},
    "a list for a name": {"type": ["heading"], "value": {}, "id": "1"},
    "text": "heading",
    "number": 7,
    "null": None,
    "list": [],
    "value is null": {"type": "heading", "value": None, "id": "1"},
    "text is null": {"type": "heading", "value": {"text": None, "level": "2"}, "id": "1"},
    "text is a number": {"type": "heading", "value": {"text": 3, "level": "2"}, "id": "1"},
    "level is a word": {"type": "heading", "value": {"text": "x", "level": "two"}, "id": "1"},
    "level is null": {"type": "heading", "value": {"text": "x", "level": None}, "id": "1"},
    "level too great": {"type": "heading", "value": {"text": "x", "level": 2**31}, "id": "1"},
    "level of 90 digits": {"type": "heading", "value": {"text": "x", "level": "9" * 90}, "id": "1"},
    "rich text is null": {"type": "rich_text", "value": None, "id": "1"},
    "rich text is an object": {"type": "rich_text", "value": {"a": 1}, "id": "1"},
    "quote is null": {"type": "quote", "value": {"quote": None}, "id": "1"},
    "image is a word": {"type": "image", "value": {"image": "seven", "caption": ""}, "id": "1"},
    "image is a list": {"type": "image", "value": {"image": [1], "caption": ""}, "id": "1"},
    "image is too great": {"type": "image", "value": {"image": 2**63}, "id": "1"},
    "image is negative": {"type": "image", "value": {"image": -1}, "id": "1"},
    "image is a truth": {"type": "image", "value": {"image": True}, "id": "1"},
    "gallery is null": {"type": "gallery", "value": None, "id": "1"},
    "gallery of words": {"type": "gallery", "value": ["a"], "id": "1"},
    "document is too great": {"type": "download", "value": {"document": 10**30}, "id": "1"},
    "document is a fraction": {"type": "download", "value": {"document": 1.5}, "id": "1"},
    "embed without a url": {"type": "embed", "value": {"title": "x"}, "id": "1"},
    "link is null": {"type": "call_to_action", "value": {"text": "", "link": None}, "id": "1"},
    "page is too great": {
        "type": "call_to_action", "value": {"link": {"text": "x", "page": 2**64}}, "id": "1",
    },
}  # fmt: skip
HALVES = {
    "half in a heading": {"type": "heading", "value": {"text": "\ud800", "level": "2"}, "id": "1"},
    "half in rich text": {"type": "rich_text", "value": "<p>\udfff</p>", "id": "1"},
    "half in a quote": {"type": "quote", "value": {"quote": "\udfff"}, "id": "1"},
}  # fmt: skip


def test_a_block_that_can_not_be_read_takes_no_other_with_it(ask: Ask, article: Any):
    kept = {"type": "heading", "value": {"text": "Kept", "level": "2"}, "id": "0"}
    # PostgreSQL refuses to store the others.
    broken = BROKEN_BLOCKS | (HALVES if connection.vendor == "sqlite" else {})
    for name, block in broken.items():
        store(article, [block, kept, block])
        assert bodies(ask, article) == [[KEPT], [KEPT]], name
    store(article, [*broken.values(), kept])
    assert bodies(ask, article) == [[KEPT], [KEPT]]


def test_a_stream_that_is_none_is_empty(ask: Ask, article: Any):
    for stream in ("{}", "7", "null", '"x"', "[]"):
        store(article, stream)
        assert bodies(ask, article) == [[], []], stream


def test_rich_text_may_be_nested_as_deeply_as_it_likes(ask: Ask, article: Any):
    for tag in ("b", "ul", "blockquote", "a href='https://example.org/'"):
        source = f"<p>{f'<{tag}>' * 5_000}Words{f'</{tag.split()[0]}>' * 5_000}</p>"
        store(article, [{"type": "rich_text", "value": source, "id": "1"}])
        for body in bodies(ask, article):
            assert body[0]["richText"]["text"] == "Words"
    assert parsing.MOST_LEVELS < 50


def test_an_image_without_a_size_has_no_focal_point(ask: Ask, english: Newsroom, article: Any):
    image = factories.image("Flat", width=90, height=60)
    page = factories.news_page(
        english.news, "With an image", lead_image=image, lead_image_alt="x",
        body=[factories.heading("Kept")],
    )  # fmt: skip
    get_image_model().objects.filter(pk=image.pk).update(
        width=0, height=0, focal_point_x=1, focal_point_y=1
    )
    assert bodies(ask, page) == [[KEPT], [KEPT]]


def test_ids_in_rich_text_may_be_of_any_length(ask: Ask, article: Any):
    links = "".join(
        f'<a linktype="{kind}" id="{id_}">x</a>'
        for kind in ("page", "document")
        for id_ in ("0", "-1", "9" * 18, "9" * 19, "9" * 400, "", "x", "١")
    )
    store(article, [{"type": "rich_text", "value": f"<p>{links}</p>", "id": "1"}])
    for body in bodies(ask, article):
        assert body[0]["richText"]["html"] == f"<p>{'x' * 16}</p>"


def test_navigation_without_a_broken_item(ask: Ask, english: Newsroom):
    found = factories.sitewide(Site.objects.get())
    with connection.cursor() as cursor:
        kept = {"type": "favorites", "value": {"label": "Kept"}, "id": "1"}
        items = [kept, *BROKEN_BLOCKS.values(), {"type": "page", "value": {"label": 7}, "id": "2"}]
        for column in ("header_navigation", "footer_links"):
            cursor.execute(
                f"UPDATE sitewide_sitewide SET {column} = %s WHERE id = %s",  # noqa: S608
                [json.dumps(items), found.pk],
            )
    text = '{ sitewide(language: "en") { headerNavigation { __typename } footerLinks { href } } }'
    assert ask(text).data["sitewide"] == {
        "headerNavigation": [{"__typename": "FavoritesNavigationItem"}], "footerLinks": [],
    }  # fmt: skip


# Questions

WORDS = [
    "", " ", "x", "x" * 100_000, "\0", "a\0b", "\ufffe", "\u202e", "😀" * 100, "%", "%00", "%ff",
    "/en/%00/", "/en/\0/", "/" * 3_000, "/en/" + "../" * 500, "99999-01-01", "0000-01-01",
    "9999-12-31", "0001-01-01", "2024-02-30", "NaN", "' OR 1=1 --", "{", "en", "zh-Hans",
    "x-" * 300, "a" * 8 + "-1", "d0000000-0000-0000-0000-000000000007",
    "TmV3c1BhZ2U6" + "OQ" * 400,
    # Cursors: of a number beyond any column, of days outside the calendar, and of nothing.
    "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk=", "OTk5OTktMDEtMDF8MQ==",
    "MDAwMS0wMS0wMXw5OTk5OTk5OTk5OTk5OTk5OTk5OQ==", "LTE=", "fA==", "AAAA", "====",
    "OTk5OS0xMi0zMXw5MjIzMzcyMDM2ODU0Nzc1ODA3", "MS41fDF8Mnwz", "4pyT",
]  # fmt: skip
NUMBERS: list[Any] = [
    -1, 0, 1, 100, 101, 2**31 - 1, 2**31, -(2**31), 2**53, 2**63 - 1, 2**63, 2**64, 10**100,
    1.5, -0.0, 1e308, True, None, "7", [], {},
]  # fmt: skip
VALUES: dict[str, list[Any]] = {
    "Int": NUMBERS,
    "Float": NUMBERS,
    "Boolean": [True, False, None, 0, "true", []],
    "Date": [*WORDS, 20240101, None],
    "default": [*WORDS, None, 7, 10**30, 1.5, True, [], {}, ["x"]],
}
USUAL = {
    "language": "en", "path": "/en/", "id": "x", "query": "news", "slug": "x", "token": "x",
    "translationKeys": ["d0000000-0000-0000-0000-000000000007"], "after": "MQ==", "hostname": "x",
}  # fmt: skip


def questions() -> Any:
    """Each argument of each field at the top, with each value, given by a variable."""
    for field_name, field in schema.graphql_schema.query_type.fields.items():
        below = "{ __typename }" if is_composite_type(get_named_type(field.type)) else ""
        for name, argument in field.args.items():
            values = VALUES.get(get_named_type(argument.type).name, VALUES["default"])
            others = [
                other for other in field.args
                if other != name and is_required_argument(field.args[other])
            ]  # fmt: skip
            given = ", ".join(f"{one}: ${one}" for one in [name, *others])
            declared = ", ".join(f"${one}: {field.args[one].type}" for one in [name, *others])
            text = f"query ({declared}) {{ {field_name}({given}) {below} languages {{ tag }} }}"
            for value in [*values, [values[0]] * 101]:
                yield text, {name: value, **{other: USUAL.get(other, "x") for other in others}}


def assert_well_formed(response: Any, asked: Any) -> dict[str, Any]:
    """The answer is GraphQL's, and blames nobody but the caller."""
    assert response.status_code in {200, 400, 413, 415, 503}, asked
    assert response.headers["Content-Type"].startswith("application/")
    body = orjson.loads(response.content)
    assert isinstance(body, dict), asked
    assert body.keys() <= {"data", "errors", "extensions"}, asked
    for error in body.get("errors", []):
        assert error["extensions"]["code"] not in {"INTERNAL", "UNAVAILABLE"}, (asked, body)
    return body


def test_every_value_of_every_argument_is_answered(client: Client, english: Newsroom):
    factories.news_page(english.news)
    count = 0
    for text, variables in questions():
        content = json.dumps({"query": text, "variables": variables})
        response = client.post("/graphql/", content, content_type="application/json")
        if len(content) > 200_000 or "1" + "0" * 100 in content:
            assert response.status_code in {200, 400, 413}
            continue
        body = assert_well_formed(response, (text, variables))
        if body.get("data"):
            assert body["data"]["languages"] == [{"tag": "en"}]
        count += 1
    assert count > 1_000


LITERALS = [
    '{ news(language: "en", first: 99999999999999999999) { totalCount } }',
    '{ news(language: "en", year: 99999) { totalCount } }',
    '{ news(language: "en", year: -2147483648) { totalCount } }',
    '{ news(language: "en", year: 0) { totalCount } }',
    '{ news(language: "en", first: ' + "9" * 5000 + ") { totalCount } }",
    '{ news(language: "en", first: 1e999) { totalCount } }',
    '{ news(language: "\\uD800") { totalCount } }',
    '{ news(language: "\\u0000") { totalCount } }',
    '{ news(language: "en", search: "\\u0000") { totalCount } }',
    '{ news(language: "en", tag: """\x00""") { totalCount } }',
    '{ legalNotice(slug: "x", language: "en", asOf: "99999-12-31") { title } }',
    '{ legalNotice(slug: "x", language: "en", asOf: "9999-12-31") { title } }',
    '{ legalNotice(slug: "x", language: "en", asOf: "0001-01-01") { title } }',
    "{ pages(language: " + "[" * 500 + "]" * 500 + ", translationKeys: []) { title } }",
    "{ pages(language: " + '{a:' * 300 + "1" + "}" * 300 + ", translationKeys: []) { title } }",
    "query ($a: [[[[[[String]]]]]]) { languages { tag } }",
    "query ($a: Int = 99999999999) { languages { tag } }",
    "{ " + "a{" * 500 + "a" + "}" * 500 + " }",
    "{ a" * 500,
    "fragment A on Query { ...A } { ...A }",
    "fragment A on Query { ...B } fragment B on Query { ...A } { ...A }",
    "\ufeff{ languages { tag } }",
    "{ languages { tag } } # \U0001f600",
    "{ __type(name: \"\\u0000\") { name } }",
]  # fmt: skip


@pytest.mark.parametrize("accept", ["application/json", "application/graphql-response+json"])
def test_every_document_is_answered(client: Client, english: Newsroom, accept: str):
    for text in LITERALS:
        for response in (
            client.post(
                "/graphql/", json.dumps({"query": text}), content_type="application/json",
                headers={"accept": accept},
            ),
            client.get("/graphql/", {"query": text}, headers={"accept": accept}),
        ):  # fmt: skip
            assert_well_formed(response, text)


BODIES = [
    b"", b"{", b"null", b"7", b'"x"', b"[]", b"[[]]", b"\xff\xfe", b'{"query": "\\ud800"}',
    b'{"query": "\xed\xa0\x80"}', b'{"query": 7}', b'{"query": null}', b"[" * 100_000,
    b'{"query": "{ languages { tag } }", "variables": [1]}',
    b'{"query": "{ languages { tag } }", "variables": {"\\u0000": 1}}',
    b'{"query": "{ languages { tag } }", "operationName": {"a": 1}}',
    b'{"query": "{ languages { tag } }", "operationName": "\\u0000"}',
    b'{"query": "{ languages { tag } }", "extensions": 7}',
    b'{"query": "{ languages { tag } }", "variables": {"a": 1e400}}',
    b'{"query": "{ languages { tag } }", "variables": {"a": ' + b"9" * 5000 + b"}}",
    b'{"query": "{ languages { tag } }", "variables": {"a": NaN}}',
    b'{"documentId": "\\u0000"}', b'{"documentId": "' + b"x" * 9000 + b'"}',
    b'{"query": "' + b"{a" * 8000 + b'"}',
]  # fmt: skip


def test_every_body_is_answered(client: Client, english: Newsroom):
    for content in BODIES:
        response = client.post("/graphql/", content, content_type="application/json")
        assert_well_formed(response, content[:80])
    for query in ("query=%ff", "query=%00", "variables=%00&query=a", "query=%ED%A0%80", "q", "=&="):
        assert_well_formed(client.get(f"/graphql/?{query}"), query)
    for name in ("X-Content-Version-At-Least", "Accept"):
        for value in ("9" * 18, "9" * 500, "-1", "١", "\xff", "*/*;q=x", "a" * 5000):
            response = client.post(
                "/graphql/", {"query": "{ languages { tag } }"},
                content_type="application/json", headers={name: value},
            )  # fmt: skip
            assert_well_formed(response, value)


def test_a_cost_beyond_all_numbers_is_told_as_a_limit(ask: Ask, english: Newsroom):
    levels = 18
    text = (
        '{ news(language: "en", first: 100) { edges { node { '
        + "relatedNews { " * levels + "title" + " }" * levels + " } } } }"
    )  # fmt: skip
    answer = ask(text)
    assert answer.status == 200
    assert answer.codes == ["TOO_DEEP", "TOO_COSTLY"]
    assert answer.body["errors"][1]["extensions"]["value"] == GREATEST


def test_figures_of_fragments_that_spread_each_other_are_bounded(ask: Ask, english: Newsroom):
    fragments = [
        f"fragment F{n} on Query {{ a{n}: __typename @skip(if: false) ...F{n + 1} ...F{n + 1} }}"
        for n in range(60)
    ]
    text = " ".join(["{ ...F0 }", *fragments, "fragment F60 on Query { __typename }"])
    errors = ask(text).body["errors"]
    found = {one["extensions"]["code"]: one["extensions"]["value"] for one in errors}
    assert found == {
        "TOO_MANY_ALIASES": GREATEST,
        "TOO_MANY_ROOT_FIELDS": GREATEST,
        "TOO_MANY_DIRECTIVES": GREATEST,
    }


def test_what_json_can_not_say_is_made_something_it_can():
    body = {"data": {"\udfff": ["a\ud800b", 2**64, -(2**70), float("nan"), float("inf"), "漢"]}}
    assert orjson.loads(as_json(body)) == {
        "data": {"\ufffd": ["a\ufffdb", None, None, None, None, "漢"]}
    }
    assert as_json({"a": 2**63}) == b'{"a":9223372036854775808}'


@pytest.mark.parametrize(
    "broken",
    [property(lambda _text: 1 / 0), property(lambda _text: object())],
    ids=["raises", "isn't text"],
)
def test_a_fault_is_not_the_callers(ask: Ask, article: Any, monkeypatch: Any, broken: Any):
    store(article, [{"type": "rich_text", "value": "<p>x</p>", "id": "1"}])
    monkeypatch.setattr(RichText, "text", broken)
    answer = ask(ARTICLE, path="/en/news/broken/")
    assert set(answer.codes) == {"INTERNAL"}
    for error in answer.body["errors"]:
        assert error["message"] == f"Internal error {error['extensions']['reference']}."


def test_a_wrong_argument_below_the_top_is_the_callers(ask: Ask, article: Any):
    text = """
    query ($preset: ImagePreset) {
      news(language: "en") { edges { node { leadImage { rendition(preset: $preset) { src } } } } }
    }
    """
    image = factories.image("Lead")
    NewsPage.objects.filter(pk=article.pk).update(lead_image=image, lead_image_alt="x")
    assert ask(text, preset=None).codes in (["GRAPHQL_VALIDATION_FAILED"], ["BAD_ARGUMENT"])
