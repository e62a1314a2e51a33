"""The explorer and the choosers ask a fixed number of queries, however many pages they show."""

import re
from collections import Counter
from django.core.cache import cache

from django.db import connection
from django.test.utils import CaptureQueriesContext

import pytest

from tests import factories


def counted(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return Counter(re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in queries)


def test_x(client, english):
    factories.in_chinese(english)
    pages = [factories.news_page(english.news, f"A {n}", slug=f"a-{n}") for n in range(5)]
    factories.translation(pages[0])
    factories.alias(pages[1])
    client.force_login(factories.administrator())
    paths = [
        f"/admin/pages/{english.news.pk}/",
        f"/admin/choose-page/{english.news.pk}/",
        "/admin/choose-page/search/?q=A",
        "/admin/images/chooser/",
        f"/admin/pages/search/?q=A",
    ]
    few = {p: counted(client, p) for p in paths}
    pages = [factories.news_page(english.news, f"A {n}", slug=f"a-{n}") for n in range(5, 15)]
    factories.translation(pages[0])
    factories.alias(pages[1])
    for p in paths:
        many = counted(client, p)
        print("##", p, sum(few[p].values()), sum(many.values()))
        for sql, n in (many - few[p]).items():
            print("   ", n, many[sql], sql[:900])
