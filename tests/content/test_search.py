from wagtail.query import PageQuerySet

import pytest

from cms.content import search
from cms.content.reading import Reading
from cms.content.tree import SiteTree
from tests import factories


@pytest.fixture
def reading(english):
    tree = SiteTree.load()
    return Reading(tree, tree.roots[0])


def test_judges_the_ids_of_a_search_server_too(english, reading, monkeypatch):
    public = factories.news_page(english.news, "Engine")
    draft = factories.news_page(english.news, "Engine", live=False)
    secret = factories.news_page(english.news, "Engine")
    factories.private(secret)
    monkeypatch.setattr(PageQuerySet, "search", lambda *_args, **_kwargs: [draft, public, secret])

    assert [hit.found.pk for hit in search.hits(reading, ["engin"])] == [public.pk]


def test_titles_that_hold_more_of_the_words_come_first(english, reading):
    one = factories.news_page(english.news, "Engine", summary="Test")
    both = factories.news_page(english.news, "Engine test", summary="Both")

    found = search.hits(reading, ["engin", "test"])

    assert [(hit.found.pk, hit.title_count) for hit in found] == [(both.pk, 2), (one.pk, 1)]
