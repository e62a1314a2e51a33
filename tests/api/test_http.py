"""GraphQL over HTTP."""

import json

import pytest
from graphql import parse

from cms.api.http import document_cache
from cms.api.schema import schema

pytestmark = pytest.mark.one_database

QUESTION = "{ languages { tag } }"
ENGLISH = {"data": {"languages": [{"tag": "en"}]}}


def post(client, body, content_type="application/json", **headers):
    data = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post("/graphql/", data, content_type=content_type, headers=headers)


def codes(response):
    return [error["extensions"]["code"] for error in response.json()["errors"]]


def test_answers_a_post_and_a_get_alike(client, english):
    posted = post(client, {"query": QUESTION})
    got = client.get("/graphql/", {"query": QUESTION})

    assert posted.json() == got.json() == ENGLISH
    assert posted.status_code == got.status_code == 200
    assert got["Content-Type"] == "application/json; charset=utf-8"


def test_a_get_that_names_a_content_type_is_answered(client, english):
    response = client.get("/graphql/", {"query": QUESTION}, content_type="application/json")

    assert response.json() == ENGLISH


def test_speaks_the_media_type_the_caller_prefers(client, english):
    accepted = "application/graphql-response+json, application/json;q=0.9"
    good = post(client, {"query": QUESTION}, Accept=accepted)
    invalid = post(client, {"query": "{ nothing }"}, Accept=accepted)
    invalid_json = post(client, {"query": "{ nothing }"}, Accept="application/json")

    assert good["Content-Type"] == "application/graphql-response+json; charset=utf-8"
    assert (good.status_code, invalid.status_code, invalid_json.status_code) == (200, 400, 200)
    assert "data" not in invalid.json()


def test_sets_no_cookie_and_depends_on_none(client, english):
    for response in (
        post(client, {"query": QUESTION}),
        client.get("/graphql/", {"query": QUESTION}),
    ):
        assert not response.cookies
        assert response["Vary"] == "Accept, X-Preview"
        assert response["Access-Control-Allow-Origin"] == "*"


def test_lets_other_origins_ask(client):
    asked = "content-type, x-anything, Authorization, traceparent, bad name\t, <b>"
    response = client.options("/graphql/", headers={"Access-Control-Request-Headers": asked})
    plain = client.options("/graphql")

    assert response.status_code == plain.status_code == 204
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, POST, OPTIONS"
    assert response["Access-Control-Allow-Headers"] == (
        "*, Authorization, content-type, x-anything, Authorization, traceparent"
    )
    assert plain["Access-Control-Allow-Headers"] == "*, Authorization"


def test_lets_scripts_of_other_origins_read_its_headers(client, english):
    exposed = post(client, {"query": QUESTION})["Access-Control-Expose-Headers"].split(", ")

    assert {"Cache-Tag", "X-Request-ID", "X-Content-Version", "ETag"} <= set(exposed)


def test_answers_without_the_last_slash_and_to_head(client, english):
    posted = client.post("/graphql", {"query": QUESTION}, content_type="application/json")
    got = client.get("/graphql", {"query": QUESTION})
    head = client.head("/graphql/", {"query": QUESTION})
    explorer = client.get("/graphql", headers={"Accept": "text/html"})

    assert (posted.status_code, posted.json()) == (got.status_code, got.json()) == (200, ENGLISH)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Type"] == got["Content-Type"]
    assert explorer["Content-Type"] == "text/html; charset=utf-8"


def test_the_address_never_overrides_the_body(client, english):
    response = client.post(
        "/graphql/?query={ __typename }",
        json.dumps({"query": QUESTION}),
        content_type="application/json",
    )

    assert response.json() == ENGLISH


def test_passes_variables_and_the_name_of_the_operation(client, english):
    text = (
        "query One($language: String!) { sitewide(language: $language) { language } }"
        "query Two { languages { tag } }"
    )

    two = client.get("/graphql/", {"query": text, "operationName": "Two"})
    one = client.get(
        "/graphql/",
        {"query": text, "operationName": "One", "variables": '{"language": "en"}'},
    )

    assert two.json() == ENGLISH
    assert one.json() == {"data": {"sitewide": None}}


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (" ", 400, "BAD_REQUEST"),
        ("not json", 400, "BAD_REQUEST"),
        ("[]", 400, "BAD_REQUEST"),
        ('[{"query": "{ __typename }"}]', 400, "BAD_REQUEST"),
        ("{}", 400, "BAD_REQUEST"),
        ('{"query": ""}', 400, "BAD_REQUEST"),
        ('{"query": 1}', 400, "BAD_REQUEST"),
        ('{"query": "{ __typename }", "variables": []}', 400, "BAD_REQUEST"),
        ('{"query": "{ __typename }", "operationName": 1}', 400, "BAD_REQUEST"),
        ('{"query": "{ __typename }", "extensions": 1}', 400, "BAD_REQUEST"),
        (b'{"query": "\xff"}', 400, "BAD_REQUEST"),
        ("[" * 50_000, 400, "BAD_REQUEST"),
        (json.dumps({"query": "{" + " " * 16_384 + "}"}), 400, "DOCUMENT_TOO_LONG"),
        (json.dumps({"query": "x" * 300_000}), 413, "REQUEST_TOO_LARGE"),
    ],
)
def test_refuses_what_is_no_question(client, body, status, code):
    response = post(client, body)

    assert response.status_code == status
    assert [error["extensions"]["code"] for error in response.json()["errors"]] == [code]


BATCH = [{"query": QUESTION}, {"query": "{ nothing }"}, {"query": ""}, {"documentId": "x"}]


def test_answers_batches_only_where_they_are_switched_on(client, english, settings):
    off = post(client, BATCH[:1])
    settings.GRAPHQL_LARGEST_BATCH = 3
    full = post(client, BATCH[:2] + BATCH[3:])
    over = post(client, BATCH[:2] + BATCH[:2])
    empty = post(client, [])
    single = post(client, BATCH[0])

    assert (off.status_code, codes(off)) == (400, ["BAD_REQUEST"])
    assert full.status_code == 200
    assert full.json()[0] == ENGLISH
    assert [one["errors"][0]["extensions"]["code"] for one in full.json()[1:]] == [
        "GRAPHQL_VALIDATION_FAILED",
        "UNKNOWN_DOCUMENT",
    ]
    assert (over.status_code, codes(over)) == (400, ["BATCH_TOO_LONG"])
    assert over.json()["errors"][0]["extensions"] == {
        "code": "BATCH_TOO_LONG",
        "value": 4,
        "limit": 3,
    }
    assert (empty.status_code, codes(empty)) == (400, ["BAD_REQUEST"])
    assert single.json() == ENGLISH


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{ languages { tag }", "GRAPHQL_PARSE_FAILED"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ languages { tags } }", "GRAPHQL_VALIDATION_FAILED"),
        ("query One { languages { tag } } query Two { languages { tag } }", "BAD_REQUEST"),
        ("query ($language: String!) { home(language: $language) { id } }", "BAD_REQUEST"),
    ],
)
def test_every_error_has_a_code(client, english, text, code):
    assert codes(post(client, {"query": text})) == [code]


def test_names_of_the_schema_are_suggested_only_beside_the_explorer(client, english, settings):
    misspelled = {"query": "{ language { tag } }"}
    news = 'news(language: "en", fallback: $f) { totalCount }'
    variable = {
        "query": f"query ($f: LanguageFallback) {{ {news} }}",
        "variables": {"f": "SOURCES"},
    }
    shown = [post(client, body).content.decode() for body in (misspelled, variable)]
    settings.GRAPHQL_EXPLORER = False
    hidden = [post(client, body).content.decode() for body in (misspelled, variable)]

    assert all("Did you mean" in text for text in shown)
    assert not any("Did you mean" in text or "languages" in text for text in hidden)


@pytest.mark.parametrize(
    "content_type", ["application/x-www-form-urlencoded", "text/plain", "multipart/form-data"]
)
def test_takes_no_forms(client, content_type):
    response = post(client, "query={ __typename }", content_type=content_type)

    assert response.status_code == 415


def test_a_form_is_refused_even_beside_a_question_in_the_address(client, english):
    response = client.post("/graphql/?query={ languages { tag } }", {"query": QUESTION})

    assert (response.status_code, codes(response)) == (415, ["UNSUPPORTED_MEDIA_TYPE"])


def test_refuses_other_methods_and_names_those_it_takes(client):
    response = client.put("/graphql/")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize(
    "text",
    [
        "{" * 3_000,
        "{ a" * 900 + "}" * 900,
        '{ news(language: "en") { edges ' + "{ node { relatedNews " * 400 + "}" * 802,
        "mutation { a }",
        "subscription { a }",
    ],
)
def test_says_what_is_wrong_with_a_document_and_runs_nothing(client, db, text):
    response = post(client, {"query": text})

    assert response.status_code == 200
    assert response.json()["errors"][0]["message"]
    assert "data" not in response.json()


def test_the_schema_changes_nothing():
    assert schema.graphql_schema.mutation_type is None
    assert schema.graphql_schema.subscription_type is None


def test_parses_a_document_once(client, english, monkeypatch):
    texts = []

    def noted(text, **_):
        texts.append(text)
        return parse(text)

    monkeypatch.setattr(document_cache, "parse", noted)
    document_cache.kept.empty()
    post(client, {"query": QUESTION})
    client.get("/graphql/", {"query": QUESTION})

    assert texts == [QUESTION]


def test_tells_nothing_of_what_went_wrong_inside(client, english, monkeypatch, caplog):
    def fail(*_args, **_options):
        raise RuntimeError("the password is sesame")

    monkeypatch.setattr("cms.content.tree.SiteTree.load", fail)

    response = post(client, {"query": QUESTION})

    error = response.json()["errors"][0]
    assert error["extensions"]["code"] == "INTERNAL"
    assert error["message"] == f"Internal error {error['extensions']['reference']}."
    assert "sesame" not in response.content.decode()
    assert error["extensions"]["reference"] in caplog.text
    assert "sesame" in caplog.text


def test_shows_the_explorer_to_a_browser_only_where_it_is_switched_on(client, settings):
    page = client.get("/graphql/", headers={"Accept": "text/html,*/*;q=0.8"})
    settings.GRAPHQL_EXPLORER = False
    refused = client.get("/graphql/", headers={"Accept": "text/html,*/*;q=0.8"})

    assert page.status_code == 200
    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert "http" not in page.content.decode().replace("http-equiv", "")
    assert refused.status_code == 400


def test_a_question_asked_from_a_browser_is_answered_as_json(client, english):
    response = client.get("/graphql/", {"query": QUESTION}, headers={"Accept": "text/html"})

    assert response.json() == ENGLISH


def test_counts_what_it_answers(client, english, settings):
    settings.METRICS_TOKEN = "a-token"
    post(client, {"query": QUESTION})

    answer = client.get("/metrics", headers={"Authorization": "Bearer a-token"})

    assert b'newsroom_graphql_requests_total{operation="other",result="OK"}' in answer.content
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("token", ["", "a-token"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer another"},
        {"Authorization": "Basic a-token"},
        {"Authorization": "Bearer a-tokén"},
        {"X-Forwarded-For": "127.0.0.1", "Host": "localhost", "X-Real-IP": "127.0.0.1"},
    ],
)
def test_tells_nobody_without_the_token_how_it_is(client, settings, token, headers):
    settings.METRICS_TOKEN = token

    answer = client.get("/metrics", headers=headers, REMOTE_ADDR="127.0.0.1")

    assert answer.status_code == 404
    assert b"newsroom" not in answer.content
