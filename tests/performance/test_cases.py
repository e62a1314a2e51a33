"""What the benchmark asks: all of the contract, in documents the schema takes."""

from __future__ import annotations

import json

import pytest
from graphql import parse, validate

from cms.api.http.persisted import manifest
from cms.api.schema import schema
from tests.performance import targets
from tests.performance.cases import OPERATIONS, QUESTIONS, Question

pytestmark = pytest.mark.one_database


def test_asks_every_operation_of_the_contract():
    assert {one.operation for one in QUESTIONS} == {
        path.stem for path in OPERATIONS.glob("*.graphql")
    }


def test_measures_whatever_has_a_target():
    named = {one.name for one in QUESTIONS}

    assert {*targets.MOST_TIMES_LIMIT, *targets.MOST_QUERIES, targets.KEPT_LIST} <= named


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name + question.after)
def test_asks_what_the_schema_takes(question: Question):
    assert validate(schema.graphql_schema, parse(question.text)) == []


def test_names_documents_of_the_manifest_and_sends_others():
    named = Question("a", "Home", {"language": "en"}).asked()
    sent = Question("b", "NewsList", {"language": "en"}, (("totalCount", ""),)).asked()

    identifier = next(key for key, text in manifest().items() if "query Home(" in text)
    assert named.address == (
        f"/graphql/?documentId=sha256%3A{identifier}&variables=%7B%22language%22%3A+%22en%22%7D"
    )
    assert sent.address.startswith("/graphql/?query=query+NewsList%28")
    assert json.loads(sent.body)["variables"] == {"language": "en"}


def test_refuses_to_change_what_is_not_there():
    question = Question("c", "Home", {}, (("noSuchField", ""),))

    with pytest.raises(ValueError, match=r"^Home doesn't hold “noSuchField”\.$"):
        _ = question.text
