"""Kept statements outside of a transaction, where PostgreSQL has them prepared."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import Error, OperationalError, connection, transaction

import pytest

from cms.database import postgresql_sessions
from cms.database.driver import fetched, preparing
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
    for number in [*range(postgresql_sessions.MOST_PREPARED + 20), 0, 1]:
        assert fetched(f"SELECT {number}", {}) == [(number,)]

    if connection.vendor == "postgresql":
        kept = "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'kept%%'"
        assert fetched(kept, {}) == [(postgresql_sessions.MOST_PREPARED,)]


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


PAGES = "SELECT count(*) FROM wagtailcore_page WHERE slug = %(slug)s"


def _prepared_names():
    if connection.vendor != "postgresql":
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("lost_by", ["DEALLOCATE ALL", "DISCARD ALL", "DISCARD PLANS", "RESET ALL"])
def test_a_statement_the_server_has_lost_is_prepared_anew(lost_by):
    first, second = PAGES, f"{PAGES} AND 1 = 1"
    assert [fetched(sql, {"slug": "x"}) for sql in (first, second)] == [[(0,)], [(0,)]]
    names = _prepared_names()
    if connection.vendor == "postgresql":
        assert len({name for name in names if name.startswith("kept_")}) >= 2
        with connection.cursor() as cursor:
            cursor.execute(lost_by)

    for _ in range(2):
        assert [fetched(sql, {"slug": "x"}) for sql in (first, second)] == [[(0,)], [(0,)]]
    assert _prepared_names() == names or lost_by in {"DEALLOCATE ALL", "DISCARD ALL"}
    assert _session() == (postgresql_sessions.SESSION if connection.vendor == "postgresql" else {})


def _session():
    """The settings of the session that the CMS sets."""
    if connection.vendor != "postgresql":
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)",
            [[*postgresql_sessions.SESSION]],
        )
        return dict(cursor.fetchall())


@pytest.mark.parametrize("repeats", [1, 10])
@pytest.mark.parametrize("is_in_savepoint", [False, True])
def test_a_rollback_takes_no_statement_away(repeats, is_in_savepoint):
    assert fetched(PAGES, {"slug": "x"}) == [(0,)]
    names = _prepared_names()
    for _ in range(3):
        with transaction.atomic():
            for _ in range(repeats):
                assert fetched(PAGES, {"slug": "x"}) == [(0,)]
            if is_in_savepoint:
                with transaction.atomic():
                    fetched(PAGES, {"slug": "x"})
                    transaction.set_rollback(True)
            transaction.set_rollback(True)
        assert fetched(PAGES, {"slug": "x"}) == [(0,)]
    assert _prepared_names() == names


@pytest.mark.parametrize("kind", ["text", "uuid USING number::text::uuid", "integer"])
def test_a_statement_follows_its_table(kind):
    """Its result or its conditions are of other types after a migration."""
    sql = "SELECT number FROM changing WHERE number = %(number)s"
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE changing (number varchar(36))")
        try:
            assert fetched(sql, {"number": "7"}) == []
            if connection.vendor == "postgresql":
                using = "" if "USING" in kind else " USING number::text::" + kind
                cursor.execute(f"ALTER TABLE changing ALTER number TYPE {kind}{using}")
            number = "d0000000-0000-0000-0000-000000000007" if "uuid" in kind else "7"
            for _ in range(2):
                assert fetched(sql, {"number": number}) == []
        finally:
            cursor.execute("DROP TABLE changing")


def test_a_statement_survives_that_its_table_is_made_anew():
    for kind in ("integer", "text", "integer"):
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE changing (number {kind})")
            cursor.execute("INSERT INTO changing VALUES (1)")
        expected = "1" if kind == "text" else 1
        assert fetched("SELECT number FROM changing", {}) == [(expected,)]
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE changing")
        with pytest.raises(Error):
            fetched("SELECT number FROM changing", {})


def test_a_name_stands_for_one_statement_on_every_connection():
    values = {"one": 1}
    assert fetched("SELECT CAST(%(one)s AS text)", values) == [("1",)]
    assert fetched("SELECT CAST(%(one)s AS integer)", values) == [(1,)]
    names = _prepared_names()
    connection.close()
    assert fetched("SELECT CAST(%(one)s AS integer)", values) == [(1,)]
    assert fetched("SELECT CAST(%(one)s AS text)", values) == [("1",)]
    assert _prepared_names() <= names


def test_what_is_not_prepared_is_answered_all_the_same(monkeypatch):
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        monkeypatch.delitem(postgresql_sessions._names, connection.connection)
    before = _prepared_names()
    assert fetched(PAGES, {"slug": "x"}) == [(0,)]
    assert _prepared_names() == before


def test_inside_of_a_transaction_that_sql_began_nothing_is_prepared():
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            sql = "SELECT 'within'"
            assert fetched(sql, {}) == [("within",)]
            with pytest.raises(Error):
                fetched("SELECT nothing FROM nowhere", {})
        finally:
            cursor.execute("ROLLBACK")
    assert fetched(sql, {}) == [("within",)]


def test_statements_are_prepared_in_a_transaction_for_whoever_says_so():
    sql = "SELECT CAST(%(number)s AS integer) AS asked_often"
    with transaction.atomic():
        with preparing():
            assert [fetched(sql, {"number": number}) for number in (1, 2)] == [[(1,)], [(2,)]]
        assert fetched(sql, {"number": 3}) == [(3,)]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s",
                    ["SELECT CAST($1 AS integer) AS asked_often%"],
                )
                assert cursor.fetchone() == (1,)
