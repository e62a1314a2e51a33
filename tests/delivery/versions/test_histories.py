"""A database that was put back is told from the one that was read, whatever number it has."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

import pytest

from cms.delivery.models import ContentVersion, RaisedTags
from cms.delivery.response_cache.version_source import SQLite
from cms.delivery.versions import content_version
from cms.delivery.versions.histories import History, Latest
from tests import factories
from tests.api.conftest import ask

if TYPE_CHECKING:
    from pathlib import Path

    from tests.api.conftest import Ask

__all__ = ["ask"]

SEEN = Latest(5, 50)
SITEMAP = '{ sitemap(language: "en", first: 0) { totalCount } }'
TABLES = """
CREATE TABLE delivery_contentversion (id INTEGER PRIMARY KEY, number INTEGER, token INTEGER);
CREATE TABLE delivery_raisedtags (version INTEGER, token INTEGER);
INSERT INTO delivery_contentversion VALUES (1, 0, 0);
"""


@pytest.mark.one_database
@pytest.mark.parametrize(
    ("row", "goes_on"),
    [
        ((5, 50, 50), True),
        ((6, 60, 50), True),
        ((900, 1, None), True),
        ((5, 51, 51), False),
        ((6, 60, 51), False),
        ((4, 40, None), False),
        (None, False),
    ],
)
def test_a_history_goes_on_or_is_another(row: tuple[Any, ...] | None, goes_on: bool):
    history = History()
    assert history.observe(history.latest, (5, 50, None))
    assert history.generation == 0

    assert history.observe(history.latest, row) == goes_on
    assert history.generation == (0 if goes_on else 1)
    assert history.observe(history.latest, row)


@pytest.mark.one_database
def test_what_a_slower_thread_has_read_says_nothing():
    history = History()
    history.observe(history.latest, (5, 50, None))
    history.observe(SEEN, (6, 60, 50))

    assert history.observe(SEEN, (5, 50, 50))
    assert (history.latest, history.generation) == (Latest(6, 60), 0)


def _change(writer: sqlite3.Connection) -> None:
    number, token = writer.execute(
        "UPDATE delivery_contentversion SET number = number + 1, token = random() "
        "RETURNING number, token"
    ).fetchone()
    writer.execute("INSERT INTO delivery_raisedtags VALUES (?, ?)", [number, token])


@pytest.mark.one_database
@pytest.mark.parametrize("journal", ["WAL", "DELETE"])
def test_a_worker_notices_a_copy_that_was_put_back_and_has_gone_further(
    tmp_path: Path, journal: str
):
    writer = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)
    writer.execute(f"PRAGMA journal_mode={journal}")
    writer.executescript(TABLES)
    source = SQLite(tmp_path / "db.sqlite3")
    for _ in range(3):
        _change(writer)
        source.current()
    before, backup = source.identity, sqlite3.connect(":memory:")
    writer.backup(backup)
    _change(writer)
    assert (source.current(), source.identity) == (4, before)
    backup.backup(writer)
    for _ in range(3):
        _change(writer)

    assert source.current() == 6
    assert source.identity != before
    settled = source.identity
    _change(writer)
    assert (source.current(), source.identity) == (7, settled)


@pytest.mark.django_db(transaction=True)
def test_each_number_has_a_token_of_its_own_which_is_kept_with_its_change():
    tokens = set()
    for _ in range(3):
        with transaction.atomic():
            content_version.invalidate_tags(["page:a"])
            content_version.invalidate_tags(["page:b"])
        latest = ContentVersion.objects.get()
        changes = RaisedTags.objects.filter(version=latest.number)
        assert set(changes.values_list("token", flat=True)) == {latest.token}
        tokens.add(latest.token)
    assert len(tokens - {0}) == 3


@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_totals_of_a_lost_history_are_forgotten(ask: Ask):
    english = factories.newsroom()
    ask(SITEMAP)
    backup = sqlite3.connect(":memory:")
    connection.connection.backup(backup)
    factories.news_page(english.news)
    before = content_version.current()
    assert ask(SITEMAP).data["sitemap"]["totalCount"] == 4
    backup.backup(connection.connection)
    for _ in range(before):
        content_version.invalidate_tags(["page:other"])

    assert ask(SITEMAP).data["sitemap"]["totalCount"] == 3
