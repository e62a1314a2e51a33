"""Lists and choosers of pages ask the same number of queries, however many pages they show."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from cms.demo import scale
from tests import factories

pytestmark = pytest.mark.one_database


def counts(client, address):
    """The queries a list asks, and the rows it shows."""
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200
    return len(queries), response.text.count("<tr")


LISTS = {
    "explorer": "/admin/pages/{parent}/",
    "search in the explorer": "/admin/pages/{parent}/?q=series",
    "search": "/admin/pages/search/?q=series",
    "pages of a type": "/admin/pages/usage/news/newspage/",
    "chooser": "/admin/choose-page/{parent}/?page_type=news.newspage",
    "search in the chooser": "/admin/choose-page/search/?q=series",
    "pages not edited for long": "/admin/reports/aging-pages/",
    "dashboard of translations": "/admin/translations/",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_much_for_fifty_rows_as_for_five(client, english, name):
    factories.in_chinese(english)
    scale.add_news(5, report=lambda _count: None)
    client.force_login(factories.administrator())
    address = LISTS[name].format(parent=english.news.pk)
    few_queries, few_rows = counts(client, address)
    scale.add_news(45, report=lambda _count: None)
    queries, rows = counts(client, address)

    assert rows > few_rows
    assert queries == few_queries
