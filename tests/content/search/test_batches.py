"""Pages that are written to the search index together ask once for what they share."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.search.backends import get_search_backend

from cms.content.search import batches
from cms.news.models import NewsPage
from tests import factories


def written() -> int:
    """Write all articles to the index, and return how many questions that took."""
    articles = list(NewsPage.get_indexed_objects().order_by("pk"))
    with CaptureQueriesContext(connection) as queries:
        get_search_backend().get_index_for_model(NewsPage).add_items(NewsPage, articles)
    return sum(query["sql"].startswith("SELECT") for query in queries)


def found(word: str) -> set[str]:
    pages = get_search_backend().search(word, NewsPage.objects.all())
    return {page.slug for page in pages}


def test_more_articles_ask_no_more_and_each_is_found_by_its_own_terms(english, chinese):
    category, tags = factories.category("Heat"), [factories.tag("Clay"), factories.tag("Glaze")]
    factories.translated(tags[0], {"Clay": "黏土"})

    def add(number: int) -> Any:
        page = factories.news_page(english.news, f"Kiln {number}", slug=f"kiln-{number}")
        NewsPage.objects.filter(pk=page.pk).update(category=category if number % 2 else None)
        factories.tag_news(page, *tags[number % 2 :])
        return page

    first = add(0)
    add(1)
    before = written()
    for number in range(2, 10):
        add(number)
    assert written() == before
    assert found("heat") == {f"kiln-{number}" for number in range(1, 10, 2)}
    assert found("clay") == {f"kiln-{number}" for number in range(0, 10, 2)}
    factories.translation(first, title="窑")
    written()
    assert found("黏土") == {"kiln-0"}
    assert found("窑") == {"kiln-0"}


def test_nothing_is_remembered_after_a_batch():
    values = iter(range(9))
    with batches.batch():
        owner = object()
        assert [batches.once("a", values.__next__, owner=owner) for _ in range(2)] == [0, 0]
        with batches.batch():
            assert batches.once("a", values.__next__) == 1
        assert batches.once("a", values.__next__) == 0
        assert batches.once("b", values.__next__) == 2
    assert [batches.once("a", values.__next__) for _ in range(2)] == [3, 4]
