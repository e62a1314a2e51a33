"""The indexes on Wagtail's table of pages are there, and come back when they are lost."""

from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate

import pytest

from cms.content.indexes import INDEXES


def names_of_indexes():
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, "wagtailcore_page")
    return {name for name, one in found.items() if one["index"]}


@pytest.mark.django_db
def test_indexes_are_made_with_the_tables_and_again_after_they_were_lost():
    assert set(INDEXES) <= names_of_indexes()

    with connection.cursor() as cursor:
        for name in INDEXES:
            cursor.execute(f"DROP INDEX {name}")
    assert not set(INDEXES) & names_of_indexes()
    for _ in range(2):
        post_migrate.send(
            sender=apps.get_app_config("content"),
            app_config=apps.get_app_config("content"),
            using="default", verbosity=0, interactive=False, plan=[], apps=apps,
        )  # fmt: skip
        assert set(INDEXES) <= names_of_indexes()


@pytest.mark.django_db
def test_a_page_is_found_by_its_address_without_reading_all_of_them():
    query = "SELECT id FROM wagtailcore_page WHERE url_path = '/nowhere/'"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {query}")
        plan = str(cursor.fetchall())
    assert "content_page_url_path" in plan
