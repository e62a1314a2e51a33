"""Readers on SQLite while somebody else writes."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models import Value
from django.db.models.functions import JSONArray
from wagtail.models import Locale

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.one_database


@pytest.fixture
def reader(db: None, tmp_path: Path) -> Iterator[None]:
    """Django's connection is one of production's kind, to a database that is being written."""
    path = tmp_path / "db.sqlite3"
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("CREATE TABLE wagtailcore_locale (id INTEGER, language_code TEXT)")
    writer.execute("INSERT INTO wagtailcore_locale VALUES (1, 'en')")
    writer.execute("BEGIN IMMEDIATE")
    before = connections[DEFAULT_DB_ALIAS]
    own = connections[DEFAULT_DB_ALIAS] = DatabaseWrapper(
        before.settings_dict | {
            "ENGINE": "django.db.backends.sqlite3", "NAME": str(path),
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0},
        }
    )  # fmt: skip
    yield
    connections[DEFAULT_DB_ALIAS] = before
    own.close()
    writer.close()


@pytest.mark.usefixtures("reader")
def test_a_first_question_with_json_does_not_wait():
    found = Locale.objects.values_list(JSONArray("language_code", Value(1)))

    assert list(found) == [(["en", 1],)]
