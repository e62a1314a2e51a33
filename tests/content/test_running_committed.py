"""Kept statements outside of a transaction, where PostgreSQL has them prepared."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import Error, OperationalError, connection, transaction

import pytest

from cms.content import running
from cms.content.running import fetched
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_gives_values_by_their_names():
    sql = (
        "SELECT CAST(%(second)s AS integer), CAST(%(first)s AS integer), "
        "CAST(%(second)s AS integer), '100 %%'"
    )

    assert fetched(sql, {"first": 1, "second": 2, "unused": 3}) == [(2, 1, 2, "100 %")]
    assert fetched(sql, {"first": None, "second": 4, "unused": 3}) == [(4, None, 4, "100 %")]


def test_a_text_is_found_whatever_is_in_it():
    for text in ("plain", "a 'quote' and %(first)s", "中文", "x" * 100_000):
        assert fetched("SELECT CAST(%(text)s AS text)", {"text": text}) == [(text,)]


def test_rows_that_were_committed_meanwhile_are_seen():
    sql = "SELECT name FROM news_newscategory WHERE slug = %(slug)s ORDER BY id"
    assert fetched(sql, {"slug": "one"}) == []

    factories.category("One", slug="one")

    assert fetched(sql, {"slug": "one"}) == [("One",)]


def test_inside_of_a_transaction_its_own_rows_are_seen():
    sql = "SELECT count(*) FROM news_newscategory"
    assert fetched(sql, {}) == [(0,)]
    with transaction.atomic():
        assert fetched(sql, {}) == [(0,)]
        factories.category("One")
        assert fetched(sql, {}) == [(1,)]
        transaction.set_rollback(True)
    assert fetched(sql, {}) == [(0,)]


def test_the_next_statement_runs_after_one_that_is_wrong():
    for wrong in ("SELECT nothing FROM nowhere", "SELECT 1 +"):
        with pytest.raises(Error):
            fetched(wrong, {})
        assert fetched("SELECT 1", {}) == [(1,)]


def test_a_value_that_does_not_fit_is_an_error():
    at = datetime(2024, 1, 1, tzinfo=UTC)
    assert fetched("SELECT id FROM wagtailcore_page WHERE expire_at = %(at)s", {"at": at}) == []
    with pytest.raises(Error):
        fetched("SELECT %(at)s + no_such_column FROM wagtailcore_page", {"at": at})


def test_the_server_keeps_no_more_than_it_has_room_for():
    for number in [*range(running.MOST_PREPARED + 20), 0, 1]:
        assert fetched(f"SELECT {number}", {}) == [(number,)]

    if connection.vendor == "postgresql":
        kept = "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'kept%%'"
        assert fetched(kept, {}) == [(running.MOST_PREPARED,)]


def test_a_new_connection_prepares_anew():
    assert fetched("SELECT 1", {}) == [(1,)]
    connection.close()
    assert fetched("SELECT 1", {}) == [(1,)]


def test_that_the_server_ended_the_connection_is_told_as_such():
    fetched("SELECT 1", {})
    if connection.vendor == "postgresql":
        _end_from_outside()
        with pytest.raises(OperationalError):
            fetched("SELECT 1", {})
        connection.close()
    assert fetched("SELECT 1", {}) == [(1,)]


def _end_from_outside():
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid]
        )
    other.close()


def test_what_wraps_statements_is_told_of_errors_as_by_a_cursor():
    told = []

    def wrapper(execute, *asked):
        try:
            return execute(*asked)
        except Error as error:
            told.append(type(error))
            raise

    with connection.execute_wrapper(wrapper):
        with pytest.raises(Error):
            fetched("SELECT nothing FROM nowhere", {})
        with pytest.raises(Error), connection.cursor() as cursor:
            cursor.execute("SELECT nothing FROM nowhere")

    assert len(told) == 2
    assert told[0] is told[1]
