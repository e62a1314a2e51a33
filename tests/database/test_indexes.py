"""The indexes on Wagtail's tables are there, and come back when they are lost."""

import re

from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate
from django.test.utils import CaptureQueriesContext

import pytest

from cms.content.reading.loader import Reading
from cms.content.search.hits import hits
from cms.content.tree import SiteTree
from cms.database.indexes import indexes_on
from tests import factories


def names_of_indexes():
    names = set()
    with connection.cursor() as cursor:
        for table in {table for table, _indexed in indexes_on(connection.vendor).values()}:
            found = connection.introspection.get_constraints(cursor, table)
            names |= {name for name, one in found.items() if one["index"]}
    return names


@pytest.mark.django_db
def test_indexes_are_made_with_the_tables_and_again_after_they_were_lost():
    wanted = set(indexes_on(connection.vendor))
    assert wanted <= names_of_indexes()

    with connection.cursor() as cursor:
        for name in wanted:
            cursor.execute(f"DROP INDEX {name}")
    assert not wanted & names_of_indexes()
    for _ in range(2):
        post_migrate.send(
            sender=apps.get_app_config("content"),
            app_config=apps.get_app_config("content"),
            using="default", verbosity=0, interactive=False, plan=[], apps=apps,
        )  # fmt: skip
        assert wanted <= names_of_indexes()


def plan_of(query, *parameters):
    """The database's plan for a query of a table that is large."""
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{explain} {query}", parameters)
        return str(cursor.fetchall())


@pytest.mark.django_db
def test_a_page_is_found_by_its_address_without_reading_all_of_them():
    plan = plan_of("SELECT id FROM wagtailcore_page WHERE url_path = '/nowhere/'")

    assert "content_page_url_path" in plan


def test_what_an_answer_refers_to_is_found_without_reading_all_pages(english):
    page = factories.news_page(english.news)
    tree = SiteTree.load()
    reading = Reading(tree, tree.root("en"))
    reading.request_page(page.pk)
    with CaptureQueriesContext(connection) as queries:
        reading.fetch()

    assert reading.page(page.pk)
    assert "SCAN wagtailcore_page" not in plan_of(queries[0]["sql"])
    assert "Seq Scan on wagtailcore_page" not in plan_of(queries[0]["sql"])


def test_words_are_looked_for_in_an_index(english):
    factories.news_page(english.news, "Kettle")
    tree = SiteTree.load()
    with CaptureQueriesContext(connection) as queries:
        found = hits(Reading(tree, tree.root("en")), ["kettl"])
    asked = queries[-1]["sql"]

    assert len(found) == 1
    if connection.vendor == "sqlite":
        assert "VIRTUAL TABLE INDEX" in plan_of(asked)
    else:
        # Among so few rows any index will do, so the words alone are asked for.
        assert re.search(r'\(\S+"title" \|\| \S+"body"\) @@', asked)
        words = "SELECT id FROM wagtailsearch_indexentry WHERE (title || body) @@ 'kettl'"
        assert "content_entry_words" in plan_of(words)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["image", "rendition", "document"])
def test_what_a_file_belongs_to_is_found_without_reading_all_of_them(kind):
    table = "wagtaildocs_document" if kind == "document" else f"wagtailimages_{kind}"
    query = f"SELECT id FROM {table} WHERE file = 'images/nothing.png'"  # noqa: S608 - one of three
    plan = plan_of(query)

    assert f"content_{kind}_file" in plan
