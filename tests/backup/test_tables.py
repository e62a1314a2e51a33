"""Every table is saved, rebuilt or begun anew, and somebody has decided which."""

from django.db import connection

import pytest

from cms.backup import tables

pytestmark = pytest.mark.django_db

DECIDED = [tables.SAVED, tables.REBUILT, tables.ANEW]


def test_each_table_is_in_one_list():
    labels = {model._meta.label for model in tables.all_models()}
    undecided = labels - frozenset().union(*DECIDED)
    assert undecided == set()
    assert sum(map(len, DECIDED)) == len(frozenset().union(*DECIDED))


def test_the_lists_name_tables_that_are_there():
    labels = {model._meta.label for model in tables.all_models()}
    of_sqlite = {"wagtailsearch.SQLiteFTSIndexEntry"}
    assert frozenset().union(*DECIDED) - labels <= of_sqlite


def test_there_is_no_other_table():
    known = {model._meta.db_table for model in tables.all_models()}
    others = set(connection.introspection.table_names()) - known
    assert [name for name in others if not name.startswith(tables.WITHOUT_MODEL)] == []


def test_what_is_made_by_nobody_is_saved():
    assert tables.MADE_BY_NOBODY <= tables.SAVED
