from uuid import uuid4

import pytest

from cms.content.reading.loader import Reading
from cms.content.references.links import Link
from cms.content.tree import SiteTree
from tests import factories, snapshots


def start(tag="en"):
    tree = SiteTree.load()
    return Reading(tree, tree.root(tag))


@pytest.fixture
@snapshots.fixture
def article(english):
    return factories.news_page(english.news, "Article", slug="article")


@pytest.mark.parametrize("count", [1, 10])
def test_costs_one_query_for_all_kinds(english, chinese, count, django_assert_num_queries):
    pages = [factories.news_page(english.news) for _ in range(count)]
    images = [factories.image() for _ in range(count)]
    documents = [factories.document() for _ in range(count)]
    for page in pages:
        factories.translation(page, title="文章")
    reading = start("zh-Hans")
    for page, image, document in zip(pages, images, documents, strict=True):
        reading.request_page(page.pk)
        reading.request_translations(page.translation_key)
        reading.request_ancestors(page.path)
        reading.request_image(image.pk)
        reading.request_document(document.pk)
    with django_assert_num_queries(1):
        reading.fetch()
    with django_assert_num_queries(0):
        for page, image, document in zip(pages, images, documents, strict=True):
            assert reading.page(page.pk).tag == "zh-Hans"
            assert len(reading.translations(page.translation_key)) == 2
            assert [one.title for one in reading.ancestors(page.path)] == ["Homepage", "News"]
            assert reading.image(image.pk, "alt").id == image.pk
            assert reading.document(document.pk).id == document.pk


def test_asks_nothing_when_nothing_is_wanted(english, django_assert_num_queries):
    reading = start()
    reading.request_page(None)
    reading.request_image(None)
    reading.request_document(None)
    with django_assert_num_queries(0):
        reading.fetch()


def test_asks_again_only_for_what_was_wanted_since(article, django_assert_num_queries):
    reading = start()
    reading.request_page(article.pk)
    reading.fetch()
    with django_assert_num_queries(0):
        reading.fetch()
    assert reading.page(article.pk).title == "Article"


def test_finds_a_page_in_the_language_of_the_answer(article, chinese):
    factories.translation(article, title="文章")
    reading = start("zh-Hans")
    reading.request_page(article.pk)
    reading.fetch()
    found = reading.page(article.pk)
    assert (found.title, found.frontend_path, found.tag) == (
        "文章",
        "/zh-hans/news/article/",
        "zh-Hans",
    )


def test_falls_back_to_the_source_where_the_translation_may_not_be_read(article, chinese):
    factories.translation(article, title="文章", live=False)
    reading = start("zh-Hans")
    reading.request_page(article.pk)
    reading.fetch()
    found = reading.page(article.pk)
    assert (found.title, found.frontend_path, found.tag) == ("Article", "/en/news/article/", "en")


def test_falls_back_to_the_source_and_to_no_other_language(english, article, chinese):
    factories.translation(article, code="fr", title="Article français")
    article.unpublish()
    reading = start("zh-Hans")
    reading.request_page(article.pk)
    reading.fetch()
    assert reading.page(article.pk) is None
    assert [one.tag for one in reading.translations(article.translation_key)] in ([], ["fr"])


def test_finds_a_translation_whose_source_is_gone(article, chinese):
    translated = factories.translation(article, title="文章")
    type(article).objects.filter(pk=article.pk).update(live=False)
    reading = start("zh-Hans")
    reading.request_page(article.pk)
    reading.fetch()
    assert reading.page(article.pk).id == translated.pk


@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
def test_finds_nothing_hidden(english, article, chinese, tag):
    factories.private(article)
    hidden_image = factories.image(collection=factories.private_collection("Images"))
    hidden_document = factories.document(collection=factories.private_collection("Documents"))
    reading = start(tag)
    reading.request_page(article.pk)
    reading.request_translations(article.translation_key)
    reading.request_ancestors(article.path)
    reading.request_image(hidden_image.pk)
    reading.request_document(hidden_document.pk)
    reading.fetch()
    assert reading.page(article.pk) is None
    assert reading.translation(article.translation_key) is None
    assert reading.translations(article.translation_key) == []
    assert reading.image(hidden_image.pk, "alt") is None
    assert reading.document(hidden_document.pk) is None
    assert reading.link(text="here", page_id=article.pk, url="") is None


def test_finds_nothing_of_another_site(article):
    other = factories.newsroom(hostname="other.example")
    elsewhere = factories.news_page(other.news)
    reading = start()
    reading.request_page(elsewhere.pk)
    reading.request_ancestors(elsewhere.path)
    reading.fetch()
    assert reading.page(elsewhere.pk) is None
    assert reading.ancestors(elsewhere.path) == []


def test_lists_real_translations_the_source_first(english, article, chinese):
    factories.translation(article, title="文章")
    factories.translation(english.home, code="fr", title="Accueil")
    factories.alias(article, code="fr")
    reading = start("zh-Hans")
    reading.request_translations(article.translation_key)
    reading.fetch()
    found = reading.translations(article.translation_key)
    assert [(one.tag, one.is_alias) for one in found] == [("en", False), ("zh-Hans", False)]


def test_names_the_ancestors_from_the_front_page_down(english, article):
    reading = start()
    reading.request_ancestors(article.path)
    reading.fetch()
    found = reading.ancestors(article.path)
    assert [(one.title, one.frontend_path) for one in found] == [
        ("Homepage", "/en/"),
        ("News", "/en/news/"),
    ]


def test_a_front_page_has_no_ancestors(english):
    reading = start()
    reading.request_ancestors(english.home.path)
    reading.fetch()
    assert reading.ancestors(english.home.path) == []


def test_links_inside_and_outside(article):
    reading = start()
    reading.request_page(article.pk)
    reading.fetch()
    assert reading.link(text="", page_id=article.pk, url="") == Link(
        text="Article", href="/en/news/article/", language="en", is_external=False
    )
    assert reading.link(text="Film", page_id=None, url="https://video.example/") == Link(
        text="Film", href="https://video.example/", language=None, is_external=True
    )
    assert reading.link(text="Nowhere", page_id=None, url="") is None


def test_does_not_know_what_was_never_wanted(article):
    reading = start()
    assert reading.page(article.pk) is None
    assert reading.translation(uuid4()) is None
    assert reading.image(1, "alt") is None
