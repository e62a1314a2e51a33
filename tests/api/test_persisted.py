"""Documents that are named instead of sent."""

import json

from django.core.cache import cache

import pytest

from cms.api.http import persisted
from tests.api.conftest import OPERATIONS

pytestmark = pytest.mark.one_database

QUESTION = "{ languages { tag } }"
ENGLISH = {"data": {"languages": [{"tag": "en"}]}}
SITEWIDE = persisted.hash_of((OPERATIONS / "Sitewide.graphql").read_text())


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def codes(response):
    return [error["extensions"]["code"] for error in response.json()["errors"]]


def apollo(hash_=None):
    query = {"version": 1, "sha256Hash": hash_ or persisted.hash_of(QUESTION)}
    return json.dumps({"persistedQuery": query})


def test_answers_a_document_of_the_contract_by_its_id(client, english):
    variables = json.dumps({"language": "en"})
    got = client.get("/graphql/", {"documentId": SITEWIDE, "variables": variables})
    posted = client.post(
        "/graphql/",
        {"documentId": f"sha256:{SITEWIDE}", "variables": {"language": "en"}},
        content_type="application/json",
    )

    assert got.json() == posted.json()
    assert got.json()["data"]["languages"][0]["tag"] == "en"


def test_an_unknown_id_is_refused(client, db):
    response = client.get("/graphql/", {"documentId": "nothing"})

    assert (response.status_code, codes(response)) == (400, ["UNKNOWN_DOCUMENT"])


def test_a_client_sends_a_document_once_and_then_its_hash(client, english):
    unknown = client.get("/graphql/", {"extensions": apollo()})
    sent = client.get("/graphql/", {"extensions": apollo(), "query": QUESTION})
    named = client.get("/graphql/", {"extensions": apollo()})

    assert unknown.json()["errors"][0]["message"] == "PersistedQueryNotFound"
    assert (unknown.status_code, codes(unknown)) == (200, ["PERSISTED_QUERY_NOT_FOUND"])
    assert sent.json() == named.json() == ENGLISH


def test_a_text_is_never_kept_under_the_hash_of_another(client, english):
    wrong = apollo("0" * 64)
    refused = client.get("/graphql/", {"extensions": wrong, "query": QUESTION})

    assert (refused.status_code, codes(refused)) == (400, ["BAD_REQUEST"])
    assert codes(client.get("/graphql/", {"extensions": wrong})) == ["PERSISTED_QUERY_NOT_FOUND"]


@pytest.mark.parametrize(
    "extensions",
    [
        '{"persistedQuery": 1}',
        '{"persistedQuery": {"version": 2, "sha256Hash": "' + "0" * 64 + '"}}',
        '{"persistedQuery": {"version": 1, "sha256Hash": "short"}}',
    ],
)
def test_refuses_what_is_no_hash(client, db, extensions):
    response = client.get("/graphql/", {"extensions": extensions})

    assert (response.status_code, codes(response)) == (400, ["BAD_REQUEST"])


def test_can_accept_the_documents_of_the_contract_only(client, english, settings):
    settings.GRAPHQL_ONLY_PERSISTED = True
    text = (OPERATIONS / "Sitewide.graphql").read_text()

    def ask(**body):
        return client.post(
            "/graphql/",
            body | {"variables": {"language": "en"}},
            content_type="application/json",
        )

    assert codes(ask(query=QUESTION)) == ["DOCUMENT_NOT_PERSISTED"]
    kept = ask(query=QUESTION, extensions=json.loads(apollo()))
    assert codes(kept) == ["DOCUMENT_NOT_PERSISTED"]
    assert "errors" not in ask(query=text).json()
    assert "errors" not in ask(documentId=SITEWIDE).json()
