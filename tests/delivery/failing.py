"""Requests that fail, each in a way of its own that leaves something behind on its connection."""

from __future__ import annotations

from threading import get_ident
from typing import TYPE_CHECKING, Any, NoReturn

from django.db import Error, connection, transaction
from django.urls import path

from cms.database import driver
from cms.news.models import NewsCategory, NewsTag
from cms.urls import urlpatterns as all_urls

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

WRONG = "SELECT nothing FROM nowhere"
# Read often enough for a driver that counts to prepare it.
OFTEN = 7


class Failed(Exception):
    """The request has done what it was to do, and fails."""


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _read() -> None:
    for _ in range(OFTEN):
        driver.fetched("SELECT id, slug FROM wagtailcore_page WHERE id > %(id)s", {"id": 0})


def wrong_statement() -> None:
    _execute(WRONG)


def wrong_kept_statement() -> None:
    _read()
    driver.fetched(WRONG, {})


def value_too_long() -> None:
    NewsTag.objects.create(name="x" * 1000, slug="x" * 1000)


def transaction_with_an_error() -> None:
    with transaction.atomic():
        _read()
        NewsCategory.objects.create(pk=None, name="Nowhere", slug="nowhere", locale_id=-1)
        _execute(WRONG)


def savepoint_and_an_error_later() -> None:
    with transaction.atomic():
        _read()
        try:
            with transaction.atomic():
                driver.fetched(WRONG, {})
        except Error:
            _read()
        raise Failed


def rolled_back_without_an_error() -> None:
    with transaction.atomic():
        _read()
        transaction.set_rollback(True)


def stopped_statement() -> None:
    with transaction.atomic():
        _execute("SET LOCAL statement_timeout = 1")
        driver.fetched("SELECT pg_sleep(60)", {})


def conflict_with_another_transaction() -> None:
    with transaction.atomic():
        _read()
        _execute("DO $$ BEGIN RAISE SQLSTATE '40001'; END $$")


def table_made_and_dropped() -> None:
    with transaction.atomic():
        name = f"made_{get_ident()}"
        _execute(f"CREATE TABLE {name} (id integer)")
        driver.fetched(f"SELECT id FROM {name}", {})  # noqa: S608 - a number
        _execute(f"DROP TABLE {name}")
        _read()
        raise Failed


def session_discarded() -> None:
    _execute("DISCARD ALL")


def connection_ended() -> None:
    _execute("SELECT pg_terminate_backend(pg_backend_pid())")


def column_of_another_type() -> None:
    for kind in ("text", "varchar(100)"):
        _execute(f"ALTER TABLE taggit_tag ALTER COLUMN name TYPE {kind}")
        driver.fetched("SELECT name FROM taggit_tag", {})


KINDS: dict[str, Callable[[], None]] = {
    one.__name__: one
    for one in (
        wrong_statement, wrong_kept_statement, value_too_long, transaction_with_an_error,
        savepoint_and_an_error_later, rolled_back_without_an_error, stopped_statement,
        conflict_with_another_transaction, table_made_and_dropped, session_discarded,
        connection_ended, column_of_another_type,
    )
}  # fmt: skip


def fail(_request: HttpRequest, kind: str) -> NoReturn:
    """The view: whatever happens, it ends with an exception."""
    KINDS[kind]()
    raise Failed


urlpatterns: list[Any] = [path("fail/<str:kind>/", fail), *all_urls]
