"""Requests that fail leave nothing behind that another request on the same thread could feel."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from itertools import count
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING, Any
from unittest.mock import ANY

from django.core.wsgi import get_wsgi_application
from django.db import connection, connections

import psycopg
import pytest

from cms.delivery.response_cache import memo_store
from cms.delivery.response_cache.from_settings import wrap
from tests import factories
from tests.delivery.calling import Caller
from tests.delivery.failing import KINDS
from tests.services import pgbouncer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.factories import Newsroom
    from tests.services.pgbouncer import PgBouncer

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 4
FAILURES = 1_000
PATIENCE_SECONDS = 30
QUESTION = """
query ($path: String!) {
  languages { tag }
  news(language: "en", first: 5) { totalCount edges { node { title path } } }
  route(path: $path) { __typename ... on PageRoute { page { title breadcrumbs { title } } } }
}
"""
PATH = "/en/news/third/"
EXPECTED = {
    "languages": [{"tag": "en"}],
    "news": {
        "totalCount": 3,
        "edges": [
            {"node": {"title": title, "path": f"/en/news/{title.lower()}/"}}
            for title in ("Third", "Second", "First")
        ],
    },
    "route": {
        "__typename": "PageRoute",
        "page": {"title": "Third", "breadcrumbs": [{"title": "Homepage"}, {"title": "News"}]},
    },
}
IS_POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")
WAYS = ["direct", "pgbouncer"] if IS_POSTGRESQL and pgbouncer.is_installed() else ["direct"]


@pytest.fixture
def content(english: Newsroom) -> None:
    """Three articles."""
    for day, title in enumerate(("First", "Second", "Third"), 1):
        factories.news_page(
            english.news, title, slug=title.lower(), publication_date=date(2024, 1, day)
        )


@pytest.fixture
def bouncer(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, content: None, tmp_path: Path
) -> Iterator[PgBouncer | None]:
    """How other threads reach the database of the test: as it is, or through a PgBouncer."""
    values = connections.settings["default"]
    if connection.vendor == "sqlite":
        # One in memory can't be shared as a file can.
        with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as copy:
            connection.connection.backup(copy)
        monkeypatch.setitem(values, "NAME", str(tmp_path / "copy.sqlite3"))
    if request.param == "direct":
        yield None
        return
    with pgbouncer.pgbouncer(values["HOST"]) as one:
        monkeypatch.setitem(values, "HOST", str(one.folder))
        yield one


@pytest.fixture
def caller(bouncer: PgBouncer | None, settings: Any) -> Caller:
    """Whoever asks, and gets no answer that is kept for another question."""
    settings.ROOT_URLCONF = "tests.delivery.failing"
    return Caller(wrap(get_wsgi_application(), path="/graphql/"), keeps_connection=False)


def ask(caller: Caller, number: int) -> Any:
    """Read the content anew."""
    memo_store.forget()
    variables = {"path": PATH}
    body = {"query": QUESTION, "variables": variables, "extensions": {"number": number}}
    return caller.post(body)


@pytest.mark.slow
@pytest.mark.parametrize("bouncer", WAYS, indirect=True)
def test_no_answer_is_wrong_after_requests_that_failed(caller: Caller, bouncer: PgBouncer | None):
    together = Barrier(THREADS)

    def work(thread: int) -> list[Any]:
        wrong: list[Any] = []
        together.wait(PATIENCE_SECONDS)
        try:
            for number in range(thread, FAILURES, THREADS):
                kind = list(KINDS)[number // THREADS % len(KINDS)]
                assert caller.at(f"/fail/{kind}/").status == 500
                reply = ask(caller, number)
                if (reply.status, reply.json) != (200, {"data": EXPECTED}):
                    wrong.append((kind, reply.status, reply.json))
            if caller.at("/health/ready").status != 200:
                wrong.append("not ready")
        finally:
            close(caller)
        return wrong

    with ThreadPoolExecutor(THREADS) as threads:
        found = [one for wrong in threads.map(work, range(THREADS)) for one in wrong]
    assert (len(found), found[:3]) == (0, [])
    if bouncer is not None:
        assert prepared_through(bouncer) == 0


def prepared_through(bouncer: PgBouncer) -> int:
    """The most statements that a server process behind a PgBouncer has prepared."""
    name = connection.settings_dict["NAME"]
    counts: list[int] = []
    for _ in range(10):
        with psycopg.connect(
            host=str(bouncer.folder), user="newsroom", dbname=name, prepare_threshold=None
        ) as other:
            counts += other.execute("SELECT count(*) FROM pg_prepared_statements").fetchone() or ()
    return max(counts)


@pytest.mark.parametrize("bouncer", WAYS, indirect=True)
def test_answers_come_back_with_the_database(caller: Caller, bouncer: PgBouncer | None):
    away = {"errors": [{"message": ANY, "extensions": {"code": "UNAVAILABLE", "reference": ANY}}]}
    numbers = count()

    def whole() -> tuple[int, Any]:
        reply = ask(caller, next(numbers))
        return reply.status, reply.json

    def work() -> None:
        try:
            assert whole() == (200, {"data": EXPECTED})
            with gone(bouncer):
                assert [whole() for _ in range(3)] == [(503, away)] * 3
                assert caller.at("/health/ready").status == 503
                assert caller.at("/health/live").status == 200
            assert [whole() for _ in range(3)] == [(200, {"data": EXPECTED})] * 3
            assert caller.at("/health/ready").status == 200
        finally:
            close(caller)

    with ThreadPoolExecutor(1) as threads:
        threads.submit(work).result(PATIENCE_SECONDS)


@contextmanager
def gone(bouncer: PgBouncer | None) -> Iterator[None]:
    """The database can't be reached, and who was connected isn't any more."""
    values = connections.settings["default"]
    name = "NAME" if connection.vendor == "sqlite" else "HOST"
    at = Path(values[name])
    if bouncer is not None:
        bouncer.stop()
    elif connection.vendor == "sqlite":
        connections.close_all()
        at.rename(at.with_suffix(".away"))
        at.mkdir()
    else:
        end_others()
        values[name] = str(at / "nowhere")
    try:
        yield
    finally:
        values[name] = str(at)
        if bouncer is not None:
            bouncer.start()
        elif connection.vendor == "sqlite":
            at.rmdir()
            at.with_suffix(".away").rename(at)


def end_others() -> None:
    """End all connections to the database but that of the test."""
    values = connections.settings["default"]
    with psycopg.connect(host=values["HOST"], user="newsroom", dbname="postgres") as other:
        other.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
            "WHERE datname = %s AND pid <> pg_backend_pid() AND query LIKE '%%SELECT%%'",
            [values["NAME"]],
        )


def close(caller: Caller) -> None:
    """End the connections of this thread."""
    connections.close_all()
    application: Any = caller.application
    application.version_window.source._local.forget()
