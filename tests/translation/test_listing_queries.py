"""The explorer asks the same number of queries, however many pages it shows."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.demo import scale
from tests import factories


def query_count(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_explorer_asks_as_much_for_fifty_rows_as_for_five(client, english):
    factories.in_chinese(english)
    scale.add_news(5, report=lambda _count: None)
    client.force_login(factories.administrator())
    address = f"/admin/pages/{english.news.pk}/"
    few = query_count(client, address)
    scale.add_news(45, report=lambda _count: None)

    assert query_count(client, address) == few
