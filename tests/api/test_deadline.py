"""An answer that takes too long is stopped, also in the middle of a statement."""

from django.db import connection
from django.db.backends.utils import CursorWrapper

import pytest

from cms.content.tree import SiteTree
from cms.database import driver

QUESTION = "{ languages { tag } redirects { totalCount } }"
# Would count for hours.
ENDLESS = """
WITH RECURSIVE counted(number) AS (
  SELECT 1 UNION ALL SELECT number + 1 FROM counted WHERE number < 1000000000000
)
SELECT count(*) FROM counted
"""
REFUSED = {
    "errors": [
        {
            "message": "The answer took longer than 0.2 seconds.",
            "extensions": {"code": "OUT_OF_TIME", "limit": 0.2},
        }
    ]
}


def _by_a_cursor(*_args, **_options):
    with connection.cursor() as cursor:
        cursor.execute(ENDLESS)
        return cursor.fetchall()


def _by_a_kept_statement(*_args, **_options):
    return driver.fetched(ENDLESS, {})


def ask(client, question=QUESTION):
    return client.post("/graphql/", {"query": question}, content_type="application/json")


@pytest.mark.parametrize("run_endlessly", [_by_a_cursor, _by_a_kept_statement])
@pytest.mark.django_db(transaction=True)
def test_a_statement_that_never_ends_is_interrupted_and_the_connection_goes_on(
    client, english, settings, monkeypatch, run_endlessly
):
    settings.GRAPHQL_SECONDS = 0.2
    with monkeypatch.context() as patch:
        patch.setattr(SiteTree, "load", run_endlessly)
        late = ask(client)
    settings.GRAPHQL_SECONDS = 60

    assert (late.status_code, late.json()) == (503, REFUSED)
    assert ask(client, "{ languages { tag } }").json() == {"data": {"languages": [{"tag": "en"}]}}


@pytest.mark.django_db(transaction=True)
def test_no_statement_begins_after_the_deadline(client, english, settings, monkeypatch):
    settings.GRAPHQL_SECONDS = 0
    begun = []
    monkeypatch.setattr(
        CursorWrapper, "_execute", lambda _self, sql, *_args: begun.append(sql), raising=True
    )
    late = ask(client)

    assert late.status_code == 503
    assert [error["extensions"]["code"] for error in late.json()["errors"]] == ["OUT_OF_TIME"]
    assert begun == []


def test_an_answer_in_time_takes_no_statement_more(client, english, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert "errors" not in ask(client, "{ languages { tag } }").json()
